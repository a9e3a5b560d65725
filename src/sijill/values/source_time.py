"""When of the day, as a source said it: its words, its zone, and the bounds in UTC (R-ED.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sijill.values._arabic import arabic_digits_to_ascii, normalize_arabic
from sijill.values._errors import SijillError
from sijill.values._language import Term, message
from sijill.values._partial_date import PartialDate


class UnreadableTime(SijillError):
    """A time of day in words that Sijill does not know, or a zone that does not exist."""


class WeekdayDisagrees(UnreadableTime):
    """A weekday in the words that is not the weekday of the date given."""


# Local hours of the parts of a day, generous at both ends because speakers are; 24 and more is the next day.
# English and Arabic words for one part stand together. The table is printed in docs/reference/dates.md.
PARTS_OF_DAY: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "just after midnight": ((0, 1), ("just after midnight", "بعيد منتصف الليل", "بعد منتصف الليل بقليل")),
    "early hours": (
        (0, 6),
        ("early hours", "small hours", "early", "بعد منتصف الليل", "الساعات الأولى", "ساعات الفجر الأولى"),
    ),
    "dawn": ((3, 7), ("dawn", "daybreak", "فجر", "الفجر", "فجرا")),
    "morning": ((6, 12), ("morning", "early morning", "صباح", "الصباح", "صباحا")),
    "noon": ((11, 14), ("noon", "midday", "ظهر", "الظهر", "ظهرا")),
    "afternoon": ((12, 18), ("afternoon", "عصر", "العصر", "عصرا", "بعد الظهر")),
    "later in the day": (
        (12, 24),
        ("later in the day", "later day", "later that day", "later same day", "later", "لاحقا", "في وقت لاحق من اليوم"),
    ),
    "evening": ((17, 24), ("evening", "late evening", "مساء", "المساء")),
    "end of day": ((18, 24), ("end of day", "by end of day", "نهاية اليوم", "آخر النهار", "بحلول نهاية اليوم")),
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
_GREENWICH = re.compile(rf"\s*(?<!\w)(?:gmt|utc|{normalize_arabic('بتوقيت غرينتش')})$")
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

        Words that end in "GMT" or "UTC" name their zone themselves. Raises UnreadableTime for unknown words or
        zones, WeekdayDisagrees when a weekday in the words is not that of the day.
        """
        words = normalize_arabic(arabic_digits_to_ascii(time_text)).casefold().strip()
        if (plain := _GREENWICH.sub("", words)) != words:
            words, zone = plain, "Etc/UTC"
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

    @classmethod
    def told(cls, at: PartialDate | None, time_text: str | None, *, zone: str) -> SourceTime:
        """
        Return the bounds of a date with the words for the time of its day; an open side of the date stays open.

        Words that name no time of day leave all moments of the day: a bound has to hold. Raises UnreadableTime
        for a zone there is not.
        """
        _zone(zone)
        days = (at.earliest, at.latest) if at else (None, None)
        first, last = (cls._of_day(day, time_text, zone) for day in days)
        return cls(time_text or "", zone, first.utc_earliest, last.utc_latest)

    @classmethod
    def _of_day(cls, day: date | None, time_text: str | None, zone: str) -> SourceTime:
        if day is None:
            return cls("", zone)
        try:
            return cls.read(time_text, day=day, zone=zone) if time_text else cls.whole_day(day, zone=zone)
        except UnreadableTime:
            return cls.whole_day(day, zone=zone)

    @property
    def is_exact(self) -> bool:
        """Whether it is one moment."""
        return self.utc_earliest is not None and self.utc_earliest == self.utc_latest

    @property
    def utc(self) -> str | None:
        """
        One moment, or the earliest and the latest one with a stroke between, ``..`` for an open end; None if unknown.
        """
        if self.is_exact:
            return _moment(self.utc_earliest)
        known = self.utc_earliest or self.utc_latest
        return f"{_moment(self.utc_earliest)}/{_moment(self.utc_latest)}" if known else None


def _moment(one: datetime | None) -> str:
    return one.strftime("%Y-%m-%dT%H:%M:%SZ") if one else ".."


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
