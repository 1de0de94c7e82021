import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completions(context: click.Context, shell: str) -> None:
    """Print a script that makes a shell complete the arguments of this command.

    \b
    Examples:
      kernel-builder completions bash > ~/.local/share/bash-completion/completions/kernel-builder
      kernel-builder completions fish > ~/.config/fish/completions/kernel-builder.fish
    """
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    assert completion is not None
    click.echo(completion(context.find_root().command, {}, "kernel-builder", "_KERNEL_BUILDER_COMPLETE").source())
