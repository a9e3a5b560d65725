"""A document made ready for its auditors: reading, sentences, numbers, dates and notes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sijill.audits._finding import Finding, Role, Term, Verdict
from sijill.audits._quantities import Quantity, find_quantities, status_of
from sijill.audits._said import Said
from sijill.language import PrintedDate, PrintedNumber, printed_dates, printed_numbers
from sijill.language.page import Note, Passage, Surface, read_surface, sentence_spans
from sijill.model import Claim

_AND_ALSO = re.compile(r"\s*(?:,|,?\s*and|&|و|،)\s*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span in the reading, its block and the numbers and dates in it."""

    start: int
    end: int
    text: str
    block: int
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[PrintedDate, ...] = ()


@dataclass(slots=True)
class Document:
    """What a checker works on. Spans are places of the reading; ``term`` turns them into source offsets."""

    surface: Surface
    flat: str
    blocks: list[Passage]
    notes: list[Note]
    sentences: list[Sentence] = field(default_factory=list)
    numbers: list[PrintedNumber] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    dates: list[PrintedDate] = field(default_factory=list)
    claims: tuple[Claim, ...] = ()
    _sentence_starts: list[int] = field(default_factory=list)
    _by_block: dict[int, list[Sentence]] = field(default_factory=dict)

    def sentences_of(self, block: int) -> list[Sentence]:
        """Return the sentences of one block."""
        if not self._by_block:
            for one in self.sentences:
                self._by_block.setdefault(one.block, []).append(one)
        return self._by_block.get(block, [])

    def sentence_at(self, place: int) -> Sentence:
        """Return the sentence that holds a place of the reading."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, place) - 1)]

    def body_sentences(self) -> list[Sentence]:
        """Return the sentences of running text, list items and captions, without notes."""
        return [one for one in self.sentences if self.blocks[one.block].zone != "note"]

    def claimant_of(self, quantity: Quantity) -> str | None:
        """Return who says a number by the claims of the page, or None when no claim stands there."""
        start, end = self.surface.source_span(quantity.number_start, quantity.number_end)
        for claim in self.claims:
            if claim.number is not None and claim.anchor.start <= start and end <= claim.anchor.end:
                return claim.claimant
        return None

    def term(self, role: Role, quantity: Quantity) -> Term:
        """Return a number as a term of a finding, quoted with its hedge and noun from the source."""
        return self.quote(role, quantity.start, quantity.end, quantity)

    def quote(self, role: Role, start: int, end: int, quantity: Quantity | None = None) -> Term:
        """Return a span of the reading as a term; the value is that of the number in it, if any."""
        begin, stop = self.surface.source_span(start, end)
        value = None if quantity is None else quantity.value
        return Term(role, value, self.surface.text[begin:stop], begin, stop)

    def date_term(self, printed: PrintedDate) -> Term:
        """Return a printed date as a term without a number."""
        return self.quote(Role.DATE, printed.start, printed.end)

    def finding(self, check: str, verdict: Verdict, terms: Sequence[Term], *said: Said) -> Finding:
        """Return a finding with its terms in the order given, and the sentences that explain it."""
        return Finding(check, verdict, tuple(terms), said)


def read_document(text: str, claims: Sequence[Claim] = ()) -> Document:
    """Return a document ready for its auditors."""
    surface = read_surface(text)
    dates = printed_dates(surface.flat)
    document = Document(surface, surface.flat, surface.blocks, surface.notes, dates=dates, claims=tuple(claims))
    date_starts = [one.start for one in dates]
    for index, block in enumerate(surface.blocks):
        for start, end in sentence_spans(surface.flat, block.start, block.end):
            printed = dates[bisect_left(date_starts, start) : bisect_left(date_starts, end)]
            numbers = printed_numbers(surface.flat, start, end)
            document.numbers.extend(numbers)
            counted = find_quantities(surface.flat, numbers, printed)
            told = tuple(_with_status(surface.flat, counted, (start, end)))
            document.quantities.extend(told)
            document.sentences.append(Sentence(start, end, surface.flat[start:end], index, told, tuple(printed)))
    document._sentence_starts = [one.start for one in document.sentences]
    return document


def _with_status(flat: str, numbers: list[Quantity], clause: tuple[int, int]) -> Iterator[Quantity]:
    """Yield the numbers of a sentence with their fates; in "killed 8 civilians and 5 soldiers" both have one."""
    previous: Quantity | None = None
    for one in numbers:
        status = status_of(flat, one, clause, iter(numbers))
        if not status and previous is not None and _AND_ALSO.fullmatch(flat[previous.end : one.start]):
            status = previous.status
        previous = replace(one, status=status)
        yield previous
