"""
How well near-duplicates among pictures are found: ``python bench/alike_pictures.py [NUMBER]``.

Draws pictures (clouds of noise at several scales as of a photograph, with shapes on them; one in ten shares its
ground with another and differs in what stands on it), saves three of each again (re-encoded, made smaller, trimmed at
each side), and compares all with all. Prints recall and precision over pairs, and seconds.
"""

from __future__ import annotations

import io
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from PIL import Image, ImageDraw

from sijill.adapters.pictures import CLOSE, alike_pairs
from sijill.adapters.readers._picture_mark import mark_of

SIZES = ((400, 300), (300, 400), (420, 280), (340, 340))
COPIES = 4


def ground(seed: int, size: tuple[int, int]) -> Image.Image:
    """Return noise at several scales, in colors."""
    draw, bands = random.Random(seed), []
    for _ in range(3):
        band = Image.new("L", size, 128)
        for cells in (3, 6, 14, 40):
            small = Image.frombytes("L", (cells, cells), draw.randbytes(cells * cells))
            band = Image.blend(band, small.resize(size, Image.Resampling.BICUBIC), 0.5 if cells < 10 else 0.25)
        bands.append(band)
    return Image.merge("RGB", bands)


def scene(seed: int) -> Image.Image:
    """Return one invented picture; every tenth has the ground of the one before it."""
    draw = random.Random(f"scene {seed}")
    base = seed - 1 if seed % 10 == 9 else seed
    picture = ground(base, SIZES[base % len(SIZES)])
    pen, (width, height) = ImageDraw.Draw(picture), picture.size
    for _ in range(draw.randint(4, 9)):
        x, y = draw.randint(0, width), draw.randint(0, height)
        box = (x, y, x + draw.randint(30, width // 2), y + draw.randint(30, height // 2))
        color = (draw.randint(0, 255), draw.randint(0, 255), draw.randint(0, 255))
        draw.choice((pen.rectangle, pen.ellipse))(box, fill=color)
    return picture


def saved_again(picture: Image.Image, seed: int, way: int) -> Image.Image:
    """Return a picture as it comes back: 0 as it is, 1 re-encoded, 2 smaller, 3 trimmed by up to 5 % at each side."""
    draw, (width, height) = random.Random(f"{seed} {way}"), picture.size
    if way == 2:
        scale = draw.uniform(0.3, 0.7)
        picture = picture.resize((round(width * scale), round(height * scale)), Image.Resampling.BILINEAR)
    if way == 3:
        left, top, right, bottom = (draw.uniform(0, 0.05) for _ in range(4))
        picture = picture.crop(
            (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
        )
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92 if way == 0 else draw.randint(30, 80))
    return Image.open(io.BytesIO(out.getvalue()))


def marks_of(seed: int) -> list[bytes]:
    """Return the marks of a picture and of what came back of it."""
    picture = scene(seed)
    return [mark_of(saved_again(picture, seed, way).convert("RGB")) for way in range(COPIES)]


def measure(number: int) -> tuple[float, float]:
    """Return recall and precision over the pairs among so many pictures."""
    begun = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        marks = [one for group in pool.map(marks_of, range(number // COPIES), chunksize=20) for one in group]
    marked = time.perf_counter()
    found = {(one, other) for one, other, _ in alike_pairs(marks)}
    right = {pair for pair in found if pair[0] // COPIES == pair[1] // COPIES}
    wanted = (number // COPIES) * COPIES * (COPIES - 1) // 2
    print(f"{len(marks)} pictures, limit {CLOSE} bits: marked in {marked - begun:.0f} s, ", end="")
    print(f"compared in {time.perf_counter() - marked:.1f} s")
    print(f"recall {len(right) / wanted:.4f} ({len(right)}/{wanted}), precision {len(right) / max(1, len(found)):.4f}")
    return len(right) / wanted, len(right) / max(1, len(found))


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
