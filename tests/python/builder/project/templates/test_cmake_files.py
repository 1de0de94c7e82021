"""The generated CMake files, configured by CMake with a stand-in for Torch; nothing is compiled for a device."""

import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess

import pytest

from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.project.files import project_files
from kernel_builder.builder.project.write import write_project_files
from kernel_builder.command.init import kernel_files

ROOT = pathlib.Path(__file__).resolve().parents[5]
BACKENDS = ["cpu", "cuda", "rocm", "xpu"]
TEMPLATES = ROOT / "python/kernel_builder/builder/project/templates"
# Torch's version.py → the variant.
VERSIONS = {
    "cpu": ("__version__ = '2.11.0+cpu'\ncuda: Optional[str] = None\n", "torch211-cxx11-cpu"),
    "xpu": ("__version__ = '2.11.0+xpu'\nxpu: Optional[str] = '20250301'\n", "torch211-cxx11-xpu20253"),
}


@pytest.fixture
def stand_ins(tmp_path):
    """The folder of a Torch, of a TVM FFI, and of an icpx that is g++."""
    (tmp_path / "torch").mkdir()
    (tmp_path / "tvm_ffi").mkdir()
    (tmp_path / "tvm_ffi/_version.py").write_text("__version__ = version = '0.1.4'\n")
    icpx = tmp_path / "bin/icpx"
    icpx.parent.mkdir()
    icpx.write_text('#!/bin/sh\nexec g++ "$@"\n')
    icpx.chmod(0o755)
    return tmp_path


def configure(folder, backend, stand_ins, *words, path=""):
    """Write the project files and run CMake for a backend; returns the finished process."""
    write_project_files(folder, project_files(read_config(folder)), force=False)
    (stand_ins / "torch/version.py").write_text(VERSIONS.get(backend, VERSIONS["cpu"])[0])
    environment = {**os.environ, "PATH": f"{path}:{os.environ['PATH']}"}
    for name in ("CXX", "KERNEL_BACKEND", "KERNEL_VARIANT"):
        environment.pop(name, None)
    folders = [f"-DTORCH_DIR={stand_ins}/torch", f"-DTVM_FFI_DIR={stand_ins}/tvm_ffi"]
    command = ["cmake", "-GUnix Makefiles", "-B", "build-ext", f"-DKERNEL_BACKEND={backend}", *folders, *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def message(result):
    """The text of CMake's first error, which CMake breaks into lines."""
    text = re.search(r"CMake Error at .*?\n(.*?)\n(?:Call Stack|\n\n|\Z)", result.stderr, re.S)
    assert text, result.stderr
    return " ".join(text[1].split())


def compile_commands(folder):
    """Name of a source → the words that compile it."""
    commands = json.loads((folder / "build-ext/compile_commands.json").read_text())
    return {pathlib.Path(command["file"]).name: shlex.split(command["command"]) for command in commands}


def cached(folder, name):
    """The value of an entry in CMake's cache."""
    return re.search(rf"^{name}:\w+=(.*)$", (folder / "build-ext/CMakeCache.txt").read_text(), re.M)[1]


@pytest.fixture
def for_all(tmp_path):
    """A kernel with a source for each backend."""
    folder = tmp_path / "kernel"
    for path, content in kernel_files("owner", "scaled", BACKENDS, "apache-2.0").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content)
    (folder / "build.toml").write_text((folder / "build.toml").read_text() + 'sycl-flags = ["-fsycl-targets=spir64"]\n')
    return folder


@pytest.mark.parametrize("config", sorted(ROOT.glob("examples/*/build.toml")), ids=lambda config: config.parent.name)
def test_each_example_configures_for_the_cpu(config, stand_ins, tmp_path):
    folder = shutil.copytree(config.parent, tmp_path / "kernel", ignore=shutil.ignore_patterns("build", "build-ext"))
    backends = read_config(folder).general.backends
    noarch = "[torch-noarch]" in config.read_text()
    result = configure(folder, "cpu", stand_ins)
    if "cpu" in backends or noarch:
        assert result.returncode == 0, result.stderr
        assert list(folder.glob("build-ext/*/metadata.json"))
    else:
        assert message(result) == (
            'KERNEL_BACKEND is "cpu", but these files build this kernel for: cuda. Pass one of these as '
            "-DKERNEL_BACKEND=..."
        )


def test_the_sources_of_one_backend_are_compiled_with_its_macro(for_all, stand_ins):
    result = configure(for_all, "cpu", stand_ins)
    assert result.returncode == 0, result.stderr
    commands = compile_commands(for_all)
    assert set(commands) == {"add_scaled.cpp", "torch_binding.cpp"}
    assert {"-DCPU_KERNEL", "-DTORCH_EXTENSION_NAME=_scaled_cpu_dev", "-std=c++17"} <= set(commands["add_scaled.cpp"])
    assert cached(for_all, "KERNEL_VARIANT").startswith(VERSIONS["cpu"][1])


