import shutil
import sys

import pytest
from elftools.elf.elffile import ELFFile

from kernel_builder.command.reproducible import differences


@pytest.fixture
def builds(tmp_path):
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder in folders:
        (folder / "deep").mkdir(parents=True)
        (folder / "deep/a.py").write_bytes(b"abc")
    return folders


def test_equal_folders_have_no_differences(builds):
    assert differences(*builds) == []


@pytest.mark.parametrize(
    "content, line",
    [
        (b"abX", "deep/a.py: byte 2 of 3"),
        (b"Xbc", "deep/a.py: byte 0 of 3"),
        (b"ab", "deep/a.py: byte 2 of 3"),
        (b"abcd", "deep/a.py: byte 3 of 3"),
    ],
)
def test_a_file_that_differs_has_its_first_byte(builds, content, line):
    (builds[1] / "deep/a.py").write_bytes(content)
    assert differences(*builds) == [line]


def test_a_file_of_one_build_is_named(builds):
    (builds[0] / "x").touch()
    (builds[1] / "y").touch()
    assert differences(*builds) == ["x: only the first build has it", "y: only the second build has it"]


def test_a_byte_of_a_library_is_in_a_section(builds):
    for folder in builds:
        shutil.copy(sys.executable, folder / "a.so")
    content = bytearray((builds[1] / "a.so").read_bytes())
    with (builds[0] / "a.so").open("rb") as file:
        section = ELFFile(file).get_section_by_name(".rodata")
        byte = section["sh_offset"] + section["sh_size"] - 1
    content[byte] ^= 1
    (builds[1] / "a.so").write_bytes(content)
    assert differences(*builds) == [f"a.so: byte {byte} of {len(content)}, in the section .rodata"]


def test_the_values_of_json_files_that_differ_are_named(builds):
    (builds[0] / "m.json").write_text('{"a": {"b": 1}, "c": 2}')
    (builds[1] / "m.json").write_text('{"a": {"b": 3}, "c": 2, "d": null, "e": []}')
    assert differences(*builds) == [
        "m.json: byte 12 of 23; a.b is 1, and 3 in the second; e is null, and [] in the second"
    ]
