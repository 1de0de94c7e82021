import pytest

from kernel_builder.builder.compile_hints import RULES, explain, hint_of

# What g++ 12 and nvcc 13.0 print for the usual mistakes with Torch 2.13, and a part of the hint.
MESSAGES = [
    (
        "/nix/store/0-torch/torch/include/pybind11/buffer_info.h:108:35: error: expected ‘)’ before ‘*’ token",
        "include <torch/all.h>",
    ),
    (
        '/nix/store/0-torch/torch/include/pybind11/buffer_info.h(108): error: identifier "Py_buffer" is undefined',
        "include <torch/all.h>",
    ),
    (
        "/nix/store/0-torch/include/torch/csrc/utils/pythoncapi_compat.h:179:27: error: ‘PyFrame_GetBack’ was not "
        "declared in this scope; did you mean ‘PyFrame_GetCode’?",
        "limited API",
    ),
    (
        "a.cpp:2:35: error: ‘PyUnicode_AsUTF8’ was not declared in this scope; did you mean ‘PyUnicode_AsUCS4’?",
        "PyUnicode_AsUTF8 is not in CPython's limited API of 3.9",
    ),
    ("a.cpp:2:23: error: cannot convert ‘const at::DeprecatedTypeProperties’ to ‘c10::ScalarType’", "x.scalar_type()"),
    ("a.cpp:1:10: fatal error: THC/THC.h: No such file or directory", "Torch 1.11 removed THC"),
    ("a.cpp:1:10: fatal error: cutlass/cutlass.h: No such file or directory", 'depends = ["torch", "cutlass_4_5"]'),
    ("a.cu:1:10: fatal error: 'cute/tensor.hpp' file not found", 'depends = ["torch", "cutlass_4_5"]'),
    ("a.cpp:1:10: fatal error: cuda_runtime.h: No such file or directory", "#ifdef CUDA_KERNEL"),
    ("a.cpp:1:10: fatal error: c10/cuda/CUDAStream.h: No such file or directory", 'backend = "cuda"'),
    ("a.cpp:1:10: fatal error: hip/hip_runtime.h: No such file or directory", "#ifdef ROCM_KERNEL"),
    ("a.cpp:1:10: fatal error: torch/csrc/stable/nothere.h: No such file or directory", "`minver` in [torch]"),
    ("a.cpp:1:10: fatal error: nothere.h: No such file or directory", "no file nothere.h is in what the build reads"),
    (
        "/nix/store/0-torch/all.h:5:2: error: #error C++17 or later compatible compiler is required to use PyTorch.",
        "remove `-std=` from the flags",
    ),
    (
        'a.cu(3): error: no instance of overloaded function "atomicAdd" matches the argument list',
        "raise `cuda-capabilities`",
    ),
    ('a.cu(1): error: identifier "__shfl_down" is undefined', "ends in `_sync`"),
    ("a.cu(1): error: texture is not a template", "texture objects"),
    ("a.cu: ptxas error   : Entry function '_Z1kPf' uses too much shared data (0x493e0 bytes, 0xc000 max)", "48 KiB"),
    ("a.cu: ptxas fatal   : Unresolved extern function '_Z5otherf'", "define it in a header"),
    ('a.cu(2): error: namespace "cub" has no member "Max"', "cuda::maximum<>"),
]


@pytest.mark.parametrize("error, part", MESSAGES)
def test_a_usual_error_has_one_line_of_what_mends_it(tmp_path, error, part):
    hint = hint_of(error, tmp_path, "cpu")
    assert hint and part in hint and "\n" not in hint


def test_each_rule_has_a_message_that_it_fits(tmp_path):
    hints = {hint_of(error, tmp_path, "cpu") for error, _ in MESSAGES}
    # The rule about registration.h needs the line of source.
    assert len(hints) == len(RULES) - 1


@pytest.mark.parametrize(
    "error",
    [
        "a.cpp:3:5: error: expected ‘;’ before ‘}’ token",
        "a.cpp:3:5: error: ‘x’ was not declared in this scope",
        'a.cu(3): error: identifier "PyramidOfBlocks" is undefined',
        'a.cu(3): error: no instance of overloaded function "f" matches the argument list',
        "undefined reference to `f()'",
    ],
)
def test_another_error_has_no_hint(tmp_path, error):
    assert hint_of(error, tmp_path, "cuda") is None


def test_a_header_of_the_backend_itself_is_no_matter_of_the_backend(tmp_path):
    assert hint_of("a.cu:1:10: fatal error: cuda_fp42.h: No such file", tmp_path, "cuda") is None


def test_a_header_that_is_in_another_folder_is_named_with_the_line_that_adds_it(tmp_path):
    (tmp_path / "src/include/deep").mkdir(parents=True)
    (tmp_path / "src/include/deep/scale.h").touch()
    hint = hint_of("a.cpp:1:10: fatal error: deep/scale.h: No such file or directory", tmp_path, "cpu")
    assert hint == (
        'src/include/deep/scale.h is in the kernel: add `include = ["src/include"]` to the table of build.toml with '
        "this source"
    )


@pytest.mark.parametrize("line", ["TORCH_LIBRARY_EXPAND(NAME, ops) {", "REGISTER_EXTENSION(TORCH_EXTENSION_NAME)"])
def test_the_line_of_source_below_an_error_counts(tmp_path, line):
    log = [
        "[1/3] Building CXX object a.o",
        "/build/source/a.cpp:2:21: error: expected constructor, destructor, or type conversion before ‘(’ token",
        f"    2 | {line}",
        "      |  ^",
    ]
    assert '#include "registration.h"' in explain(log, tmp_path, "cpu")
    assert explain(log[:2], tmp_path, "cpu") is None


def test_only_the_first_error_counts(tmp_path):
    log = ["a.cpp:1:1: error: expected ‘;’", "x", "a.cpp:9:10: fatal error: THC/THC.h: No such file or directory"]
    assert explain(log, tmp_path, "cpu") is None
