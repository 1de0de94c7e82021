"""Make $out/torch out of a Torch for CUDA, $torch: its headers for ROCm, and its libraries with stubs of those for HIP."""

import functools
import os
import pathlib
import re
import shutil
import subprocess

import stubs
from hipify_sources import load_hipify

TORCH = pathlib.Path(os.environ["torch"])
OUT = pathlib.Path(os.environ["out"]) / "torch"
# Where PyTorch's sources have what its wheels have in include/: hipify tells by these paths what is whose.
SOURCES = {"ATen": "aten/src/ATen", "c10": "c10", "torch": "torch"}
# What PyTorch's own build for ROCm hipifies of its headers (tools/amd_build/build_amd.py).
HIPIFIED = ["aten/src/ATen/cuda/*", "aten/src/ATen/native/*cuda/*", "c10/cuda/*", "torch/*"]
# The switches of ATen/cuda/CUDAConfig.h, as a build for ROCm has them: they stand for libraries.
SWITCHES = {"CUDNN": 0, "CUSPARSELT": 0, "ROCM": 1}
# Types of CUDA's runtime in the names of functions, as HIP calls them (hip_runtime_api.h).
TYPES = {
    "CUstream_st": "ihipStream_t",
    "CUevent_st": "ihipEvent_t",
    "CUgraph_st": "ihipGraph",
    "CUgraphExec_st": "hipGraphExec",
    "cudaDeviceProp": "hipDeviceProp_tR0600",
    "cudaError": "hipError_t",
}
# What ATen/hip/impl/HIPCachingAllocatorMasqueradingAsCUDA.h declares up to Torch 2.10, for which CUDA has no counterpart.
MASQUERADING = [
    "_ZN3c103hip37HIPCachingAllocatorMasqueradingAsCUDA3getEv",
    "_ZN3c103hip37HIPCachingAllocatorMasqueradingAsCUDA30recordStreamMasqueradingAsCUDAERKNS_7DataPtrENS0_27HIPStreamMasqueradingAsCUDAE",
]


def make_headers(hipify):
    """Write include/, as hipify makes it of the sources' layout."""
    work = pathlib.Path("sources").resolve()
    for name, path in SOURCES.items():
        shutil.copytree(TORCH / "include" / name, work / path)
    subprocess.run(["chmod", "-R", "u+w", work], check=True)
    # It writes beside its input, by the path below the folder where it runs.
    os.chdir(work)
    hipify.hipify(
        project_directory=str(work),
        output_directory=str(work),
        includes=[f"{work}/{pattern}" for pattern in HIPIFIED],
        show_progress=False,
        hip_clang_launch=True,
    )
    os.chdir(work.parent)
    config = work / "aten/src/ATen/hip/HIPConfig.h"
    text = config.read_text()
    for name, value in SWITCHES.items():
        text = re.sub(rf"(#define AT_{name}_ENABLED\(\)) \d", rf"\1 {value}", text)
    config.write_text(text)
    shutil.copytree(TORCH / "include", OUT / "include", ignore=lambda folder, _: SOURCES if folder.endswith("include") else [])
    subprocess.run(["chmod", "-R", "u+w", OUT / "include"], check=True)
    for name, path in SOURCES.items():
        shutil.copytree(work / path, OUT / "include" / name)


# In a C++ name as the compiler writes it, what holds digits, or the length of a word, which follows (Itanium C++ ABI, 5.1).
TOKENS = re.compile(r"L[a-z]n?\d+E|S[0-9A-Z]*_|T\d*_|A\d+_|(?P<length>\d+)")


def renamed(name, translate):
    """A C++ name as the compiler writes it, with each word in it translated."""
    parts, position = [], 0
    while token := TOKENS.search(name, position):
        parts.append(name[position : token.start()])
        position = token.end()
        if token["length"] is None:
            parts.append(token[0])
            continue
        word = translate(name[position : position + int(token["length"])])
        parts.append(f"{len(word)}{word}")
        position += int(token["length"])
    return "".join(parts) + name[position:] if name.startswith("_Z") else name


def translation(hipify, part):
    """A function of a word, that gives what hipify makes of it in the sources of a part of Torch, `c10` or `torch`."""

    @functools.lru_cache(maxsize=None)
    def translate(word):
        if word in TYPES:
            return TYPES[word]
        if not re.fullmatch(r"[A-Za-z_]\w*", word):
            return word
        # Up to Torch 2.10, it has a table of its own for c10, that it looks for inside of words as well.
        if part == "c10" and hasattr(hipify, "CAFFE2_MAP"):
            return hipify.RE_CAFFE2_PREPROCESSOR.sub(lambda found: hipify.CAFFE2_MAP[found[0]], word)
        return hipify.RE_PYTORCH_PREPROCESSOR.sub(lambda found: hipify.PYTORCH_MAP[found[0]], f" {word} ").strip()

    return translate


def names_for_hip(library, hipify, part):
    """The names of a library of Torch for CUDA, as hipify and HIP call them."""
    command = ["nm", "-D", "--defined-only", "--format=posix", library]
    text = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout
    translate, found = translation(hipify, part), {}
    for line in text.splitlines():
        name, kind = line.split()[:2]
        name = name.partition("@")[0]
        # Up to Torch 2.10 a build for HIP has a namespace of its own for this library.
        if "c10::cuda" in hipify.PYTORCH_MAP:
            name = name.replace("3c104cuda", "3c103hip")
        found[renamed(name, translate)] = "OBJECT" if kind in "BDRV" else "FUNC"
    if part == "torch" and "c10::cuda" in hipify.PYTORCH_MAP:
        found.update(dict.fromkeys(MASQUERADING, "FUNC"))
    return found


def make_libraries(hipify):
    """Write lib/: Torch's own libraries, and stubs of the two that are for HIP."""
    folder = OUT / "lib"
    folder.mkdir(parents=True)
    for name in ("libc10.so", "libtorch.so", "libtorch_cpu.so"):
        (folder / name).symlink_to(TORCH / "lib" / name)
    for part in ("c10", "torch"):
        names = names_for_hip(TORCH / f"lib/lib{part}_cuda.so", hipify, part)
        stubs.make(folder, f"lib{part}_hip.so", {"": names})


def main():
    hipify = load_hipify(TORCH)
    make_headers(hipify)
    make_libraries(hipify)
    # What a kernel's project files look at: the hipify that made the headers, and which Torch it is.
    shutil.copytree(TORCH / "utils/hipify", OUT / "utils/hipify", ignore=shutil.ignore_patterns("__pycache__"))
    version = re.sub(r"(?m)^(hip[^=]*= ).*", rf"\g<1>'{os.environ['rocm']}'", (TORCH / "version.py").read_text())
    (OUT / "version.py").write_text(re.sub(r"(?m)^(cuda[^=]*= ).*", r"\g<1>None", version))


main()
