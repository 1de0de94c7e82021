"""Pins of Debian packages, for the scripts that renew pins. Needs apt, curl and Nix."""

import functools
import json
import lzma
import pathlib
import subprocess
import tempfile

# System → Debian's name of its architecture.
ARCHITECTURES = {"x86_64-linux": "amd64", "aarch64-linux": "arm64"}


def run(*command, **options):
    """The output of a command, which must succeed: bytes, or text with `text=True`."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, **options).stdout


@functools.cache
def mirror(suite, section="main"):
    """The address of the first mirror in apt's settings that has the suite."""
    for uri in sorted(set(run("apt-get", "indextargets", "--format", "$(REPO_URI)", text=True).split())):
        address = f"{uri.rstrip('/')}/dists/{suite}/{section}/binary-amd64/Packages.xz"
        if subprocess.run(["curl", "-fsS", "-o", "/dev/null", address], stderr=subprocess.DEVNULL).returncode == 0:
            return uri.rstrip("/")
    raise SystemExit(
        f"error: none of apt's mirrors has {suite}/{section}\n"
        "  add a mirror of Debian that has it to /etc/apt/sources.list.d and run `apt-get update`"
    )


def paragraphs(text):
    """The paragraphs of an index of packages (deb822(5)), each as {field: first line of its value}."""
    for paragraph in text.strip().split("\n\n"):
        yield dict(line.split(": ", 1) for line in paragraph.splitlines() if ": " in line and line[0] != " ")


@functools.cache
def index(suite, system, section="main"):
    """The packages of a suite for a system: name → fields. Of several versions, the index lists the first one."""
    address = f"{mirror(suite, section)}/dists/{suite}/{section}/binary-{ARCHITECTURES[system]}/Packages.xz"
    packages = {}
    for fields in paragraphs(lzma.decompress(run("curl", "-fsS", address)).decode()):
        packages.setdefault(fields.get("Package"), fields)
    return packages


def download(suite, fields, folder, section="main"):
    """Download the file of a package, given by its fields, into a folder, and return its path."""
    target = pathlib.Path(folder, pathlib.PurePosixPath(fields["Filename"]).name)
    run("curl", "-fsS", "-o", str(target), f"{mirror(suite, section)}/{fields['Filename']}")
    target.chmod(0o644)
    return target


def row(fields):
    """The pin of a package's file: its path in the pool, hash and size."""
    return {"path": fields["Filename"], "sha256": fields["SHA256"], "size": int(fields["Size"])}


def hash_of(path):
    """The SRI hash that Nix gives a file or folder."""
    return run("nix", "--extra-experimental-features", "nix-command", "hash", "path", str(path), text=True).strip()


def pin(suite, system, names, section="main"):
    """The arguments of fetchDebs for the packages of these names: { files, hash }."""
    packages, files = index(suite, system, section), []
    with tempfile.TemporaryDirectory() as folder:
        for name in sorted(names):
            if name not in packages:
                raise SystemExit(
                    f"error: {suite}/{section} has no package {name} for {system}\n"
                    "  Debian may have renamed it: correct the name in the script that asks for it"
                )
            download(suite, packages[name], folder, section)
            files.append(row(packages[name]))
        return {"files": files, "hash": hash_of(folder)}


def write(path, pins):
    """Write a file of pins and print its name."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(pins, indent=1) + "\n")
    print(f"{path.name}: written")
