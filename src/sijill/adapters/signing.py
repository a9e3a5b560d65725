"""Ed25519 signatures of what leaves: openssl and every other tool of the trade check them."""

from __future__ import annotations

import hashlib
from contextlib import suppress

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key


def public_key(secret: bytes) -> str:
    """Return the public key of 32 secret bytes, in PEM."""
    key = Ed25519PrivateKey.from_private_bytes(secret).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def sign(secret: bytes, words: bytes) -> bytes:
    """Return the signature of words, 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(secret).sign(words)


def is_signed(public: str, words: bytes, signature: bytes) -> bool:
    """Test whether words were signed by the holder of a public key in PEM."""
    with suppress(ValueError, InvalidSignature):
        key = load_pem_public_key(public.encode())
        if isinstance(key, Ed25519PublicKey):
            key.verify(signature, words)
            return True
    return False


def key_mark(public: str) -> str:
    """Return the SHA-256 of a public key in PEM, by which two people compare it over the telephone."""
    key = load_pem_public_key(public.encode())
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()
