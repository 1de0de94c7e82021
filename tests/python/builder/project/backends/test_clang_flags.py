"""Flags for nvcc, translated for clang."""

import pytest

from kernel_builder.builder.project.backends.clang_flags import Translated, translate


@pytest.mark.parametrize(
    "flags, expected",
    [
        (["--expt-relaxed-constexpr", "--expt-extended-lambda", "--extended-lambda"], []),
        (["-rdc=false"], []),
        (["-lineinfo"], [["-gline-tables-only"]]),
        (["-O3", "-DA=1", "-std=c++17", "-Wno-unused"], [["-O3"], ["-DA=1"], ["-std=c++17"], ["-Wno-unused"]]),
        (["-D", "A=1", "-D", "B=2", "-U", "C"], [["-D", "A=1"], ["-D", "B=2"], ["-U", "C"]]),
        (
            ["-include", "a.h", "-I", "inc", "-isystem", "sys"],
            [["-include", "a.h"], ["-I", "inc"], ["-isystem", "sys"]],
        ),
        (["-std", "c++20"], [["-std=c++20"]]),
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
def test_flags_with_an_equivalent_are_translated(flags, expected):
    assert translate(flags) == (expected, [])


@pytest.mark.parametrize("flag", ["--use_fast_math", "-use_fast_math"])
def test_fast_math_is_as_fast_as_with_nvcc_and_keeps_nan(flag):
    words = [word for group in translate([flag]).flags for word in group]
    assert {"-fgpu-flush-denormals-to-zero", "-nvptx-prec-divf32=0", "-fgpu-approx-transcendentals"} <= set(words)
    assert "-ffast-math" not in words


@pytest.mark.parametrize(
    "flag, reason",
    [
        ("--threads=4", "clang compiles with one thread; the build already runs several compilers at a time"),
        ("--split-compile=2", "clang compiles with one thread"),
        ("--diag-suppress=177", "clang's warnings have names instead of numbers: use -Wno-<name>"),
        ("-G", "it turns off optimisation of all device code"),
        ("--device-debug", "it turns off optimisation of all device code"),
        ("-gencode=arch=compute_90,code=sm_90", "list the architectures in cuda-capabilities instead"),
        ("-arch=sm_90", "list the architectures in cuda-capabilities instead"),
        ("--use-local-env", "clang has no equivalent"),
    ],
)
def test_flags_without_an_equivalent_are_named_with_the_reason(flag, reason):
    assert translate([flag]) == ([], [f"{flag}: {reason}"])


def test_the_words_of_all_groups_stay_in_order():
    assert Translated([["-mllvm", "-nvptx-prec-divf32=0"], ["-DA=x y"]], []).words == [
        "-mllvm",
        "-nvptx-prec-divf32=0",
        "-DA=x y",
    ]
