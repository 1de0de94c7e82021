import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completions(context, shell):
    """Print what makes a shell complete this command's words.

    \b
    Examples:
      kernel-builder completions bash > ~/.local/share/bash-completion/completions/kernel-builder
      kernel-builder completions fish > ~/.config/fish/completions/kernel-builder.fish
    """
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    click.echo(script(context.find_root().command, {}, "kernel-builder", "_KERNEL_BUILDER_COMPLETE").source())
