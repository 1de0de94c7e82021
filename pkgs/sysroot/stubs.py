"""Stub libraries and the tables of symbols that they are made from.

A stub has a library's name and the names and versions of its symbols, but no code. The linker takes the names from the
stub; on the user's machine, the real library has the code.

A table is JSON: soname → version → names. The name of data ends in `@`.
"""

import json
import pathlib
import subprocess

# Kind of a symbol → its type and section in assembly. The linker distinguishes thread-local data from other data.
KINDS = {
    "FUNC": ("function", ".text"),
    "IFUNC": ("function", ".text"),
    "OBJECT": ("object", ".data"),
    "TLS": ("tls_object", '.section .tdata,"awT",%progbits'),
}


def numbers(version):
    """The numbers of a version such as `3.4.21`, to compare versions by."""
    return [int(part) for part in version.split(".")]


def entry(name, kind):
    """The name of a symbol of this kind as a table writes it."""
    return f"{name}@" if kind in ("OBJECT", "TLS") else name


def read_table(path):
    """Read a table: soname → version → {name: kind}."""
    return {
        soname: {
            version: {name.rstrip("@"): "OBJECT" if name.endswith("@") else "FUNC" for name in names}
            for version, names in versions.items()
        }
        for soname, versions in json.loads(pathlib.Path(path).read_text()).items()
    }


def run(*command):
    subprocess.run([str(word) for word in command], check=True)


def make(folder, soname, versions):
    """Link <folder>/<soname> from {version: {name: kind}}, and return its path.

    The only version of a library without versions is "".
    """
    assembly, script = [], []
    for version, symbols in versions.items():
        for name, kind in symbols.items():
            kind, section = KINDS[kind]
            assembly.append(f'{section}\n.globl "{name}"\n.type "{name}", %{kind}\n"{name}": .byte 0\n')
        listed = "".join(f' "{name}";' for name in symbols)
        if version:
            script.append(f"{version} {{ global:{listed} }};\n")
    source, map_file, compiled = (pathlib.Path(f"stub.{end}").resolve() for end in ("s", "map", "o"))
    source.write_text("".join(assembly) + '.section .note.GNU-stack,"",%progbits\n')
    map_file.write_text("".join(script) + "LOCAL_ONLY { local: *; };\n")
    run("as", source, "-o", compiled)
    target = folder / soname
    versioned = ["--version-script", map_file] if script else []
    run("ld", "-shared", "-soname", soname, *versioned, compiled, "-o", target)
    for leftover in (source, map_file, compiled):
        leftover.unlink()
    return target
