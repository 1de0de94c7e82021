"""No file contains a path of the Nix store: other machines do not have that path."""

import pathlib
import re

from kernel_builder.builder.errors import CheckError

RULE = "a kernel runs on machines without Nix, so no file refers to the Nix store"
# The store's folder, and the 32 characters of a hash in Nix's own base 32.
STORE_PATH = re.compile(rb"/nix/store/[0-9a-df-np-sv-z]{32}[-+._?=0-9a-zA-Z]*")


def check(variant: pathlib.Path) -> str:
    files = [path for path in sorted(variant.rglob("*")) if path.is_file()]
    for path in files:
        match = STORE_PATH.search(path.read_bytes())
        if match:
            raise CheckError(
                f"{path.relative_to(variant)}: it contains the store path {match.group().decode()}",
                "write no paths of the build into the sources or the library",
            )
    return f"none in {len(files)} files"
