"""Load the scripts below pkgs/, which are no package: builds and update-pins run them as programs."""

import importlib.util
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[3]
PKGS = ROOT / "pkgs"


def load_script(path):
    """The module in the file <path> below pkgs/. Its own imports must be importable."""
    file = PKGS / path
    spec = importlib.util.spec_from_file_location(file.stem.replace("-", "_"), file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
