"""Tables that the kernel reads when it is imported."""

raise RuntimeError("no table for this machine")
