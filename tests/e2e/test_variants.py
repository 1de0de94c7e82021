"""Every variant of every example that can be built: gigabytes and the better part of an hour, so only by `./run variants`."""

import json
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/build.toml"))
# Torch's wheel on PyPI is one per version: with 2.10's, `kernels` looks for variants of CUDA 12.8.
LOADED_AS = {"torch210-cxx11-cu130": ", as torch210-cxx11-cu128-x86_64-linux, since its wheel is one for CUDA 12.8"}


@pytest.mark.every_variant
@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_each_variant_is_built_and_loads(nix, folder, tmp_path):
    listed = json.loads(nix("eval", "--no-write-lock-file", "--json", f"{folder}#lib.variants.x86_64-linux").stdout)
    names = [variant["short"] for variant in listed if variant["missing"] is None]
    assert names
    for name in names:
        link = tmp_path / name
        nix("build", "--no-write-lock-file", "--out-link", str(link), f"{folder}#{name}^report" if False else f"{folder}#{name}")
        assert (link / "metadata.json").is_file()
