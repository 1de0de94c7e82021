import json
import pathlib

from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.project.values import (
    backends_of,
    development_metadata,
    header_folders,
    kernel_values,
    languages_of,
    libraries_of,
    library_commands,
    target_version,
    template_values,
)

ROOT = pathlib.Path(__file__).resolve().parents[4]
EXAMPLES = ROOT / "examples"


def test_torchs_number_for_a_version_has_a_byte_for_each_part():
    assert target_version("2.11") == "0x020b000000000000"


def test_metadata_leaves_to_cmake_only_the_name_of_the_ops_and_the_backend():
    assert json.loads(development_metadata(read_config(EXAMPLES / "relu"))) == {
        "id": "@OPS_ID@",
        "name": "relu",
        "version": 1,
        "license": "Apache-2.0",
        "python-depends": [],
        "backend": {"type": "@KERNEL_BACKEND@"},
    }


def test_headers_are_in_the_folders_of_sources_and_in_include_folders():
    assert header_folders(read_config(EXAMPLES / "swiglu")) == ["include", "include/swiglu", "swiglu_cpu", "torch-ext"]


def test_a_python_only_kernel_is_compiled_for_no_backend():
    assert backends_of(read_config(EXAMPLES / "relu")) == ["cpu", "cuda", "rocm", "xpu"]
    assert backends_of(read_config(EXAMPLES / "triton-softmax")) == []


def test_a_backend_without_a_cmake_file_is_left_out(kernel, change):
    change(kernel / "build.toml", '["cpu"]', '["metal", "cpu"]')
    assert backends_of(read_config(kernel)) == ["cpu"]


def test_libraries_come_from_the_table_that_the_checks_read():
    table = json.loads((ROOT / "python/kernel_builder/builder/libraries.json").read_text())
    libraries = libraries_of(read_config(EXAMPLES / "relu"))
    assert list(libraries) == ["cpu", "cuda", "rocm", "xpu"]
    assert libraries["cuda"] == {**table["cuda"], "driver": ["cuda"]}
    assert libraries["rocm"] == table["rocm"]


def test_the_binding_has_its_folders_and_flags(kernel, change):
    assert library_commands(read_config(kernel)) == []
    change(kernel / "build.toml", "[torch]", '[torch]\ninclude = ["inc"]\ncxx-flags = ["-O3"]')
    (kernel / "inc").mkdir()
    assert library_commands(read_config(kernel)) == [
        "add_include_folders(${OPS_ID} inc)",
        "add_flags(${OPS_ID} binding_flags -O3)",
    ]


def test_a_kernel_is_its_sources_then_folders_then_flags():
    kernel = read_config(EXAMPLES / "linear-gelu").kernel["sm80"].model_copy(update={"include": ["torch-ext"]})
    assert kernel_values("sm80", kernel) == {
        "name": "sm80",
        "target": "kernel_sm80",
        "backend": "cuda",
        "arguments": ["ARCHITECTURES", "80"],
        "commands": [
            "add_kernel(kernel_sm80 linear_gelu_cuda/gemm.h linear_gelu_cuda/gemm_sm80.cu)",
            "add_include_folders(kernel_sm80 torch-ext)",
            "use_cutlass(kernel_sm80 cutlass_4_5)",
        ],
    }


def test_the_stable_abi_is_given_for_each_backend():
    values = template_values(read_config(EXAMPLES / "squared-relu"))
    assert values["stable_abi"] == dict.fromkeys(
        ["cpu", "cuda", "rocm"], {"name": "210", "target": "0x020a000000000000"}
    )


def test_c_is_enabled_only_for_a_kernel_with_a_source_in_c(kernel, change):
    assert languages_of(read_config(kernel)) == ["CXX"]
    assert languages_of(read_config(EXAMPLES / "triton-softmax")) == ["NONE"]
    change(kernel / "build.toml", '"binding.cpp"', '"binding.cpp", "inner.c"')
    (kernel / "inner.c").touch()
    assert languages_of(read_config(kernel)) == ["C", "CXX"]
