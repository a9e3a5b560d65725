"""Ed25519 signatures of what leaves: openssl and every other tool of the trade check them."""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key


def public_key(secret: bytes) -> str:
    """Return the public key of 32 secret bytes, in PEM."""
    key = Ed25519PrivateKey.from_private_bytes(secret).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def sign(secret: bytes, words: bytes) -> bytes:
    """Return the signature of words, 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(secret).sign(words)


def key_mark(public: str) -> str:
    """Return the SHA-256 of a public key in PEM, by which two people compare it over the telephone."""
    key = load_pem_public_key(public.encode())
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()
