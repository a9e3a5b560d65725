"""Keep track of the day a text is speaking of, so that "the next day" and a bare "in the evening" have a date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from sijill.language._dates import read_dates
from sijill.language.english.dates._dates import DateMention, dates
from sijill.language.english.dates._points import MONTHS, day_of
from sijill.language.page import Sentence, Token, tokens
from sijill.model import ClaimDate, Zone

_YEARS = re.compile(r"\b(?:19[4-9]\d|20[0-4]\d)\b")
_STAMP = re.compile(r"\b\d{1,2}-\d{1,2}-(?:\d{2}|\d{4})\b")
_LONG_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.?,? \d{4})"
_DATELINE = re.compile(rf"\((?:[A-Z][a-z]+day,? )?({_LONG_DAY})\)")
_BYLINE = re.compile(
    r"^(?:(?:First |Last )?(?:[Pp]ublished|[Pp]osted|[Uu]pdated|[Ii]ssued|[Mm]odified)|Date)(?: on| at)?:? "
    rf"(?:\d{{1,2}}:\d\d,? )?(?:[A-Z][a-z]+day,? )?({_LONG_DAY}|\d{{4}}-\d\d-\d\d)\b",
    re.MULTILINE,
)
# As posts print it: "9:43 PM · Dec 4, 2024", "December 23, 2025 at 7:01 PM · Shared with Public".
_POSTED = re.compile(
    rf"(?:[AP]M ?· ?{_LONG_DAY}|{_LONG_DAY}(?: at \d{{1,2}}:\d\d ?[AP]M)? ?· ?(?:Shared with|Public)\b)"
)
_CITY_LINE = re.compile(rf"^[A-Z][\w’' -]{{2,30}}(?:, [A-Z]\w+)?, ({_LONG_DAY})(?: \([\w ]+\))? ?[-–—]", re.MULTILINE)
_FIELD = re.compile(r"^date:[ \t]*(.*(?:\n[ \t]+-.*)*)", re.MULTILINE)
_DAY_MONTH = re.compile(
    r"\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_HEADING_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_WHOLE = frozenset({"losses", "casualties", "toll", "victims", "fatalities", "deaths"})
_RELATIVE = frozenset({"that", "which", "who", "whose", "where"})


class Calendar:
    """
    The days of one document: its own day, the window it is about, and the day spoken of.

    A chronicle carries its day from sentence to sentence; a piece of news falls back to
    its own day with every paragraph.
    """

    def __init__(self, text: str, doc_date: str | None = None) -> None:
        """Read the document's own day, its window and its usual year."""
        head = text[:200_000]
        self.today = day_of(doc_date) or _stamped(head)
        self._years = Counter(_YEARS.findall(head))
        self.year: int | None = self.today.year if self.today else None
        if self.year is None and self._years:
            self.year = int(self._years.most_common(1)[0][0])
        self.spoken: tuple[str | None, str | None] | None = None
        self.window: tuple[str, str] | None = None
        self.periods: dict[str, tuple[str | None, str | None]] = {}
        self._pinned: int | None = None
        self._titled: tuple[str | None, str | None] | None = ("", "")
        self._news = (self.today is not None and doc_date is None) or (self.today is not None and "GMT" in head)
        self.window = _window(head, self)
        if self.window:
            self.year = int(self.window[0][:4])
            if self.today is None and self.window[0] == self.window[1]:
                self.today = day_of(self.window[0])  # a date field that names one day is the day of the text
                self._news = self.today is not None
        if self._news and self.today:
            self.spoken = (self.today.isoformat(), self.today.isoformat())

    @property
    def titled(self) -> bool:
        """Whether the day spoken of is a heading's."""
        return self._titled == self.spoken

    def year_for(self, month: int, day: int | None) -> int | None:
        """Return the year of a day without one: inside the window, else nearest to the day spoken of."""
        if self._pinned is not None:
            return self._pinned
        base = day_of(self.spoken[1]) if self.spoken else None
        if base is None and self.spoken and self.spoken[1] and len(self.spoken[1]) >= 7:
            base = _some_day(self.spoken[1])
        if base is None and self.today is not None:
            base = self.today
        if self.window:
            low, high = _some_day(self.window[0]), _some_day(self.window[1], last=True)
            inside = [
                y
                for y in range(low.year, high.year + 1)
                if low.replace(day=1) <= _clip(y, month, day or 15) <= high + timedelta(days=31)
            ]
            if len(inside) == 1:
                return inside[0]
        if base is None:
            return self.year
        near = sorted(
            (base.year - 1, base.year, base.year + 1), key=lambda y: _distance(base, _clip(y, month, day or 15))
        )
        return near[0]

    def read(self, sentence: Sentence) -> list[DateMention]:
        """Return the dates of the next sentence, before ``move`` takes them as the day spoken of."""
        if sentence.block.level:
            self._heading(sentence)
        elif sentence.first and self._news and self.today and sentence.zone is Zone.BODY:
            self.spoken = (self.today.isoformat(), self.today.isoformat())
        found = dates(sentence.tokens, self)
        for mention in found:
            key = _period_name(sentence.tokens)
            if key and mention.role in ("range", "at"):
                self.periods[key] = (mention.first, mention.last)
        if not found and (named := self._named(sentence.tokens)):
            found = [DateMention(0, 1, *named, "range")]
        if not found and self.spoken and (begin := _aftermath(sentence.tokens)) is not None:
            found = [DateMention(begin, begin + 1, self.spoken[1], None, "range")]
        return found

    def move(self, found: Sequence[DateMention], run: Sequence[Token] = ()) -> None:
        """Take the last main date of a sentence as the day now spoken of; days that were only planned do not count."""
        planned = [
            k
            for k, t in enumerate(run)
            if t.norm in ("would", "will", "scheduled", "planned", "until")
            or (t.norm == "to" and run[min(k + 1, len(run) - 1)].norm == "be")
        ]
        for mention in reversed(found):
            if (any(0 < mention.start - k < 16 for k in planned) and len(found) > 1) or self._aside(mention, run):
                continue
            if self._long_before(mention, run):
                continue
            if mention.role in ("at", "by", "asof", "range", "none") and (mention.first or mention.last):
                if mention.role == "none" and mention.first and len(mention.first) < 10:
                    continue
                self.spoken = (mention.first, mention.last)
                return
        for mention in found:
            if mention.role == "since" and (self.spoken is None or self._news):
                self.spoken = (mention.first, mention.last)

    def _long_before(self, mention: DateMention, run: Sequence[Token]) -> bool:
        """Test whether a sentence only looks back: "on 5 March 2012 they had taken", told in 2014."""
        told = self.spoken[0] if self.spoken else None
        earlier = bool(told and mention.last and mention.last[:7] < told[:7])
        return earlier and mention.explicit_year and any(token.norm == "had" for token in run)

    def _aside(self, mention: DateMention, run: Sequence[Token]) -> bool:
        """Test whether a date only looks aside: in a relative clause, a bare year of before, or the window itself."""
        if mention.start > 3 and any(
            t.norm in ("that", "which", "who", "whose") for t in run[max(0, mention.start - 10) : mention.start]
        ):
            return mention.role != "asof" and not any(
                t.norm in ("said", "reported", "stated", "announced", "claimed")
                for t in run[max(0, mention.start - 12) : mention.start]
            )
        if (
            mention.start > 3
            and mention.first
            and len(mention.first) == 4
            and self.spoken
            and self.spoken[1]
            and len(self.spoken[1]) == 10
        ):
            return True
        return bool(
            self.window
            and mention.first == self.window[0][:7]
            and mention.last == self.window[1][:7]
            and self.window[0][:7] != self.window[1][:7]
        )

    def _heading(self, sentence: Sentence) -> None:
        """A heading with one year pins it; any new main heading lets go of the old one."""
        text = " ".join(t.text for t in sentence.tokens)
        years = set(_HEADING_YEAR.findall(text))
        if len(years) == 1:
            named = [m for m in dates(sentence.tokens, self) if m.first and len(m.first) >= 7]
            self._pinned = int(next(iter(years))) if not named else None
            self.spoken = (named[-1].first, named[-1].last) if named else (next(iter(years)), next(iter(years)))
        else:
            self._pinned = None
            found = dates(sentence.tokens, self)
            if found:
                self.move(found)
            elif self.window and _WHOLE & {token.norm for token in sentence.tokens}:
                self.spoken = None  # a section of losses counts over all that the text is about
        self._titled = self.spoken

    def _named(self, run: Sequence[Token]) -> tuple[str | None, str | None] | None:
        key = _period_name(run)
        return self.periods.get(key) if key else None

    def whole(self) -> ClaimDate | None:
        """Return the window of the whole document as a claim's date."""
        return ClaimDate(*self.window) if self.window else None