def test_torch_2_14_raises_the_cxx_standard_except_for_sources_without_torch(for_all, stand_ins):
    header = stand_ins / "torch/include/ATen/ATen.h"
    header.parent.mkdir(parents=True)
    header.write_text("#pragma once\n\n#if !defined(_MSC_VER) && __cplusplus < 202002L\n#error C++20\n#endif\n")
    names = re.findall(r"^\[kernel\.(\w+)\]\nbackend = \"cpu\"", (for_all / "build.toml").read_text(), re.M)
    result = configure(for_all, "cpu", stand_ins, f"-DKERNEL_TORCH_FREE=kernel_{names[0]}")
    assert result.returncode == 0, result.stderr
    commands = compile_commands(for_all)
    assert "-std=c++20" in commands["torch_binding.cpp"] and "-std=c++17" in commands["add_scaled.cpp"]


def test_sycl_is_compiled_and_linked_by_intels_compiler(for_all, stand_ins):
    """g++ stands in for icpx and does not know its flags: only CMake's test of the compiler runs."""
    result = configure(for_all, "xpu", stand_ins, path=f"{stand_ins}/bin")
    assert result.returncode == 0, result.stderr
    commands = compile_commands(for_all)
    assert set(commands) == {"add_scaled.cpp", "torch_binding.cpp"}
    assert commands["add_scaled.cpp"][0] == f"{stand_ins}/bin/icpx"
    expected = ["-fsycl", "-fp-model=precise", "-fsycl-targets=spir64"]
    assert [word for word in commands["add_scaled.cpp"] if word in expected] == expected
    assert {"-DXPU_KERNEL", "-DUSE_XPU"} <= set(commands["add_scaled.cpp"])
    assert "-fsycl" not in commands["torch_binding.cpp"]
    (link,) = (for_all / "build-ext").rglob("_scaled_xpu_dev.dir/link.txt")
    assert {"-fsycl", "-ltorch_xpu", "-lc10_xpu"} <= set(link.read_text().split())
    assert cached(for_all, "KERNEL_VARIANT").startswith(VERSIONS["xpu"][1])


def test_without_intels_compiler_the_error_says_how_to_get_it_onto_the_path(for_all, stand_ins):
    assert message(configure(for_all, "xpu", stand_ins)) == (
        'KERNEL_BACKEND is "xpu", but Intel\'s compiler icpx is not on the path: source setvars.sh of oneAPI, or pass '
        "-DCMAKE_CXX_COMPILER=..."
    )


@pytest.mark.parametrize("backend", ["metal", "", "none"])
def test_a_backend_without_a_file_is_refused(for_all, stand_ins, backend):
    assert message(configure(for_all, backend, stand_ins)) == (
        f'KERNEL_BACKEND is "{backend}", but these files build this kernel for: cpu, cuda, rocm, xpu. Pass one of '
        "these as -DKERNEL_BACKEND=..."
    )


def test_a_backend_that_build_toml_does_not_list_is_refused(kernel, stand_ins):
    assert message(configure(kernel, "cuda", stand_ins)) == (
        'KERNEL_BACKEND is "cuda", but these files build this kernel for: cpu. Pass one of these as '
        "-DKERNEL_BACKEND=..."
    )


def test_a_kernel_without_a_backend_for_cmake_is_refused(kernel, stand_ins, change):
    change(kernel / "build.toml", '["cpu"]', '["metal"]')
    assert message(configure(kernel, "metal", stand_ins)) == (
        "CMake cannot build this kernel for its backends (metal): add another, such as cpu, to backends in build.toml"
    )


def test_the_stable_abi_is_held_by_a_macro_and_named_in_the_variant(copy_kernel, stand_ins):
    folder = copy_kernel("stable-abi")
    result = configure(folder, "cpu", stand_ins)
    assert result.returncode == 0, result.stderr
    assert "-DTORCH_TARGET_VERSION=0x020d000000000000" in compile_commands(folder)["binding.cpp"]
    assert cached(folder, "KERNEL_VARIANT").startswith("torch-stable-abi213-cpu-")


def test_a_kernel_on_the_tvm_ffi_is_linked_without_torch(copy_kernel, stand_ins):
    folder = copy_kernel("tvm-ffi")
    result = configure(folder, "cpu", stand_ins)
    assert result.returncode == 0, result.stderr
    (link,) = (folder / "build-ext").rglob("_on_tvm_ffi_cpu_dev.dir/link.txt")
    assert "-ltvm_ffi" in link.read_text().split() and "torch" not in link.read_text()
    assert cached(folder, "KERNEL_VARIANT").startswith("tvm-ffi01-cpu-")


def test_the_name_in_the_environment_is_the_variants_name(kernel, stand_ins, monkeypatch):
    write_project_files(kernel, project_files(read_config(kernel)), force=False)
    script = kernel / "name.cmake"
    script.write_text(
        f"include({kernel}/torch-ext/cmake/variant_name.cmake)\nvariant_name(name)\nmessage(STATUS ${{name}})\n"
    )
    monkeypatch.setenv("KERNEL_VARIANT", "torch99-cxx11-cpu-x86_64-linux")
    result = subprocess.run(["cmake", "-P", script], capture_output=True, text=True, check=True)
    assert result.stdout == "-- torch99-cxx11-cpu-x86_64-linux\n"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.cmake*")) + [TEMPLATES / "CMakeLists.txt.jinja"])
def test_only_the_file_of_a_backend_names_it(path):
    others = set(BACKENDS) - {path.stem if path.parent.name == "backends" else "", "cpu"}
    named = {name for name in others if re.search(rf"\b{name}\b", path.read_text())}
    assert named == set()
