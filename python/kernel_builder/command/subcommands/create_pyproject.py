import pathlib

import click

from kernel_builder.command.subcommands.options import kernel_folder


@click.command("create-pyproject")
@kernel_folder
@click.option("-d", "--dry-run", is_flag=True, help="Print the names of the files, and write nothing.")
@click.option("-f", "--force", is_flag=True, help="Replace files that kernel-builder did not write.")
def create_pyproject(folder: pathlib.Path, dry_run: bool, force: bool) -> None:
    """Write the files with which CMake and pip build the kernel without Nix.

    The files are CMakeLists.txt, pyproject.toml, setup.py, and some in torch-ext (or tvm-ffi-ext). The command stops
    if one of them exists and kernel-builder did not write it; with -f, it replaces the file.

    \b
    Examples:
      kernel-builder create-pyproject && pip install -e .
    """
    from kernel_builder.builder.config.read import read_config
    from kernel_builder.builder.extension_folder import extension_folder
    from kernel_builder.builder.project.files import project_files
    from kernel_builder.builder.project.write import check_ours, write_project_files

    config = read_config(folder)
    files = project_files(config, extension_folder(folder, config))
    if dry_run:
        check_ours(folder, files, force)
    else:
        write_project_files(folder, files, force)
    for name in sorted(files):
        click.echo(f"{'would write' if dry_run else 'wrote'} {name}")


@click.command("clean-pyproject")
@kernel_folder
@click.option("-d", "--dry-run", is_flag=True, help="Print the names of the files, and remove nothing.")
@click.option("-f", "--force", is_flag=True, help="Also remove files that kernel-builder did not write.")
def clean_pyproject(folder: pathlib.Path, dry_run: bool, force: bool) -> None:
    """Remove the files that create-pyproject wrote.

    Files of the same names that kernel-builder did not write stay, unless -f is given.

    \b
    Examples:
      kernel-builder clean-pyproject --dry-run
    """
    from kernel_builder.builder.config.read import read_config
    from kernel_builder.builder.extension_folder import extension_folder
    from kernel_builder.builder.project.files import project_files
    from kernel_builder.builder.project.write import remove_project_files

    config = read_config(folder)
    files = project_files(config, extension_folder(folder, config))
    for name, removed in remove_project_files(folder, files, force, dry_run).items():
        if removed:
            click.echo(f"{'would remove' if dry_run else 'removed'} {name}")
        else:
            click.echo(f"kept {name}: kernel-builder did not write it; to remove it, pass -f")
