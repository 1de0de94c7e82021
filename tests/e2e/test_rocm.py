"""Kernels for ROCm: what is pinned of Debian's experimental suite leaves its pool in time, so only by `./run clang`."""

import json
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MUST_FAIL = ROOT / "tests/must-fail-rocm"
FOUR = ["torch210-cxx11-rocm70", "torch210-cxx11-rocm71", "torch211-cxx11-rocm71", "torch211-cxx11-rocm72"]
# Of one build for the stable ABI there is one a ROCm.
STABLE = [f"torch-stable-abi210-rocm{version}" for version in ("70", "71", "72")]
DEFAULT = "gfx1030, gfx1100, gfx1101, gfx1200, gfx1201, gfx906, gfx908, gfx90a, gfx942, gfx950"
pytestmark = pytest.mark.clang


@pytest.mark.parametrize(
    "example, variant",
    [*(("relu", v) for v in FOUR), *(("cumsum", v) for v in FOUR), *(("squared-relu", v) for v in STABLE)],
)
def test_a_variant_is_compiled_for_all_gpus_and_takes_no_name_that_is_not_there(nix, tmp_path, example, variant):
    nix(
        "build",
        "--no-write-lock-file",
        "--out-link",
        str(tmp_path / "out"),
        f"{ROOT}/examples/{example}#{variant}.report",
    )
    report = json.loads((tmp_path / "out-report").read_text())
    assert report["device-code"] == f"{DEFAULT} by clang 22 with ROCm 7.2's headers"
    assert "all of them in what is needed" in report["symbols"] and report["rocm-release"] == "at most hip_4.2"
    assert report["load"] == "compiled and linked against names, not loaded"


@pytest.mark.parametrize("fault", sorted(path.name for path in MUST_FAIL.iterdir()))
def test_a_kernel_with_the_fault_is_refused_in_words(nix, copy_kernel, fault):
    kernel = copy_kernel("quick", MUST_FAIL / fault)
    done = nix("build", "--no-write-lock-file", "-L", "--no-link", f"path:{kernel}#torch211-cxx11-rocm71", check=False)
    assert done.returncode == 1
    assert (MUST_FAIL / fault / "expected.txt").read_text().strip() in done.stderr


def test_the_same_kernel_is_built_for_the_rocm_that_has_what_it_calls(nix, copy_kernel):
    kernel = copy_kernel("quick", MUST_FAIL / "newer-than-the-variant")
    nix("build", "--no-write-lock-file", "--no-link", f"path:{kernel}#torch211-cxx11-rocm72")


def test_a_kernel_tells_by_hip_version_what_it_may_call(nix, copy_kernel):
    kernel = copy_kernel("quick", MUST_FAIL / "newer-than-the-variant")
    before, comment, newer = (kernel / "library.hip").read_text().partition("// This")
    (kernel / "library.hip").write_text(f"{before}#if HIP_VERSION >= 70200000\n{comment}{newer}#endif\n")
    nix("build", "--no-write-lock-file", "--no-link", f"path:{kernel}#torch211-cxx11-rocm71")


def test_hip_flags_reach_the_compiler_of_the_kernel(nix, copy_kernel):
    kernel = copy_kernel("quick", MUST_FAIL / "newer-than-the-variant")
    toml = kernel / "build.toml"
    toml.write_text(toml.read_text() + 'hip-flags = ["-DANSWER=42"]\n')
    (kernel / "library.hip").write_text(
        "#include <hip/hip_runtime.h>\nstatic_assert(ANSWER == 42 && HIP_VERSION / 100000 == 701);\n__global__ void code() {}\n"
    )
    nix("build", "--no-write-lock-file", "--no-link", f"path:{kernel}#torch211-cxx11-rocm71")


def test_a_kernel_that_init_writes_is_built(nix, tmp_path):
    folder = tmp_path / "scaled"
    command = ["nix", "run", f"{ROOT}#kernel-builder", "--", "init", "--name", "owner/scaled", "--backends", "rocm"]
    subprocess.run([*command, "--builder", f"path:{ROOT}", str(folder)], check=True)
    nix("build", "--no-write-lock-file", "--no-link", f"path:{folder}#torch211-cxx11-rocm72")


def test_a_shell_says_that_it_has_no_torch_and_how_to_get_one(nix):
    shell = f"{ROOT}/examples/squared-relu#testShells.torch-stable-abi210-rocm71"
    done = nix("develop", "--no-write-lock-file", shell, "--command", "true")
    assert "this shell has no Torch, since PyPI has none for ROCm" in done.stderr
    assert "--index-url https://download.pytorch.org/whl/rocm7.1 'torch==2.10.*'" in done.stderr


def test_a_shell_takes_the_torch_that_it_is_pointed_at(nix, tmp_path, monkeypatch):
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch/__init__.py").touch()
    (tmp_path / "torch/version.py").write_text("__version__ = '2.10.0+rocm7.1'\n")
    monkeypatch.setenv("KERNEL_BUILDER_TORCH", str(tmp_path))
    shell = f"{ROOT}/examples/squared-relu#testShells.torch-stable-abi210-rocm71"
    done = nix(
        "develop", "--no-write-lock-file", shell, "--command", "python", "-c", "import torch; print(torch.__file__)"
    )
    assert done.stdout.strip() == str(tmp_path / "torch/__init__.py") and "no Torch" not in done.stderr
