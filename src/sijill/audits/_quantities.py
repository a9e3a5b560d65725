"""Every printed number of a document with what it counts, how it is hedged and how exactly it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sijill.audits._lexicon import PERSON_CLASSES, STATUS, class_of
from sijill.language import PrintedDate, PrintedNumber
from sijill.model import Measure

# How a bound of the one reader is called in an audit.
_HEDGES = {
    "at_least": "floor",
    "more_than": "above",
    "up_to": "ceiling",
    "less_than": "below",
    "almost": "almost",
    "about": "about",
}
_HYPHEN_UNIT = re.compile(r"-(?:hour|day|week|month|year|minute|man|men|strong|kilomet\w+|km|mile)s?\b")
_PERCENT = frozenset({"%", "٪", "percent", "pct", "cent", "بالميه", "الميه"})
# A number that hangs on a letter, a sign or another number is a date, a time, an address, money or a model.
_GLUED_BEFORE = re.compile(r"[\dA-Za-z\u00c0-\u024f.,/:#$€£№_+%-]$")
# A digit behind a minute sign makes a place in a film: 0’54”.
_GLUED_AFTER = re.compile(r"[\w/:]|[,.’'′]\d")
_NO_COUNT = frozenset({"both", "احد", "أحد", "إحدى", "واحد", "واحدة"})
# What stands before a number that names a thing instead of counting it.
_NAMES_A_THING = re.compile(
    r"(?:\b(?:resolutions?|articles?|hill|point|highway|map|chart|figure|table|page|pages|p|pp|no|nos|number|division|"
    r"brigade|regiment|division|unit|incident|schedule|exhibit|witness|chapter|section|protocol|annex|item|room|gate|bus|route|phase|stage|aged?|"
    r"age of|ages|level|version|type|mark|division|base|sector|square|area|channel|flight|paragraph|para|min|born in|"
    r"born|vol|volume|issue|day|class|T|M|SU|MiG|Su|F|G|BM|AK|RPG|km|radio|rule|group of|the year)\.?\s*|[-#№])$",
    re.IGNORECASE,
)
_BREAK_WORDS = frozenset(
    """was were is are be been being had has have having who whom whose which that while when where during from at
    on in by with as to for including include includes included among amongst after before between since
    until and or but nor died die killed wounded injured captured lost left reportedly allegedly still also
    some under over against into across through within without per than due because according would could
    may might will out off up down more most both not said claimed reported remained remain remaining went
    fled surrendered near took all then each every only about around if so either arrested detained
    displaced evacuated executed kidnapped perished including suffered earlier later ago prior afterwards
    previously caused
    consisting comprising composed made""".split()
)  # fmt: skip
_ROUND, _COARSEST = 100, 12
# Most stretches name no fate, which one look tells.
_ANY_STATUS = re.compile("|".join(pattern.pattern for _, pattern in STATUS), re.IGNORECASE)
_RATIO = re.compile(r"\s*(?:deaths?\s+)?(?:for (?:every|each)|to every)\b")
_IS_NOUN = re.compile(r"\s+(?:were|was|are|is|being|of them|of whom)\s+(?:all\s+|also\s+|reportedly\s+)?(?=[^\W\d_])")
# "one of them", "one another", "one day": no count.
_PRONOUN = re.compile(r"\s(?:of|another|by|day|side|hand|such|in|on|to|or)\b")
# "Members of A" and "deaths of B" keep their "of"; "20 of which" does not.
_HAS_MEMBERS = frozenset({"person", "other_person", "military", "civilian"})
# The Arabic "and" is one letter and clings to what follows: before a number it ends the noun.
_NOUN_WORD = re.compile(r"(?!و[\d٠-٩])[^\W\d_](?:[^\W\d_]|[’'.-]|(?<=[A-Za-z])\d)*(?:\s|$)?")
_OF_NOUN = re.compile(r"(?:of\s+(?:the|these|those|them|its|their|his|our)\b\s*)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """
    A printed number: bounds, printed value, tolerance, and the words around it.

    ``low`` and ``high`` follow the hedge ("at least 44" is [44, open)); ``tolerance`` is
    half of the last printed unit, zero for an exact count. ``kind`` is count, percent,
    money or plain. ``phrase`` is the counted noun with its qualifiers as printed and
    ``category`` its class; ``partitive`` marks "94 of the attackers". The span is in the
    reading and covers hedge, number and noun phrase; ``number_span`` the number alone.
    """

    value: Decimal
    low: Decimal | None
    high: Decimal | None
    tolerance: Decimal
    kind: str
    hedge: str
    phrase: str
    category: str
    partitive: bool
    start: int
    end: int
    number_start: int
    number_end: int
    status: str = ""
    worded: bool = False

    @property
    def is_point(self) -> bool:
        """Test whether the words give one number, exact or rounded, and no open bound."""
        return self.low is not None and self.low == self.high


def find_quantities(flat: str, numbers: Sequence[PrintedNumber], dates: Sequence[PrintedDate]) -> list[Quantity]:
    """Return those printed numbers of a sentence that count or measure something, in order."""
    found = []
    for printed in numbers:
        if any(printed.number_start < one.end and printed.number_end > one.start for one in dates):
            continue
        quantity = _quantity(flat, printed)
        if quantity is not None:
            found.append(quantity)
    return found


def _quantity(flat: str, printed: PrintedNumber) -> Quantity | None:
    phrase, start, end = printed.phrase, printed.number_start, printed.number_end
    before = flat[max(0, start - 40) : start].rsplit("\n", 1)[-1]
    hyphen = _HYPHEN_UNIT.match(flat, end)
    percent = phrase.measure is Measure.PERCENT
    if (
        phrase.vague
        or (percent and printed.bare not in _PERCENT)
        or _names_a_thing(flat, printed, before)
        or (not printed.worded and re.match(r"[-–]\w", flat[end:]) and not hyphen)
    ):
        return None
    value = next(bound for bound in (phrase.value, phrase.low, phrase.high) if bound is not None)
    hedge = _HEDGES.get(phrase.kind, "only" if phrase.hedge in ("only", "just") else "")
    if not hedge and phrase.high is None:
        hedge = "floor"  # "44+"
    noun, noun_end, partitive = noun_phrase(flat, end)
    category = "" if percent else class_of(noun.split(" of ")[0]) or class_of(noun)
    if not noun and (told := _IS_NOUN.match(flat, end)):
        # "30 were civilians": the noun stands behind the verb.
        complement = noun_phrase(flat, told.end() - 1)[0]
        category = class_of(complement) if class_of(complement) in PERSON_CLASSES else ""
    if hyphen:
        noun, noun_end, category = flat[end + 1 : hyphen.end()], hyphen.end(), class_of(hyphen[0])
    kind = "percent" if percent else "count"
    if _RATIO.match(flat, noun_end) or re.search(r"\bfor (?:every|each)\s+$", before):
        kind = "ratio"
    ranged = phrase.value is None
    return Quantity(
        value=value,
        low=phrase.low,
        high=phrase.high,
        tolerance=Decimal(0) if ranged else tolerance(value, phrase.unit, hedge, kind),
        kind=kind,
        hedge=hedge,
        phrase=noun,
        category=category,
        partitive=partitive,
        start=printed.start if hedge else start,
        end=max(noun_end, end),
        number_start=start,
        number_end=end,
        worded=printed.worded,
    )


def _names_a_thing(flat: str, printed: PrintedNumber, before: str) -> bool:
    """Test whether a number is a name, a hill or a pronoun: Resolution 2254, T-72, one of them."""
    start, end = printed.number_start, printed.number_end
    if _NAMES_A_THING.search(before):
        return True
    if not printed.worded:
        return _GLUED_BEFORE.search(before) is not None or _GLUED_AFTER.match(flat, end) is not None
    number = flat[start:end].lower()
    pointed = re.search(r"\b(?:no|No|any|this|that)\s$", before)
    return bool(pointed) or number in _NO_COUNT or (number == "one" and _PRONOUN.match(flat, end) is not None)


def tolerance(value: Decimal, unit: Decimal, hedge: str, kind: str) -> Decimal:
    """
    Return half the last printed unit, which is what rounding may hide.

    A count that is printed to the last person is exact, and so is one that ends in a single
    nought. "2,000" may be rounded, but not by hundreds: what a page rounds coarsely it
    hedges. Shares and measures are rounded to their last printed place.
    """
    if kind == "percent":
        exponent = value.as_tuple().exponent
        return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0) / 2
    if unit < 1:
        return unit / 2
    if hedge in ("about", "almost"):
        return unit / 2 if unit > 1 else Decimal(0)
    return min(unit / 2, value // (2 * _COARSEST)) if unit >= _ROUND else Decimal(0)


def noun_phrase(flat: str, place: int) -> tuple[str, int, bool]:
    """Return the counted noun with its qualifiers after a number, where it ends, and whether "of the" came first."""
    partitive = False
    lead = re.compile(r"\s+").match(flat, place)
    if lead is None:
        return "", place, False
    at = lead.end()
    if inner := _OF_NOUN.match(flat, at):
        partitive, at = True, inner.end()
    words: list[tuple[str, int]] = []
    end = at
    for word in _NOUN_WORD.finditer(flat, at):
        token = word[0].strip()
        plain = token.lower().rstrip(".")
        if word.start() != end or plain in _BREAK_WORDS:
            break
        if plain == "of" and (not words or class_of(words[-1][0]) not in _HAS_MEMBERS):
            break
        words.append((token.rstrip("."), word.start() + len(token.rstrip("."))))
        end = word.end()
        if token.endswith(".") or len(words) == 7 or flat[word.end() - 1 : word.end()] == "\n":
            break
    while words and words[-1][0].lower() in {"of", "the", "a"}:
        words.pop()
    if not words:
        return "", place, partitive
    return " ".join(token for token, _ in words), words[-1][1], partitive


def status_of(flat: str, quantity: Quantity, clause: tuple[int, int], neighbours: Iterator[Quantity]) -> str:
    """
    Return what happened to the counted people: killed, injured, evacuated, ... or "".

    Words after the number up to the next number come first ("300 were wounded"), then the
    words before it up to the previous number ("killed 8,362"), then the noun ("deaths").
    """
    begin, stop = clause
    for other in neighbours:
        if other.number_end <= quantity.number_start:
            begin = max(begin, other.number_end)
        elif other.number_start >= quantity.number_end:
            stop = min(stop, other.number_start)
    tail = re.split(r"[;:,]|(?<!killed )(?<!dead )\band\b", flat[quantity.end : stop])[0]
    noun = flat[quantity.number_end : quantity.end]
    if found := _first_hit(tail):
        return found
    if (named := _first_hit(noun)) in {"killed", "injured", "killed_or_injured"}:
        return named
    last = _last_hits(flat[begin : quantity.number_start])
    return max(last)[1] if last else named


def _first_hit(text: str) -> str:
    if not _ANY_STATUS.search(text):
        return ""
    hits = [(m.start(), at, name) for at, (name, pattern) in enumerate(STATUS) if (m := pattern.search(text))]
    return min(hits)[2] if hits else ""


def _last_hits(text: str) -> list[tuple[int, str]]:
    if not _ANY_STATUS.search(text):
        return []
    return [(m.start(), name) for name, pattern in STATUS for m in pattern.finditer(text)]
