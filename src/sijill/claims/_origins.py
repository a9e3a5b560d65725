"""Where a saying began as far as its own document tells, and what a document is compared with others by."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b, sha256

from sijill.language import lexicon
from sijill.ledger import Entry
from sijill.model import Claim
from sijill.values import normal_key

SHINGLE = 4  # words a shingle
HASHES = 64  # of which the bands are made
BANDS = 16  # of four hashes: texts that share three quarters of their shingles meet with probability 0.998
BANDED = 2_048  # shingles of which the bands are made, the smallest by hash: a book costs no more than a chapter
SKETCH = 512  # shingles kept of a text, the smallest by hash: of a text so short all, of others a likeness within 0.05
NEAR = 0.6  # likeness from which two texts are one text retold
LONG_QUOTE = 8  # words: shorter quotations agree by chance

_PRIME = (1 << 61) - 1
_COEFFICIENTS = tuple(
    (
        int.from_bytes(sha256(b"a%d" % number).digest()[:7], "big") | 1,
        int.from_bytes(sha256(b"b%d" % number).digest()[:7], "big"),
    )
    for number in range(HASHES)
)
_NAMELESS = re.compile(
    r"\b(activists?|residents?|witness\w*|locals?|sources?|officials?|medics?|rebels?|people|neighbou?rs|"
    r"ناشط\w*|نشطاء|مصدر|مصادر|شهود|شاهد|سكان|اهالي|مراسل\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signature:
    """
    What a text is compared by: numbers that hold none of its words.

    Texts that are alike share a band with high probability, so that they find each other
    by looking it up. ``sketch`` holds hashes of runs of words, in order, by which their likeness is measured.
    """

    bands: tuple[int, ...] = ()
    sketch: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str) -> Signature:
        """Return the signature of a text; one without words is like no other."""
        words = normal_key(text).split()
        runs = {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))} if words else ()
        hashes = sorted({_seven_bytes(run.encode()) for run in runs})
        if not hashes:
            return cls()
        least = [min((a * one + b) % _PRIME for one in hashes[:BANDED]) for a, b in _COEFFICIENTS]
        rows = HASHES // BANDS
        bands = (least[band * rows : band * rows + rows] for band in range(BANDS))
        keys = tuple(_seven_bytes(repr((number, band)).encode()) for number, band in enumerate(bands))
        return cls(keys, tuple(hashes[:SKETCH]))


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Return which part of the shingles of two texts both hold, estimated from their sketches."""
    mine, theirs = set(one), set(other)
    both = sorted(mine | theirs)[:SKETCH]
    return sum(shingle in mine and shingle in theirs for shingle in both) / len(both) if both else 0.0


def with_origin(claim: Claim) -> Claim:
    """
    Return the claim with ``origin_id`` set by what its own document says.

    A named claimant (else the one who relays) is an origin wherever it is quoted. Words in a
    document's own voice begin with the document, and so do those of the nameless
    ("activists") whom it heard. Which documents are copies is no matter of one claim: ``Copies``.
    """
    return replace(claim, origin_id=origin_of(claim.item, claim.claimant, claim.via))


@functools.lru_cache(maxsize=4096)
def origin_of(item: str, *voices: str | None) -> str:
    """Return where words began that a document says, by those who are named for them: claimant, then relay."""
    voice = _voice(*voices)
    return _origin_id(f"voice:{voice}") if voice else document_origin(item)


def document_origin(item: str) -> str:
    """Return the origin of what a document says in its own voice."""
    return _origin_id(f"document:{item}")


def quotation(claim: Claim) -> int | None:
    """Return the number of a long quotation in its document's own voice, alike wherever the same words are printed."""
    words = normal_key(claim.anchor.exact)
    return _seven_bytes(words.encode()) if is_long_quote(words) and not _voice(claim.claimant, claim.via) else None


def is_long_quote(words: str) -> bool:
    """Test whether words are so many that two documents do not agree in them by chance."""
    return normal_key(words).count(" ") + 1 >= LONG_QUOTE


def _voice(*names: str | None) -> str:
    named = (normal_key(voice) for voice in names if voice)
    return next((_known_as().get(voice, voice) for voice in named if not _NAMELESS.search(voice)), "")


@functools.cache
def _known_as() -> Mapping[str, str]:
    """Return the one name of each source that is written in several ways, by every way."""
    sources = lexicon("arabic")["voice"]["sources"]
    return {normal_key(form): normal_key(name) for name, forms in sources.items() for form in forms}


def is_named(voice: str) -> bool:
    """Test whether a voice names somebody: one word, an activist or a resident could be anybody."""
    key = normal_key(voice)
    return " " in key and not _NAMELESS.search(key)


def origins_of(claims: Iterable[Entry], destroyed: Iterable[Entry]) -> dict[str, str]:
    """
    Return where claims began, by their ids; of a destroyed one what the record of its destruction says.

    That record names the document's own origin, or a claim that began in the same place.
    """
    found = {one.id: str(one.body["origin_id"]) for one in claims if one.body and "origin_id" in one.body}
    told = [one.body for one in destroyed if one.body and "origin" in one.body]
    like = {str(body["entry"]): str(body["origin"]) for body in told}
    for name in like:
        began = name
        while began not in found and like.get(began, began) != began:
            began = like[began]
        found.setdefault(name, found.get(began, began))
    return found


def _origin_id(origin: str) -> str:
    return sha256(origin.encode()).hexdigest()


def _seven_bytes(words: bytes) -> int:
    # Seven bytes, so that every database holds it as a whole number with its sign.
    return int.from_bytes(blake2b(words, digest_size=7).digest(), "big")
