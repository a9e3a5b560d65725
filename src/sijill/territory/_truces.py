"""Truces: their stages by each account, the hours they were declared and seen to hold, and their breaches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from sijill.model.territory import Agreement, Stage, StageKind
from sijill.records import AnyRecord, RecordedValue
from sijill.territory._bounds import Bounds
from sijill.values import PartialDate, normal_key
from sijill.values.source_time import SourceTime, UnreadableTime

SourceOf = Callable[[RecordedValue], str | None]
"""Who published what a value rests on, where nobody is named as saying it."""
LiesIn = Callable[[str, str], bool | None]
"""Whether a place lies in a zone; None where nothing says so."""

_ONCE = (StageKind.AGREED, StageKind.TOOK_EFFECT, StageKind.ENDED)
"""Stages that an agreement has once: rival days of them are rival accounts, not two events."""
_STARTS, _STOPS = (StageKind.TOOK_EFFECT, StageKind.RESUMED), (StageKind.SUSPENDED, StageKind.ENDED)
_ORDER = tuple(StageKind)


@dataclass(frozen=True, slots=True)
class StageAccount:
    """A stage as one source tells it: who, when in UTC, and the value that it rests on."""

    source: str | None
    stage: Stage
    time: SourceTime
    held: RecordedValue
    zone_inferred: bool = False
    """Whether no source names the zone, so that the register's own was taken."""


@dataclass(frozen=True, slots=True)
class StageAccounts:
    """One stage with everybody who tells of it; rivals stand side by side."""

    kind: StageKind
    accounts: tuple[StageAccount, ...]

    @property
    def time(self) -> SourceTime:
        """The bounds that hold whichever of the rivals is right."""
        return _joint(self.rivals)

    @property
    def rivals(self) -> tuple[SourceTime, ...]:
        """The times that accounts name, without one that only names the day of a more exact one."""
        times = dict.fromkeys(one.time for one in self.accounts)
        return tuple(one for one in times if not any(_contains(one, other) for other in times))

    @property
    def at(self) -> PartialDate | None:
        """The day on which the accounts agree, else one of the days that they span."""
        told = [one.stage.at for one in self.accounts if one.stage.at is not None]
        if len(set(told)) < 2:
            return told[0] if told else None
        days = [day for one in told for day in (one.earliest, one.latest)]
        known = [day for day in days if day is not None]
        return PartialDate.between(min(known), max(known)) if len(known) == len(days) else None

    @property
    def hours(self) -> int | None:
        """For how long, where no two accounts differ in it."""
        told = {one.stage.hours for one in self.accounts if one.stage.hours is not None}
        return told.pop() if len(told) == 1 else None

    @property
    def spread(self) -> Bounds | None:
        """Hours between the first and the last moment that different accounts name; None without rivals."""
        apart = [_hours_between(a, b) for a in self.rivals for b in self.rivals if a is not b]
        if not apart:
            return None
        return Bounds(max(one.low or 0 for one in apart), _most([one.high for one in apart]))


@dataclass(frozen=True, slots=True)
class Breach:
    """A breach as its accounts tell it, and whether it lies in the zone; None where nobody says where."""

    accounts: tuple[StageAccount, ...]
    in_zone: bool | None


@dataclass(frozen=True, slots=True)
class Truce:
    """An agreement with its stages, its hours and its breaches."""

    record: AnyRecord
    stages: tuple[StageAccounts, ...]
    breaches: tuple[Breach, ...]
    hours_nominal: int | None
    """Declared: for how long it took effect and was extended."""
    hours_elapsed: Bounds | None
    """From its start to its end, whatever lay between."""
    hours_held: Bounds | None
    """The same less its suspensions; None where it never took effect."""

    @property
    def start_spread(self) -> Bounds | None:
        """Hours between the starts that its accounts name."""
        starts = [one for one in self.stages if one.kind is StageKind.TOOK_EFFECT]
        return starts[0].spread if starts else None

    def breaches_a_day(self, *, in_zone: bool = False) -> Bounds | None:
        """Return breaches per day held, of all listed or of those in the zone alone; None without hours."""
        number = sum(one.in_zone is True or not in_zone for one in self.breaches)
        held = self.hours_held
        if held is None or held.high == 0:
            return None
        most = number * 24 / held.low if held.low else None if number else 0
        return Bounds(0 if held.high is None else number * 24 / held.high, most)


