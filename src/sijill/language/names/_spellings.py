"""Which Arabic spelling a Latin one stands for: attested pairs, and the Arabic parts that a register itself holds."""

from __future__ import annotations

import functools
import gzip
from collections import Counter, defaultdict
from importlib.resources import files


@functools.cache
def attested() -> dict[str, dict[str, int]]:
    """
    Return for a Latin part its Arabic spellings with how often each was met.

    Data: Wikidata (CC0 1.0), people of Arab countries, as gathered by arabic-name-romanizer.
    """
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for arabic, latin, many in _pairs():
        found[latin][arabic] = many
    return dict(found)


@functools.cache
def _frequencies() -> tuple[Counter[str], int]:
    met: Counter[str] = Counter()
    for arabic, latin, many in _pairs():
        met[arabic] += many
        met[latin] += many
    return met, sum(many for _, _, many in _pairs())


def frequency(part: str) -> float:
    """Return how common a part is among the attested ones, 0 to 1; 0 for one that was never met."""
    met, of = _frequencies()
    return met[part] / of


@functools.cache
def servants() -> frozenset[str]:
    """Return the attested names that are "servant of X", without the article."""
    return frozenset(arabic for arabic, _, _ in _pairs() if arabic.startswith("عبد") and len(arabic) > 4)


@functools.cache
def _pairs() -> tuple[tuple[str, str, int], ...]:
    packed = files("sijill.language").joinpath("lexicon/person_spellings.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode().splitlines())
    return tuple((arabic, latin, int(many)) for arabic, latin, many in rows)
