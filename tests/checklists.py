"""What an edition must contain, as facts that can be searched for in its HTML: one scorer for any kind of document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_MARKS = re.compile("[\u200e\u200f\u2060\u2066-\u2069]")
_UNSEEN = re.compile(r"<(style|script|svg|head)\b.*?</\1>", re.DOTALL)
_DAY = re.compile(r"(\d{1,2}) (" + "|".join(_MONTHS) + r")(?: (\d{4}))?")


@dataclass(frozen=True, slots=True)
class Scored:
    """One item of a checklist: what it asks for, and what of it the page lacks (nothing: it is met)."""

    item: str
    fact: str
    lacks: tuple[str, ...]

    @property
    def is_met(self) -> bool:
        """Whether the page holds all that the item asks for."""
        return not self.lacks


def text_of(page: str) -> str:
    """Return what a reader of a page reads, without marks that only turn its order."""
    told = unescape(re.sub(r"<[^>]+>", " ", _UNSEEN.sub(" ", page)))
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", _MARKS.sub("", told))).strip()


def score(page: str, items: Sequence[Mapping[str, Any]]) -> list[Scored]:
    """
    Return each item of a checklist as the English HTML of a document meets it.

    Of each inner list of ``find_en`` any alternative will do. All that an item asks for stands within
    ``within_chars`` of one place of the first thing it asks; nothing of ``forbid`` stands anywhere.
    """
    text = text_of(page).casefold()
    return [_scored(text, item) for item in items]


def numbers_of(page: str, items: Sequence[Mapping[str, Any]]) -> list[Scored]:
    """Return each item as the Arabic HTML gives its numbers, in Western or Arabic digits."""
    text = text_of(page).translate(_ARABIC_DIGITS).casefold()
    found = []
    for item in items:
        lacks = [number for number in map(str, item["numbers"]) if not any(_places(text, [_number(number)]))]
        found.append(Scored(item["id"], item["fact"], tuple(lacks)))
    return found


def _scored(text: str, item: Mapping[str, Any]) -> Scored:
    wanted = [(" | ".join(one), [_phrase(each) for each in one]) for one in item["find_en"]]
    wanted += [(str(one), [_number(str(one))]) for one in item["numbers"]]
    places = [(name, list(_places(text, forms))) for name, forms in wanted]
    lacks = [name for name, found in places if not found]
    lacks += [f"forbidden: {one}" for one in item["forbid"] if any(_places(text, [_phrase(one)]))]
    reach = item["within_chars"]
    if not lacks and reach and not any(_together(place, places, reach) for place in places[0][1]):
        lacks.append(f"all within {reach} characters")
    return Scored(item["id"], item["fact"], tuple(lacks))


def _together(place: int, places: Sequence[tuple[str, list[int]]], reach: int) -> bool:
    return all(any(abs(other - place) <= reach for other in found) for _, found in places)


def _places(text: str, forms: Sequence[str]) -> Iterator[int]:
    for form in forms:
        yield from (one.start() for one in re.finditer(form, text))


def _phrase(words: str) -> str:
    """Return a pattern of words as a page may print them: a day in any of its forms, quotes and dashes in any."""
    if (day := _DAY.fullmatch(words)) is not None:
        return _day(int(day[1]), day[2], day[3])
    plain = unicodedata.normalize("NFKC", words).casefold()
    told = "".join(_SIGNS.get(sign, re.escape(sign)) for sign in plain)
    return (r"(?<!\w)" if plain[:1].isdigit() else "") + told


_SIGNS = dict.fromkeys("'’‘", "['’‘]") | dict.fromkeys("-–—‑", "[-–—‑]") | {" ": r"\s+"}


def _day(number: int, month: str, year: str | None) -> str:
    name = month.casefold()
    iso = f"{year or r'[0-9]{4}'}-{_MONTHS.index(month) + 1:02d}-{number:02d}"
    after = rf"(?:,? {year})?" if year else ""
    return rf"(?<!\d)(?:{number} {name}{after}|{name} {number}{after}|{iso})(?!\d)"


def _number(number: str) -> str:
    """Return a pattern of a number with or without a mark at its thousands; up to ten also as a word."""
    whole, dot, part = number.partition(".")
    marked = f"{int(whole):,}".replace(",", "[,\u066c\u202f ]?") if whole.isdigit() else re.escape(whole)
    words = f"|\\b{_WORDS[int(number)]}\\b" if number.isdigit() and int(number) < len(_WORDS) else ""
    return rf"(?:(?<![\d.,]){marked}{re.escape(dot + part)}(?![\d]|[.,]\d){words})"
