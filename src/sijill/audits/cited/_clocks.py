"""
Check ``subset`` across two clocks: an event of one month that the page counts in another.

Recorders count a death in the month they documented it (S1.5). An event dated in April
may stand in the May total; the finding names both dates and checks that the event fits
into the part of the total that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sijill.audits._document import Document, Sentence
from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._quantities import Quantity
from sijill.audits._said import Word, said
from sijill.audits.prose import counts_people, fits_into
from sijill.language import PrintedDate
from sijill.values import message

TWO_CLOCKS = message(
    "Two clocks: the event is dated {day} {month}, the page counts it in {counted}, the month it was documented."
)

_CAUSE = re.compile(
    r"\b(bomb|shell|airstrike|air strike|landmine|mine|fire|torture|chemical|sniper|explosi)", re.IGNORECASE
)
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class CountedAgain:
    """An event, the day printed with it, and the sentence that counts it in another month."""

    event: Quantity
    day: PrintedDate
    told: Sentence
    month: PrintedDate
    again: Quantity


def check_clocks(document: Document) -> Iterator[Finding]:
    """Yield a ``subset`` finding for each event of one month that the page counts in another month's toll."""
    for counted in _counted_again(document):
        bucket = _bucket(document, counted)
        if bucket is None:
            continue
        whole, sentence = bucket
        clocks = said(
            TWO_CLOCKS,
            day=str(counted.day.day),
            month=Word(_MONTHS[(counted.day.month or 1) - 1]),
            counted=Word(_MONTHS[(counted.month.month or 1) - 1]),
        )
        dates = [document.date_term(counted.day), document.date_term(counted.month)]
        pairs = [(counted.event, whole), *_small_groups(document, counted.event, whole, sentence)]
        for part, holder in pairs:
            terms = [document.term(Role.PART, part), document.term(Role.WHOLE, holder), *dates]
            words = said(message("{part} of {whole}."), part=part.value, whole=holder.value)
            verdict = fits_into(part, holder)
            # That the event stands in this part of the toll is our reading, not the page's.
            verdict = Verdict.UNDECIDABLE if verdict is Verdict.FAILS else verdict
            yield document.finding("subset", verdict, terms, words, clocks)


def _counted_again(document: Document) -> Iterator[CountedAgain]:
    body = [one for one in document.body_sentences() if document.blocks[one.block].zone == "body"]
    for sentence in body:
        days = [one for one in sentence.dates if one.day and one.month and one.year_given and one.year]
        if len(days) != 1:
            continue
        for near in (other for other in body if other.block == sentence.block and other.start >= sentence.start):
            for event in near.quantities:
                if not counts_people(event) or event.status != "killed" or event.value < 5:
                    continue
                yield from _again(document, body, event, days[0], sentence)


def _again(
    document: Document, body: list[Sentence], event: Quantity, day: PrintedDate, sentence: Sentence
) -> Iterator[CountedAgain]:
    block = document.blocks[sentence.block]
    names = _places(document.flat[block.start : block.end])
    for told in body:
        months = [one for one in told.dates if one.month and not one.day]
        same = [
            one
            for one in told.quantities
            if one.value == event.value and one.status == "killed" and one.start != event.start
        ]
        if told.block == sentence.block or not same or not months or not names & _places(told.text):
            continue
        if months[0].month != day.month and months[0].year in {day.year, None}:
            yield CountedAgain(event, day, told, months[0], same[0])
            return


def _places(text: str) -> set[str]:
    return set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", text)) - set(_MONTHS)


def _bucket(document: Document, counted: CountedAgain) -> tuple[Quantity, Sentence] | None:
    """Return the part of the toll that holds the event: the list item of its cause, else the month's total."""
    cause = _CAUSE.search(counted.told.text)
    items = [
        (one, sentence)
        for sentence in document.body_sentences()
        if document.blocks[sentence.block].level
        for one in sentence.quantities[:1]
        if cause and cause[1].lower() in sentence.text.lower() and counts_people(one)
    ]
    if len(items) == 1:
        return items[0]
    totals = [
        (one, sentence)
        for sentence in document.body_sentences()
        if any(each.month == counted.month.month and not each.day for each in sentence.dates)
        for one in sentence.quantities[:1]
        if counts_people(one)
        and one.status == "killed"
        and one.value >= counted.event.value
        and one.start != counted.again.start
    ]
    return totals[0] if totals else None


def _small_groups(
    document: Document, event: Quantity, whole: Quantity, sentence: Sentence
) -> Iterator[tuple[Quantity, Quantity]]:
    here = document.sentence_at(event.start)
    for kind in ("child", "woman"):
        ours = [one for one in here.quantities if one.category == kind and one.start > event.start]
        theirs = [one for one in sentence.quantities if one.category == kind and one.start > whole.start]
        if ours and theirs:
            yield ours[0], theirs[0]
