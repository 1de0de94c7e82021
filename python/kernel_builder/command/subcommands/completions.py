import click

from kernel_builder.command.shell_completion import SHELLS, VARIABLE


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completions(context: click.Context, shell: str) -> None:
    """Print a script that makes a shell complete commands, options and their values.

    \b
    Examples:
      # in ~/.bashrc or ~/.zshrc:
      source <(kernel-builder completions bash)
      # in ~/.config/fish/config.fish:
      kernel-builder completions fish | source
      # in ~/.config/elvish/rc.elv:
      eval (kernel-builder completions elvish | slurp)
      # in $PROFILE of PowerShell:
      kernel-builder completions powershell | Out-String | Invoke-Expression
    """
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    assert completion is not None
    click.echo(completion(context.find_root().command, {}, "kernel-builder", VARIABLE).source())
