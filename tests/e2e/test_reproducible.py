"""A kernel that is built twice is the same, bit for bit, and a kernel that is not so is refused."""

import re

from shared import REPOSITORY, VARIANT, last_error, without_hash

FAULT = REPOSITORY / "tests/must-fail/not-reproducible"


def test_an_example_built_twice_is_the_same_bit_for_bit(build, nix, relu):
    build(relu, VARIANT)
    nix("build", "--no-write-lock-file", "--no-link", "--rebuild", f"path:{relu}#{VARIANT}")


def test_check_reproducible_reports_a_kernel_that_is_the_same(kernel_builder, quick):
    process = kernel_builder("check-reproducible", quick)
    assert process.stdout == f"{VARIANT}: both builds are identical\n"


def test_check_reproducible_refuses_a_kernel_that_differs(kernel_builder, copy_kernel, assert_expected):
    kernel = copy_kernel("quick", FAULT)
    process = kernel_builder("check-reproducible", kernel, check=False)
    assert process.returncode == 1
    # The bytes that differ are others each time.
    shown = without_hash(re.sub(r"byte \d+ of \d+(, in the section \S+)?", "byte N of N", process.stdout))
    assert_expected(FAULT / "expected.txt", shown + last_error(process.stderr))
