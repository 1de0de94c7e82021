"""The checks that need no compiled library, before anything is compiled.

`python -m kernel_builder.builder.check_sources BACKEND FOLDER`, with the kernel's folder.
"""

import pathlib
import sys

from kernel_builder.builder.checks import imports, naming_rule
from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.errors import UserError
from kernel_builder.builder.extension_folder import extension_folder
from kernel_builder.builder.naming import module_name


def check_sources(backend: str, folder: pathlib.Path) -> None:
    """Check the Python of the kernel in a folder, for a backend. Raises CheckError if it could not be imported."""
    config = read_config(folder)
    module = module_name(config.general.name)
    sources = f"{extension_folder(folder, config)}/{module}"
    with naming_rule(imports.RULE):
        imports.check_module(folder / sources, module, config.python_depends(backend), f"{sources}/")


if __name__ == "__main__":
    try:
        check_sources(sys.argv[1], pathlib.Path(sys.argv[2]))
    except UserError as error:
        sys.exit(str(error))
