"""The libraries that a kernel is linked against define every symbol that it uses.

The linker does not check this. A missing symbol goes unnoticed in a process that has already loaded the library that
defines it, such as a CUDA library of Torch, and fails in the next process. The check needs binutils and the libraries,
so it runs only in builds.
"""

import functools
import pathlib
import subprocess
from typing import Optional

from kernel_builder.builder.checks import elf
from kernel_builder.builder.errors import CheckError

RULE = "the libraries in ELF's DT_NEEDED define every symbol that a kernel uses, whatever else is loaded"
# The interpreter defines CPython's symbols. The check `abi` compares them with the limited API.
PYTHON = ("Py", "_Py")


@functools.cache
def _defined(path: pathlib.Path) -> frozenset[str]:
    """The symbols that a library defines for others (nm(1))."""
    listing = subprocess.run(
        ["nm", "-D", "--defined-only", "--format=posix", path], capture_output=True, text=True, check=True
    )
    return frozenset(line.split()[0].partition("@")[0] for line in listing.stdout.splitlines())


def _find(name: str, folders: list[pathlib.Path]) -> Optional[pathlib.Path]:
    return next((folder / name for folder in folders if (folder / name).exists()), None)


def _demangled(name: str) -> str:
    """A C++ name as written in source code (c++filt(1))."""
    return subprocess.run(["c++filt", name], capture_output=True, text=True, check=True).stdout.strip()


def _owner(name: str, folders: list[pathlib.Path]) -> str:
    """A sentence with the library of Torch that defines a symbol."""
    for folder in folders:
        for path in sorted(folder.glob("lib*.so")):
            if path.name.startswith(("libtorch", "libc10")) and name in _defined(path):
                return f"{path.name} defines it"
    return "no library of Torch defines it"


def check(variant: pathlib.Path, *, folders: list[str]) -> str:
    """folders: where the libraries are that a kernel may be linked against."""
    paths = [pathlib.Path(folder) for folder in folders]
    count = 0
    for path in elf.libraries(variant):
        library = elf.read(path)
        needed = [_find(name, paths) for name in library.needed]
        if None in needed:
            # No build has the driver's library, which may define the symbols that the others do not.
            continue
        defined = frozenset().union(*(_defined(found) for found in needed if found))
        for symbol in library.undefined:
            if symbol.weak or symbol.name.startswith(PYTHON) or symbol.name in defined:
                count += 1
                continue
            name = _demangled(symbol.name)
            raise CheckError(
                f"{path.name}: it uses {name}, but no library that it links to defines {name}",
                f"{_owner(symbol.name, paths)}; it links to {', '.join(sorted(library.needed)) or 'no library'}",
                "use it only in sources for a backend that has it, or define it",
            )
    return f"{count} symbols, all defined by the libraries that it links to"
