"""Statements about variants."""

import hashlib
import json

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.attestation.statement import Sources, digests, file_of, read_statement, statement_of

PROVENANCE = {
    "kernel-builder": {"version": "0.1.0", "git": {"commit": "b" * 40, "dirty": False}},
    "kernel": {"commit": "a" * 40, "dirty": False},
}


@pytest.fixture
def attested(variant):
    """A variant whose metadata.json has its origin."""
    metadata = json.loads((variant / "metadata.json").read_text())
    (variant / "metadata.json").write_text(json.dumps({**metadata, "provenance": PROVENANCE}))
    return variant


def test_the_file_is_beside_the_variant(variant):
    assert file_of(variant) == variant.parent / f"{variant.name}.intoto.json"


def test_a_statement_has_commits_lock_and_files(attested):
    statement = json.loads(statement_of(attested, Sources("https://host.test/k.git", "kernels/a"), b"lock"))
    assert (statement["_type"], statement["predicateType"]) == (
        "https://in-toto.io/Statement/v1",
        "https://slsa.dev/provenance/v1",
    )
    names = [subject["name"] for subject in statement["subject"]]
    assert names == [f"{attested.name}/__init__.py", f"{attested.name}/metadata.json"]
    definition = statement["predicate"]["buildDefinition"]
    assert definition["externalParameters"] == {
        "variant": attested.name,
        "kernel": "a",
        "source": "https://host.test/k.git",
        "folder": "kernels/a",
    }
    assert definition["resolvedDependencies"] == [
        {"name": "kernel", "uri": f"git+https://host.test/k.git@{'a' * 40}", "digest": {"gitCommit": "a" * 40}},
        {
            "name": "kernel-builder",
            "uri": f"git+https://github.com/huggingface/kernel-builder@{'b' * 40}",
            "digest": {"gitCommit": "b" * 40},
        },
        {"name": "flake.lock", "digest": {"sha256": hashlib.sha256(b"lock").hexdigest()}},
    ]


def test_two_statements_of_the_same_build_are_the_same_bytes(attested):
    assert statement_of(attested, Sources(), b"x") == statement_of(attested, Sources(), b"x")


def test_a_statement_is_read_again(attested):
    sources = Sources("https://host.test/k.git", "a")
    read = read_statement(statement_of(attested, sources, None))
    assert read.files == digests(attested) and read.sources == sources


def test_bytecode_and_the_signature_for_kernels_are_no_subjects(attested):
    (attested / "__pycache__").mkdir()
    (attested / "__pycache__/a.pyc").touch()
    (attested / "metadata.json.sigstore").touch()
    assert sorted(digests(attested)) == [f"{attested.name}/__init__.py", f"{attested.name}/metadata.json"]


def test_a_variant_without_provenance_is_refused(variant):
    with pytest.raises(UserError) as caught:
        statement_of(variant, Sources(), None)
    assert str(caught.value) == (
        f"error: {variant}/metadata.json has no provenance, so nothing can be attested\n  build the variant again"
    )


@pytest.mark.parametrize(
    "payload, reason",
    [
        (b"no json", "it is no statement about a variant"),
        (b"[]", "it is no statement about a variant"),
        (b"{}", "it is no statement about a variant"),
    ],
)
def test_another_document_is_no_statement(payload, reason):
    with pytest.raises(ValueError, match=reason):
        read_statement(payload)


def test_a_statement_of_another_kind_is_refused(attested):
    statement = json.loads(statement_of(attested, Sources(), None))
    statement["predicateType"] = "https://example.test/other"
    with pytest.raises(ValueError, match="another kind: https://example.test/other"):
        read_statement(json.dumps(statement).encode())
