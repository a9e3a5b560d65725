"""
One date as a person types it: EDTF, "March 2019", "between 5 and 11 May 2019", بين ٥ و١١ أيار ٢٠١٩.

Whatever ``format_date`` prints in either language is read back as the date it was.
"""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from itertools import product

from sijill.language._dates import read_dates
from sijill.language._lexicon import lexicon
from sijill.language.written import DayOrder, day_in_numbers, day_of_hijra, is_either_order, whole_year, without_time
from sijill.values import PartialDate, SijillError, arabic_digits_to_ascii, message

_SEASONS = {name: number for names in lexicon("calendar")["seasons"].values() for name, number in names.items()}
_SEASONS |= {name: part for names in lexicon("calendar")["parts_of_year"].values() for name, part in names.items()}
_SEASON = re.compile(
    rf"(?:the )?({'|'.join(_SEASONS)})(?: of(?: the year)?|/| من)?(?: عام| سنة)? ?(\d{{4}})", re.IGNORECASE
)
_THIRDS = dict(lexicon("calendar")["thirds"])
_THIRDS |= {
    word: _THIRDS[part]
    for part, words in lexicon("arabic")["when"]["words"].items()
    if part in _THIRDS
    for word in words
}
_THIRD = re.compile(rf"(?:the )?({'|'.join(_THIRDS)})(?: of |[ -]| شهر )(.+)", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"(\d{{4}})[ -]?({'|'.join(_SEASONS)})", re.IGNORECASE)
_HYPHENED = re.compile(r"(\d{1,2})[-. ]([^\W\d_][^\d]*?)[-. ](\d{4})")
_AND, _TO = r"(?: and |\s*،? و ?)", r"(?: to | until | till | through | - | ?/ ?| إلى | الى | حتى )"
_FORMS = (
    # Each form of several words: how its pieces are joined in EDTF.
    (rf"(?:in )?between (.+?){_AND}(.+)|(?:ما )?بين (.+?){_AND}(.+)", "[{}..{}]"),
    (r"(?:one of: ?|أحد التواريخ: ?|either )?(.+?)(?: or | أو |(?<=\d{4}), |(?<=\d{4})، )(.+)", "[{},{}]"),
    (r"all of: ?(.+?), (.+)|التواريخ كلها: ?(.+?)، (.+)", "{{{},{}}}"),
    (r"((?:[^\W\d]+ )?\d{1,2})-(\d{1,2}\D.+)", "{}/{}"),
    (rf"(?:from |من )?(.+?){_TO}(.+)", "{}/{}"),
    (r"(?:since|منذ) (.+)", "{}/.."),
    (r"(?:until|till|حتى) (.+)", "../{}"),
    (r"(?:from|من) (.+?)(?:, end not known|، ونهايته غير معروفة)", "{}/"),
)
_SEVERAL = [(re.compile(form, re.IGNORECASE), joined) for form, joined in _FORMS]
_BEFORE = re.compile(r"(?:on |in |يوم |في |بتاريخ )?(?:the )?", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:about|around|approximately|circa|ca?\.|نحو|حوالي|قرابة) |,? (?:or so|approximately|تقريب[ًا]+)$", re.IGNORECASE
)
_PERHAPS = re.compile(
    r"(?:perhaps|probably|possibly|maybe|ربما|على الأرجح) | \((?:uncertain|غير مؤكد)\)$|\?$", re.IGNORECASE
)
_DOUBT = {(True, False): "~", (False, True): "?", (True, True): "%"}
_LONGEST = 100
_SMALL = re.compile(r"\b(?!of\b)[a-z](?=[a-z]{2})")


class EitherOrder(SijillError):
    """A day such as 05/04/2016, of which nobody can say which number is the month."""


def written_date(text: str, order: DayOrder | None = None) -> PartialDate:
    """
    Return the date that a person, a form or a spreadsheet wrote.

    ``order`` says which number of 05/04/2016 is the day, where the whole column tells it (``day_order``); without it
    only a day after the twelfth does. A time of day behind a date is left out.

    Raises EitherOrder, UnreadableDate, which name the form of the text and never its words.
    """
    plain = " ".join(re.sub(r"\s*[–—]\s*", " - ", arabic_digits_to_ascii(text)).split())
    plain = without_time(_BEFORE.sub("", plain, count=1))
    if (day := day_in_numbers(plain, order)) is not None:
        return PartialDate.parse(day)
    if is_either_order(plain):
        raise EitherOrder(
            message(
                "a day in digits alone is April to one reader and May to another; write 2016-04-05, or 5 April 2016"
            )
        )
    try:
        return PartialDate.parse(plain)
    except SijillError:
        read = _in_words(plain) if len(plain) <= _LONGEST else None
        if read is None:
            raise
    return PartialDate.parse(read)


def _in_words(plain: str) -> str | None:
    about, perhaps = bool(_ABOUT.search(plain)), bool(_PERHAPS.search(plain))
    bare = _PERHAPS.sub("", _ABOUT.sub("", plain)).strip()
    if (about or perhaps) and (one := _single(bare)):
        return one + _DOUBT[about, perhaps]
    return None if about or perhaps else _single(plain) or _several(plain)


def _single(text: str) -> str | None:
    """Return one date in EDTF: as that, a season, or with the month in words or the year first."""
    with suppress(SijillError):
        return PartialDate.parse(text).edtf
    if season := _SEASON.fullmatch(text):
        return f"{season[2]}-{_SEASONS[season[1].lower()]}"
    if part := _YEAR_FIRST.fullmatch(text):
        return f"{part[1]}-{_SEASONS[part[2].lower()]}"
    if is_either_order(text):
        return None
    if (day := day_in_numbers(text, None) or day_of_hijra(text)) is not None:
        return day
    text = whole_year(_HYPHENED.sub(r"\1 \2 \3", text) if _HYPHENED.fullmatch(text) else text)
    if (third := _THIRD.fullmatch(text)) is not None and len(month := _single(third[2]) or "") == len("2016-03"):
        first, last = _THIRDS[third[1].lower()]
        last = min(last, monthrange(int(month[:4]), int(month[5:]))[1])
        return f"[{month}-{first:02d}..{month}-{last:02d}]"
    found = read_dates(_SMALL.sub(lambda letter: letter[0].upper(), text))
    whole = [one.edtf for one in found if one.month and one.edtf and (one.start, one.end) == (0, len(text))]
    return whole[0] if whole else None


def _several(text: str) -> str | None:
    for form, joined in _SEVERAL:
        found = form.fullmatch(text)
        pieces = [piece for piece in found.groups() if piece] if found else []
        if len(pieces) == 1 and (one := _single(pieces[0])):
            return joined.format(one)
        if len(pieces) == 2 and (ends := _completed(*pieces)):
            return joined.format(*ends)
    return None


def _completed(first: str, last: str) -> tuple[str, str] | None:
    """Return both ends, each completed by what only the other says: "12-14 March 2019", "March 12-14, 2019"."""
    words, month = last.split(), first.split()
    firsts = (first, f"{first} {words[-1]}", *(f"{first} {' '.join(words[n:])}" for n in range(1, len(words))))
    lasts = (last, f"{month[0]} {last}")
    read = ((_single(one), _single(other)) for other, one in product(lasts, firsts))
    return next(((one, other) for one, other in read if one and other), None)
