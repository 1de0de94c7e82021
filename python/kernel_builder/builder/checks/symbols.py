"""Every name that a library takes from others is one that the libraries it says it needs have.

A linker does not look: a name of another library is found in a process that happens to have that one loaded, as the
names of Torch's CUDA libraries are with a Torch built for CUDA, and is missing in the next. Needs binutils, and the
libraries themselves, so it runs in builds alone.
"""

import functools
import pathlib
import subprocess
from typing import Optional

from kernel_builder.builder.checks import elf
from kernel_builder.builder.errors import CheckError

RULE = "every name is found in the libraries that are named as needed (ELF's DT_NEEDED), whatever else is loaded"
# CPython's own, which the interpreter has: whether they are of the stable ABI is another check.
PYTHON = ("Py", "_Py")


@functools.cache
def _defined(path: pathlib.Path) -> frozenset[str]:
    """The names that a library has for others (nm(1))."""
    done = subprocess.run(
        ["nm", "-D", "--defined-only", "--format=posix", path], capture_output=True, text=True, check=True
    )
    return frozenset(line.split()[0].partition("@")[0] for line in done.stdout.splitlines())


def _find(name: str, folders: list[pathlib.Path]) -> Optional[pathlib.Path]:
    return next((folder / name for folder in folders if (folder / name).exists()), None)


def _plain(name: str) -> str:
    """A C++ name as it is written (c++filt(1))."""
    return subprocess.run(["c++filt", name], capture_output=True, text=True, check=True).stdout.strip()


def _owner(name: str, folders: list[pathlib.Path]) -> str:
    """Which of Torch's libraries has a name, for the message."""
    for folder in folders:
        for path in sorted(folder.glob("lib*.so")):
            if path.name.startswith(("libtorch", "libc10")) and name in _defined(path):
                return f"it is of {path.name}"
    return "none of Torch's libraries has it"


def check(variant: pathlib.Path, folders: list[pathlib.Path]) -> str:
    """Check the libraries of a variant. folders: where the libraries that they need are."""
    count = 0
    for path in elf.libraries(variant):
        library = elf.read(path)
        found = {name: _find(name, folders) for name in library.needed}
        if None in found.values():
            # The driver's library, which no build has: what is not found elsewhere may be there.
            continue
        defined = frozenset().union(*(_defined(needed) for needed in found.values()))
        for symbol in library.undefined:
            if symbol.weak or symbol.name.startswith(PYTHON) or symbol.name in defined:
                count += 1
                continue
            raise CheckError(
                f"{path.name}: it uses {_plain(symbol.name)}, which none of the libraries has that it needs",
                f"{_owner(symbol.name, folders)}; the library needs {', '.join(sorted(library.needed))}",
                "use it only in sources of a backend that has it, or define it",
            )
    return f"{count} names of others, all of them in what is needed"
