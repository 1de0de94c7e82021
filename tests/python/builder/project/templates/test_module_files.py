"""The variant, the editable install and the wheel have the same files of the module."""

import os
import random
import subprocess
import sys

import pytest

from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.module_files import left_out
from kernel_builder.builder.project.files import project_files
from kernel_builder.builder.project.write import write_project_files

# Files that only loaders of a variant need.
FOR_LOADERS = {"metadata.json", "tuned/__init__.py"}


def files(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def build(tmp_path):
    """Build a kernel in Python alone in three ways; returns the files that each has."""

    def run(folder, *command):
        environment = {**os.environ, "TORCH_DIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)

    def build(folder):
        write_project_files(folder, project_files(read_config(folder)), force=True)
        run(folder, sys.executable, "setup.py", "-q", "build_py", "--build-lib", tmp_path / "wheel")
        run(folder, "cmake", "--install", "build-ext", "--prefix", tmp_path / "variant")
        variant = files(tmp_path / "variant")
        assert variant >= FOR_LOADERS
        return (
            variant - FOR_LOADERS,
            files(folder / "build-ext/tuned") - {"metadata.json"},
            files(tmp_path / "wheel/tuned"),
        )

    return build


def write_kernel(folder, module_files, pyext):
    for file in ["__init__.py", *module_files]:
        path = folder / "torch-ext/tuned" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (folder / "build.toml").write_text(
        '[general]\nname = "tuned"\nversion = 1\nedition = 5\nlicense = "Apache-2.0"\nbackends = ["cpu"]\n'
        f"[torch-noarch]\npyext = {pyext}\n"
    )
    return folder


def random_files(generator):
    """Files of a module, in folders with and without __init__.py, with endings that `pyext` lists and others."""
    folders = ["", "impl/", "impl/inner/", "configs/", ".hidden/", "a b/", "__pycache__/", "with.json/"]
    names = ["fast", "__init__", "_ops", "metadata", "a.b", ".hidden", "x[1]", "ä", "a+b", "$HOME", "a'b", "(c)"]
    endings = [".py", ".pyi", ".json", ".pyc", ".tar.gz", ".txt", ".cu", ".PY", ""]
    chosen = [generator.choice(folders) + generator.choice(names) + generator.choice(endings) for _ in range(12)]
    return sorted(set(chosen) - {"a b/__init__.py"})


@pytest.mark.parametrize("seed", range(12))
def test_the_same_files_are_installed_in_each_way_and_the_others_are_reported(tmp_path, build, seed):
    generator = random.Random(seed)
    pyext = generator.choice([["py", "pyi"], ["py", "json"], ["py", "json", "tar.gz", "pyc"]])
    folder = write_kernel(tmp_path / "kernel", random_files(generator), pyext)
    variant, editable, wheel = build(folder)
    assert variant == editable == wheel
    module = files(folder / "torch-ext/tuned")
    bytecode = {file for file in module if file.endswith(".pyc") or "__pycache__/" in file}
    listed = {file for file in module - bytecode if file.endswith(tuple(f".{extension}" for extension in pyext))}
    assert variant == (listed - {"metadata.json"}) | {"_ops.py"}
    replaced = module & {"_ops.py", "metadata.json"}
    assert bool(module - bytecode - listed or replaced) == bool(left_out(folder, read_config(folder)))


def test_a_file_that_is_removed_is_removed_everywhere(tmp_path, build):
    folder = write_kernel(tmp_path / "kernel", ["a.py", "impl/b.py"], ["py"])
    assert "impl/b.py" in build(folder)[2]
    (folder / "torch-ext/tuned/impl/b.py").unlink()
    (tmp_path / "variant/impl/b.py").unlink()
    assert build(folder) == ({"__init__.py", "_ops.py", "a.py"},) * 3
