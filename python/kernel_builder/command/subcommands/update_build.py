import click

from kernel_builder.command.subcommands.options import kernel_folder


@click.command("update-build")
@kernel_folder
@click.option("--license", help="SPDX identifier, for a build.toml that names none.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
def update_build(folder, license, dry_run):
    """Bring build.toml from an older edition to the present one; comments stay.

    \b
    Examples:
      kernel-builder update-build --dry-run
      kernel-builder update-build --license Apache-2.0
    """
    from kernel_builder.builder.config.read import FILE
    from kernel_builder.builder.errors import ConfigError
    from kernel_builder.command.migrate import migrate

    path = folder / FILE
    try:
        text = path.read_text()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{path}: {error}", "run this in a kernel's folder, or name the folder as the argument"
        ) from None
    migrated, said = migrate(text, license)
    for line in said:
        click.echo(line)
    if not said:
        click.echo("build.toml is of the present edition")
    elif not dry_run:
        path.write_text(migrated)
        click.echo("wrote build.toml; `kernel-builder check-config` looks at it")
