"""Make the virtual environment $out, which links to the files of $packages.

A folder that only one package has becomes one link. A folder that several packages share (bin, namespace packages)
becomes a folder of links. Scripts are copied, since their first line names their interpreter.
"""

import os
import pathlib
import sys


def is_same(paths):
    """Whether all paths hold the same file, such as an `__init__.py` that several packages ship.

    Bytecode also holds the path of its source, so it always differs. `merge` refuses sources that differ.
    """
    if all(path.suffix == ".pyc" for path in paths):
        return True
    return all(path.is_file() for path in paths) and len({path.read_bytes() for path in paths}) == 1


def merge(folders, target):
    """Link everything in the folders into target. Folders of the same name are merged.

    Exits with an error if two folders have different files of the same name.
    """
    target.mkdir(parents=True, exist_ok=True)
    members = {}
    for folder in folders:
        for path in sorted(folder.iterdir()):
            members.setdefault(path.name, []).append(path)
    for name, paths in members.items():
        if len(paths) > 1 and all(path.is_dir() for path in paths):
            merge(paths, target / name)
        elif len(paths) == 1 or is_same(paths):
            (target / name).symlink_to(paths[0])
        else:
            rows = "\n".join(f"  {path}" for path in paths)
            sys.exit(f"error: several packages have the file {name}, with different contents:\n{rows}")


def add_scripts(folder, target):
    """Put a package's programs into target; scripts of Python then start with target's own python3."""
    for path in sorted(folder.iterdir()):
        first, _, rest = path.read_bytes().partition(b"\n")
        program = target / path.name
        if first.startswith(b"#!") and b"python" in first:
            program.write_bytes(b"#!%s\n%s" % (bytes(target / "python3"), rest))
            program.chmod(0o755)
        elif not program.exists():
            program.symlink_to(path)


def make_environment(out, packages, home, version, site_packages):
    """Make the environment.

    out: the folder to make. packages: a list of prefixes. home: the folder of the Python that runs the environment.
    version: its version, such as `3.11`. site_packages: path of the packages' folder below a prefix.
    """
    (out / "bin").mkdir(parents=True)
    for name in ("python", "python3", f"python{version}"):
        (out / "bin" / name).symlink_to(home / f"python{version}")
    (out / "pyvenv.cfg").write_text(f"home = {home}\ninclude-system-site-packages = false\nversion = {version}\n")
    merge([package / site_packages for package in packages if (package / site_packages).is_dir()], out / site_packages)
    for package in packages:
        if (package / "bin").is_dir():
            add_scripts(package / "bin", out / "bin")


def main():
    make_environment(
        out=pathlib.Path(os.environ["out"]),
        packages=[pathlib.Path(path) for path in os.environ["packages"].split()],
        home=pathlib.Path(os.environ["debianRoot"]) / "usr/bin",
        version=os.environ["pythonVersion"],
        site_packages=os.environ["sitePackages"],
    )


if __name__ == "__main__":
    main()
