"""Read endnotes: a cited headline is a claim of its publisher, made on the day it was published (gold rule 5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sijill.language.english.dates import Calendar, dates
from sijill.language.page import tokens

_TITLE = re.compile(r"[“\"]([^“”\"]{8,400})[”\"]")
_AUTHOR = re.compile(r"[A-Z][\w’'-]+(?: [\w’'-]+){0,2}, [A-Z][\w’'-]+(?: and [A-Z]?[\w’' -]+, [A-Z][\w’'-]+)?\.?$")
_LEAD = re.compile(
    r"^\s*(?:\[?\d{1,3}\]?\s+)?(?:(?:see|also|for example|compare with|cf|as well)[: ]+)*", re.IGNORECASE
)
_CUT = re.compile(r"[;\n]\s*|Accessed \d{1,2}\s+\w+\s+\d{4}\.?\s*|https?://\S+\s*")
_BEFORE, _AFTER = 220, 120


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A cited work: where its title stands, who published it and when."""

    start: int
    end: int
    publisher: str | None
    published: str | None


def works(text: str, start: int, end: int, calendar: Calendar) -> list[CitedWork]:
    """Return the works that an endnote cites."""
    found = []
    for match in _TITLE.finditer(text, start, min(end, start + 8_000)):
        before = text[max(start, match.start() - _BEFORE) : match.start()]
        after = text[match.end() : min(end, match.end() + _AFTER)]
        found.append(CitedWork(match.start(), match.end(), _publisher(before, after), _published(after, calendar)))
    return found


def _publisher(before: str, after: str) -> str | None:
    """Return the outlet: before the title, or behind it when an author stands before."""
    piece = _CUT.split(before.rstrip())[-1]
    piece = _LEAD.sub("", piece).strip(" .:,-")
    if not piece or _AUTHOR.search(piece) or ", " in piece:
        outlet = after.lstrip(" .,").split(".")[0].strip()
        return (
            " ".join(outlet.split()) if outlet[:1].isupper() and len(outlet) < 60 and not outlet[:1].isdigit() else None
        )
    piece = piece.rsplit(". ", 1)[-1]
    return " ".join(piece.split()) if 1 < len(piece) < 70 else None


def _published(after: str, calendar: Calendar) -> str | None:
    for mention in dates(list(tokens(after)), calendar):
        if mention.first and len(mention.first) == 10:
            return mention.first
    return None
