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


@functools.cache
def properties(noun: type) -> Mapping[str, Declared]:
    """Return the declared properties of a noun, in the order they are written."""
    found: dict[str, Declared] = {}
    for name, hint in typing.get_type_hints(noun, include_extras=True).items():
        if typing.get_origin(hint) is typing.Annotated:
            inner, *notes = typing.get_args(hint)
            card = next((note for note in notes if isinstance(note, Prop)), None)
            if card is not None:
                found[name] = Declared(name, value_type(inner), card)
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
