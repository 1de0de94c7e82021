import ast

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.builder.python_source import parse


def refusal(path):
    with pytest.raises(UserError) as caught:
        parse(path)
    return str(caught.value)


def test_a_file_is_parsed_but_not_run(tmp_path):
    (tmp_path / "a.py").write_text("raise SystemExit\n")
    assert isinstance(parse(tmp_path / "a.py").body[0], ast.Raise)


def test_a_file_that_is_not_python_is_refused_with_its_line(tmp_path):
    (tmp_path / "a.py").write_text("a = 1\nb = = 2\n")
    assert refusal(tmp_path / "a.py") == "error: a.py:2: invalid syntax\n  correct the line"


def test_a_file_with_a_nul_is_refused(tmp_path):
    (tmp_path / "a.py").write_bytes(b"a = 1\0")
    # Python 3.12 and later call it a syntax error.
    assert refusal(tmp_path / "a.py") in (
        "error: a.py: source code string cannot contain null bytes\n  save the file as UTF-8",
        "error: a.py:None: source code string cannot contain null bytes\n  correct the line",
    )


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    (tmp_path / "a.py").write_bytes(b"a = '\xff'\n")
    message = refusal(tmp_path / "a.py")
    assert message.startswith("error: a.py:") and "utf-8" in message and len(message.splitlines()) == 2
