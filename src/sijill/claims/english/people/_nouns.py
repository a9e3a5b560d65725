"""Tell people from things by the noun behind a number: who is killed is a person unless known to be a thing."""

from __future__ import annotations

import functools

from sijill.language import lexicon

_NOUNS = lexicon("nouns")
_MANY, _MANY_ENDINGS = frozenset(_NOUNS["plural"]["words"]), tuple(_NOUNS["plural"]["endings"])
_NO_PERSONS = frozenset(_NOUNS["person"]["not_endings"].split())
_PERSONS, _PERSON_ENDINGS = frozenset(_NOUNS["person"]["words"]), tuple(_NOUNS["person"]["endings"])
_THINGS = frozenset(word for name, words in _NOUNS["things"].items() if "endings" not in name for word in words.split())
_THING_ENDINGS = tuple(_NOUNS["things"]["endings"].split())
_EXCEPTED = frozenset(_NOUNS["things"]["not_endings"].split())
_SHORTEST = 4  # "her" and "men" are no words with an ending


@functools.lru_cache(maxsize=16384)
def is_plural(word: str) -> bool:
    """Test whether a noun stands in the plural by its form."""
    if word in _MANY or word.endswith(_MANY_ENDINGS):
        return True
    return len(word) >= _SHORTEST and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


@functools.lru_cache(maxsize=16384)
def is_person(word: str) -> bool:
    """Test whether a noun, in the singular or the plural, plainly means a person by its form."""
    if word in _MANY or word.endswith(_MANY_ENDINGS):
        return True
    one = _singular(word)
    if one in _PERSONS:
        return True
    return one not in _THINGS and one not in _NO_PERSONS and len(one) > _SHORTEST and one.endswith(_PERSON_ENDINGS)


@functools.lru_cache(maxsize=16384)
def is_thing(word: str) -> bool:
    """Test whether a noun is known to mean no person: by the lexicon, or by its ending."""
    one = _singular(word)
    if one in _THINGS or word in _THINGS:
        return word not in _MANY
    return not is_person(word) and one not in _EXCEPTED and one.endswith(_THING_ENDINGS)


def _singular(word: str) -> str:
    """Return the singular of the last part of a word: truck-drivers gives driver."""
    word = word.rpartition("-")[2]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
