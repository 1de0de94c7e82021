"""Make a stub of the driver's library, to link against: `python driver_stub.py COMPILER INCLUDE FOLDER`.

NVIDIA's wheels hold no such stub. It has each function that cuda.h in INCLUDE declares, and each function returns
CUDA_ERROR_STUB_LIBRARY, so a program that loads the stub finds no driver. On the user's machine, the driver's own
library is loaded.
"""

import pathlib
import re
import subprocess
import sys

SONAME = "libcuda.so.1"
CUDA_ERROR_STUB_LIBRARY = 34
# Macros with which cuda.h declares further functions: old versions, and those for a default stream for each thread.
MACROS = ["", "-D__CUDA_API_VERSION_INTERNAL", "-DCUDA_API_PER_THREAD_DEFAULT_STREAM"]


def names(compiler, include):
    """The functions that cuda.h declares, sorted."""
    declared = set()
    for macro in MACROS:
        command = [compiler, "-E", "-P", *([macro] if macro else []), "-I", include, "-xc", "-"]
        text = subprocess.run(
            command, input="#include <cuda.h>\n", text=True, stdout=subprocess.PIPE, check=True
        ).stdout
        declared |= set(re.findall(r"\bCUresult\s+(cu[A-Z]\w*)\s*\(", text))
    return sorted(declared)


def make(compiler, include, folder):
    """Write libcuda.so.1 and the link libcuda.so into a folder."""
    source = "".join(f"int {name}(void) {{ return {CUDA_ERROR_STUB_LIBRARY}; }}\n" for name in names(compiler, include))
    folder.mkdir()
    command = [compiler, "-shared", "-fPIC", "-O1", "-nostdlib", f"-Wl,-soname,{SONAME},--build-id=none", "-xc", "-"]
    subprocess.run([*command, "-o", folder / SONAME], input=source, text=True, check=True)
    (folder / "libcuda.so").symlink_to(SONAME)


if __name__ == "__main__":
    make(sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]))
