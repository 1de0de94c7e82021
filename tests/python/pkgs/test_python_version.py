"""Python's version is written in one place for all of pkgs/: overlays/base.nix."""

import re

from scripts import PKGS, ROOT

from kernel_builder.command.wheels import PYTHON

# The names of Debian's packages hold the version.
DATA = {"base/debian/packages.txt"}


def overlay_version():
    (version,) = re.findall(r'pythonVersion = "(.+)";', (ROOT / "overlays/base.nix").read_text())
    return version


def test_no_other_file_of_pkgs_names_the_version():
    sources = [path for end in ("nix", "sh", "py", "txt") for path in PKGS.rglob(f"*.{end}")]
    naming = {str(path.relative_to(PKGS)) for path in sources if f"python{overlay_version()}" in path.read_text()}
    assert naming == DATA


def test_pins_are_for_this_version():
    assert overlay_version() == PYTHON


def test_the_debian_root_has_this_version():
    assert f"python{overlay_version()}" in (PKGS / "base/debian/packages.txt").read_text().splitlines()
