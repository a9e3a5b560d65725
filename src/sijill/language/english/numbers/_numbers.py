"""Find the numbers of a sentence that count something, with their hedges and measures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from sijill.language._lexicon import small_words
from sijill.language._phrase import NumberPhrase
from sijill.language.english.numbers._amounts import FRACTIONS_OF_AMOUNTS
from sijill.language.english.numbers._hedges import hedged, spread
from sijill.language.english.numbers._words import COUNT_WORDS, VAGUE, Bare, bare_number, ranged
from sijill.language.page import Token, norm_at
from sijill.model import Measure

_MONTHS = small_words("numbers", "months")
_NOT_COUNTS = small_words("numbers", "not_counts")
_NOT_AFTER = small_words("numbers", "not_after")
_MONEY = frozenset("$€£¥")
_OPENERS = frozenset({*COUNT_WORDS, *VAGUE, *FRACTIONS_OF_AMOUNTS, "a"})
_FOUR_DIGITS = re.compile(r"(?:19|20)\d\d")
_AGES = frozenset({"ages", "age", "aged"})
_AGE_LINKS = frozenset({",", "and", "or", "to", "between", "from", "about", "only", "just"})
_OLDEST = 110
_MONTH_ENDS = frozenset("and or to at in on as when after before while the during until through".split())
_PERSONISH = frozenset("person civilian child woman soldier fighter man people girl boy".split())


def numbers(run: Sequence[Token]) -> list[NumberPhrase]:
    """Return the number phrases of a sentence in order; dates, times, ages and model names are left out."""
    return every_number(run, _is_count)


def every_number(
    run: Sequence[Token], keeps: Callable[[Sequence[Token], NumberPhrase], bool] | None = None
) -> list[NumberPhrase]:
    """Return the numbers of a sentence with their hedges, in order; ``keeps`` tells which of them are wanted."""
    found: list[NumberPhrase] = []
    place = 0
    while place < len(run):
        token = run[place]
        word = token.norm
        opens = token.kind == "number" or word in _OPENERS or ("-" in word and word.partition("-")[0] in _OPENERS)
        if not opens:
            place += 1
            continue
        bare = bare_number(run, place)
        phrase = None if bare is None else _measured(run, place, bare)
        if phrase is None or not (keeps is None or keeps(run, phrase)):
            place += 1
            continue
        if phrase.value is None and norm_at(run, place - 1) == "between":
            phrase = replace(phrase, start=place - 1, hedge="between")
        else:
            phrase = hedged(run, phrase, found[-1].end if found else 0)
        found.append(phrase)
        place = max(phrase.end, place + 1)
    return spread(run, found)


def _measured(run: Sequence[Token], place: int, first: Bare) -> NumberPhrase:
    """Return a number with its far end and its measure: a count, a share, square kilometres."""
    end = _percent_end(run, first.end)
    measure = Measure.PERCENT if first.share or end > first.end else Measure.COUNT
    whole = ranged(run, first, end) or first
    if whole is not first:
        end = _percent_end(run, whole.end)
        measure = Measure.PERCENT if end > whole.end else measure
    unit, after = norm_at(run, end), norm_at(run, end + 1)
    if unit in ("square", "km²") or (unit in ("km", "sq") and after in ("²", "2", "km")):
        measure, end = Measure.KM2, min(end + (1 if unit == "km²" else 2), len(run))
    return NumberPhrase(
        start=place,
        core=place,
        end=end,
        low=whole.low,
        high=whole.high,
        value=whole.value,
        vague=whole.vague,
        measure=measure,
        close=end,
        unit=whole.unit,
    )


def _percent_end(run: Sequence[Token], end: int) -> int:
    """Return where "%", "percent" or "per cent" ends, or the same place where none follows."""
    if norm_at(run, end) in ("%", "٪", "percent", "pct"):
        return end + 1
    return end + 2 if norm_at(run, end) == "per" and norm_at(run, end + 1) == "cent" else end


def _is_count(run: Sequence[Token], phrase: NumberPhrase) -> bool:
    """Test whether a number counts something: not a date, year, time, age, money, label or part of a name."""
    if phrase.measure is not Measure.COUNT:
        return True
    place, end, value = phrase.core, phrase.close, phrase.value
    before, after, token = norm_at(run, place - 1), norm_at(run, end), run[place]
    if (
        after in _NOT_COUNTS
        or (after == "local" and norm_at(run, end + 1) == "time")
        or before in _NOT_AFTER
        or before in _MONEY
        or after in _MONEY
    ):
        return False
    if (before == "." and norm_at(run, place - 2) in ("no", "p", "pp", "fig", "vol") and not token.spaced) or (
        before == "no" and norm_at(run, place - 2) != "with"
    ):
        return False
    if _is_age(run, phrase):
        return False
    if token.kind == "number":
        if (after in _MONTHS and run[end].capital) or (
            before in _MONTHS
            and run[place - 1].capital
            and (value is None or value <= 31)
            and not _has_its_day(run, place, end)
        ):
            return False
        if _FOUR_DIGITS.fullmatch(token.text) and (
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
    return not (value is None and not phrase.vague and after in _MONTHS)


def _has_its_day(run: Sequence[Token], place: int, end: int) -> bool:
    """Test whether a month before a number needs no day: "On 4 February 16 civilians", "In May 12 people"."""
    counts = end < len(run) and run[end].kind == "word" and not run[end].capital and run[end].norm not in _MONTH_ENDS
    day = place > 1 and (run[place - 2].kind in ("number", "ordinal") or norm_at(run, place - 2) == "in")
    return counts and day


def _is_age(run: Sequence[Token], phrase: NumberPhrase) -> bool:
    """Test whether a number is one of the ages of those named before it: "aged 6, 9 and 11", "Ali, 34, was"."""
    if phrase.value is not None and phrase.value > _OLDEST:
        return False
    place = phrase.core - 1
    while place >= 0 and (run[place].kind == "number" or run[place].is_dash or run[place].norm in _AGE_LINKS):
        place -= 1
    if _AGES & {norm_at(run, place - k) for k in (0, 1, 2)}:
        return True
    end = phrase.close
    while end < len(run) and (run[end].kind == "number" or run[end].norm in _AGE_LINKS):
        end += 1
    chain = [t for t in run[place + 1 : end] if t.kind != "word"]
    bare = all(t.kind == "number" or t.text == "," for t in chain)
    around = len(chain) > 2 and chain[0].text == "," == run[end - 1].text and run[phrase.core].kind == "number"
    follows = end < len(run) and run[end].kind == "word" and not run[end].capital
    return bare and around and follows and place >= 0 and run[place].kind == "word"
