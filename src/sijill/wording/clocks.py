"""A time in two zones, as a live log gives it: in UTC and in the zone of the register."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from sijill.values import Language, format_date, message, translate
from sijill.values.source_time import SourceTime

_MIDNIGHT = time()
_DAY, _OFFSET = len("2020-05-05"), len("+03:00")


def tells_hour(when: SourceTime) -> bool:
    """Test whether a time is more than whole days of its own zone: only then two zones differ in what they say."""
    if when.utc_earliest is None or when.utc_latest is None:
        return False
    first, last = (one.astimezone(ZoneInfo(when.zone)) for one in (when.utc_earliest, when.utc_latest))
    ends = last + timedelta(microseconds=1)
    return when.is_exact or (first.time(), ends.time()) != (_MIDNIGHT, _MIDNIGHT)


def time_in_words(when: SourceTime, day: str, zone: ZoneInfo, city: str, language: Language) -> str:
    """
    Return a time with its day in both zones: "5 May 2016, 13:45 UTC = 16:45 Damascus".

    Each clock has its own day where the two are not on one: "22:00 UTC on 4 May 2016 = 01:00 Damascus on 5 May
    2016". Without an hour it is said that none is told. ``day`` is the date in words, ``city`` what the zone of the
    register is called.
    """
    if when.utc_earliest is None or when.utc_latest is None or not tells_hour(when):
        told = translate(language, "the hour is not told")
        return translate(language, "{day}, {time}", day=day, time=told) if day else told
    ends = (when.utc_earliest,) if when.is_exact else (when.utc_earliest, when.utc_latest)
    here = [_clock(one, zone, closes=at > 0) for at, one in enumerate(ends)]
    there = [_clock(one, UTC, closes=at > 0) for at, one in enumerate(ends)]
    with_days = len({one for one, _ in (*here, *there)}) > 1
    utc = _span(there, translate(language, "UTC"), with_days, language)
    local = _span(here, city, with_days, language)
    if [clock for _, clock in here] == [clock for _, clock in there] and not with_days:
        both = utc
    else:
        both = translate(language, "{utc} = {local}", utc=utc, local=local)
    return both if with_days or not day else translate(language, "{day}, {time}", day=day, time=both)


def moment_in_words(at: datetime, zone: ZoneInfo, city: str, language: Language) -> str:
    """Return a moment with its day in both zones, to the minute."""
    exact = SourceTime("", str(zone), at, at)
    return time_in_words(exact, format_date(at.astimezone(zone).date(), language), zone, city, language)


def sent_in_words(written: str, language: Language) -> str:
    """
    Return the moment at which a message was sent by its own clock, with its zone: "5 May 2020, 10:00 (UTC+03:00)".

    ``written`` is ISO 8601, no more exact than the document tells; what is none is returned as it stands.
    """
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return written
    day = format_date(at.date(), language)
    if len(written) <= _DAY:
        return day
    clock, offset = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}", at.utcoffset()
    if offset is None:
        return translate(language, "{day}, {time} (the zone is not told)", day=day, time=clock)
    if not offset:
        return translate(language, "{day}, {time} (UTC)", day=day, time=clock)
    # Isolated, so that the sign stays before its number in a line of Arabic.
    zone = f"\u2066UTC{at.isoformat()[-_OFFSET:]}\u2069"
    return translate(language, "{day}, {time} ({zone})", day=day, time=clock, zone=zone)


def _clock(at: datetime, zone: tzinfo, *, closes: bool) -> tuple[date, str]:
    local = at.astimezone(zone)
    if closes and local.time() == _MIDNIGHT:
        return local.date() - timedelta(days=1), "24:00"
    return local.date(), f"{local:%H:%M}"


def _span(ends: list[tuple[date, str]], place: str, with_days: bool, language: Language) -> str:
    """Return one clock or two, once with what the zone is called: "13:45 UTC", "between 09:00 and 15:00 UTC"."""
    days = [format_date(day, language) for day, _ in ends]
    times = [clock for _, clock in ends]
    if len(set(ends)) == 1:
        words = message("{time} {place} on {day}") if with_days else message("{time} {place}")
        return translate(language, words, time=times[0], place=place, day=days[0])
    if not with_days:
        return translate(
            language, message("between {first} and {last} {place}"), first=times[0], last=times[1], place=place
        )
    return translate(
        language,
        message("between {first} on {first_day} and {last} on {last_day} {place}"),
        first=times[0],
        first_day=days[0],
        last=times[1],
        last_day=days[1],
        place=place,
    )
