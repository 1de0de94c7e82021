import json
import pathlib

import pytest

from kernel_builder.builder.errors import FactsError
from kernel_builder.builder.facts import Facts, Load, Revision, Revisions, Skip, read_facts

REMEDY = "\n  make lib/extension/facts.nix and builder/facts.py agree"
DELETE = object()


def changed(document, path, value):
    """The document with another value at a dotted path."""
    document = json.loads(json.dumps(document))
    *tables, key = path.split(".")
    table = document
    for step in tables:
        table = table[step]
    if value is DELETE:
        del table[key]
    else:
        table[key] = value
    return document


def test_all_facts_are_read(facts_of, tmp_path):
    facts = facts_of(
        backend="cuda",
        archs=["8.0"],
        deviceCompiler="nvcc 13.0",
        revisions={"kernel-builder": {"commit": "a" * 40, "dirty": True}, "kernel": None},
        checks={"symbols": {"folders": ["/lib"]}},
    )
    name = "torch213-cxx11-cpu-x86_64-linux"
    assert facts == Facts(
        variant=name,
        folder=tmp_path / name,
        report=tmp_path / "report.json",
        backend="cuda",
        framework="torch",
        id="_small_cpu_0123456",
        archs=["8.0"],
        deviceCompiler="nvcc 13.0",
        warnings=[],
        notes=[],
        checkImports=True,
        revisions=Revisions(**{"kernel-builder": Revision("a" * 40, True), "kernel": None}),
        checks={"symbols": {"folders": ["/lib"]}},
        load=Load(name, "cpu"),
    )
    assert facts.device_compiler == "nvcc 13.0" and isinstance(facts.folder, pathlib.Path)


def test_the_reason_not_to_load_is_read(facts_of):
    assert facts_of(load={"skip": "no GPU"}).load == Skip("no GPU")


@pytest.mark.parametrize(
    "path, value, problem",
    [
        ("id", DELETE, "id: this key is missing"),
        ("load", DELETE, "load: this key is missing"),
        ("revisions.kernel", DELETE, "revisions.kernel: this key is missing"),
        ("load.name", DELETE, "load.name: this key is missing"),
        ("arch", [], "arch: unknown key"),
        ("device_compiler", "gcc", "device_compiler: unknown key"),
        ("revisions.kernel_builder", None, "revisions.kernel_builder: unknown key"),
        ("load.skip", "no GPU", "load.name: unknown key"),
        ("load.nmae", "x", "load.nmae: unknown key"),
        ("archs", "8.0", "archs: Input should be a valid array"),
        ("revisions.kernel", {"commit": "a"}, "revisions.kernel.dirty: this key is missing"),
        ("revisions.kernel", {"commit": "a", "dirty": "no"}, "revisions.kernel.dirty: Input should be a valid boolean"),
        ("framework", "jax", "framework: Input should be 'torch', 'torch-noarch' or 'tvm-ffi'"),
    ],
)
def test_a_key_that_is_missing_unknown_or_of_another_type_is_named(facts_document, tmp_path, path, value, problem):
    (tmp_path / "facts.json").write_text(json.dumps(changed(facts_document, path, value)))
    with pytest.raises(FactsError) as caught:
        read_facts(tmp_path / "facts.json")
    assert str(caught.value) == f"error: facts.json.{problem}{REMEDY}"


def test_a_file_that_is_not_json_is_refused(tmp_path):
    (tmp_path / "facts.json").write_text("{")
    with pytest.raises(FactsError) as caught:
        read_facts(tmp_path / "facts.json")
    message = str(caught.value)
    assert message.startswith("error: facts.json: Invalid JSON: ") and message.endswith(REMEDY)
