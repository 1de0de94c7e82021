"""What the names in Torch's libraries for CUDA are in a build for ROCm."""

import functools
import re
import subprocess

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

    @functools.cache
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
