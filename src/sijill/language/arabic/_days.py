"""When it happened, by the words of an Arabic text and the day its page was posted on."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sijill.language._dates import PrintedDate, printed_dates
from sijill.language._lexicon import lexicon
from sijill.language.arabic._hijri import hijri_days
from sijill.language.arabic._normal import normalise

_HEAD, _TAIL = 4_000, 1_500
_BESIDE = 40
_ADJACENT = 30  # "today, Saturday 17 June": the date says which day today is
_TITLE = 120
_TITLE_LINES = 3  # a heading, its picture's line, and the first line of the story
_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
# A word of the lists stands as %(list)s; none begins or ends inside a word.
_SHAPES = {
    "before": r"(?<![^\W\d_])(?:%(before)s)[\s:：,،(]*(?:يوم\s+)?(?:%(weekdays)s)?[\s,،]*$",
    "after": r"\s*(?:(?:%(after)s)(?![^\W\d_])|[-–|,،]?\s*\d{1,2}:\d\d)",
    "today": r"(?<![^\W\d_])(?:%(today)s)(?:[\s،,(]+[^\W\d_]+){0,2}[\s،,(]*$",
    "year_lead": r"(?<![^\W\d_])[وبل]?(?:%(year_leads)s)\s+(?:(?:%(which)s)\s+)?$",
    "which_year": r"(?:%(year)s)\s(?:(?P<before>%(which)s)\s)?(?P<year>(?:19|20)\d\d)(?!\d)"
    r"(?:\s(?P<after>%(which)s)(?![^\W\d_]))?",
    "lead": r"(?<![^\W\d_])و?(?:(?P<role>%(roles)s)\s+)?(?:في\s+)?(?:(?P<part>%(parts)s)\s+)?"
    r"(?:(?:%(skipped)s|يوم|تاريخ)\s+){0,3}$",
    "unprinted": r"(?<![^\W\d_])(?:(?:(?P<day>\d{1,2})\s)?(?:من\s)?(?:هذا\s)?الشهر\s(?P<which>%(which)s)"
    r"|[وبل]?(?:(?P<ordinal>%(ordinals)s)\sمن\s(?:شهر\s)?|(?:%(leads)s)\s(?:شهر\s)?)(?P<month>%(months)s)(?![^\W\d_])"
    r"(?:\s(?:من\s)?(?:(?:%(year)s)\s)?(?P<year>(?:19|20)\d\d))?)",
    "counting": r"(?<![^\W\d_])[وبلف]?(?:(?P<step>%(steps)s)|(?P<hour>(?:(?:%(hours)s)\s){0,3})"
    r"(?:(?P<days>%(days)s)(?!\s(?:%(ordinals)s))|(?P<weekday>%(weekdays)s)(?:\s(?P<last>%(last)s))?))(?![^\W\d_])",
    "not_today": r"(?<![^\W\d_])(?:%(not_today)s)\s+$",
}
_LINE_OF_A_STAMP = re.compile(
    r"[\s\d:,،.|/·•@()\[\]–_-]*(?:(?:[AaPp][Mm]|م|ص|الساعه|بتوقيت|GMT|UTC)[\s\d:,،.|/·•–_-]*)*"
)


@dataclass(frozen=True, slots=True)
class DayMention:
    """
    A day or a span of days in a normalised text, as EDTF, with the words that say it.

    ``written`` marks a date that stands there itself; ``step`` one that counts from the day told of before,
    whose first and last are then empty.
    """

    start: int
    end: int
    first: str | None
    last: str | None
    written: bool = True
    step: int | None = None

    @property
    def day(self) -> date | None:
        """The day, where the words give a single one."""
        single = self.first is not None and self.first == self.last and len(self.first) == len("2020-02-02")
        return date.fromisoformat(self.first or "") if single else None


def dateline(text: str) -> date | None:
    """
    Return the day a normalised text was posted on or speaks from, or None.

    That is the date its page prints as such (beside a word of posting or the hour, or alone on its line), the date
    of its "today", or the date in its title; a date inside the story is no day of the page.
    """
    year = _current_year(text)
    spans = [(0, _HEAD)] if len(text) <= _HEAD + _TAIL else [(0, _HEAD), (len(text) - _TAIL, len(text))]
    printed: list[tuple[int, int, date, bool]] = []
    for at, end in spans:
        for one in _all_printed(text[at:end]):
            day = (one if one.year_given else replace(one, year=year)).first
            if day and one.day and one.month and (one.year_given or one.weekday in (None, day.weekday())):
                printed.append((at + one.start, at + one.end, day, one.year_given and one.year is not None))
    printed += [(start, end, day, True) for start, end, day in hijri_days(text[:_HEAD], None)]
    stamped = [day for start, end, day, whole in printed if whole and _is_stamp(text, start, end)]
    told = [day for start, _, day, _ in printed if _patterns()["today"].search(text[max(0, start - _ADJACENT) : start])]
    title = [day for start, _, day, whole in printed if whole and _is_title(text, start)]
    return next((days[0] for days in (stamped, told, title) if days), None)


def page_period(text: str) -> str | None:
    """Return the month in the first lines of a page, or the year that the text calls the current one, as EDTF."""
    for one in _all_printed(text[:_HEAD]):
        if one.year_given and one.month and not one.day and _is_title(text, one.start):
            return one.edtf
    year = _current_year(text)
    return str(year) if year else None


def read_days(text: str, base: date | None) -> list[DayMention]:
    """
    Return the days of a normalised text in order.

    ``base`` is the day of the text that "yesterday" and a date without a year count from; without it they are
    left out. The year of a date without one may also be that of the page's month or of its "current year 2024".
    """
    written = sorted(_written(text, base), key=lambda one: one.start)
    return sorted([*_joined(text, written), *_relative(text, written, base)], key=lambda one: one.start)


def written_day(sentence: str, base: date | None) -> date | None:
    """Return the first single day written out in a normalised sentence, its year from ``base`` where it has none."""
    return next((one.day for one in read_days(sentence, base) if one.written and one.day), None)


def _is_title(text: str, start: int) -> bool:
    """Test whether an offset stands in one of the first lines, and that line is no sentence of the story."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    line = text[first : last if last >= 0 else len(text)].rstrip()
    heads = start < _HEAD and text[:start].strip().count("\n") < _TITLE_LINES
    return heads and not line.endswith(".") and len(line) < _TITLE


