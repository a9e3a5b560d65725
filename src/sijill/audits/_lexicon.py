"""What the words beside a printed number say of it: the class of the people counted and their fate."""

from __future__ import annotations

import re
from functools import cache

from sijill.language import lexicon

_COUNTED = lexicon("counted")
CLASS_OF: dict[str, str] = {
    word: kind for kind, nouns in _COUNTED["nouns"].items() for words in nouns.values() for word in words
}
PERSON_CLASSES = frozenset(_COUNTED["nouns"]) - {"group", "time"}

# Sets of classes that leave nobody out: their sum must be the whole.
COMPLETE_SETS: tuple[frozenset[str], ...] = (
    frozenset({"civilian", "military"}),
    frozenset({"man", "woman", "child"}),
    frozenset({"man", "woman", "boy", "girl"}),
    frozenset({"adult", "child"}),
    frozenset({"man", "woman"}),
)
# Which class can be a part of which: a part that is larger than its whole is an error only here.
_HOLDS_ANY = {"person", "other_person"}

DEMONYM = re.compile(
    r"(?:[A-Z]\w+(?:ians?|ans?|is|ese|ish|ch|ens|ks|bs|rds?|ghans|ghanis?|Turks|Uyghurs?|Palestinians?|Alawites?|Yazidis?))$"
)
STATUS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (fate, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for fate, words in _COUNTED["fates"].items()
)


@cache
def class_of(phrase: str) -> str:
    """Return the class of a noun phrase by its last known noun, or "" when none is known."""
    words = re.findall(r"[\w’'-]+", phrase)
    kinds = [_class_of_word(word) for word in words]
    both = {word.lower().rstrip("s") for word in words}
    if sex := next((word for word in ("male", "female") if word in both), ""):
        # "male adults", "adult females", "female children": age and sex together make the class.
        grown = not both & {"child", "children", "minor"}
        return ("man" if grown else "boy") if sex == "male" else ("woman" if grown else "girl")
    head = next((kind for kind in reversed(kinds) if kind), "")
    if head in {"person", "other_person"}:
        # "civilian deaths" and "military advisers": the qualifier says who they are.
        return next((kind for kind in kinds if kind in {"civilian", "military", "child", "woman"}), head)
    return head


def _class_of_word(word: str) -> str:
    plain = word.lower().strip("’'-")
    if kind := CLASS_OF.get(plain) or CLASS_OF.get(strip_arabic(plain)):
        return kind
    return "other_person" if DEMONYM.match(word) else ""


def strip_arabic(word: str) -> str:
    """Return an Arabic word without vowel marks, conjunction and final alif of the accusative."""
    bare = re.sub(r"[\u064b-\u0652]", "", word)
    if bare in CLASS_OF:
        return bare
    for form in (bare.removeprefix("و"), bare.removesuffix("ا"), bare.removeprefix("و").removesuffix("ا")):
        if form in CLASS_OF:
            return form
    return bare


def may_hold(whole: str, part: str) -> bool:
    """Test whether people of one class can all be members of another (children among civilians, not the reverse)."""
    if whole not in PERSON_CLASSES or part not in PERSON_CLASSES:
        return False
    return whole in _HOLDS_ANY or whole in {"civilian", "military", "adult"} or whole == part or part == "other_person"
