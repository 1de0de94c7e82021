import os
import pathlib
import subprocess
import sys

import pytest

from kernel_builder.command import main


@pytest.fixture
def complete(tmp_path):
    """The candidates for a line in which the cursor is at the end of the last word."""

    def candidates(shell, *words):
        environment = {
            **os.environ,
            "PYTHONPATH": str(pathlib.Path(main.__file__).parents[2]),
            "_KERNEL_BUILDER_COMPLETE": f"{shell}_complete",
            "COMP_WORDS": "\n".join(["kernel-builder", *words]),
            "COMP_CURRENT": words[-1],
        }
        call = [sys.executable, "-c", "import sys; sys.argv[0] = 'kernel-builder'\n"
                "from kernel_builder.command.main import main; main()"]  # fmt: skip
        process = subprocess.run(call, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert process.stderr == ""
        return [line.split("\t")[0] for line in process.stdout.splitlines() if line]

    return candidates


@pytest.mark.parametrize("shell", ["elvish", "powershell"])
def test_commands_options_values_and_folders_are_completed(complete, shell, tmp_path):
    (tmp_path / "kernels/relu").mkdir(parents=True)
    (tmp_path / "kernels/file").write_text("")
    assert complete(shell, "build-and-") == ["build-and-copy", "build-and-upload"]
    assert complete(shell, "build", "--keep") == ["--keep-going"]
    assert complete(shell, "completions", "po") == ["powershell"]
    assert complete(shell, "check-builds", "--check", "ab") == ["abi"]
    assert complete(shell, "init", "--backends", "c") == ["cpu", "cuda"]
    assert complete(shell, "build", "ker") == ["kernels"]
    assert complete(shell, "build", "kernels/") == ["kernels/relu"]
    assert complete(shell, "build", f"{tmp_path}/k") == [f"{tmp_path}/kernels"]
    assert complete(shell, "build", "nowhere/") == []
