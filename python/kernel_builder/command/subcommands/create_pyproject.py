import click

from kernel_builder.command.subcommands.options import kernel_folder


@click.command("create-pyproject")
@kernel_folder
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@click.option("-f", "--force", is_flag=True, help="Replace files that kernel-builder did not make.")
def create_pyproject(folder, dry_run, force):
    """Write the files that CMake and pip build the kernel with, without Nix too: CMakeLists.txt, setup.py and others.

    A file of the same name that kernel-builder did not make is never replaced without -f.

    \b
    Examples:
      kernel-builder create-pyproject && pip install --no-build-isolation -e .
    """
    from kernel_builder.builder.config.read import read_config
    from kernel_builder.builder.project.files import check_ours, project_files, write_project_files

    files = project_files(read_config(folder))
    if dry_run:
        check_ours(folder, files, force)
    else:
        write_project_files(folder, files, force)
    for name in sorted(files):
        click.echo(f"{'would write' if dry_run else 'wrote'} {name}")


@click.command("clean-pyproject")
@kernel_folder
@click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
@click.option(
    "-f", "--force", is_flag=True, help="Remove files of these names that kernel-builder did not make as well."
)
def clean_pyproject(folder, dry_run, force):
    """Remove the files that create-pyproject wrote.

    A file that a person changed beyond recognition stays, unless -f is given.

    \b
    Examples:
      kernel-builder clean-pyproject --dry-run
    """
    from kernel_builder.builder.config.read import read_config
    from kernel_builder.builder.project.files import is_ours, project_files

    for name in sorted(project_files(read_config(folder))):
        path = folder / name
        if not path.is_file():
            continue
        if not (force or is_ours(path)):
            click.echo(f"kept {name}: kernel-builder did not make it; -f removes it")
            continue
        if not dry_run:
            path.unlink()
        click.echo(f"{'would remove' if dry_run else 'removed'} {name}")
