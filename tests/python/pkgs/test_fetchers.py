"""The scripts that fetch files, and their errors, without a network (pkgs/base/fetchers)."""

import hashlib
import os
import pathlib
import subprocess
import zipfile

import pytest
from scripts import PKGS


@pytest.fixture
def fetch(tmp_path):
    """Run a fetcher's script with these variables."""

    def run(script, **variables):
        variables = {"out": str(tmp_path / "out"), "TMPDIR": str(tmp_path), "PATH": os.environ["PATH"], **variables}
        command = ["sh", str(PKGS / "base/fetchers" / script)]
        return subprocess.run(command, env=variables, capture_output=True, text=True)

    return run


def test_an_archive_of_nvidias_is_fetched_from_the_mirror(fetch, tmp_path):
    (tmp_path / "archive").write_text("content")
    assert fetch("fetch-nvidia.sh", path="archive", KERNEL_BUILDER_NVIDIA_MIRROR=f"file://{tmp_path}").returncode == 0
    assert (tmp_path / "out").read_text() == "content"


def test_an_archive_that_cannot_be_fetched_is_named_with_the_remedies(fetch, tmp_path):
    result = fetch("fetch-nvidia.sh", path="archive", KERNEL_BUILDER_NVIDIA_MIRROR=f"file://{tmp_path}/none")
    first, *remedies = result.stderr.splitlines()
    assert result.returncode == 1 and not (tmp_path / "out").exists()
    assert first.startswith(f"error: file://{tmp_path}/none/archive could not be fetched: curl: ")
    assert remedies == [
        '  remove cudaCompiler = "nvidia" from flake.nix, or set KERNEL_BUILDER_NVIDIA_MIRROR to the address of a '
        "mirror"
    ]


DEB = "pool/main/g/gone/gone_1.0_amd64.deb"


@pytest.mark.parametrize(
    "renew, remedy",
    [
        ("", "check the network, or set KERNEL_BUILDER_DEBIAN_MIRROR to the address of another mirror"),
        (
            "rocm",
            "Debian may have replaced the file; for a newer pin, run `nix run .#update-pins -- rocm` in "
            "kernel-builder's repository, or `nix flake update` in a kernel's folder",
        ),
    ],
)
def test_a_deb_that_no_mirror_has_is_named_with_the_remedies(fetch, tmp_path, renew, remedy):
    mirrors = f"file://{tmp_path}/a file://{tmp_path}/b"
    variables = {"files": f"{DEB} {'0' * 64}", "renew": renew, "KERNEL_BUILDER_DEBIAN_MIRROR": mirrors}
    result = fetch("fetch-debs.sh", **variables)
    assert result.returncode == 1 and not (tmp_path / "out").exists()
    assert result.stderr.splitlines()[-2:] == [f"error: no mirror has {DEB}; asked: {mirrors}", f"  {remedy}"]


def test_without_apt_and_a_mirror_the_variable_is_named(fetch, tmp_path):
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("sh", "mkdir", "rm"):
        (programs / name).symlink_to(pathlib.Path("/bin", name))
    result = fetch("fetch-debs.sh", files=f"{DEB} {'0' * 64}", PATH=str(programs))
    assert (result.returncode, result.stderr) == (
        1,
        "error: this machine has no apt, so no Debian mirror is known\n"
        "  set KERNEL_BUILDER_DEBIAN_MIRROR to the address of a mirror (the folder that holds pool/) and try again\n",
    )


WHEEL = "sample-1.0-py3-none-any.whl"


@pytest.fixture
def fetch_wheel(fetch, tmp_path):
    """Fetch a wheel from a folder, tmp_path/wheels; also returns the wheel's bytes."""
    wheel = tmp_path / "wheels" / WHEEL
    wheel.parent.mkdir()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("sample-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: sample\nVersion: 1.0\n")
        archive.writestr("sample-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr("sample-1.0.dist-info/RECORD", "")
    content = wheel.read_bytes()

    def run(**variables):
        variables = {
            "file": WHEEL,
            "requirement": "sample==1.0",
            "outputHash": hashlib.sha256(content).hexdigest(),
            "pythonVersion": "3.11",
            "fallbackIndex": "",
            "PIP_NO_INDEX": "1",
            "PIP_RETRIES": "0",
            "PIP_FIND_LINKS": str(wheel.parent),
            "PIP_CONFIG_FILE": "/dev/null",
            **variables,
        }
        return fetch("fetch-wheel.sh", **variables)

    return run, content


def test_a_wheel_is_fetched_with_pip(fetch_wheel, tmp_path):
    run, content = fetch_wheel
    result = run()
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "out").read_bytes() == content


@pytest.mark.parametrize("fallback, also", [("", ""), ("http://127.0.0.1:9", " or from http://127.0.0.1:9")])
def test_a_wheel_that_pip_cannot_download_is_named_with_the_remedies(fetch_wheel, tmp_path, fallback, also):
    run, _ = fetch_wheel
    (tmp_path / "empty").mkdir()
    result = run(PIP_FIND_LINKS=str(tmp_path / "empty"), fallbackIndex=fallback)
    assert result.returncode == 1
    assert result.stderr.splitlines()[-2:] == [
        f"error: pip could not download {WHEEL} from its index{also}",
        "  check the network and pip's settings (pip config list), or put the file into a folder that PIP_FIND_LINKS "
        "names",
    ]
