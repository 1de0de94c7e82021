import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kernel_builder.config.read import read_config
from kernel_builder.errors import UserError
from kernel_builder.project import cmake_quoted, project_files, write_project_files


@pytest.mark.parametrize("value", ["plain.cpp", "a b", "a;b", "$(touch x)", "${HOME}", '"', "]]", "]=]", "\\n", "#", "-O3", "]"])
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
