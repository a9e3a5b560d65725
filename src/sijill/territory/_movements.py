"""Movements of people: each account of a number, the cumulative total of each source, and how far these lie apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sijill.model.territory import Counting, Movement, MovementKind
from sijill.records import AnyRecord
from sijill.territory._bounds import Bounds
from sijill.values import CountRange, PartialDate, normal_key

Route = tuple[str | None, str | None]
"""From where and to where, as keys; None is not told."""
Series = tuple[str, Route]
"""Whose numbers are added up, as a key, and of which route."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One account of a movement, with the cumulative total of its source as of its day; None where there is none."""

    record: AnyRecord
    source: str | None
    cumulative: CountRange | None
    series: Series
    """Whose number it is and of which route, where these may not be shown too."""

    @property
    def noun(self) -> Movement:
        """The movement."""
        noun: Movement = self.record.noun
        return noun

    @property
    def as_of(self) -> PartialDate | None:
        """The day of the movement, or as of which the number stands; else the day on which its source spoke."""
        return self.noun.moved_on or self.noun.said_on


@dataclass(frozen=True, slots=True)
class SourceTotal:
    """What a source's total is on a day: stated on that day, or carried from an earlier one; None is no number."""

    source: str | None
    value: CountRange | None
    stated_on: date
    carried: bool
    at_most: int | None = None
    """Of a carried total, what it can have grown to: that and what the source said remains; None where unsaid."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The totals of several sources for one kind of movement on one day, and how far they lie apart."""

    as_of: date
    kind: MovementKind | None
    totals: tuple[SourceTotal, ...]
    low: SourceTotal
    high: SourceTotal
    comparable: bool
    """Whether both speak of that day: a carried lower total may have grown since, unless its source says to what."""

    @property
    def gap(self) -> Bounds:
        """The difference of the highest and the lowest."""
        least, most = self._ends
        return Bounds(
            max(0, most.floor - (least.high or 0)) if least.high is not None else 0,
            None if most.high is None else most.high - least.floor,
        )

    @property
    def ratio(self) -> Bounds | None:
        """The highest over the lowest; None over nobody."""
        least, most = self._ends
        if not least.high:
            return None
        return Bounds(
            max(1.0, most.floor / least.high),
            most.high / least.low if most.high is not None and least.low else None,
        )

    @property
    def _ends(self) -> tuple[CountRange, CountRange]:
        least, most = self.low.value or CountRange(0, None), self.high.value or CountRange(0, None)
        return CountRange(least.low, max(least.floor, self.low.at_most)) if self.low.at_most else least, most


class _Told(NamedTuple):
    """What the arithmetic needs of an account; ``first`` None: from the beginning."""

    record: AnyRecord
    source: str
    kind: MovementKind | None
    counting: Counting | None
    people: CountRange | None
    first: date | None
    last: date
    convoy: str | None
    route: Route


def movements_among(
    records: Iterable[AnyRecord],
    *,
    source_of: Callable[[AnyRecord], str | None],
    series_of: Callable[[AnyRecord], Series] | None = None,
) -> tuple[Moved, ...]:
    """
    Return the accounts of movements among records by their day, each with the cumulative total of its source.

    A stated cumulative number is taken. What a source adds to its last one, by convoys and by days, is added where
    it is of the same kind and route; where the days overlap the two may share people, which the low end heeds.
    What remains or was planned is never added. ``series_of`` tells whose number it is, and its route, where the
    records may not show them.
    """
    rows = [one for one in records if one.kind == "movement"]
    series = {one.id: series_of(one) if series_of else (normal_key(source_of(one) or ""), route(one)) for one in rows}
    told = {one.id: _told_by(one, *series[one.id]) for one in rows}
    of_source: dict[tuple[str, MovementKind | None], list[_Told]] = {}
    for one in told.values():
        if one is not None:
            of_source.setdefault((one.source, one.kind), []).append(one)
    found = []
    for row in rows:
        one = told[row.id]
        total = _total(one, of_source[one.source, one.kind]) if one else _own(row.noun)
        found.append(Moved(row, source_of(row), total, series[row.id]))
    return tuple(sorted(found, key=lambda one: (_last_day(one.as_of) or date.max, one.record.first_seq)))


def spreads(moved: Sequence[Moved]) -> Iterator[Spread]:
    """Give each day and kind for which two sources have a total by then and one of them has a new one."""
    kinds = dict.fromkeys(one.noun.kind for one in moved)
    for kind in kinds:
        mine = [one for one in moved if one.noun.kind is kind and one.series[0] and _last_day(one.as_of)]
        for day in sorted({_last_day(one.as_of) or date.max for one in mine if one.cumulative is not None}):
            spread = _spread(day, kind, mine)
            if spread is not None:
                yield spread


def route(record: AnyRecord) -> Route:
    """Return from where and to where a movement went, as keys."""
    noun: Movement = record.noun
    return _key_of(noun.from_place), _key_of(noun.to_place)


def _told_by(record: AnyRecord, source: str, went: Route) -> _Told | None:
    noun: Movement = record.noun
    last = _last_day(noun.moved_on or noun.said_on)
    if not source or last is None:
        return None
    # A convoy that is counted by itself is an increment, though nobody says the word.
    counting = noun.counting or (Counting.INCREMENT if noun.convoy else None)
    first: PartialDate | None = noun.since or (None if counting is Counting.CUMULATIVE else noun.moved_on)
    return _Told(
        record, source, noun.kind, counting, noun.people, first.earliest if first else None, last,
        _key_of(noun.convoy), went,
    )  # fmt: skip


