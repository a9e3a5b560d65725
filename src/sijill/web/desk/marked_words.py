"""A document's words with what was found in them marked: what is judged, its slots, and the way to all other claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from sijill.evidence import SpanOutside, Text
from sijill.model import Claim

MOST_MARKED = 60_000
"""How much of a long document one page shows."""

Span = tuple[int, int, str]
"""A start and an end in the reading, and what stands there: the id of a claim, or the name of a slot."""


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """Some words of a paragraph; ``slot`` is what they are (number, place, ...), ``ends`` says that it ends here."""

    words: str
    slot: str = ""
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Runs that are one thing: ``lit`` are the words that are judged, ``claim`` is what else was found in them."""

    runs: tuple[MarkedRun, ...]
    lit: bool
    claim: str | None


Paragraph = tuple[Piece, ...]


def marked(text: Text, claims: Iterable[Claim], *, first: int = 0) -> tuple[Paragraph, ...]:
    """
    Return the paragraphs of a reading from a place on, with the words of claims marked.

    Of claims that share words the one that begins first is marked; the list beside the
    text names them all.
    """
    last = min(len(text.text), first + MOST_MARKED)
    spans = spans_of(text, ((claim.anchor.start, claim.anchor.end, claim.id) for claim in claims))
    return tuple(paragraphs(text.text, first, last, links=spans))


def spans_of(text: Text, found: Iterable[Span]) -> list[Span]:
    """Return spans of the source as those of the reading; one of another reading is left out, the review says so."""
    spans = []
    for start, end, what in found:
        try:
            spans.append((*text.from_source(start, end), what))
        except SpanOutside:
            continue
    return sorted(set(spans))


def paragraphs(
    words: str, first: int, last: int, *, lit: Sequence[Span] = (), slots: Sequence[Span] = (), links: Sequence[Span]
) -> Iterator[Paragraph]:
    """Give the paragraphs of some words with all that is marked in them."""
    at = first
    for line in words[first:last].split("\n"):
        stop = at + len(line)
        if line.strip():
            here = [[one for one in spans if one[0] < stop and one[1] > at] for spans in (lit, slots, links)]
            yield tuple(_pieces(words, at, stop, *here))
        at = stop + 1


def _pieces(
    words: str, at: int, stop: int, lit: Sequence[Span], slots: Sequence[Span], links: Sequence[Span]
) -> Iterator[Piece]:
    edges = {edge for spans in (lit, slots, links) for one in spans for edge in one[:2] if at < edge < stop}
    parts = []
    for start, end in pairwise(sorted({at, stop, *edges})):
        judged = next(iter(_covering(lit, start, end)), None)
        # Of slots that share words the shortest is shown: a day within the words of a claimant is a day.
        slot = min(_covering(slots, start, end), key=lambda one: one[1] - one[0], default=None)
        link = None if judged else next(iter(_covering(links, start, end)), None)
        run = MarkedRun(words[start:end], slot[2] if slot else "", bool(slot and slot[1] == end))
        parts.append((run, bool(judged), link[2] if link else None))
    for (judged_here, claim), runs in groupby(parts, key=lambda one: one[1:]):
        yield Piece(tuple(one[0] for one in runs), judged_here, claim)


def _covering(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    return (one for one in spans if one[0] <= start and one[1] >= end)
