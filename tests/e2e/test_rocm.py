"""Kernels for ROCm, by `./run clang` alone: Debian's experimental suite removes in time the files that they need."""

import pytest
from shared import REPOSITORY, refusal

MUST_FAIL = REPOSITORY / "tests/must-fail-rocm"
FAULT = MUST_FAIL / "newer-than-the-variant"
ROCM_71, ROCM_72 = "torch211-cxx11-rocm71", "torch211-cxx11-rocm72"
VARIANTS = ["torch210-cxx11-rocm70", "torch210-cxx11-rocm71", ROCM_71, ROCM_72]
# A kernel for the stable ABI has one variant for each ROCm.
STABLE = [f"torch-stable-abi210-rocm{version}" for version in ("70", "71", "72")]
ALL_GPUS = "gfx1030, gfx1100, gfx1101, gfx1200, gfx1201, gfx906, gfx908, gfx90a, gfx942, gfx950"
pytestmark = pytest.mark.clang


@pytest.fixture
def newer(copy_kernel):
    """A kernel that calls a function that came with ROCm 7.2."""
    return copy_kernel("quick", FAULT)


@pytest.mark.parametrize(
    "example, variant",
    [*(("relu", v) for v in VARIANTS), *(("cumsum", v) for v in VARIANTS), *(("squared-relu", v) for v in STABLE)],
)
def test_a_variant_is_compiled_for_all_gpus_and_uses_only_names_of_its_libraries(
    build_report, copy_kernel, example, variant
):
    report = build_report(copy_kernel(example), variant)
    checks = report["checks"]
    assert checks["device-code"] == f"{ALL_GPUS} by clang 22 with ROCm 7.2's headers"
    assert (
        "all defined by the libraries that it links to" in checks["symbols"]
        and checks["rocm-release"] == "at most hip_4.2"
    )
    assert report["loaded"] is False and report["reason"] and "load" not in checks


@pytest.mark.parametrize("fault", sorted(path.name for path in MUST_FAIL.iterdir()))
def test_a_kernel_with_the_fault_is_refused_with_the_whole_message(build, copy_kernel, assert_expected, fault):
    failed = build(copy_kernel("quick", MUST_FAIL / fault), ROCM_71, check=False)
    assert failed.returncode == 1
    assert_expected(MUST_FAIL / fault / "expected.txt", refusal(failed.stderr))


def test_the_same_kernel_is_built_for_the_rocm_that_has_the_function(build, newer):
    build(newer, ROCM_72)


def test_a_kernel_may_ask_for_hip_version_before_it_calls_the_function(build, newer):
    source = newer / "library.hip"
    before, comment, call = source.read_text().partition("// This")
    source.write_text(f"{before}#if HIP_VERSION >= 70200000\n{comment}{call}#endif\n")
    build(newer, ROCM_71)


def test_architectures_that_the_compiler_does_not_have_are_left_out_with_a_line(build_report, copy_kernel):
    kernel = copy_kernel("relu")
    text = (kernel / "build.toml").read_text()
    listed = 'backend = "rocm"\nrocm-archs = ["gfx940", "gfx942"]'
    (kernel / "build.toml").write_text(text.replace('backend = "rocm"', listed))
    report = build_report(kernel, ROCM_72)
    assert report["checks"]["device-code"] == "gfx942 by clang 22 with ROCm 7.2's headers"
    assert report["warnings"] == [
        "build.toml: kernel.relu-rocm-device.rocm-archs: "
        "ROCm 7.2's compiler has no gfx940, so the library has no code for it"
    ]


def test_hip_flags_reach_the_compiler(build, newer):
    with (newer / "build.toml").open("a") as file:
        file.write('hip-flags = ["-DANSWER=42"]\n')
    (newer / "library.hip").write_text(
        "#include <hip/hip_runtime.h>\n"
        "static_assert(ANSWER == 42 && HIP_VERSION / 100000 == 701);\n__global__ void code() {}\n"
    )
    build(newer, ROCM_71)


def test_a_kernel_that_init_writes_is_built(kernel_builder, build, builder, tmp_path):
    folder = tmp_path / "scaled"
    kernel_builder("init", "--name", "owner/scaled", "--backends", "rocm", "--builder", f"path:{builder}", folder)
    build(folder, ROCM_72)


def test_a_shell_warns_that_it_has_no_torch_and_shows_how_to_get_one(in_shell, copy_kernel):
    process = in_shell(copy_kernel("squared-relu"), "testShells.torch-stable-abi210-rocm71", "true")
    assert "this shell has no Torch, since PyPI has none for ROCm" in process.stderr
    assert "--index-url https://download.pytorch.org/whl/rocm7.1 'torch==2.10.*'" in process.stderr


def test_a_shell_uses_the_torch_that_a_variable_names(in_shell, copy_kernel, tmp_path, monkeypatch):
    torch = tmp_path / "packages/torch"
    torch.mkdir(parents=True)
    (torch / "__init__.py").touch()
    (torch / "version.py").write_text("__version__ = '2.10.0+rocm7.1'\n")
    monkeypatch.setenv("KERNEL_BUILDER_TORCH", str(torch.parent))
    code = "import torch; print(torch.__file__)"
    process = in_shell(copy_kernel("squared-relu"), "testShells.torch-stable-abi210-rocm71", "python", "-c", code)
    assert process.stdout.strip() == str(torch / "__init__.py") and "no Torch" not in process.stderr
