"""What the kernel would read when it is imported."""

raise RuntimeError("no table for this machine")
