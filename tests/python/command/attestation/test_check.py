"""The check of an attestation against the variant beside it."""

import json
import re

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kernel_builder.builder.errors import CheckError
from kernel_builder.command.attestation import envelope
from kernel_builder.command.attestation.check import Trust, check
from kernel_builder.command.attestation.statement import Sources, file_of, statement_of

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
NAME = envelope.key_id(KEY.public_key())[:8]


@pytest.fixture
def attested(variant):
    metadata = json.loads((variant / "metadata.json").read_text())
    metadata["provenance"] = {"kernel-builder": {"version": "0.1.0"}}
    (variant / "metadata.json").write_text(json.dumps(metadata))
    file_of(variant).write_text(envelope.sign(statement_of(variant, Sources("https://host.test/k"), None), KEY))
    return variant


@pytest.fixture
def public(tmp_path):
    """Write a public key to a file."""

    def write(key=KEY):
        file = tmp_path / "key.pub.pem"
        file.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        return file

    return write


def test_a_signature_with_the_named_key_holds(attested, public):
    checked = check(attested, Trust(key=public()))
    assert checked == (f"attested, signed by {NAME} ({public()})", Sources("https://host.test/k"))


def test_without_a_key_the_line_says_that_nobody_checked_it(attested):
    assert check(attested, Trust()).line == (
        f"attested, signed by {NAME}, which was not checked: name the public key with --key"
    )


def refused(attested, trust):
    with pytest.raises(CheckError) as caught:
        check(attested, trust)
    return caught.value.message.replace(file_of(attested).name, "FILE").replace(attested.name, "VARIANT")


def test_a_signature_with_another_key_is_refused(attested, public):
    key = public(Ed25519PrivateKey.from_private_bytes(bytes([1] * 32)))
    assert refused(attested, Trust(key=key)) == (
        f"the attestation FILE does not hold: it is not signed with {key}, but with {NAME}"
    )


@pytest.mark.parametrize(
    "change, reason",
    [
        (lambda variant: (variant / "__init__.py").write_text("x"), "VARIANT/__init__.py was changed"),
        (lambda variant: (variant / "__init__.py").unlink(), "VARIANT/__init__.py is missing"),
        (lambda variant: (variant / "new.py").touch(), "VARIANT/new.py is not in it"),
        (lambda variant: file_of(variant).write_text("[]"), "it is no JSON object"),
        (
            lambda variant: file_of(variant).write_text("{}"),
            "it is no envelope with a statement (KeyError('payloadType'))",
        ),
    ],
)
def test_files_that_are_not_the_attested_ones_are_refused(attested, change, reason):
    change(attested)
    assert refused(attested, Trust()) == f"the attestation FILE does not hold: {reason}"


def test_a_key_is_no_identity(attested):
    assert refused(attested, Trust(identity="me")) == (
        f"the attestation FILE does not hold: it is signed with a key ({NAME}), not by Sigstore"
    )


def test_a_bundle_needs_an_identity(attested):
    file_of(attested).write_text(json.dumps({"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json"}))
    assert re.search("Sigstore signed it: name the signer with --identity and --issuer", refused(attested, Trust()))


def test_a_missing_attestation_is_refused_only_if_a_signer_is_named(variant, public):
    assert check(variant, Trust()) == ("no attestation", Sources())
    assert refused(variant, Trust(key=public())) == "VARIANT has no attestation: no file FILE"
