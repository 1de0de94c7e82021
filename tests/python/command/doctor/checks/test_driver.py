import pathlib
import re

from kernel_builder.command.doctor.checks import driver
from kernel_builder.command.doctor.row import Row

MODULE = "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 01:15:15 UTC 2023\n"
SHELLS = pathlib.Path(__file__).parents[5] / "lib/backends/cuda.sh"


def value(stage, **environment):
    row = driver.check(stage.machine(**environment))
    assert row == Row("GPU driver", "ok", row.value)
    return row.value


def test_a_machine_without_a_gpu(stage):
    assert value(stage) == "none (builds need none)"


def test_nvidia_in_a_usual_folder(stage):
    stage.file("usr/lib64/libcuda.so.1")
    assert value(stage) == "NVIDIA in /usr/lib64"
    stage.file("proc/driver/nvidia/version", MODULE)
    assert value(stage) == "NVIDIA 535.104.05 in /usr/lib64"


def test_nvidia_in_a_folder_that_the_user_names(stage, tmp_path):
    stage.file("usr/lib64/libcuda.so.1")
    (tmp_path / "libcuda.so.550.54").touch()
    (tmp_path / "libcuda.so.1").symlink_to("libcuda.so.550.54")
    assert value(stage, KERNEL_BUILDER_DRIVER_FOLDER=str(tmp_path)) == f"NVIDIA 550.54 in {tmp_path}"


def test_nvidia_in_a_folder_that_the_loader_knows(stage, tmp_path):
    (tmp_path / "libcuda.so.1").touch()
    stage.program("ldconfig", f"echo '	libcuda.so.1 (libc6,x86-64) => {tmp_path}/libcuda.so.1'")
    assert value(stage) == f"NVIDIA in {tmp_path}"
    (stage.root / "sbin").mkdir()
    (stage.programs / "ldconfig").rename(stage.root / "sbin/ldconfig")
    assert value(stage) == f"NVIDIA in {tmp_path}"


def test_nvidias_module_without_the_library(stage):
    stage.file("proc/driver/nvidia/version", MODULE)
    assert driver.check(stage.machine()) == Row(
        "GPU driver",
        "note",
        "NVIDIA 535.104.05, without libraries",
        "the kernel has NVIDIA's module, but no known folder has libcuda.so.1: shells cannot use the GPU",
        "set KERNEL_BUILDER_DRIVER_FOLDER to the folder of this library; in a container: docker run --gpus all …",
    )


def test_amd_and_intel(stage):
    stage.file("dev/kfd")
    assert value(stage) == "AMD: amdgpu of the kernel"
    stage.file("sys/module/amdgpu/version", "6.10.5\n")
    stage.file("sys/module/xe/x")
    assert value(stage) == "AMD: amdgpu 6.10.5"
    stage.file("dev/dri/card0")
    assert value(stage) == "AMD: amdgpu 6.10.5; Intel: xe"


def test_the_folders_are_those_of_the_shells():
    text = SHELLS.read_text()
    folders = re.findall(r" (/(?:run|usr)/[\w/-]+)", text.partition("known=")[2].partition("; do")[0])
    assert folders == [f"/{folder}" for folder in driver.FOLDERS]
