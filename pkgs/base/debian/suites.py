"""Pins of packages out of one of Debian's suites, for the update scripts: needs apt, curl and Nix."""

import functools
import json
import lzma
import pathlib
import subprocess
import tempfile

ARCHITECTURES = {"x86_64-linux": "amd64", "aarch64-linux": "arm64"}


def run(*command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, **options).stdout


@functools.cache
def mirror(suite, section="main"):
    """The first of apt's own mirrors that has the suite."""
    for uri in sorted(set(run("apt-get", "indextargets", "--format", "$(REPO_URI)").decode().split())):
        address = f"{uri.rstrip('/')}/dists/{suite}/{section}/binary-amd64/Packages.xz"
        if subprocess.run(["curl", "-fsS", "-o", "/dev/null", address], stderr=subprocess.DEVNULL).returncode == 0:
            return uri.rstrip("/")
    raise SystemExit(f"error: none of apt's mirrors has {suite}/{section}")


@functools.cache
def index(suite, system, section="main"):
    """Package → its fields, as a suite has it for a system; of several versions, the first that is listed."""
    address = f"{mirror(suite, section)}/dists/{suite}/{section}/binary-{ARCHITECTURES[system]}/Packages.xz"
    packages = {}
    for paragraph in lzma.decompress(run("curl", "-fsS", address)).decode().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in paragraph.splitlines() if ": " in line and line[0] != " ")
        packages.setdefault(fields.get("Package"), fields)
    return packages


def download(suite, fields, folder, section="main"):
    """Put the file of a package into a folder, and return its path."""
    target = pathlib.Path(folder, pathlib.PurePosixPath(fields["Filename"]).name)
    run("curl", "-fsS", "-o", str(target), f"{mirror(suite, section)}/{fields['Filename']}")
    target.chmod(0o644)
    return target


def pin(suite, system, names, section="main"):
    """What fetchDebs wants of the packages: { files, hash }."""
    packages, files = index(suite, system, section), []
    with tempfile.TemporaryDirectory() as folder:
        for name in sorted(names):
            if name not in packages:
                raise SystemExit(f"error: {suite}/{section} has no {name} for {system}")
            fields = packages[name]
            download(suite, fields, folder, section)
            files.append({"path": fields["Filename"], "sha256": fields["SHA256"], "size": int(fields["Size"])})
        hashed = run("nix", "--extra-experimental-features", "nix-command", "hash", "path", folder).decode().strip()
    return {"files": files, "hash": hashed}


def write(path, rows):
    """Write a file of pins, and say so."""
    path.write_text(json.dumps(rows, indent=1) + "\n")
    print(f"{path.name}: written")
