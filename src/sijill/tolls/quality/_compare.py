"""Source against source: what both know, what only one knows, and where they disagree (ST24)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sijill.methodology import Rules
from sijill.model import Attribution, AttributionMode, PublishedFigure, Tally
from sijill.records import AnyRecord, RecordedValue, order, usable
from sijill.tolls.quality._coverage import coverage_of, outside
from sijill.tolls.statistics._change import share
from sijill.tolls.units._governorates import governorate
from sijill.values import CountRange, PartialDate, SijillError, message

COMPARED = {
    "date": ("died_on", "happened_on"),
    "party": ("attribution",),
    "place": ("killed_in", "governorate"),
    "killed": ("killed",),
}
"""What two sources are compared in, and the properties that state it."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """On how many shared records both sources state a thing, and on how many of those they agree."""

    agree: int
    compared: int

    @property
    def share(self) -> Decimal | None:
        """Agreements over comparisons; None where nothing could be compared."""
        return share(self.agree, self.compared) if self.compared else None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing on which two sources differ about one record, with the statements that say so."""

    record: str
    about: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    Two sources side by side over the incidents and victims of a register.

    ``outside_a`` are those of ``only_b`` that lie outside what the lists of ``a`` cover, and the other way round: that
    these are not in a list says nothing against them.
    """

    a: str
    b: str
    overlap: tuple[str, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    agreement: Mapping[str, Agreement]
    differences: tuple[Difference, ...]
    outside_a: tuple[str, ...] = ()
    outside_b: tuple[str, ...] = ()


class NothingToCompare(SijillError):
    """A source that the register knows nothing of."""


def sources_of(records: Iterable[AnyRecord], *, only: Sequence[str] = ()) -> tuple[str, ...]:
    """
    Return the sources that say anything of an incident or victim, in the order of first mention.

    With ``only`` return those. Raises NothingToCompare where one of them says nothing.
    """
    found: dict[str, None] = {}
    for record in records:
        if record.kind in ("incident", "victim"):
            found.update({held.source: None for held in _all(record) if held.source})
    for name in only:
        if name not in found:
            raise NothingToCompare(
                message("no record rests on source {source}; the register's sources: {sources}"),
                source=repr(name),
                sources=", ".join(found),
            )
    return tuple(only) or tuple(found)


def compare(records: Iterable[AnyRecord], a: str, b: str, rules: Rules, *, days: int = 1) -> Comparison:
    """
    Return what two sources share and where they differ (ST24).

    A record is shared when both speak of it, which linkage decides, not this. Dates agree
    within ``days``; parties when the methodology files them in one row; places by
    governorate; numbers when one number could satisfy both.
    """
    by_presence: dict[tuple[bool, bool], list[AnyRecord]] = defaultdict(list)
    records = list(records)
    for record in records:
        if record.kind in ("incident", "victim"):
            said = {held.source for held in _all(record)}
            by_presence[a in said, b in said].append(record)
    counts = {about: [0, 0] for about in COMPARED}
    differences = []
    for record in by_presence[True, True]:
        for about, names in COMPARED.items():
            ours, theirs = _says(record, names, a), _says(record, names, b)
            if ours is not None and theirs is not None:
                agrees = _agrees(about, ours.value, theirs.value, rules, days)
                counts[about][0] += agrees
                counts[about][1] += 1
                if not agrees:
                    differences.append(Difference(record.id, about, ours.statement, theirs.statement))
    only_a, only_b = (tuple(one.id for one in by_presence[said]) for said in ((True, False), (False, True)))
    return Comparison(
        a,
        b,
        tuple(one.id for one in by_presence[True, True]),
        only_a,
        only_b,
        {about: Agreement(pair[0], pair[1]) for about, pair in counts.items()},
        tuple(differences),
        outside_a=outside(by_presence[False, True], coverage_of(records, a), only_b),
        outside_b=outside(by_presence[True, False], coverage_of(records, b), only_a),
    )


def _all(record: AnyRecord) -> Iterable[RecordedValue]:
    return (held for values in record.held.values() for held in values)


def _says(record: AnyRecord, names: Sequence[str], source: str) -> RecordedValue | None:
    """Return a source's latest word on one of some properties."""
    for name in names:
        own = usable(tuple(held for held in record.held.get(name, ()) if held.source == source))
        if own:
            return max(own, key=order)
    return None


