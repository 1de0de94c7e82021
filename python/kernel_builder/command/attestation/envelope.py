"""A statement that is signed with a key: an envelope of DSSE (https://github.com/secure-systems-lab/dsse).

Keys are PEM files of Ed25519, as `openssl genpkey -algorithm ed25519` makes them.
"""

import base64
import hashlib
import json
import pathlib
from typing import TYPE_CHECKING, Any

from kernel_builder.builder.errors import UserError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PAYLOAD_TYPE = "application/vnd.in-toto+json"
MAKE_KEY = "make one: openssl genpkey -algorithm ed25519 -out key.pem"
MAKE_PUBLIC_KEY = "write it from the key: openssl pkey -in key.pem -pubout -out key.pub.pem"


def _signed_bytes(payload: bytes) -> bytes:
    """The bytes that a signature covers: DSSE's pre-authentication encoding of the payload."""
    return b"DSSEv1 %d %s %d %s" % (len(PAYLOAD_TYPE), PAYLOAD_TYPE.encode(), len(payload), payload)


def private_key(file: pathlib.Path) -> "Ed25519PrivateKey":
    """The private key in a PEM file. Raises UserError if it is none."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(file.read_bytes(), None)
    except (ValueError, TypeError) as error:
        raise UserError(f"{file}: no private key: {error}", MAKE_KEY) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise UserError(f"{file}: the key is not of Ed25519", MAKE_KEY)
    return key


def public_key(file: pathlib.Path) -> "Ed25519PublicKey":
    """The public key in a PEM file. Raises UserError if it is none."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(file.read_bytes())
    except ValueError as error:
        raise UserError(f"{file}: no public key: {error}", MAKE_PUBLIC_KEY) from None
    if not isinstance(key, Ed25519PublicKey):
        raise UserError(f"{file}: the key is not of Ed25519", MAKE_PUBLIC_KEY)
    return key


def key_id(key: "Ed25519PublicKey") -> str:
    """The name of a key: the SHA-256 of its bytes."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()


def sign(payload: bytes, key: "Ed25519PrivateKey") -> str:
    """The envelope of a statement, as JSON."""
    signature = {
        "keyid": key_id(key.public_key()),
        "sig": base64.b64encode(key.sign(_signed_bytes(payload))).decode(),
    }
    envelope = {
        "payloadType": PAYLOAD_TYPE,
        "payload": base64.b64encode(payload).decode(),
        "signatures": [signature],
    }
    return json.dumps(envelope, indent=1) + "\n"


def payload_of(envelope: dict[str, Any]) -> bytes:
    """The statement in an envelope, whoever signed it. Raises ValueError if there is none."""
    try:
        if envelope["payloadType"] != PAYLOAD_TYPE:
            raise ValueError(f"its payload is of another kind: {envelope['payloadType']}")
        return base64.b64decode(envelope["payload"], validate=True)
    except (KeyError, TypeError) as error:
        raise ValueError(f"it is no envelope with a statement ({error!r})") from None


def signers(envelope: dict[str, Any]) -> list[str]:
    """The names of the keys that an envelope claims to be signed with."""
    return [str(signature.get("keyid", "")) for signature in envelope.get("signatures", [])]


def is_signed_with(envelope: dict[str, Any], key: "Ed25519PublicKey") -> bool:
    """Whether one of an envelope's signatures was made with a key."""
    from cryptography.exceptions import InvalidSignature

    payload = payload_of(envelope)
    for signature in envelope.get("signatures", []):
        try:
            key.verify(base64.b64decode(signature["sig"], validate=True), _signed_bytes(payload))
            return True
        except (InvalidSignature, ValueError, KeyError):
            continue
    return False
