import json
import os
import pathlib
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.errors import UserError
from kernel_builder.builder.project.files import cmake_quoted, project_files, write_project_files
from kernel_builder.command.init import kernel_files

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent.parent / "examples"


@pytest.mark.parametrize(
    "value", ["plain.cpp", "a b", "a;b", "$(touch x)", "${HOME}", '"', "]]", "]=]", "\\n", "#", "-O3", "]"]
)
def test_a_quoted_argument_means_itself_to_cmake(tmp_path, value):
    script = tmp_path / "script.cmake"
    script.write_text(f'list(LENGTH unused n)\nfile(WRITE "{tmp_path}/out" {cmake_quoted(value)})\n')
    subprocess.run(["cmake", "-P", script], check=True)
    assert (tmp_path / "out").read_text() == value


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]), min_size=1))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_quoted_argument_closes_only_at_its_end(value):
    quoted = cmake_quoted(value)
    if quoted != value:
        level = quoted.index("[", 1) - 1
        assert quoted.index(f"]{'=' * level}]") == len(quoted) - level - 2


def test_files_are_made_and_made_again(kernel):
    files = project_files(read_config(kernel))
    write_project_files(kernel, files, force=False)
    write_project_files(kernel, files, force=False)
    assert "set(sources binding.cpp)\n" in (kernel / "CMakeLists.txt").read_text()


def test_a_persons_file_is_kept(kernel):
    (kernel / "CMakeLists.txt").write_text("# mine\n")
    with pytest.raises(UserError, match="CMakeLists.txt is there already"):
        write_project_files(kernel, project_files(read_config(kernel)), force=False)
    assert (kernel / "CMakeLists.txt").read_text() == "# mine\n"
    assert not (kernel / "torch-ext/registration.h").exists()


def test_force_replaces_a_persons_file(kernel):
    (kernel / "CMakeLists.txt").write_text("# mine\n")
    write_project_files(kernel, project_files(read_config(kernel)), force=True)
    assert "kernel-builder" in (kernel / "CMakeLists.txt").read_text()


BACKENDS = ["cpu", "cuda", "rocm", "xpu"]


@pytest.fixture
def for_all(tmp_path):
    """A kernel with a source for each backend, and its project files."""
    folder = tmp_path / "kernel"
    for path, content in kernel_files("owner/scaled", BACKENDS, "apache-2.0").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content)
    (folder / "build.toml").write_text((folder / "build.toml").read_text() + 'sycl-flags = ["-fsycl-targets=spir64"]\n')
    write_project_files(folder, project_files(read_config(folder)), force=False)
    torch = tmp_path / "torch"
    torch.mkdir()
    (torch / "version.py").write_text("__version__ = '2.11.0+xpu'\nxpu: Optional[str] = '20250301'\n")
    return folder


def configure(folder, backend, path, *words):
    command = ["cmake", "-B", "build-ext", f"-DKERNEL_BACKEND={backend}", f"-DTORCH_DIR={folder.parent}/torch", *words]
    environment = {**os.environ, "PATH": path, "KERNEL_BACKEND": ""}
    environment.pop("CXX", None)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_sycl_is_compiled_and_linked_by_intels_compiler(for_all, tmp_path):
    """GCC stands for it, which does not know its flags: so nothing is compiled but the test of the compiler."""
    compiler = tmp_path / "bin/icpx"
    compiler.parent.mkdir()
    compiler.write_text('#!/bin/sh\nexec g++ "$@"\n')
    compiler.chmod(0o755)
    done = configure(for_all, "xpu", f"{compiler.parent}:{os.environ['PATH']}", "-GUnix Makefiles")
    assert done.returncode == 0, done.stderr
    commands = {
        pathlib.Path(c["file"]).name: c["command"].split()
        for c in json.loads((for_all / "build-ext/compile_commands.json").read_text())
    }
    assert set(commands) == {"add_scaled.cpp", "torch_binding.cpp"}
    assert commands["add_scaled.cpp"][0] == str(compiler)
    assert {"-fsycl", "-fp-model=precise", "-fsycl-targets=spir64", "-DXPU_KERNEL", "-DUSE_XPU"} <= set(
        commands["add_scaled.cpp"]
    )
    assert "-fsycl" not in commands["torch_binding.cpp"]
    (link,) = (for_all / "build-ext").rglob("_scaled_xpu_dev.dir/link.txt")
    assert {"-fsycl", "-ltorch_xpu", "-lc10_xpu"} <= set(link.read_text().split())
    cache = (for_all / "build-ext/CMakeCache.txt").read_text()
    assert "KERNEL_VARIANT:STRING=torch211-cxx11-xpu20253-x86_64-linux" in cache or "aarch64" in cache


def test_without_intels_compiler_it_is_said_how_to_get_it_onto_the_path(for_all):
    done = configure(for_all, "xpu", os.environ["PATH"])
    assert done.returncode == 1
    assert "Intel's compiler icpx is not on the path" in " ".join(done.stderr.split())


def test_a_backend_that_cannot_be_built_is_refused(for_all):
    done = configure(for_all, "metal", os.environ["PATH"])
    assert done.returncode == 1 and 'KERNEL_BACKEND is "metal"' in " ".join(done.stderr.split())


def test_only_kernels_for_rocm_bring_what_hipifies(for_all, kernel):
    assert (for_all / "torch-ext/hipify_sources.py").exists()
    assert not any(path.name == "hipify_sources.py" for path in project_files(read_config(kernel)))


def test_only_kernels_on_cutlass_bring_what_it_is_told_with_clang(kernel):
    assert not any(path.name == "cutlass_for_clang.h" for path in project_files(read_config(kernel)))
    files = {str(path): text for path, text in project_files(read_config(EXAMPLES / "linear-gelu")).items()}
    assert "torch-ext/cutlass_for_clang.h" in files and "cutlass_for_clang.h" in files["CMakeLists.txt"]


def test_git_leaves_out_every_file_that_is_made_of_a_new_kernels_build_toml():
    left_out = kernel_files("owner/scaled", ["cpu"], "apache-2.0")[".gitignore"].splitlines()
    for config in EXAMPLES.glob("*/build.toml"):
        assert {f"/{path}" for path in project_files(read_config(config.parent))} <= set(left_out)
