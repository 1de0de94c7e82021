"""Flags for nvcc, as clang is to be told them."""

import pytest

from kernel_builder.builder.project.clang_flags import translate


@pytest.mark.parametrize(
    "flags, expected",
    [
        (["--expt-relaxed-constexpr", "--expt-extended-lambda", "--extended-lambda"], []),
        (["-lineinfo"], [["-gline-tables-only"]]),
        (["-O3", "-DA=1", "-std=c++17", "-Wno-unused"], [["-O3"], ["-DA=1"], ["-std=c++17"], ["-Wno-unused"]]),
        (["-Xptxas", "-v,--warn-on-spills"], [["-Xcuda-ptxas", "-v"], ["-Xcuda-ptxas", "--warn-on-spills"]]),
        (["-Xptxas=-O2"], [["-Xcuda-ptxas", "-O2"]]),
        (["--ptxas-options=-v"], [["-Xcuda-ptxas", "-v"]]),
        (["--maxrregcount=64"], [["-Xcuda-ptxas", "--maxrregcount=64"]]),
        (["-maxrregcount", "64"], [["-Xcuda-ptxas", "--maxrregcount=64"]]),
        (["-Xcompiler=-fno-math-errno"], [["-Xarch_host", "-fno-math-errno"]]),
        (["--fmad=false"], [["-ffp-contract=off"]]),
        (["-prec-sqrt=false"], [["-mllvm", "--nvvm-reflect-add=__CUDA_PREC_SQRT=0"]]),
    ],
)
def test_what_both_can_do_is_translated(flags, expected):
    assert translate(flags) == (expected, [])


@pytest.mark.parametrize("flag", ["--use_fast_math", "-use_fast_math"])
def test_fast_math_is_fast_as_nvcc_has_it_and_keeps_nan(flag):
    words = [word for group in translate([flag]).flags for word in group]
    assert {"-fgpu-flush-denormals-to-zero", "-nvptx-prec-divf32=0", "-fgpu-approx-transcendentals"} <= set(words)
    assert "-ffast-math" not in words


@pytest.mark.parametrize(
    "flag, words",
    [
        ("-rdc=true", "-rdc=true: a kernel is one library"),
        ("--diag-suppress=177", "clang's warnings have names, not numbers"),
        ("-gencode=arch=compute_90,code=sm_90", "name the architectures by cuda-capabilities"),
        ("--use-local-env", "--use-local-env: clang has no equivalent of it"),
    ],
)
def test_what_clang_cannot_do_is_named_with_the_reason(flag, words):
    flags, problems = translate([flag])
    assert not flags and len(problems) == 1 and words in problems[0]
