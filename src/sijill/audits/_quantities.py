"""Every printed number of a document with what it counts, how it is hedged and how exactly it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sijill.audits._dates import PrintedDate
from sijill.audits._lexicon import HEDGES, PERSON_CLASSES, SCALES, STATUS, TENS, UNITS, class_of

_EASTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٬", "0123456789.,")
_WORDS = "|".join([*UNITS, *TENS])
_TENS = "|".join(TENS)
_SCALE = r"(?:hundred|thousand|million|billion|ألف|آلاف|مليون|ملايين)"
_NUMBER = re.compile(
    rf"""
    (?<![\dA-Za-z\u00c0-\u024f.,/:#$€£№_+%-])(?P<digits>
        \d{{1,3}}(?:[,٬]\d{{3}})+(?:\.\d+)? |
        \d{{1,3}},\s\d{{3}}(?!\d|,\s?\d)(?=\s[a-z]) |          # "282, 283 deaths": one number (gold rule 4)
        \d{{1,3}}\.\d{{3}}(?=\s[a-z]{{3,}}s\b)(?!\s(?:times|percent|hours|days|weeks|months|years|kilomet)) |
        [\d٠-٩]+(?:[.٫][\d٠-٩]+)?
    )(?P<plus>\+)?(?:\s(?P<scale>{_SCALE})\b)?(?![\w/:]|[,.]\d|st\b|nd\b|rd\b|th\b)
    |
    (?<![\w-])(?P<words>(?:(?:{_TENS})[-\s](?:{"|".join(list(UNITS)[1:10])})|{_WORDS})
        (?:\s(?P<wordscale>{_SCALE}))?)(?![\w-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RANGE = re.compile(r"\s?[–-]\s?|\s(?:to|or)\s|\sand\s")
_PERCENT = re.compile(r"\s?(?:%|٪|percent(?:age points?)?\b|per\s?cent\b)")
_HYPHEN_UNIT = re.compile(r"-(?:hour|day|week|month|year|minute|man|men|strong|kilomet\w+|km|mile)s?\b")
# What stands before a number that names a thing instead of counting it.
_NAMES_A_THING = re.compile(
    r"(?:\b(?:resolutions?|articles?|hill|point|highway|map|chart|figure|table|page|pages|p|pp|no|nos|number|division|"
    r"brigade|regiment|division|unit|chapter|section|protocol|annex|item|room|gate|bus|route|phase|stage|aged?|"
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
_RATIO = re.compile(r"\s*(?:deaths?\s+)?(?:for (?:every|each)|to every)\b")
_IS_NOUN = re.compile(r"\s+(?:were|was|are|is|being|of them|of whom)\s+(?:all\s+|also\s+|reportedly\s+)?(?=[^\W\d_])")
# "Rose from 100 to 120" is two numbers, not a range.
_CHANGE = re.compile(
    r"\b(?:rose|risen|fell|fallen|increas\w+|decreas\w+|drop\w*|grew|grown|climb\w*|declin\w+|went|reduc\w+|rais\w+|"
    r"jump\w*|surg\w+|shr[aiu]nk|changed?|cut)\b[^.;]{0,40}\bfrom\s+\S+$",
    re.IGNORECASE,
)
# "one of them", "one another", "one day": no count.
_PRONOUN = re.compile(r"\s(?:of|another|by|day|side|hand|such|in|on|to|or)\b")
# "Members of A" and "deaths of B" keep their "of"; "20 of which" does not.
_HAS_MEMBERS = frozenset({"person", "other_person", "military", "civilian"})
# The Arabic "and" is one letter and clings to what follows: before a number it ends the noun.
_WORD = re.compile(r"(?!و[\d٠-٩])[^\W\d_](?:[^\W\d_]|[’'.-]|(?<=[A-Za-z])\d)*(?:\s|$)?")
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


def find_quantities(flat: str, dates: list[PrintedDate]) -> list[Quantity]:
    """Return all numbers of a reading that count or measure something, in order."""
    taken = [(one.start, one.end) for one in dates]
    found: list[Quantity] = []
    skip_to = 0
    for match in _NUMBER.finditer(flat):
        if match.start() < skip_to or any(match.start() < end and match.end() > start for start, end in taken):
            continue
        quantity = _quantity(flat, match, taken)
        if quantity is not None:
            found.append(quantity)
            skip_to = quantity.number_end
    return found


def _quantity(flat: str, match: re.Match[str], dates: list[tuple[int, int]]) -> Quantity | None:
    start, end = match.start(), match.end()
    before = flat[max(0, start - 40) : start].rsplit("\n", 1)[-1]
    if _NAMES_A_THING.search(before) or (match["words"] and re.search(r"\b(?:no|No|any|this|that)\s$", before)):
        return None
    if flat[start:end].lower() == "one" and _PRONOUN.match(flat, end):
        return None
    value, unit = _value(match)
    top, top_end = _top_of_range(flat, end, value, dates)
    if top is not None:
        end = top_end
    percent = _PERCENT.match(flat, end)
    money = flat[max(0, start - 1) : start] in {"$", "€", "£"}
    hyphen = _HYPHEN_UNIT.match(flat, end)
    hedge = next((name for name, pattern in HEDGES if pattern.search(before)), "")
    if match["plus"] and not hedge:
        hedge = "floor"
    if match["digits"] and match["scale"] is None and re.match(r"[-–]\w", flat[end:]) and not hyphen:
        return None
    phrase_start = percent.end() if percent else end
    phrase, phrase_end, partitive = ("", phrase_start, False)
    if not money:
        phrase, phrase_end, partitive = noun_phrase(flat, phrase_start)
    category = "" if percent or money else class_of(phrase.split(" of ")[0]) or class_of(phrase)
    if not phrase and not money and (told := _IS_NOUN.match(flat, phrase_start)):
        # "30 were civilians": the noun stands behind the verb.
        complement = noun_phrase(flat, told.end() - 1)[0]
        category = class_of(complement) if class_of(complement) in PERSON_CLASSES else ""
    if hyphen:
        phrase, phrase_end = flat[end + 1 : hyphen.end()], hyphen.end()
    kind = "percent" if percent else "money" if money else "count"
    if _RATIO.match(flat, max(phrase_end, end)) or re.search(r"\bfor (?:every|each)\s+$", before):
        kind = "ratio"
    low, high = _bounds(value, top, hedge, kind)
    exact_end = percent.end() if percent else end
    return Quantity(
        value=value,
        low=low,
        high=high,
        tolerance=Decimal(0) if top is not None else tolerance(value, unit, hedge, kind),
        kind=kind,
        hedge=hedge,
        phrase=phrase,
        category=class_of(phrase) if hyphen else category,
        partitive=partitive,
        start=_hedged_start(flat, start, before, hedge),
        end=max(phrase_end, exact_end),
        number_start=start,
        number_end=exact_end,
        worded=match["words"] is not None,
    )


def _value(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """Return the number and its last printed unit: 81,500 is printed in hundreds, 1.8 in tenths."""
    if match["words"]:
        words = match["words"].lower()
        times = SCALES.get((match["wordscale"] or "").lower(), 1)
        count = sum(UNITS.get(word, 0) + TENS.get(word, 0) for word in re.split(r"[-\s]", words))
        return Decimal(count * times), Decimal(times)
    digits = match["digits"].translate(_EASTERN)
    if re.fullmatch(r"\d{1,3}\.\d{3}", digits) and re.search(r"\.", match["digits"]) and match["scale"] is None:
        digits = digits.replace(".", "") if match.re.groups and _dotted_thousand(match) else digits
    plain = re.sub(r"[,\s]", "", digits)
    scale = Decimal(SCALES.get((match["scale"] or "").lower(), 1))
    value = Decimal(plain)
    return value * scale, last_unit(value) * scale


def _dotted_thousand(match: re.Match[str]) -> bool:
    """Test whether "4.000 rebels" is four thousand: a whole number of people follows (hazard S4.18)."""
    after = match.string[match.end() : match.end() + 30]
    return bool(class_of(after.strip().split(" ")[0])) if after.strip() else False


def last_unit(value: Decimal) -> Decimal:
    """Return the unit of the last printed digit that is not zero: 81,500 gives 100, 1.8 gives 0.1."""
    if value == 0:
        return Decimal(1)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        return Decimal(1).scaleb(exponent)
    whole, unit = int(value), 1
    while whole % 10 == 0:
        whole //= 10
        unit *= 10
    return Decimal(unit)


def tolerance(value: Decimal, unit: Decimal, hedge: str, kind: str) -> Decimal:
    """
    Return half the last printed unit, which is what rounding may hide.

    A count that is printed to the last person is exact. So is an unhedged count below
    one hundred: "20 soldiers" is a count, not a rounding to tens. Shares and measures
    are rounded to their last printed place.
    """
    if kind == "percent":
        exponent = value.as_tuple().exponent
        return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0) / 2
    if unit < 1:
        return unit / 2
    if unit == 1 or (value < 100 and hedge != "about"):
        return Decimal(0)
    return unit / 2


def _top_of_range(flat: str, end: int, value: Decimal, dates: list[tuple[int, int]]) -> tuple[Decimal | None, int]:
    """Return the upper end of "1,500–5,000" or "between 2,000 and 3,000", and where it ends."""
    joint = _RANGE.match(flat, end)
    if joint is None:
        return None, end
    if _CHANGE.search(flat[max(0, end - 70) : end]):
        return None, end
    between = re.search(r"\b(?:between|from)\s+(?:[a-z]+\s)?\S+$", flat[max(0, end - 40) : end], re.IGNORECASE)
    word = joint[0].strip()
    if (word == "and" and not (between and "etween" in between[0])) or (word == "or"):
        return None, end
    other = _NUMBER.match(flat, joint.end())
    if other is None and word in {"-", "–"}:
        other = _NUMBER.match(" " + flat[joint.end() : joint.end() + 30], 1)
        shift = joint.end() - 1
    else:
        shift = 0
    if other is None or (other["words"] and word != "to" and word != "and"):
        return None, end
    if any(other.start() + shift < stop and other.end() + shift > begin for begin, stop in dates):
        return None, end
    top, _ = _value(other)
    if top <= value:
        return None, end
    return top, other.end() + shift


def _bounds(value: Decimal, top: Decimal | None, hedge: str, kind: str) -> tuple[Decimal | None, Decimal | None]:
    """Return what the words allow (gold rule 2); only whole counts step past a strict bound."""
    step = Decimal(1) if kind == "count" and value == value.to_integral_value() else Decimal(0)
    if hedge == "floor":
        return value, None
    if hedge == "above":
        return (top or value) + step, None
    if hedge == "ceiling":
        return None, top or value
    if hedge == "below":
        return None, (top or value) - step
    if hedge == "almost":
        return None, top or value
    return value, top if top is not None else value


def _hedged_start(flat: str, start: int, before: str, hedge: str) -> int:
    if not hedge:
        return start
    for name, pattern in HEDGES:
        found = pattern.search(before)
        if name == hedge and found:
            return start - (len(before) - found.start())
    return start


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
    for word in _WORD.finditer(flat, at):
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
    hits = [(m.start(), at, name) for at, (name, pattern) in enumerate(STATUS) if (m := pattern.search(text))]
    return min(hits)[2] if hits else ""


def _last_hits(text: str) -> list[tuple[int, str]]:
    return [(m.start(), name) for name, pattern in STATUS for m in pattern.finditer(text)]
