"""What must not be pointed at, by the words that name it: camps, hospitals, shelters, homes; movements (E7)."""

from __future__ import annotations

import functools
import re

from sijill.language._keys import words
from sijill.language._lexicon import lexicon

_LEADING = "[وف]?[بلك]?(?:ال|ل)?"
_TRAILING = "(?:هم|هن|ها|ه|نا|ك|ي)?"


def protected_class(text: str) -> str | None:
    """Return the class of protected place that a text names: camp, hospital, shelter or home; None for any other."""
    return _named("protected", text)


def tells_movement(text: str) -> bool:
    """Test whether a kind of incident is a movement of people or forces, or a change of who holds a place."""
    return _named("movements", text) is not None


def _named(table: str, text: str) -> str | None:
    normal = " ".join(words(text))
    return next((name for name, pattern in _patterns(table).items() if pattern.search(normal)), None)


@functools.cache
def _patterns(name: str) -> dict[str, re.Pattern[str]]:
    table = lexicon(name).items()
    return {name: re.compile(rf"(?<!\S)(?:{'|'.join(_spellings(forms))})(?!\S)") for name, forms in table}


def _spellings(forms: dict[str, list[str]]) -> list[str]:
    english = [" ".join(words(form)) for form in forms["en"]]
    # A feminine ending opens before a pronoun: شقة, شقتهم.
    arabic = [f"{_LEADING}{re.sub('[ةه]$', '[هةت]', ' '.join(words(form)))}{_TRAILING}" for form in forms["ar"]]
    return english + [form.replace(" ", " (?:ال)?") for form in arabic]
