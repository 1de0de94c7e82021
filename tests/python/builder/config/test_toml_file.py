import pytest

from kernel_builder.builder.config.toml_file import LARGEST, read_table, read_text
from kernel_builder.builder.errors import ConfigError


def test_a_table_is_read(tmp_path):
    (tmp_path / "build.toml").write_text("[a]\nb = 1\n")
    assert read_table(tmp_path) == {"a": {"b": 1}}


@pytest.mark.parametrize(
    "content, message",
    [
        (b"#" * (LARGEST + 1), "error: build.toml: the file has 1048577 bytes\n  the limit is 1048576 bytes"),
        (b'a = "\\u0000"', "error: build.toml: text must not contain a NUL\n  remove `\\u0000` from the text"),
        (
            b"a = [{ b = 9223372036854775808 }]",
            "error: build.toml: the number 9223372036854775808 is too large\n  the largest is 9223372036854775807",
        ),
        (
            "a = 1".encode("utf-16"),
            "error: build.toml: the file is UTF-16\n"
            "  save it as UTF-8: iconv -f UTF-16 -t UTF-8 build.toml > utf-8 && mv utf-8 build.toml",
        ),
        (
            b"x = " + b"[" * 4000,
            "error: build.toml: values are nested too deeply\n  none needs more than two levels",
        ),
        (b"a = '\xff'", "error: build.toml: byte 5 is not UTF-8\n  save the file as UTF-8"),
        (b"a = 1\n[torch", "error: build.toml:2:7: Expected ']' at the end of a table declaration\n  correct the line"),
    ],
    ids=["too large", "a NUL", "a large number", "UTF-16", "nested", "not UTF-8", "not TOML"],
)
def test_other_content_is_refused(tmp_path, content, message):
    (tmp_path / "build.toml").write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        read_table(tmp_path)
    assert str(caught.value) == message


def test_a_file_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(ConfigError) as caught:
        read_table(tmp_path)
    assert str(caught.value) == (
        f"error: {tmp_path}/build.toml: No such file or directory\n"
        "  run this in a kernel's folder, or name the folder as the argument"
    )


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    (tmp_path / "build.toml").write_bytes(b"\xef\xbb\xbfa = 1\n")
    assert (read_text(tmp_path), read_table(tmp_path)) == ("a = 1\n", {"a": 1})


def test_a_long_line_is_read(tmp_path):
    (tmp_path / "build.toml").write_bytes(b'a = "' + b"x" * (LARGEST - 10) + b'"\n')
    assert len(read_table(tmp_path)["a"]) == LARGEST - 10
