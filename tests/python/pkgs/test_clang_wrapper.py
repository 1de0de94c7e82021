"""The wrapper of clang: HIP's objects do not depend on the paths of a build's inputs."""

import os
import pathlib
import shutil
import subprocess

import pytest

CLANG = pathlib.Path(__file__).resolve().parents[3] / "pkgs/clang"


@pytest.fixture
def wrapped(tmp_path):
    """The arguments that the wrapper for HIP gives to clang, for some words and a value of NIX_CFLAGS_COMPILE."""
    root, clang = tmp_path / "root/bin", tmp_path / "clang/bin"
    for folder in (root, clang):
        folder.mkdir(parents=True)
    for tool in ("bash", "md5sum", "cut"):
        (root / tool).symlink_to(shutil.which(tool))
    (clang / "clang++").write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    (clang / "clang++").chmod(0o755)
    values = {"debianRoot": root.parent, "clang": clang.parent, "sysroot": "/sysroot", "multiarch": "x"}
    environment = {**os.environ, "wrapper": str(CLANG / "wrapper.sh"), **{k: str(v) for k, v in values.items()}}
    call = """source "$0"; wrap_clang "$1" "ROCm 7.1" '--rocm-path=/rocm $(compilation_id "$@")'"""
    subprocess.run(["bash", "-c", call, CLANG / "wrap.sh", tmp_path / "clang++"], env=environment, check=True)

    def run(*words, inputs=""):
        settings = {**os.environ, "NIX_CFLAGS_COMPILE": inputs}
        done = subprocess.run([tmp_path / "clang++", *words], env=settings, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    return run


def ids(arguments):
    return [argument for argument in arguments if argument.startswith("-cuid=")]


def test_the_id_of_a_compilation_depends_on_the_source_and_on_no_input(wrapped):
    first = ids(wrapped("-O3", "-c", "/build/a.hip", inputs="-ffile-prefix-map=/store/1=/x"))
    assert len(first) == 1
    assert ids(wrapped("-O2", "-c", "/build/a.hip", inputs="-ffile-prefix-map=/store/2=/x")) == first
    assert ids(wrapped("-O3", "-c", "/build/b.hip")) != first


def test_a_call_that_compiles_nothing_has_no_id(wrapped):
    assert ids(wrapped("--version")) == []
    assert "--rocm-path=/rocm" in wrapped("--version")
