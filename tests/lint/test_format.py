"""`nix fmt`: files of each kind are formatted, within the paths that are given."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest
import tracked

PROGRAM = tracked.REPOSITORY / "tests/lint/format.py"
UNTIDY = {"a.py": "x = {  'a':1 }\n", "a.nix": "{\n\n  a = 1; \n}\n", "a.sh": "if true\nthen\n    echo\nfi\n"}
TIDY = {"a.py": 'x = {"a": 1}\n', "a.nix": "{\n  a = 1;\n}\n", "a.sh": "if true; then\n  echo\nfi\n"}


@pytest.fixture
def folder(tmp_path):
    shutil.copy(tracked.REPOSITORY / ".editorconfig", tmp_path)
    subprocess.run(["git", "-C", str(tmp_path), "init", "--quiet"], check=True)
    for name, text in UNTIDY.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def run(folder: pathlib.Path, *paths: str):
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)}
    return subprocess.run(
        [sys.executable, str(PROGRAM), *paths], cwd=folder, env=environment, capture_output=True, text=True
    )


def texts(folder):
    return {name: (folder / name).read_text() for name in UNTIDY}


def test_the_whole_folder_is_formatted(folder):
    finished = run(folder)
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, "", "")
    assert texts(folder) == TIDY


def test_only_the_files_that_are_named_are_formatted(folder):
    assert run(folder, "a.nix").returncode == 0
    assert texts(folder) == {**UNTIDY, "a.nix": TIDY["a.nix"]}


def test_a_fault_that_the_program_cannot_mend_is_printed(folder):
    (folder / "a.nix").write_text("{\n   a = 1;\n}\n")
    finished = run(folder)
    assert finished.returncode == 1
    assert finished.stdout == f"{folder}/a.nix:2: indented by 3 spaces: use a multiple of 2\n"


def test_outside_of_a_checkout_the_error_says_so(tmp_path):
    finished = run(tmp_path)
    assert finished.returncode == 1
    assert finished.stderr.splitlines()[-1] == (
        "error: Git does not list the files here: run this in a checkout of the repository"
    )


def test_the_flake_offers_the_program_for_each_system(nix):
    expression = "formatters: builtins.mapAttrs (_: formatter: formatter.name) formatters"
    shown = nix("eval", "--json", f"{tracked.REPOSITORY}#formatter", "--apply", expression).stdout
    assert shown == '{"aarch64-linux":"format","x86_64-linux":"format"}'
