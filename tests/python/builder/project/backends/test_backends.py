import pathlib

import pytest

from kernel_builder.builder.config.model import CpuKernel
from kernel_builder.builder.project import backends
from kernel_builder.builder.project.backend import Backend

TEMPLATES = pathlib.Path(backends.__file__).resolve().parent.parent / "templates/backends"


def test_a_backend_is_a_cmake_file():
    assert sorted(path.stem for path in TEMPLATES.iterdir()) == backends.NAMES == ["cpu", "cuda", "rocm", "xpu"]


def test_a_backend_without_a_python_file_is_a_plain_one():
    backend = backends.backend_named("cpu")
    kernel = CpuKernel(backend="cpu", depends=[], src=["a.cpp"])
    assert type(backend) is Backend
    assert (backend.arguments(kernel), backend.commands("a", "kernel_a", kernel), backend.files([kernel])) == (
        [],
        [],
        [],
    )


@pytest.mark.parametrize("name", ["cuda", "rocm", "xpu"])
def test_a_backend_with_a_python_file_is_found_by_its_name(name):
    assert type(backends.backend_named(name)).__name__ == name.capitalize()
