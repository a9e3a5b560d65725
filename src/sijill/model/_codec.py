"""Nouns to canonical JSON and back, by their declared types."""

from __future__ import annotations

import dataclasses
import enum
import functools
import json
import types
import typing
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from sijill.model.as_written import AsWritten
from sijill.values import GeoPoint, PartialDate, Period, PersonName, SijillError, message

Noun = TypeVar("Noun")


class UnfitForTheLedger(SijillError):
    """A value that has no canonical form (a float, a moment without a zone ...)."""


def canonical(value: Any) -> str:
    """
    Return the one JSON text of a body: keys sorted, NFC, no white space, no floats (RFC 8785).

    RFC 8785 sorts keys by UTF-16 code units; our keys are ASCII names, for which code
    point order is the same.
    """
    return json.dumps(
        _canonical_form(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def _canonical_form(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {unicodedata.normalize("NFC", str(key)): _canonical_form(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical_form(one) for one in value]
    raise UnfitForTheLedger(
        message("a {name} cannot stand in a ledger body; write decimals and dates as text"), name=type(value).__name__
    )


def to_json(value: Any) -> Any:
    """
    Return the JSON form of a noun or value; fields at their defaults are left out.

    Canonical text is NFC, so a quotation is compared with its source after NFC on both
    sides (R-WA.1, "after normalization"); offsets always count the source as stored.
    """
    kind: Any = type(value)
    return _writer(kind)(value)


def from_json(hint: Any, value: Any) -> Any:
    """Return the noun or value of the given type from its JSON form."""
    return _reader(hint)(value)


def read(noun: type[Noun], body: Mapping[str, Any]) -> Noun:
    """Return a noun from its body."""
    hint: Any = noun
    return typing.cast(Noun, _reader(hint)(body))


def moment_text(moment: datetime) -> str:
    """Return a moment in UTC with microseconds and a Z. Raises UnfitForTheLedger when it has no zone."""
    if moment.tzinfo is None:
        raise UnfitForTheLedger(message("a moment without a time zone cannot be recorded; give it with its zone"))
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """Return the moment that moment_text wrote."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


@functools.cache
def _writer(kind: Any) -> typing.Callable[[Any], Any]:
    """Return the function that writes one type; built once per type, since an import writes it for every cell."""
    if kind is type(None) or issubclass(kind, bool | int):
        return _itself
    if issubclass(kind, enum.Enum):
        return lambda value: value.value
    if issubclass(kind, AsWritten):
        return lambda value: value.to_json()
    if issubclass(kind, str):
        return _itself
    if issubclass(kind, Decimal):
        return lambda value: format(value.normalize(), "f")
    if issubclass(kind, datetime):
        return moment_text
    if issubclass(kind, date):
        return lambda value: value.isoformat()
    if issubclass(kind, PartialDate):
        return lambda value: value.edtf
    if issubclass(kind, Period):
        return lambda value: value.text
    if issubclass(kind, PersonName | GeoPoint):
        return lambda value: value.to_json()
    if dataclasses.is_dataclass(kind):
        return _noun_writer(typing.cast(type, kind))
    if issubclass(kind, Mapping):
        return lambda value: {str(key): to_json(one) for key, one in value.items()}
    if issubclass(kind, list | tuple):
        return lambda value: [to_json(one) for one in value]
    raise UnfitForTheLedger(
        message("a {name} cannot be written to the ledger; give it a JSON form"), name=kind.__name__
    )


def _itself(value: Any) -> Any:
    return value


def _noun_writer(noun: type) -> typing.Callable[[Any], dict[str, Any]]:
    """Return the function that writes a noun's fields but for those at their defaults."""
    fields = [(field.name, *_default(field)) for field in dataclasses.fields(noun)]

    def write_noun(value: Any) -> dict[str, Any]:
        return {
            name: one if type(one) is str else to_json(one)
            for name, default, made in fields
            if (one := getattr(value, name)) != (made() if made else default)
        }

    return write_noun


def _default(field: dataclasses.Field[Any]) -> tuple[Any, typing.Callable[[], Any] | None]:
    """Return a field's default, or what makes it: a default that can change is made anew for each comparison."""
    if field.default_factory is not dataclasses.MISSING:
        return None, field.default_factory
    return field.default, None


@functools.cache
def _reader(hint: Any) -> typing.Callable[[Any], Any]:
    """Return the function that reads one type; built once per type, since registers hold millions of bodies."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = _reader(next(a for a in arguments if a is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        member = _reader(arguments[0])
        return lambda value: tuple(member(one) for one in value)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return dict
    if hint is Any or hint in (str, int, bool):
        return lambda value: value
    if hint is Decimal:
        return Decimal
    if hint is datetime:
        return moment
    if hint is date:
        return date.fromisoformat
    if hint in (PartialDate, Period):
        return typing.cast(typing.Callable[[Any], Any], hint.parse)
    if hint in (PersonName, GeoPoint):
        return typing.cast(typing.Callable[[Any], Any], hint.from_json)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint
    if dataclasses.is_dataclass(hint):
        return _noun_reader(typing.cast(type, hint))
    raise UnfitForTheLedger(message("no reader for {hint}"), hint=repr(hint))


def _noun_reader(noun: type) -> typing.Callable[[Mapping[str, Any]], Any]:
    readers: dict[str, typing.Callable[[Any], Any]] = {}

    def read_noun(body: Mapping[str, Any]) -> Any:
        if not readers:
            hints = typing.get_type_hints(noun)  # without the property cards, which cannot be hashed
            readers.update({name: _reader(hints[name]) for name in hints})
        return noun(**{name: readers[name](value) for name, value in body.items() if name in readers})

    return read_noun
