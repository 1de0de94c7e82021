"""Kernels of one name and other code get names that differ (pkgs/sycl/driver/naming.py)."""

import struct

import pytest
from scripts import PKGS, load_script


@pytest.fixture(scope="module")
def naming():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(PKGS / "sycl/driver")
        yield load_script("sycl/driver/naming.py")


def image(naming, number, **properties):
    """An image with the kernel `_ZTS1K` and some other code."""
    name = struct.unpack("<2I", b"_ZTS1K\0\0")
    words = [0x07230203, 0x00010400, 0, 9, 0, 5 << 16 | 15, 6, 1, *name, 2 << 16 | 1, number]
    return naming.Image(struct.pack(f"<{len(words)}I", *words), ["_ZTS1K"], properties)


def test_the_name_depends_on_the_code_and_on_nothing_else(naming):
    (one,), names = naming.with_unique_names([image(naming, 1)])
    (same,), same_names = naming.with_unique_names([image(naming, 1, flags={"a": 1})])
    (other,), other_names = naming.with_unique_names([image(naming, 2)])
    assert one.code == same.code and names == same_names
    assert other.code != one.code and other_names["_ZTS1K"] != names["_ZTS1K"]
    assert one.kernels == [names["_ZTS1K"]] and names["_ZTS1K"].startswith("_ZTS1K_")
    assert names["_ZTS1K"].encode() in one.code


def test_properties_of_a_kernel_are_renamed_with_it(naming):
    values = {"_ZTS1K": b"\1", "_ZTS1K@reqd_work_group_size": b"\2", "aspects": b"\3"}
    (renamed,), names = naming.with_unique_names([image(naming, 1, opt=values)])
    new = names["_ZTS1K"]
    assert renamed.properties == {"opt": {new: b"\1", f"{new}@reqd_work_group_size": b"\2", "aspects": b"\3"}}


def test_the_host_learns_the_new_names_and_keeps_the_types(naming):
    header = """
  "_ZTS1K",
  "_ZTS2KK",
template <> struct KernelInfo<::K> {
  static constexpr const char* getName() { return "_ZTS1K"; }
  static constexpr const char* getFunctionName() { return "::K"; }
template <> struct KernelInfoData<'_', 'Z', 'T', 'S', '1', 'K'> {
"""
    assert naming.rename_in_header(header, {"_ZTS1K": "_ZTS1K_12"}) == header.replace('"_ZTS1K"', '"_ZTS1K_12"')
