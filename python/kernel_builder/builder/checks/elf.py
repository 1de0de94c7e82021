"""Reads the parts of ELF libraries that the checks need."""

import pathlib
from collections.abc import Iterator
from typing import NamedTuple, Optional

from elftools.common.exceptions import ELFError
from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile
from elftools.elf.gnuversions import GNUVerNeedSection, GNUVerSymSection
from elftools.elf.sections import SymbolTableSection

from kernel_builder.builder.errors import CheckError


class Needed(NamedTuple):
    """A symbol that a library takes from another one.

    version, library: None if the symbol has no version. weak: whether the library loads without the symbol.
    """

    name: str
    version: Optional[str]
    library: Optional[str]
    weak: bool = False


class Library(NamedTuple):
    """The parts of a library that the checks read. needed: the sonames in DT_NEEDED."""

    machine: str
    needed: list[str]
    runpath: Optional[str]
    undefined: list[Needed]


MACHINES = {"EM_X86_64": "x86_64", "EM_AARCH64": "aarch64"}


def libraries(variant: pathlib.Path) -> list[pathlib.Path]:
    """The shared libraries of a variant."""
    return sorted(path for path in variant.rglob("*.so*") if path.is_file())


def read(path: pathlib.Path) -> Library:
    """Read a library; raises CheckError if the file is not an ELF library."""
    try:
        with path.open("rb") as file:
            return _read(ELFFile(file))
    except ELFError as error:
        raise CheckError(f"{path.name}: not an ELF library: {error}", "build the variant again") from None


def _read(elf: ELFFile) -> Library:
    needed: list[str] = []
    runpath: Optional[str] = None
    dynamic = elf.get_section_by_name(".dynamic")
    for tag in dynamic.iter_tags() if isinstance(dynamic, DynamicSection) else ():
        # pyelftools stores the value of a tag in an attribute with the tag's name.
        if tag.entry.d_tag == "DT_NEEDED":
            needed.append(str(getattr(tag, "needed")))  # noqa: B009
        elif tag.entry.d_tag in ("DT_RUNPATH", "DT_RPATH"):
            runpath = getattr(tag, "runpath", None) or getattr(tag, "rpath", None)
    machine = str(elf["e_machine"])
    return Library(MACHINES.get(machine, machine), needed, runpath, list(_undefined(elf)))


def _versions(elf: ELFFile) -> dict[int, tuple[str, Optional[str]]]:
    """Index of a symbol version → the version, and the library that has it."""
    requirements = elf.get_section_by_name(".gnu.version_r")
    return {
        auxiliary["vna_other"]: (auxiliary.name, library.name)
        for library, auxiliaries in (
            requirements.iter_versions() if isinstance(requirements, GNUVerNeedSection) else ()
        )
        for auxiliary in auxiliaries
    }


def _undefined(elf: ELFFile) -> Iterator[Needed]:
    versions = _versions(elf)
    indices = elf.get_section_by_name(".gnu.version")
    table = elf.get_section_by_name(".dynsym")
    for number, symbol in enumerate(table.iter_symbols() if isinstance(table, SymbolTableSection) else ()):
        if symbol["st_shndx"] != "SHN_UNDEF" or not symbol.name:
            continue
        version, library = None, None
        if isinstance(indices, GNUVerSymSection):
            version, library = versions.get(indices.get_symbol(number)["ndx"], (None, None))
        yield Needed(symbol.name, version, library, symbol["st_info"]["bind"] == "STB_WEAK")
