"""Faults while a file is fetched: a message names the file, nothing incomplete stays, and the next run works."""

import functools
import hashlib
import http.server
import os
import shutil
import subprocess
import tempfile
import threading
import time

import pytest
from shared import NOBODY, REPOSITORY, as_root, refusal

pytestmark = as_root
# Enough for Nix's database, and too small for the wheel of `index`.
SMALL_STORE = "2m"
NIX_IS_IN_THE_STORE = os.path.realpath(shutil.which("nix")).startswith("/nix/")


@pytest.fixture
def fetch(nix, builder):
    """Build a call of a fetcher; returns the finished process."""

    def run(fetcher, arguments, **settings):
        call = f'(builtins.getFlake "path:{builder}").legacyPackages.x86_64-linux.{fetcher} {arguments}'
        return nix("build", "--impure", "--no-link", "-L", "--expr", call, check=False, **settings)

    return run


@pytest.fixture
def fetch_wheel(fetch, index):
    """Fetch the wheel of `index`. sha256: the hash that is asked for."""

    def run(sha256=index.sha256):
        arguments = (
            f'{{ name = "{index.distribution}"; version = "{index.version}";'
            f' file = "{index.wheel}"; sha256 = "{sha256}"; }}'
        )
        return fetch("fetchDistribution", arguments, env=index.environment)

    return run


def test_a_fetch_that_breaks_off_names_the_wheel_and_the_next_fetch_works(index, fetch_wheel):
    index.sends = 100_000
    failed = fetch_wheel()
    assert failed.returncode == 1 and f"error: pip could not download {index.wheel}" in failed.stderr
    index.sends = None
    assert fetch_wheel().returncode == 0


def test_a_wheel_with_another_hash_is_refused(fetch_wheel):
    failed = fetch_wheel("0" * 64)
    assert failed.returncode == 1 and "hash" in failed.stderr.lower() and "0" * 64 in failed.stderr
    assert fetch_wheel().returncode == 0


@pytest.mark.skipif(NIX_IS_IN_THE_STORE, reason="the test mounts an empty /nix, and Nix itself is in the store")
def test_a_full_store_is_reported_and_the_next_run_works_once_there_is_room(index, tmp_path):
    """In an own /nix that is too small at first. Only the machine's programs are left there."""
    # Only the fetcher: a copy of the whole flake would fill the store.
    shutil.copytree(REPOSITORY / "pkgs/base/fetchers", tmp_path / "fetchers")
    (tmp_path / "fetchers/default.nix").write_text(
        f"""(import ./fetch-distribution.nix {{
          buildPlatform.system = builtins.currentSystem;
          pythonVersion = "3.11";
        }}) {{
          name = "{index.distribution}"; version = "{index.version}"; file = "{index.wheel}";
          sha256 = "{index.sha256}";
        }}"""
    )
    fetch = f"nix-build --no-out-link {tmp_path}/fetchers"
    # Nix's locks of its build users stay shared: a Nix without them would take a user on whom another build runs, and
    # kill that build.
    script = f"""
        mkdir -p /nix/var/nix/userpool {tmp_path}/locks && mount --bind /nix/var/nix/userpool {tmp_path}/locks
        mount -t tmpfs -o size={SMALL_STORE} tmpfs /nix
        mkdir -p /nix/var/nix/userpool && mount --bind {tmp_path}/locks /nix/var/nix/userpool
        {fetch} && exit 3
        ls /nix/store | grep -F {index.wheel} | grep -Ev 'drv|lock'
        mount -o remount,size=200m /nix
        {fetch}
    """
    environment = {**index.environment, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "TMPDIR": "/tmp"}
    process = subprocess.run(
        ["/usr/bin/unshare", "--mount", "/bin/bash", "-c", script], capture_output=True, text=True, env=environment
    )
    assert f"error: {index.wheel} could not be written to the store" in process.stderr, process.stderr
    assert process.returncode == 0, process.stderr
    # One line: the first fetch left no part of the wheel, and the second one put it there.
    assert process.stdout.count("\n") == 1 and process.stdout.endswith(f"{index.wheel}\n"), process.stdout


def test_a_compiler_of_nvidia_that_cannot_be_fetched_is_named(build, copy_kernel, change):
    kernel = copy_kernel("tvm-ffi")
    change(kernel / "flake.nix", "path = ./.;", 'path = ./.;\n      cudaCompiler = "nvidia";')
    environment = {**os.environ, "KERNEL_BUILDER_NVIDIA_MIRROR": NOBODY}
    failed = build(kernel, "tvm-ffi01-cu126", check=False, env=environment)
    archive = "cuda_nvcc/linux-x86_64/cuda_nvcc-linux-x86_64-12.6.85-archive.tar.xz"
    assert failed.returncode == 1 and f"error: {NOBODY}/{archive} could not be fetched: curl:" in failed.stderr


