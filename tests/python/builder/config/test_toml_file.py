import pytest

from kernel_builder.builder.config.toml_file import LARGEST, LONGEST_LINE, read_table
from kernel_builder.builder.errors import ConfigError


def test_a_table_is_read(tmp_path):
    (tmp_path / "build.toml").write_text("[a]\nb = 1\n")
    assert read_table(tmp_path) == {"a": {"b": 1}}


@pytest.mark.parametrize(
    "content, message",
    [
        (b"#" * (LARGEST + 1), "error: build.toml: the file has 65537 bytes\n  the limit is 65536 bytes"),
        (
            b"a = 1\n#" + b"x" * LONGEST_LINE,
            "error: build.toml:2: the line has 4097 bytes\n  break the line: the limit is 4096 bytes",
        ),
        (
            b"x = " + b"[" * 4000,
            "error: build.toml: values are nested too deeply\n  none needs more than two levels",
        ),
        (b"a = '\xff'", "error: build.toml: byte 5 is not UTF-8\n  save the file as UTF-8"),
        (b"a = 1\n[torch", "error: build.toml:2:7: Expected ']' at the end of a table declaration\n  correct the line"),
    ],
    ids=["too large", "a long line", "nested", "not UTF-8", "not TOML"],
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
