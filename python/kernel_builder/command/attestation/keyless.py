"""A statement that is signed by Sigstore: by an identity, such as a workflow on GitHub, in place of a key.

Sigstore's servers must answer. The identity comes from the machine (a job of GitHub Actions, GitLab or another CI).
"""

import json
import pathlib
from typing import Any, Optional

from kernel_builder.builder.errors import UserError

NOT_HERE = "sign with a key instead: kernel-builder attest --key key.pem"
# The file in a variant that `kernels` reads: the signature of metadata.json, which has the digests of the other files.
SIGNATURE = "metadata.json.sigstore"


def _reason(error: Exception) -> str:
    """The first line of an error."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def is_bundle(document: dict[str, Any]) -> bool:
    """Whether an attestation is a bundle of Sigstore."""
    return str(document.get("mediaType", "")).startswith("application/vnd.dev.sigstore.bundle")


def sign(statements: dict[pathlib.Path, bytes]) -> dict[pathlib.Path, str]:
    """The bundle of each variant's statement, as JSON. Writes the signature that `kernels` reads into each variant.

    Raises UserError if this machine has no identity, or if Sigstore does not answer.
    """
    from sigstore.dsse import Statement
    from sigstore.models import ClientTrustConfig
    from sigstore.oidc import IdentityToken, detect_credential
    from sigstore.sign import SigningContext

    try:
        token = detect_credential()
    except Exception as error:
        raise UserError(f"Sigstore could not find out who this machine is: {_reason(error)}", NOT_HERE) from None
    if token is None:
        raise UserError("this machine has no identity that Sigstore accepts: it is no job of a CI", NOT_HERE)
    bundles = {}
    try:
        context = SigningContext.from_trust_config(ClientTrustConfig.production())
        with context.signer(IdentityToken(token)) as signer:
            for variant, statement in statements.items():
                bundles[variant] = signer.sign_dsse(Statement(statement)).to_json() + "\n"
                signature = signer.sign_artifact((variant / "metadata.json").read_bytes())
                (variant / SIGNATURE).write_text(signature.to_json())
    except Exception as error:
        raise UserError(f"Sigstore could not sign: {_reason(error)}", NOT_HERE) from None
    return bundles


def verified_payload(document: dict[str, Any], identity: str, issuer: Optional[str], metadata: pathlib.Path) -> bytes:
    """The statement in a bundle that an identity signed. The signature that `kernels` reads is checked too.

    metadata: the variant's metadata.json. Raises ValueError if somebody else signed.
    """
    from sigstore.errors import TUFError, VerificationError
    from sigstore.models import Bundle, InvalidBundle
    from sigstore.verify import Verifier
    from sigstore.verify.policy import Identity

    policy = Identity(identity=identity, issuer=issuer)
    try:
        verifier = Verifier.production()
    except TUFError:
        # Without a network: the keys that the package brings.
        verifier = Verifier.production(offline=True)
    try:
        _, payload = verifier.verify_dsse(Bundle.from_json(json.dumps(document)), policy)
        signature = metadata.parent / SIGNATURE
        if signature.is_file():
            verifier.verify_artifact(metadata.read_bytes(), Bundle.from_json(signature.read_bytes()), policy)
    except (VerificationError, InvalidBundle) as error:
        raise ValueError(str(error)) from None
    return bytes(payload)
