"""Write the project files of the kernel in a folder: `python -m kernel_builder.builder.project FOLDER`."""

import pathlib
import sys

from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.errors import UserError
from kernel_builder.builder.extension_folder import extension_folder
from kernel_builder.builder.project.files import project_files
from kernel_builder.builder.project.write import write_project_files


def main(folder: pathlib.Path) -> None:
    """Write the files, and replace files of these names."""
    config = read_config(folder)
    write_project_files(folder, project_files(config, extension_folder(folder, config)), force=True)


if __name__ == "__main__":
    try:
        main(pathlib.Path(sys.argv[1]))
    except UserError as error:
        sys.exit(str(error))
