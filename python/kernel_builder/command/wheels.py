"""Pins of wheels: all wheels that some requirements need on a system."""

import json
import pathlib
import urllib.parse
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Callable, Optional, TypedDict

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kernel_builder.command.pip_report import PYTHON, Item, resolve, size_of

SYSTEMS = {"x86_64-linux": "x86_64", "aarch64-linux": "aarch64"}


class _Size(TypedDict, total=False):
    """size: the bytes of the file, unless the index does not tell."""

    size: int


class Pin(_Size):
    """One wheel. file: its name on the index. requires: the pinned distributions that it needs, by normalized name."""

    version: str
    file: str
    sha256: str
    requires: list[str]


def marker_environment(machine: str) -> dict[str, str]:
    """The values of environment markers on a machine (PEP 508)."""
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


def applying_requirements(requirements: Iterable[str], extras: Iterable[str], machine: str) -> list[Requirement]:
    """The requirements of a distribution that apply on a machine, with some of its extras."""
    environments = [{**marker_environment(machine), "extra": extra} for extra in ["", *extras]]
    parsed = [Requirement(text) for text in requirements]
    return [
        requirement
        for requirement in parsed
        if requirement.marker is None or any(requirement.marker.evaluate(e) for e in environments)
    ]


def required_names(requirements: Iterable[str], extras: Iterable[str], machine: str) -> set[str]:
    """The names in a distribution's requirements that apply on a machine, with some of its extras."""
    return {str(canonicalize_name(r.name)) for r in applying_requirements(requirements, extras, machine)}


def _name(item: Item) -> str:
    return str(canonicalize_name(item["metadata"]["name"]))


def _requirements(item: Item) -> list[str]:
    requirements: list[str] = item["metadata"].get("requires_dist", [])
    return requirements


def _extras(items: list[Item], machine: str) -> dict[str, set[str]]:
    """The extras that are asked of each distribution, by the user or by a requirement that applies on the machine."""
    extras: dict[str, set[str]] = {_name(item): set(item.get("requested_extras", [])) for item in items}
    while True:
        before = {name: set(asked) for name, asked in extras.items()}
        for item in items:
            for requirement in applying_requirements(_requirements(item), before[_name(item)], machine):
                extras.setdefault(str(canonicalize_name(requirement.name)), set()).update(requirement.extras)
        # An extra may bring a requirement that asks for a further extra.
        if extras == before:
            return extras


def _pin(item: Item, requires: set[str]) -> Pin:
    download = item["download_info"]
    return {
        "version": item["metadata"]["version"],
        "file": urllib.parse.unquote(_url(item).rpartition("/")[2]),
        "sha256": download["archive_info"]["hashes"]["sha256"],
        "requires": sorted(requires),
    }


def _url(item: Item) -> str:
    url: str = item["download_info"]["url"]
    return url


def _needed(requested: set[str], pins: dict[str, Pin]) -> set[str]:
    """The requested distributions and all that they require, directly or not."""
    needed: set[str] = set()
    while requested:
        needed |= requested
        requested = {required for name in requested for required in pins[name]["requires"]} - needed
    return needed


def lock(
    system: str,
    requirements: Sequence[str],
    resolve: Callable[[str, Sequence[str]], list[Item]] = resolve,
    size_of: Callable[[str], Optional[int]] = size_of,
) -> dict[str, Pin]:
    """Pins of all wheels that requirements need on a system, by normalized name.

    system: a key of SYSTEMS. requirements: arguments of `pip install`. resolve: returns the items of pip's report.
    size_of: returns the bytes of the file at an address, or None.
    Raises UserError with pip's errors.
    """
    machine = SYSTEMS[system]
    items = resolve(machine, requirements)
    names, extras = {_name(item) for item in items}, _extras(items, machine)
    pins = {}
    for item in items:
        name = _name(item)
        required = required_names(_requirements(item), extras[name], machine)
        pins[name] = _pin(item, (required & names) - {name})
    # pip evaluates markers for the machine that it runs on, so its report may have wheels that are not needed here.
    needed = sorted(_needed({_name(item) for item in items if item["requested"]}, pins))
    urls = {_name(item): _url(item) for item in items}
    with ThreadPoolExecutor() as pool:
        sizes = pool.map(lambda name: size_of(urls[name]), needed)
    for name, size in zip(needed, sizes):
        if size is not None:
            pins[name]["size"] = size
    return {name: pins[name] for name in needed}


def write(target: pathlib.Path, pins: dict[str, Pin]) -> None:
    """Write pins to a file, and print how many."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(pins, indent=1) + "\n")
    print(f"{target.name}: {len(pins)} wheels")
