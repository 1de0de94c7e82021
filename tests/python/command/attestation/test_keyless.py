"""Statements that Sigstore signs. Its servers are not asked: these are the ways in which it refuses."""

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.attestation import keyless

BUNDLE = {"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json"}


def test_a_bundle_is_known_by_its_type():
    assert keyless.is_bundle(BUNDLE)
    assert not keyless.is_bundle({"payloadType": "application/vnd.in-toto+json"})


def test_a_machine_without_an_identity_is_told_to_use_a_key(monkeypatch, variant):
    monkeypatch.setattr("sigstore.oidc.detect_credential", lambda: None)
    with pytest.raises(UserError) as caught:
        keyless.sign({variant: b"statement"})
    assert str(caught.value) == (
        "error: this machine has no identity that Sigstore accepts: it is no job of a CI\n"
        "  sign with a key instead: kernel-builder attest --key key.pem"
    )
    assert not (variant / keyless.SIGNATURE).exists()


def test_servers_that_do_not_answer_are_an_error(monkeypatch, variant):
    def refuse():
        raise OSError("no route to host")

    monkeypatch.setattr("sigstore.oidc.detect_credential", lambda: "token")
    monkeypatch.setattr("sigstore.models.ClientTrustConfig.production", refuse)
    with pytest.raises(UserError, match="Sigstore could not sign: no route to host"):
        keyless.sign({variant: b"statement"})


def test_a_damaged_bundle_holds_nothing_and_no_network_is_needed_to_see_it(monkeypatch, variant):
    from sigstore.errors import TUFError
    from sigstore.verify import Verifier

    production = Verifier.production

    def offline(*, offline=False):
        if not offline:
            raise TUFError("Failed to refresh TUF metadata")
        return production(offline=True)

    monkeypatch.setattr(Verifier, "production", offline)
    with pytest.raises(ValueError):
        keyless.verified_payload(BUNDLE, "me@example.test", None, variant / "metadata.json")
