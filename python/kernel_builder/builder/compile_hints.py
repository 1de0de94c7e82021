"""Hints about compile errors: `python -m kernel_builder.builder.compile_hints LOG BACKEND`, in the kernel's folder.

Prints one line, `hint: …`, if the first error in the log of a build is a known one.
"""

import pathlib
import re
import sys
from typing import Callable, NamedTuple, Optional, Union

from kernel_builder.builder.build_log import first_error

MARK = "hint: "


class _Rule(NamedTuple):
    """pattern: of the first error, as it is shown. hint: the line, or makes it of the match, folder and backend."""

    pattern: str
    hint: Union[str, Callable[["re.Match[str]", pathlib.Path, str], Optional[str]]]


FULL_API = (
    "pybind11 and Torch's headers for Python need CPython's full API, but kernels are built with its limited API, so "
    'that one build serves every Python: include <torch/all.h> and "registration.h" in place of <torch/extension.h>, '
    "and register ops with TORCH_LIBRARY_EXPAND"
)
REGISTRATION = 'add `#include "registration.h"`: it defines TORCH_LIBRARY_EXPAND, REGISTER_EXTENSION and the like'
MISSING = r"fatal error: '?(?P<header>{})'?(:| file not found)|cannot open source file \"(?P<source>{})\""


def _missing(headers: str) -> str:
    """The pattern of a header that a compiler does not find."""
    return MISSING.format(headers, headers)


def _of_backend(backend: str, name: str) -> Callable[["re.Match[str]", pathlib.Path, str], Optional[str]]:
    """The hint about a header of another backend's toolkit."""

    def hint(_: "re.Match[str]", __: pathlib.Path, built: str) -> Optional[str]:
        if built == backend:
            return None
        return (
            f"only kernels for {name} see its headers: put the include between `#ifdef {backend.upper()}_KERNEL` and "
            f'`#endif`, or move the file to a [kernel.NAME] with `backend = "{backend}"`'
        )

    return hint


def _own_header(error: "re.Match[str]", folder: pathlib.Path, _: str) -> Optional[str]:
    """The hint about a header that is somewhere in the kernel's folder."""
    header = error["header"] or error["source"]
    for path in sorted(folder.rglob(pathlib.PurePosixPath(header).name)):
        relative = path.relative_to(folder)
        if relative.parts[0] != "build" and str(relative).endswith(header):
            parent = str(relative)[: -len(header)].rstrip("/") or "."
            return (
                f'{relative} is in the kernel: add `include = ["{parent}"]` to the table of build.toml with this source'
            )
    return f"no file {header} is in what the build reads: add it to `src`, or its folder to `include`, in build.toml"


RULES = [
    _Rule(r"/pybind11/|PYBIND11_|torch/csrc/(utils/python|autograd/python|jit/python|utils/pybind)", FULL_API),
    _Rule(
        r"(‘|'|\")_?(?P<name>Py[A-Z]\w*)(’|'|\") (was not declared|is undefined|does not name a type)"
        r"|(identifier|undeclared identifier) ['\"](?P<other>_?Py[A-Z]\w*)['\"]",
        lambda error, *_: (
            f"{error['name'] or error['other']} is not in CPython's limited API of 3.9, with which kernels are built: "
            "do this part in Python, or use a function of the limited API"
        ),
    ),
    _Rule(r"(STABLE_)?TORCH_LIBRARY(_IMPL)?_EXPAND|REGISTER_EXTENSION", REGISTRATION),
    _Rule(r"DeprecatedTypeProperties", "Tensor::type() is deprecated: pass `x.scalar_type()` in place of `x.type()`"),
    _Rule(
        _missing(r"THC/[^'\"]+"),
        "Torch 1.11 removed THC: use <ATen/cuda/CUDAContext.h>, <c10/cuda/CUDAStream.h> and C10_CUDA_CHECK",
    ),
    _Rule(
        _missing(r"(?:cutlass|cute)/[^'\"]+"),
        'add CUTLASS to the kernel in build.toml: `depends = ["torch", "cutlass_4_5"]`',
    ),
    _Rule(
        _missing(r"(?:cuda|cublas|cusparse|curand|cufft|nv)[^'\"]*|(?:c10|ATen)/cuda/[^'\"]+|(?:cub|thrust)/[^'\"]+"),
        _of_backend("cuda", "CUDA"),
    ),
    _Rule(_missing(r"(?:hip|rocm|hipcub|rocprim)[^'\"]*|(?:c10|ATen)/hip/[^'\"]+"), _of_backend("rocm", "ROCm")),
    _Rule(
        _missing(r"(?:torch|ATen|c10)/[^'\"]+"),
        "this Torch does not have the header: if it came with a later Torch, write `minver` in [torch] (or a later "
        "`stable-abi`), else correct its name",
    ),
    _Rule(_missing(r"[^'\"<>:]+"), _own_header),
    _Rule(
        r"C\+\+\d+ or later compatible compiler is required",
        "this Torch needs a newer C++: remove `-std=` from the flags, and the build takes the C++ that Torch needs",
    ),
    _Rule(
        r"overloaded function \"atomicAdd\"",
        "atomicAdd of this type needs newer GPUs than the oldest that the kernel is compiled for: raise "
        "`cuda-capabilities` (double: 6.0, half: 7.0, bfloat16: 8.0), or test `__CUDA_ARCH__`",
    ),
    _Rule(
        r"identifier \"__(shfl|shfl_up|shfl_down|shfl_xor|any|all|ballot)\" is undefined",
        "CUDA removed this function: use the one that ends in `_sync`, with a mask such as 0xffffffff",
    ),
    _Rule(
        r"texture is not a template", "CUDA 12 removed texture references: use texture objects (cudaTextureObject_t)"
    ),
    _Rule(
        r"uses too much shared data",
        "a block's static shared memory is limited to 48 KiB: use `extern __shared__` memory, and allow more with "
        "cudaFuncSetAttribute and cudaFuncAttributeMaxDynamicSharedMemorySize",
    ),
    _Rule(
        r"Unresolved extern function",
        "device code cannot call a function of another file: define it in a header, or in the same file",
    ),
    _Rule(
        r"namespace \"cub\" has no member",
        "CUDA 13's CUB lacks some names of CUDA 12's: `cub::Max`, `Min` and `Sum` are `cuda::maximum<>`, "
        "`cuda::minimum<>` (<cuda/functional>) and `cuda::std::plus<>` in both",
    ),
]


def hint_of(error: str, folder: pathlib.Path, backend: str) -> Optional[str]:
    """What mends an error of a compiler, None if that is not known. folder: the kernel's. backend: the variant's."""
    for rule in RULES:
        match = re.search(rule.pattern, error)
        if match:
            return rule.hint if isinstance(rule.hint, str) else rule.hint(match, folder, backend)
    return None


def explain(log: list[str], folder: pathlib.Path, backend: str) -> Optional[str]:
    """The hint about the first error in a log. The line of source that a compiler prints below it counts too."""
    error = first_error(log)
    index = next((number for number, line in enumerate(log) if error and error in line), len(log))
    return hint_of(" ".join([error, *log[index + 1 : index + 2]]), folder, backend)


if __name__ == "__main__":
    _log = pathlib.Path(sys.argv[1]).read_text(errors="replace").splitlines()
    _hint = explain(_log, pathlib.Path.cwd(), sys.argv[2])
    if _hint:
        print(MARK + _hint)
