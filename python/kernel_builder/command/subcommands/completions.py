import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completions(context: click.Context, shell: str) -> None:
    """Print a script that makes a shell complete the arguments of this command.

    \b
    Examples:
      source <(kernel-builder completions bash)    # in ~/.bashrc
      kernel-builder completions fish | source     # in ~/.config/fish/config.fish
    """
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    assert completion is not None
    click.echo(completion(context.find_root().command, {}, "kernel-builder", "_KERNEL_BUILDER_COMPLETE").source())
