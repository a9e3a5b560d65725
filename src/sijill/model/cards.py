"""A property is declared once; forms, importers, exporters, redaction and the manual read it."""

from __future__ import annotations

import dataclasses
import enum
import functools
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sijill.values import UnknownWord


class UnknownProperty(UnknownWord):
    """A property that this kind of record does not have, refused with the one that is meant."""


class Sensitivity(enum.StrEnum):
    """Who may see a value at most; redaction reads it (DESIGN 9, E4, E6)."""

    PUBLIC = "public"
    TEAM = "team"
    RESTRICTED = "restricted"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Prop:
    """
    What everyone needs to know of one property.

    ``standard`` names the field elsewhere, e.g. ``{"ucdp": "best", "hxl": "#affected+killed"}``.
    ``many`` marks a property whose accepted values stand together (groups), not against
    each other (a number). ``words`` are all that a property of a closed list takes.
    """

    label_en: str
    label_ar: str
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    standard: Mapping[str, str] = dataclasses.field(default_factory=dict)
    many: bool = False
    required: bool = False
    help_en: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declared:
    """One declared property: its name, the type of one value, and its card."""

    name: str
    type: Any
    prop: Prop


OWN = "own."
"""How the name of a column begins that a register has of its own."""


class Cards(dict[str, Declared]):
    """
    The declared properties of a noun by their names.

    A column of a register's own that is declared no more is none of them, and what it holds is read all the same:
    in the words that were recorded, by those who may see the restricted.
    """

    def __missing__(self, name: str) -> Declared:
        """Return the card of a column that was declared once. Raises KeyError for any other name."""
        if not is_own(name):
            raise KeyError(name)
        return Declared(name, str, Prop(name, name, Sensitivity.RESTRICTED))

    def get(self, name: str, default: Any = None) -> Any:
        """Return a card, also of a column that was declared once."""
        return self[name] if name in self or is_own(name) else default


_own: dict[type, tuple[Declared, ...]] = {}


def is_own(name: str) -> bool:
    """Test whether a property is a column of a register's own, which nothing counts."""
    return name.startswith(OWN)


def let_declare(own: Mapping[type, tuple[Declared, ...]]) -> None:
    """Let nouns have these columns of a register's own in this process, and none of another register's."""
    if own != _own:
        _own.clear()
        _own.update(own)
        properties.cache_clear()


@functools.cache
def properties(noun: type) -> Cards:
    """Return the declared properties of a noun in the order they are written, then the register's own columns."""
    found = Cards()
    for name, hint in typing.get_type_hints(noun, include_extras=True).items():
        if typing.get_origin(hint) is typing.Annotated:
            inner, *notes = typing.get_args(hint)
            card = next((note for note in notes if isinstance(note, Prop)), None)
            if card is not None:
                found[name] = Declared(name, value_type(inner), card)
    found.update((one.name, one) for one in _own.get(noun, ()))
    return found


def declared(noun: type, name: str) -> Declared:
    """Return one declared property. Raises UnknownProperty, naming those there are."""
    known = properties(noun)
    if name not in known:
        raise UnknownProperty(f"{noun.__name__} property", name, known)
    return known[name]


def value_type(hint: Any) -> Any:
    """Return the type of one value: ``X | None`` and ``tuple[X, ...]`` both give ``X``."""
    arguments = [a for a in typing.get_args(hint) if a is not type(None) and a is not Ellipsis]
    if typing.get_origin(hint) is tuple or (arguments and type(None) in typing.get_args(hint)):
        return value_type(arguments[0])
    return hint
