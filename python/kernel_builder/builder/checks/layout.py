"""The files of a variant are where loaders look for them, and the variant has no other kinds of files."""

import pathlib

from kernel_builder.builder.checks import elf
from kernel_builder.builder.errors import CheckError

RULE = "the layout that `kernels` loads (kernels.importer): files flat in the variant's folder, one library at most"


def check(variant: pathlib.Path) -> str:
    if not (variant / "__init__.py").is_file():
        raise CheckError(
            "the variant has no __init__.py",
            "add torch-ext/<module>/__init__.py, where <module> is the kernel's name with `_` for `-`",
        )
    if not any((path / "__init__.py").is_file() for path in variant.iterdir()):
        raise CheckError("the variant has no <module>/__init__.py for older loaders", "build the variant again")
    for path in sorted(variant.rglob("*")):
        name = path.relative_to(variant)
        if path.suffix == ".pyc" or path.name == "__pycache__":
            raise CheckError(f"{name}: bytecode works with one Python version only", "remove the __pycache__ folders")
        if path.is_symlink():
            raise CheckError(f"{name}: a symbolic link would break on another machine", "replace it with the file")
    libraries = elf.libraries(variant)
    if len(libraries) > 1:
        names = ", ".join(path.name for path in libraries)
        raise CheckError(f"a variant has one library, but this one has {names}", "build the variant again")
    if not libraries:
        return "Python only"
    return f"{libraries[0].name}, {libraries[0].stat().st_size} bytes"
