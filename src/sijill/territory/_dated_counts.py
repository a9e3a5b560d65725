"""Dated counts: how many there were of something on a day by one account, and people per service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sijill.model.territory import DatedCount, DatedMeasure
from sijill.records import AnyRecord
from sijill.territory._bounds import Bounds
from sijill.values import PartialDate, normal_key


@dataclass(frozen=True, slots=True)
class Counted:
    """One dated count by one account, with those that cannot hold beside it."""

    record: AnyRecord
    source: str | None
    rivals: tuple[str, ...] = ()
    """Ids of records that count the same on the same day, and whose number cannot be the same."""

    @property
    def noun(self) -> DatedCount:
        """The count."""
        noun: DatedCount = self.record.noun
        return noun


@dataclass(frozen=True, slots=True)
class PerService:
    """People per service of one area on one day (ST18)."""

    people: Counted
    services: Counted
    ratio: Bounds | None
    """None where there is no service."""

    @property
    def day(self) -> PartialDate | None:
        """The day of both."""
        return self.services.noun.counted_on


def counts_among(records: Iterable[AnyRecord], *, source_of: Callable[[AnyRecord], str | None]) -> tuple[Counted, ...]:
    """Return the dated counts among records, by measure, area and day."""
    found = [Counted(one, source_of(one)) for one in records if one.kind == "dated_count"]
    found.sort(key=lambda one: (_measure(one), *_area_and_day(one), one.record.first_seq))
    return tuple(Counted(one.record, one.source, _rivals(one, found)) for one in found)


def per_service(counts: Sequence[Counted]) -> Iterator[PerService]:
    """Give the people per service where both are told of one area and one day, each account with each."""
    for services in counts:
        for people in counts:
            pair = (services.noun.measure, people.noun.measure)
            same = _area_and_day(services) == _area_and_day(people)
            if pair == (DatedMeasure.SERVICE, DatedMeasure.POPULATION) and same and "" not in _area_and_day(people):
                yield PerService(people, services, _ratio(people, services))


def _ratio(people: Counted, services: Counted) -> Bounds | None:
    number, by = people.noun.value, services.noun.value
    if number is None or by is None or by.high == 0:
        return None
    low = 0.0 if by.high is None else number.floor / by.high
    return Bounds(low, number.high / by.low if number.high is not None and by.low else None)


def _rivals(one: Counted, counts: Sequence[Counted]) -> tuple[str, ...]:
    return tuple(
        other.record.id
        for other in counts
        if other.record is not one.record
        and _what(other) == _what(one)
        and other.noun.value is not None
        and one.noun.value is not None
        and not one.noun.value.overlaps(other.noun.value)
    )


def _what(one: Counted) -> tuple[str, ...]:
    noun = one.noun
    return _measure(one), *_area_and_day(one), *(normal_key(text or "") for text in (noun.title, noun.party))


def _measure(one: Counted) -> str:
    return one.noun.measure.value if one.noun.measure else ""


def _area_and_day(one: Counted) -> tuple[str, str]:
    return normal_key(one.noun.place or ""), str(one.noun.counted_on or "")
