"""CUDA 12 compiled by clang: Debian replaces its package of clang in time, so only by `./run clang`."""

import json
import pathlib
import re
import shutil
import time

import pytest

pytestmark = pytest.mark.clang


@pytest.fixture
def kernel(copy_kernel, change):
    """A kernel whose CUDA 12 is compiled by clang; without the loading, so that no Torch is fetched."""
    folder = copy_kernel("tvm-ffi")
    change(
        folder / "flake.nix",
        "path = ./.;",
        'path = ./.;\n      cudaCompiler = "clang";\n      doGetKernelCheck = false;',
    )
    return folder


def build(nix, kernel, **options):
    words = [
        "build",
        "--no-write-lock-file",
        "-L",
        "--out-link",
        f"{kernel}/out",
        f"path:{kernel}#tvm-ffi01-cu128.report",
    ]
    return nix(*words, **options)


def test_code_for_gpus_newer_than_nvcc_knows_is_made(nix, kernel, change):
    change(kernel / "build.toml", '["8.0", "9.0"]', '["8.0", "9.0a", "10.0a", "12.0+PTX"]')
    build(nix, kernel)
    report = json.loads((kernel / "out-report").read_text())
    assert report["device-code"] == "10.0a, 12.0+PTX, 8.0, 9.0a by clang 22 with the headers and ptxas of CUDA 12.8"


def test_flags_of_nvcc_reach_clang_as_its_own(nix, kernel):
    toml = kernel / "build.toml"
    # With one that no other run had: a result that was there already would say nothing.
    flags = ["--use_fast_math", "-lineinfo", "-Xptxas", "-v", "--maxrregcount=64", f"-DRUN={time.time_ns()}"]
    toml.write_text(toml.read_text() + f"cuda-flags = {json.dumps(flags)}\n")
    done = build(nix, kernel)
    assert re.search(r"ptxas info +: Used \d+ registers", done.stderr)


def test_a_flag_that_clang_has_not_is_refused_by_name(nix, kernel):
    toml = kernel / "build.toml"
    toml.write_text(toml.read_text() + 'cuda-flags = ["--diag-suppress=177"]\n')
    done = build(nix, kernel, check=False)
    assert done.returncode == 1
    said = " ".join(line.partition("> ")[2].strip() for line in done.stderr.splitlines())
    assert "build.toml: kernel.relu-cuda.cuda-flags: --diag-suppress=177: clang's warnings have names" in " ".join(
        said.split()
    )


def test_a_source_that_clang_refuses_says_the_ways_out(nix, kernel):
    source = kernel / "relu.cu"
    source.write_text(
        source.read_text()
        + "struct One { int i; __device__ One() : i(1) {} };\n__global__ void first() { __shared__ One one; }\n"
    )
    done = build(nix, kernel, check=False)
    assert done.returncode == 1
    assert (
        "error: clang refuses this file" in done.stderr
        and 'leave cudaCompiler = "clang" out of flake.nix' in done.stderr
    )


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


def test_clusters_of_thread_blocks_are_there(nix, kernel, change):
    source = kernel / "relu.cu"
    source.write_text(source.read_text() + CLUSTER)
    change(kernel / "build.toml", '["8.0", "9.0"]', '["9.0"]')
    build(nix, kernel)


def test_an_attribute_that_clang_takes_and_leaves_out_is_refused_with_the_way_out(nix, kernel, change):
    source = kernel / "relu.cu"
    source.write_text(source.read_text() + "__global__ void __cluster_dims__(2, 1, 1) pairs(int *out) { *out = 1; }\n")
    done = build(nix, kernel, check=False)
    assert done.returncode == 1
    way_out = "launch by cudaLaunchKernelEx with cudaLaunchAttributeClusterDimension"
    assert f"error: clang leaves out __cluster_dims__: {way_out}" in done.stderr


@pytest.mark.parametrize(
    "arch, capability, instruction", [("Sm90", "9.0a", "wgmma.mma_async"), ("Sm100", "10.0a", "tcgen05.mma")]
)
def test_cutlass_uses_tensor_cores_and_reads_its_arguments_where_they_are(nix, kernel, arch, capability, instruction):
    shutil.copy(pathlib.Path(__file__).with_name("cutlass_gemm.cu"), kernel)
    toml = kernel / "build.toml"
    toml.write_text(
        toml.read_text()
        + '[kernel.gemm]\nbackend = "cuda"\ndepends = ["cutlass_3_8"]\nsrc = ["cutlass_gemm.cu"]\n'
        + f'cuda-capabilities = ["{capability}+PTX"]\ncuda-flags = ["-DARCH={arch}"]\n'
    )
    variant = f"path:{kernel}#tvm-ffi01-cu128"
    nix("build", "--no-write-lock-file", "-L", "--out-link", f"{kernel}/out", variant)
    (library,) = (kernel / "out").rglob("*.so")
    code = nix("develop", "--no-write-lock-file", variant, "--command", "cuobjdump", "-ptx", str(library)).stdout
    assert instruction in code
    # Arguments that a kernel copies to its stack are where TMA cannot read their descriptors.
    assert ".local" not in code
