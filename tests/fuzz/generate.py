"""Generates files of build.toml over every key of the Hub's parser, with values at and beyond their bounds.

A file is right TOML; whether its values are right is for the readers to say.
"""

import random
from collections.abc import Iterator
from typing import NamedTuple

# A table's header → key → value, as TOML writes it.
Document = dict[str, dict[str, str]]

BACKENDS = ["cann", "cpu", "cuda", "metal", "neuron", "rocm", "tpu", "xpu"]
WRONG_TYPES = ["1", "1.5", "true", '""', "[]", "{}", "[1]", "[[]]", '[""]', "{ a = 1 }"]
VERSIONS = [
    *('"2.10"', '"12.6"', '"0.0"', '"012.06"', '"2"', '"2.1.0"', '"2."', '".2"', '"a"', '" 2.1"', '"+2.1"', '"-2.1"'),
    *('"999999999.1"', '"4294967296.0"', '"99999999999999999999.1"', '"2..1"', '"2.1-a"', '"٢.1"'),
]
NUMBERS = [
    *("0", "1", "+1", "-0", "-1", "2147483648", "9223372036854775807", "0x10", "1_0", "0o7", "0b1"),
    *("9223372036854775808", "99999999999999999999", "-9223372036854775809", "0xFFFFFFFFFFFFFFFF", "1e3", '"1"'),
]
URLS = [
    *("https://a.b/c", "http://a.b/c.git", "ssh://git@a.b:22/c", "git://a.b/c", "git+https://a.b/c", "git+http://a/b"),
    *("git+ssh://git@a.b/c", "git@a.b:c/d", "user@host:path", "user@host:/path", "host:path", "a/b", "./a", "/a/b"),
    *("file:///a", "ftp://a/b", "git+file:///a", "rsync://a/b", "https://", "https:///a", "https://a b/c", "a b@c:d"),
    *("HTTPS://a.b/c", "Git+Https://a.b/c", "https://a.b:65535/c", "https://a.b:65536/c", "https://a.b:/c", "a@b:"),
    *("https://a.b/$(x)", "https://a.b/ü", "https://a.b/{x}", "https://[::1]/a", "https://1.2.3.4/a", "https://a..b/c"),
    *("https://1.2.3.4.5/a", "https://u:p@a.b/c?x=1#y", "a@b:c d", "@a:b", "https:/a/b", "x@y", "data:x", "a@b:1/c"),
    *("https://a.1/b", "https://-a.b/c", "https://a_b.c/d", "https://a%41/b", "ssh://a.b:70000/c", "git@a:~u/r", ""),
]
NAMES = ["relu", "re", "r", "Relu", "re_lu", "re-lu", "re--lu", "-re", "re-", "1re", "relü", "re lu", "a1", "random"]
NAMES += ["torch", "a" * 199, "a" * 200, "a" * 201, "a" * 5000, ""]
WORDS = ["-O2", "-DX=a;b", "-DX={1,2}", "-DX='a b'", "$HOME", "é", "a\\tb", "a\\nb", "a\\\\b", '\\"', "x" * 5000, ""]
FILES = [
    "a.cpp",
    "./a.cpp",
    "sub/a.cpp",
    "sub//a.cpp",
    "missing.cpp",
    "../a.cpp",
    "/etc/passwd",
    "a.cu",
    "a.h",
    "a.txt",
]
FILES += ["a b.cpp", "a;b.cpp", "é.cpp", "", ".", "sub", "link.cpp", "a.c", "a.hip", "a.metal", "a.cuh", "x" * 300]
DEPENDS = ["torch", "cutlass_2_10", "cutlass_3_5", "cutlass_3_6", "cutlass_3_8", "cutlass_3_9", "cutlass_4_0"]
DEPENDS += ["cutlass_4_1", "cutlass_4_4", "cutlass_4_5", "cutlass_4_6", "sycl_tla", "metal-cpp", "metal_cpp", "cutlass"]
OTHER_KERNELS = [
    '{ repo-id = "a/b", version = 1 }',
    '{ repo-id = "a/b", version = 9223372036854775807 }',
    '{ repo-id = "a/b", revision = "v1.0" }',
    '{ repo-id = "a/b" }',
    '{ repo-id = "a/b", version = 1, revision = "x" }',
    '{ repo-id = "a/b", version = -1 }',
    '{ repo-id = "a/b", version = "1" }',
    '{ repo-id = "ab", version = 1 }',
    '{ repo-id = "a b/c;$", version = 1 }',
    '{ repo-id = "a/b", revision = "" }',
    '{ repo_id = "a/b", version = 1 }',
    '{ repo-id = "a/b", version = 1, x = 1 }',
    "{ version = 1 }",
    '"a/b"',
]
PACKAGES = ["einops", "helion", "tvm-ffi", "nvidia-cutlass-dsl", "onednn", "nki", "numpy"]
CAPABILITIES = ["8.0", "9.0a", "10.0f", "12.1+PTX", "9.0a+PTX", "9", "90", "all", "9.0;8.0", "x"]
ARCHITECTURES = ["gfx90a", "gfx940", "gfx1100", "gfx90a:xnack-", "gfx90a:sramecc+:xnack-", "gfx", "x", "GFX90A"]


