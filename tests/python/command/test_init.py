import json
import pathlib
import shutil

import pytest

from kernel_builder.builder.config.read import problems_of, read_config
from kernel_builder.builder.errors import UserError
from kernel_builder.builder.project.files import project_files
from kernel_builder.command.init import BACKENDS, DEFAULT_BACKENDS, TEMPLATES, kernel_files, write_kernel

TEMPLATE = pathlib.Path(__file__).resolve().parents[3] / "templates/kernel"


def flake_template():
    """The files of `nix flake init`."""
    return kernel_files("my-org", "my-kernel", DEFAULT_BACKENDS, "Apache-2.0")


@pytest.mark.parametrize("backends", [*([backend] for backend in BACKENDS), DEFAULT_BACKENDS, list(BACKENDS)])
def test_a_new_kernel_is_valid_for_each_choice_of_backends(tmp_path, backends):
    write_kernel(tmp_path, kernel_files("my-org", "my-kernel", backends, "MIT"), overwrite=False)
    assert problems_of(tmp_path) == []
    sources = {f"my_kernel_{'cuda' if backend == 'rocm' else backend}" for backend in backends}
    assert {path.name for path in tmp_path.glob("my_kernel_*")} == sources


def test_each_backend_has_a_source_among_the_templates():
    for backend in BACKENDS.values():
        for file in backend["sources"] + backend.get("device", []):
            assert (TEMPLATES / file).is_file()
    assert set(DEFAULT_BACKENDS) <= set(BACKENDS)


def test_the_values_of_the_caller_are_in_the_files():
    files = kernel_files("me", "k-1", ["rocm"], "MIT", "path:/builder")
    assert 'name = "k-1"' in files["build.toml"] and 'license = "MIT"' in files["build.toml"]
    assert json.dumps("path:/builder") in files["flake.nix"]
    assert (
        '# The build translates the CUDA sources to HIP.\nsrc = ["k_1_cuda/add_scaled.cpp", "k_1_cuda/launch.h"]'
        in files["build.toml"]
    )
    assert "torch-ext/k_1/__init__.py" in files and "tests/test_k_1.py" in files


def test_no_marks_of_the_templates_are_left():
    for name, content in kernel_files("a", "my-kernel", ["cpu"], "MIT").items():
        assert "MODULE" not in name + content and "<%" not in content
        assert "<< " not in content or name.endswith((".cu", ".cpp"))


def test_git_ignores_the_files_that_create_pyproject_writes(tmp_path):
    files = kernel_files("my-org", "my-kernel", list(BACKENDS), "MIT")
    write_kernel(tmp_path, files, overwrite=False)
    ignored = [line.rstrip("/") for line in files[".gitignore"].splitlines()]
    written = [f"/{name}" for name in project_files(read_config(tmp_path))]
    assert [name for name in written if not any(name == line or name.startswith(f"{line}/") for line in ignored)] == []


def test_existing_files_are_replaced_only_if_they_may_be(tmp_path):
    (tmp_path / "flake.nix").write_text("mine")
    files = kernel_files("a", "bb", ["cpu"], "MIT")
    with pytest.raises(UserError) as caught:
        write_kernel(tmp_path, files, overwrite=False)
    assert str(caught.value) == (
        f"error: {tmp_path / 'flake.nix'} exists\n  name another folder, or replace its files with --overwrite"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["flake.nix"]
    write_kernel(tmp_path, files, overwrite=True)
    assert (tmp_path / "flake.nix").read_text() == files["flake.nix"]


def test_nix_flake_init_gives_the_same():
    """To write the folder again: `python tests/python/command/test_init.py`."""
    content = {
        path.relative_to(TEMPLATE).as_posix(): path.read_text() for path in TEMPLATE.rglob("*") if path.is_file()
    }
    assert content == flake_template()


if __name__ == "__main__":
    shutil.rmtree(TEMPLATE, ignore_errors=True)
    write_kernel(TEMPLATE, flake_template(), overwrite=False)


def test_a_name_that_hides_a_module_is_refused():
    with pytest.raises(UserError) as caught:
        kernel_files("me", "random", ["cpu"], "MIT")
    assert str(caught.value) == (
        'error: --name random: the Python module "random" would hide Python\'s own module `random`\n'
        "  rename the kernel, for example to `random-kernel`"
    )
