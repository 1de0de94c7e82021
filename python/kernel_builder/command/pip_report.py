"""Wheels that pip chooses for a machine, which need not be this one."""

import http.client
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Sequence
from typing import Any, Optional

from kernel_builder.builder.errors import UserError
from kernel_builder.command.doctor.network import certificates

PYTHON = "3.11"
# pip of the Python that runs this.
PIP = (sys.executable, "-m", "pip")
# glibc versions of the platform tags that run on Debian 12 (PEP 600), newest first.
GLIBC_MINORS = range(36, 4, -1)
LEGACY_TAGS = ["manylinux2014", "manylinux2010", "manylinux1"]
# Seconds that an index has to tell the size of a file.
SIZE_TIMEOUT = 10
# At most so many lines of pip's errors are shown.
MOST_LINES = 3

# An item of a report; see "Installation report" in pip's documentation, version 1.
Item = dict[str, Any]


def tags(machine: str) -> list[str]:
    """The flags with which pip takes wheels for a machine, for example `x86_64`, and for no other."""
    flags = ["--python-version", PYTHON, "--implementation", "cp"]
    for abi in (f"cp{PYTHON.replace('.', '')}", "abi3", "none"):
        flags += ["--abi", abi]
    for tag in [*(f"manylinux_2_{minor}" for minor in GLIBC_MINORS), *LEGACY_TAGS]:
        flags += ["--platform", f"{tag}_{machine}"]
    return flags


def resolve(machine: str, requirements: Sequence[str], pip: Sequence[str] = PIP) -> list[Item]:
    """The wheels that requirements need on a machine. Nothing is installed.

    requirements: arguments of `pip install`. pip: how to run pip. Raises UserError with pip's errors.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder, "report.json")
        flags = ["--dry-run", "--ignore-installed", "--quiet", "--only-binary", ":all:", "--target", folder]
        command = [*pip, "install", *flags, *tags(machine), "--report", str(report), *requirements]
        process = subprocess.run(command, stderr=subprocess.PIPE, text=True)
        if process.returncode:
            errors = [line for line in process.stderr.splitlines() if line.startswith("ERROR: ")]
            raise UserError(
                f"pip finds no wheels for {' '.join(requirements)} on {machine}",
                *(errors[:MOST_LINES] or [f"pip ended with status {process.returncode} and printed no error"]),
            )
        items: list[Item] = json.loads(report.read_text())["install"]
        return items


def size_of(url: str) -> Optional[int]:
    """The bytes of the file at an address; None if the server does not tell them. Nothing is downloaded."""
    request = urllib.request.Request(url, method="HEAD", headers={"User-Agent": "kernel-builder"})
    try:
        with urllib.request.urlopen(request, timeout=SIZE_TIMEOUT, context=certificates()) as answer:
            length: Optional[str] = answer.headers["Content-Length"]
    except (OSError, http.client.HTTPException):
        return None
    return int(length) if length and length.isdigit() else None
