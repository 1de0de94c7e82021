"""Make the virtual environment $out of links to the files of $packages.

A folder that one package alone has is one link; a folder that several share (namespace packages, bin) is made
anew and its members linked. Scripts are copied, since they name their interpreter.
"""

import os
import pathlib
import sys

OUT = pathlib.Path(os.environ["out"])
HOME = pathlib.Path(os.environ["debianRoot"]) / "usr/bin"


def merge(folders, target):
    """Link what the folders hold into target, folder by folder where names meet."""
    target.mkdir(parents=True, exist_ok=True)
    members = {}
    for folder in folders:
        for path in sorted(folder.iterdir()):
            members.setdefault(path.name, []).append(path)
    for name, paths in members.items():
        if len(paths) > 1 and all(path.is_dir() for path in paths):
            merge(paths, target / name)
        elif len(paths) == 1 or same(paths):
            (target / name).symlink_to(paths[0])
        else:
            sys.exit(f"error: two packages have the file {name}:\n  " + "\n  ".join(map(str, paths)))


def same(paths):
    """Whether all are one file, as the `__init__.py` of a folder that packages share, or bytecode of one.

    Bytecode holds the path of its source besides; where the sources differ, they are refused by themselves.
    """
    if all(path.suffix == ".pyc" for path in paths):
        return True
    return all(path.is_file() for path in paths) and len({path.read_bytes() for path in paths}) == 1


def add_scripts(folder):
    for path in sorted(folder.iterdir()):
        target = OUT / "bin" / path.name
        content = path.read_bytes()
        first, _, rest = content.partition(b"\n")
        if first.startswith(b"#!") and b"python" in first:
            target.write_bytes(b"#!%s\n%s" % (bytes(OUT / "bin/python3"), rest))
            target.chmod(0o755)
        elif not target.exists():
            target.symlink_to(path)


def main():
    (OUT / "bin").mkdir(parents=True)
    for name in ("python", "python3", "python3.11"):
        (OUT / "bin" / name).symlink_to(HOME / "python3.11")
    (OUT / "pyvenv.cfg").write_text(f"home = {HOME}\ninclude-system-site-packages = false\nversion = 3.11\n")
    packages = [pathlib.Path(path) for path in os.environ["packages"].split()]
    sites = [package / "lib/python3.11/site-packages" for package in packages]
    merge([site for site in sites if site.is_dir()], OUT / "lib/python3.11/site-packages")
    for package in packages:
        if (package / "bin").is_dir():
            add_scripts(package / "bin")


main()
