import pathlib
import subprocess

import pytest

from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.project.files import project_files, target_of, templates_of
from kernel_builder.command.init import kernel_files

ROOT = pathlib.Path(__file__).resolve().parents[4]
EXAMPLES = ROOT / "examples"
KERNELS = sorted(path.parent for path in [*EXAMPLES.glob("*/build.toml"), *ROOT.glob("tests/kernels/*/build.toml")])


def paths(folder):
    return {str(path) for path in project_files(read_config(folder))}


@pytest.mark.parametrize(
    "template, target",
    [
        ("CMakeLists.txt.jinja", "CMakeLists.txt"),
        ("setup.py.jinja", "setup.py"),
        ("_ops.py.in.jinja", "torch-ext/_ops.py.in"),
        ("registration.h", "torch-ext/registration.h"),
        ("libraries.cmake.jinja", "torch-ext/cmake/libraries.cmake"),
        ("backends/cpu.cmake", "torch-ext/cmake/backends/cpu.cmake"),
    ],
)
def test_only_files_that_pip_and_cmake_look_for_are_in_the_kernels_own_folder(template, target):
    assert str(target_of(template)) == target


def test_a_kernel_gets_the_files_of_its_backends_and_no_others(kernel):
    of_all = {path for path in paths(kernel) if "backends/" in path}
    assert of_all == {"torch-ext/cmake/backends/cpu.cmake"}
    names = [name for name in templates_of(read_config(EXAMPLES / "relu")) if name.startswith("backends/")]
    assert names == ["backends/cpu.cmake", "backends/cuda.cmake", "backends/rocm.cmake", "backends/xpu.cmake"]


def test_a_python_only_kernel_gets_no_files_that_compile():
    assert paths(EXAMPLES / "triton-softmax") == {
        "CMakeLists.txt",
        "pyproject.toml",
        "setup.py",
        "torch-ext/_ops.py.in",
        "torch-ext/cmake/backend.cmake",
        "torch-ext/cmake/frameworks/torch-noarch.cmake",
        "torch-ext/cmake/kernel.cmake",
        "torch-ext/cmake/made_for.cmake",
        "torch-ext/cmake/module.cmake",
        "torch-ext/cmake/variant_name.cmake",
        "torch-ext/compat_init.py",
        "torch-ext/registration.h",
    }


@pytest.mark.parametrize("folder", KERNELS, ids=lambda folder: folder.name)
def test_the_first_line_of_each_file_names_kernel_builder(folder):
    for path, text in project_files(read_config(folder)).items():
        assert "kernel-builder" in text.partition("\n")[0], path


@pytest.mark.parametrize("folder", KERNELS, ids=lambda folder: folder.name)
def test_git_leaves_out_each_file_that_is_made_from_build_toml(folder, tmp_path):
    (tmp_path / ".gitignore").write_text(kernel_files("owner", "scaled", ["cpu"], "apache-2.0")[".gitignore"])
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    ignored = subprocess.run(
        ["git", "check-ignore", "--no-index", *sorted(paths(folder))], cwd=tmp_path, capture_output=True, text=True
    )
    assert set(ignored.stdout.splitlines()) == paths(folder)


def test_cmakelists_holds_the_kernels_data():
    files = project_files(read_config(EXAMPLES / "relu"))
    assert files[pathlib.PurePosixPath("CMakeLists.txt")].endswith(
        """\
include(torch-ext/cmake/backend.cmake)
project(relu LANGUAGES CXX)
include(torch-ext/cmake/kernel.cmake)

# [torch]
add_kernel_library(torch-ext/torch_binding.cpp torch-ext/torch_binding.h)

# [kernel.relu-cpu]
begin_kernel(kernel_relu-cpu cpu)
if(KERNEL_IS_BUILT)
  add_kernel(kernel_relu-cpu relu_cpu/relu.cpp)
endif()

# [kernel.relu-cuda]
begin_kernel(kernel_relu-cuda cuda)
if(KERNEL_IS_BUILT)
  add_kernel(kernel_relu-cuda relu_cuda/relu.cpp relu_cuda/relu.h)
endif()

# [kernel.relu-cuda-device]
begin_kernel(kernel_relu-cuda-device cuda)
if(KERNEL_IS_BUILT)
  add_kernel(kernel_relu-cuda-device relu_cuda/relu.cu relu_cuda/relu.h)
endif()

# [kernel.relu-rocm]
begin_kernel(kernel_relu-rocm rocm)
if(KERNEL_IS_BUILT)
  add_kernel(kernel_relu-rocm relu_cuda/relu.cpp relu_cuda/relu.h)
endif()

# [kernel.relu-rocm-device]
begin_kernel(kernel_relu-rocm-device rocm)
if(KERNEL_IS_BUILT)
  add_kernel(kernel_relu-rocm-device relu_cuda/relu.cu relu_cuda/relu.h)
endif()

# [kernel.relu-xpu]
begin_kernel(kernel_relu-xpu xpu)
if(KERNEL_IS_BUILT)
  add_kernel(kernel_relu-xpu relu_xpu/relu.cpp relu_xpu/relu.h)
  compile_sycl(kernel_relu-xpu)
endif()

# [kernel.relu-xpu-device]
begin_kernel(kernel_relu-xpu-device xpu)
if(KERNEL_IS_BUILT)
  add_kernel(kernel_relu-xpu-device relu_xpu/relu_device.cpp relu_xpu/relu.h)
  compile_sycl(kernel_relu-xpu-device)
endif()

include(torch-ext/cmake/module.cmake)
"""
    )
