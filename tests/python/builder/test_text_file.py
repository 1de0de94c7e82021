import pytest

from kernel_builder.builder.errors import ConfigError, UserError
from kernel_builder.builder.text_file import decode_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_is_not_part_of_the_text(encoding):
    assert decode_text("---\nä".encode(encoding), "a") == "---\nä"


@pytest.mark.parametrize("error", [UserError, ConfigError])
@pytest.mark.parametrize("encoding, problem", [("utf-16", "the file is UTF-16"), ("latin-1", "byte 4 is not UTF-8")])
def test_another_encoding_is_refused(encoding, problem, error):
    with pytest.raises(error) as caught:
        decode_text("---\nä".encode(encoding), "CARD.md", error)
    assert caught.value.message == f"CARD.md: {problem}"
