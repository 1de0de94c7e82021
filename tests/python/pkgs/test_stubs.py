"""Stub libraries and tables of symbols (pkgs/sysroot/stubs.py)."""

import json
import re
import shutil
import subprocess

import pytest
import stubs


def test_versions_are_compared_by_their_numbers():
    assert stubs.numbers("3.4.21") == [3, 4, 21]
    assert stubs.numbers("3.10") > stubs.numbers("3.4")


@pytest.mark.parametrize("kind, written", [("FUNC", "name"), ("IFUNC", "name"), ("OBJECT", "name@"), ("TLS", "name@")])
def test_a_table_marks_data(kind, written):
    assert stubs.entry("name", kind) == written


def test_a_table_is_read_with_the_kinds_of_its_symbols(tmp_path):
    table = tmp_path / "table.json"
    table.write_text(json.dumps({"liba.so.1": {"A_1": ["call", "data@"], "": ["plain"]}}))
    assert stubs.read_table(table) == {"liba.so.1": {"A_1": {"call": "FUNC", "data": "OBJECT"}, "": {"plain": "FUNC"}}}


def dynamic_symbols(library):
    """(kind, name with version) of each symbol that a library defines."""
    text = subprocess.run(["readelf", "--dyn-syms", "-W", library], check=True, capture_output=True, text=True).stdout
    return set(re.findall(r"^ *\d+: \S+ +\S+ (\w+) +GLOBAL +DEFAULT +\d+ (\S+)", text, re.M))


@pytest.fixture
def make(tmp_path, monkeypatch):
    """stubs.make, in a folder of its own."""
    if not shutil.which("ld"):
        pytest.skip("needs binutils")
    monkeypatch.chdir(tmp_path)
    return lambda soname, versions: stubs.make(tmp_path, soname, versions)


def test_a_stub_defines_each_symbol_with_its_version_and_kind(make, tmp_path):
    library = make("liba.so.1", {"A_1": {"call": "FUNC", "data": "OBJECT"}, "A_2": {"local": "TLS"}})
    assert library == tmp_path / "liba.so.1"
    symbols = dynamic_symbols(library)
    assert {("FUNC", "call@@A_1"), ("OBJECT", "data@@A_1"), ("TLS", "local@@A_2")} <= symbols
    dynamic = subprocess.run(["readelf", "-d", library], check=True, capture_output=True, text=True).stdout
    assert "Library soname: [liba.so.1]" in dynamic
    assert [path.name for path in tmp_path.iterdir()] == ["liba.so.1"]


def test_a_stub_may_have_symbols_without_versions(make):
    assert dynamic_symbols(make("libb.so", {"": {"call": "FUNC"}})) == {("FUNC", "call")}
