"""Versions of Nix, made of Debian's packages: each in a folder of its own, with its own loader and libraries.

A release of Debian has one version of Nix. The packages come from the machine's own mirror, and apt checks their
signatures.
"""

import os
import pathlib
import re
import shutil
import stat
import subprocess
import urllib.parse

# A release of Debian → the version of Nix that it had when this was written: a release's own stays.
RELEASES = {"bookworm": "2.8", "trixie": "2.26", "testing": "2.34"}
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
# Nix runs no program of these, and their scripts do not run here.
UNWANTED = {"cdebconf", "debconf", "adduser", "passwd", "perl", "perl-base", "perl-modules"}
WRAPPER = """\
#!/bin/sh
root={root}
libraries=$root/usr/lib/x86_64-linux-gnu:$root/usr/lib
exec "$root/{loader}" --library-path "$libraries" --argv0 {name} "$root/usr/bin/nix" "$@"
"""
PROGRAMS = ("nix", "nix-build", "nix-store", "nix-instantiate", "nix-hash", "build-remote")
# The unpacked Nix is not where it looks for its own helper, and has no shell of Debian's package for the sandbox.
SETTINGS = """
build-hook = {programs}/build-remote
sandbox-paths =
extra-experimental-features = nix-command flakes
"""


def run(*words, **settings):
    """The output of a program, which must succeed."""
    return subprocess.run(
        [str(word) for word in words], check=True, stdout=subprocess.PIPE, text=True, **settings
    ).stdout


def mirror(repository: pathlib.Path) -> str:
    """The mirror of Debian that fetchers use on this machine."""
    line = run("sh", repository / "pkgs/base/fetchers/mirrors.sh", "find")
    return line.split("\t")[1].strip()


def download(release: str, address: str, folder: pathlib.Path) -> list[pathlib.Path]:
    """Download Nix's package of a release and all that it needs into a folder, as apt does on an empty machine."""
    for name in ("lists/partial", "cache/archives/partial", "parts"):
        (folder / name).mkdir(parents=True)
    (folder / "status").touch()
    (folder / "sources.list").write_text(f"deb [signed-by={KEYRING}] {address} {release} main\n")
    settings = {
        "APT::Sandbox::User": "root",
        "APT::Architecture": "amd64",
        "Dir::State::Lists": folder / "lists",
        "Dir::State::status": folder / "status",
        "Dir::Cache": folder / "cache",
        "Dir::Etc::SourceList": folder / "sources.list",
        "Dir::Etc::SourceParts": folder / "parts",
        "Acquire::Languages": "none",
    }
    apt = ["apt-get", "-qq", *(f"-o{name}={value}" for name, value in settings.items())]
    run(*apt, "update")
    listed = run(*apt, "install", "--print-uris", "-y", "--no-install-recommends", "nix-bin")
    names = [urllib.parse.unquote(file) for file in re.findall(r"^'[^']+' (\S+)", listed, re.M)]
    wanted = ["=".join(name.split("_")[:2]) for name in names if name.split("_")[0] not in UNWANTED]
    # apt compares each file with the hash in the signed list.
    run(*apt, "download", *wanted, cwd=folder / "cache")
    return sorted((folder / "cache").glob("*.deb"))


def make(release: str, address: str, folder: pathlib.Path) -> pathlib.Path:
    """Make the Nix of a release in a folder; returns the folder of its programs, for PATH."""
    root, programs = folder / "root", folder / "bin"
    for deb in download(release, address, folder / "apt"):
        run("dpkg-deb", "--extract", deb, root)
    shutil.rmtree(folder / "apt")
    loader = next(
        path
        for path in ("usr/lib64/ld-linux-x86-64.so.2", "lib64/ld-linux-x86-64.so.2")
        if os.path.lexists(root / path)
    )
    # Older releases have libraries in /lib too.
    if (root / "lib").is_dir() and not (root / "lib").is_symlink():
        shutil.copytree(root / "lib", root / "usr/lib", dirs_exist_ok=True, symlinks=True)
    resolved = (root / loader).resolve()
    target = resolved if resolved.is_relative_to(root.resolve()) else root / str(resolved).lstrip("/")
    programs.mkdir()
    for name in PROGRAMS:
        file = programs / name
        file.write_text(WRAPPER.format(root=root, loader=target.relative_to(root), name=name))
        file.chmod(file.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return programs


def environment(programs: pathlib.Path, more: str = "") -> dict[str, str]:
    """The variables with which this Nix runs. more: further settings of Nix."""
    config = os.environ.get("NIX_CONFIG", "") + SETTINGS.format(programs=programs) + more
    return {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "NIX_CONFIG": config}


def version(programs: pathlib.Path) -> str:
    """The version that this Nix prints, for example 2.34."""
    match = re.search(r"(\d+\.\d+)", run(programs / "nix", "--version"))
    assert match
    return match[1]
