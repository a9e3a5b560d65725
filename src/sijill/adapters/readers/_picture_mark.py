"""
The mark of a picture: bits that stay nearly the same when it is saved again, made smaller or trimmed a little.

It is the perceptual hash of a discrete cosine transform (Zauner, "Implementation and Benchmarking of Perceptual Image
Hash Functions", 2010). Whoever posts a picture again often trims its edges, so that every part of it moves; therefore
the mark holds one hash of the whole and some of its middle, and two pictures are alike where any of them agree.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PIL import Image

SIDE, LOW = 32, 12
"""A picture is made this small, and so many of its slowest waves each way are kept."""
TRIMS = ((0, 0, 1, 1), (0.04, 0.04, 0.96, 0.96), (0.08, 0.08, 0.92, 0.92))
"""The parts of a picture that are hashed: the whole, and what a light trim leaves."""
_WAVES = [[math.cos(math.pi * wave * (2 * at + 1) / (2 * SIDE)) for at in range(SIDE)] for wave in range(LOW + 1)]


def mark_of(picture: Image.Image) -> bytes:
    """Return the mark of an upright picture, the hashes of its parts one after the other."""
    grey = picture.convert("RGBA") if picture.mode == "RGBA" else picture
    if grey.mode == "RGBA":
        grey = Image.alpha_composite(Image.new("RGBA", grey.size, (255, 255, 255, 255)), grey)
    grey = grey.convert("L")
    return b"".join(_hash(grey, part) for part in TRIMS)


def _hash(grey: Image.Image, part: tuple[float, float, float, float]) -> bytes:
    width, height = grey.size
    box = (part[0] * width, part[1] * height, part[2] * width, part[3] * height)
    small = grey.resize((SIDE, SIDE), Image.Resampling.LANCZOS, box=box).tobytes()
    waves = _transformed([small[row * SIDE : (row + 1) * SIDE] for row in range(SIDE)])
    middle = sorted(waves)[len(waves) // 2]
    bits = 0
    for one in waves:
        bits = bits << 1 | (one > middle)
    return bits.to_bytes(LOW * LOW // 8, "big")


def _transformed(rows: Sequence[bytes]) -> list[float]:
    """Return the slow waves of a square of pixels, without those that run along one side only at no speed."""
    across = [[sum(map(float.__mul__, wave, map(float, row))) for wave in _WAVES] for row in rows]
    columns = list(zip(*across, strict=True))
    return [sum(map(float.__mul__, up, column)) for up in _WAVES[1:] for column in columns[1:]]
