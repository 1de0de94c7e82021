"""Unpacking of .deb files, by Python (pkgs/base/fetchers) and by stdenv's unpackDebs."""

import io
import pathlib
import shutil
import subprocess
import sys
import tarfile

import pytest
from scripts import PKGS, load_script


def deb(files):
    """A .deb with these files: path → text."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:xz") as archive:
        for path, text in files.items():
            info = tarfile.TarInfo(path)
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text.encode()))
    result = b"!<arch>\n"
    # Three bytes: the member after it starts at an even position.
    for name, content in (("debian-binary", b"2.0"), ("data.tar.xz", data.getvalue())):
        result += f"{name:<16}{0:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode()
        result += content + b"\n" * (len(content) % 2)
    return result


@pytest.fixture
def debs(tmp_path):
    """A folder with two .deb files."""
    folder = tmp_path / "debs"
    folder.mkdir()
    (folder / "a.deb").write_bytes(deb({"usr/bin/a": "one"}))
    (folder / "b.deb").write_bytes(deb({"usr/bin/b": "three"}))
    return folder


def test_members_of_odd_length_are_padded():
    names = [name for name, _ in load_script("base/fetchers/unpack-deb.py").members(deb({"a": "b"}))]
    assert names == ["debian-binary", "data.tar.xz"]


def test_the_program_unpacks_the_files(debs, tmp_path):
    script = PKGS / "base/fetchers/unpack-deb.py"
    subprocess.run([sys.executable, script, debs / "a.deb", tmp_path / "root"], check=True)
    assert (tmp_path / "root/usr/bin/a").read_text() == "one"


def test_stdenv_unpacks_all_debs_of_a_folder(debs, tmp_path):
    programs = pathlib.Path(shutil.which("ar")).parent.parent
    code = (
        f"set -eu; initialPath={programs}; source '{PKGS}/base/stdenv/setup.sh'; unpackDebs '{debs}' '{tmp_path}/root'"
    )
    subprocess.run(["bash", "-c", code], check=True)
    assert sorted(path.read_text() for path in (tmp_path / "root/usr/bin").iterdir()) == ["one", "three"]
