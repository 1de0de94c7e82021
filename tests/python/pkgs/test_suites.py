"""Pins of Debian packages (pkgs/base/debian)."""

import json
import lzma
import subprocess

import pytest
import suites
from scripts import load_script

INDEX = """Package: tool
Version: 2
Description: a tool
 with: more lines
Filename: pool/main/t/tool/tool_2_amd64.deb
Size: 12
SHA256: abc

Package: tool
Version: 1
Filename: pool/main/t/tool/tool_1_amd64.deb
Size: 11
SHA256: def
"""
TOOL = {"path": "pool/main/t/tool/tool_2_amd64.deb", "sha256": "abc", "size": 12}


@pytest.fixture
def debian(monkeypatch):
    """A mirror that has the index above for every suite. Yields the requested URLs."""
    addresses = []

    def run(*command, text=False, **options):
        if command[0] == "curl":
            addresses.append(command[-1])
            return lzma.compress(INDEX.encode())
        return "sha256-HASH\n"

    monkeypatch.setattr(suites, "run", run)
    monkeypatch.setattr(suites, "mirror", lambda suite, section="main": "http://mirror")
    monkeypatch.setattr(suites, "download", lambda suite, fields, folder, section: addresses.append(fields["Filename"]))
    suites.index.cache_clear()
    yield addresses
    suites.index.cache_clear()


def test_a_paragraph_gives_each_fields_first_line():
    first, second = suites.paragraphs(INDEX)
    assert first["Description"] == "a tool" and "with" not in first and second["Version"] == "1"


def test_a_package_is_pinned_at_the_first_version_of_the_index(debian):
    assert suites.pin("trixie", "aarch64-linux", ["tool"]) == {"files": [TOOL], "hash": "sha256-HASH"}
    assert debian == ["http://mirror/dists/trixie/main/binary-arm64/Packages.xz", TOOL["path"]]


def test_a_package_that_a_suite_does_not_have_is_refused(debian):
    with pytest.raises(SystemExit) as refusal:
        suites.pin("trixie", "x86_64-linux", ["other"], "non-free")
    assert str(refusal.value) == (
        "error: trixie/non-free has no package other for x86_64-linux\n"
        "  Debian may have renamed it: correct the name in the script that asks for it"
    )


def test_without_a_mirror_that_has_the_suite_the_sources_of_apt_are_named(monkeypatch):
    monkeypatch.setattr(suites, "run", lambda *command, **options: "http://mirror/\n")
    failed = subprocess.CompletedProcess([], 22)
    monkeypatch.setattr(suites.subprocess, "run", lambda *command, **options: failed)
    suites.mirror.cache_clear()
    with pytest.raises(SystemExit) as refusal:
        suites.mirror("trixie")
    assert str(refusal.value) == (
        "error: none of apt's mirrors has trixie/main\n"
        "  add a mirror of Debian that has it to /etc/apt/sources.list.d and run `apt-get update`"
    )


def test_pins_are_written_and_the_file_is_named(tmp_path, capsys):
    suites.write(tmp_path / "lock/x.json", {"a": [1]})
    assert json.loads((tmp_path / "lock/x.json").read_text()) == {"a": [1]}
    assert capsys.readouterr().out == "x.json: written\n"


@pytest.fixture
def update_lock():
    return load_script("base/debian/update-lock.py")


def test_packages_are_wanted_or_unwanted(update_lock):
    assert update_lock.root_packages("# Tools\nbash\n!dpkg\n\nsed\n") == (["bash", "sed"], {"dpkg"})


def test_a_closure_has_no_unwanted_packages(update_lock, monkeypatch):
    apt = object.__new__(update_lock.Apt)
    apt.options, apt.repository = [], "http://mirror/debian/"
    shown = []

    def run(*command, **options):
        if command[0] == "apt-cache":
            shown.extend(command[2:])
            return INDEX.split("\n\n")[0]
        return (
            "'http://mirror/debian/pool/main/t/tool/tool_2_amd64.deb' tool_2_amd64.deb 12 SHA256:abc\n"
            "'http://mirror/debian/pool/main/d/dpkg/dpkg_1_amd64.deb' dpkg_1_amd64.deb 5 SHA256:123\n"
        )

    monkeypatch.setattr(update_lock, "run", run)
    assert apt.closure(["tool"], {"dpkg"}) == [TOOL] and shown == ["tool=2"]


def test_without_a_source_of_the_release_apts_sources_are_named(update_lock, monkeypatch):
    monkeypatch.setattr(update_lock, "run", lambda *command, **options: "http://mirror/ stable trixie\n")
    with pytest.raises(SystemExit) as refusal:
        update_lock.release_repository()
    assert str(refusal.value) == (
        "error: apt has no source for Debian 'bookworm'\n  add one to /etc/apt/sources.list.d and run `apt-get update`"
    )
    monkeypatch.setattr(update_lock, "run", lambda *command, **options: "http://old/ oldstable bookworm\n")
    assert update_lock.release_repository() == "http://old/"