def chosen(
    found: Sequence[DateMention], at: int, clause: tuple[int, int], calendar: Calendar, run: Sequence[Token]
) -> ClaimDate:
    """
    Return the date of what is said at a token.

    A date right behind it in its own clause wins ("taken by the rebels in 2012"), then the
    nearest one before it, then one after it, then the day the text was speaking of.
    """
    usable = [m for m in found if m.role not in ("after", "before")]
    free = [m for m in usable if not (m.start and run[m.start - 1].text == "(")]
    usable = free or usable  # a dateline in brackets gives way to a day in the sentence
    behind = [m for m in usable if at < m.start < clause[1] and not _RELATIVE & {t.norm for t in run[at + 1 : m.start]}]
    if behind and behind[0].role != "none":
        return ClaimDate(behind[0].first, behind[0].last)
    ahead = [m for m in usable if m.end <= at + 1]
    if ahead:
        best = ahead[-1]
        if best.role == "until" and calendar.spoken and calendar.spoken[0]:
            return ClaimDate(calendar.spoken[0], best.last)
        return ClaimDate(best.first, best.last)
    later = [m for m in usable if m.start > at]
    if later and (later[0].role != "none" or (later[0].first and len(later[0].first) == 10)):
        return ClaimDate(later[0].first, later[0].last)
    if calendar.spoken:
        return ClaimDate(*calendar.spoken)
    return calendar.whole() or ClaimDate()