def truces_among(
    records: Iterable[AnyRecord],
    *,
    zone: str,
    source_of: SourceOf = lambda held: held.source,
    lies_in: LiesIn | None = None,
) -> tuple[Truce, ...]:
    """
    Return the agreements among records as truces, in the order of their first stage.

    ``zone`` is understood where no source names one. Nothing here fails on what a register holds: a time that
    cannot be read leaves its day, a zone that does not exist leaves the moment unknown.
    """
    found = [_truce(one, zone, source_of, lies_in or zone_by_places()) for one in records if one.kind == "agreement"]
    return tuple(sorted(found, key=lambda one: (_first(one), one.record.first_seq)))


def zone_by_places(above: Callable[[str], Iterable[str]] = lambda place: ()) -> LiesIn:
    """Return what tells whether a place lies in a zone: by its name, or by the wider areas that ``above`` gives."""

    def lies_in(place: str, zone: str) -> bool | None:
        sought, seen, next_up = normal_key(zone), set[str](), [normal_key(place)]
        while next_up:
            here = next_up.pop()
            if here == sought:
                return True
            if here not in seen:
                seen.add(here)
                next_up += map(normal_key, above(here))
        return False if len(seen) > 1 else None

    return lies_in


def _truce(record: AnyRecord, zone: str, source_of: SourceOf, lies_in: LiesIn) -> Truce:
    noun: Agreement = record.noun
    told = [_account(one, zone, source_of) for one in record.usable("stages")]
    told += [
        StageAccount(source_of(one), Stage(kind, at=one.value), SourceTime.told(one.value, None, zone=zone), one, True)
        for name, kind in (("starts", StageKind.TOOK_EFFECT), ("ends", StageKind.ENDED))
        if not any(each.stage.kind is kind for each in told)
        for one in record.usable(name)
    ]
    stages = _grouped(told)
    breaches = [
        Breach(one.accounts, _place_in_zone(one, noun.zone, lies_in)) for one in stages if one.kind is StageKind.BROKEN
    ]
    breaches.sort(key=lambda one: (True, None, False).index(one.in_zone))
    elapsed, held = _hours(stages)
    return Truce(record, stages, tuple(breaches), _nominal(stages), elapsed, held)


def _account(held: RecordedValue, zone: str, source_of: SourceOf) -> StageAccount:
    stage: Stage = held.value
    try:
        time = SourceTime.told(stage.at, stage.time_text, zone=stage.zone or zone)
    except UnreadableTime:
        time = SourceTime(stage.time_text or "", stage.zone or zone)
    return StageAccount(stage.said_by or source_of(held), stage, time, held, zone_inferred=stage.zone is None)


