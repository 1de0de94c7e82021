"""Stubs and tables of ROCm (pkgs/rocm)."""

import json

import pytest
from scripts import PKGS, load_script


@pytest.fixture(scope="module")
def update_lock():
    return load_script("rocm/update-lock.py")


def test_stubs_have_the_symbols_up_to_a_release():
    libraries = load_script("rocm/libraries.py")
    versions = {"": {"a": "FUNC"}, "hip_6.4": {"b": "FUNC"}, "hip_7.1": {"c": "FUNC"}, "hip_7.10": {"d": "FUNC"}}
    assert list(libraries.up_to(versions, "7.1")) == ["", "hip_6.4", "hip_7.1"]


READELF = """
  0x000000000000000e (SONAME)             Library soname: [libamdhip64.so.7]
     1: 0000000000000000     0 FUNC    GLOBAL DEFAULT  UND used@LIBC_2 (2)
     2: 0000000000000010    10 FUNC    GLOBAL DEFAULT   12 hipNew@@hip_7.2
     3: 0000000000000020    10 OBJECT  GLOBAL DEFAULT   12 hipData@@hip_7.2
     4: 0000000000000030    10 FUNC    GLOBAL DEFAULT   12 plain
     5: 0000000000000040    10 FUNC    WEAK   DEFAULT   12 _ZSt4swap
     6: 0000000000000050    10 FUNC    WEAK   DEFAULT   12 weakNew@@hip_7.2
     7: 0000000000000060    10 FUNC    LOCAL  DEFAULT   12 hidden
"""


def test_the_symbols_of_a_library_are_read_from_readelf(update_lock):
    versions = {"": ["plain"], "hip_7.2": ["hipData@", "hipNew", "weakNew"]}
    assert update_lock.exports(READELF) == ("libamdhip64.so.7", versions)


def test_gpus_are_named_from_gfx9_on_in_the_order_of_their_numbers(update_lock):
    assert update_lock.names_of_gpus(["1030", "90a", "803", "9-generic", "1200", "942"]) == [
        "gfx90a",
        "gfx942",
        "gfx1030",
        "gfx1200",
    ]


def test_the_table_of_architectures_is_formatted_as_it_is_written(update_lock):
    text = (PKGS / "rocm/architectures.json").read_text()
    assert update_lock.formatted(json.loads(text)) == text
