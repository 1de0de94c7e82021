import pytest

from kernel_builder.builder.config.problem import Problem


@pytest.mark.parametrize(
    "problem, message",
    [
        (Problem("", "no table", "add it"), "error: build.toml: no table\n  add it"),
        (Problem("a.b", "missing", "add it", line=3), "error: build.toml:3: a.b: missing\n  add it"),
        (Problem("a", "too long", "cut it", value='"x"'), 'error: build.toml: a: too long, found "x"\n  cut it'),
        (Problem("a", 'unknown "x"', "cut it", value='"x"'), 'error: build.toml: a: unknown "x"\n  cut it'),
        (Problem("k" * 200, "unknown key", "cut it"), f"error: build.toml: {'k' * 100}: unknown key\n  cut it"),
    ],
)
def test_the_message_has_line_key_and_value(problem, message):
    assert str(problem.error()) == message
