"""Numbers that count nobody by themselves: so many a day, one in four, one of nine, the whole that a share is of."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.claims.english.people._counted import CountedPeople
from sijill.claims.english.people._nouns import is_person, is_plural
from sijill.claims.english.people._words import NOUNS, OF_NOUNS, POPULATION, TERMS
from sijill.language.english.numbers import COUNT_WORDS
from sijill.language.page import Token, norm_at

_RATE_ENDS = TERMS["break"] | {",", ":", "and", "-"}
_REACH = 14


def counting(run: Sequence[Token], items: Sequence[CountedPeople]) -> list[CountedPeople]:
    """Return the counted things that do count somebody."""
    cores = {c.number.core for c in items} | {c.number.start for c in items}
    kept, end = [], 0
    for item in items:
        both = norm_at(run, item.number.core) == "both" and not _is_both(run, item)
        if not both and not _is_rate(run, item) and not _is_one_of(run, item, cores):
            kept += [item] if item.start >= end else []
            end = max(end, item.end)
    odds = {place for c in items if (place := _odds(run, c)) is not None}
    return [c for c in kept if c.number.core not in odds and _odds(run, c) not in cores]


def _is_both(run: Sequence[Token], item: CountedPeople) -> bool:
    """Test whether "both" counts two people: not "both soldiers and civilians", but "killing both"."""
    ands = [place for place in range(item.number.end, item.end + 1) if norm_at(run, place) == "and"]
    joined = any(
        at + 1 < len(run) and run[at + 1].kind != "number" and norm_at(run, at + 1) not in COUNT_WORDS for at in ands
    )
    ended = item.end >= len(run) or run[item.end].kind == "mark" or norm_at(run, item.end) in TERMS["after_both"]
    alone = item.sort == "bare" and ended
    return alone or (item.sort == "people" and not joined)


def _is_rate(run: Sequence[Token], item: CountedPeople) -> bool:
    """Test whether a number is so many in every span of time: "20 bodies a day", "an average of 12", "daily"."""
    before = [norm_at(run, item.number.start - k) for k in (1, 2)]
    if norm_at(run, 0) in ("every", "each") and norm_at(run, 1) in TERMS["periods"]:
        return True
    if "average" in before or "averaged" in before or norm_at(run, item.number.start - 1) in TERMS["regularly"]:
        return True
    for place in range(item.number.end, min(item.number.end + _REACH, len(run))):
        word, after, then = run[place].norm, norm_at(run, place + 1), norm_at(run, place + 2)
        if word in _RATE_ENDS:
            return False
        if (
            word in TERMS["each"]
            and after in TERMS["periods"]
            and norm_at(run, place - 1) not in TERMS["not_rate_before"]
        ):
            return word not in ("a", "an") or then not in TERMS["not_rate_after"]
        if word in TERMS["regularly"] and (place + 1 == len(run) or run[place + 1].kind != "word"):
            return True
    return False


def _is_one_of(run: Sequence[Token], item: CountedPeople, cores: set[int]) -> bool:
    """Test whether "one" only picks somebody out of those counted: "was one of nine people killed"."""
    end = item.number.end
    whose, of = norm_at(run, item.number.start - 2), norm_at(run, item.number.start - 1) == "of"
    person = (whose in POPULATION or is_person(whose)) and whose not in TERMS["groups"]
    person = person and (whose.endswith("s") or not is_plural(whose))  # "a crew of three"
    if of and item.sort == "bare" and person and whose not in OF_NOUNS and (whose,) not in NOUNS:
        return True  # "a mother of three", "two girls of nine"
    return item.number.value == 1 and norm_at(run, end) == "of" and bool({end + 1, end + 2} & cores)


def _odds(run: Sequence[Token], item: CountedPeople) -> int | None:
    """Return where the second number of "one in four", "two out of five" would stand."""
    end = item.number.end
    if norm_at(run, end) == "in" or (norm_at(run, end) == "out" and norm_at(run, end + 1) == "of"):
        return end + 1 if norm_at(run, end) == "in" else end + 2
    return None