def _own(noun: Movement) -> CountRange | None:
    return noun.people if noun.counting is Counting.CUMULATIVE else None


def _total(row: _Told, all_told: Sequence[_Told]) -> CountRange | None:
    """Return the total of a source as of an account's day, for its route; a route not told stands for every one."""
    if row.counting is Counting.CUMULATIVE:
        return row.people
    if row.counting is not Counting.INCREMENT:
        return None
    told = [one for one in all_told if one.last <= row.last]
    stated = [one for one in told if one.counting is Counting.CUMULATIVE and one.people and one.route == row.route]
    since = max((one.last for one in stated), default=None)
    base = [one for one in stated if one.last == since]
    added = [
        one
        for one in told
        if one.counting is Counting.INCREMENT
        and (since is None or one.last > since)
        and all(mine in (None, theirs) for mine, theirs in zip(row.route, one.route, strict=True))
    ]
    if not any(one.people for one in (*base, *added)):
        return None
    return _each_once(base, added)


def _each_once(base: Sequence[_Told], added: Sequence[_Told]) -> CountRange:
    """
    Return the people of all these accounts, each once, in whatever order they came.

    Accounts whose days overlap may speak of the same people: the least is then the largest of
    them, the most their sum. Convoys of different numbers never do; two accounts of one convoy are rivals.
    """
    items = [_one_of(base)] if base else []
    numbered = [one for one in added if one.convoy]
    items += [
        _one_of([one for one in numbered if one.convoy == name]) for name in dict.fromkeys(o.convoy for o in numbered)
    ]
    items += [one for one in added if not one.convoy]
    low, high = 0, 0
    for part in _overlapping(items):
        convoys = sum(_floor(one) for one in part if one.convoy)
        low += max([convoys, *(_floor(one) for one in part if not one.convoy)])
    ends = [one.people.high if one.people else None for one in items]
    known = [end for end in ends if end is not None]
    high = sum(known)
    return CountRange(low, high if len(known) == len(ends) else None)


def _one_of(rivals: Sequence[_Told]) -> _Told:
    """Return accounts of one thing as one: from the least to the most that any of them says."""
    told = [one.people for one in rivals if one.people]
    highs = [one.high for one in told]
    people = (
        CountRange(min(o.floor for o in told), None if None in highs else max(h or 0 for h in highs)) if told else None
    )
    firsts = [one.first for one in rivals]
    first = None if None in firsts else min(day for day in firsts if day)
    return rivals[0]._replace(people=people, first=first, last=max(one.last for one in rivals))


def _overlapping(items: Sequence[_Told]) -> Iterator[list[_Told]]:
    """Give the accounts in parts of which none shares a day with another."""
    part: list[_Told] = []
    for one in sorted(items, key=lambda item: (item.first or date.min, item.last)):
        if part and (one.first or date.min) > max(each.last for each in part):
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def _floor(one: _Told) -> int:
    return one.people.floor if one.people else 0


def _spread(day: date, kind: MovementKind | None, moved: Sequence[Moved]) -> Spread | None:
    totals = [
        one
        for source in dict.fromkeys(one.series[0] for one in moved)
        if (one := _total_on(day, moved, source)) is not None
    ]
    numbered = [one for one in totals if one.value is not None]
    if len(numbered) < 2:
        return None
    high = max(numbered, key=lambda one: (_middle(one), one.source or ""))
    others = [one for one in numbered if one is not high]
    # A total never falls: a carried higher one is still good, a lower one only if its source says to what it grew.
    sound = [one for one in others if not one.carried or one.at_most is not None]
    latest = max(one.stated_on for one in others)
    low = min(
        sound or [one for one in others if one.stated_on == latest], key=lambda one: (_middle(one), one.source or "")
    )
    return Spread(day, kind, tuple(totals), low, high, bool(sound))


def _total_on(day: date, moved: Sequence[Moved], source: str) -> SourceTotal | None:
    mine = [(at, one) for one in moved if one.series[0] == source and (at := _last_day(one.as_of)) and at <= day]
    stated = [(at, one) for at, one in mine if one.cumulative is not None]
    name = mine[0][1].source if mine else None
    if not stated:
        # Whoever speaks without a number is listed, and has none.
        silent = any(at == day and one.noun.people is None for at, one in mine)
        return SourceTotal(name, None, day, carried=False) if silent else None
    latest = max(at for at, _ in stated)
    of_day = [one for at, one in stated if at == latest]
    widest = min(_narrowed(one) for one in of_day)
    values = [one.cumulative for one in of_day if _narrowed(one) == widest and one.cumulative]
    value = max(values, key=lambda one: (one.floor, one.high is None, one.high or 0))
    carried = latest < day
    return SourceTotal(name, value, latest, carried, _at_most(value, latest, mine) if carried else None)


def _narrowed(one: Moved) -> int:
    """Return how much of its route is told; none stands for every route."""
    return sum(part is not None for part in one.series[1])


def _at_most(value: CountRange, latest: date, mine: Sequence[tuple[date, Moved]]) -> int | None:
    left = [
        one.noun.people.high
        for at, one in mine
        if at >= latest and one.noun.counting is Counting.REMAINING and one.noun.people is not None
    ]
    if value.high is None or not left or None in left:
        return None
    return value.high + max(end or 0 for end in left)


def _middle(one: SourceTotal) -> float:
    value = one.value or CountRange(0, None)
    return (value.floor + value.high) / 2 if value.high is not None else value.floor


def _last_day(when: PartialDate | None) -> date | None:
    return when.latest if when else None


def _key_of(text: str | None) -> str | None:
    return normal_key(text) if text else None
