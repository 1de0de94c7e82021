import pytest

from kernel_builder.command.doctor.checks import files_by_hash
from kernel_builder.command.doctor.row import Row

REMEDY = "set KERNEL_BUILDER_MIRROR to a folder or an address that exists, or unset it"


def row(stage, mirror):
    return files_by_hash.check(stage.machine(KERNEL_BUILDER_MIRROR=mirror))


def test_none_is_set(stage):
    value = "none (KERNEL_BUILDER_MIRROR is not set)"
    assert files_by_hash.check(stage.machine()) == Row("files by hash", "ok", value)


@pytest.mark.parametrize("prefix", ["", "file://"])
def test_a_folder(stage, tmp_path, prefix):
    mirror = f"{prefix}{tmp_path}"
    assert row(stage, mirror) == Row("files by hash", "ok", f"{mirror} (from KERNEL_BUILDER_MIRROR)")
    assert row(stage, f"{mirror}/none") == Row(
        "files by hash",
        "note",
        f"{mirror}/none (from KERNEL_BUILDER_MIRROR)",
        f"{tmp_path}/none: no such folder",
        REMEDY,
    )


def test_an_address_of_the_settings(stage, web, silent):
    stage.file("etc/kernel-builder/settings", f"# a comment\nMIRROR={web.address}\n")
    assert files_by_hash.check(stage.machine()) == Row("files by hash", "ok", f"{web.address} (from settings)")
    assert row(stage, silent) == Row(
        "files by hash",
        "note",
        f"{silent} (from KERNEL_BUILDER_MIRROR)",
        f"{silent} does not answer: the connection is refused",
        REMEDY,
    )


def test_a_bucket_of_s3_needs_curl(stage):
    mirror = "s3://bucket/files?region=eu-west-3"
    value = f"{mirror} (from KERNEL_BUILDER_MIRROR)"
    assert row(stage, mirror) == Row(
        "files by hash", "note", value, "fetchers need curl for S3, and this machine has none", "install curl"
    )
    stage.program("curl", "")
    assert row(stage, mirror) == Row("files by hash", "ok", value)
