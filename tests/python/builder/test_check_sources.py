import pytest

from kernel_builder.builder.check_sources import check_sources
from kernel_builder.builder.errors import CheckError


def test_the_sources_of_a_kernel_pass(facts_of, kernel):
    check_sources(facts_of(), kernel)


def test_an_import_that_fails_is_refused_with_the_rule(facts_of, kernel):
    module = next((kernel / "torch-ext").glob("*/__init__.py"))
    module.write_text("from .missing import f\n")
    with pytest.raises(CheckError) as caught:
        check_sources(facts_of(), kernel)
    assert str(caught.value).splitlines()[0] == (
        "error: torch-ext/small/__init__.py:1: it imports .missing, which the kernel's module does not have"
    )
    assert caught.value.remedies[-1].startswith("rule: ")
