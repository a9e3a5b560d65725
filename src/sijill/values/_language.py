"""The two languages of every message, and the one catalogue that joins them."""

from __future__ import annotations

import enum
import functools
import gettext
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog


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
def _catalogue(language: Language) -> Catalog:
    # Imported here: an English command never pays for it. The .po is read as it stands,
    # so a translator's change needs no build step.
    from importlib import resources

    from babel.messages.pofile import read_po

    path = resources.files("sijill") / "locale" / language.value / "LC_MESSAGES" / "sijill.po"
    with path.open("rb") as file:
        return read_po(file, locale=language.value)


@functools.cache
def _messages(language: Language) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in _catalogue(language):
        if entry.id and not entry.fuzzy:
            first = entry.id if isinstance(entry.id, str) else entry.id[0]
            found[first] = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
    return found


@functools.lru_cache(maxsize=4096)
def _plural_index(language: Language, number: int) -> int:
    form = gettext.c2py(_catalogue(language).plural_expr)
    return int(form(number))
