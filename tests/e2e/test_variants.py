"""Every variant that can be built, of every example: gigabytes and some hours, so only by `./run variants`."""

import json
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/build.toml"))
# PyPI's wheel of a Torch is built for one CUDA, under whose name `kernels` then looks for a variant.
LOADED_AS = {"torch210-cxx11-cu130": "as torch210-cxx11-cu128-x86_64-linux, since its wheel is one for CUDA 12.8"}


@pytest.mark.every_variant
@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_each_variant_that_can_be_built_is_and_loads(nix, folder):
    listed = json.loads(nix("eval", "--no-write-lock-file", "--json", f"{folder}#lib.variants.x86_64-linux").stdout)
    # Those that are compiled for ROCm, of which nothing is loaded, are `./run clang`'s.
    names = [v["short"] for v in listed if v["missing"] is None and not re.search(r"rocm\d", v["short"])]
    assert {"torch211-cxx11-cu130", "torch211-cxx11-cpu", "torch-cuda", "torch-stable-abi210-cpu"} & set(names)
    plan = json.loads(
        nix("eval", "--no-write-lock-file", "--json", f"{folder}#legacyPackages.x86_64-linux.plan").stdout
    )
    for name in names:
        (full,) = (variant["name"] for variant in listed if variant["short"] == name)
        build = plan["builds"][full]
        subprocess.run(["nix-store", "--realise", build["derivation"]], stdout=subprocess.DEVNULL, check=True)
        found = json.loads(pathlib.Path(build["result"], f"reports/{full}.json").read_text())
        assert LOADED_AS.get(name, "with torch ") in found["load"]
