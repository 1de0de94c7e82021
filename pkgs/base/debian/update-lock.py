#!/usr/bin/env python3
"""Write lock/<system>.json: the .deb files of the Debian root, of gdb and of the static busybox, with their hashes.

Needs apt with Debian 12 among its sources, and Nix. Only the release itself is locked, not its security
updates: the release's files stay in the pool, an update's file leaves it with the next update.
"""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
RELEASE = "bookworm"
SYSTEMS = {"x86_64-linux": "amd64", "aarch64-linux": "arm64"}


# What the debugger's libraries pull in for their settings, which a store path has none of.
GDB_UNWANTED = {"debconf", "libdebuginfod-common", "libsasl2-modules-db", "sensible-utils", "ucf"}


def run(*command, **environment):
    done = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, env={**os.environ, **environment})
    return done.stdout


def release_repository():
    """The base address of the machine's own mirror of the release."""
    rows = run("apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE) $(CODENAME)").splitlines()
    for row in rows:
        uri, _, name = row.partition(" ")
        if RELEASE in name.split():
            return uri
    raise SystemExit(f"error: apt has no source for Debian '{RELEASE}'")


def root_packages():
    lines = (HERE / "packages.txt").read_text().splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    return [n for n in names if n[0] != "!"], {n[1:] for n in names if n[0] == "!"}


class Apt:
    """apt for one architecture on an empty machine, with the release as its only source."""

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
        """The .deb files of the packages and of all they depend on, less the unwanted ones."""
        rows = run("apt-get", *self.options, "install", "--print-uris", "-y", "--no-install-recommends", *names)
        found = {}
        for uri, file in re.findall(r"^'([^']+)' (\S+)", rows, re.M):
            name, version, _ = urllib.parse.unquote(file).split("_")
            if name not in unwanted:
                found[f"{name}={version}"] = urllib.parse.unquote(uri).removeprefix(self.repository)
        shown = run("apt-cache", *self.options, "show", *found).strip().split("\n\n")
        files = []
        for text in shown:
            field = dict(re.findall(r"^(Filename|SHA256|Size): (.+)$", text, re.M))
            files.append({"path": field["Filename"], "sha256": field["SHA256"], "size": int(field["Size"])})
        assert sorted(found.values()) == sorted(file["path"] for file in files)
        return sorted(files, key=lambda file: file["path"])


def fetched_hash(script, files, scratch, **environment):
    """The SRI hash of what a fetcher's script makes of the files."""
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        pairs = " ".join(f"{file['path']} {file['sha256']}" for file in files)
        run("sh", script, files=pairs, out=f"{folder}/out", TMPDIR=folder, **environment)
        flags = ["--extra-experimental-features", "nix-command"]
        return run("nix", *flags, "hash", "path", f"{folder}/out").strip()


def lock(system, apt, scratch):
    fetch_debs = str(HERE.parent / "fetchers/fetch-debs.sh")
    names, unwanted = root_packages()
    root = apt.closure(names, unwanted)
    (busybox,) = apt.closure(["busybox-static"])
    # The debugger and its libraries, less those that the root has.
    in_root = {file["path"] for file in root}
    gdb = [file for file in apt.closure(["gdb-minimal"], unwanted | GDB_UNWANTED) if file["path"] not in in_root]
    busybox_script = str(HERE.parent / "bootstrap/busybox.sh")
    pins = {
        "busybox": {**busybox, "hash": fetched_hash(busybox_script, [busybox], scratch, fetchDebs=fetch_debs)},
        "gdb": {"hash": fetched_hash(fetch_debs, gdb, scratch), "files": gdb},
        "root": {"hash": fetched_hash(fetch_debs, root, scratch), "files": root},
    }
    target = HERE / "lock" / f"{system}.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(pins, indent=1) + "\n")
    print(f"{target.name}: {len(root)} files, {sum(file['size'] for file in root) / 1e6:.1f} MB")


def main():
    repository = release_repository()
    with tempfile.TemporaryDirectory() as scratch:
        for system, architecture in SYSTEMS.items():
            lock(system, Apt(architecture, repository, scratch), scratch)


if __name__ == "__main__":
    main()
