"""Copy a bundle into `build` under the current folder."""

import pathlib
import sys

from kernel_builder.command.copy import copy_bundle

for path in copy_bundle(pathlib.Path(sys.argv[1]), pathlib.Path("build")):
    print(path)