@functools.lru_cache(maxsize=8)
def _all_printed(text: str) -> tuple[PrintedDate, ...]:
    return tuple(printed_dates(text))


def _is_stamp(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]
    line, rest = before.rpartition("\n")[2], after.partition("\n")[0]
    words = (word for word in re.findall(r"[^\W\d_]+", line) if word not in _counted_by("weekdays"))
    if _patterns()["before"].search(line) or _patterns()["after"].match(rest):
        return True
    whole = ("\n" in before or start < _BESIDE) and ("\n" in after or end + _BESIDE > len(text))
    return whole and not any(words) and _LINE_OF_A_STAMP.fullmatch(rest) is not None


def _written(text: str, base: date | None) -> Iterator[DayMention]:
    """Yield the dates that stand in the text themselves; words ("the third of April") say more than their month."""
    period = None if base else page_period(text)
    year = base.year if base else int(period[:4]) if period else None
    worded = [
        (match.start(), match.end(), _of_words(match, year, base)) for match in _patterns()["unprinted"].finditer(text)
    ]
    ends = [end for _, end, _ in worded]
    hidden: set[int] = set()
    places: list[int] = []
    for one in _all_printed(text):
        at = bisect_left(ends, one.start + 1)
        beside = at < len(worded) and worded[at][0] < one.end
        if beside and worded[at][2] is not None and (worded[at][2].day or one.day is None):  # type: ignore[union-attr]
            continue
        if one.month is None and not _patterns()["year_lead"].search(text[max(0, one.start - _BESIDE) : one.start]):
            continue
        if beside:
            hidden.add(at)
        dated = _with_year(one, year, base)
        if dated is not None and dated.edtf is not None:
            places.append(one.start)
            yield DayMention(one.start, one.end, dated.edtf, dated.edtf)
    for start, end, day in hijri_days(text, base):
        near = bisect_left(places, start - _ADJACENT)
        if near == len(places) or places[near] > end + _ADJACENT:  # the same day in the common calendar stands beside
            yield DayMention(start, end, day.isoformat(), day.isoformat())
    for at, (_, end, found) in enumerate(worded):
        if found is not None and found.edtf is not None and at not in hidden:
            yield DayMention(found.start, end, found.edtf, found.edtf)


def _of_words(match: re.Match[str], year: int | None, base: date | None) -> PrintedDate | None:
    """Return "the third of April", "the 12th of this month", "in March": a date the reader of printed dates leaves."""
    given = int(match["year"]) if match["year"] else None
    if match["month"]:
        day = _counted_by("ordinals")[match["ordinal"]] if match["ordinal"] else None
        at = match.start() if day else match.start("month")
        one = PrintedDate(
            at, match.end(), given, _counted_by("months")[match["month"]], day, year_given=given is not None
        )
        return _with_year(one, year, base)
    if base is None:
        return None
    back = match["which"] in _time_words("last")
    month = base.replace(day=1) - timedelta(days=1) if back else base
    return PrintedDate(match.start(), match.end(), month.year, month.month, int(match["day"]) if match["day"] else None)


def _with_year(one: PrintedDate, year: int | None, base: date | None) -> PrintedDate | None:
    """Give a date its year: a day ahead of the text's own is last year's."""
    if one.year_given and one.year is not None:
        return one
    if year is None:
        return None
    this = replace(one, year=year)
    ahead = base is not None and this.first is not None and this.first > base + timedelta(days=1)
    return replace(one, year=year - 1) if ahead else this


def _current_year(text: str) -> int | None:
    """Return the year the text calls the current one, or the one after the year it calls the last."""
    for match in _patterns()["which_year"].finditer(text):
        if which := match["before"] or match["after"]:
            return int(match["year"]) + (which in _time_words("last"))
    return None


