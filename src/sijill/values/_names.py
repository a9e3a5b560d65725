"""Names of people and places as they were written, in every script they were written in."""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sijill.values._arabic import normal_key
from sijill.values._errors import SijillError
from sijill.values._language import Language, message


class UnreadableName(SijillError):
    """A name without a letter, or a stored name that lacks its parts."""


class NameKind(enum.StrEnum):
    """What a form of a name is."""

    FULL = "full"
    ALIAS = "alias"
    NICKNAME = "nickname"
    HONORIFIC = "honorific"
    TRANSLITERATION = "transliteration"


_SCRIPTS = {
    "ARABIC": "arab",
    "LATIN": "latn",
    "CYRILLIC": "cyrl",
    "HEBREW": "hebr",
    "SYRIAC": "syrc",
    "ARMENIAN": "armn",
}
_SCRIPT_OF_LANGUAGE = {Language.AR: "arab", Language.EN: "latn"}


def script_of(text: str) -> str:
    """Return the ISO 15924 code (lower case) of the script most letters are in; ``zyyy`` without letters."""
    counts: dict[str, int] = {}
    for mark in text:
        if mark.isalpha():
            script = _SCRIPTS.get(unicodedata.name(mark, "").split(" ")[0], "zyyy")
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: counts[script]) if counts else "zyyy"


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way a name is written; the letters stay as they were."""

    text: str
    script: str
    language: str | None = None
    kind: NameKind = NameKind.FULL

    def __post_init__(self) -> None:
        """Refuse a form without a letter."""
        if not any(mark.isalpha() for mark in self.text):
            raise UnreadableName(message("a name needs at least one letter; leave an unknown name out"))

    @classmethod
    def of(cls, text: str, *, language: str | None = None, kind: NameKind = NameKind.FULL) -> NameForm:
        """Return the form with its script found from its letters."""
        clean = unicodedata.normalize("NFC", " ".join(text.split()))
        return cls(clean, script_of(clean), language, kind)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in one or several scripts, full forms first; nothing here merges or corrects spellings."""

    forms: tuple[NameForm, ...]

    def __post_init__(self) -> None:
        """Refuse a name without forms."""
        if not self.forms:
            raise UnreadableName(message("a name needs at least one form; leave an unknown name out"))

    @classmethod
    def of(cls, *texts: str) -> PersonName:
        """Return the name written in these ways. Raises UnreadableName for a text without letters."""
        return cls(tuple(NameForm.of(text) for text in texts))

    def in_script(self, script: str) -> str | None:
        """Return the first full form in a script ('arab', 'latn'), else its first form of any kind, else None."""
        found = [form for form in self.forms if form.script == script]
        full = [form for form in found if form.kind in (NameKind.FULL, NameKind.TRANSLITERATION)]
        return (full or found)[0].text if found else None

    def display(self, language: Language) -> str:
        """Return the form a reader of a language sees: in that language's script where there is one."""
        return self.in_script(_SCRIPT_OF_LANGUAGE[language]) or self.forms[0].text

    @property
    def keys(self) -> frozenset[str]:
        """The normal keys of all forms; two names that share one may be the same."""
        return frozenset(normal_key(form.text) for form in self.forms)

    def to_json(self) -> list[dict[str, str]]:
        """Return the stored form: a list of text, script, kind and language where known."""
        return [
            {"text": form.text, "script": form.script, "kind": form.kind.value}
            | ({"language": form.language} if form.language else {})
            for form in self.forms
        ]

    @classmethod
    def from_json(cls, stored: Iterable[Mapping[str, Any]]) -> PersonName:
        """Return the name of a stored form. Raises UnreadableName when a part is missing or unknown."""
        try:
            forms = tuple(
                NameForm(form["text"], form["script"], form.get("language"), NameKind(form.get("kind", "full")))
                for form in stored
            )
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise UnreadableName(
                message("a stored name needs text and script in every form, and a known kind")
            ) from fault
        return cls(forms)
