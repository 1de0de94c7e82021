"""The check itself; how a backend lists its device code is tested in backends/."""

import pytest

from kernel_builder.builder.checks import device_code
from kernel_builder.builder.errors import CheckError


@pytest.mark.parametrize(
    "expected, listed, problem",
    [
        ({"a"}, set(), "code for a is missing"),
        (set(), {"b", "c"}, "it contains code for b, c, which was not requested"),
        ({"a"}, {"b"}, "code for a is missing, and it contains code for b, which was not requested"),
    ],
)
def test_the_message_names_only_the_architectures_that_differ(expected, listed, problem):
    with pytest.raises(CheckError) as caught:
        device_code.compare("x.so", "code", {*expected, "same"}, {*listed, "same"}, "remedy")
    assert str(caught.value) == f"error: x.so: {problem}\n  remedy"


def test_the_same_architectures_are_accepted():
    device_code.compare("x.so", "code", {"a"}, {"a"}, "remedy")


def test_a_backend_without_device_code_cannot_be_checked(variant):
    with pytest.raises(ValueError, match="^the backend cpu has no device code to check$"):
        device_code.check(variant, backend="cpu", archs=[], compiler="gcc")
