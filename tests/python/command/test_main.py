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
        (OSError(28, "No space left on device", "build/x"), "error: build/x: No space left on device\n"),
        (OSError("odd"), "error: the system: odd\n"),
    ],
)
def test_an_error_of_the_user_is_a_message_and_status_1(monkeypatch, capsys, error, text):
    def fail():
        raise error

    monkeypatch.setattr(main, "cli", fail)
    with pytest.raises(SystemExit) as caught:
        main.main()
    assert caught.value.code == 1 and capsys.readouterr().err == text


def test_an_error_of_the_program_is_a_traceback(monkeypatch):
    def fail():
        raise KeyError("a bug")

    monkeypatch.setattr(main, "cli", fail)
    with pytest.raises(KeyError):
        main.main()


def test_the_command_starts_without_slow_imports():
    code = "import sys, kernel_builder.command.main\n"
    code += "print([name for name in ('huggingface_hub', 'jinja2', 'pydantic') if name in sys.modules])"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert process.stdout == "[]\n"
