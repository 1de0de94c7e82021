#!/usr/bin/env python3
"""Write symbols/<machine>.json: the symbols of glibc 2.28 that a program can be linked against, by library and version.

They come from the stub libraries that Zig's linker makes from its own tables of glibc. The symbols of a released glibc
do not change, so `update-pins` has no part for this script. Needs `pip install ziglang pyelftools`.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import stubs
from elftools.elf.elffile import ELFFile

HERE = pathlib.Path(__file__).resolve().parent
CEILING = "2.28"
LOADERS = {"x86_64": "ld-linux-x86-64.so.2", "aarch64": "ld-linux-aarch64.so.1"}
LIBRARIES = ["m", "pthread", "dl", "rt", "util", "resolv"]


def zig_stubs(machine, folder):
    """Link an empty program with Zig, and return the paths of the stub libraries in Zig's cache."""
    program = pathlib.Path(folder, "empty.c")
    program.write_text("int main(void) { return 0; }\n")
    target = ["-target", f"{machine}-linux-gnu.{CEILING}"]
    command = [sys.executable, "-m", "ziglang", "cc", *target, str(program), "-o", f"{folder}/empty"]
    command += [f"-l{name}" for name in LIBRARIES]
    subprocess.run(command, check=True, env={**os.environ, "ZIG_GLOBAL_CACHE_DIR": f"{folder}/cache"})
    return sorted(pathlib.Path(folder, "cache").rglob("*.so.*"))


def exports(path):
    """A library's default symbols, as a row of a table (stubs.py): version → names."""
    versions = {}
    with path.open("rb") as file:
        elf = ELFFile(file)
        sections = elf.get_section_by_name(".gnu.version_d").iter_versions()
        names = {version["vd_ndx"]: next(aux).name for version, aux in sections}
        indices = elf.get_section_by_name(".gnu.version")
        for number, symbol in enumerate(elf.get_section_by_name(".dynsym").iter_symbols()):
            index = indices.get_symbol(number)["ndx"]
            # Bit 15 hides a version: old programs load it, but the linker does not use it.
            if not isinstance(index, int) or index & 0x8000 or symbol["st_shndx"] == "SHN_UNDEF":
                continue
            kind = symbol["st_info"]["type"].removeprefix("STT_")
            versions.setdefault(names[index], []).append(stubs.entry(symbol.name, kind))
    return {version: sorted(symbols) for version, symbols in sorted(versions.items())}


def main():
    for machine, loader in LOADERS.items():
        with tempfile.TemporaryDirectory() as folder:
            table = {path.name.replace("libld.so.2", loader): exports(path) for path in zig_stubs(machine, folder)}
        target = HERE / "symbols" / f"{machine}.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(table, indent=0, sort_keys=True) + "\n")
        print(target.name, {name: sum(map(len, versions.values())) for name, versions in table.items()})


if __name__ == "__main__":
    main()
