"""The pinned files: their mirror by hash, and whether their registries still have them."""
