#!/usr/bin/env python3
"""Write compilers.json: NVIDIA's nvcc as Debian packages it, for toolkits whose wheels hold none.

The package of Debian's stable release stays in the pool, on every mirror. Needs apt, curl and Nix.
"""

import json
import lzma
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
# Name in toolkits.json → suite, section and package.
COMPILERS = {"nvcc-12.4": ("trixie", "non-free", "nvidia-cuda-toolkit")}
SYSTEMS = {"x86_64-linux": "amd64", "aarch64-linux": "arm64"}


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def mirror(suite, section):
    """The first of apt's own mirrors that has the suite, with its list of packages for amd64."""
    for uri in sorted(set(run("apt-get", "indextargets", "--format", "$(REPO_URI)").decode().split())):
        try:
            run("curl", "-fsS", "-o", "/dev/null", f"{uri.rstrip('/')}/dists/{suite}/{section}/binary-amd64/Packages.xz")
            return uri.rstrip("/")
        except subprocess.CalledProcessError:
            continue
    raise SystemExit(f"error: none of apt's mirrors has {suite}/{section}")


def find(uri, suite, section, architecture, package):
    """The fields of a package in the list of an architecture."""
    text = lzma.decompress(run("curl", "-fsS", f"{uri}/dists/{suite}/{section}/binary-{architecture}/Packages.xz")).decode()
    for paragraph in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in paragraph.splitlines() if ": " in line and line[0] != " ")
        if fields.get("Package") == package:
            return fields
    raise SystemExit(f"error: {suite}/{section} has no {package} for {architecture}")


def lock(suite, section, package):
    uri, rows = mirror(suite, section), {}
    for system, architecture in SYSTEMS.items():
        fields = find(uri, suite, section, architecture, package)
        path = fields["Filename"]
        with tempfile.TemporaryDirectory() as folder:
            target = pathlib.Path(folder, pathlib.PurePosixPath(path).name)
            run("curl", "-fsS", "-o", str(target), f"{uri}/{path}")
            target.chmod(0o644)
            hashed = run("nix", "--extra-experimental-features", "nix-command", "hash", "path", folder).decode().strip()
        rows[system] = {"files": [{"path": path, "sha256": fields["SHA256"], "size": int(fields["Size"])}], "hash": hashed}
    return rows


def main():
    rows = {name: lock(*where) for name, where in COMPILERS.items()}
    (HERE / "compilers.json").write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
