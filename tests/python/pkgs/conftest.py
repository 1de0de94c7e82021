"""Put these on the path: `scripts`, and the modules that update-pins puts there for all scripts that renew pins."""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
PKGS = HERE.parents[2] / "pkgs"
sys.path[:0] = [str(folder) for folder in (HERE, PKGS / "base/debian", PKGS / "sysroot")]
