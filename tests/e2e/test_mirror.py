"""A folder of pinned files by their hashes: one command fills it, and a machine without a network builds from it."""

import json
import os
import re
import shutil
import subprocess

import pytest
from shared import SHORT, as_root

pytestmark = as_root
NIX_IS_IN_THE_STORE = os.path.realpath(shutil.which("nix")).startswith("/nix/")


@pytest.fixture(scope="module")
def mirror(nix, builder):
    """Run the program that fills a folder; returns the finished process."""
    return lambda *words, **settings: nix(
        "run", "--no-write-lock-file", f"path:{builder}#mirror", "--", *map(str, words), **settings
    )


@pytest.fixture(scope="module")
def filled(mirror, tmp_path_factory):
    """A folder with the files of a variant for the CPU, and what the program printed."""
    folder = tmp_path_factory.mktemp("mirror") / "files"
    printed = mirror(folder, SHORT).stdout
    # Fetchers run as build users.
    folder.parent.chmod(0o755)
    return folder, printed


def test_the_folder_has_each_file_under_its_hash_and_a_list_of_their_names(filled):
    folder, printed = filled
    index = json.loads((folder / "index.json").read_text())
    assert {path.name for path in folder.iterdir()} == {*index, "index.json"}
    names = {row["name"] for row in index.values()}
    assert any(name.startswith("torch-2.13.0+cpu-") for name in names)
    assert any(name.startswith("pool/main/b/busybox/busybox-static_") for name in names)
    lines = printed.splitlines()
    assert re.fullmatch(rf"{SHORT}: {len(index)} files, \d+ MB", lines[0]), printed
    assert lines[-1] == f"to use it: export KERNEL_BUILDER_MIRROR={folder}"
    for path in sorted(folder.iterdir())[:5]:
        words = subprocess.run(["sha256sum", path], capture_output=True, text=True).stdout.split()
        assert words[0] == path.name or path.name == "index.json"


def test_a_second_run_fetches_nothing_and_puts_back_what_is_missing(filled, mirror):
    folder, _ = filled
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir() if path.name != "index.json"}
    gone = min(before, key=lambda name: (folder / name).stat().st_size)
    (folder / gone).unlink()
    mirror(folder, SHORT)
    after = {path.name: path.stat().st_mtime_ns for path in folder.iterdir() if path.name != "index.json"}
    assert {**before, gone: 0} == {**after, gone: 0}


@pytest.mark.skipif(NIX_IS_IN_THE_STORE, reason="the test mounts an empty /nix, and Nix itself is in the store")
def test_from_the_folder_an_empty_store_builds_a_variant_without_any_network(filled, quick, tmp_path):
    folder, _ = filled
    (tmp_path / "nix").mkdir()
    build = f"nix --extra-experimental-features 'nix-command flakes' build --no-write-lock-file --no-link path:{quick}"
    script = f"""
        mount --bind {tmp_path}/nix /nix
        [ -z "$(ls -A /nix)" ] || exit 3
        # Nothing but loopback, which is down.
        [ "$(ls /sys/class/net)" = lo ] || exit 4
        {build}#{SHORT} || exit 5
        ls -d /nix/store/*-quick-{SHORT}-x86_64-linux
    """
    environment = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "TMPDIR": "/tmp",
        "HOME": str(tmp_path),
        "NIX_REMOTE": "local",
        # The users of this machine's builds stay free for them.
        "NIX_CONFIG": "build-users-group =\nsubstitute = false",
        "KERNEL_BUILDER_MIRROR": str(folder),
        "PIP_NO_INDEX": "1",
    }
    command = ["/usr/bin/unshare", "--mount", "--net", "/bin/sh", "-c", f"mount -t sysfs sysfs /sys\n{script}"]
    process = subprocess.run(command, capture_output=True, text=True, env=environment)
    shutil.rmtree(tmp_path / "nix", ignore_errors=True)
    assert process.returncode == 0, process.stderr[-4000:]
    assert process.stdout.strip().endswith(f"-quick-{SHORT}-x86_64-linux")


def test_the_sizes_are_printed_without_fetching(mirror, tmp_path):
    lines = mirror("--dry-run", tmp_path / "none", SHORT, "torch213-cxx11-cu130").stdout.splitlines()
    assert [re.fullmatch(r"(\S+): \d+ files, .* [MG]B", line)[1] for line in lines] == [
        SHORT,
        "torch213-cxx11-cu130",
        "together",
    ]
    assert not (tmp_path / "none").exists()


def test_an_unknown_part_is_refused_with_the_parts(mirror, tmp_path):
    failed = mirror(tmp_path / "none", "torch99-cxx11-cpu", check=False)
    error = failed.stderr[failed.stderr.index("error: the mirror") :].splitlines()
    assert failed.returncode == 1 and error[0] == "error: the mirror has no part torch99-cxx11-cpu"
    assert {"all,", "bundle,", "python,", f"{SHORT},"} <= set(error[1].split())


def test_every_pin_names_what_renews_it(nix, builder):
    """As the fetchers' errors do, for a file that its registry has dropped."""
    from kernel_builder.command.pins.mirror import fetchers_of

    attribute = f"path:{builder}#legacyPackages.x86_64-linux.mirrorParts.all"
    fetchers = fetchers_of(json.loads(nix("eval", "--json", "--no-write-lock-file", attribute).stdout))
    assert len(fetchers) > 200 and [fetcher.name for fetcher in fetchers if not fetcher.variables["renew"]] == []
