"""Make $out/torch out of a Torch for CUDA, $torch: its headers for ROCm, and its libraries with stubs of those for HIP."""

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
# Where PyTorch's sources have what its wheels have in include/: hipify tells by these paths what is whose.
SOURCES = {"ATen": "aten/src/ATen", "c10": "c10", "torch": "torch"}
# What PyTorch's own build for ROCm hipifies of its headers (tools/amd_build/build_amd.py).
HIPIFIED = ["aten/src/ATen/cuda/*", "aten/src/ATen/native/*cuda/*", "c10/cuda/*", "torch/*"]
# The switches of ATen/cuda/CUDAConfig.h, as a build for ROCm has them: they stand for libraries.
SWITCHES = {"CUDNN": 0, "CUSPARSELT": 0, "ROCM": 1}


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
    top = str(TORCH / "include")
    shutil.copytree(top, OUT / "include", ignore=lambda folder, _: SOURCES if folder == top else [])
    subprocess.run(["chmod", "-R", "u+w", OUT / "include"], check=True)
    for name, path in SOURCES.items():
        shutil.copytree(work / path, OUT / "include" / name)


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
