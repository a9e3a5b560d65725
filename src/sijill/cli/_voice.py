"""The language of the door, and whole sentences in it. English imports nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

    from sijill.values import Language

_language: ContextVar[str] = ContextVar("language", default="en")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language while the block runs."""
    before = _language.set(code)
    try:
        yield
    finally:
        _language.reset(before)


def asked_language(words: Sequence[str], setting: str) -> str:
    """Return the language asked before the verb, else the one of the environment, whatever word that is."""
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if word == "--language":
            return after
        if word.startswith("--language="):
            return word.partition("=")[2]
        if not word.startswith("-"):
            break
    return setting or "en"


def spoken() -> Language:
    """Return the language of the door."""
    from sijill.values import Language

    return Language(_language.get())


def tell(text: str, /, **places: str | int) -> str:
    """Return a whole sentence in the language of the door, without marks of direction (terminals print boxes)."""
    if _language.get() == "en" and not any(isinstance(one, int) for one in places.values()):
        return text.format_map(places) if places else text
    from sijill.values import plain, translate

    return plain(translate(spoken(), text, **places))


def tell_n(singular: str, plural: str, n: int, /, **places: str | int) -> str:
    """Return the form of a sentence that fits a number, in the language of the door."""
    from sijill.values import plain, translate_n

    return plain(translate_n(spoken(), singular, plural, n, **places))


def say(text: str, /, **places: str | int) -> None:
    """Write one sentence to standard error: what happens meanwhile."""
    from sijill.values.visible import visible

    sys.stderr.write(visible(tell(text, **places)) + "\n")


def word_of(code: str, language: Language, special: Mapping[str, str] | None = None) -> str:
    """Return a code as people read it: in English as they type it, else its word."""
    if language.value == "en":
        return code
    from sijill.values import plain
    from sijill.wording import label

    return plain(label(code, language, special))


@contextmanager
def translating(module: ModuleType) -> Iterator[None]:
    """Have a module of Python that asks gettext for its sentences find them in our catalogue while the block runs."""
    names: dict[str, Any] = vars(module)
    kept = {"_": names["_"], "ngettext": names["ngettext"]}
    if _language.get() != "en":
        names |= {"_": tell, "ngettext": tell_n}
    try:
        yield
    finally:
        names.update(kept)
