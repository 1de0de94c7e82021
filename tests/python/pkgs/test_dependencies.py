"""pkgs/kernel-builder takes the command's dependencies from python/pyproject.toml."""

import json

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from scripts import PKGS, ROOT

try:
    import tomllib
except ImportError:
    import tomli as tomllib

PYPROJECT = tomllib.loads((ROOT / "python/pyproject.toml").read_text())
REQUIREMENTS = [Requirement(text) for text in PYPROJECT["project"]["dependencies"]]


@pytest.mark.parametrize("lock", sorted((PKGS / "python/lock").glob("*.json")), ids=lambda lock: lock.stem)
def test_each_dependency_is_pinned_to_a_version_that_it_allows(lock):
    pins = json.loads(lock.read_text())
    for requirement in REQUIREMENTS:
        pin = pins[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(pin["version"]), requirement
