"""Find the numbers of a sentence that count something, with their hedges and measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sijill.language._lexicon import small_words
from sijill.language.english.numbers._hedges import NumberPhrase, _hedged, _spread
from sijill.language.english.numbers._words import FRACTIONS, UNITS, VAGUE, _core, _norm, _range
from sijill.language.page import Token
from sijill.model import Measure

_MONTHS = small_words("numbers", "months")
_NOT_COUNTS = small_words("numbers", "not_counts")
_NOT_AFTER = small_words("numbers", "not_after")
_MONEY = frozenset("$€£¥")
_OPENERS = frozenset({*UNITS, *VAGUE, "half", "a", "third", "quarter", "one-third", "two-thirds"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERSONISH = frozenset("person civilian child woman soldier fighter man people girl boy".split())


def numbers(run: Sequence[Token]) -> list[NumberPhrase]:
    """Return the number phrases of a sentence in order; dates, times, ages and model names are left out."""
    found: list[NumberPhrase] = []
    place = 0
    while place < len(run):
        token = run[place]
        if token.kind != "number" and token.norm not in _OPENERS and token.norm.partition("-")[0] not in UNITS:
            place += 1
            continue
        phrase = _phrase(run, place, found[-1].end if found else 0)
        if phrase is None:
            place += 1
            continue
        found.append(phrase)
        place = max(phrase.end, place + 1)
    return _spread(run, found)


def _phrase(run: Sequence[Token], place: int, floor: int) -> NumberPhrase | None:
    read = _core(run, place)
    if read is None:
        return None
    end, low, high, value, vague = read
    measure = Measure.COUNT
    if end < len(run) and (
        run[end].text == "%"
        or run[end].norm in ("percent", "pct")
        or (run[end].norm == "per" and _norm(run, end + 1) == "cent")
    ):
        measure = Measure.PERCENT
        end += 2 if run[end].norm == "per" else 1
    elif run[end - 1].norm in ("half", "third", "quarter", "one-third", "two-thirds") or (
        end > place and run[end - 1].norm in FRACTIONS and value is not None
    ):
        measure = Measure.PERCENT
    joined = _range(run, end, low, value, measure)
    if joined is not None:
        end, high = joined
        value = None
        if (end < len(run) and run[end].text == "%") or _norm(run, end) in ("percent", "pct"):
            measure = Measure.PERCENT
            end += 1
    if (
        end < len(run)
        and run[end].norm in ("km", "km²", "square", "sq")
        and (run[end].norm == "square" or _norm(run, end + 1) in ("²", "2", "km") or run[end].norm == "km²")
    ):
        measure = Measure.KM2
        end = min(end + (1 if run[end].norm == "km²" else 2), len(run))
    if measure is Measure.COUNT and not _is_count(run, place, end, value, joined is not None):
        return None
    phrase = NumberPhrase(place, place, end, low, high, value, vague=vague, measure=measure)
    if joined is not None and place > 0 and run[place - 1].norm == "between":
        return replace(phrase, start=place - 1, hedge="between")
    return _hedged(run, phrase, floor)


def _is_count(run: Sequence[Token], place: int, end: int, value: Decimal | None, ranged: bool) -> bool:
    """Test whether a number counts something: not a date, year, time, age, money, label or part of a name."""
    before, after, token = _norm(run, place - 1), _norm(run, end), run[place]
    if after in _NOT_COUNTS or before in _NOT_AFTER or before in _MONEY or after in _MONEY:
        return False
    if (before == "." and _norm(run, place - 2) in ("no", "p", "pp", "fig", "vol") and not token.spaced) or (
        before == "no" and _norm(run, place - 2) != "with"
    ):
        return False
    if {"ages", "age", "aged"} & {_norm(run, place - k) for k in (1, 2, 3)} and (value is None or value < 110):
        return False
    if token.kind == "number":
        if (after in _MONTHS and run[end].capital) or (
            before in _MONTHS and run[place - 1].capital and (value is None or value <= 31)
        ):
            return False
        if _YEAR.fullmatch(token.text) and (
            before in _MONTHS
            or before.rsplit("-", 1)[-1] in _MONTHS
            or before
            in ("in", "since", "until", "of", "by", "from", "early", "late", "mid", "during", "and", ",", "to")
            or after in (".", ",", ")", "", "and")
        ):
            return False
        if (
            end < len(run)
            and run[end].is_dash
            and not run[end].spaced
            and end + 1 < len(run)
            and run[end + 1].kind == "word"
            and not run[end + 1].spaced
        ):
            return False  # "48-hour"
        if before == "-" and not token.spaced and place > 1 and run[place - 2].kind == "word":
            return False
        if end < len(run) and not run[end].spaced and run[end].kind == "word":
            return False  # "20km"
        if before in (":", "/") and not token.spaced:
            return False
        if after in (":", "/") and not run[end].spaced and end + 1 < len(run) and not run[end + 1].spaced:
            return False
        if value is not None and len(token.text) > 9 and "," not in token.text:
            return False
    if (
        token.norm == "one"
        and after in ("of", "another", "side", "day", "time", "hand", "and", "or", "by")
        and after != "of"
    ):
        return False
    if (
        token.norm == "one"
        and before in ("no", "every", "any", "each", "the", "this", "that", "only", "which")
        and after not in _PERSONISH
    ):
        return False
    return not (ranged and after in _MONTHS)
