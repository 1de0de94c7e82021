"""A Torch is added to the matrix by one command, to a copy of the repository that lacks it, and by a nightly job."""

import json
import os
import re
import subprocess

import pytest
import yaml
from pages import files_of, run_lines
from shared import NEWEST, NEWEST_TORCH, RELEASES, REPOSITORY

LOCK = f"pkgs/torch/lock/x86_64-linux/{NEWEST_TORCH}.json"
# Everything that the command writes, besides the pins.
WRITTEN = ["versions.nix", "README.md", "pkgs/torch/releases.json"]


@pytest.fixture
def without_newest(tmp_path, copy_repository, commit):
    """A copy of the repository whose matrix ends before the newest Torch."""
    folder = tmp_path / "repository"
    copy_repository(folder)
    for lock in folder.glob(f"pkgs/torch/lock/*/{NEWEST_TORCH}.json"):
        lock.unlink()
    others = {torch: row for torch, row in RELEASES.items() if torch != NEWEST_TORCH}
    (folder / "pkgs/torch/releases.json").write_text(json.dumps(others))
    versions = folder / "versions.nix"
    versions.write_text(re.sub(rf'^    "{re.escape(NEWEST_TORCH)}" = .*\n', "", versions.read_text(), flags=re.M))
    readme = folder / "README.md"
    readme.write_text(readme.read_text().replace(f" to {NEWEST_TORCH})", f" to {list(others)[-1]})"))
    return commit(folder)


def test_one_command_adds_a_torch_with_its_pins_and_its_row_and_builds_a_kernel_with_it(without_newest):
    script = without_newest / "pkgs/update-pins/update-pins.sh"
    process = subprocess.run(
        ["bash", script, "torch", NEWEST_TORCH], cwd=without_newest, capture_output=True, text=True
    )
    assert process.returncode == 0, process.stdout + process.stderr
    release, cxx = RELEASES[NEWEST_TORCH].values()
    assert f"Torch {NEWEST_TORCH}: release {release}, CUDA 13.0, C++{cxx}, Triton 3." in process.stdout
    assert f"building examples/relu: {NEWEST}\n" in process.stdout
    for path in WRITTEN:
        assert (without_newest / path).read_text() == (REPOSITORY / path).read_text(), path
    ours, theirs = (json.loads((folder / LOCK).read_text())["torch"] for folder in (REPOSITORY, without_newest))
    assert {**ours, "requires": []} == {**theirs, "requires": []}
    to_commit = process.stdout[process.stdout.index("to commit:") :]
    assert all(path in to_commit for path in [*WRITTEN, LOCK])


@pytest.fixture
def night(tmp_path, commit):
    """A clone of a repository with a matrix, whose `gh` records its calls: (folder, environment, function of git)."""
    origin = tmp_path / "origin"
    origin.mkdir()
    (origin / "versions.nix").write_text((REPOSITORY / "versions.nix").read_text())
    commit(origin)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", origin, clone], check=True)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(f'#!/bin/sh\necho "$@" "$GH_TOKEN" >>{tmp_path}/calls\n')
    (tmp_path / "bin/gh").chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}/bin:{os.environ['PATH']}", "GH_TOKEN": "token"}

    def git(*words, folder=origin):
        return subprocess.run(["git", "-C", folder, *words], capture_output=True, text=True, check=True).stdout

    return clone, environment, git


def test_the_nightly_job_opens_a_change_for_new_torches_once_and_for_nothing_else(night, tmp_path):
    clone, environment, git = night
    job = yaml.safe_load(files_of("pins.md", "yaml")[".github/workflows/pins.yml"])["jobs"]["torch"]
    *_, update, publish = (step["run"] for step in job["steps"] if "run" in step)
    assert update == "nix run .#update-pins -- torch new"
    run_lines(publish, clone, environment)
    assert not (tmp_path / "calls").exists()

    versions = clone / "versions.nix"
    for _ in range(2):
        git("checkout", "--quiet", "-B", "night", "origin/HEAD", folder=clone)
        rows = '    "98.1" = { cpu = true; cuda = [ "15.0" ]; };\n    "98.2" = { cpu = true; cuda = [ "15.0" ]; };\n'
        versions.write_text(versions.read_text().replace("  rows = {\n", f"  rows = {{\n{rows}"))
        (clone / "98.1.json").write_text("{}\n")
        run_lines(publish, clone, environment)
        git("reset", "--quiet", "--hard", folder=clone)
    assert (tmp_path / "calls").read_text() == "pr create --fill token\n"
    assert git("log", "-1", "--format=%s", "torch-98.1-98.2") == "Torch 98.1 98.2\n"
    assert git("diff", "--name-only", "HEAD", "torch-98.1-98.2").split() == ["98.1.json", "versions.nix"]


def test_the_nightly_job_tells_which_pins_are_gone():
    jobs = yaml.safe_load(files_of("pins.md", "yaml")[".github/workflows/pins.yml"])["jobs"]
    assert jobs["gone"]["steps"][-1]["run"] == "./run pins-check"