def _agrees(about: str, ours: Any, theirs: Any, rules: Rules, days: int) -> bool:
    if about == "date":
        return _within(ours, theirs, days)
    if about == "party":
        return _row_of_party(ours, rules) == _row_of_party(theirs, rules)
    if about == "place":
        return governorate(ours) == governorate(theirs)
    said: CountRange = ours
    return said.overlaps(theirs)


def _within(ours: PartialDate, theirs: PartialDate, days: int) -> bool:
    if ours.earliest is None or ours.latest is None or theirs.earliest is None or theirs.latest is None:
        return ours.overlaps(theirs)
    return (theirs.earliest - ours.latest).days <= days and (ours.earliest - theirs.latest).days <= days


def _row_of_party(said: Attribution, rules: Rules) -> object:
    if said.mode is AttributionMode.SINGLE:
        bucket = rules.bucket_of(said.parties[0])
        return bucket.slug if bucket else said.parties[0]
    return said.mode, frozenset(said.parties)


# -- printed numbers -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as one source printed it: a line of a table or a figure in a text."""

    record: str
    source: str
    value: CountRange
    window: PartialDate | None
    clock: str | None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """
    What several sources printed about one question, and why they may differ.

    ``gap`` is the largest by the smallest low end (ST22); ``reasons`` are differences of
    definition that we know of: where there are none, the sources contradict each other.
    """

    measure: str
    cell: str
    printed: tuple[Printed, ...]
    gap: Decimal | None
    reasons: tuple[str, ...]

    @property
    def contradicts(self) -> bool:
        """Test whether no one number satisfies all, though nothing known explains it."""
        return not self.reasons and any(
            not one.value.overlaps(other.value) for one in self.printed for other in self.printed
        )


def printed_side_by_side(records: Iterable[AnyRecord]) -> list[SideBySide]:
    """
    Return the printed numbers of a register by question, where two sources answer one.

    Windows that overlap are one question asked twice; the reasons then say that they are
    not the same window.
    """
    by_question: dict[tuple[str, str], list[Printed]] = defaultdict(list)
    for record in records:
        for question, printed in _printed(record):
            by_question[question].append(printed)
    return [
        _side_by_side(question, group)
        for question, all_ in by_question.items()
        for group in _by_window(all_)
        if len({one.source for one in group}) > 1
    ]


def _printed(record: AnyRecord) -> Iterable[tuple[tuple[str, str], Printed]]:
    noun = record.noun
    if isinstance(noun, PublishedFigure) and noun.source and noun.value is not None:
        question = (noun.measure or "killed", noun.cell or "all")
        yield question, Printed(record.id, noun.source, noun.value, noun.window, noun.clock)
    elif isinstance(noun, Tally) and noun.source and noun.killed is not None and not noun.groups:
        parties = "+".join(noun.attribution.parties) if noun.attribution else ""
        words = [f"party={parties}" if parties else "", f"cause={noun.cause}" if noun.cause else ""]
        cell = ",".join(word for word in words if word) or "all"
        yield ("killed", cell), Printed(record.id, noun.source, noun.killed, noun.window, noun.clock)


def _by_window(found: Sequence[Printed]) -> list[list[Printed]]:
    groups: list[list[Printed]] = []
    for one in found:
        home = next((g for g in groups if all(_share_time(one.window, other.window) for other in g)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _share_time(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is None or other is None or one.overlaps(other)


def _side_by_side(question: tuple[str, str], group: Sequence[Printed]) -> SideBySide:
    lows = [one.value.floor for one in group]
    windows = {(one.window.earliest, one.window.latest) if one.window else None for one in group}
    clocks = {one.clock for one in group} - {None}
    reasons = []
    if len(windows) > 1:
        reasons.append("windows differ")
    if len(clocks) > 1:
        reasons.append("one counts by the day of death, the other by the day of documentation")
    gap = Decimal(max(lows)) / min(lows) if min(lows) else None
    return SideBySide(*question, tuple(group), gap, tuple(reasons))
