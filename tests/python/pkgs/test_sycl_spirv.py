"""SPIR-V is read, and its kernels are renamed (pkgs/sycl/driver/spirv.py)."""

import struct

import pytest
from scripts import load_script

HEADER = [0x07230203, 0x00010400, 0, 100, 0]


@pytest.fixture(scope="module")
def spirv():
    return load_script("sycl/driver/spirv.py")


def text(words):
    data = words.encode() + b"\0"
    return struct.unpack(f"<{(len(data) + 3) // 4}I", data.ljust((len(data) + 3) // 4 * 4, b"\0"))


def instruction(opcode, *operands):
    return [(len(operands) + 1) << 16 | opcode, *operands]


def module(*instructions):
    words = [*HEADER, *(word for one in instructions for word in one)]
    return struct.pack(f"<{len(words)}I", *words)


def linkage(target, name, kind):
    return instruction(71, target, 41, *text(name), kind)


def entry_point(function, name, *interface):
    return instruction(15, 6, function, *text(name), *interface)


ALIGNMENT = instruction(71, 3, 44, 4)


def test_functions_that_a_module_calls_and_does_not_define_are_listed_without_builtin_variables(spirv):
    code = module(
        linkage(1, "_Z1gv", 1),
        linkage(2, "expf", 1),
        linkage(3, "__spirv_BuiltInGlobalSize", 1),
        linkage(4, "kernel", 0),
    )
    assert spirv.imports(code) == ["_Z1gv", "expf"]


@pytest.mark.parametrize("new", ["k", "kernel_", "kernel_1234", "kernel_12345"])
def test_a_kernel_gets_another_name_of_any_length(spirv, new):
    rest = [ALIGNMENT, linkage(5, "other", 1)]
    code = module(entry_point(7, "kernel", 8, 9), linkage(7, "kernel", 0), *rest)
    expected = module(entry_point(7, new, 8, 9), linkage(7, new, 0), *rest)
    assert spirv.rename(code, {"kernel": new}) == expected


def test_without_new_names_a_module_stays_as_it_is(spirv):
    code = module(entry_point(7, "kernel", 8, 9), linkage(7, "kernel", 0), ALIGNMENT)
    assert spirv.rename(code, {}) == code


def test_other_data_is_refused(spirv):
    with pytest.raises(ValueError, match="not SPIR-V"):
        spirv.imports(b"ELF!" * 10)
