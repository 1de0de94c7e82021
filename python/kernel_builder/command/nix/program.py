"""The programs of Nix: where they are, which version they have, and how a call begins."""

import functools
import platform
import re
import shutil
import subprocess

from kernel_builder.builder.errors import NixError

# Nix calls these features experimental, so each call has to name them.
FEATURES = ["--extra-experimental-features", "nix-command flakes"]


def current_system() -> str:
    """This machine's system as Nix names it, for example `x86_64-linux`."""
    return f"{platform.machine()}-{platform.system().lower()}"


def find_program(name: str) -> str:
    """The path of one of Nix's programs. Raises NixError if Nix is not installed."""
    program = shutil.which(name)
    if program is None:
        raise NixError(
            f"Nix is not installed: no program `{name}` on PATH",
            "run kernel-builder's install.sh; `kernel-builder doctor` shows what this machine has",
        )
    return program


def nix_command(*words: str) -> list[str]:
    """The command line that runs `nix` with these arguments. Raises NixError if Nix is not installed."""
    return [find_program("nix"), *FEATURES, *words]


def version_in(text: str) -> tuple[int, ...]:
    """The version in the output of `nix --version`, for example (2, 8); (0, 0) if there is none.

    Determinate Nix prints its own version in parentheses before the version of Nix.
    """
    version = re.search(r"\b(\d+)\.(\d+)\S*$", text.partition("\n")[0].strip())
    return tuple(map(int, version.groups())) if version else (0, 0)


@functools.cache
def version_of(program: str) -> tuple[int, ...]:
    """The version of the `nix` at a path, for example (2, 8); (0, 0) if it prints none."""
    return version_in(subprocess.run([program, "--version"], capture_output=True, text=True).stdout)


def outputs_of(derivation: str) -> str:
    """The argument that makes `nix build` build the outputs of a derivation.

    Nix 2.15 and later need `^out` after a .drv path; older versions take the bare path.
    """
    return f"{derivation}^out" if version_of(find_program("nix")) >= (2, 15) else derivation
