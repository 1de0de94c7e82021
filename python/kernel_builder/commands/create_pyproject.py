import click

from kernel_builder.commands.options import kernel_folder


@click.command("create-pyproject")
@kernel_folder
@click.option("-f", "--force", is_flag=True, help="Replace files that kernel-builder did not make.")
def create_pyproject(folder, force):
    """Write the files that CMake builds the kernel with."""
    from kernel_builder.config.read import read_config
    from kernel_builder.project import project_files, write_project_files

    files = project_files(read_config(folder))
    write_project_files(folder, files, force)
    for name in sorted(files):
        click.echo(f"wrote {name}")
