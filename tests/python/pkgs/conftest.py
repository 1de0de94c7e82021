"""The tests of pkgs/ import `scripts` from here, and the scripts import the modules that update-pins shares with them."""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
PKGS = HERE.parents[2] / "pkgs"
sys.path[:0] = [str(folder) for folder in (HERE, PKGS / "base/debian", PKGS / "sysroot")]
