"""Read numbers with their hedges: digits, words, ranges, vague amounts, percentages and ratios (V-HEDGE, gold rule 2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sijill.claims._lexicon import lexicon, small_words
from sijill.claims.page import Token
from sijill.model import ClaimNumber, Measure

_WORDS = lexicon("numbers")
UNITS: dict[str, int] = _WORDS["units"]["en"]
SCALES: dict[str, int] = _WORDS["scales"]["en"]
VAGUE: dict[str, int] = _WORDS["vague"]["en"]
FRACTIONS: dict[str, float] = _WORDS["fractions"]["en"]
_HEDGES = lexicon("hedges")
_BEFORE = {tuple(p.split()): k for k, phrases in _HEDGES["before"].items() for p in phrases}
_AFTER = {tuple(p.split()): k for k, phrases in _HEDGES["after"].items() for p in phrases}
_LONGEST = max(map(len, _BEFORE))
_MONTHS = small_words("numbers", "months")
_NOT_COUNTS = small_words("numbers", "not_counts")
_NOT_AFTER = small_words("numbers", "not_after")
_MONEY = frozenset("$€£¥")
_YEAR = re.compile(r"(?:19|20)\d\d")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class NumberPhrase:
    """A number in a sentence: token span with its hedge, and what the words bound."""

    start: int
    core: int
    end: int
    low: Decimal | None
    high: Decimal | None
    value: Decimal | None
    hedge: str | None = None
    approx: bool = False
    vague: bool = False
    measure: Measure = Measure.COUNT
    kind: str = "plain"
    additive: bool = False

    def number(self, unit: str | None, of: str | None = None) -> ClaimNumber:
        """Return the number as a claim holds it."""
        return ClaimNumber(self.low, self.high, unit, self.value, self.measure, of, self.hedge, self.approx, self.vague)


def numbers(run: Sequence[Token]) -> list[NumberPhrase]:
    """Return the number phrases of a sentence in order; dates, times, ages and model names are left out."""
    found: list[NumberPhrase] = []
    place = 0
    while place < len(run):
        token = run[place]
        if (
            token.kind != "number"
            and token.norm.partition("-")[0] not in UNITS
            and token.norm not in VAGUE
            and token.norm not in ("half", "a", "third", "quarter", "one-third", "two-thirds")
        ):
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


_PERSONISH = frozenset("person civilian child woman soldier fighter man people girl boy".split())


def _hedged(run: Sequence[Token], phrase: NumberPhrase, floor: int) -> NumberPhrase:
    """Take in the hedges before and after a number, and let them move its bounds."""
    start, kind, hedge, additive = phrase.core, "plain", None, False
    while True:
        for size in range(min(_LONGEST, start - floor), 0, -1):
            words = tuple(t.norm for t in run[start - size : start])
            if words not in _BEFORE:
                continue
            found = _BEFORE[words]
            if found != "plain" and kind == "plain":
                kind, hedge = found, " ".join(words)
            elif found == "plain":
                additive = additive or words[-1] in ("another", "additional", "further")
                if hedge is None and words[-1] in ("only", "just"):
                    hedge = words[-1]
            start -= size
            break
        else:
            break
    end = phrase.end
    for size in (2, 1):
        words = tuple(t.norm for t in run[end : end + size])
        if kind == "plain" and words in _AFTER:
            kind, hedge, end = _AFTER[words], " ".join(words), end + size
            break
    start = _trimmed(run, start, phrase.core)
    return replace(bounded(phrase, kind, hedge), start=start, end=end, additive=additive)


def postposed(run: Sequence[Token], phrase: NumberPhrase, end: int) -> tuple[NumberPhrase, int]:
    """Let a hedge behind the counted noun bound the number too: "19 casualties at least"."""
    for size in (2, 1):
        words = tuple(t.norm for t in run[end : end + size])
        if (
            phrase.kind == "plain"
            and not phrase.vague
            and words in _AFTER
            and _norm(run, end + size) not in ("one", "two", "three", "a")
            and not (end + size < len(run) and run[end + size].kind == "number")
        ):
            return bounded(phrase, _AFTER[words], " ".join(words)), end + size
    return phrase, end


def _trimmed(run: Sequence[Token], start: int, core: int) -> int:
    """Leave articles and pointing words out of the quotation."""
    while (
        start < core
        and run[start].norm
        in (
            "the",
            "all",
            "these",
            "those",
            "other",
            "its",
            "their",
            "also",
            "just",
            "an",
            "a",
            "another",
            "additional",
            "further",
        )
        and not (run[start].norm in ("an", "a") and _norm(run, start + 1) not in ("additional", "further", "overall"))
    ):
        start += 1
    return start


def bounded(phrase: NumberPhrase, kind: str, hedge: str | None) -> NumberPhrase:
    """Return the number with the bounds that a hedge gives it."""
    low, high, step = phrase.low, phrase.high, Decimal(1 if phrase.measure is Measure.COUNT else 0)
    base = phrase.value if phrase.value is not None else low
    if phrase.vague and kind in ("at_least", "more_than", "about", "almost", "up_to"):
        return replace(phrase, hedge=hedge, kind=kind)
    if kind == "at_least":
        return replace(phrase, low=low, high=None, hedge=hedge, kind=kind)
    if kind == "more_than":
        return replace(phrase, low=None if base is None else base + step, high=None, hedge=hedge, kind=kind)
    if kind == "up_to":
        return replace(phrase, low=low if phrase.value is None else None, high=high, hedge=hedge, kind=kind)
    if kind == "less_than":
        return replace(
            phrase, low=None, high=None if base is None else max(base - step, Decimal(0)), hedge=hedge, kind=kind
        )
    if kind == "almost":
        return replace(phrase, low=None, high=high, hedge=hedge, approx=True, kind=kind)
    if kind == "about":
        return replace(phrase, hedge=hedge, approx=True, kind=kind)
    return replace(phrase, hedge=hedge, kind=kind)


def _spread(run: Sequence[Token], found: list[NumberPhrase]) -> list[NumberPhrase]:
    """Let "about" before the first of coordinated numbers reach the others (gold rule 3)."""
    out: list[NumberPhrase] = []
    for phrase in found:
        before = out[-1] if out else None
        if (
            before is not None
            and before.kind == "about"
            and phrase.kind == "plain"
            and not phrase.vague
            and phrase.measure is before.measure
        ):
            between = [t.norm for t in run[before.end : phrase.start]]
            if len(between) <= 6 and _coordinates(between) and (phrase.value or 0) >= 100:
                phrase = replace(bounded(phrase, "about", before.hedge), start=phrase.start)
        out.append(phrase)
    return out


def _coordinates(between: list[str]) -> bool:
    marks = [w for w in between if w in (",", "and")]
    return (
        bool(marks)
        and between[-1] in (",", "and")
        and not ({"including", ":", ";", "were", "was", "of", "while", "with"} & set(between))
    )
