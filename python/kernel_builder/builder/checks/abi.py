"""A kernel loads with glibc 2.28 and libraries of its time (manylinux_2_28), and with any CPython from 3.9 on."""

import json
import pathlib
import re
from importlib import resources

from abi3info import DATAS, FUNCTIONS
from abi3info.models import PyVersion, Symbol
from packaging.version import Version

from kernel_builder.builder.checks import elf
from kernel_builder.builder.errors import CheckError

RULE = "a kernel loads on manylinux_2_28 (PEP 600) and with CPython's limited API of 3.9 (PEP 384)"
POLICY = "manylinux_2_28"
PYTHON = PyVersion(3, 9)


def _allowed_versions(machine: str) -> dict[str, list[str]]:
    """Family of symbol versions → versions that the policy allows, from auditwheel's data (PEP 600)."""
    text = (resources.files("auditwheel.policy") / "manylinux-policy.json").read_text()
    policy = next(policy for policy in json.loads(text) if policy["name"] == POLICY)
    versions: dict[str, list[str]] = policy["symbol_versions"][machine]
    return versions


def _is_number(version: str) -> bool:
    """Whether a symbol version can be compared: CXXABI has FLOAT128 and TM_1 as well."""
    return version[:1].isdigit()


def _check_version(file: str, symbol: elf.Needed, version: str, allowed: dict[str, list[str]]) -> None:
    family, _, number = version.rpartition("_")
    if family == "CXXABI_TM" or family not in allowed or number in allowed[family]:
        return
    ceiling = max(filter(_is_number, allowed[family]), key=Version)
    raise CheckError(
        f"{file}: it uses {symbol.name} of {symbol.library} in version {version}, "
        f"but {POLICY} allows at most {family}_{ceiling}",
        "remove `.symver` directives, and link with the compiler and the libraries of the build",
    )


def _check_python(file: str, name: str) -> None:
    known = FUNCTIONS.get(Symbol(name)) or DATAS.get(Symbol(name))
    if known is None:
        problem = "is not in CPython's limited API"
    elif known.added > PYTHON:
        problem = f"was added to CPython's limited API in {known.added.major}.{known.added.minor}"
    else:
        return
    raise CheckError(
        f"{file}: {name} {problem}, but a kernel uses the limited API of {PYTHON.major}.{PYTHON.minor}",
        "compile with Py_LIMITED_API=0x03090000, and use only functions that Python.h then declares "
        "(docs.python.org/3/c-api/stable.html)",
    )


def check(variant: pathlib.Path) -> str:
    highest: dict[str, str] = {}
    for path in elf.libraries(variant):
        library = elf.read(path)
        allowed = _allowed_versions(library.machine)
        for symbol in library.undefined:
            if symbol.version:
                _check_version(path.name, symbol, symbol.version, allowed)
                family, _, number = symbol.version.rpartition("_")
                # Other libraries, such as libcudart, have families of their own.
                if family in allowed and _is_number(number):
                    highest[family] = max(highest.get(family, "0"), number, key=Version)
            elif re.match(r"_?Py[A-Z_]", symbol.name):
                _check_python(path.name, symbol.name)
        if not path.name.endswith(".abi3.so"):
            raise CheckError(f"{path.name}: the name of a kernel's library must end in .abi3.so", "rename its target")
    if not highest:
        return "no library"
    versions = ", ".join(f"{family} {version}" for family, version in sorted(highest.items()))
    return f"at most {versions}"
