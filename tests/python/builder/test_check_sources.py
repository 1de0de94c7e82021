import pytest

from kernel_builder.builder.check_sources import check_sources
from kernel_builder.builder.errors import CheckError


def test_the_sources_of_a_kernel_pass(kernel):
    check_sources("cpu", kernel)


def test_an_import_that_fails_is_refused_with_the_rule(kernel):
    module = next((kernel / "torch-ext").glob("*/__init__.py"))
    module.write_text("from .missing import f\n")
    with pytest.raises(CheckError) as caught:
        check_sources("cpu", kernel)
    assert str(caught.value).splitlines()[0] == (
        "error: torch-ext/small/__init__.py:1: it imports .missing, which the kernel's module does not have"
    )
    assert caught.value.remedies[-1].startswith("rule: ")
