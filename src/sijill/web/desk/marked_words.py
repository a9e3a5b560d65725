"""A document's words with the claims found in them lit, each the way to its review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sijill.evidence import SpanOutside, Text
from sijill.model import Claim

MOST_MARKED = 60_000
"""How much of a long document one page shows."""

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class MarkedRun:
    """Some words of a paragraph; ``claim`` is the id of what was found in them, or None."""

    words: str
    claim: str | None


Paragraph = tuple[MarkedRun, ...]


def marked(text: Text, claims: Iterable[Claim], *, first: int = 0) -> tuple[Paragraph, ...]:
    """
    Return the paragraphs of a reading from a place on, with the words of claims marked.

    Of claims that share words the one that begins first is marked; the list beside the
    text names them all.
    """
    last = min(len(text.text), first + MOST_MARKED)
    spans = sorted(span for claim in claims if (span := _span(text, claim)) is not None)
    return tuple(_paragraphs(text.text, first, last, spans))


def _span(text: Text, claim: Claim) -> Span | None:
    try:
        start, end = text.from_source(claim.anchor.start, claim.anchor.end)
    except SpanOutside:
        return None  # an anchor of another reading; the review says so
    return start, end, claim.id


def _paragraphs(words: str, first: int, last: int, spans: Sequence[Span]) -> Iterator[Paragraph]:
    at = first
    for line in words[first:last].split("\n"):
        stop = at + len(line)
        if line.strip():
            yield tuple(_marked_runs(words, at, stop, [span for span in spans if span[0] < stop and span[1] > at]))
        at = stop + 1


def _marked_runs(words: str, at: int, stop: int, spans: Sequence[Span]) -> Iterator[MarkedRun]:
    for start, end, claim in spans:
        start, end = max(start, at), min(end, stop)
        if start >= end:
            continue
        if at < start:
            yield MarkedRun(words[at:start], None)
        yield MarkedRun(words[start:end], claim)
        at = end
    if at < stop:
        yield MarkedRun(words[at:stop], None)
