"""No file names a path of the Nix store, which other machines do not have."""

import pathlib
import re

from kernel_builder.builder.errors import CheckError

RULE = "a kernel runs on machines without Nix: no file may lead into its store"
# A store path's folder, and the 32 characters of its hash in Nix's own base 32.
STORE_PATH = re.compile(rb"/nix/store/[0-9a-df-np-sv-z]{32}[-+._?=0-9a-zA-Z]*")


def check(variant: pathlib.Path) -> str:
    files = [path for path in sorted(variant.rglob("*")) if path.is_file()]
    for path in files:
        found = STORE_PATH.search(path.read_bytes())
        if found:
            raise CheckError(
                f"{path.relative_to(variant)}: it holds the store path {found.group().decode()}",
                "do not write paths of the build into the sources or the library",
            )
    return f"none in {len(files)} files"
