"""The check of a variant's attestation: who signed it, and whether the variant's files are the ones that it names."""

import json
import pathlib
from typing import NamedTuple, Optional

from kernel_builder.builder.errors import CheckError
from kernel_builder.command.attestation import envelope, keyless
from kernel_builder.command.attestation.statement import Attested, Sources, digests, file_of, read_statement

SIGN_AGAIN = "if you trust the files, build the variant again and sign it: kernel-builder attest"


class Trust(NamedTuple):
    """Whose signature a person accepts. key: a PEM file. identity, issuer: of Sigstore."""

    key: Optional[pathlib.Path] = None
    identity: Optional[str] = None
    issuer: Optional[str] = None

    @property
    def is_named(self) -> bool:
        return self.key is not None or self.identity is not None


class Checked(NamedTuple):
    """line: the result, for people. sources: that the attestation names."""

    line: str
    sources: Sources


def _signed(variant: pathlib.Path, document: dict[str, object], trust: Trust) -> tuple[bytes, str]:
    """The statement of an attestation, and who signed it. Raises ValueError if nobody who is trusted did."""
    if keyless.is_bundle(document):
        if trust.identity is None:
            raise ValueError("Sigstore signed it: name the signer with --identity and --issuer")
        payload = keyless.verified_payload(document, trust.identity, trust.issuer, variant / "metadata.json")
        return payload, trust.identity
    payload = envelope.payload_of(document)
    signers = ", ".join(key[:8] for key in envelope.signers(document)) or "no key"
    if trust.key is None:
        if trust.identity is not None:
            raise ValueError(f"it is signed with a key ({signers}), not by Sigstore")
        return payload, f"{signers}, which was not checked: name the public key with --key"
    key = envelope.public_key(trust.key)
    if not envelope.is_signed_with(document, key):
        raise ValueError(f"it is not signed with {trust.key}, but with {signers}")
    return payload, f"{envelope.key_id(key)[:8]} ({trust.key})"


def _difference(variant: pathlib.Path, attested: Attested) -> Optional[str]:
    """The first file of a variant that is not as its attestation says."""
    found = digests(variant)
    for name in sorted({*found, *attested.files}):
        if found.get(name) != attested.files.get(name):
            missing = (
                "is missing" if name not in found else "is not in it" if name not in attested.files else "was changed"
            )
            return f"{name} {missing}"
    return None


def check(variant: pathlib.Path, trust: Trust) -> Checked:
    """Check the attestation of a variant.

    Raises CheckError if it does not hold, or if it is missing and a signer is named.
    """
    file = file_of(variant)
    if not file.is_file():
        if trust.is_named:
            raise CheckError(
                f"{variant.name} has no attestation: no file {file.name}",
                "leave out --key and --identity to go without",
            )
        return Checked("no attestation", Sources())
    try:
        document = json.loads(file.read_text())
        if not isinstance(document, dict):
            raise ValueError("it is no JSON object")
        payload, signer = _signed(variant, document, trust)
        attested = read_statement(payload)
    except ValueError as error:
        raise CheckError(f"the attestation {file.name} does not hold: {error}", SIGN_AGAIN) from None
    difference = _difference(variant, attested)
    if difference:
        raise CheckError(f"the attestation {file.name} does not hold: {difference}", SIGN_AGAIN)
    return Checked(f"attested, signed by {signer}", attested.sources)
