#!/usr/bin/env python3
"""Format files: Python with ruff, shell with shfmt, Nix with nix_style. `nix fmt` runs this.

format.py [PATH...]  files and folders; the folder it is run in if none is given
"""

import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import nix_style  # noqa: E402 (in this folder)
import tracked  # noqa: E402


def main(paths: list[str]) -> int:
    try:
        kinds = tracked.by_kind(tracked.files(*paths, folder=pathlib.Path.cwd()))
    except subprocess.CalledProcessError:
        print("error: Git does not list the files here: run this in a checkout of the repository", file=sys.stderr)
        return 1
    commands = {
        # ruff leaves out files that its settings exclude, even if they are named.
        "python": ["ruff", "format", "--quiet", "--force-exclude"],
        "shell": ["shfmt", "--write"],
    }
    status = 0
    for kind, command in commands.items():
        if kinds[kind]:
            status |= subprocess.run([*command, *map(str, kinds[kind])]).returncode
    if kinds["nix"]:
        status |= nix_style.main(["--fix", *map(str, kinds["nix"])])
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
