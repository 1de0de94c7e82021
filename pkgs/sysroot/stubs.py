"""Stub libraries: a library's name and the names and versions of its symbols, and no code. The linker takes these from
a stub, and the real library of the user's machine serves them."""

import pathlib
import subprocess

# What the assembler calls each kind, and where it puts it: the linker tells thread-local data from other data.
KINDS = {
    "FUNC": ("function", ".text"),
    "IFUNC": ("function", ".text"),
    "OBJECT": ("object", ".data"),
    "TLS": ("tls_object", '.section .tdata,"awT",%progbits'),
}


def run(*command):
    subprocess.run([str(word) for word in command], check=True)


def make(folder, soname, versions):
    """Link <folder>/<soname> from {version: {name: kind}}, and return its path; a library without versions has "" as its
    only one."""
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
