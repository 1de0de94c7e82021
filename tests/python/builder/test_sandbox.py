import pytest

from kernel_builder.builder.sandbox import is_sandboxed


@pytest.mark.parametrize(
    "build_folder, first_process, sandboxed",
    [
        ("/build", b"", True),
        # `sandbox-build-dir` has another value: process 1 is the builder.
        ("/other", b"PATH=/x\0NIX_BUILD_TOP=/other\0", True),
        # Nix 2.8 without the sandbox; process 1 is the machine's.
        ("/tmp/nix-build-relu.drv-0", b"PATH=/x\0NOT_NIX_BUILD_TOP=/x\0", False),
        # Nix 2.34 without the sandbox; process 1 cannot be read.
        ("/nix/var/nix/builds/nix-1-2", None, False),
    ],
)
def test_a_sandboxed_build_has_the_usual_folder_or_process_1(tmp_path, build_folder, first_process, sandboxed):
    if first_process is not None:
        (tmp_path / "environ").write_bytes(first_process)
    assert is_sandboxed({"NIX_BUILD_TOP": build_folder}, tmp_path) is sandboxed


def test_this_test_runs_in_no_sandbox(monkeypatch):
    monkeypatch.delenv("NIX_BUILD_TOP", raising=False)
    assert not is_sandboxed()