def _period_name(run: Sequence[Token]) -> str | None:
    """Return the name of a period such as "18-month", when a sentence speaks of one."""
    named = any(token.norm == "period" for token in run)
    for place in range(len(run) - 3) if named else ():
        if (
            run[place].kind == "number"
            and run[place + 1].is_dash
            and run[place + 2].norm in ("month", "day", "week", "year")
            and run[place + 3].norm == "period"
        ):
            return f"{run[place].text}-{run[place + 2].norm}"
    return None


def _aftermath(run: Sequence[Token]) -> int | None:
    """Return where "in the days following" stands: from the day spoken of, with no end."""
    for place in range(min(len(run) - 3, 4)):
        words = [t.norm for t in run[place : place + 4]]
        if (
            words[:2] == ["in", "the"]
            and words[2] in ("days", "weeks", "months")
            and words[3] in ("following", "after")
        ):
            return place
    return None


def _stamped(head: str) -> date | None:
    """Return the day that a page's own stamps (05-05-16 in its captions) agree on."""
    stamps = (one.first for stamp in _STAMP.finditer(head) for one in read_dates(stamp[0]))
    best = Counter(day for day in stamps if day).most_common(1)
    if best and best[0][1] >= 2:
        return best[0][0]
    lines = [line[1] for pattern in (_DATELINE, _BYLINE, _CITY_LINE) for line in [pattern.search(head[:600])] if line]
    if posted := _POSTED.search(head):
        lines = [posted[0], *lines]
    named = (read_dates(line)[:1] for line in lines)
    return next((one.first for first in named for one in first if one.day and one.first), None)


def _window(head: str, calendar: Calendar) -> tuple[str, str] | None:
    """Return first and last day of what a document is about: its date field, else the months in its title."""
    if head.startswith("---"):
        field = _FIELD.search(head[: max(head.find("\n---", 3), 0)])
        if field:
            found = [m for m in dates(list(tokens(field.group(1))), calendar) if m.first and m.last]
            if found:
                return found[0].first or "", found[-1].last or ""
    title = head.lstrip().split("\n", 1)[0][:300]
    named = [
        m
        for m in dates(list(tokens(title.title() if title.isupper() else _mixed(title))), calendar)
        if m.first and len(m.first) == 7 and m.role in ("range", "none", "at")
    ]
    if not named:
        return None
    low, high = named[0].first or "", named[0].last or ""
    told = (
        f"{year:04d}-{MONTHS[month.lower()]:02d}-{int(day):02d}"
        for day, month in _DAY_MONTH.findall(head)
        for year in range(int(low[:4]), int(high[:4]) + 1)
    )
    days = [day for day in told if low <= day[:7] <= high and day_of(day)]
    return (min(days), max(days)) if len(days) > 4 else (low, high)


def _mixed(title: str) -> str:
    """Give words in capitals (a title) the look of names, so that months are seen."""
    return " ".join(
        w.title() if w.isupper() and len(w) > 3 else w for w in re.sub(r"([–—(),])", r" \1 ", title).split()
    )


def _some_day(text: str, last: bool = False) -> date:
    parts = [int(p) for p in text.split("-")[:3]]
    month = parts[1] if len(parts) > 1 and 1 <= parts[1] <= 12 else (12 if last else 1)
    return _clip(parts[0], month, parts[2] if len(parts) > 2 else (31 if last else 1))


def _clip(year: int, month: int, day: int) -> date:
    while day > 28:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1
    return date(year, month, day)


def _distance(base: date, other: date) -> int:
    """Days between; looking back costs a little more than looking ahead, as a chronicle goes forward."""
    days = (other - base).days
    return days if days >= 0 else -days + 30
