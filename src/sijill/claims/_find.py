"""Read a document from its first sentence to its last and return what it claims, every claim held to its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Protocol

from sijill.claims._anchor import verify_anchor
from sijill.claims._proposal import proposal_id
from sijill.claims.english import Reader
from sijill.claims.english._draft import Draft
from sijill.claims.page import Sentence, sentences
from sijill.model import Anchor, Claim

EXTRACTOR = "sijill-rules/1"
_AROUND = 32


class Reading(Protocol):
    """A reading with the way back to its source: ``evidence.Text`` is one."""

    @property
    def raw(self) -> str:
        """The words as stored."""

    @property
    def text(self) -> str:
        """The words as read."""

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source behind a span of the reading."""


def find_claims(text: str | Reading, *, item: str, doc_date: str | None = None) -> list[Claim]:
    """
    Return the claims of a document, in the order of their words.

    ``text`` is the decoded source, or a reading with its map; offsets are always code points
    of the source. ``item`` names the item (its SHA-256), ``doc_date`` its day when known.
    Raises AnchorMismatch if a claim did not quote its source (it never should).
    """
    read, raw, home = (text, text, _same) if isinstance(text, str) else (text.text, text.raw, text.to_source)
    found: list[Claim] = []
    used: Counter[tuple[str, int, int]] = Counter()
    ids: dict[int, str] = {}
    for sentence, drafts in Reader(read, doc_date).claims(sentences(read)):
        for draft in drafts:
            claim = _anchored(draft, sentence, raw, home, item, used, ids)
            if claim is not None:
                verify_anchor(claim, raw)
                found.append(claim)
    found.sort(key=lambda c: (c.anchor.start, c.anchor.end))
    return found


def _same(start: int, end: int) -> tuple[int, int]:
    return start, end


def _anchored(
    draft: Draft, sentence: Sentence, raw: str, home: Callable[[int, int], tuple[int, int]], item: str, used: Counter[tuple[str, int, int]], ids: dict[int, str]
) -> Claim | None:
    """Turn token spans into offsets of the source; a quote over furniture keeps the part with its number."""
    run = sentence.tokens
    if not 0 <= draft.start < draft.end <= len(run):
        return None
    low, high = draft.start, draft.end
    while run[low].start > run[high - 1].start and low < draft.key[0]:
        low += 1
    if run[low].start >= run[high - 1].end:
        return None
    start, end = home(run[low].start, run[high - 1].end)
    key_low, key_high = home(run[draft.key[0]].start, run[min(draft.key[1], len(run)) - 1].end)
    if end <= start or end - start > 2_000:
        return None
    suffix = used[draft.kind, key_low, key_high]
    used[draft.kind, key_low, key_high] += 1
    name = proposal_id(item, draft.kind, key_low, key_high, suffix)
    ids[id(draft)] = name
    anchor = Anchor(raw[start:end], start, end, raw[max(0, start - _AROUND) : start], raw[end : end + _AROUND])
    origin = sha256(f"{item}\n{draft.claimant or ''}".encode()).hexdigest()[:32]
    return Claim(
        id=name, item=item, kind=draft.kind, anchor=anchor, zone=sentence.zone, claimant=draft.claimant, via=draft.via, stance=draft.stance,
        verb=draft.verb, number=draft.number, population=draft.population, perpetrators=draft.perpetrators, targets=draft.targets, place=draft.place,
        governorate=draft.governorate, governorate_computed=draft.governorate_computed, date=draft.date, reported=draft.reported, weapon=draft.weapon,
        control=draft.control, event=draft.event, attribution=draft.attribution, cite=sentence.cites, part_of=ids.get(id(draft.part)) if draft.part else None,
        about=ids.get(id(draft.about)) if draft.about else None, tags=tuple(draft.tags), origin_id=origin, extractor=EXTRACTOR, rules=tuple(draft.rules),
    )  # fmt: skip
