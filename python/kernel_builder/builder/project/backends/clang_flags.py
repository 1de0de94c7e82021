"""Flags for nvcc (`cuda-flags` in build.toml), translated for clang, which can compile CUDA too.

From NVIDIA's "CUDA Compiler Driver NVCC", and from clang's command line reference and "Compiling CUDA with clang"
(llvm.org/docs/CompileCudaWithLLVM.html).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, Optional

FLUSH, CONTRACT = ["-fgpu-flush-denormals-to-zero"], ["-ffp-contract=fast"]
FAST_DIVISION, FAST_ROOT = ["-mllvm", "-nvptx-prec-divf32=0"], ["-mllvm", "--nvvm-reflect-add=__CUDA_PREC_SQRT=0"]
# Flags of nvcc → flags of clang, in groups of words that belong together. No group: it is clang's default.
SAME: dict[str, list[list[str]]] = {
    "expt-relaxed-constexpr": [],
    "expt-extended-lambda": [],
    "extended-lambda": [],
    # The flags that nvcc's help lists for use_fast_math. clang's -ffast-math would also assume that there is no NaN.
    "use_fast_math": [["-fgpu-approx-transcendentals"], FLUSH, FAST_DIVISION, FAST_ROOT, CONTRACT],
    "lineinfo": [["-gline-tables-only"]],
    "generate-line-info": [["-gline-tables-only"]],
    "rdc=false": [],
    "relocatable-device-code=false": [],
    "ftz=true": [FLUSH],
    "ftz=false": [],
    "fmad=true": [CONTRACT],
    "fmad=false": [["-ffp-contract=off"]],
    "prec-div=true": [],
    "prec-div=false": [FAST_DIVISION],
    "prec-sqrt=true": [],
    "prec-sqrt=false": [FAST_ROOT],
}
# Flags of nvcc with a value (`--name=value`, `--name value`, `-name value`) → clang's flag that passes the value on.
VALUED = {
    "Xptxas": "-Xcuda-ptxas",
    "ptxas-options": "-Xcuda-ptxas",
    "Xcompiler": "-Xarch_host",
    "compiler-options": "-Xarch_host",
}
# Flags with the same name in nvcc and clang, whose value may be the next word.
SEPARATE = ["-D", "-U", "-I", "-isystem", "-include"]
# Flags with the same name in nvcc and clang.
SHARED = re.compile(r"-(?:[DUIO]|isystem|std=|g$|f[a-z]|W[a-z]|m[a-z])")
# Flags that clang cannot take → the reason, or what to do instead.
REFUSED = {
    "threads": "clang compiles with one thread; the build already runs several compilers at a time",
    "split-compile": "clang compiles with one thread",
    "diag-suppress": "clang's warnings have names instead of numbers: use -Wno-<name>",
    "device-debug": "it turns off optimisation of all device code",
    "G": "it turns off optimisation of all device code",
    "gencode": "list the architectures in cuda-capabilities instead",
    "arch": "list the architectures in cuda-capabilities instead",
}


class Translated(NamedTuple):
    """flags: groups of words that belong together. problems: a line for each flag that clang cannot take."""

    flags: list[list[str]]
    problems: list[str]

    @property
    def words(self) -> list[str]:
        """The words of all groups, in order."""
        return [word for group in self.flags for word in group]


class Flag(NamedTuple):
    """word: as in build.toml. name: without dashes and value. value: None if there is none."""

    word: str
    name: str
    value: Optional[str]


def _each(flags: list[str]) -> Iterator[Flag]:
    """Each flag, with the next word as its value where nvcc takes that word."""
    words = iter(flags)
    for word in words:
        name, equals, value = word.lstrip("-").partition("=")
        if name in VALUED or name in ("maxrregcount", "std") or word in SEPARATE:
            yield Flag(word, name, value if equals else next(words, ""))
        else:
            yield Flag(word, name, value if equals else None)


def translate(flags: list[str]) -> Translated:
    """Flags for nvcc, translated for clang."""
    translated: list[list[str]] = []
    problems = []
    for word, name, value in _each(flags):
        bare = word.lstrip("-")
        if bare in SAME:
            translated += SAME[bare]
        elif name == "maxrregcount":
            translated.append(["-Xcuda-ptxas", f"--maxrregcount={value}"])
        elif name == "std":
            translated.append([f"-std={value}"])
        elif word in SEPARATE:
            translated.append([word, value or ""])
        elif name in VALUED:
            translated += [[VALUED[name], part] for part in (value or "").split(",")]
        elif name in REFUSED:
            problems.append(f"{word}: {REFUSED[name]}")
        elif SHARED.match(word):
            translated.append([word])
        else:
            problems.append(f"{word}: clang has no equivalent")
    return Translated(translated, problems)