def test_a_pinned_file_that_left_the_mirrors_is_named_with_the_command_that_renews_its_pin(fetch):
    path = "pool/main/g/gone/gone_1.0_amd64.deb"
    arguments = f"""{{
        name = "gone-{time.time_ns()}"; renew = "rocm"; hash = "sha256-{"A" * 43}=";
        files = [ {{ path = "{path}"; sha256 = "{"0" * 64}"; size = 1; }} ];
    }}"""
    failed = fetch("fetchDebs", arguments, env={**os.environ, "KERNEL_BUILDER_DEBIAN_MIRROR": NOBODY})
    assert failed.returncode == 1
    first, *lines = refusal(failed.stderr).splitlines()
    assert first == f"error: no mirror has {path}"
    assert lines[0].startswith(f"  {NOBODY} (KERNEL_BUILDER_DEBIAN_MIRROR): ")
    assert (
        "  or pin a newer file: `nix run .#update-pins -- rocm` in kernel-builder's repository, or `nix flake update` "
        "in a kernel's folder"
    ) in lines
    assert lines[-1] == "  kernel-builder doctor shows which mirror and pip this machine uses"


@pytest.fixture
def served(tmp_path):
    """A folder and its address on loopback. Build users cannot read the folder itself."""
    folder = tmp_path / "served"
    folder.mkdir()
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def fetch_new_deb(nix, fetch, tmp_path):
    """Fetch a file that no store has; returns its path in the pool, its content and a function that fetches it."""
    name = f"new-{time.time_ns()}"
    path = f"pool/main/n/new/{name}_amd64.deb"
    content = name.encode()
    (tmp_path / "debs").mkdir()
    (tmp_path / "debs" / f"{name}_amd64.deb").write_bytes(content)
    sri = nix("hash", "path", str(tmp_path / "debs")).stdout.strip()
    sha256 = hashlib.sha256(content).hexdigest()

    def run(**variables):
        arguments = f"""{{
            name = "{name}"; hash = "{sri}"; files = [ {{ path = "{path}"; sha256 = "{sha256}"; size = 1; }} ];
        }}"""
        return fetch("fetchDebs", arguments, env={**os.environ, **variables})

    return path, content, run


def test_a_deb_that_one_mirror_lacks_comes_from_the_mirror_of_the_settings(served, fetch_new_deb):
    folder, address = served
    path, content, run = fetch_new_deb
    (folder / path).parent.mkdir(parents=True)
    (folder / path).write_bytes(content)
    with tempfile.NamedTemporaryFile("w") as settings:
        os.chmod(settings.name, 0o644)
        settings.write(f"DEBIAN_MIRROR={address}\n")
        settings.flush()
        fetched = run(KERNEL_BUILDER_SETTINGS=settings.name, KERNEL_BUILDER_DEBIAN_MIRROR=f"{address}/empty")
    assert fetched.returncode == 0, fetched.stderr


def test_files_come_by_their_hashes_from_one_address(served, fetch_new_deb, index, fetch):
    folder, address = served
    _, content, run = fetch_new_deb
    (folder / hashlib.sha256(content).hexdigest()).write_bytes(content)
    fetched = run(KERNEL_BUILDER_MIRROR=address)
    assert fetched.returncode == 0, fetched.stderr
    wheel = b"a new wheel " + content
    sha256 = hashlib.sha256(wheel).hexdigest()
    (folder / sha256).mkdir()
    (folder / sha256 / index.wheel).write_bytes(wheel)
    arguments = f'{{ name = "x"; version = "1"; file = "{index.wheel}"; sha256 = "{sha256}"; }}'
    fetched = fetch("fetchDistribution", arguments, env={**os.environ, "KERNEL_BUILDER_MIRROR": address})
    assert fetched.returncode == 0, fetched.stderr


def test_a_wheel_without_a_network_is_named_with_the_ways_to_another_index(fetch, offline):
    arguments = (
        f'{{ name = "six"; version = "1.16.0"; file = "six-1.16.0-py2.py3-none-any.whl"; sha256 = "{"0" * 64}"; }}'
    )
    prefix = [*offline, "env", "PIP_RETRIES=0", "PIP_FIND_LINKS=", "PIP_EXTRA_INDEX_URL="]
    failed = fetch("fetchDistribution", arguments, prefix=prefix)
    assert failed.returncode == 1
    assert (
        "pip could not download six-1.16.0-py2.py3-none-any.whl" in failed.stderr and "PIP_FIND_LINKS" in failed.stderr
    )
