"""Mutates files of build.toml: at random, and with values that attackers try."""

import pathlib
import random
from collections.abc import Iterator

HOSTILE = [
    "$(touch escaped)",
    "`touch escaped`",
    "; touch escaped;",
    "a;b.cpp",
    "${HOME}",
    "$<1:x>",
    "@OPS_ID@",
    "{{ self.__init__.__globals__ }}",
    "{% import os %}",
    "../../etc/passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "link-out/passwd",
    "link-loop",
    "-o/escaped",
    "--upload-pack=touch escaped",
    "]]",
    "]==]",
    "''${builtins.readFile /etc/passwd}''",
    "quote'\\\"quote",
    "line\\nbreak",
    "nul\\u0000nul",
    "\\u202Eright-to-left",
    "\\uD7FF",
    "é" * 50,
    "." * 300,
    "a/" * 2000,
    "A" * 5000,
    " ",
    "",
]
VALUES = [
    "true",
    "-1",
    "0",
    "9" * 30,
    "1e400",
    "nan",
    "1979-05-27",
    "[]",
    "{}",
    "[[]]",
    '[""]',
    "[1]",
    "{ a = 1 }",
    '""',
    "'''x",
]
KEYS = [
    "src",
    "include",
    "name",
    "backend",
    "backends",
    "license",
    "stable-abi",
    "pyext",
    "cxx-flags",
    "cuda-flags",
    "depends",
    '"a b"',
    "a.b.c",
]
TABLES = [
    "torch",
    "torch-noarch",
    "tvm-ffi",
    "general.hub",
    "general.cuda",
    "kernel.x",
    'kernel."$(x)"',
    "kernel",
    "kernel.x.y",
    "[kernel]",
    "'a\nb'",
]


# Tables with a correct key and value.
HARMLESS = [
    ("general", 'license = "MIT OR Apache-2.0"'),
    ("general", "version = 7"),
    ("general", 'backends = ["cpu", "cuda", "rocm", "xpu"]'),
    ("general", 'upstream = "https://github.com/a/b.git"'),
    ("general", 'source = "git@github.com:a/b"'),
    ("general", 'python-depends = ["einops", "tvm-ffi"]'),
    ("general.hub", 'branch = "next"'),
    ("general.cuda", 'minver = "12.8"'),
    ("torch", 'minver = "2.10"'),
    ("torch", 'stable-abi = { cpu = "2.11" }'),
    ("torch", "cxx-flags = ['-DX=\"a b\"', '-O2 $(x)', '-Wl,$ORIGIN']"),
    ("torch", 'include = ["."]'),
    ("tvm-ffi", 'cxx-flags = ["-O2"]'),
    ("torch-noarch", 'cuda_capabilities = ["9.0"]'),
    ("kernel.further", 'backend = "cpu"\ndepends = []\nsrc = []'),
    ("kernel.further", 'backend = "cuda"\ndepends = ["cutlass_3_8"]\nsrc = []\ncuda-flags = ["--use_fast_math"]'),
]


def _harmless(text: str, rng: random.Random) -> str:
    """Add a correct key to a table, or replace its value if the table has the key."""
    table, added = rng.choice(HARMLESS)
    key = added.partition(" =")[0]
    lines, inside, has_table = [], False, False
    for line in text.split("\n"):
        if line.startswith("["):
            inside = line == f"[{table}]"
            has_table = has_table or inside
            lines += [line, *(added.split("\n") if inside else [])]
        elif not (inside and line.partition(" =")[0] == key):
            lines.append(line)
    return "\n".join([*lines, *([] if has_table else [f"[{table}]", added])])


def _lines(text: str, rng: random.Random) -> str:
    """Remove, repeat or swap a line, or insert a wrong one."""
    lines = text.split("\n")
    place = rng.randrange(len(lines))
    kind = rng.randrange(6)
    if kind == 0:
        del lines[place]
    elif kind == 1:
        lines.insert(place, lines[rng.randrange(len(lines))])
    elif kind == 2:
        lines[place], other = lines[rng.randrange(len(lines))], lines[place]
        lines.append(other)
    elif kind == 3:
        lines.insert(place, f"[{rng.choice(TABLES)}]")
    elif kind == 4:
        lines.insert(place, f"{rng.choice(KEYS)} = {rng.choice(VALUES)}")
    else:
        lines.insert(place, f'{rng.choice(KEYS)} = ["{rng.choice(HOSTILE)}"]')
    return "\n".join(lines)


def _value(text: str, rng: random.Random) -> str:
    """Replace the value of a key, or a text between quotes."""
    if rng.random() < 0.6:
        parts = text.split('"')
        if len(parts) > 2:
            parts[rng.randrange(len(parts) // 2) * 2 + 1] = rng.choice(HOSTILE)
        return '"'.join(parts)
    lines = text.split("\n")
    keyed = [i for i, line in enumerate(lines) if "=" in line]
    if keyed:
        place = rng.choice(keyed)
        lines[place] = f"{lines[place].partition('=')[0]}= {rng.choice(VALUES)}"
    return "\n".join(lines)


def _bytes(content: bytes, rng: random.Random) -> bytes:
    """Insert, remove or repeat bytes."""
    place = rng.randrange(len(content) + 1)
    kind = rng.randrange(5)
    if kind == 0:
        return content[:place] + bytes([rng.randrange(256)]) + content[place:]
    if kind == 1:
        return content[:place] + content[place + rng.randrange(1, 9) :]
    if kind == 2:
        return content[:place]
    if kind == 3:
        return (
            content[:place]
            + rng.choice(["[", "{", '"', "'", '"""', "=", ".", "\\", "\r", "#", "\0", "é"]).encode()
            + content[place:]
        )
    return content[:place] + content[:place][-rng.randrange(1, 40) :] + content[place:]


def _large(content: bytes, rng: random.Random) -> bytes:
    """Content that makes a parser slow or recurse deeply, or that is not UTF-8."""
    return rng.choice(
        [
            b"x = " + b"[" * 100_000,
            b"x = " + b"{a=" * 3_000,
            b"[" + b"a." * 3_000 + b"a]",
            content.replace(b'name = "', b'name = "' + b"a" * 10_000_000),
            content + b"".join(b"[kernel.k%d]\n" % i for i in range(2_000)),
            content + b"\n" * 200_000,
            content + b"# " + b"x" * 9_000,
            b"\xff\xfe" + content,
            content.decode(errors="replace").encode("utf-16"),
        ]
    )


def mutants(seeds: list[pathlib.Path], count: int, seed: int) -> Iterator[tuple[pathlib.Path, bytes]]:
    """Yield `count` pairs of a seed and new content for it; the same arguments yield the same pairs."""
    rng = random.Random(seed)
    for number in range(count):
        path = rng.choice(seeds)
        content = path.read_bytes()
        if number % 40 == 0:
            yield path, _large(content, rng)
            continue
        for _ in range(rng.randrange(1, 4)):
            chance = rng.random()
            if chance < 0.4:
                content = _harmless(content.decode(errors="surrogateescape"), rng).encode(errors="surrogateescape")
            elif chance < 0.55:
                content = _bytes(content, rng)
            else:
                change = rng.choice([_lines, _value])
                content = change(content.decode(errors="surrogateescape"), rng).encode(errors="surrogateescape")
        yield path, content
