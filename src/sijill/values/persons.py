"""When two names are one person's: what may be done once, by another, or never by oneself is told apart by this."""

from __future__ import annotations

import functools
import re
import unicodedata

# Letters and marks that show nothing (Unicode: default ignorable), and the braille cell without dots.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")


@functools.lru_cache(1024)
def one_spelling(name: str) -> str:
    """Return the one spelling of all names that look alike: other case, width and spaces, characters nobody sees."""
    seen = "".join(
        " " if one.isspace() else one
        for one in _BLANK.sub("", name)
        if one.isspace() or unicodedata.category(one)[0] != "C"
    )
    # Folding may undo the composition, so it is composed once more.
    return unicodedata.normalize("NFKC", " ".join(unicodedata.normalize("NFKC", seen).split()).casefold())


def same_person(one: str, other: str) -> bool:
    """Test whether two names of actors are one person's: ``Boss`` and ``boss`` are."""
    return one_spelling(one) == one_spelling(other)


def are_two(one: str, other: str) -> bool:
    """Test whether two names are of two persons, neither of them nobody."""
    return bool(one_spelling(one)) and bool(one_spelling(other)) and not same_person(one, other)
