"""Read a document from its first sentence to its last and return what it claims, every claim held to its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from sijill.claims._anchor import verify_anchor
from sijill.claims._origins import origin_of
from sijill.claims._proposal import proposal_id
from sijill.claims._repeats import linked
from sijill.claims.arabic import find_claims_arabic
from sijill.claims.english import Reader
from sijill.claims.english._draft import Draft
from sijill.evidence.messages import Message
from sijill.language import AUTO, Stage, is_arabic
from sijill.language.english.dates import day_of
from sijill.language.page import Sentence, sentences
from sijill.model import Anchor, Claim
from sijill.model.slots import Slot
from sijill.model.theatres import Theatre

EXTRACTOR = "sijill-rules/1"
RECOGNIZED = "ocr"
"""The tag of a claim whose words a program recognized in a picture: a person compares them with it."""

_AROUND = 32
_POST = 6  # a page that gives a sixth of itself to an Arabic post, and says nothing else, is that post
_BLANK = re.compile(r"[^\n]")


class Reading(Protocol):
    """A reading with the way back to its source: ``evidence.Text`` is one."""

    @property
    def raw(self) -> str:
        """The words as stored."""

    @property
    def text(self) -> str:
        """The words as read."""

    @property
    def reliable(self) -> bool:
        """Whether the words as read look like words."""

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source behind a span of the reading."""


def find_claims(
    text: str | Reading, *, item: str, doc_date: str | None = None, theatre: str | Theatre = AUTO
) -> list[Claim]:
    """
    Return the claims of a document, in the order of their words.

    ``text`` is the decoded source, or a reading with its map; offsets are always code points
    of the source. ``item`` names the item (its SHA-256), ``doc_date`` its day when known.
    ``theatre`` is the war that the text speaks of, ``auto`` to tell it by the text, ``none`` for no war's
    own words (DESIGN 11.5).
    A reading that does not look like words claims nothing. In a chat or a mail each message is read by itself, on the
    day on which it was sent, and its claims carry who sent it and when.
    Raises AnchorMismatch if a claim did not quote its source (it never should).
    """
    if not isinstance(text, str) and not text.reliable:
        return []
    if messages := getattr(text, "messages", ()):
        return [
            claim
            for one in messages
            for claim in _in_message(text, one, item=item, doc_date=doc_date, theatre=theatre)  # type: ignore[arg-type]
        ]
    read, raw, home = (text, text, _same) if isinstance(text, str) else (text.text, text.raw, text.to_source)
    found: list[Claim] = []
    used: Counter[tuple[str, int, int]] = Counter()
    ids: dict[int, str] = {}
    reader = Reader(read, doc_date, Stage(read, theatre))
    foreign: list[Sentence] = []
    for sentence, drafts in reader.claims(_latin(sentences(read), foreign)):
        for draft in drafts:
            claim = _anchored(draft, sentence, raw, home, item, used, ids)
            if claim is not None:
                verify_anchor(claim, raw)
                found.append(claim)
    if foreign:
        found += _arabic(read, raw, home, item, doc_date, foreign, reader, theatre, alone=not found)
    found.sort(key=lambda c: (c.anchor.start, c.anchor.end))
    if getattr(text, "is_recognized", False):
        found = [replace(claim, tags=(*claim.tags, RECOGNIZED)) for claim in found]
    return linked(found)


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """The words of one message; offsets of the source are those of the whole document."""

    raw: str
    text: str
    to_source: Callable[[int, int], tuple[int, int]]
    reliable: bool = True


def _in_message(
    text: Reading, one: Message, *, item: str, doc_date: str | None, theatre: str | Theatre
) -> Iterator[Claim]:
    words = text.text[one.start : one.end]
    if not words.strip():
        return
    excerpt = _Excerpt(text.raw, words, lambda start, end: text.to_source(one.start + start, one.start + end))
    for claim in find_claims(excerpt, item=item, doc_date=one.day or doc_date, theatre=theatre):
        yield replace(claim, sender=one.sender, sent_at=one.sent_at)


def _latin(stream: Iterable[Sentence], foreign: list[Sentence]) -> Iterator[Sentence]:
    """Pass on the sentences in Latin script and set those in Arabic script aside."""
    for sentence in stream:
        if is_arabic(sentence.tokens):
            foreign.append(sentence)
        else:
            yield sentence


