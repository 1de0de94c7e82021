"""Flags for nvcc (`cuda-flags` in build.toml), as clang wants them where it compiles CUDA.

From the help of both: NVIDIA's "CUDA Compiler Driver NVCC", and clang's command line reference and "Compiling CUDA with
clang" (llvm.org/docs/CompileCudaWithLLVM.html).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

# clang takes it that a square root may be approximate, and nvcc that it may not: what libdevice asks for (its __nvvm_reflect).
PRECISE_ROOT = ["-mllvm", "--nvvm-reflect-add=__CUDA_PREC_SQRT=1"]
FLUSH, CONTRACT = ["-fgpu-flush-denormals-to-zero"], ["-ffp-contract=fast"]
FAST_DIVISION, FAST_ROOT = ["-mllvm", "-nvptx-prec-divf32=0"], ["-mllvm", "--nvvm-reflect-add=__CUDA_PREC_SQRT=0"]
# Flags of nvcc and what they are for clang, in words that belong together; none for what it does anyway.
SAME: dict[str, list[list[str]]] = {
    "expt-relaxed-constexpr": [],
    "expt-extended-lambda": [],
    "extended-lambda": [],
    # What nvcc's help says that it implies; clang's -ffast-math would also take it that there is no NaN.
    "use_fast_math": [["-fgpu-approx-transcendentals"], FLUSH, FAST_DIVISION, FAST_ROOT, CONTRACT],
    "lineinfo": [["-gline-tables-only"]],
    "generate-line-info": [["-gline-tables-only"]],
    "ftz=true": [FLUSH],
    "ftz=false": [],
    "fmad=true": [CONTRACT],
    "fmad=false": [["-ffp-contract=off"]],
    "prec-div=true": [],
    "prec-div=false": [FAST_DIVISION],
    "prec-sqrt=true": [],
    "prec-sqrt=false": [FAST_ROOT],
}
# Flags of nvcc with a value, `--name=value`, `--name value` or `-name value`: what hands the value on.
VALUED = {
    "Xptxas": "-Xcuda-ptxas",
    "ptxas-options": "-Xcuda-ptxas",
    "Xcompiler": "-Xarch_host",
    "compiler-options": "-Xarch_host",
}
# What both know by one name.
SHARED = re.compile(r"-(?:[DUIO]|isystem|std=|g$|f[a-z]|W[a-z]|m[a-z])")
# What has no meaning for clang, and why.
REFUSED = {
    "rdc": "a kernel is one library without device linking",
    "dlto": "clang has no link-time optimisation of device code",
    "threads": "clang has none; nor is it needed, as the build says how many run at a time",
    "split-compile": "clang has none",
    "diag-suppress": "clang's warnings have names, not numbers: -Wno-<name>",
    "device-debug": "it would leave all code for the device without optimisation",
    "G": "it would leave all code for the device without optimisation",
    "gencode": "name the architectures by cuda-capabilities",
    "arch": "name the architectures by cuda-capabilities",
}


class Translated(NamedTuple):
    """The flags for clang, in words that belong together, and of those that have no equivalent, why: `-G: it would ...`."""

    flags: list[list[str]]
    problems: list[str]


def _each(flags: list[str]) -> Iterator[tuple]:
    """Each flag with its value: as it is written, its name without dashes, its value or None."""
    words = iter(flags)
    for word in words:
        name, equals, value = word.lstrip("-").partition("=")
        if name in VALUED or name == "maxrregcount":
            yield word, name, value if equals else next(words, "")
        else:
            yield word, name, value if equals else None


def translate(flags: list[str]) -> Translated:
    """Flags that nvcc takes, for clang."""
    found, problems = [], []
    for word, name, value in _each(flags):
        bare = word.lstrip("-")
        if bare in SAME:
            found += SAME[bare]
        elif name == "maxrregcount":
            found.append(["-Xcuda-ptxas", f"--maxrregcount={value}"])
        elif name in VALUED:
            found += [[VALUED[name], part] for part in value.split(",")]
        elif name in REFUSED:
            problems.append(f"{word}: {REFUSED[name]}")
        elif SHARED.match(word):
            found.append([word])
        else:
            problems.append(f"{word}: clang has no equivalent of it")
    return Translated(found, problems)
