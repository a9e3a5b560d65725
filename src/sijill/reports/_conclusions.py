"""Conclusions and limits: what the numbers can and cannot carry (S1.12, E17)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijill.model.figures import Figure, TollRow
from sijill.reports._material import MonthlyMaterial
from sijill.reports._writer import Writer
from sijill.reports.document import Block, Bullets, Heading, Runs, Text
from sijill.tolls import statistics
from sijill.values import format_percent, translate
from sijill.wording.outcomes import clock_sentence, place_sentence

UNRESOLVED = frozenset({"other", "unknown", "one_of_two", "joint", "joint_undetermined", "disputed"})
"""Keys of the buckets for deaths whose one responsible party is not established (S1.3, S1.4), but for what is below."""


def conclusions(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the publisher's conclusions."""
    yield Bullets(tuple((Text(w.label(text)),) for text in material.conclusions))


def limits(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield what the figures do not say."""
    yield Heading(2, translate(w.language, "What these figures do not say"), "limits")
    yield Bullets(tuple(_limits(w, material)))


def recommendations(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield what the publisher asks, by addressee."""
    yield Heading(2, translate(w.language, "Recommendations"), "recommendations")
    for one in material.recommendations:
        yield Heading(3, w.label(one.addressee), w.anchor("to"))
        yield Bullets(tuple((Text(w.label(text)),) for text in one.texts))


def _limits(w: Writer, material: MonthlyMaterial) -> Iterator[Runs]:
    total = material.total
    yield w.message(
        "Documented is not total. The figures are a bare minimum: what could be documented, "
        "not everything that happened."
    )
    yield w.message("They do not measure social, economic or psychological consequences.")
    for row in material.by_party.rows:
        for part in _unresolved_in(row, material) if row.key in UNRESOLVED else ():
            if part.figure.best > 0:
                yield _unresolved(w, part, total)
    if (rest := total.groups.get("unknown")) is not None and rest.best > 0:
        yield _rest(w, total)
    if total.figure.soft:
        yield w.message(
            "{count} of the total rest on number rules of the methodology for "
            "words such as \u201cdozens\u201d, not on a stated number.",
            count=(Text(str(total.figure.soft)),),
        )
    definition = total.figure.definition
    yield w.message(
        "{clock} {place} A count by another clock or place is another number.",
        clock=clock_sentence(definition.clock, definition.measure, w.language),
        place=place_sentence(definition.place_basis, w.language),
    )
    yield w.message("A figure can change when new evidence comes; changes are published with their reason.")


def _unresolved_in(row: TollRow, material: MonthlyMaterial) -> Sequence[TollRow]:
    """Return a row, or its parts where some name who did it: a party without a row, or parties that acted together."""
    rest = [part for part in row.parts if part.key not in material.established]
    return rest if len(rest) < len(row.parts) else (row,)


def _unresolved(w: Writer, row: TollRow, total: TollRow) -> Runs:
    return w.message(
        "{bucket}: {part_of_whole}. Which one party is responsible for these deaths is not established.",
        bucket=w.label(row.label),
        part_of_whole=_part_of(w, row.figure, total.figure),
    )


def _rest(w: Writer, total: TollRow) -> Runs:
    part_of_whole = _part_of(w, total.groups["unknown"], total.figure)
    if "men" in total.groups and total.groups["men"].high != 0:
        return w.message("Sex or age is not stated for {part_of_whole}.", part_of_whole=part_of_whole)
    return w.message("{part_of_whole} are men, or persons whose sex or age is not stated.", part_of_whole=part_of_whole)


def _part_of(w: Writer, part: Figure, whole: Figure) -> Runs:
    """Return "97 of 125 (77.6%)"; of numbers that are not exact no share could be defended."""
    numbers = {"part": w.number(part), "whole": w.number(whole)}
    if part.low != part.high or whole.low != whole.high or not whole.best:
        return w.message("{part} of {whole}", **numbers)
    share = format_percent(statistics.share(part.best, whole.best), w.language, places=1)
    return w.message("{part} of {whole} ({share})", share=(Text(share),), **numbers)
