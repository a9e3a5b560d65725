"""Whether a word that stands in no list is a noun for people, by the shape that Arabic gives such nouns."""

from __future__ import annotations

import functools
import re

from sijill.language.arabic._words import CountedNoun, Form, look, words

# Only rational beings take the sound masculine plural and its like: معلمون, زعماء, أقرباء; most active participles
# (قاتل, مسافر) and passive ones (منكوب) say what somebody is.
_MANY = re.compile(r".{3,9}[^ا]ون|.{3}اء|ا.{3}اء")
_ENDS_IN_TWO = re.compile(r"(?P<one>.{3,7})ان")
_TWO_OR_MANY = re.compile(r".{3,9}ين")
_ONE = re.compile(r".ا[^ا]{2}|م.[^ا]?[^اي]و[^ا]|م[^ا][^ا]?.[^اوي][^اي]?")
_SHORTEST = 3


@functools.lru_cache(maxsize=16384)
def shape_of(word: str) -> CountedNoun | None:
    """Return how many people a word says that no list knows, or None when it has no shape of a person."""
    if not may_be_noun(word):
        return None
    table = words()
    if word in table.peoples:
        return table.peoples[word]
    if _MANY.fullmatch(word):
        return CountedNoun(Form.MANY, None, None)
    if _TWO_OR_MANY.fullmatch(word):
        return CountedNoun(Form.TWO_OR_MANY, None, None)
    two = _ENDS_IN_TWO.fullmatch(word)
    if two and not two["one"].endswith("ا"):
        return CountedNoun(Form.TWO, None, None)
    return CountedNoun(Form.ONE, None, None) if _ONE.fullmatch(word) else None


def may_be_noun(word: str) -> bool:
    """Test whether a word can be an indefinite noun for people: it is no other word that is known."""
    table = words()
    if len(word) < _SHORTEST or word.startswith(("ال", "لل", "بال")) or word.endswith(("هم", "هما", "ها", "هن")):
        return False
    seen = look(word)
    known = seen.verb or seen.noun or seen.part or seen.toll or seen.counted or seen.opens_number or seen.opens_hedge
    listed = (
        word in table.things
        or word in table.no_name
        or word in table.between
        or word in table.given
        or word in table.added
        or word in table.no_person
    )
    return not known and not listed and table.bare(word, table.months, ("", "ال")) is None