def _arabic(
    read: str,
    raw: str,
    home: Callable[[int, int], tuple[int, int]],
    item: str,
    doc_date: str | None,
    foreign: list[Sentence],
    reader: Reader,
    theatre: str | Theatre,
    *,
    alone: bool,
) -> list[Claim]:
    """
    Return the claims of the passages in Arabic script; all else is blanked, so that offsets stay.

    ``alone`` tells that the rest claims nothing: a post among the English words of its page is an Arabic text.
    """
    pieces: list[str] = []
    at = 0
    spans: list[tuple[int, int, Sentence]] = []
    for sentence in sorted(foreign, key=lambda s: s.tokens[0].start):
        start, end = max(at, sentence.tokens[0].start), max(t.end for t in sentence.tokens)
        if end <= start:
            continue
        pieces += [_BLANK.sub(" ", read[at:start]), read[start:end]]
        spans.append((start, end, sentence))
        at = end
    mostly = sum(end - start for start, end, _ in spans) * (_POST if alone else 2) > len(read.strip())
    text = read if mostly else "".join(pieces) + " " * (len(read) - at)
    found = []
    names: dict[str, str] = {}
    starts = [start for start, _, _ in spans]
    for claim in find_claims_arabic(text, item=item, published=day_of(doc_date), theatre=theatre):
        place = bisect_right(starts, claim.anchor.start) - 1
        sentence = spans[max(place, 0)][2]
        start, end = home(claim.anchor.start, claim.anchor.end)
        moved = (start, end) != (claim.anchor.start, claim.anchor.end)
        anchor = Anchor(raw[start:end], start, end, raw[max(0, start - _AROUND) : start], raw[end : end + _AROUND])
        name = names[claim.id] = proposal_id(item, claim.kind, start, end) if moved else claim.id
        date = claim.date if mostly else reader.cited(sentence.block.note) or claim.date
        claim = replace(
            claim,
            id=name,
            anchor=anchor,
            zone=sentence.zone,
            part_of=names.get(claim.part_of or ""),
            same_as=names.get(claim.same_as or ""),
            headline=claim.headline and mostly,
            date=date,
            cite=sentence.cites,
            origin_id=origin_of(item, claim.claimant, claim.via),
            slots=tuple(_moved(slot, raw, home) for slot in claim.slots),
        )
        verify_anchor(claim, raw)
        found.append(claim)
    return found


def _moved(slot: Slot, raw: str, home: Callable[[int, int], tuple[int, int]]) -> Slot:
    """Return a slot with its words as they stand in the source."""
    if slot.start is None or slot.end is None:
        return slot
    start, end = home(slot.start, slot.end)
    return replace(slot, exact=raw[start:end], start=start, end=end)


def _same(start: int, end: int) -> tuple[int, int]:
    return start, end


def _anchored(
    draft: Draft,
    sentence: Sentence,
    raw: str,
    home: Callable[[int, int], tuple[int, int]],
    item: str,
    used: Counter[tuple[str, int, int]],
    ids: dict[int, str],
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
    return Claim(
        id=name,
        item=item,
        kind=draft.kind,
        anchor=anchor,
        zone=sentence.zone,
        claimant=draft.claimant,
        via=draft.via,
        stance=draft.stance,
        verb=draft.verb,
        number=draft.number,
        population=draft.population,
        perpetrators=draft.perpetrators,
        targets=draft.targets,
        mode=draft.mode,
        place=draft.place,
        governorate=draft.governorate,
        governorate_computed=draft.governorate_computed,
        date=draft.date,
        reported=draft.reported,
        weapon=draft.weapon,
        control=draft.control,
        event=draft.event,
        attribution=draft.attribution,
        cite=sentence.cites,
        part_of=ids.get(id(draft.part)) if draft.part else None,
        about=ids.get(id(draft.about)) if draft.about else None,
        tags=tuple(draft.tags),
        extractor=EXTRACTOR,
        rules=tuple(draft.rules),
        origin_id=origin_of(item, draft.claimant, draft.via),
        slots=tuple(_slots(draft, sentence, raw, home)),
    )


def _slots(draft: Draft, sentence: Sentence, raw: str, home: Callable[[int, int], tuple[int, int]]) -> Iterator[Slot]:
    """Yield what each value rests on, as words of the source or as where it was inferred from."""
    for name, (low, high) in draft.spans.items():
        if not 0 <= low < high <= len(sentence.tokens):
            continue
        start, end = home(sentence.tokens[low].start, sentence.tokens[high - 1].end)
        if start < end:
            yield Slot(name, raw[start:end], start, end)
    for name, source in draft.inferred.items():
        if name not in draft.spans:
            yield Slot(name, inferred_from=source)
