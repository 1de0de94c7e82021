"""Read SPIR-V (Khronos' SPIR-V Specification, 2.3 "Physical Layout of a SPIR-V Module and Instruction")."""

import struct

MAGIC, HEADER_WORDS = 0x07230203, 5
OP_DECORATE, LINKAGE_ATTRIBUTES, IMPORT = 71, 41, 1


def _instructions(code):
    """Pairs (opcode, words of the operands)."""
    words = struct.unpack(f"<{len(code) // 4}I", code)
    if words[0] != MAGIC:
        raise ValueError("not SPIR-V of this byte order")
    position = HEADER_WORDS
    while position < len(words):
        count, opcode = words[position] >> 16, words[position] & 0xFFFF
        yield opcode, words[position + 1 : position + count]
        position += count


def imports(code: bytes) -> list[str]:
    """The functions that a module calls and does not define. The built-in variables of SPIR-V are none."""
    names = []
    for opcode, operands in _instructions(code):
        if opcode == OP_DECORATE and operands[1] == LINKAGE_ATTRIBUTES and operands[-1] == IMPORT:
            name = struct.pack(f"<{len(operands) - 3}I", *operands[2:-1]).partition(b"\0")[0].decode()
            if not name.startswith("__spirv_BuiltIn"):
                names.append(name)
    return sorted(names)
