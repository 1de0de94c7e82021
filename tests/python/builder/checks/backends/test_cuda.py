import pytest

from kernel_builder.builder.checks import device_code

CUOBJDUMP = """#!/bin/sh
case $1 in
  --list-elf) echo "ELF file    1: relu.1.sm_80.cubin"; echo "ELF file    2: relu.2.sm_90a.cubin" ;;
  --list-ptx) echo "PTX file    1: relu.2.sm_90a.ptx" ;;
esac
"""


@pytest.fixture(autouse=True)
def cuobjdump(tmp_path, monkeypatch):
    """Replaces NVIDIA's program: the library has machine code for 8.0 and 9.0a, and PTX for 9.0a."""
    program = tmp_path / "bin/cuobjdump"
    program.parent.mkdir()
    program.write_text(CUOBJDUMP)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")


def test_code_for_the_requested_architectures_is_accepted(variant):
    line = device_code.check(variant, backend="cuda", archs=["8.0", "9.0a+PTX"], compiler="nvcc")
    assert line == "8.0, 9.0a+PTX by nvcc"


@pytest.mark.parametrize(
    "archs, problem",
    [
        (["8.0", "9.0", "9.0a+PTX"], "machine code for 90 is missing"),
        (["9.0a+PTX"], "it contains machine code for 80, which was not requested"),
        (
            ["9.0", "9.0a+PTX"],
            "machine code for 90 is missing, and it contains machine code for 80, which was not requested",
        ),
        (["8.0+PTX", "9.0a+PTX"], "PTX for 80 is missing"),
        ([], "it contains machine code for 80, 90a, which was not requested"),
    ],
)
def test_code_for_other_architectures_is_refused(variant, library, refusal, archs, problem):
    assert refusal(device_code, variant, backend="cuda", archs=archs, compiler="nvcc") == (
        f"error: {library.name}: {problem}\n"
        "  list the architectures in cuda-capabilities in build.toml, and pass no architecture in cuda-flags"
    )
