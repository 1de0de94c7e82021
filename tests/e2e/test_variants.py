"""Every variant of every example is built, by `./run variants` alone: it takes gigabytes and some hours."""

import json
import pathlib
import re
import subprocess

import pytest
from shared import examples_with

# PyPI's wheel of a Torch is built for one CUDA; `kernels` looks for a variant under the name of that CUDA.
LOADED_AS = {"torch210-cxx11-cu130": "as torch210-cxx11-cu128-x86_64-linux, the variant that this Torch looks for"}
# Each example has one of these.
EXPECTED = {"torch211-cxx11-cu130", "torch211-cxx11-cpu", "torch-cuda", "torch-stable-abi210-cpu"}


@pytest.fixture
def evaluate(nix):
    """Evaluate an output of a kernel's flake; returns its value."""
    return lambda kernel, output: json.loads(
        nix("eval", "--no-write-lock-file", "--json", f"path:{kernel}#{output}").stdout
    )


@pytest.mark.every_variant
@pytest.mark.parametrize("name", examples_with())
def test_each_variant_that_is_buildable_is_built_and_loads(evaluate, copy_kernel, name):
    kernel = copy_kernel(name)
    variants = evaluate(kernel, "lib.variants.x86_64-linux")
    # `./run clang` builds the variants that are compiled for ROCm, which no build loads.
    buildable = {
        variant["short"]: variant["name"]
        for variant in variants
        if variant["notBuildable"] is None and not re.search(r"rocm\d", variant["short"])
    }
    assert EXPECTED & set(buildable)
    builds = evaluate(kernel, "legacyPackages.x86_64-linux.plan")["builds"]
    for short, full in buildable.items():
        record = builds[full]
        subprocess.run(["nix-store", "--realise", record["derivation"]], stdout=subprocess.DEVNULL, check=True)
        report = json.loads(pathlib.Path(record["result"], f"reports/{full}.json").read_text())
        assert report["loaded"] is True
        assert LOADED_AS.get(short, "with torch ") in report["checks"]["load"]