def _quoted(texts: list[str]) -> list[str]:
    return [f'"{text}"' for text in texts]


def _lists(items: list[str]) -> list[str]:
    """A list of each item, of none and of two."""
    return ["[]", *(f"[{item}]" for item in items), f"[{items[0]}, {items[0]}]", f"[\n  {items[0]},\n]"]


_SOURCES = {"src": _lists(_quoted(FILES)), "include": _lists(_quoted(FILES)), "cxx-flags": _lists(_quoted(WORDS))}
_PYEXT = {"pyext": _lists(_quoted(["py", "json", "tar.gz", "", "*", "a/b", "a-b", "é"]))}
_BOUNDS = {"minver": VERSIONS, "maxver": VERSIONS}
_OTHERS = {"kernel-depends": _lists(OTHER_KERNELS)}
_PYTHON = {"python-depends": _lists(_quoted(PACKAGES))}
_DEVICES = {
    "cuda-capabilities": _lists(_quoted(CAPABILITIES)),
    "cuda-flags": _lists(_quoted(WORDS)),
    "cuda-minver": VERSIONS,
    "rocm-archs": _lists(_quoted(ARCHITECTURES)),
    "hip-flags": _lists(_quoted(WORDS)),
    "sycl-flags": _lists(_quoted(WORDS)),
}
_STABLE = [*VERSIONS, *(f"{{ {backend} = {VERSIONS[0]} }}" for backend in [*BACKENDS, "gpu"]), '{ cpu = "2" }']

# Table → key → values to try. The key `unknown` is no key of the Hub's parser.
VALUES: dict[str, dict[str, list[str]]] = {
    "general": {
        "name": _quoted(NAMES),
        "version": NUMBERS,
        "edition": ["5", "4", "3", "6", "0", "-1", "5.0", '"5"', "true", "0x5"],
        "license": _quoted(["MIT", "Apache-2.0 WITH LLVM-exception", "", "é", "a\\nb", "a/b, c", "x" * 5000]),
        "backends": _lists(_quoted([*BACKENDS, "gpu", ""])),
        "upstream": _quoted(URLS),
        "source": _quoted(URLS),
        **_OTHERS,
        **_PYTHON,
    },
    "general.hub": {
        "repo-id": _quoted(["a/b", "ab", "a/b/c", "a b/c", ""]),
        "branch": _quoted(["main", "a/b", "", "a b", "-x"]),
    },
    "general.cuda": {**_BOUNDS, **_OTHERS, **_PYTHON},
    "general.neuron": {**_BOUNDS, **_OTHERS, **_PYTHON},
    "general.tpu": {**_OTHERS, **_PYTHON},
    "general.xpu": {**_OTHERS, **_PYTHON},
    "general.rocm": _BOUNDS,
    "torch": {**_SOURCES, **_PYEXT, **_BOUNDS, "stable-abi": _STABLE},
    "torch-noarch": {
        **_PYEXT,
        "cuda_capabilities": _lists(_quoted(CAPABILITIES)),
        "rocm_archs": _lists(_quoted(ARCHITECTURES)),
        "cuda-capabilities": ['["8.0"]'],
        "rocm-archs": ['["gfx90a"]'],
        "src": ["[]"],
    },
    "tvm-ffi": {**_SOURCES, **_PYEXT, "minver": VERSIONS[:1]},
    "kernel.k": {**_SOURCES, **_DEVICES, "backend": _quoted([*BACKENDS, "gpu"]), "depends": _lists(_quoted(DEPENDS))},
    'kernel."a b"': {"include": ["[]"]},
    # Keys of editions 1 to 3.
    "old general": {"universal": ["true", "false"]},
    "old torch": {"name": ['"relu"'], "pyroot": ['"torch-ext"'], "universal": ["true", "false"]},
    "old kernel.k": {"language": _quoted(["cuda", "cuda-hipify", "metal"]), "capabilities": ['["8.0"]']},
}


