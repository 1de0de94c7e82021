"""Reading of ELF libraries, as far as the checks need it."""

import contextlib
import pathlib
from collections.abc import Iterator
from typing import NamedTuple, Optional

from elftools.common.exceptions import ELFError
from elftools.elf.elffile import ELFFile

from kernel_builder.builder.errors import CheckError


class Needed(NamedTuple):
    """A symbol that a library takes from others; version and library are None where it does not say."""

    name: str
    version: Optional[str]
    library: Optional[str]
    # Whether the library does without it where nobody has it.
    weak: bool = False


class Library(NamedTuple):
    machine: str
    needed: list[str]
    runpath: Optional[str]
    undefined: list[Needed]


MACHINES = {"EM_X86_64": "x86_64", "EM_AARCH64": "aarch64"}


def libraries(variant: pathlib.Path) -> list[pathlib.Path]:
    """The shared libraries of a variant."""
    return sorted(path for path in variant.rglob("*.so*") if path.is_file())


def read(path: pathlib.Path) -> Library:
    """What a library says of itself; raises CheckError where it is no ELF library."""
    try:
        with path.open("rb") as file:
            return _read(ELFFile(file))
    except ELFError as error:
        raise CheckError(f"{path.name}: not an ELF library: {error}", "build it again") from None


def _read(elf: ELFFile) -> Library:
    needed, runpath = [], None
    dynamic = elf.get_section_by_name(".dynamic")
    for tag in dynamic.iter_tags() if dynamic else ():
        if tag.entry.d_tag == "DT_NEEDED":
            needed.append(tag.needed)
        elif tag.entry.d_tag in ("DT_RUNPATH", "DT_RPATH"):
            runpath = getattr(tag, "runpath", None) or tag.rpath
    machine = MACHINES.get(elf["e_machine"], elf["e_machine"])
    return Library(machine, needed, runpath, list(_undefined(elf)))


def _undefined(elf: ELFFile) -> Iterator[Needed]:
    versions = {}
    requirements = elf.get_section_by_name(".gnu.version_r")
    for library, auxiliaries in requirements.iter_versions() if requirements else ():
        for auxiliary in auxiliaries:
            versions[auxiliary["vna_other"]] = (auxiliary.name, library.name)
    indices = elf.get_section_by_name(".gnu.version")
    table = elf.get_section_by_name(".dynsym")
    for number, symbol in enumerate(table.iter_symbols() if table else ()):
        if symbol["st_shndx"] != "SHN_UNDEF" or not symbol.name:
            continue
        index = None
        with contextlib.suppress(AttributeError, TypeError):
            index = indices.get_symbol(number)["ndx"]
        version, library = versions.get(index, (None, None))
        yield Needed(symbol.name, version, library, symbol["st_info"]["bind"] == "STB_WEAK")
