"""Which sources CMake compiles, and that the names of a kernel clash with none of CMake's."""

import json
import os
import pathlib
import shlex
import subprocess

import pytest

from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.project.files import project_files
from kernel_builder.builder.project.write import write_project_files

GENERATORS = ["Ninja", "Unix Makefiles"]
# Targets of CMake, Ninja and Make, targets and variables of the project files, and names that are odd but legal.
NAMES = [
    *("all", "clean", "depend", "edit_cache", "help", "install", "list_install_components", "local_install"),
    *("ALL_BUILD", "INSTALL", "NO", "PHONY", "RUN_TESTS", "ZERO_CHECK", "ON", "FALSE", "PRIVATE", "OBJECT", "MODULE"),
    *("package", "preinstall", "rebuild_cache", "test", "all_sources", "common", "cpu", "cuda", "torch", "kernel"),
    *("OPS_ID", "KERNEL_BACKEND", "kernel_all", "_names_cpu_dev", "-", "--", "_", "-x", "0", "a-b", "a_b", "A_b"),
]
HEADERS = ["h.h", "h.hpp", "h.cuh", "h.hh", "h.inl", "h.inc"]


@pytest.fixture
def torch(tmp_path):
    """The folder of a Torch with its version only."""
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch/version.py").write_text("__version__ = '2.11.0+cpu'\n")
    return tmp_path / "torch"


@pytest.fixture
def make_kernel(tmp_path):
    """Write a kernel for the CPU: its name, and kernels with their sources."""

    def make(name, kernels, binding=("binding.cpp",)):
        folder = tmp_path / "kernel"
        module = name.replace("-", "_")
        files = {file for sources in kernels.values() for file in sources} | set(binding)
        for file in [*files, f"torch-ext/{module}/__init__.py"]:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).touch()
        tables = "".join(
            f'[kernel.{kernel}]\nbackend = "cpu"\ndepends = []\nsrc = {sources}\ncxx-flags = ["-DKERNEL={kernel}"]\n'
            for kernel, sources in kernels.items()
        )
        (folder / "build.toml").write_text(
            f'[general]\nname = "{name}"\nversion = 1\nedition = 5\nlicense = "Apache-2.0"\nbackends = ["cpu"]\n'
            f'[torch]\nsrc = {list(binding)}\ncxx-flags = ["-DBINDING"]\n{tables}'
        )
        return folder

    return make


def configure(folder, generator, torch):
    """Write the project files and run CMake; returns [name of the source, words that compile it] for each source."""
    write_project_files(folder, project_files(read_config(folder)), force=False)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KERNEL_", "C"))}
    command = ["cmake", f"-G{generator}", "-B", "build-ext", f"-DTORCH_DIR={torch}"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    commands = json.loads((folder / "build-ext/compile_commands.json").read_text())
    return [[pathlib.Path(command["file"]).name, shlex.split(command["command"])] for command in commands]


@pytest.mark.parametrize("generator", GENERATORS)
def test_no_name_of_a_kernel_clashes_with_a_target(make_kernel, torch, generator):
    folder = make_kernel("names", {name: [f"src{number}.cpp"] for number, name in enumerate(NAMES)})
    commands = dict(configure(folder, generator, torch))
    for number, name in enumerate(NAMES):
        assert f"-DKERNEL={name}" in commands[f"src{number}.cpp"]
    targets = [f"kernel_{name}" for name in NAMES]
    subprocess.run(["cmake", "--build", "build-ext", "--target", *targets], cwd=folder, check=True, capture_output=True)
    assert len(list((folder / "build-ext").rglob("*.o"))) == len(NAMES)


@pytest.mark.parametrize("name", ["all", "test", "install", "cpu", "kernel", "all-sources", "local-install"])
def test_no_name_of_a_module_clashes_with_a_target(make_kernel, torch, name):
    assert [file for file, _ in configure(make_kernel(name, {name: ["one.cpp"]}), "Ninja", torch)] == [
        "binding.cpp",
        "one.cpp",
    ]


def test_sources_in_c_are_compiled_without_flags_for_cxx(make_kernel, torch):
    folder = make_kernel("in-c", {"k": ["one.cpp", "two.c"], "only-c": ["three.c"]}, ["binding.cpp", "four.c"])
    flags = {
        file: [word for word in words if word.startswith(("-DKERNEL", "-DBINDING"))]
        for file, words in configure(folder, "Ninja", torch)
    }
    assert flags == {
        "binding.cpp": ["-DBINDING"],
        "one.cpp": ["-DKERNEL=k"],
        "two.c": [],
        "three.c": [],
        "four.c": [],
    }


def test_sources_in_c_are_linked_into_the_library(make_kernel, torch, tmp_path):
    folder = make_kernel("in-c", {"only-c": ["inner.c"]}, ["binding.c"])
    (folder / "inner.c").write_text("int inner(void) { return 42; }\n")
    (folder / "binding.c").write_text(
        'int inner(void);\n__attribute__((visibility("default"))) int PyInit_answer(void) { return inner(); }\n'
    )
    configure(folder, "Ninja", torch)
    libraries = tmp_path / "torch/lib"
    libraries.mkdir()
    for name in ("torch", "torch_cpu", "c10"):
        subprocess.run(["gcc", "-shared", "-o", libraries / f"lib{name}.so", "-xc", "/dev/null"], check=True)
    subprocess.run(["cmake", "--build", "build-ext"], cwd=folder, check=True, capture_output=True)
    (library,) = (folder / "build-ext/in_c").glob("*.so")
    code = f"import ctypes; print(ctypes.CDLL('{library}').PyInit_answer())"
    assert subprocess.run(["python3", "-c", code], capture_output=True, text=True).stdout == "42\n"


def test_headers_among_the_sources_are_not_compiled(make_kernel, torch):
    folder = make_kernel("headers", {"k": ["one.cpp", *HEADERS]})
    assert {file for file, _ in configure(folder, "Ninja", torch)} == {"binding.cpp", "one.cpp"}
