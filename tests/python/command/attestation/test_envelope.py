"""Envelopes: statements that are signed with a key."""

import base64
import json
import subprocess

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.attestation import envelope


@pytest.fixture
def keys(tmp_path):
    """Make a pair of keys of a kind, as a user does: two files, private and public."""

    def make(algorithm="ed25519", name="key"):
        private, public = tmp_path / f"{name}.pem", tmp_path / f"{name}.pub.pem"
        words = ["-algorithm", algorithm, *(["-pkeyopt", "rsa_keygen_bits:1024"] if algorithm == "rsa" else [])]
        subprocess.run(["openssl", "genpkey", *words, "-out", private], check=True, stderr=subprocess.DEVNULL)
        subprocess.run(["openssl", "pkey", "-in", private, "-pubout", "-out", public], check=True)
        return private, public

    return make


def test_a_signed_statement_verifies_with_its_key_and_no_other(keys):
    (private, public), (_, other) = keys(), keys(name="other")
    document = json.loads(envelope.sign(b"statement", envelope.private_key(private)))
    assert envelope.payload_of(document) == b"statement"
    assert envelope.signers(document) == [envelope.key_id(envelope.public_key(public))]
    assert envelope.is_signed_with(document, envelope.public_key(public))
    assert not envelope.is_signed_with(document, envelope.public_key(other))


def test_the_signature_is_the_one_that_dsse_asks_for(keys, tmp_path):
    """Checked with openssl: DSSE signs `DSSEv1 LENGTH TYPE LENGTH PAYLOAD`."""
    private, public = keys()
    document = json.loads(envelope.sign(b"abc", envelope.private_key(private)))
    (tmp_path / "signature").write_bytes(base64.b64decode(document["signatures"][0]["sig"]))
    (tmp_path / "signed").write_bytes(b"DSSEv1 28 application/vnd.in-toto+json 3 abc")
    files = ["-sigfile", tmp_path / "signature", "-in", tmp_path / "signed"]
    subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", public, "-rawin", *files], check=True)


@pytest.mark.parametrize("change", [{"payload": "eA=="}, {"signatures": []}, {"signatures": [{"sig": "!"}]}])
def test_a_changed_envelope_does_not_verify(keys, change):
    private, public = keys()
    document = {**json.loads(envelope.sign(b"statement", envelope.private_key(private))), **change}
    assert not envelope.is_signed_with(document, envelope.public_key(public))


@pytest.mark.parametrize("document", [{}, {"payloadType": "text/plain", "payload": ""}])
def test_another_document_is_no_envelope(document):
    with pytest.raises(ValueError):
        envelope.payload_of(document)


def test_a_file_that_is_no_key_is_named_with_the_command_that_makes_one(tmp_path):
    file = tmp_path / "key"
    file.write_text("no key")
    with pytest.raises(UserError, match=f"{file}: no private key: ") as caught:
        envelope.private_key(file)
    assert caught.value.remedies == ("make one: openssl genpkey -algorithm ed25519 -out key.pem",)
    with pytest.raises(UserError, match=f"{file}: no public key: "):
        envelope.public_key(file)


def test_a_key_of_another_kind_is_refused(keys):
    private, public = keys("rsa")
    for read, file in ((envelope.private_key, private), (envelope.public_key, public)):
        with pytest.raises(UserError, match=f"{file}: the key is not of Ed25519"):
            read(file)
