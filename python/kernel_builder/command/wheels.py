"""Resolving of wheels by pip for systems that this machine need not be.

One entry a distribution, by its normalized name: version, file, sha256, and the names it requires there.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kernel_builder.builder.errors import UserError

PYTHON = "3.11"
SYSTEMS = {"x86_64-linux": "x86_64", "aarch64-linux": "aarch64"}
# glibc versions of the platform tags that run on Debian 12 (PEP 600), newest first.
GLIBC_MINORS = range(36, 4, -1)
LEGACY_TAGS = ["manylinux2014", "manylinux2010", "manylinux1"]


def resolve(machine, requirements):
    """pip's installation report for requirements on a machine (PyPA: pip installation report, version 1)."""
    platforms = [f"manylinux_2_{minor}_{machine}" for minor in GLIBC_MINORS]
    platforms += [f"{tag}_{machine}" for tag in LEGACY_TAGS]
    tags = ["--python-version", PYTHON, "--implementation", "cp"]
    for abi in (f"cp{PYTHON.replace('.', '')}", "abi3", "none"):
        tags += ["--abi", abi]
    for platform in platforms:
        tags += ["--platform", platform]
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder, "report.json")
        flags = ["--dry-run", "--ignore-installed", "--quiet", "--only-binary", ":all:", "--target", folder]
        command = [sys.executable, "-m", "pip", "install", *flags, *tags, "--report", str(report), *requirements]
        done = subprocess.run(command, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            said = [line for line in done.stderr.splitlines() if line.startswith("ERROR: ")]
            raise UserError(
                f"pip finds no wheels for {' '.join(requirements)} on {machine}", *(said[:3] or ["pip failed"])
            )
        return json.loads(report.read_text())["install"]


def marker_environment(machine):
    return {
        "python_version": PYTHON,
        "python_full_version": f"{PYTHON}.2",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "os_name": "posix",
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": machine,
    }


def required_names(metadata, extras, machine):
    """The names a distribution requires there, with the extras that others ask of it."""
    names = set()
    for text in metadata.get("requires_dist", []):
        requirement = Requirement(text)
        environments = [{**marker_environment(machine), "extra": extra} for extra in ["", *extras]]
        if not requirement.marker or any(requirement.marker.evaluate(e) for e in environments):
            names.add(canonicalize_name(requirement.name))
    return names


def lock(system, requirements):
    """Pins of all wheels that the requirements, words of `pip install`, need on a system."""
    machine = SYSTEMS[system]
    rows = resolve(machine, requirements)
    extras = {}
    for row in rows:
        extras.setdefault(canonicalize_name(row["metadata"]["name"]), set()).update(row.get("requested_extras", []))
        for text in row["metadata"].get("requires_dist", []):
            requirement = Requirement(text)
            extras.setdefault(canonicalize_name(requirement.name), set()).update(requirement.extras)
    pins = {}
    for row in rows:
        name = canonicalize_name(row["metadata"]["name"])
        download = row["download_info"]
        pins[name] = {
            "version": row["metadata"]["version"],
            "file": urllib.parse.unquote(download["url"].rpartition("/")[2]),
            "sha256": download["archive_info"]["hashes"]["sha256"],
            "requires": sorted(required_names(row["metadata"], extras.get(name, ()), machine)),
        }
    for name, pin in pins.items():
        pin["requires"] = [required for required in pin["requires"] if required in pins and required != name]
    # pip goes by the markers of the machine it runs on, and may have brought what is not needed there.
    needed, found = {canonicalize_name(row["metadata"]["name"]) for row in rows if row["requested"]}, set()
    while needed:
        found |= needed
        needed = {required for name in needed for required in pins[name]["requires"]} - found
    return {name: pins[name] for name in sorted(found)}


def write(target, pins):
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(pins, indent=1) + "\n")
    print(f"{target.name}: {len(pins)} wheels")
