"""Which words a property takes where its words are a closed list, and what a written word means there."""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Iterable, Mapping
from typing import Any

from sijill import methodology
from sijill.actions.statements._ground_words import ground_written
from sijill.language import lexicon
from sijill.model import PLACE_CLASSES, Attribution
from sijill.model.cards import Declared
from sijill.model.parties import Parties
from sijill.model.territory import Holding, Stage
from sijill.values import UnknownWord, normal_key
from sijill.values.extent import Extent

SEPARATORS = re.compile(r"[,;|\n\u060c\u061b]")
"""What stands between several values in one text: comma, semicolon (Arabic too), bar, line."""

HOLDERS = ("controlled_by", "detained_by", "party", "by", "against", "parties", "sponsors")
"""The properties that name a party: who holds a place or a person, took or lost it, or agreed."""
WRITTEN_GROUND = (Holding, Stage, Extent)
"""The values of the ground that are written in one line, or as a JSON object."""
BOTH_LANGUAGES = " | "
_LINES = re.compile(r"\n")
_PARTIES_APART = re.compile(r"[,;\n\u060c\u061b]|(?<! )\|(?! )")


def separated(card: Declared, text: str, separator: str | None = None) -> tuple[str, ...]:
    """
    Return the values that one text gives a property whose values stand together.

    A form with several choices writes its codes with spaces between (XLSForm, select_multiple):
    such a text is taken apart only where every piece is a word of the list.
    """
    pieces = [piece.strip() for piece in (text.split(separator) if separator else _between(card).split(text))]
    return tuple(dict.fromkeys(one for piece in pieces if piece for one in _by_spaces(card, piece)))


def _between(card: Declared) -> re.Pattern[str]:
    """Return what stands between the values of a property: a stage has commas of its own, a name in words a bar."""
    if card.type is Stage:
        return _LINES
    in_words = card.name in (*HOLDERS, "preconditions") or card.type is Holding
    return _PARTIES_APART if in_words else SEPARATORS


def _by_spaces(card: Declared, piece: str) -> tuple[str, ...]:
    parts = piece.split()
    if len(parts) == 1 or meant(card, piece) is not None or not all(meant(card, part) for part in parts):
        return (piece,)
    return tuple(parts)


def meant(card: Declared, word: str) -> str | None:
    """Return the slug that a word means in the closed list of a property, or None where it is not there."""
    known = _lists(card)
    # An import asks for every cell, and nearly always with the slug itself.
    return known.get(word) or known.get(normal_key(word))


def word_of(card: Declared, value: Any) -> Any:
    """Return a typed value, a word of a closed list as its slug; a cause class is a cause. Raises UnknownWord."""
    if card.type is Attribution and isinstance(value, Mapping):
        cause = value.get("cause_class")
        if isinstance(cause, str) and cause not in _causes().values():
            raise UnknownWord("cause_class", cause, dict.fromkeys(_causes().values()))
    if card.type in WRITTEN_GROUND:
        return ground_written(card.type, value, functools.partial(_party_named, "party"))
    if not isinstance(value, str):
        return value
    if card.name == "said_by":
        known = _parties(Parties.load())  # most who say something are no party
        return known.get(normal_key(value)) or known.get(normal_key(value).removeprefix("the ")) or value
    if card.name in HOLDERS:
        return _party_named(card.name if card.name in ("controlled_by", "detained_by") else "party", value)
    if not (known := _lists(card)):
        return value
    slug = meant(card, value)
    if slug is None:
        raise UnknownWord(card.name, value, dict.fromkeys(known.values()))
    return slug


def _party_named(what: str, name: str) -> str:
    """Return the slug of a party; whoever held a place and is none is told in words, "English | Arabic"."""
    known = _parties(Parties.load())
    key = normal_key(name)
    slug = known.get(name) or known.get(key) or known.get(key.removeprefix("the "))
    if slug is None and BOTH_LANGUAGES not in name:
        raise UnknownWord(what, name, dict.fromkeys(known.values()))
    return slug or name


def words_taken(card: Declared) -> tuple[str, ...]:
    """Return the words that a property takes, in the order of their list; nothing where any word is taken."""
    return card.prop.words or tuple(dict.fromkeys(_lists(card).values()))


def _lists(card: Declared) -> Mapping[str, str]:
    """Return the closed list of a property, every form to its slug; empty where any word is taken."""
    if isinstance(card.type, type) and issubclass(card.type, enum.Enum):
        return _members(card.type)
    match card.name:
        case "groups":
            return _groups()
        case "cause":
            return _causes()
        case "weapon":
            return _weapons()
        case "place_class":
            return _place_classes()
        case name if name in HOLDERS:
            return _parties(Parties.load())
    return {}


@functools.cache
def _place_classes() -> Mapping[str, str]:
    protected = lexicon("protected")
    return _forms(
        (slug, [one for forms in protected.get(slug, {}).values() for one in forms]) for slug in PLACE_CLASSES
    )


@functools.cache
def _members(words: type[enum.Enum]) -> Mapping[str, str]:
    return _forms((str(member.value), ()) for member in words)


@functools.cache
def _groups() -> Mapping[str, str]:
    return _forms((slug, label.values()) for slug, label in methodology.group_labels().items())


@functools.cache
def _causes() -> Mapping[str, str]:
    # A weapon's class of death stands as a cause too (SDG 16.1.2).
    bare = (*sorted(methodology.excluded_causes()), *(entry.cause for entry in _armoury()))
    labelled = methodology.cause_labels()
    return _forms((slug, labelled.get(slug, {}).values()) for slug in (*labelled, *bare))


@functools.cache
def _weapons() -> Mapping[str, str]:
    return _forms((entry.slug, (entry.label_en, entry.label_ar, *entry.en, *entry.ar)) for entry in _armoury())


@functools.lru_cache(maxsize=2)  # a register's own theatre makes another tree
def _parties(tree: Parties) -> Mapping[str, str]:
    return _forms((one.slug, (*one.names, *one.generic)) for one in map(tree.get, tree.slugs()))


def _armoury() -> Iterable[Any]:
    # The room of claims is large and slow to open; who enters no cause and no weapon need not wait for it.
    from sijill.language import Weapons

    return Weapons.load().entries


def _forms(words: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for slug, forms in words:
        found.setdefault(slug, slug)
        for form in (slug, *forms):
            found.setdefault(normal_key(form), slug)
    return found
