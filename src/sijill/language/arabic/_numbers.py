"""Read an Arabic number, in digits or in words, with the words that bound it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from sijill.language._phrase import NumberPhrase, as_decimal, bounded, last_unit
from sijill.language.arabic._amounts import amount
from sijill.language.arabic._people import may_be_noun
from sijill.language.arabic._tokens import Token
from sijill.language.arabic._words import ArabicWords, look
from sijill.model import Measure

_BRACKETS = frozenset("()[]")
_TEN = 10
_SCALES = frozenset(Decimal(10) ** power for power in (0, 2, 3, 6, 9))
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{1,7}")
_TENTHS = re.compile(r"\d{1,4}[.,]\d{1,2}")


def number_at(tokens: Sequence[Token], at: int, words: ArabicWords) -> NumberPhrase | None:
    """Return the number that begins at a token, its hedge before it taken in, or None."""
    seen = look(tokens[at].text)
    if not (seen.opens_number or seen.opens_hedge or tokens[at].text in _BRACKETS):
        return None
    bound, core = _hedge_before(tokens, at, words) if seen.opens_hedge else (None, at)
    if at and words.units.get(tokens[at].text) == _TEN and words.bare(tokens[at - 1].text, words.ordinals) is not None:
        return None  # the fifteenth
    found = _vague(tokens, core, words) or _bracketed(tokens, core, words) or _number_or_share(tokens, core, words)
    if found is None:
        return None
    return replace(bounded(_ranged(tokens, found, words), bound or "plain", None), start=at)


def _bracketed(tokens: Sequence[Token], at: int, words: ArabicWords) -> NumberPhrase | None:
    """Read the killing of (3) people."""
    if at + 2 >= len(tokens) or tokens[at].text not in _BRACKETS or tokens[at + 2].text not in _BRACKETS:
        return None
    inside = _number_or_share(tokens, at + 1, words)
    return replace(inside, end=at + 3, close=at + 3) if inside and inside.end == at + 2 else None


def _number_or_share(tokens: Sequence[Token], at: int, words: ArabicWords) -> NumberPhrase | None:
    """Read a number in digits or words, or the share that "%" behind it makes of it."""
    if at >= len(tokens):
        return None
    written = tokens[at].text if tokens[at].kind == "number" else ""
    tenths = _TENTHS.fullmatch(written) is not None
    digits: Fraction | None = None
    if _GROUPED.fullmatch(written):
        whole = int(written.replace(",", "").replace(".", ""))
        follows = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if follows and follows[0] not in "و%٪" and follows[:1].isalpha() and not look(follows).opens_number:
            value = Decimal(whole)  # nothing behind it can belong to it
            if follows not in words.percent_begins:
                return NumberPhrase(at, at, at + 1, value, value, value, close=at + 1, unit=last_unit(value))
        digits = Fraction(whole)
    elif tenths:
        digits = Fraction(written.replace(",", "."))
    elif written:
        return None  # a date, a clock time
    read = amount(tokens, at, words, digits)
    if read is None:
        return None
    end, worth = read
    value = Decimal(worth.numerator) / Decimal(worth.denominator)
    percent = next((end + n for n in (1, 2) if tuple(t.text for t in tokens[end : end + n]) in words.percent), end)
    if tenths and end == at + 1 and percent == end:
        return None  # 5.30 may be an hour
    # "48 thousand" is printed to the thousand, "48 thousand and 880" to the last person.
    scale = value / as_decimal(digits) if digits else Decimal(0)
    unit = last_unit(as_decimal(digits)) * scale if digits and scale in _SCALES else last_unit(value)
    measure = Measure.PERCENT if percent > end else Measure.COUNT
    return NumberPhrase(at, at, percent, value, value, value, measure=measure, close=percent, unit=unit)


def _ranged(tokens: Sequence[Token], low: NumberPhrase, words: ArabicWords) -> NumberPhrase:
    """Return a number with the upper end that follows it: "5 or 6", "5-7", "between 5 and 7"."""
    sign = tokens[low.end].text if low.end + 1 < len(tokens) else ""
    between = low.start > 0 and tokens[low.start - 1].text in {"بين", "مابين"}
    written_on = between and sign.startswith("و") and len(sign) > 1  # between five and seven
    if low.vague or low.value is None or not (sign in {"او", "-", "–", "الي"} or (between and sign[:1] == "و")):
        return low
    high = _number_or_share(tokens, low.end + (not written_on), words)
    if high is None or high.value is None or high.value <= low.value:
        return low
    if (tokens[low.core].kind == "number") != (tokens[high.core].kind == "number"):
        return low
    noun = tokens[high.end].text if high.end < len(tokens) else ""
    counts = bool(noun) and (look(noun).counted is not None or (between and (may_be_noun(noun) or noun[:3] == "اخر")))
    if not counts and high.measure is Measure.COUNT:
        return low  # a date, a clock time, the marks of a list
    return replace(high, start=low.start, core=low.core, low=low.value, value=None)


def hedge_after(tokens: Sequence[Token], at: int, words: ArabicWords) -> tuple[str | None, int]:
    """Return the bound that words after a count put on it ("at least"), and where they end."""
    if at >= len(tokens) or not look(tokens[at].text).opens_hedge:
        return None, at
    return _phrase(tokens, at, words.after)


def _hedge_before(tokens: Sequence[Token], at: int, words: ArabicWords) -> tuple[str | None, int]:
    bound, after = _phrase(tokens, at, words.before)
    if bound is None:
        return None, at
    second, further = _phrase(tokens, after, words.before)  # "about more than": the nearer word binds
    return (second, further) if second else (bound, after)


def _phrase(tokens: Sequence[Token], at: int, table: Mapping[tuple[str, ...], str]) -> tuple[str | None, int]:
    for length in (4, 3, 2, 1):
        run = [token.text for token in tokens[at : at + length]]
        if len(run) < length:
            continue
        for lead in ("", "و", "ل", "ب"):
            if run[0].startswith(lead):
                bound = table.get((run[0][len(lead) :], *run[1:]))
                if bound is not None:
                    return bound, at + length
    return None, at


def _vague(tokens: Sequence[Token], at: int, words: ArabicWords) -> NumberPhrase | None:
    """Read tens, tens of thousands, several hundred."""
    if at >= len(tokens):
        return None
    word = words.bare(tokens[at].text, words.vague, ("", "ال", "و", "ب", "ل"))
    if word is None:
        return None
    value, end = words.vague[word], at + 1
    following = tokens[end].text if end < len(tokens) else ""
    scale = words.thousands.get(following, words.thousands.get(following.removeprefix("ال"), 0))
    if value < 10 and following in words.vague:
        scale = {20: 10, 200: 100}.get(words.vague[following], scale)  # several tens, several hundreds
    if scale in (10, 100, 1000, 1_000_000):
        value, end = value * scale, end + 1
    return NumberPhrase(at, at, end, Decimal(value), None, Decimal(value), vague=True, close=end)
