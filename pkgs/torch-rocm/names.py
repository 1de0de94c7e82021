"""Translate the names in Torch's libraries for CUDA to the names in a build for ROCm."""

import functools
import re
import subprocess

# Type of CUDA's runtime → HIP's type (hip_runtime_api.h), as they occur in names of functions.
TYPES = {
    "CUstream_st": "ihipStream_t",
    "CUevent_st": "ihipEvent_t",
    "CUgraph_st": "ihipGraph",
    "CUgraphExec_st": "hipGraphExec",
    "cudaDeviceProp": "hipDeviceProp_tR0600",
    "cudaError": "hipError_t",
}
# Functions of ATen/hip/impl/HIPCachingAllocatorMasqueradingAsCUDA.h, up to Torch 2.10. CUDA has no counterpart.
MASQUERADING = [
    "_ZN3c103hip37HIPCachingAllocatorMasqueradingAsCUDA3getEv",
    "_ZN3c103hip37HIPCachingAllocatorMasqueradingAsCUDA30recordStreamMasqueradingAsCUDAERKNS_7DataPtrENS0_27HIPStreamMasqueradingAsCUDAE",
]
# The numbers in a mangled C++ name (Itanium C++ ABI, 5.1): parts of literals, substitutions, template parameters and
# array sizes; any other number is the length of the word that follows.
TOKENS = re.compile(r"L[a-z]n?\d+E|S[0-9A-Z]*_|T\d*_|A\d+_|(?P<length>\d+)")


def renamed(name, translate):
    """A mangled C++ name with each word translated. Other names stay as they are."""
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
    """A function that translates a word as hipify does in the sources of a part of Torch, `c10` or `torch`."""

    @functools.cache
    def translate(word):
        if word in TYPES:
            return TYPES[word]
        if not re.fullmatch(r"[A-Za-z_]\w*", word):
            return word
        # Up to Torch 2.10, hipify has a separate table for c10, and also replaces parts of words by it.
        if part == "c10" and hasattr(hipify, "CAFFE2_MAP"):
            return hipify.RE_CAFFE2_PREPROCESSOR.sub(lambda match: hipify.CAFFE2_MAP[match[0]], word)
        return hipify.RE_PYTORCH_PREPROCESSOR.sub(lambda match: hipify.PYTORCH_MAP[match[0]], f" {word} ").strip()

    return translate


def names_for_hip(library, hipify, part):
    """The symbols of a library of Torch for CUDA, under their names in a build for ROCm: {name: kind}."""
    command = ["nm", "-D", "--defined-only", "--format=posix", library]
    text = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout
    translate, symbols = translation(hipify, part), {}
    for line in text.splitlines():
        name, kind = line.split()[:2]
        name = name.partition("@")[0]
        # Up to Torch 2.10, a build for ROCm has the namespace c10::hip instead of c10::cuda.
        if "c10::cuda" in hipify.PYTORCH_MAP:
            name = name.replace("3c104cuda", "3c103hip")
        symbols[renamed(name, translate)] = "OBJECT" if kind in "BDRV" else "FUNC"
    if part == "torch" and "c10::cuda" in hipify.PYTORCH_MAP:
        symbols.update(dict.fromkeys(MASQUERADING, "FUNC"))
    return symbols
