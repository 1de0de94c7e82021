"""Make $out/torch, a Torch for ROCm, from $torch, a Torch for CUDA: its headers, its libraries, and stubs for HIP."""

import os
import pathlib
import re
import shutil
import subprocess

import stubs
from hipify_sources import load_hipify
from names import names_for_hip

TORCH = pathlib.Path(os.environ["torch"])
OUT = pathlib.Path(os.environ["out"]) / "torch"
# Folder in include/ of a wheel → folder in PyTorch's sources. hipify recognizes the parts of PyTorch by the latter.
SOURCES = {"ATen": "aten/src/ATen", "c10": "c10", "torch": "torch"}
# The headers that PyTorch's own build for ROCm hipifies (tools/amd_build/build_amd.py).
HIPIFIED = ["aten/src/ATen/cuda/*", "aten/src/ATen/native/*cuda/*", "c10/cuda/*", "torch/*"]
# The values of the switches of ATen/cuda/CUDAConfig.h in a build for ROCm. Each switch stands for a library.
SWITCHES = {"CUDNN": 0, "CUSPARSELT": 0, "ROCM": 1}


def make_headers(hipify):
    """Write include/: lay the headers out as in PyTorch's sources, and run hipify there."""
    work = pathlib.Path("sources").resolve()
    for name, path in SOURCES.items():
        shutil.copytree(TORCH / "include" / name, work / path)
    subprocess.run(["chmod", "-R", "u+w", work], check=True)
    # hipify writes its output next to its input, by a path relative to the current folder.
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
    top = str(TORCH / "include")
    shutil.copytree(top, OUT / "include", ignore=lambda folder, _: SOURCES if folder == top else [])
    subprocess.run(["chmod", "-R", "u+w", OUT / "include"], check=True)
    for name, path in SOURCES.items():
        shutil.copytree(work / path, OUT / "include" / name)


def make_libraries(hipify):
    """Write lib/: links to Torch's own libraries, and stubs of the two libraries for HIP."""
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
    # A kernel's project files use the same hipify, and read Torch's version.
    shutil.copytree(TORCH / "utils/hipify", OUT / "utils/hipify", ignore=shutil.ignore_patterns("__pycache__"))
    version = re.sub(r"(?m)^(hip[^=]*= ).*", rf"\g<1>'{os.environ['rocm']}'", (TORCH / "version.py").read_text())
    (OUT / "version.py").write_text(re.sub(r"(?m)^(cuda[^=]*= ).*", r"\g<1>None", version))


main()