class Sample(NamedTuple):
    """A generated build.toml. is_old: it has keys of editions 1 to 3, which the Hub's parser does not read."""

    text: str
    is_old: bool


def _base(framework: str, backend: str, is_edition_5: bool) -> Document:
    document: Document = {
        "general": {
            "name": '"relu"',
            "version": "1",
            **({"edition": "5"} if is_edition_5 else {}),
            "license": '"MIT"',
            "backends": f'["{backend}"]',
        }
    }
    document[framework] = {} if framework == "torch-noarch" else {"src": '["a.cpp"]'}
    if framework != "torch-noarch":
        document["kernel.k"] = {"backend": f'"{backend}"', "depends": '["torch"]', "src": '["a.cpp"]'}
    return document


def _text(document: Document) -> str:
    tables = (
        f"[{name}]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items()) for name, keys in document.items()
    )
    return "\n".join(tables)


def _set(document: Document, table: str, key: str, value: str) -> None:
    name = table.removeprefix("old ")
    if name.startswith("kernel.") and name not in document:
        document[name] = {"backend": '"cpu"', "depends": "[]", "src": "[]"}
    elif name in ("torch", "torch-noarch", "tvm-ffi") and name not in document:
        for other in ("torch", "torch-noarch", "tvm-ffi"):
            document.pop(other, None)
        document[name] = {"src": "[]"} if name == "tvm-ffi" else {}
    document.setdefault(name, {})[key] = value


_BACKEND_OF = {"cuda": "cuda", "rocm": "rocm", "hip": "rocm", "sycl": "xpu"}


def _document(table: str, key: str, is_edition_5: bool) -> Document:
    framework = table if table in ("torch", "torch-noarch", "tvm-ffi") else "torch"
    backend = _BACKEND_OF.get(key.partition("-")[0], "cpu") if table == "kernel.k" else "cpu"
    return _base(framework, backend, is_edition_5)


def _every_value() -> Iterator[Sample]:
    """Each key with each of its values and with values of each wrong type, in edition 5 and without an edition."""
    for table, keys in VALUES.items():
        for key, values in {**keys, "unknown": []}.items():
            for value in dict.fromkeys([*values, *WRONG_TYPES]):
                for is_edition_5 in (True, False):
                    document = _document(table, key, is_edition_5)
                    _set(document, table, key, value)
                    yield Sample(_text(document), table.startswith("old "))


def _every_omission() -> Iterator[Sample]:
    """Each key of a right file left out, and each table."""
    for framework in ("torch", "torch-noarch", "tvm-ffi"):
        for is_edition_5 in (True, False):
            whole = _base(framework, "cpu", is_edition_5)
            for table, keys in whole.items():
                yield Sample(_text({name: keys for name, keys in whole.items() if name != table}), False)
                for key in keys:
                    rest = {name: value for name, value in keys.items() if name != key}
                    yield Sample(_text({**whole, table: rest}), False)


def _random(rng: random.Random) -> Sample:
    """A file with some values of some keys."""
    table = rng.choice(list(VALUES))
    document = _base(rng.choice(["torch", "torch-noarch", "tvm-ffi"]), rng.choice(BACKENDS), rng.random() < 0.6)
    is_old = False
    for _ in range(rng.randrange(1, 5)):
        table = rng.choice(list(VALUES))
        key = rng.choice(list(VALUES[table]))
        # Mostly a value that may be right, so that one fault does not hide behind another.
        value = rng.choice(VALUES[table][key] if rng.random() < 0.95 else WRONG_TYPES)
        _set(document, table, key, value)
        is_old = is_old or table.startswith("old ")
    return Sample(_text(document), is_old)


def samples(count: int, seed: int) -> list[Sample]:
    """Generated files: each key with each value if they are at most `count`, else some of them; then random ones."""
    rng = random.Random(seed)
    systematic = [*_every_omission(), *_every_value()]
    if count < len(systematic):
        return rng.sample(systematic, count * 2 // 3) + [_random(rng) for _ in range(count - count * 2 // 3)]
    return systematic + [_random(rng) for _ in range(count - len(systematic))]
