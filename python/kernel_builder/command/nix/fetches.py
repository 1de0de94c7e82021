"""The files that a build will fetch: how many bytes, and from where."""

import re
from typing import NamedTuple

from kernel_builder.command.doctor.checks.files_by_hash import mirror_of
from kernel_builder.command.doctor.checks.wheels import read_pip
from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.network import without_password
from kernel_builder.command.nix.derivation import attributes_in, text_of
from kernel_builder.command.nix.transfers import amount

# The scripts of pkgs/base/fetchers that fetch wheels, Debian's packages, and NVIDIA's archives.
WHEELS, DEBS, NVIDIA = "fetch-distribution.sh", "fetch-debs.sh", "fetch-nvidia.sh"
# Fetches a package of Debian, and takes one program out of it.
_BUSYBOX = "fetch-busybox.sh"
# The script that a derivation runs: its only argument.
_SCRIPT = re.compile(rf'\["[^"]*/({"|".join(map(re.escape, (WHEELS, DEBS, NVIDIA, _BUSYBOX)))})"\]')
# A line of `nix build --dry-run` about binary caches; Nix counts in units of 1024.
_FROM_CACHES = re.compile(r"paths? will be fetched \(([\d.]+) ([KMGT]i)B download")
_UNITS = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40}


class Fetch(NamedTuple):
    """The files that a fetcher, or Nix itself, will fetch.

    script, derivation: of the fetcher; empty for caches. size: bytes, 0 if unknown.
    """

    script: str
    files: int
    size: int
    derivation: str = ""


def read_fetch(text: str) -> list[Fetch]:
    """The fetch that the text of a .drv file describes; none if it describes another build."""
    found = _SCRIPT.search(text)
    if not found:
        return []
    script = DEBS if found[1] == _BUSYBOX else found[1]
    attributes = attributes_in(text)
    # Debian's packages: path and hash of each file.
    files = len(attributes["files"].split()) // 2 if script == DEBS and "files" in attributes else 1
    return [Fetch(script, files, int(attributes.get("size") or 0))]


def planned(dry_run: str) -> list[Fetch]:
    """The fetches of a build, from the output of `nix build --dry-run`."""
    fetches = []
    for path in re.findall(r"^\s+(/nix/store/\S+\.drv)$", dry_run, re.M):
        fetches += [fetch._replace(derivation=path) for fetch in read_fetch(text_of(path))]
    caches = _FROM_CACHES.search(dry_run)
    if caches:
        fetches.append(Fetch("", 1, int(float(caches[1]) * _UNITS[caches[2]])))
    return fetches


def _place(machine: Machine, script: str) -> str:
    """Where a fetcher will look first, as this machine names it; an address has no password."""
    if script == WHEELS:
        find = machine.fetcher("pip.sh")
        command = machine.run("sh", str(find), "find").stdout.partition("\n")[0] if find else ""
        address = read_pip(machine, command.split()).address if command else ""
        return f"{without_password(address)} (pip's index)" if address else "pip's own folders"
    if script == DEBS:
        find = machine.fetcher("mirrors.sh")
        listed = machine.run("sh", str(find), "list").stdout if find else ""
        origin, _, address = listed.partition("\n")[0].partition("\t")
        return f"{without_password(address)} (named by {origin})" if address else "no mirror"
    return "NVIDIA" if script == NVIDIA else "binary caches"


def describe(fetches: list[Fetch], machine: Machine) -> str:
    """One line: how much will be fetched and from where; empty for no fetches."""
    if not fetches:
        return ""
    parts = []
    for script, noun in ((WHEELS, "wheel"), (DEBS, "Debian package"), (NVIDIA, "archive"), ("", "")):
        chosen = [fetch for fetch in fetches if fetch.script == script]
        if not chosen:
            continue
        count, size = sum(fetch.files for fetch in chosen), sum(fetch.size for fetch in chosen)
        files = f" in {count} {noun}{'' if count == 1 else 's'}" if noun else ""
        parts.append(f"{amount(size) if size else 'an unknown size'}{files} from {_place(machine, script)}")
    _, mirror = mirror_of(machine)
    first = f"; files by hash first from {without_password(mirror)}" if mirror else ""
    total = sum(fetch.size for fetch in fetches)
    return f"to fetch, {amount(total)} in all: {'; '.join(parts)}{first}"
