"""A Torch is added to the matrix by one command: to a copy of the repository that lacks it."""

import json
import re
import subprocess

import pytest
from shared import REPOSITORY

RELEASES = json.loads((REPOSITORY / "pkgs/torch/releases.json").read_text())
NEWEST = max(RELEASES, key=lambda torch: [int(part) for part in torch.split(".")])
LOCK = f"pkgs/torch/lock/x86_64-linux/{NEWEST}.json"
# Everything that the command writes, besides the pins.
WRITTEN = ["versions.nix", "README.md", "pkgs/torch/releases.json"]


@pytest.fixture
def without_newest(tmp_path, copy_repository, commit):
    """A copy of the repository whose matrix ends before the newest Torch."""
    folder = tmp_path / "repository"
    copy_repository(folder)
    for lock in folder.glob(f"pkgs/torch/lock/*/{NEWEST}.json"):
        lock.unlink()
    others = {torch: row for torch, row in RELEASES.items() if torch != NEWEST}
    (folder / "pkgs/torch/releases.json").write_text(json.dumps(others))
    versions = folder / "versions.nix"
    versions.write_text(re.sub(rf'^    "{re.escape(NEWEST)}" = .*\n', "", versions.read_text(), flags=re.M))
    readme = folder / "README.md"
    readme.write_text(readme.read_text().replace(f" to {NEWEST})", f" to {list(others)[-1]})"))
    return commit(folder)


def test_one_command_adds_a_torch_with_its_pins_and_its_row_and_builds_a_kernel_with_it(without_newest):
    script = without_newest / "pkgs/update-pins/update-pins.sh"
    process = subprocess.run(["bash", script, "torch", NEWEST], cwd=without_newest, capture_output=True, text=True)
    assert process.returncode == 0, process.stdout + process.stderr
    release, cxx = RELEASES[NEWEST].values()
    assert f"Torch {NEWEST}: release {release}, CUDA 13.0, C++{cxx}, Triton 3." in process.stdout
    assert f"building examples/relu: torch{NEWEST.replace('.', '')}-cxx11-cpu\n" in process.stdout
    for path in WRITTEN:
        assert (without_newest / path).read_text() == (REPOSITORY / path).read_text(), path
    ours, theirs = (json.loads((folder / LOCK).read_text())["torch"] for folder in (REPOSITORY, without_newest))
    assert {**ours, "requires": []} == {**theirs, "requires": []}
    to_commit = process.stdout[process.stdout.index("to commit:") :]
    assert all(path in to_commit for path in [*WRITTEN, LOCK])
