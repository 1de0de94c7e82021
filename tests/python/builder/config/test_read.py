"""Reading as a whole; the messages about single keys and files are tested with the modules that make them."""

import pathlib
import shutil

import pytest
from kernels._rust import Build

from kernel_builder.builder.config.read import problems_of, read, read_config
from kernel_builder.builder.errors import ConfigError

BAD_INPUT = sorted((pathlib.Path(__file__).parents[3] / "bad-input").iterdir())


def test_a_correct_file_becomes_the_kernel_config(kernel):
    config = read_config(kernel)
    assert (config.general.name, config.general.backends, config.torch.src) == ("small", ["cpu"], ["binding.cpp"])
    assert config.torch.pyext == ["py", "pyi"]


def test_the_first_problem_is_raised_with_its_line(kernel):
    file = kernel / "build.toml"
    file.write_text(file.read_text().replace('name = "small"', 'name = "Small"').replace("license", "licence"))
    with pytest.raises(ConfigError) as caught:
        read_config(kernel)
    known = (
        "backends, cuda, edition, hub, kernel-depends, license, name, neuron, python-depends, source, tpu, upstream, "
        "version, xpu"
    )
    line = file.read_text().splitlines().index('licence = "Apache-2.0"') + 1
    assert str(caught.value) == (
        f"error: build.toml:{line}: general.licence: unknown key\n  did you mean `license`? known: {known}"
    )
    assert [problem.path for problem in problems_of(kernel)] == ["general.licence", "general.name", "general.license"]


@pytest.mark.parametrize(
    "tables, present",
    [
        ("", "none of [torch], [torch-noarch], [tvm-ffi]\n  add the one that binds the kernel"),
        ('[torch]\nsrc = ["binding.cpp"]\n[torch-noarch]', "[torch] and [torch-noarch]\n  keep one of them"),
    ],
)
def test_a_file_without_exactly_one_framework_is_refused(with_tables, errors_of, tables, present):
    assert errors_of(with_tables(tables)) == [f"error: build.toml: the file has {present}"]


OLDER = "build.toml names no edition and is read as an older one: `kernel-builder update-build` writes edition 5"


def test_a_file_without_an_edition_is_read_with_a_note(kernel):
    file = kernel / "build.toml"
    config = read_config(kernel)
    file.write_text(file.read_text().replace("edition = 5\n", ""))
    assert read(kernel) == (config, [], [OLDER])


def test_a_key_of_edition_5_needs_the_edition(kernel, errors_of):
    file = kernel / "build.toml"
    file.write_text(file.read_text().replace("edition = 5\n", "kernel-depends = []\n") + "[general.tpu]\n")
    assert [error.partition(": ")[2].partition(": ")[2] for error in errors_of(kernel)] == [
        f"{key}: this key needs edition 5, and the file names none\n"
        "  run `kernel-builder update-build`, which names the edition"
        for key in ("general.kernel-depends", "general.tpu")
    ]


def test_a_kernel_for_another_backend_is_ignored_with_a_note(with_tables):
    folder = with_tables(
        '[torch]\nsrc = ["binding.cpp"]\n[kernel.a]\nbackend = "metal"\ndepends = []\nsrc = ["torch-ext"]'
    )
    _, problems, notes = read(folder)
    assert (problems, notes) == ([], ['build.toml: kernel.a is ignored: general.backends does not list "metal"'])


@pytest.mark.parametrize("case", BAD_INPUT, ids=lambda path: path.name)
def test_a_file_that_nix_refuses_is_refused(kernel, errors_of, case):
    (kernel / "build.toml").unlink()
    shutil.copytree(case, kernel, dirs_exist_ok=True, symlinks=True)
    errors = errors_of(kernel)
    expected = (case / "expected.txt").read_text().splitlines()[0]
    key = expected.split(": ")[1] if not expected.startswith("build.toml: ") else ""
    assert errors and all(len(error.splitlines()) <= 5 for error in errors)
    assert errors[0].startswith("error: ") and "build.toml" in errors[0]
    if "." in key:
        assert any(key in error for error in errors)


@pytest.mark.parametrize("example", ["relu", "rms-norm", "swiglu"])
def test_a_file_that_the_hubs_parser_accepts_is_accepted(repository, example):
    folder = repository / "examples" / example
    Build.open(folder)
    assert problems_of(folder) == []


@pytest.mark.parametrize("case", BAD_INPUT, ids=lambda path: path.name)
def test_a_file_that_the_hubs_parser_refuses_is_refused(kernel, errors_of, case):
    shutil.rmtree(kernel)
    shutil.copytree(case, kernel, symlinks=True)
    try:
        Build.open(kernel)
    except ValueError:
        assert errors_of(kernel)
