"""The words that a record rests on: each quotation once, under its document, with the values that rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from sijill.model import Item
from sijill.records import Ground
from sijill.web.desk.marked_words import Paragraph, paragraphs
from sijill.web.desk.timeline import called
from sijill.web.desk.value_view import ShownProperty
from sijill.web.templatetags.sijill import language

Resting = tuple[Ground, str, str]
"""One ground of one value: the ground, the value's statement, and what the value is called."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words or a row of a document, by the number that its values name it by, with what rests on it."""

    number: int
    ground: Ground
    words: tuple[Paragraph, ...]
    tags: tuple[str, ...]
    statements: frozenset[str]


Quoted = tuple[Item, tuple[Quotation, ...]]
"""A document with the quotations of it, in the order of its words."""


def quotations(properties: Iterable[ShownProperty]) -> tuple[Quoted, ...]:
    """Return the documents under the values that may be seen, each with its quotations, numbered through."""
    under: dict[str, tuple[Item, list[Resting]]] = {}
    for one in properties:
        tag = called(one.card, language())
        for value, ground in ((held, ground) for held in one.values for ground in held.grounds):
            if (item := ground.item) is not None:
                under.setdefault(item.id, (item, []))[1].append((ground, value.held.statement, tag))
    number = count(1)
    return tuple(
        (item, tuple(_quotation(next(number), some) for some in _together(resting))) for item, resting in under.values()
    )


def numbers_of(quoted: Iterable[Quoted]) -> Mapping[str, tuple[int, ...]]:
    """Return by which quotations each value stands."""
    cited: dict[str, tuple[int, ...]] = {}
    for quotation in (one for _, some in quoted for one in some):
        cited |= {one: (*cited.get(one, ()), quotation.number) for one in quotation.statements}
    return cited


def _together(resting: Iterable[Resting]) -> list[list[Resting]]:
    """Return the grounds of a document by quotation: what stands within another's words is of that one."""
    found: list[list[Resting]] = []
    for one in sorted(resting, key=_stands_at):
        row, _, end = _stands_at(found[-1][0]) if found else (-1, 0, 0)
        if _stands_at(one)[0] == row and _stands_at(one)[2] >= end:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _stands_at(one: Resting) -> tuple[int, int, int]:
    """Return where words stand, by their row, start and end; of two that begin together the longer comes first."""
    claim = one[0].claim
    return (one[0].row or 0, *((claim.anchor.start, -claim.anchor.end) if claim else (0, 0)))


def _quotation(number: int, resting: Sequence[Resting]) -> Quotation:
    grounds, statements, tags = zip(*resting, strict=True)
    first = grounds[0].claim
    words: Iterable[Paragraph] = ()
    if first is not None:
        exact, start = first.anchor.exact, first.anchor.start
        slots = {slot for one in grounds if one.claim for slot in one.claim.slots if slot.exact}
        # Words repaired when they were read have other places; what does not stand there is not lit.
        spans = [(one.start - start, one.end - start, one.name) for one in slots if one.start is not None and one.end]
        here = [one for one in spans if one[0] >= 0 and one[1] <= len(exact)]
        words = paragraphs(exact, 0, len(exact), slots=sorted(here), links=())
    return Quotation(number, grounds[0], tuple(words), tuple(dict.fromkeys(tags)), frozenset(statements))