def _joined(text: str, written: Sequence[DayMention]) -> Iterator[DayMention]:
    """Join "since A until B", and give early, mid and late their days."""
    since: DayMention | None = None
    closed = False
    for one in written:
        lead = _patterns()["lead"].search(text[max(0, one.start - _BESIDE) : one.start])
        role, part = (lead["role"], lead["part"]) if lead else (None, None)
        until = role in _time_words("until")
        if since is not None and until and one.start - since.end <= _BESIDE:
            yield replace(since, end=one.end, last=one.last)
            since = None
            continue
        if since is not None:
            yield since if closed else replace(since, last=None)
        one = _thirded(one, part) if part and not until else one
        closed = role in _time_words("from")
        since = one if role and not until else None
        if since is None:
            yield replace(one, first=None) if until else one
    if since is not None:
        yield since if closed else replace(since, last=None)


def _thirded(one: DayMention, part: str) -> DayMention:
    name = next((name for name in _THIRDS if part in _time_words(name)), None)
    if name and one.first and len(one.first) == len("2020-02"):
        low, high = _THIRDS[name]
        last = PrintedDate(0, 0, int(one.first[:4]), int(one.first[5:])).last
        return replace(
            one, first=f"{one.first}-{low:02d}", last=f"{one.first}-{min(high, last.day if last else high):02d}"
        )
    if part in _time_words("begin") and one.first and len(one.first) == len("2020"):
        return replace(one, first=f"{one.first}-01")
    return one


def _relative(text: str, written: Sequence[DayMention], base: date | None) -> Iterator[DayMention]:
    """Yield the days that count from another day; a date beside them says itself which day is meant."""
    starts = [one.start for one in written]
    told = -_ADJACENT
    for match in _patterns()["counting"].finditer(text):
        at = bisect_left(starts, match.end())
        if at < len(starts) and _bridges(text[match.end() : starts[at]]):
            continue
        if at and match.start() < written[at - 1].end:
            continue
        if match["step"] is not None:
            yield DayMention(match.start(), match.end(), None, None, False, _counted_by("steps")[match["step"]])
            continue
        day = _counted_from(text, match, base)
        if day is not None and match.start() - told > len(" ("):  # "yesterday, Wednesday" is one day
            yield DayMention(match.start(), match.end(), day.isoformat(), day.isoformat(), False)
            told = match.end()


def _counted_from(text: str, match: re.Match[str], base: date | None) -> date | None:
    if base is None or (
        match["days"] and _patterns()["not_today"].search(text[max(0, match.start() - _BESIDE) : match.start()])
    ):
        return None
    if match["days"] is not None:
        return base + timedelta(days=_counted_by("days")[match["days"]])
    if not (match["hour"] or match["last"] or _set_off(text, match)):
        return None
    back = (base.weekday() - _counted_by("weekdays")[match["weekday"]]) % 7
    return base - timedelta(days=back or (7 if match["last"] else 0))


def _bridges(between: str) -> bool:
    return len(between) <= _ADJACENT and not re.search(r"[.\n؛:]", between)


def _set_off(text: str, match: re.Match[str]) -> bool:
    """Test whether a bare weekday stands between commas or at an end: five were wounded, Thursday, by shelling."""
    before, after = (
        text[max(0, match.start() - 2) : match.start()].strip(" "),
        text[match.end() : match.end() + 2].strip(" "),
    )
    return before[-1:] in ("", "،", ",", "\n", "(", ".", "-") or after[:1] in ("", "،", ",", ")", "\n", ".")


def _alternatives(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


@functools.cache
def _time_words(name: str) -> frozenset[str]:
    return frozenset(normalise(form).text for form in lexicon("arabic")["when"]["words"][name])


@functools.cache
def _counted_by(name: str) -> Mapping[str, int]:
    """Return what the words of a list stand for: weekdays, months, ordinals, days and steps."""
    when, calendar = lexicon("arabic")["when"], lexicon("calendar")
    if name == "ordinals":
        return {normalise(form).text: number for number, form in enumerate(when["words"][name], 1)}
    if name in calendar and "ar" in calendar[name]:
        return {normalise(form).text: number for form, number in calendar[name]["ar"].items()}
    return {normalise(form).text: int(step) for step, forms in when[name].items() for form in forms}


@functools.cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    groups = {
        **{name: (name,) for name in lexicon("arabic")["when"]["words"]},
        "which": ("this", "last"),
        "roles": ("since", "until", "from"),
        "parts": ("early", "mid", "late", "begin"),
        "year_leads": ("year", "at", "since", "until", "from"),
        "leads": ("month", "at", "from", "since", "until", "early", "mid", "late", "begin"),
        "skipped": ("year", "month", "this"),
    }
    words = {name: _alternatives(form for one in ones for form in _time_words(one)) for name, ones in groups.items()}
    words |= {name: _alternatives(_counted_by(name)) for name in ("weekdays", "months", "ordinals", "days", "steps")}
    words["today"] = _alternatives(form for form, step in _counted_by("days").items() if step == 0)
    for side, forms in lexicon("arabic")["when"]["stamps"].items():
        words[side] = _alternatives(normalise(form).text for form in forms)
    return {name: re.compile(pattern % words) for name, pattern in _SHAPES.items()}
