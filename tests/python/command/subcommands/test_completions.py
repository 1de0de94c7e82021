import pytest


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_are_for_each_shell(run, shell):
    result = run("completions", shell)
    assert result.exit_code == 0 and "_KERNEL_BUILDER_COMPLETE" in result.output


def test_an_unknown_shell_is_refused(run):
    assert run("completions", "tcsh").output.splitlines()[-1] == (
        "Error: Invalid value for '{bash|zsh|fish}': 'tcsh' is not one of 'bash', 'zsh', 'fish'."
    )
