#!/usr/bin/env python3
"""Write lock/<system>.json: the .deb files of the Debian root, of gdb and of the static busybox, with their hashes.

Run by `update-pins debian`. Needs apt with Debian 12 among its sources, and Nix. The lock names files of the release
only: they stay in the pool. A security update leaves the pool when the next one comes.
"""

import os
import pathlib
import re
import tempfile
import urllib.parse

from suites import ARCHITECTURES, hash_of, paragraphs, row, run, write

HERE = pathlib.Path(__file__).resolve().parent
RELEASE = "bookworm"
# gdb's libraries require these packages for their settings in /etc. A store path has no /etc.
GDB_UNWANTED = {"debconf", "libdebuginfod-common", "libsasl2-modules-db", "sensible-utils", "ucf"}


def release_repository():
    """The address of the machine's own mirror of the release."""
    for line in run(
        "apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE) $(CODENAME)", text=True
    ).splitlines():
        uri, *names = line.split()
        if RELEASE in names:
            return uri
    raise SystemExit(
        f"error: apt has no source for Debian '{RELEASE}'\n"
        "  add one to /etc/apt/sources.list.d and run `apt-get update`"
    )


def root_packages(text):
    """The names in packages.txt: a list of wanted packages, and the set of unwanted ones, which start with `!`."""
    names = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [name for name in names if name[0] != "!"], {name[1:] for name in names if name[0] == "!"}


class Apt:
    """apt for one architecture, as on an empty machine with the release as its only source."""

    def __init__(self, architecture, repository, scratch):
        folder = pathlib.Path(scratch) / architecture
        for sub in ("lists/partial", "archives/partial", "parts"):
            (folder / sub).mkdir(parents=True)
        (folder / "status").touch()
        key = "/usr/share/keyrings/debian-archive-keyring.gpg"
        (folder / "sources.list").write_text(f"deb [signed-by={key}] {repository} {RELEASE} main\n")
        settings = {
            "APT::Architecture": architecture,
            "APT::Architectures": architecture,
            "APT::Sandbox::User": "root",
            "Dir::State::Lists": folder / "lists",
            "Dir::State::status": folder / "status",
            "Dir::Cache": folder,
            "Dir::Cache::archives": folder / "archives",
            "Dir::Etc::SourceList": folder / "sources.list",
            "Dir::Etc::SourceParts": folder / "parts",
        }
        self.options = ["-qq", *(f"-o{name}={value}" for name, value in settings.items())]
        self.repository = repository
        run("apt-get", *self.options, "update")

    def closure(self, names, unwanted=()):
        """The pins of the packages and of everything that they depend on, without the unwanted ones."""
        command = [*self.options, "install", "--print-uris", "-y", "--no-install-recommends", *names]
        paths = {}
        for uri, file in re.findall(r"^'([^']+)' (\S+)", run("apt-get", *command, text=True), re.M):
            name, version, _ = urllib.parse.unquote(file).split("_")
            if name not in unwanted:
                paths[f"{name}={version}"] = urllib.parse.unquote(uri).removeprefix(self.repository)
        files = [row(fields) for fields in paragraphs(run("apt-cache", *self.options, "show", *paths, text=True))]
        assert sorted(paths.values()) == sorted(file["path"] for file in files)
        return sorted(files, key=lambda file: file["path"])


def fetched_hash(script, files, scratch):
    """The SRI hash of the output of a fetcher's script for the files."""
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        pairs = " ".join(f"{file['path']} {file['sha256']}" for file in files)
        variables = {"files": pairs, "out": f"{folder}/out", "TMPDIR": folder}
        run("sh", script, env={**os.environ, **variables})
        return hash_of(f"{folder}/out")


def lock(apt, scratch):
    """The pins of one system."""
    base = HERE.parent
    fetch_debs = str(base / "fetchers/fetch-debs.sh")
    names, unwanted = root_packages((HERE / "packages.txt").read_text())
    root = apt.closure(names, unwanted)
    (busybox,) = apt.closure(["busybox-static"])
    # gdb and its libraries, without those that the root has.
    in_root = {file["path"] for file in root}
    gdb = [file for file in apt.closure(["gdb-minimal"], unwanted | GDB_UNWANTED) if file["path"] not in in_root]
    busybox_hash = fetched_hash(str(base / "fetchers/fetch-busybox.sh"), [busybox], scratch)
    return {
        "busybox": {**busybox, "hash": busybox_hash},
        "gdb": {"hash": fetched_hash(fetch_debs, gdb, scratch), "files": gdb},
        "root": {"hash": fetched_hash(fetch_debs, root, scratch), "files": root},
    }


def main():
    repository = release_repository()
    with tempfile.TemporaryDirectory() as scratch:
        for system, architecture in ARCHITECTURES.items():
            write(HERE / "lock" / f"{system}.json", lock(Apt(architecture, repository, scratch), scratch))


if __name__ == "__main__":
    main()
