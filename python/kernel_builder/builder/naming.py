"""The name of a kernel's Python module, which must match the name that loaders look for."""


def module_name(kernel_name: str) -> str:
    """The Python module of a kernel: `flash-attn` → `flash_attn`."""
    return kernel_name.replace("-", "_")
