"""Read a bare number: digits, words, vague amounts, ranges (gold rules 2 and 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from sijill.language._lexicon import lexicon
from sijill.language.page import Token
from sijill.model import Measure

_WORDS = lexicon("numbers")
UNITS: dict[str, int] = _WORDS["units"]["en"]
SCALES: dict[str, int] = _WORDS["scales"]["en"]
VAGUE: dict[str, int] = _WORDS["vague"]["en"]
FRACTIONS: dict[str, float] = _WORDS["fractions"]["en"]
_HEDGES = lexicon("hedges")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:\.\d+)?")


def _norm(run: Sequence[Token], place: int) -> str:
    return run[place].norm if 0 <= place < len(run) else ""


def _core(run: Sequence[Token], place: int) -> tuple[int, Decimal | None, Decimal | None, Decimal | None, bool] | None:
    """Read the bare number at a place: (end, low, high, value, vague)."""
    token, word = run[place], run[place].norm
    if word == "a":
        follow = _norm(run, place + 1)
        if follow in ("dozen", "hundred", "thousand", "million", "couple", "few", "third", "quarter", "half"):
            if follow == "couple":
                return place + (3 if _norm(run, place + 2) == "of" else 2), Decimal(2), Decimal(2), Decimal(2), True
            if follow in FRACTIONS:
                return place + 2, *_exact(Decimal(str(FRACTIONS[follow]))), False
            return _core(run, place + 1) if follow == "few" else _words(run, place + 1, lead=True)
        return None
    if word in ("half", "third", "quarter", "one-third", "two-thirds"):
        if word == "half" and _norm(run, place + 1) == "a" and _norm(run, place + 2) == "dozen":
            return place + 3, *_exact(Decimal(6)), False
        if word in ("one-third", "two-thirds"):
            return place + 1, *_exact(Decimal("33.3") if word == "one-third" else Decimal("66.7")), False
        if word == "half" and _norm(run, place + 1) in ("of", "the"):
            return place + 1, *_exact(Decimal(50)), False
        return None
    if word in VAGUE:
        return _vague(run, place)
    if token.kind == "number":
        return _digits(run, place)
    return _words(run, place)


def _exact(value: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    return value, value, value


def _vague(run: Sequence[Token], place: int) -> tuple[int, Decimal, None, None, bool]:
    """Read several, dozens, tens of thousands, several hundred."""
    word, amount, end = run[place].norm, Decimal(VAGUE[run[place].norm]), place + 1
    scale = _norm(run, end)
    if word in ("several", "few") and scale in ("hundred", "thousand", "dozen", "million"):
        return end + 1, amount * (SCALES.get(scale) or 12), None, None, True
    if (
        word in ("tens", "hundreds", "dozens", "scores")
        and scale == "of"
        and _norm(run, end + 1) in ("thousands", "millions")
    ):
        base = 20 if word in ("tens", "dozens") else 200
        return end + 2, Decimal(base * (1000 if _norm(run, end + 1) == "thousands" else 1_000_000)), None, None, True
    if word == "hundreds" and scale in ("and", "or") and _norm(run, end + 1) == "thousands":
        return end + 2, amount, None, None, True
    return end, amount, None, None, True


def _digits(run: Sequence[Token], place: int) -> tuple[int, Decimal, Decimal, Decimal, bool] | None:
    token, end = run[place], place + 1
    text = token.text
    if not _GROUPED.fullmatch(text) or len(text) > 15:
        return None
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", text) or (re.fullmatch(r"\d{1,3}\.000", text)):
        value = Decimal(text.replace(".", ""))  # "4.000" is four thousand (gold rule 4)
    else:
        value = Decimal(text.replace(",", ""))
    # "282, 283 deaths": a blank slipped into one number (gold rule 4)
    if (
        _norm(run, end) == ","
        and len(text) <= 3
        and end + 1 < len(run)
        and re.fullmatch(r"\d{3}", run[end + 1].text)
        and run[end + 1].spaced
    ):
        after = _norm(run, end + 2)
        if (
            after
            in ("deaths", "people", "civilians", "killed", "dead", "victims", "fatalities", "casualties", "persons")
            and text.isdigit()
        ):
            value, end = Decimal(text + run[end + 1].text), end + 2
    if _norm(run, end) in SCALES:
        value, end = value * SCALES[run[end].norm], end + 1
    if _norm(run, end) == "+" and not run[end].spaced:
        return end + 1, value, None, value, False  # type: ignore[return-value]
    return end, *_exact(value), False


def _words(run: Sequence[Token], place: int, lead: bool = False) -> tuple[int, Decimal, Decimal, Decimal, bool] | None:
    """Read a number in words: "two hundred and fifty", "twenty-one", "a thousand"."""
    total, current, end, seen = 0, 1 if lead else 0, place, lead
    while end < len(run):
        parts = run[end].norm.split("-")
        if run[end].kind != "word" and end > place:
            break
        if all(p in UNITS and p not in ("both", "dozen") for p in parts):
            current += sum(UNITS[p] for p in parts)
            seen = True
        elif run[end].norm == "both" and end == place:
            return end + 1, *_exact(Decimal(2)), False
        elif run[end].norm == "dozen" and seen:
            current *= 12
        elif run[end].norm in SCALES and seen:
            scale = SCALES[run[end].norm]
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
        elif (
            run[end].norm == "and"
            and seen
            and current
            and current % 100 == 0
            and _norm(run, end + 1) in UNITS
            and current >= 100
        ):
            pass
        elif (
            run[end].norm in ("third", "thirds", "quarter", "quarters", "fifth", "fifths")
            and seen
            and total + current < 5
        ):
            return end + 1, *_exact(Decimal(str(FRACTIONS[run[end].norm])) * (total + current)), False
        else:
            break
        end += 1
    if not seen or end == place:
        return None
    return end, *_exact(Decimal(total + current)), False


def _range(
    run: Sequence[Token], end: int, low: Decimal | None, value: Decimal | None, measure: Measure
) -> tuple[int, Decimal] | None:
    """Read the far end of "40-50", "between 2 and 3", "15 to 20"."""
    if value is None or end + 1 >= len(run):
        return None
    mark = run[end]
    if mark.is_dash and not (run[end + 1].kind == "word" and run[end + 1].norm not in UNITS):
        pass
    elif mark.norm in ("to", "or"):
        if (
            measure is Measure.COUNT
            and mark.norm == "to"
            and _norm(run, end + 1) not in UNITS
            and run[end + 1].kind != "number"
        ):
            return None
    elif mark.norm != "and" or not _after_between(run, end):
        return None
    far = _core(run, end + 1) if run[end + 1].kind == "number" or run[end + 1].norm in UNITS else None
    if far is None or far[3] is None or far[3] <= value:
        return None
    return far[0], far[3]


def _after_between(run: Sequence[Token], end: int) -> bool:
    return any(_norm(run, back) == "between" for back in range(max(0, end - 4), end))
