"""The one maker of ids and salts: internal ids that sort by time, public ids that say nothing."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from datetime import datetime

_RANDOM_BITS = 74
"""What RFC 9562 leaves to chance in a UUIDv7: rand_a and rand_b."""

# Crockford's letters: none is taken for another when a public id is read out on the telephone.
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


class Ids:
    """Makes ids from a clock and a source of chance, both given, so that a test can repeat them."""

    def __init__(self, clock: Callable[[], datetime], chance: Callable[[int], bytes] = secrets.token_bytes) -> None:
        """Take the clock and a function that returns so many random bytes."""
        self._clock, self._chance = clock, chance
        self._lock = threading.Lock()
        self._last = (0, 0)

    def internal(self) -> str:
        """Return a UUIDv7 that sorts after every one made here before, even when the clock steps back."""
        moment = int(self._clock().timestamp() * 1000)
        with self._lock:
            last_moment, last_random = self._last
            if moment > last_moment:
                random = int.from_bytes(self._chance(10), "big") >> 6
            else:
                moment, random = last_moment, last_random + 1 + int.from_bytes(self._chance(4), "big")
                if random >> _RANDOM_BITS:
                    moment, random = moment + 1, random & ((1 << _RANDOM_BITS) - 1)
            self._last = (moment, random)
        return _uuid7(moment, random)

    def public(self) -> str:
        """Return a random id for the public: it tells neither when a record was made nor how many there are."""
        number = int.from_bytes(self._chance(10), "big")
        return "".join(_CROCKFORD[number >> shift & 31] for shift in range(75, -1, -5))

    def salt(self) -> str:
        """Return the salt of one entry."""
        return self._chance(16).hex()


def _uuid7(moment: int, random: int) -> str:
    high, low = random >> 62, random & ((1 << 62) - 1)
    number = moment << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low
    text = f"{number:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
