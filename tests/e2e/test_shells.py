"""Shells of a variant, opened by Nix and by the command: what they contain, and their prompt."""

import os
import pty
import select
import subprocess
import time
import uuid

import pytest
from shared import SHORT, VARIANT


def test_a_test_shell_has_the_kernel_and_runs_a_command(in_shell, relu):
    code = "import relu, torch; print(relu.relu(torch.tensor([-1.0, 2.0])).tolist())"
    process = in_shell(relu, f"testShells.{VARIANT}", "python", "-c", code)
    assert process.stdout.strip() == "[0.0, 2.0]"


def test_a_test_shell_has_no_python_package_of_the_machine(in_shell, relu, tmp_path):
    (tmp_path / "of_the_machine.py").touch()
    environment = {"PYTHONPATH": str(tmp_path), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    words = ["python", "-c", "import of_the_machine"]
    failed = in_shell(relu, f"testShells.{SHORT}", *words, check=False, env=environment)
    assert "No module named 'of_the_machine'" in failed.stderr


def test_a_shell_leaves_the_built_variant_as_it_was(build, in_shell, quick, tmp_path):
    """The store is read-only, but not for root."""
    # A variant that no earlier shell has changed.
    with (quick / "torch-ext/quick/__init__.py").open("a") as file:
        file.write(f"# {uuid.uuid4()}\n")
    code = "import pathlib, quick; print(*(path.name for path in pathlib.Path(quick.__file__).parent.rglob('*.pyc')))"
    assert in_shell(quick, f"testShells.{SHORT}", "python", "-c", code).stdout.strip() == ""
    build(quick, SHORT, to=tmp_path / "built")
    assert list((tmp_path / "built").rglob("*.pyc")) == []


def test_other_users_may_enter_the_temporary_folder_of_a_shell(in_shell, kernel):
    """Without a daemon, builds that are started in a shell run as other users, and fetch outside of the sandbox."""
    process = in_shell(kernel, f"testShells.{SHORT}", "bash", "-c", 'stat -c %A "$TMPDIR"')
    assert process.stdout.strip() == "drwx--x--x"


@pytest.mark.parametrize("name", ["devshell", "testshell"])
def test_the_command_opens_the_shell_of_the_best_variant_for_the_machine(kernel_builder, relu, name):
    process = kernel_builder(name, relu, "-c", 'echo "$variant $PWD"')
    assert process.stdout.split() == [SHORT, str(relu)], process.stderr
    assert "the best variant that this machine can run" in process.stderr


def test_the_prompt_of_an_interactive_shell_shows_the_variant(relu):
    leader, follower = pty.openpty()
    words = ["nix", "develop", "--no-write-lock-file", f".#{SHORT}"]
    process = subprocess.Popen(
        words, cwd=relu, stdin=follower, stdout=follower, stderr=follower, start_new_session=True
    )
    os.close(follower)
    shown, end = b"", time.monotonic() + 120
    while f"({SHORT})".encode() not in shown and time.monotonic() < end:
        if select.select([leader], [], [], 1)[0]:
            shown += os.read(leader, 4096)
    os.write(leader, b"exit 3\n")
    assert process.wait(30) == 3, shown.decode(errors="replace")
    os.close(leader)


def test_a_kernel_that_tests_import_by_its_name_is_loaded_as_users_load_it(in_shell, quick):
    module = quick / "torch-ext/quick"
    (module / "layers.py").write_text("from ._ops import ops\n\n\ndef lazy():\n    import quick.layers\n")
    code = (
        "import sys, quick, quick.layers as layers\n"
        "from quick.layers import ops\n"
        "import kernels\n"
        "by_kernels = kernels.get_kernel('local/quick', version=1, trust_remote_code=True)\n"
        "assert quick is by_kernels and layers is sys.modules[f'{quick.__name__}.layers'] and ops is quick.ops\n"
        "assert quick.__name__ != 'quick'\n"
        "try:\n    layers.lazy()\n"
        "except ModuleNotFoundError as error:\n    print(error)\n"
    )
    shown = in_shell(quick, f"testShells.{SHORT}", "python", "-c", code).stdout
    assert shown == (
        "No module named 'quick.layers': `get_kernel` loads the kernel under another name, so write a relative import\n"
    )


@pytest.mark.parametrize("shell", [SHORT, f"testShells.{SHORT}"])
def test_python_in_a_shell_adds_no_bytecode_to_packages_in_the_store(in_shell, quick, shell):
    """Root may write there, and a path that differs from its hash cannot be copied to another store."""
    (quick / "fresh.py").touch()
    line = "import sys, fresh; print(sys.dont_write_bytecode)"
    process = in_shell(quick, shell, "python", "-c", line, cwd=quick)
    assert process.stdout.splitlines()[-1] == "True"
    assert not (quick / "__pycache__").exists()


def test_the_command_adds_no_bytecode_to_packages_in_the_store(command_folder):
    first = (command_folder / "kernel-builder").read_text().partition("\n")[0]
    shown = subprocess.run(
        [*first[2:].split(), "-c", "import sys; print(sys.dont_write_bytecode)"], capture_output=True, text=True
    )
    assert shown.stdout == "True\n"
