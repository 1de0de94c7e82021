"""The scripts that fetch files, and their errors, without a network (pkgs/base/fetchers)."""

import hashlib
import io
import json
import os
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from machine import CLIENTS, REMEDY, SHELLS, Machine, Server, bundle_pip, environment_of_pip
from scripts import PKGS

DOCTOR = "  kernel-builder doctor shows which mirror and pip this machine uses\n"


def sha256(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def fetch(tmp_path):
    """Run a fetcher's script with these variables."""

    def run(script, **variables):
        variables = {
            "out": str(tmp_path / "out"),
            "TMPDIR": str(tmp_path),
            "PATH": os.environ["PATH"],
            "KERNEL_BUILDER_SETTINGS": os.devnull,
            "outputHash": "0" * 64,
            **variables,
        }
        command = ["sh", str(PKGS / "base/fetchers" / script)]
        return subprocess.run(command, env=variables, capture_output=True, text=True)

    return run


def test_an_archive_of_nvidias_is_fetched_from_the_mirror(fetch, tmp_path):
    (tmp_path / "archive").write_text("content")
    assert fetch("fetch-nvidia.sh", path="archive", KERNEL_BUILDER_NVIDIA_MIRROR=f"file://{tmp_path}").returncode == 0
    assert (tmp_path / "out").read_text() == "content"


def test_an_archive_that_cannot_be_fetched_is_named_with_the_remedies(fetch, tmp_path):
    done = fetch("fetch-nvidia.sh", path="archive", KERNEL_BUILDER_NVIDIA_MIRROR=f"file://{tmp_path}/none")
    first, *remedies = done.stderr.splitlines()
    assert done.returncode == 1 and not (tmp_path / "out").exists()
    assert first.startswith(f"error: file://{tmp_path}/none/archive could not be fetched: cp: cannot stat ")
    assert remedies == [
        '  remove cudaCompiler = "nvidia" from flake.nix, or set KERNEL_BUILDER_NVIDIA_MIRROR to the address of a '
        "mirror",
        DOCTOR.rstrip(),
    ]


def test_an_archive_is_taken_by_its_hash_before_nvidia_is_asked(fetch, tmp_path):
    digest = sha256(b"content")
    (tmp_path / digest).mkdir()
    (tmp_path / digest / "archive.tar.xz").write_text("content")
    process = fetch(
        "fetch-nvidia.sh", path="nvcc/archive.tar.xz", outputHash=digest, KERNEL_BUILDER_MIRROR=str(tmp_path)
    )
    assert (process.returncode, process.stderr) == (0, "")
    assert (tmp_path / "out").read_text() == "content"


DEBS = {
    f"pool/main/{name[0]}/{name}/{name}_1.0+b1_amd64.deb": f"the package {name}".encode() for name in ("one", "two")
}
ONE, TWO = DEBS


FILES = " ".join(f"{path} {sha256(content)}" for path, content in DEBS.items())


def layout(kind, path, content):
    """Where a mirror has a file: in Debian's pool, or by its hash."""
    return {"pool": path, "hash": sha256(content), "hash-and-name": f"{sha256(content)}/{path.rpartition('/')[2]}"}[
        kind
    ]


@pytest.fixture
def fetch_debs(machine, tmp_path):
    """Fetch DEBS; returns the finished process."""

    def run(shell="sh", **variables):
        return machine.run("fetch-debs.sh", shell=shell, out=str(tmp_path / "out"), files=FILES, **variables)

    return run


def fetched(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


ALL = {path.rpartition("/")[2]: content for path, content in DEBS.items()}


def serve(server, prefix, kind="pool", paths=DEBS):
    for path in paths:
        server.files[f"{prefix}/{layout(kind, path, DEBS[path])}"] = DEBS[path]


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("client", CLIENTS)
def test_two_mirrors_that_each_lack_a_file_serve_together(machine, fetch_debs, server, nobody, client, shell, tmp_path):
    """The first mirror lacks the first file, so a client that stops there is asked again."""
    machine.client(client)
    serve(server, "a", paths=[TWO])
    serve(server, "b", paths=[ONE])
    process = fetch_debs(
        shell,
        KERNEL_BUILDER_DEBIAN_MIRROR=" ".join([nobody, *(f"{server.address}/{name}" for name in ("a", "b", "empty"))]),
    )
    assert (process.returncode, process.stderr) == (0, "")
    assert fetched(tmp_path / "out") == ALL


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("fault", ["another content", "breaks off"])
def test_a_file_that_is_not_the_pinned_one_is_taken_from_the_next_mirror(
    machine, fetch_debs, server, client, fault, tmp_path
):
    machine.client(client)
    serve(server, "a")
    serve(server, "b")
    if fault == "breaks off":
        server.broken.add(f"a/{TWO}")
    else:
        server.files[f"a/{TWO}"] = b"another content"
    process = fetch_debs(KERNEL_BUILDER_DEBIAN_MIRROR=f"{server.address}/a {server.address}/b")
    assert (process.returncode, process.stderr) == (0, "")
    assert fetched(tmp_path / "out") == ALL


@pytest.mark.parametrize("kind", ["hash", "hash-and-name"])
@pytest.mark.parametrize("where", ["variable", "settings"])
@pytest.mark.parametrize("address", ["http", "file", "folder"])
def test_files_by_hash_are_taken_before_apt_is_asked(machine, fetch_debs, server, kind, where, address, tmp_path):
    machine.client("curl")
    machine.program("apt-get", "touch $TMPDIR/asked")
    serve(server, "files", kind)
    for path, content in server.files.items():
        machine.write(f"srv/{path}", content.decode())
    folder = f"{machine.root}/srv/files"
    mirror = {"http": f"{server.address}/files/", "file": f"file://{folder}", "folder": folder}[address]
    variables = {"KERNEL_BUILDER_MIRROR": mirror} if where == "variable" else {}
    machine.settings(**({"MIRROR": mirror} if where == "settings" else {}))
    process = fetch_debs(**variables)
    assert (process.returncode, process.stderr) == (0, "")
    assert fetched(tmp_path / "out") == ALL
    assert not (machine.scratch / "asked").exists()


def test_a_fetch_that_works_at_once_asks_for_nothing_else(machine, fetch_debs, server):
    machine.client("curl")
    serve(server, "debian")
    machine.apt(f"{server.address}/debian|Debian|bookworm|bookworm")
    machine.debootstrap(f"{server.address}/other")
    assert fetch_debs().returncode == 0
    assert server.asked == [f"debian/{path}" for path in DEBS]


# The places that name a mirror, in the order in which they are asked.
PLACES = ("by hash", "variable", "settings", "apt", "debootstrap", "python-apt")
FAULTS = ("refused", "lacks", "wrong", "breaks off")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=strategies.dictionaries(strategies.sampled_from(PLACES), strategies.sampled_from(("works", *FAULTS))))
def test_the_first_mirror_that_works_is_used_whatever_fails_before_it(nobody, states):
    with tempfile.TemporaryDirectory() as scratch, Server() as server:
        folder = pathlib.Path(scratch)
        machine = Machine(folder)
        machine.client("curl")
        variables = {}
        addresses = {}
        for place, state in states.items():
            prefix = place.replace(" ", "-")
            addresses[place] = nobody if state == "refused" else f"{server.address}/{prefix}"
            if state not in ("lacks", "refused"):
                serve(server, prefix, "hash" if place == "by hash" else "pool")
            for path in [path for path in server.files if path.startswith(f"{prefix}/")]:
                if state == "wrong":
                    server.files[path] = b"wrong"
                elif state == "breaks off":
                    server.broken.add(path)
        for place, address in addresses.items():
            if place == "variable":
                variables["KERNEL_BUILDER_DEBIAN_MIRROR"] = address
            elif place == "by hash":
                variables["KERNEL_BUILDER_MIRROR"] = address
            elif place == "settings":
                machine.settings(DEBIAN_MIRROR=address)
            elif place == "apt":
                machine.apt(f"{address}/|Debian|bookworm|bookworm")
            else:
                getattr(machine, place.replace("-", "_"))(address)
        process = machine.run("fetch-debs.sh", out=f"{scratch}/out", files=FILES, **variables)
        named = [place for place in PLACES if place in states]
        working = [place for place in named if states[place] == "works"]
        if not working:
            assert process.returncode == 1 and not (folder / "out").exists()
            # Two places may name the same address, where nobody answers: it is asked once.
            reported = list(dict.fromkeys(addresses[place] for place in named if place != "by hash"))
            for address in reported:
                assert process.stderr.count(f"  {address} (") >= 1
            return
        assert (process.returncode, process.stderr) == (0, "")
        assert fetched(folder / "out") == ALL
        last = working[0].replace(" ", "-")
        after = [place.replace(" ", "-") for place in named[named.index(working[0]) + 1 :]]
        assert any(path.startswith(f"{last}/") for path in server.asked)
        assert not [path for path in server.asked if path.partition("/")[0] in after]


@pytest.mark.parametrize("renew", ["", "rocm"])
def test_a_deb_that_no_mirror_has_is_named_with_each_mirror_its_reason_and_the_remedies(
    machine, fetch_debs, server, tmp_path, renew
):
    machine.client("curl")
    machine.debootstrap(f"{server.address}/debian")
    serve(server, "wrong")
    server.files[f"wrong/{ONE}"] = b"wrong"
    process = fetch_debs(
        renew=renew, KERNEL_BUILDER_DEBIAN_MIRROR=f"{server.address}/wrong", KERNEL_BUILDER_MIRROR=f"{tmp_path}/none"
    )
    renewal = (
        "  if its registry has dropped the file: set KERNEL_BUILDER_MIRROR to a folder that `nix run .#mirror` filled "
        "before,\n  or pin a newer file: `nix run .#update-pins -- rocm` in kernel-builder's repository, or "
        "`nix flake update` in a kernel's folder\n"
    )
    assert process.returncode == 1 and not (tmp_path / "out").exists()
    digest = sha256(DEBS[ONE])
    assert process.stderr == (
        f"error: no mirror has {ONE}\n"
        f"  {tmp_path}/none (KERNEL_BUILDER_MIRROR): cp: cannot stat '{tmp_path}/none/{digest}': No such file or "
        "directory\n"
        f"  {server.address}/wrong (KERNEL_BUILDER_DEBIAN_MIRROR): its sha256 is not {digest}\n"
        f"  {server.address}/debian (debootstrap): curl: (22) The requested URL returned error: 404\n"
        f"{renewal if renew else ''}{REMEDY}{DOCTOR}"
    )


@pytest.mark.skipif("apt-helper" not in CLIENTS, reason="this machine has no apt-helper")
def test_apts_reason_is_reported(machine, fetch_debs, server, nobody):
    machine.client("apt-helper")
    machine.settings(DEBIAN_MIRROR=nobody)
    machine.debootstrap(f"{server.address}/debian")
    port, nobodys_port = (address.rpartition(":")[2] for address in (server.address, nobody))
    assert fetch_debs().stderr == (
        f"error: no mirror has {ONE}\n"
        f"  {nobody} (settings): Could not connect to 127.0.0.1:{nobodys_port} (127.0.0.1). - connect (111: Connection "
        "refused)\n"
        f"  {server.address}/debian (debootstrap): 404  Not Found [IP: 127.0.0.1 {port}]\n{REMEDY}{DOCTOR}"
    )


def test_a_machine_that_names_no_mirror_is_told_how_to_name_one(machine, fetch_debs, tmp_path):
    machine.distribution(ID="fedora")
    process = fetch_debs()
    assert process.returncode == 1 and not (tmp_path / "out").exists()
    assert process.stderr == (
        f"error: this machine names no mirror of Debian to fetch {ONE} from\n{REMEDY}"
        f"  or install debootstrap, which names a mirror: dnf install debootstrap\n{DOCTOR}"
    )


def test_a_machine_that_cannot_unpack_the_first_file_is_told_what_to_install(machine, server, tmp_path):
    machine.client("curl")
    serve(server, "files", "hash")
    process = machine.run(
        "fetch-busybox.sh",
        out=str(tmp_path / "out"),
        files=f"{ONE} {sha256(DEBS[ONE])}",
        KERNEL_BUILDER_MIRROR=f"{server.address}/files",
    )
    assert (process.returncode, process.stderr) == (
        1,
        "error: this machine has neither dpkg-deb nor python3 to unpack the first file with\n"
        "  install Python 3 and its pip with this distribution's package manager, and try again\n",
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
            "outputHash": sha256(content),
            "pythonVersion": "3.11",
            "fallbackIndex": "",
            **environment_of_pip(PIP_FIND_LINKS=str(wheel.parent)),
            **variables,
        }
        return fetch("fetch-distribution.sh", **variables)

    return run, content


def test_a_wheel_is_fetched_with_pip(fetch_wheel, tmp_path):
    run, content = fetch_wheel
    done = run()
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out").read_bytes() == content


def test_a_source_archive_is_fetched_and_nothing_in_it_is_run(fetch, tmp_path):
    """pip asks the archive's build backend for metadata before it saves the archive."""
    (tmp_path / "files").mkdir()
    archive = tmp_path / "files/sample_sources-1.0.tar.gz"
    sources = {
        "setup.py": "raise SystemExit('setup.py was run')",
        "pyproject.toml": '[build-system]\nrequires = ["absent"]\nbuild-backend = "own"\nbackend-path = ["."]\n',
        "own.py": "from setuptools.build_meta import *\n",
    }
    with tarfile.open(archive, "w:gz") as tar:
        for name, text in sources.items():
            member = tarfile.TarInfo(f"sample_sources-1.0/{name}")
            member.size = len(text)
            tar.addfile(member, io.BytesIO(text.encode()))
    process = fetch(
        "fetch-distribution.sh",
        file=archive.name,
        requirement="sample-sources==1.0",
        outputHash=sha256(archive.read_bytes()),
        pythonVersion="3.11",
        fallbackIndex="",
        **environment_of_pip(PIP_FIND_LINKS=str(archive.parent)),
    )
    assert process.returncode == 0, process.stderr
    assert (tmp_path / "out").read_bytes() == archive.read_bytes()


PIPS_REMEDY = (
    "  check the network and pip's settings (pip config list), or put the file into a folder that PIP_FIND_LINKS "
    "names\n"
)


@pytest.mark.parametrize("fallback, also", [("", ""), ("http://127.0.0.1:9", " or from http://127.0.0.1:9")])
def test_a_wheel_that_pip_cannot_download_is_named_with_the_remedies(fetch_wheel, tmp_path, fallback, also):
    run, content = fetch_wheel
    (tmp_path / "empty").mkdir()
    done = run(
        PIP_FIND_LINKS=str(tmp_path / "empty"), fallbackIndex=fallback, KERNEL_BUILDER_MIRROR=str(tmp_path / "no")
    )
    assert done.returncode == 1
    _, message = done.stderr.split("error: ")[-2:]
    assert message == (
        f"pip could not download {WHEEL} from its index{also}\n"
        f"  {tmp_path}/no (KERNEL_BUILDER_MIRROR): cp: cannot stat '{tmp_path}/no/{sha256(content)}': No such file or "
        f"directory\n{PIPS_REMEDY}{DOCTOR}"
    )


@pytest.mark.parametrize("kind", ["hash", "hash-and-name"])
def test_a_wheel_is_taken_by_its_hash_without_any_pip(machine, fetch_wheel, server, tmp_path, kind):
    """Also where a first folder has another file under that name."""
    _, content = fetch_wheel
    digest = sha256(content)
    machine.client("curl")
    machine.write(f"srv/{digest}", "another file")
    server.files[digest if kind == "hash" else f"{digest}/{WHEEL}"] = content
    machine.settings(MIRROR=server.address)
    process = machine.run(
        "fetch-distribution.sh",
        out=str(tmp_path / "out"),
        file=WHEEL,
        outputHash=digest,
        KERNEL_BUILDER_MIRROR=f"{machine.root}/srv",
    )
    assert (process.returncode, process.stderr) == (0, "")
    assert (tmp_path / "out").read_bytes() == content


@pytest.fixture
def wheel_on(machine, fetch_wheel, tmp_path):
    """Fetch the wheel on a machine that has only the programs of the test."""
    _, content = fetch_wheel
    pip = f"exec {sys.executable} -m pip"
    variables = {
        "out": str(tmp_path / "out"),
        "file": WHEEL,
        "requirement": "sample==1.0",
        "outputHash": sha256(content),
        "pythonVersion": "3.11",
        "fallbackIndex": "",
        **environment_of_pip(PIP_FIND_LINKS=str(tmp_path / "wheels")),
    }
    return (lambda shell="sh": machine.run("fetch-distribution.sh", shell=shell, **variables)), pip, content


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("program, shift", [("pip3", 0), ("uv", 3), ("uvx", 1), ("mypip", 0)])
def test_any_pip_of_the_machine_fetches_a_wheel(machine, wheel_on, tmp_path, program, shift, shell):
    run, pip, content = wheel_on
    machine.program(program, f'shift {shift}\n{pip} "$@"')
    machine.settings(PIP="mypip")
    process = run(shell)
    assert (process.returncode, process.stderr) == (0, "")
    assert (tmp_path / "out").read_bytes() == content


@pytest.mark.parametrize("fault", ["exit 1", '[ "$1" = --version ]'])
def test_if_the_pip_of_the_settings_fails_another_one_is_tried(machine, wheel_on, tmp_path, fault):
    run, pip, content = wheel_on
    machine.settings(PIP="stale")
    machine.program("stale", fault)
    machine.program("pip", f'{pip} "$@"')
    process = run()
    assert (process.returncode, process.stderr) == (0, "")
    assert (tmp_path / "out").read_bytes() == content


def test_a_python_without_pip_runs_the_one_of_ensurepip(machine, wheel_on, tmp_path):
    run, _, content = wheel_on
    bundle_pip(tmp_path / "python")
    python = f'PYTHONPATH={tmp_path}/python exec {sys.executable} "$@"'
    machine.program("python3", f'case "$1 $2" in -c*|"-m pip") exit 1 ;; esac\n{python}')
    process = run()
    assert (process.returncode, process.stderr) == (0, "")
    assert (tmp_path / "out").read_bytes() == content


def test_a_machine_without_pip_is_told_what_to_install(machine, wheel_on, tmp_path):
    run, _, _ = wheel_on
    machine.distribution(ID="arch")
    process = run()
    assert (process.returncode, process.stderr) == (
        1,
        f"error: this machine has no pip to fetch {WHEEL} with\n  install pip: pacman -S python-pip\n{DOCTOR}",
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("size, reported", [("7", True), ("0", False)])
def test_nix_is_told_how_much_of_a_download_has_arrived(fetch, tmp_path, size, reported):
    (tmp_path / "mirror/pool").mkdir(parents=True)
    (tmp_path / "mirror/pool/a.deb").write_text("content")
    files = f"pool/a.deb {sha256(b'content')}"
    mirror = f"file://{tmp_path}/mirror"
    done = fetch("fetch-debs.sh", files=files, name="debs", size=size, KERNEL_BUILDER_DEBIAN_MIRROR=mirror)
    assert done.returncode == 0 and (tmp_path / "out/a.deb").read_text() == "content"
    events = [json.loads(line[len("@nix ") :]) for line in done.stderr.splitlines() if line.startswith("@nix ")]
    assert bool(events) == reported
    for event in events[:1]:
        # Nix takes from a builder the activity 101 alone, a file transfer.
        assert (event["action"], event["type"], event["fields"]) == ("start", 101, ["debs"])
    for event in events[1:]:
        arrived, size_of_all, *_ = event["fields"]
        assert (event["action"], event["type"], size_of_all) == ("result", 105, 7) and 0 <= arrived <= 7


def test_the_source_archives_of_our_own_pins_are_known():
    """outside.sh fetches no others."""
    lines = (PKGS / "base/fetchers/source-archives").read_text().splitlines()
    known = {line for line in lines if not line.startswith("#")}
    locks = [json.loads(file.read_text()) for file in PKGS.glob("**/lock*/**/*.json")]
    locks += [json.loads(file.read_text()) for file in PKGS.glob("*/lock.json")]
    rows = [row for lock in locks for row in lock.values() if isinstance(row, dict) and "file" in row]
    assert rows
    assert {row["sha256"] for row in rows if not row["file"].endswith(".whl")} == known
