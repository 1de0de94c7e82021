"""Texts that authors write, in UTF-8."""

from kernel_builder.builder.errors import UserError

# A mark that some editors put before the first character.
BYTE_ORDER_MARK = "\ufeff"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def decode_text(content: bytes, file: str, error: type[UserError] = UserError) -> str:
    """The text of a file, without a byte order mark. Raises `error` with the remedy if it is not UTF-8."""
    if content.startswith(UTF_16):
        remedy = f"save it as UTF-8: iconv -f UTF-16 -t UTF-8 {file} > utf-8 && mv utf-8 {file}"
        raise error(f"{file}: the file is UTF-16", remedy)
    try:
        return content.decode().removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as problem:
        raise error(f"{file}: byte {problem.start} is not UTF-8", "save the file as UTF-8") from None
