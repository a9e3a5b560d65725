"""The fingerprint under which bytes are sealed."""

from __future__ import annotations

import hashlib
from typing import BinaryIO

_AT_ONCE = 1 << 20


def fingerprint(content: bytes) -> str:
    """Return the SHA-256 of the bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def fingerprint_of_stream(stream: BinaryIO) -> str:
    """Return the SHA-256 of everything that is left in the stream, never holding much of it."""
    digest = hashlib.sha256()
    while piece := stream.read(_AT_ONCE):
        digest.update(piece)
    return digest.hexdigest()