def _grouped(accounts: Sequence[StageAccount]) -> tuple[StageAccounts, ...]:
    groups: list[list[StageAccount]] = []
    for one in sorted(accounts, key=_when):
        group = next((each for each in groups if all(_are_one(one, other) for other in each)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return tuple(StageAccounts(group[0].stage.kind, tuple(group)) for group in groups)


def _are_one(one: StageAccount, other: StageAccount) -> bool:
    """Test whether two accounts tell of one stage: what happens once, or what two sources tell of the same days."""
    a, b = one.stage, other.stage
    if a.kind is not b.kind:
        return False
    if a.kind in _ONCE:
        return True
    told = (a.hours, b.hours), (_key_of(a.place), _key_of(b.place))
    if any(x != y and None not in (x, y) for x, y in told):
        return False
    # Outside the team voices are left out: accounts without one may be of two sources, as they are for the team.
    if _key_of(one.source) == _key_of(other.source) and (one.source or a.says or b.says):
        return (a.at, a.time_text, a.by, a.hours) == (b.at, b.time_text, b.by, b.hours) and a.says == b.says
    return a.at is None or b.at is None or a.at.overlaps(b.at)


def _place_in_zone(breach: StageAccounts, zone: str | None, lies_in: LiesIn) -> bool | None:
    places = {one.stage.place for one in breach.accounts if one.stage.place}
    found = {lies_in(place, zone) for place in places} if zone else {None}
    return found.pop() if len(found) == 1 else None


def _nominal(stages: Sequence[StageAccounts]) -> int | None:
    told = [one.hours for one in stages if one.kind in (StageKind.TOOK_EFFECT, StageKind.EXTENDED)]
    known = [one for one in told if one is not None]
    return sum(known) if known and len(known) == len(told) else None


def _hours(stages: Sequence[StageAccounts]) -> tuple[Bounds | None, Bounds | None]:
    """Return the hours from the start to the end, and those less the suspensions."""
    start = next((one for one in stages if one.kind is StageKind.TOOK_EFFECT), None)
    if start is None:
        return None, None
    marks = [
        one for one in stages if one.kind in (*_STARTS, *_STOPS) and one is not start and _is_not_before(start, one)
    ]
    end = next((one.time for one in stages if one.kind is StageKind.ENDED), None) or _broken_off(stages)
    marks = sorted((one for one in marks if one.kind is not StageKind.ENDED), key=lambda one: _when(one.accounts[0]))
    edges: list[SourceTime] = [start.time]
    for one in marks:  # a second stop in a row, or a resumption of what was not stopped, opens nothing
        if (one.kind is StageKind.SUSPENDED) == (len(edges) % 2 == 1):
            edges.append(one.time)
    last = edges[-1] if len(edges) % 2 == 0 else end or SourceTime("", start.time.zone)
    if len(edges) % 2:
        edges.append(last)
    elapsed = _hours_between(start.time, end or last)
    parts = [_hours_between(a, b) for n, (a, b) in enumerate(pairwise(edges)) if n % 2 == 0]
    high = _sum_of_ends([one.high for one in parts])
    # The parts cannot be longer together than the whole.
    held = Bounds(sum(one.low or 0 for one in parts), _least([high, elapsed.high]))
    return elapsed, held


def _broken_off(stages: Sequence[StageAccounts]) -> SourceTime | None:
    """Return when an agreement that nobody says ended was broken off: at a breach after which it was not extended."""
    going = (StageKind.TOOK_EFFECT, StageKind.EXTENDED, StageKind.RESUMED)
    last = max((n for n, one in enumerate(stages) if one.kind in going), default=-1)
    after = [one.time for one in stages[last + 1 :] if one.kind is StageKind.BROKEN]
    return _joint(after) if after else None


def _is_not_before(one: StageAccounts, other: StageAccounts) -> bool:
    start, later = one.time.utc_earliest, other.time.utc_latest
    return start is None or later is None or later >= start


def _joint(times: Sequence[SourceTime]) -> SourceTime:
    firsts, lasts = [one.utc_earliest for one in times], [one.utc_latest for one in times]
    return SourceTime("", times[0].zone, None if None in firsts else _least(firsts), _most(lasts))


def _contains(one: SourceTime, other: SourceTime) -> bool:
    """Test whether the bounds of one time hold those of another that is more exact."""
    before = one.utc_earliest is None or (other.utc_earliest is not None and one.utc_earliest <= other.utc_earliest)
    after = one.utc_latest is None or (other.utc_latest is not None and other.utc_latest <= one.utc_latest)
    ends = (one.utc_earliest, one.utc_latest) != (other.utc_earliest, other.utc_latest)
    return before and after and ends


def _hours_between(one: SourceTime, other: SourceTime) -> Bounds:
    """Return the hours from one moment to a later one."""
    low, high = _hours_apart(one.utc_latest, other.utc_earliest), _hours_apart(one.utc_earliest, other.utc_latest)
    return Bounds(max(0, low or 0), None if high is None else max(0, high))


def _hours_apart(one: datetime | None, other: datetime | None) -> float | None:
    return None if one is None or other is None else round((other - one).total_seconds() / 3600, 2)


def _most(ends: Sequence[Any]) -> Any:
    return None if None in ends else max(ends)


def _least(ends: Sequence[Any]) -> Any:
    return min((one for one in ends if one is not None), default=None)


def _sum_of_ends(ends: Sequence[float | None]) -> float | None:
    known = [one for one in ends if one is not None]
    return sum(known) if len(known) == len(ends) else None


def _when(one: StageAccount) -> tuple[bool, str, int]:
    time = one.time.utc_earliest or one.time.utc_latest
    return time is None, time.isoformat() if time else "", _ORDER.index(one.stage.kind)


def _first(truce: Truce) -> tuple[bool, str, int]:
    return min((_when(each) for one in truce.stages for each in one.accounts), default=(True, "", 0))


def _key_of(text: str | None) -> str | None:
    return normal_key(text) if text else None
