#!/usr/bin/env python3
"""Write symbols/<machine>.json: what a program can link against in glibc 2.28, per library and version.

The facts come from the stub libraries that Zig's linker makes of its own tables of glibc.
Needs `pip install ziglang pyelftools`.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from elftools.elf.elffile import ELFFile

HERE = pathlib.Path(__file__).resolve().parent
CEILING = "2.28"
LOADERS = {"x86_64": "ld-linux-x86-64.so.2", "aarch64": "ld-linux-aarch64.so.1"}
LIBRARIES = ["m", "pthread", "dl", "rt", "util", "resolv"]


def stubs(machine, folder):
    """Link an empty program with Zig, and return the stub libraries it leaves in its cache."""
    program = pathlib.Path(folder, "empty.c")
    program.write_text("int main(void) { return 0; }\n")
    target = ["-target", f"{machine}-linux-gnu.{CEILING}"]
    command = [sys.executable, "-m", "ziglang", "cc", *target, str(program), "-o", f"{folder}/empty"]
    command += [f"-l{name}" for name in LIBRARIES]
    subprocess.run(command, check=True, env={**os.environ, "ZIG_GLOBAL_CACHE_DIR": f"{folder}/cache"})
    return sorted(pathlib.Path(folder, "cache").rglob("*.so.*"))


def exports(path):
    """Version → names of a library's default symbols; data is marked with `@`."""
    found = {}
    with path.open("rb") as file:
        elf = ELFFile(file)
        names = {}
        for version, aux in elf.get_section_by_name(".gnu.version_d").iter_versions():
            names[version["vd_ndx"]] = next(aux).name
        indices = elf.get_section_by_name(".gnu.version")
        for number, symbol in enumerate(elf.get_section_by_name(".dynsym").iter_symbols()):
            index = indices.get_symbol(number)["ndx"]
            # Bit 15 hides a version: it serves old programs, none is linked against it.
            if not isinstance(index, int) or index & 0x8000 or symbol["st_shndx"] == "SHN_UNDEF":
                continue
            mark = "@" if symbol["st_info"]["type"] in ("STT_OBJECT", "STT_TLS") else ""
            found.setdefault(names[index], []).append(symbol.name + mark)
    return {version: sorted(symbols) for version, symbols in sorted(found.items())}


def main():
    for machine, loader in LOADERS.items():
        with tempfile.TemporaryDirectory() as folder:
            table = {path.name.replace("libld.so.2", loader): exports(path) for path in stubs(machine, folder)}
        target = HERE / "symbols" / f"{machine}.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(table, indent=0, sort_keys=True) + "\n")
        print(target.name, {name: sum(map(len, versions.values())) for name, versions in table.items()})


if __name__ == "__main__":
    main()
