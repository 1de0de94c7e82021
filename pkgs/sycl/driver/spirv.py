"""Read and write SPIR-V (Khronos' SPIR-V Specification, 2.3 "Physical Layout of a SPIR-V Module and Instruction")."""

import struct

MAGIC, HEADER_WORDS = 0x07230203, 5
OP_ENTRY_POINT, OP_DECORATE = 15, 71
LINKAGE_ATTRIBUTES, IMPORT = 41, 1


def _words(data):
    return struct.unpack(f"<{len(data) // 4}I", data)


def _instructions(words):
    """Pairs (opcode, operands)."""
    if words[0] != MAGIC:
        raise ValueError("not SPIR-V of this byte order")
    position = HEADER_WORDS
    while position < len(words):
        count = words[position] >> 16
        yield words[position] & 0xFFFF, words[position + 1 : position + count]
        position += count


def _text_at(operands, start):
    """The literal string that begins at an operand, and the number of its words."""
    data = struct.pack(f"<{len(operands) - start}I", *operands[start:])
    text = data.partition(b"\0")[0]
    return text.decode(), len(text) // 4 + 1


def _text_words(text):
    data = text.encode() + b"\0"
    return _words(data + b"\0" * (-len(data) % 4))


def _has_linkage_name(opcode, operands):
    return opcode == OP_DECORATE and operands[1] == LINKAGE_ATTRIBUTES


def imports(code: bytes) -> list[str]:
    """The functions that a module calls and does not define. The built-in variables of SPIR-V are none."""
    names = [
        _text_at(operands, 2)[0]
        for opcode, operands in _instructions(_words(code))
        if _has_linkage_name(opcode, operands) and operands[-1] == IMPORT
    ]
    return sorted(name for name in names if not name.startswith("__spirv_BuiltIn"))


def rename(code: bytes, names: dict[str, str]) -> bytes:
    """A module with other names for its kernels: {old: new}."""
    words = _words(code)
    result = list(words[:HEADER_WORDS])
    for opcode, operands in _instructions(words):
        if opcode == OP_ENTRY_POINT or _has_linkage_name(opcode, operands):
            name, count = _text_at(operands, 2)
            operands = (*operands[:2], *_text_words(names.get(name, name)), *operands[2 + count :])
        result += [(len(operands) + 1) << 16 | opcode, *operands]
    return struct.pack(f"<{len(result)}I", *result)
