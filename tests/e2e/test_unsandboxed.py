"""A build that Nix does not sandbox works, and its result is marked."""

import json
import os
import uuid

import pytest
from shared import VARIANT


@pytest.fixture
def new_kernel(quick):
    """A kernel that no store has built."""
    with (quick / "binding.cpp").open("a") as file:
        file.write(f"// {uuid.uuid4()}\n")
    return quick


def test_a_build_without_the_sandbox_is_marked(kernel_builder, new_kernel):
    environment = {**os.environ, "NIX_CONFIG": "sandbox = false"}
    shown = kernel_builder("build-and-copy", "--variant", VARIANT, new_kernel, env=environment).stdout
    (row,) = [line for line in shown.splitlines() if line.startswith(VARIANT)]
    assert row.split("  ")[-2:] == ["9 passed, not sandboxed", "not run"]
    metadata = json.loads((new_kernel / "build" / VARIANT / "metadata.json").read_text())
    assert metadata["provenance"]["sandboxed"] is False


def test_a_sandboxed_build_has_no_mark(kernel_builder, new_kernel):
    shown = kernel_builder("build-and-copy", "--variant", VARIANT, new_kernel).stdout
    (row,) = [line for line in shown.splitlines() if line.startswith(VARIANT)]
    assert row.split("  ")[-2:] == ["9 passed", "not run"]
    metadata = json.loads((new_kernel / "build" / VARIANT / "metadata.json").read_text())
    assert "sandboxed" not in metadata["provenance"]
