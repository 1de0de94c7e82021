import shutil

import pytest

from kernel_builder.command.doctor.checks import disk
from kernel_builder.command.doctor.row import Row


@pytest.fixture
def free(monkeypatch):
    """Set the free space, in gigabytes; the folders that were asked about are in the list."""
    folders = []

    def free(gigabytes):
        usage = shutil._ntuple_diskusage(0, 0, gigabytes * 1e9)
        monkeypatch.setattr(shutil, "disk_usage", lambda folder: folders.append(folder) or usage)
        return folders

    return free


def test_enough_space(stage, free):
    folders = free(40)
    assert disk.check(stage.machine()) == Row("disk", "ok", "/nix: 40.0 GB are free")
    (stage.root / "nix/store").mkdir(parents=True)
    disk.check(stage.machine())
    assert folders == [stage.root, stage.root / "nix/store"]


@pytest.mark.parametrize("gigabytes, status", [(1.2, "note"), (0.2, "wrong")])
def test_too_little_space(stage, free, gigabytes, status):
    free(gigabytes)
    assert disk.check(stage.machine()) == Row(
        "disk",
        status,
        f"/nix: {gigabytes} GB are free",
        f"the first build for the CPU needs 3 GB in /nix, {gigabytes} GB are free",
        "free some space; `nix-collect-garbage` deletes what no profile uses",
    )
