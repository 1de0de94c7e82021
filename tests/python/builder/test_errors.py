import pytest

from kernel_builder.builder import errors


def test_each_remedy_is_indented_below_the_message():
    error = errors.UserError("it is wrong", "do this", "or that")
    assert str(error) == "error: it is wrong\n  do this\n  or that"
    assert (error.message, error.remedies) == ("it is wrong", ("do this", "or that"))


@pytest.mark.parametrize("name", ["ConfigError", "CheckError", "FactsError", "NixError"])
def test_one_handler_catches_all_errors(name):
    assert issubclass(getattr(errors, name), errors.UserError)
