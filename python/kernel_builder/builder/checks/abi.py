"""A kernel loads with glibc 2.28 and its contemporaries (manylinux_2_28), and with any CPython from 3.9 on."""

import json
import pathlib
import re
from importlib import resources

from abi3info import DATAS, FUNCTIONS
from abi3info.models import PyVersion, Symbol

from kernel_builder.builder.checks import elf
from kernel_builder.builder.errors import CheckError

RULE = "manylinux_2_28 (PEP 600) and CPython's limited API of 3.9 (PEP 384): a kernel loads with the systems of others"
POLICY = "manylinux_2_28"
PYTHON = PyVersion(3, 9)


def _allowed_versions(machine: str) -> dict[str, list[str]]:
    """Family → versions that the policy lets a library ask for: auditwheel's data, from PEP 600."""
    text = (resources.files("auditwheel.policy") / "manylinux-policy.json").read_text()
    policy = next(policy for policy in json.loads(text) if policy["name"] == POLICY)
    return policy["symbol_versions"][machine]


def _key(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def _check_version(file: str, symbol: elf.Needed, allowed: dict[str, list[str]]) -> None:
    family, _, version = symbol.version.rpartition("_")
    if family == "CXXABI_TM" or family not in allowed or version in allowed[family]:
        return
    ceiling = max((v for v in allowed[family] if v[0].isdigit()), key=_key)
    raise CheckError(
        f"{file}: {symbol.name} asks for {symbol.version} of {symbol.library}; {POLICY} ends at {family}_{ceiling}",
        "do not force the symbol's version (symver), and link with the build's own compiler and libraries",
    )


def _check_python(file: str, name: str) -> None:
    known = FUNCTIONS.get(Symbol(name)) or DATAS.get(Symbol(name))
    if known is None:
        problem = "is not in CPython's limited API"
    elif known.added > PYTHON:
        problem = f"came to CPython's limited API with {known.added.major}.{known.added.minor}"
    else:
        return
    raise CheckError(
        f"{file}: {name} {problem}; a kernel is built for the limited API of {PYTHON.major}.{PYTHON.minor}",
        "compile with Py_LIMITED_API=0x03090000 and use what it declares (docs.python.org/3/c-api/stable.html)",
    )


def check(variant: pathlib.Path) -> str:
    highest: dict[str, str] = {}
    for path in elf.libraries(variant):
        library = elf.read(path)
        allowed = _allowed_versions(library.machine)
        for symbol in library.undefined:
            if symbol.version:
                _check_version(path.name, symbol, allowed)
                family, _, version = symbol.version.rpartition("_")
                if family not in allowed:
                    continue  # versions of a vendor's own, such as libcudart's
                highest[family] = max(highest.get(family, "0"), version, key=_key)
            elif re.match(r"_?Py[A-Z_]", symbol.name):
                _check_python(path.name, symbol.name)
        if not path.name.endswith(".abi3.so"):
            raise CheckError(f"{path.name}: a library of a kernel ends in .abi3.so", "rename its target")
    if not highest:
        return "no library"
    versions = ", ".join(f"{family} {version}" for family, version in sorted(highest.items()))
    return f"at most {versions}"
