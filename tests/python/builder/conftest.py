"""A small variant made by hand, with the facts about its build, for tests to break."""

import json
import subprocess

import pytest

from kernel_builder.builder.checks import run
from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.errors import CheckError
from kernel_builder.builder.facts import read_facts
from kernel_builder.builder.metadata import write_metadata

ID = "_small_cpu_0123456"
NAME = "torch213-cxx11-cpu-x86_64-linux"


@pytest.fixture(scope="session")
def compile_library():
    def compile(target, source, *flags):
        subprocess.run(
            ["gcc", "-shared", "-fPIC", "-x", "c", "-", "-x", "none", "-o", target, *flags],
            input=source,
            text=True,
            check=True,
        )

    return compile


@pytest.fixture
def facts_document(tmp_path):
    """The content of a file of facts as lib/extension/facts.nix writes it."""
    return {
        "variant": NAME,
        "folder": str(tmp_path / NAME),
        "report": str(tmp_path / "report.json"),
        "backend": "cpu",
        "framework": "torch",
        "id": ID,
        "archs": [],
        "deviceCompiler": None,
        "warnings": [],
        "notes": [],
        "checkImports": True,
        "revisions": {"kernel-builder": None, "kernel": None},
        "checks": {},
        "load": {"name": NAME, "backend": "cpu"},
    }


@pytest.fixture
def facts_of(facts_document, tmp_path):
    """The facts, with some keys replaced."""

    def read(**changes):
        path = tmp_path / "facts.json"
        path.write_text(json.dumps({**facts_document, **changes}))
        return read_facts(path)

    return read


@pytest.fixture
def seal(kernel, facts_of):
    """Write metadata.json for the files that a variant has now."""

    def seal(folder, **changes):
        write_metadata(facts_of(folder=str(folder), **changes), read_config(kernel), sandboxed=True)

    return seal


@pytest.fixture
def variant(tmp_path, compile_library, seal):
    """A variant that passes all checks."""
    folder = tmp_path / NAME
    (folder / "small").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "small/__init__.py").touch()
    compile_library(folder / f"{ID}.abi3.so", "int one(void) { return 1; }")
    seal(folder)
    return folder


@pytest.fixture
def library(variant):
    """The library of the variant."""
    return variant / f"{ID}.abi3.so"


@pytest.fixture
def refusal():
    """The message of a check that refuses a variant, without the rule at its end."""

    def refusal(check, variant, **arguments):
        with pytest.raises(CheckError) as caught:
            run(check, variant, **arguments)
        assert caught.value.remedies[-1] == f"rule: {check.RULE}"
        return str(caught.value).rpartition("\n  rule: ")[0]

    return refusal
