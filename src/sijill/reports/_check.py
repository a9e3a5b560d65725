"""A report checks its own sums before it is printed, and refuses when they fail."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from sijill.audits import Finding, Sum, audit_document, parts_match_total, said
from sijill.model.figures import Figure, Toll, TollRow
from sijill.reports._material import Material, MonthlyMaterial, Trend
from sijill.values import CountRange, Language, SijillError, message

_GROUPS = frozenset({"children", "women", "men", "unknown"})
_WHOLE = frozenset({"children", "women", "unknown"})


class ReportDoesNotAddUp(SijillError):
    """A report whose own parts do not sum; ``figures`` are the ids of the figures that disagree."""

    def __init__(self, findings: list[tuple[tuple[str, ...], Finding]]) -> None:
        """Name every figure that disagrees, and the sum."""
        self.figures = tuple(dict.fromkeys(id_ for ids, _ in findings for id_ in ids))
        self.findings = tuple(finding for _, finding in findings)
        super().__init__(
            message(
                "the report was not made, because its parts do not sum: {sums} Figures: {figures}. Run sijill trace "
                "on the figures to see what each one counts"
            ),
            sums=lambda language: "; ".join(finding.explained(language) for finding in self.findings),
            figures=", ".join(self.figures),
        )


class WordsDoNotAddUp(SijillError):
    """Words that its publisher wrote for a report, and whose printed figures contradict each other."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Name every sum that fails."""
        self.findings = tuple(findings)
        super().__init__(
            message(
                "the report was not published, because figures in its own words contradict each other: {sums} Correct "
                "the words with sijill compose, or in the desk"
            ),
            sums=lambda language: " ".join(finding.explained(language) for finding in self.findings),
        )


def check_words(material: Material) -> list[Finding]:
    """Return what the figures say that a publisher wrote beside those of the report, in each language by itself."""
    found: list[Finding] = []
    for language in Language:
        parts = [*material.context, *material.conclusions]
        parts += [label for one in material.recommendations for label in one.texts]
        text = "\n\n".join(label[language.value] for label in parts)
        found += audit_document(text) if text.strip() else []
    return found


def require_words(material: Material) -> None:
    """Raise WordsDoNotAddUp when figures of the publisher's own words contradict each other."""
    failed = [one for one in check_words(material) if one.fails]
    if failed:
        raise WordsDoNotAddUp(failed)


def check(material: MonthlyMaterial) -> list[Finding]:
    """Return one finding for every sum that the report prints."""
    return [finding for _, finding in _sums(material)]


def require_sums(material: MonthlyMaterial) -> None:
    """Raise ReportDoesNotAddUp when a printed sum fails."""
    failed = [(ids, finding) for ids, finding in _sums(material) if finding.fails]
    if failed:
        raise ReportDoesNotAddUp(failed)


def _sums(material: MonthlyMaterial) -> Iterator[tuple[tuple[str, ...], Finding]]:
    total = material.by_party.total.figure
    yield from _toll(material.by_party)
    for other in (material.by_governorate, material.by_origin):
        if other is not None:
            yield from _toll(other)
            yield from _equal(other.total.figure, total)
    yield from _months(material.trend, total)
    if material.torture is not None:
        yield from _toll(material.torture.by_party)
        yield from _months(material.torture.trend, material.torture.by_party.total.figure)
    for section in material.outcomes:
        yield from _toll(section.by_party)
    if material.massacres is not None:
        yield from _months(material.massacres.trend, material.massacres.count)
        boxes, count = [*(1 for _ in material.massacres.records), material.massacres.unshown], material.massacres.count
        yield (count.id,), _named(count, parts_match_total(boxes, count.best))
    yield from _records(material, total)


def _records(material: MonthlyMaterial, total: Figure) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """Check the number of each record that is printed by itself against its part of the total (DESIGN 11.1)."""
    counted = {part.record: part for part in total.basis}
    if not counted:
        return  # outside the team no figure names its records
    printed = [(one.record, one.killed) for one in material.late_entries]
    printed += [(one.record, one.killed) for one in material.by_first_day]
    printed += [(one.record, one.killed) for one in (material.massacres.records if material.massacres else ())]
    printed += [(one.record, one.rest) for one in material.line_rests if one.record in counted]
    if material.trend.driver is not None:
        printed.append((material.trend.driver.record, material.trend.driver.killed))
    for record, number in printed:
        part = counted.get(record)
        whole = CountRange(part.low, part.high) if part else CountRange.exactly(0)
        yield (total.id,), _named(total, parts_match_total([CountRange(number.low, number.high)], whole))
        yield (total.id,), _named(total, parts_match_total([number.best], part.best if part else 0))


def _toll(toll: Toll) -> Iterator[tuple[tuple[str, ...], Finding]]:
    yield from _parts(toll.rows, toll.total)
    for row in (*toll.rows, toll.total):
        yield from _row(row)


def _row(row: TollRow) -> Iterator[tuple[tuple[str, ...], Finding]]:
    groups = [figure for name, figure in row.groups.items() if name in _GROUPS]
    # Where a group was withheld for somebody's safety, another one was too (E10): what is left need not sum.
    if row.groups.keys() >= _WHOLE:
        yield from _sum(groups, row.figure)
    if row.parts:
        yield from _parts(row.parts, row)
        for part in row.parts:
            yield from _row(part)


def _parts(parts: tuple[TollRow, ...], whole: TollRow) -> Iterator[tuple[tuple[str, ...], Finding]]:
    yield from _sum([part.figure for part in parts], whole.figure)
    for name, figure in whole.groups.items():
        if all(name in part.groups for part in parts):
            yield from _sum([part.groups[name] for part in parts], figure)


def _months(trend: Trend, month: Figure) -> Iterator[tuple[tuple[str, ...], Finding]]:
    if trend.by_month is None:
        return
    yield from _toll(trend.by_month)
    if isinstance(trend.year_to_date, Figure):
        yield from _equal(trend.by_month.total.figure, trend.year_to_date)
    for row in trend.by_month.rows:
        if row.key == month.definition.window.text:
            yield from _equal(row.figure, month)


def _equal(one: Figure, other: Figure) -> Iterator[tuple[tuple[str, ...], Finding]]:
    yield from _sum([one], other)


def _sum(parts: list[Figure], whole: Figure) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """Check the bounds, and the best values as the exact numbers that stand in print."""
    if not parts and whole.best == 0:
        return
    ids = (*(part.id for part in parts), whole.id)
    bounds = parts_match_total([CountRange(part.low, part.high) for part in parts], CountRange(whole.low, whole.high))
    best = parts_match_total([part.best for part in parts], whole.best)
    for finding in (bounds, best):
        yield ids, _named(whole, finding)


def _named(figure: Figure, finding: Finding) -> Finding:
    return dataclasses.replace(finding, said=(said("{figure}:", figure=Sum(figure.id)), *finding.said))
