"""A word that a closed list does not hold, refused with the word that is meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from sijill.values._errors import SijillError
from sijill.values._language import Term, message

NEAR = 0.7
"""How alike two words are, of 1, from which one is taken for a slip of the other ("time" is none of "victim")."""

KINDS = (
    message("party"),
    message("clock"),
    message("axis"),
    message("measure"),
    message("field"),
    message("reason"),
    message("verdict"),
    message("methodology"),
    message("kind of record"),
    message("group"),
    message("groups"),
    message("listed_group"),
    message("part"),
    message("cause"),
    message("weapon"),
    message("month"),
    message("verification"),
    message("status"),
    message("statuses"),
    message("civilian_status"),
    message("place basis"),
    message("place_basis"),
    message("sex"),
    message("grade"),
    message("violence"),
    message("role"),
    message("outcome"),
    message("Incident property"),
    message("Victim property"),
    message("Tally property"),
    message("Act property"),
    message("governorate"),
)
"""What a word may be, for the catalogue; any other kind stands as it is."""


class UnknownWord(SijillError):
    """A code, slug or name that its vocabulary does not hold."""

    def __init__(self, kind: str, word: str, words: Iterable[str]) -> None:
        """Take what the word should be (``party``, ``clock`` ...), the word, and those there are."""
        known, what = list(words), Term(kind)
        nearest = nearest_word(word, known)
        listed = ", ".join(known)
        if nearest is None:
            super().__init__(
                message("no {kind} is called {word}; there are: {words}"), kind=what, word=word, words=listed
            )
        else:
            super().__init__(
                message("no {kind} is called {word}; did you mean {nearest}? there are: {words}"),
                kind=what,
                word=word,
                nearest=nearest,
                words=listed,
            )


def nearest_word(word: str, words: Iterable[str]) -> str | None:
    """Return the word of a list that is most likely meant by another, or None where none is near."""
    return next(iter(difflib.get_close_matches(word.casefold(), list(words), n=1, cutoff=NEAR)), None)
