"""Kinds of what is counted: which word means which, and which kind may be a part of which."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from sijill.audits.quantities._quantity import Quantity
from sijill.audits.quantities._words import any_of, lexicon

PEOPLE = "people"
_IN_ARABIC = re.compile("[\u0600-\u06ff]")
EVENTS = frozenset({"attack", "incident", "arrest", "case", "massacre", "munition", "facility"})
# Attacks are told by what they hit, violations by their kind, arrests by who was taken.
COUNTED_BY = frozenset(
    {("attack", "facility"), ("arrest", "people"), ("case", "people"), ("incident", "people")}
    | {("incident", unit) for unit in EVENTS}
)
_YOUNG, _GROWN = frozenset({"child", "boy", "girl"}), frozenset({"man", "woman", "adult"})
_TRADES = frozenset({"medical", "media", "aid", "detainee", "elderly", "unknown"})
_HOLDS = {
    "person": None,  # anybody
    "civilian": _YOUNG | _GROWN | _TRADES | {"civilian", "person"},
    "military": frozenset({"military", "man", "unknown", "person", "child", "woman"}),
    "child": _YOUNG,
    # A baby is told among the girls.
    "girl": frozenset({"girl", "child"}),
    "boy": frozenset({"boy", "child"}),
    "adult": _GROWN | {"elderly", "unknown"},
    "detainee": None,
}
# Kinds that leave nobody out; "unknown" may join any of them.
_COMPLETE = tuple(
    map(
        frozenset,
        (
            {"civilian", "military"}, {"man", "woman", "child"}, {"man", "woman", "boy", "girl"}, {"adult", "child"},
            {"man", "woman"}, {"boy", "girl"}, {"man", "woman", "boy", "girl", "adult", "child"},
            {"man", "woman", "child", "adult"}, {"man", "woman", "child", "elderly"},
            {"adult", "child", "elderly"},
        ),
    )
)  # fmt: skip

# Of these nobody is in two; a girl is a child, and the old are men and women.
_NOBODY_IN_TWO = tuple(
    map(
        frozenset,
        ({"civilian", "military"}, {"man", "woman", "child"}, {"man", "woman", "boy", "girl"}, {"adult", "child"}),
    )
)


@cache
def kind_pattern(table: str, arabic: bool) -> list[tuple[str, re.Pattern[str]]]:
    """Return the kinds of one table ("people", "things", "fates") with the pattern of their words in a language."""
    return [
        (kind, any_of(_with_duals(words["ar"]) if arabic else words["en"])) for kind, words in lexicon()[table].items()
    ]


def _with_duals(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in (word, *dual(word))]


def dual(singular: str) -> tuple[str, ...]:
    """Return the two forms of the Arabic dual: "طفل" gives "طفلان" and "طفلين"."""
    stem = singular[:-1] + "ت" if singular.endswith("ه") else singular
    return () if " " in singular or singular.endswith(("ين", "ون", "ات")) else (stem + "ان", stem + "ين")


@lru_cache(maxsize=16_384)
def kinds_in(table: str, text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the kinds of a table that folded text names, with their places, in order; the longest wins a place."""
    patterns = [*(kind_pattern(table, True) if _IN_ARABIC.search(text) else ()), *kind_pattern(table, False)]
    hits = sorted((m.start(), -m.end(), kind) for kind, pattern in patterns for m in pattern.finditer(text))
    found: list[tuple[int, int, str]] = []
    for start, end, kind in hits:
        if not found or start >= found[-1][1]:
            found.append((start, -end, kind))
    return tuple(found)


def may_hold(whole: str, part: str) -> bool:
    """Test whether people of one kind can all be of another: children among civilians, not the reverse."""
    inside = _HOLDS.get(whole or "person", frozenset({whole}))
    return inside is None or not part or part == whole or part in inside


def is_complete(kinds: Iterable[str]) -> bool:
    """Test whether kinds, no one twice, leave nobody out: men, women and children."""
    named = list(kinds)
    return len(named) == len(set(named)) and frozenset(named) - {"unknown"} in _COMPLETE


def excludes(kinds: Iterable[str]) -> bool:
    """Test whether nobody is in two of the kinds: men, women and children, each once."""
    named = list(kinds)
    return len(named) == len(set(named)) and any(frozenset(named) <= known for known in _NOBODY_IN_TWO)


def agree(whole: Quantity, part: Quantity) -> bool:
    """Test whether one quantity can be a part of another: the same unit, a fate and people that fit."""
    if whole.unit and part.unit and whole.unit != part.unit and (whole.unit, part.unit) not in COUNTED_BY:
        return False
    fates = {whole.fate, part.fate} - {""}
    if (
        len(fates) == 2
        and whole.fate_given
        and part.fate_given
        and not (whole.fate == "casualties" and part.fate in {"dead", "injured"})
    ):
        return False
    return may_hold(whole.whom, part.whom)
