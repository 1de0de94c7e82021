"""Kernels with one fault each: the build refuses each of them, and the user reads the whole of expected.txt.

Each folder of tests/must-fail is copied over tests/kernels/quick. tests/must-fail/README.md says how to add one.
"""

import pytest
from shared import REPOSITORY, refusal

MUST_FAIL = REPOSITORY / "tests/must-fail"
# This one builds; test_reproducible.py builds it twice.
BUILDS = "not-reproducible"
FAULTS = sorted(path.parent.name for path in MUST_FAIL.glob("*/expected.txt"))


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != BUILDS])
def test_a_kernel_with_the_fault_is_refused_with_the_whole_message(build, copy_kernel, assert_expected, fault):
    kernel = copy_kernel("quick", MUST_FAIL / fault)
    failed = build(kernel, "bundle", check=False)
    assert failed.returncode == 1
    assert_expected(MUST_FAIL / fault / "expected.txt", refusal(failed.stderr))


def test_a_kernel_without_a_fault_is_built(build, quick):
    build(quick, "bundle")


def test_every_folder_holds_the_expected_message():
    assert sorted(path.name for path in MUST_FAIL.iterdir() if path.is_dir()) == FAULTS
