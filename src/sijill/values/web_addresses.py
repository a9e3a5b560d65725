"""Addresses as they may be repeated: without whoever signs in with them."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlsplit


def without_password(address: str) -> str:
    """Return an address without the name and the password that stand before its host."""
    with suppress(ValueError):
        parts = urlsplit(address)
        if "@" in parts.netloc:
            return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    # A scheme that was forgotten hides where the host begins: whatever stands before the last sign is left out.
    return address.rpartition("@")[2]
