"""The drivers of GPUs. Builds need none; a shell needs one to run a kernel on a GPU."""

import os
import re
from typing import Optional

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.row import Row

NAME = "GPU driver"
LIBRARY = "libcuda.so.1"
# The usual places, as lib/backends/cuda.sh looks for the driver.
FOLDERS = [
    "run/opengl-driver/lib",
    "usr/lib/wsl/lib",
    "usr/local/nvidia/lib64",
    "usr/lib/x86_64-linux-gnu",
    "usr/lib/aarch64-linux-gnu",
    "usr/lib64",
    "usr/lib",
]
INTEL_MODULES = ["xe", "i915"]


def _nvidia_folder(machine: Machine) -> Optional[str]:
    chosen = machine.environment.get("KERNEL_BUILDER_DRIVER_FOLDER", "")
    # PATH of most users does not have /sbin.
    own = machine.path("sbin/ldconfig")
    ldconfig = str(own) if own.exists() else machine.which("ldconfig")
    cache = machine.run(ldconfig, "-p").stdout if ldconfig else ""
    known: list[str] = re.findall(rf"{re.escape(LIBRARY)} .* => (.*)/{re.escape(LIBRARY)}$", cache, re.M)
    for folder in [chosen, *known]:
        if folder and os.path.exists(os.path.join(folder, LIBRARY)):
            return folder
    return next((f"/{folder}" for folder in FOLDERS if (machine.path(folder) / LIBRARY).exists()), None)


def _nvidia_version(machine: Machine, folder: Optional[str]) -> str:
    """The version of the kernel's module; on WSL, which has no module, the version in the library's name."""
    module = re.search(r"Module.*?  (\d[\d.]+) ", machine.read("proc/driver/nvidia/version"))
    if module:
        return module[1]
    library = os.path.realpath(os.path.join(folder, LIBRARY)) if folder else ""
    return library.partition("libcuda.so.")[2]


def check(machine: Machine) -> Row:
    folder = _nvidia_folder(machine)
    version = _nvidia_version(machine, folder)
    if version and not folder:
        return Row(
            NAME,
            "note",
            f"NVIDIA {version}, without libraries",
            f"the kernel has NVIDIA's module, but no known folder has {LIBRARY}: shells cannot use the GPU",
            "set KERNEL_BUILDER_DRIVER_FOLDER to the folder of this library; in a container: docker run --gpus all …",
        )
    drivers = [f"NVIDIA {version} in {folder}" if version not in ("", "1") else f"NVIDIA in {folder}"] if folder else []
    if machine.path("dev/kfd").exists():
        amdgpu = machine.read("sys/module/amdgpu/version").strip()
        drivers.append(f"AMD: amdgpu {amdgpu or 'of the kernel'}")
    intel = [name for name in INTEL_MODULES if machine.path(f"sys/module/{name}").exists()]
    if intel and machine.path("dev/dri").exists():
        drivers.append(f"Intel: {intel[0]}")
    return Row(NAME, "ok", "; ".join(drivers) or "none (builds need none)")
