"""The files of a variant are where loaders look for them, and none is there that should not be."""

import pathlib

from kernel_builder.builder.checks import elf
from kernel_builder.builder.errors import CheckError

RULE = "the layout that `kernels` loads (kernels.importer): files flat in the variant's folder, one library at most"


def check(variant: pathlib.Path) -> str:
    if not (variant / "__init__.py").is_file():
        raise CheckError(
            "the variant has no __init__.py", "add torch-ext/<module>/__init__.py, where <module> is the kernel's name"
        )
    modules = [path for path in variant.iterdir() if (path / "__init__.py").is_file()]
    if not modules:
        raise CheckError("the variant has no <module>/__init__.py for older loaders", "build it again")
    bytecode = [path for path in variant.rglob("*") if path.suffix == ".pyc" or path.name == "__pycache__"]
    if bytecode:
        raise CheckError(
            f"{bytecode[0].relative_to(variant)}: bytecode belongs to one Python version", "remove __pycache__ folders"
        )
    links = [path for path in variant.rglob("*") if path.is_symlink()]
    if links:
        raise CheckError(f"{links[0].relative_to(variant)}: a link would lead nowhere elsewhere", "copy the file")
    libraries = elf.libraries(variant)
    if len(libraries) > 1:
        names = ", ".join(path.name for path in libraries)
        raise CheckError(f"a variant has one library, this one: {names}", "build it again")
    if not libraries:
        return "Python alone"
    return f"{libraries[0].name}, {libraries[0].stat().st_size} bytes"
