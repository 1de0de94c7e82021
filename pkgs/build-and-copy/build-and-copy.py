"""Copy a bundle into the folder `build` of the current folder: `build-and-copy.py BUNDLE`."""

import pathlib
import sys

from kernel_builder.builder.errors import UserError
from kernel_builder.command.copy import copy_bundle

if sys.argv[2:]:
    sys.exit(
        f"error: build-and-copy takes no arguments, found {' '.join(sys.argv[2:])}\n"
        "  it copies all variants; to build and copy one: kernel-builder build-and-copy --variant NAME"
    )
try:
    for path in copy_bundle(pathlib.Path(sys.argv[1]), pathlib.Path("build")):
        print(path)
except UserError as error:
    sys.exit(str(error))
