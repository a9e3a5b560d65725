"""Where a saying began, so that ten copies of one report count as one source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b, sha256

from sijill.model import Claim
from sijill.values import normal_key

SHINGLE = 4  # words a shingle
SIGNATURE = 64  # hashes a text
BANDS = 16  # of four hashes: texts that share three quarters of their shingles meet with probability 0.998
NEAR = 0.6  # Jaccard likeness from which two texts are one text retold
LONG_QUOTE = 8  # words: shorter quotations agree by chance

_PRIME = (1 << 61) - 1
_COEFFICIENTS = tuple(
    (
        int.from_bytes(sha256(b"a%d" % number).digest()[:7], "big") | 1,
        int.from_bytes(sha256(b"b%d" % number).digest()[:7], "big"),
    )
    for number in range(SIGNATURE)
)
_NAMELESS = re.compile(
    r"\b(activists?|residents?|witness\w*|locals?|sources?|officials?|medics?|rebels?|people|neighbou?rs|"
    r"ناشط\w*|نشطاء|مصدر|مصادر|شهود|شاهد|سكان|اهالي|مراسل\w*)\b",
    re.IGNORECASE,
)


def near_copies(texts: Mapping[str, str]) -> dict[str, str]:
    """
    Return for each text the id of the first text it is nearly a copy of (itself when there is none).

    Ids are taken in sorted order, so the answer does not hang on the order of arrival.
    """
    first_of: dict[str, str] = {}
    shingles = {item: _shingles(texts[item]) for item in sorted(texts)}
    buckets: dict[tuple[int, tuple[int, ...]], list[str]] = {}
    for item, own in shingles.items():
        first_of[item] = item
        keys = _bands(own)
        for candidate in dict.fromkeys(other for key in keys for other in buckets.get(key, ())):
            if _likeness(own, shingles[candidate]) >= NEAR:
                first_of[item] = first_of[candidate]
                break
        if first_of[item] == item:  # only firsts are kept: a thousand copies meet one text, not each other
            for key in keys:
                buckets.setdefault(key, []).append(item)
    return first_of


def link_origins(claims: Sequence[Claim], texts: Mapping[str, str]) -> list[Claim]:
    """
    Return the claims with ``origin_id`` set: claims with one id began with one saying.

    A named claimant (else the one who relays) is an origin wherever it is quoted. Words in a
    document's own voice begin with the document, or with the first of its near copies; a long
    quotation that several documents print began once. Nameless claimants ("activists")
    count with the document that heard them.
    """
    copies = near_copies(texts)
    shared = _shared_quotes(claims)
    return [replace(claim, origin_id=_digest(_origin(claim, copies, shared))) for claim in claims]


def independent_origins(claims: Iterable[Claim]) -> int:
    """Return how many sayings stand behind some claims; a claim without an origin counts by its item."""
    return len({claim.origin_id or f"item:{claim.item}" for claim in claims})


def _origin(claim: Claim, copies: Mapping[str, str], shared: Mapping[str, str]) -> str:
    document = copies.get(claim.item, claim.item)
    for voice in (claim.claimant, claim.via):
        if voice and not _NAMELESS.search(normal_key(voice)):
            return f"voice:{normal_key(voice)}"
    quote = shared.get(_quote(claim))
    if quote is not None:
        return f"quote:{quote}"
    return f"document:{document}"


def _shared_quotes(claims: Iterable[Claim]) -> dict[str, str]:
    items: dict[str, set[str]] = {}
    for claim in claims:
        quote = _quote(claim)
        if quote.count(" ") + 1 >= LONG_QUOTE:
            items.setdefault(quote, set()).add(claim.item)
    return {quote: quote for quote, where in items.items() if len(where) > 1}


def _quote(claim: Claim) -> str:
    return normal_key(claim.anchor.exact)


def _digest(origin: str) -> str:
    return sha256(origin.encode()).hexdigest()


def _shingles(text: str) -> frozenset[int]:
    words = normal_key(text).split()
    runs = [" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))] if words else []
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=7).digest(), "big") for run in runs)


def _bands(shingles: frozenset[int]) -> list[tuple[int, tuple[int, ...]]]:
    if not shingles:
        return []
    signature = [min((a * one + b) % _PRIME for one in shingles) for a, b in _COEFFICIENTS]
    rows = SIGNATURE // BANDS
    return [(band, tuple(signature[band * rows : band * rows + rows])) for band in range(BANDS)]


def _likeness(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0
