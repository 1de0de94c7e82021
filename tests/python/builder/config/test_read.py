import pathlib
import shutil

import pytest
from kernels._rust import Build

from kernel_builder.builder.config import schema
from kernel_builder.builder.config.read import problems_of, read_config
from kernel_builder.builder.errors import ConfigError

BAD_INPUT = sorted((pathlib.Path(__file__).parent.parent / "bad-input").iterdir())


def test_a_right_file_is_the_model(kernel):
    build = read_config(kernel)
    assert (build.general.name, build.general.backends, build.torch.src) == ("small", ["cpu"], ["binding.cpp"])
    assert build.torch.pyext == ["py", "pyi"]


def test_the_schema_in_the_repository_is_the_models():
    assert schema.PATH.read_text() == schema.text(), "run python -m kernel_builder.builder.config.schema"


def errors_of(folder):
    try:
        return [str(problem.error()) for problem in problems_of(folder)]
    except ConfigError as error:
        return [str(error)]


@pytest.mark.parametrize("case", BAD_INPUT, ids=lambda path: path.name)
def test_what_nix_refuses_is_refused(kernel, case):
    (kernel / "build.toml").unlink()
    shutil.copytree(case, kernel, dirs_exist_ok=True, symlinks=True)
    found = errors_of(kernel)
    expected = (case / "expected.txt").read_text().splitlines()[0]
    key = expected.split(": ")[1] if not expected.startswith("build.toml: ") else ""
    assert found and all(len(error.splitlines()) <= 5 for error in found)
    assert found[0].startswith("error: ") and "build.toml" in found[0]
    if "." in key:
        assert any(key in error for error in found)


@pytest.mark.parametrize("example", ["relu", "rms-norm", "swiglu"])
def test_what_the_hubs_parser_accepts_is_accepted(repository, example):
    folder = repository / "examples" / example
    Build.open(folder)
    assert problems_of(folder) == []


@pytest.mark.parametrize("case", BAD_INPUT, ids=lambda path: path.name)
def test_what_the_hubs_parser_refuses_is_refused(kernel, case):
    shutil.rmtree(kernel)
    shutil.copytree(case, kernel, symlinks=True)
    try:
        Build.open(kernel)
    except ValueError:
        assert errors_of(kernel)


@pytest.mark.parametrize(
    "line, message",
    [
        ('[torch]\nsrc = ["binding.cpp"]\nsrcs = []', "torch.srcs: unknown key\n  did you mean `src`?"),
        ('[torch]\nsrc = ["a b.cpp"]', 'torch.src[0]: "a b.cpp" does not exist'),
        ('[torch]\nsrc = ["../x"]', "outside of the kernel's folder"),
        ('[torch]\nsrc = ["binding.cpp"]\n[kernel.a]\nbackend = "gpu"', 'kernel.a.backend: unknown value "gpu"'),
        ('[torch]\nsrc = ["binding.cpp"]\n[kernel.a]\nbackend = "cpu"\nsrc = []', "kernel.a.depends: missing"),
        (
            '[torch]\nsrc = ["binding.cpp"]\n[kernel.a]\nbackend = "cpu"\ndepends = []\nsrc = []\nhip-flags = []',
            "kernel.a.hip-flags: unknown key\n  known: backend, cxx-flags, depends, include, src",
        ),
        ("", "none of [torch], [torch-noarch], [tvm-ffi] is there"),
        ("[torch", "build.toml:8:"),
    ],
)
def test_a_problem_is_named_with_its_key_and_remedy(kernel, line, message):
    head = (kernel / "build.toml").read_text().partition("[torch]")[0]
    (kernel / "build.toml").write_text(head + line + "\n")
    assert any(message in error for error in errors_of(kernel))
