"""When an account places a change: stamps that order days, parts of days and what is only known by its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from sijill.model.territory import Control, Holds
from sijill.values import PartialDate, SijillError
from sijill.values.source_time import SourceTime

A_DAY = 2000
"""Stamps in a day: more than it has minutes, so that the end of a day comes before the next one's first minute."""
MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class When:
    """
    The place of an account in the order of events, as stamps.

    ``first`` is the first day it can speak of, ``at`` where it stands among others, ``by`` when what it tells has
    happened for certain. Without ``is_dated`` it lies somewhere between ``first`` and ``at``.
    """

    first: int
    at: int
    by: int
    is_dated: bool = True

    @property
    def day(self) -> int:
        """The number of its day."""
        return self.at // A_DAY


def stamp(day: date, minute: int = MIDNIGHT) -> int:
    """Return the stamp of a minute of a day, its end unless another is given."""
    return day.toordinal() * A_DAY + minute


def day_of(number: int) -> date:
    """Return the day of a stamp."""
    return date.fromordinal(number // A_DAY)


def when_told(told: Control, zone: ZoneInfo) -> When | None:
    """
    Return when a control account places its state, in a zone; None where it gives no day or its source spoke before.

    A start that is open is known by its end. A month, a set of days and an interval that holds *within* place the
    change somewhere in them; it has happened by their last day, or the day on which the source spoke.
    """
    since, spoke = told.valid_from, told.said_on.latest if told.said_on else None
    if since is None or (since.earliest is None and since.latest is None):
        return None
    if spoke is not None and (since.earliest or since.latest or spoke) > spoke:
        return None
    if since.earliest is None and since.latest is not None:
        return When(stamp(since.latest, 0), stamp(since.latest, 0), stamp(since.latest))
    first = since.earliest or date.min
    last = min(day for day in (since.latest, spoke, date.max) if day) if since.latest else first
    if told.holds is Holds.THROUGHOUT or last == first:
        return _in_day(first, told.time_text, told.zone or zone.key, zone)
    return When(stamp(first, 0), stamp(last), stamp(last), is_dated=False)


def end_told(told: Control) -> date | None:
    """Return the last day for which a state is told to hold; None where it is only seen, or told too soon."""
    if told.valid_to is None or told.valid_to.latest is None or (told.to_is and told.to_is.value == "seen"):
        return None
    spoke = told.said_on.latest if told.said_on else None
    return None if spoke is not None and told.valid_to.latest > spoke else told.valid_to.latest


def asked(moment: date | datetime, zone: ZoneInfo) -> int:
    """Return the stamp of a question: the end of a day, or a minute of it."""
    if not isinstance(moment, datetime):
        return stamp(moment)
    local = moment.astimezone(zone) if moment.tzinfo else moment
    return stamp(local.date(), local.hour * 60 + local.minute)


def since_text(since: PartialDate | None, when: When | None) -> str | None:
    """Return a date as EDTF writes it; a span in which something happened once is written as a set."""
    if since is None or when is None or when.is_dated or "/" not in since.edtf:
        return since.edtf if since else None
    return f"[{since.edtf.replace('/', '..')}]"


def _in_day(day: date, words: str | None, told_zone: str, zone: ZoneInfo) -> When:
    first, last = _stamps_between(words, day, told_zone, zone) if words else (stamp(day, 0), stamp(day))
    own = first // A_DAY
    middle = (first % A_DAY + (last % A_DAY + MIDNIGHT * (last // A_DAY - own))) // 2
    return When(stamp(day_of(first), 0), own * A_DAY + min(middle, MIDNIGHT), min(last, stamp(day_of(first))))


@lru_cache(maxsize=65536)
def _stamps_between(words: str, day: date, told_zone: str, zone: ZoneInfo) -> tuple[int, int]:
    """Return the stamps between which a time of day lies; those of the whole day where its words tell no time."""
    try:
        read = SourceTime.read(words, day=day, zone=told_zone)
    except SijillError:
        return stamp(day, 0), stamp(day)
    ends = [one.astimezone(zone) for one in (read.utc_earliest, read.utc_latest) if one is not None]
    first, last = (stamp(one.date(), one.hour * 60 + one.minute) for one in (ends[0], ends[-1]))
    return first, last
