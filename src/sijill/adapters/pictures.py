"""Which pictures look the same, by their marks: every one with every other, at the speed of the machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

HASHES = 3
"""How many hashes a mark holds: of the whole picture, and of its middle."""
CLOSE = 28
"""Of the 144 bits of a hash so many may differ between two pictures that look the same (bench/alike_pictures.py)."""
_ROWS_AT_ONCE = 256


def alike_pairs(marks: Sequence[bytes]) -> Iterator[tuple[int, int, int]]:
    """Yield the pairs of marks that are close, by their places, the first place first, with the bits that differ."""
    if not marks:
        return
    held = _unpacked(marks)
    for first in range(0, len(marks), _ROWS_AT_ONCE):
        block = held[first : first + _ROWS_AT_ONCE]
        near = _distances(block, held)
        for one, other in np.argwhere(near <= CLOSE):
            if first + one < other:
                yield int(first + one), int(other), int(near[one, other])


def alike_to(mark: bytes, marks: Sequence[bytes]) -> list[tuple[int, int]]:
    """Return the places of the marks that are close to one, the closest first, with the bits that differ."""
    if not marks:
        return []
    near = _distances(_unpacked([mark]), _unpacked(marks))[0]
    return sorted(((int(at), int(near[at])) for at in np.flatnonzero(near <= CLOSE)), key=lambda one: one[::-1])


def _unpacked(marks: Sequence[bytes]) -> np.ndarray:
    """Return marks as an array of shape (number, HASHES, 64-bit words of a hash, the last filled up with nought)."""
    held = np.frombuffer(b"".join(marks), dtype=np.uint8).reshape(len(marks), HASHES, -1)
    whole = np.zeros((len(marks), HASHES, -(-held.shape[2] // 8) * 8), dtype=np.uint8)
    whole[:, :, : held.shape[2]] = held
    return whole.view(np.uint64)


def _distances(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return how many bits differ at the least between any hash of the one and any hash of the other."""
    least = np.full((len(some), len(others)), 255, dtype=np.uint8)
    for one in range(HASHES):
        for other in range(HASHES):
            differing = np.bitwise_count(some[:, None, one] ^ others[None, :, other]).sum(axis=2, dtype=np.uint8)
            np.minimum(least, differing, out=least)
    return least
