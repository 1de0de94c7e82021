"""CUDA 12 compiled by clang, by `./run clang` alone: Debian replaces in time the package of clang that is pinned."""

import json
import pathlib
import re
import shutil
import time

import pytest
from shared import flat, without_prefix

VARIANT = "tvm-ffi01-cu128"
pytestmark = pytest.mark.clang


@pytest.fixture
def kernel(copy_kernel, change):
    """A kernel whose CUDA 12 is compiled by clang. It is not loaded, so that no Torch is fetched."""
    folder = copy_kernel("tvm-ffi")
    settings = 'cudaCompiler = "clang";\n      doGetKernelCheck = false;'
    change(folder / "flake.nix", "path = ./.;", f"path = ./.;\n      {settings}")
    return folder


@pytest.fixture
def refusal_of(build):
    """Build a kernel, which must fail; returns the lines of its log, joined to one."""

    def run(kernel):
        failed = build(kernel, f"{VARIANT}.report", check=False)
        assert failed.returncode == 1
        return flat(" ".join(without_prefix(failed.stderr)))

    return run


def append(file: pathlib.Path, text: str) -> None:
    file.write_text(file.read_text() + text)


def test_code_is_made_for_gpus_that_are_newer_than_nvcc(build_report, kernel, change):
    change(kernel / "build.toml", '["8.0", "9.0"]', '["8.0", "9.0a", "10.0a", "12.0+PTX"]')
    device_code = build_report(kernel, VARIANT)["checks"]["device-code"]
    assert device_code == "10.0a, 12.0+PTX, 8.0, 9.0a by clang 22 with the headers and ptxas of CUDA 12.8"


def test_flags_of_nvcc_are_translated_for_clang(build, kernel):
    # A new flag each time: a cached result would have no log.
    flags = ["--use_fast_math", "-lineinfo", "-Xptxas", "-v", "--maxrregcount=64", f"-DRUN={time.time_ns()}"]
    append(kernel / "build.toml", f"cuda-flags = {json.dumps(flags)}\n")
    assert re.search(r"ptxas info +: Used \d+ registers", build(kernel, f"{VARIANT}.report").stderr)


def test_a_flag_that_clang_does_not_have_is_refused_by_name(refusal_of, kernel):
    append(kernel / "build.toml", 'cuda-flags = ["--diag-suppress=177"]\n')
    message = "build.toml: kernel.relu-cuda.cuda-flags: --diag-suppress=177: clang's warnings have names"
    assert message in refusal_of(kernel)


def test_a_source_that_clang_refuses_is_reported_with_the_ways_out(refusal_of, kernel):
    append(
        kernel / "relu.cu",
        "struct One { int i; __device__ One() : i(1) {} };\n__global__ void first() { __shared__ One one; }\n",
    )
    log = refusal_of(kernel)
    assert "error: clang refuses this file" in log and 'leave cudaCompiler = "clang" out of flake.nix' in log


CLUSTER = """
#include <cooperative_groups.h>
__global__ void neighbours(int *out) {
  __shared__ int rank;
  auto cluster = cooperative_groups::this_cluster();
  rank = cluster.block_rank();
  cluster.sync();
  *out = *cluster.map_shared_rank(&rank, 1 - rank);
}
"""


def test_clusters_of_thread_blocks_are_compiled(build, kernel, change):
    append(kernel / "relu.cu", CLUSTER)
    change(kernel / "build.toml", '["8.0", "9.0"]', '["9.0"]')
    build(kernel, f"{VARIANT}.report")


def test_an_attribute_that_clang_ignores_is_refused_with_the_way_out(refusal_of, kernel):
    append(kernel / "relu.cu", "__global__ void __cluster_dims__(2, 1, 1) pairs(int *out) { *out = 1; }\n")
    way_out = "launch by cudaLaunchKernelEx with cudaLaunchAttributeClusterDimension"
    assert f"error: clang leaves out __cluster_dims__: {way_out}" in refusal_of(kernel)


@pytest.mark.parametrize(
    "arch, capability, instruction", [("Sm90", "9.0a", "wgmma.mma_async"), ("Sm100", "10.0a", "tcgen05.mma")]
)
def test_cutlass_uses_tensor_cores_and_reads_its_arguments_where_they_are(
    build, in_shell, kernel, arch, capability, instruction
):
    shutil.copy(pathlib.Path(__file__).with_name("cutlass_gemm.cu"), kernel)
    append(
        kernel / "build.toml",
        '[kernel.gemm]\nbackend = "cuda"\ndepends = ["cutlass_4_0"]\nsrc = ["cutlass_gemm.cu"]\n'
        f'cuda-capabilities = ["{capability}+PTX"]\ncuda-flags = ["-DARCH={arch}"]\n',
    )
    build(kernel, VARIANT, to=kernel / "result")
    (library,) = (kernel / "result").rglob("*.so")
    code = in_shell(kernel, VARIANT, "cuobjdump", "-ptx", str(library)).stdout
    assert instruction in code
    # A kernel that copies its arguments to its stack uses .local, and TMA cannot read descriptors there.
    assert ".local" not in code
