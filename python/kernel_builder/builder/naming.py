"""Names of a kernel's parts that must match what loads them."""

import re


def module_name(kernel_name: str) -> str:
    """The Python module of a kernel: `flash-attn` → `flash_attn`."""
    return kernel_name.replace("-", "_")


def ops_id(kernel_name: str, backend: str, unique: str) -> str:
    """The name under which a build registers its ops: `_<module>_<backend>_<unique>`.

    unique: what tells this revision of the source from others, letters, digits and `_`.
    """
    if not re.fullmatch(r"[A-Za-z0-9_]+", unique):
        raise ValueError(f"not letters, digits and _: {unique!r}")
    return f"_{module_name(kernel_name)}_{backend}_{unique}"
