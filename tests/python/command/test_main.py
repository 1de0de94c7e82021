import pathlib
import subprocess
import sys

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command import main
from kernel_builder.command.main import cli


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_each_command_has_help_with_an_example(run, command):
    result = run(command, "--help")
    assert result.exit_code == 0 and "Usage:" in result.output and f"kernel-builder {command}" in result.output
    undocumented = [
        option.name for option in cli.commands[command].params if option.param_type_name == "option" and not option.help
    ]
    assert undocumented == []


def test_each_module_of_subcommands_is_a_command():
    modules = {path.stem for path in pathlib.Path(main.__file__).with_name("subcommands").glob("*.py")}
    wired = {command.callback.__module__.rpartition(".")[2] for command in cli.commands.values()}
    assert modules - {"__init__", "options"} == wired


def test_the_version_is_printed(run):
    assert run("--version").output.startswith("kernel-builder, version ")


@pytest.mark.parametrize(
    "error, text",
    [
        (UserError("no kernel", "make one"), "error: no kernel\n  make one\n"),
        (OSError(28, "No space left on device", "build/x"), "error: build/x: No space left on device\n  free some: "),
        (OSError("odd"), "error: the system: odd\n"),
    ],
)
def test_an_error_of_the_user_is_a_message_and_status_1(monkeypatch, capsys, error, text):
    def fail():
        raise error

    monkeypatch.setattr(cli, "invoke", lambda context: fail())
    monkeypatch.setattr(sys, "argv", ["kernel-builder", "doctor"])
    with pytest.raises(SystemExit) as caught:
        main.main()
    assert caught.value.code == 1 and capsys.readouterr().err.startswith(text)


@pytest.mark.parametrize(
    "words, status, text",
    [
        (["--version"], 0, ""),
        (["build", "--help"], 0, ""),
        (["nothing"], 2, "Error: No such command 'nothing'."),
        (["devshell", "--variant", "a", "--variant", "b"], 2, "it is given 2 times, but this command is for one"),
    ],
)
def test_the_exit_status_tells_how_the_command_ended(monkeypatch, capsys, words, status, text):
    monkeypatch.setattr(sys, "argv", ["kernel-builder", *words])
    with pytest.raises(SystemExit) as caught:
        main.main()
    assert (caught.value.code or 0) == status and text in capsys.readouterr().err


def test_an_interrupt_is_one_line_and_status_130(monkeypatch, capsys):
    def interrupt(context):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "invoke", interrupt)
    monkeypatch.setattr(sys, "argv", ["kernel-builder", "doctor"])
    with pytest.raises(SystemExit) as caught:
        main.main()
    assert caught.value.code == 130 and capsys.readouterr().err.strip() == "interrupted"


def test_in_a_folder_that_was_removed_the_error_says_so(tmp_path):
    (tmp_path / "gone").mkdir()
    call = f"cd gone && rmdir ../gone && exec {sys.executable} -m kernel_builder.command check-config"
    environment = {"PYTHONPATH": str(pathlib.Path(main.__file__).parents[2]), "PATH": "/usr/bin:/bin"}
    process = subprocess.run(["sh", "-c", call], cwd=tmp_path, capture_output=True, text=True, env=environment)
    assert process.returncode == 1 and "Traceback" not in process.stderr
    assert process.stderr.startswith("error: the current folder no longer exists\n"), process.stderr


def test_the_help_fits_80_columns_and_cuts_no_sentence(run):
    for words in ([], ["skills", "add"], *([name] for name in cli.commands)):
        text = run(*words, "--help").output
        assert max(map(len, text.splitlines())) <= 80, words
        assert "..." not in text.replace("[ARGS]...", "").replace("[OPTIONS] COMMAND [ARGS]...", "").replace("]...", "")


def test_an_error_of_the_program_is_a_traceback(monkeypatch):
    def fail():
        raise KeyError("a bug")

    monkeypatch.setattr(cli, "invoke", lambda context: fail())
    monkeypatch.setattr(sys, "argv", ["kernel-builder", "doctor"])
    with pytest.raises(KeyError):
        main.main()


def test_the_command_starts_without_slow_imports():
    code = "import sys, kernel_builder.command.main\n"
    code += "print([name for name in ('huggingface_hub', 'jinja2', 'pydantic') if name in sys.modules])"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert process.stdout == "[]\n"
