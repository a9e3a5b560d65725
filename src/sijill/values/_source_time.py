"""When of the day, as a source said it: its words, its zone, and the bounds in UTC (R-ED.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sijill.values._arabic import arabic_digits_to_ascii, normalize_arabic
from sijill.values._errors import SijillError
from sijill.values._language import Term, message


class UnreadableTime(SijillError):
    """A time of day in words that Sijill does not know, or a zone that does not exist."""


class WeekdayDisagrees(UnreadableTime):
    """A weekday in the words that is not the weekday of the date given."""


# Local hours of the parts of a day, generous at both ends because speakers are; 24 and more is the next day.
# English and Arabic words for one part stand together. The table is printed in docs/reference/dates.md.
PARTS_OF_DAY: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "dawn": ((3, 7), ("dawn", "daybreak", "فجر", "الفجر", "فجرا")),
    "morning": ((6, 12), ("morning", "صباح", "الصباح", "صباحا")),
    "noon": ((11, 14), ("noon", "midday", "ظهر", "الظهر", "ظهرا")),
    "afternoon": ((12, 18), ("afternoon", "عصر", "العصر", "عصرا", "بعد الظهر")),
    "evening": ((17, 22), ("evening", "مساء", "المساء")),
    "night": ((18, 30), ("night", "overnight", "ليل", "الليل", "ليلا")),
    "midnight": ((23, 25), ("midnight", "منتصف الليل")),
}
WEEKDAYS = (
    message("Monday"),
    message("Tuesday"),
    message("Wednesday"),
    message("Thursday"),
    message("Friday"),
    message("Saturday"),
    message("Sunday"),
)
_WEEKDAYS_AR = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_CLOCK_WORDS = {normalize_arabic(word): part for part, (_, words) in PARTS_OF_DAY.items() for word in words}
_DAYS = {normalize_arabic(word.casefold()): n for names in (WEEKDAYS, _WEEKDAYS_AR) for n, word in enumerate(names)}
_CLOCK = r"(?P<{0}hour>[0-9]{{1,2}})(?::(?P<{0}minute>[0-9]{{2}}))?\s*(?P<{0}half>a\.?m\.?|p\.?m\.?)?"
_CLOCKS = re.compile(_CLOCK.format("a") + r"(?:\s*(?:-|\u2013|to)\s*" + _CLOCK.format("b") + ")?")


@dataclass(frozen=True, slots=True)
class SourceTime:
    """
    A time as its source said it.

    ``time_text`` holds the words, ``zone`` the IANA name they are understood in, and the
    two moments the earliest and latest it can have been (None where the words leave it open).
    """

    time_text: str
    zone: str
    utc_earliest: datetime | None = None
    utc_latest: datetime | None = None

    @classmethod
    def read(cls, time_text: str, *, day: date, zone: str) -> SourceTime:
        """
        Return the moments that words such as "Tuesday afternoon" or "14:30" give on a day.

        Raises UnreadableTime for unknown words or zones, WeekdayDisagrees when a weekday
        in the words is not that of the day.
        """
        words = normalize_arabic(arabic_digits_to_ascii(time_text)).casefold().strip()
        earliest, latest = _local_minutes(_without_weekday(words, day))
        known = _zone(zone)
        return cls(
            time_text,
            zone,
            _in_utc(day, earliest, known, latest_fold=False),
            _in_utc(day, latest, known, latest_fold=True),
        )

    @classmethod
    def whole_day(cls, day: date, *, zone: str) -> SourceTime:
        """Return the bounds of a day in a zone, for a source that names the day only."""
        known = _zone(zone)
        last = _in_utc(day, 24 * 60, known, latest_fold=True) - timedelta(microseconds=1)
        return cls("", zone, _in_utc(day, 0, known, latest_fold=False), last)


def _without_weekday(words: str, day: date) -> str:
    """Return the words less the weekday, once it is found to be that of the day."""
    for name, number in _DAYS.items():
        if re.search(rf"(?<!\w){name}(?!\w)", words):
            if number != day.weekday():
                raise WeekdayDisagrees(
                    message(
                        "the words name a {named} and {day} is a {weekday}; correct the date or keep the time as text "
                        "only"
                    ),
                    named=Term(WEEKDAYS[number]),
                    day=day.isoformat(),
                    weekday=Term(WEEKDAYS[day.weekday()]),
                )
            words = re.sub(rf"(?<!\w)(?:يوم\s+)?{name}(?!\w)", " ", words)
    return " ".join(re.sub(r"\b(on|in|at|the|around|about)\b|[,،]", " ", words).split())


def _local_minutes(words: str) -> tuple[int, int]:
    if words in _CLOCK_WORDS:
        (first, last), _ = PARTS_OF_DAY[_CLOCK_WORDS[words]]
        return first * 60, last * 60
    found = _CLOCKS.fullmatch(words)
    if found is None or (found["bhour"] is None and found["aminute"] is None and found["ahalf"] is None):
        raise UnreadableTime(
            message(
                "no time of day is read from these words; write 14:30, 2 pm, 14:30-16:00 or a part of the day: {parts}"
            ),
            parts=", ".join(PARTS_OF_DAY),
        )
    starts = _minutes(found["ahour"], found["aminute"], found["ahalf"] or found["bhalf"])
    if found["bhour"] is None:
        return starts, starts
    ends = _minutes(found["bhour"], found["bminute"], found["bhalf"])
    return starts, ends if ends >= starts else ends + 24 * 60  # 22:00-02:00 runs past midnight


def _minutes(hour: str, minute: str | None, half: str | None) -> int:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            raise UnreadableTime(message("an hour with am or pm runs from 1 to 12; correct it"))
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    if hours > 23 or minutes > 59:
        raise UnreadableTime(message("a time of day runs from 00:00 to 23:59; correct it"))
    return hours * 60 + minutes


def _in_utc(day: date, minutes: int, zone: ZoneInfo, *, latest_fold: bool) -> datetime:
    """Return a local moment in UTC; an hour that a clock change repeats is taken as early or as late as it can be."""
    local = datetime.combine(day, time(), tzinfo=zone) + timedelta(minutes=minutes)
    return local.replace(fold=int(latest_fold)).astimezone(UTC)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise UnreadableTime(
            message("{name} is no time zone; use an IANA name such as Asia/Damascus"), name=repr(name)
        ) from fault
