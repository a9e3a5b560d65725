"""The two languages of every message, and the one catalogue that joins them."""

from __future__ import annotations

import enum
import functools
import gettext
import re
from collections.abc import Callable, Mapping

_FORMS = ""
"""The entry without a message is the head of a catalogue, which says how its plurals are told apart."""

_PO_STRING = re.compile(r'^(?:(msgid|msgid_plural|msgstr)(?:\[\d\])? )?"((?:[^"\\]|\\.)*)"$', re.M)
_PLURALS = re.compile(r"plural=([^;]+);")
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t"}


class Language(enum.StrEnum):
    """A language that Sijill speaks to its readers."""

    EN = "en"
    AR = "ar"

    @property
    def is_rtl(self) -> bool:
        """Test whether lines run from right to left."""
        return self is Language.AR

    @property
    def direction(self) -> str:
        """The value of the HTML ``dir`` attribute."""
        return "rtl" if self.is_rtl else "ltr"


def message(text: str) -> str:
    """Return the message unchanged: marks a message that stands in a table and is translated where it is used."""
    return text


def message_n(singular: str, plural: str) -> tuple[str, str]:
    """Return both forms unchanged: marks a counted message that stands in a table."""
    return singular, plural


class Term(str):
    """A word in a place of a message that the catalogue holds by itself; one it lacks stands as it is."""

    __slots__ = ()


def catalogue_message(language: Language, message_en: str) -> str:
    """Return the message in a language, its places still open; English where the catalogue has none."""
    if language is Language.EN:
        return message_en
    forms = _messages(language).get(message_en)
    return forms[0] if forms and forms[0] else message_en


def catalogue_plural(language: Language, singular_en: str, plural_en: str, number: int) -> str:
    """Return the form of a message that fits a number, its places still open."""
    if language is Language.EN:
        return singular_en if number == 1 else plural_en
    forms = _messages(language).get(singular_en, ())
    index = _plural_index(language, number)
    return forms[index] if index < len(forms) and forms[index] else plural_en


@functools.cache
def _messages(language: Language) -> Mapping[str, tuple[str, ...]]:
    """
    Return the forms of every message of a catalogue.

    The .po is read as it stands, so a translator's change needs no build step; a test lets no fuzzy entry into it.
    """
    # Imported here: an English command never pays for it.
    from importlib import resources

    path = resources.files("sijill") / "locale" / language.value / "LC_MESSAGES" / "sijill.po"
    found: dict[str, tuple[str, ...]] = {}
    entry: list[tuple[str, str]] = []
    for keyword, text in [*_PO_STRING.findall(path.read_text("utf-8")), ("msgid", "")]:
        if keyword == "msgid" and entry:
            found[entry[0][1]] = tuple(words for kind, words in entry if kind == "msgstr")
            entry = []
        words = _ESCAPED.sub(lambda one: _ESCAPES.get(one[1], one[1]), text) if "\\" in text else text
        if keyword:
            entry.append((keyword, words))
        else:  # a string goes on in the next line
            entry[-1] = (entry[-1][0], entry[-1][1] + words)
    return found


@functools.cache
def _plural(language: Language) -> Callable[[int], int]:
    told = _PLURALS.search(_messages(language)[_FORMS][0])
    return gettext.c2py(told[1] if told else "n != 1")


@functools.lru_cache(maxsize=4096)
def _plural_index(language: Language, number: int) -> int:
    return int(_plural(language)(number))
