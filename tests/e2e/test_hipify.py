"""A build for ROCm hipifies sources for CUDA with the hipify of PyPI's Torch."""

import re

import pytest
from shared import REPOSITORY, SHORT

SCRIPT = REPOSITORY / "python/kernel_builder/builder/project/templates/hipify_sources.py"


@pytest.fixture
def hipify(in_shell, kernel, tmp_path):
    """Hipify the sources of a folder; returns the folder with the results."""
    find = "import importlib.util as u; print(u.find_spec('torch').submodule_search_locations[0])"
    shell = (kernel, f"testShells.{SHORT}", "python")
    torch = in_shell(*shell, "-c", find).stdout.strip()

    def run(root, headers, sources):
        process = in_shell(*shell, str(SCRIPT), torch, str(root), str(tmp_path / "out"), *headers, "--", *sources)
        assert "Traceback" not in process.stderr and "Successfully preprocessed" not in process.stderr
        return tmp_path / "out"

    return run


@pytest.fixture
def sources(tmp_path):
    root = tmp_path / "sources"
    (root / "act_cuda").mkdir(parents=True)
    (root / "act_cuda/act.cu").write_text(
        '#include <cub/cub.cuh>\n#include "stream.cuh"\nint f(cudaStream_t s) { return cudaStreamSynchronize(s); }\n'
    )
    (root / "act_cuda/stream.cuh").write_text("#pragma once\n#include <cuda_runtime.h>\n")
    (root / "plain.cpp").write_text("int one() { return 1; }\n")
    return root


def test_cuda_becomes_hip_in_sources_and_in_the_headers_that_they_include(hipify, sources):
    out = hipify(sources, ["act_cuda/stream.cuh"], ["act_cuda/act.cu", "plain.cpp"])
    text = (out / "act_cuda/act.hip").read_text()
    assert "hipStreamSynchronize(s)" in text and "hipcub/hipcub.hpp" in text and "cuda_runtime" not in text
    # The source includes the header by the name that hipify gave the header.
    (included,) = re.findall(r'#include "(.*stream.*)"', text)
    assert "hip/hip_runtime.h" in (out / "act_cuda" / included).read_text()
    assert (out / "plain.cpp").read_text() == (sources / "plain.cpp").read_text()


def test_the_sources_stay_as_they_are(hipify, sources):
    before = {path: path.read_text() for path in sources.rglob("*") if path.is_file()}
    hipify(sources, ["act_cuda/stream.cuh"], ["act_cuda/act.cu"])
    assert {path: path.read_text() for path in sources.rglob("*") if path.is_file()} == before


def test_only_files_that_changed_are_written_again(hipify, sources):
    out = hipify(sources, ["act_cuda/stream.cuh"], ["act_cuda/act.cu", "plain.cpp"])
    written = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    (sources / "act_cuda/act.cu").write_text("int g(cudaStream_t s) { return 0; }\n")
    hipify(sources, ["act_cuda/stream.cuh"], ["act_cuda/act.cu", "plain.cpp"])
    changed = {path.name for path, time in written.items() if path.stat().st_mtime_ns != time}
    assert {"act.hip", "act.cu"} >= changed >= {"act.hip"}
