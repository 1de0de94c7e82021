import pytest

from kernel_builder.command.shell_completion import SHELLS, register_shells

register_shells()


@pytest.mark.parametrize("shell", SHELLS)
def test_completions_are_for_each_shell(run, shell):
    result = run("completions", shell)
    assert result.exit_code == 0 and "_KERNEL_BUILDER_COMPLETE" in result.output


def test_an_unknown_shell_is_refused(run):
    line = run("completions", "tcsh").output.splitlines()[-1]
    assert line.endswith("'tcsh' is not one of 'bash', 'zsh', 'fish', 'elvish', 'powershell'.")
