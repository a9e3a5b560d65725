"""The fingerprint under which bytes are sealed."""

from __future__ import annotations

import hashlib


def fingerprint(content: bytes) -> str:
    """Return the SHA-256 of the bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
