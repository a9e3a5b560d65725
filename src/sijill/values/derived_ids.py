"""Ids made from what an action is called, so that a second try of the same action names the same things."""

from __future__ import annotations

import hashlib
from datetime import datetime

RANDOM_BITS = 74
"""What RFC 9562 leaves free in a UUIDv7 (rand_a and rand_b)."""


def derived_id(seed: str, moment: datetime) -> str:
    """Return a UUIDv7 whose time is the moment and whose other bits are the SHA-256 of the seed."""
    random = int.from_bytes(hashlib.sha256(seed.encode()).digest(), "big") >> (256 - RANDOM_BITS)
    milliseconds = int(moment.timestamp() * 1000) & ((1 << 48) - 1)
    high, low = random >> 62, random & ((1 << 62) - 1)
    digits = f"{milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def derived_part(id_: str) -> str:
    """Return the part of a derived id that does not depend on the moment."""
    return id_[15:]
