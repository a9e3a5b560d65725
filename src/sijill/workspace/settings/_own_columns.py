"""``[[fields]]`` of ``sijill.toml``: the columns of a register's own, read and written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sijill.model import Sensitivity
from sijill.model.own_columns import OWN_KINDS, OWN_LEVELS, OWN_TYPES, OwnColumn
from sijill.values import SijillError, message

COLUMN_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
ENDS_OF_RANGES = ("low", "best", "high")
COLUMN_PARTS = ("name", "kind", "label", "type", "sensitivity", "words")
MOST_OWN = 50


class ColumnUnfit(SijillError):
    """A column of a register's own that its settings declare in a way that cannot be read."""


def own_columns_in(given: Any) -> tuple[OwnColumn, ...]:
    """Return the columns that ``[[fields]]`` declares. Raises ColumnUnfit, naming the column and what it takes."""
    if not isinstance(given, list) or len(given) > MOST_OWN or not all(isinstance(one, Mapping) for one in given):
        raise ColumnUnfit(
            message("each column of your own is a table [[fields]] of its own, {most} at most"), most=MOST_OWN
        )
    found: dict[tuple[str, str], OwnColumn] = {}
    for column in map(_read_column, given):
        if (column.kind, column.name) in found:
            raise ColumnUnfit(
                message("the column {name} of {kind} is declared twice under [[fields]]; keep one"),
                name=column.name,
                kind=column.kind,
            )
        found[column.kind, column.name] = column
    return tuple(found.values())


def own_columns_text(columns: Iterable[OwnColumn]) -> Iterator[str]:
    """Give the lines of a settings file that ``own_columns_in`` reads."""
    for one in columns:
        labels = {"en": one.label_en, "ar": one.label_ar}
        yield from ("", "[[fields]]", f'name = "{one.name}"', f'kind = "{one.kind}"')
        yield f"label = {{ {', '.join(f'{language} = {_in_quotes(label)}' for language, label in labels.items())} }}"
        yield from (f'type = "{one.type}"', f'sensitivity = "{one.sensitivity.value}"')
        if one.words:
            yield f"words = [{', '.join(map(_in_quotes, one.words))}]"


def _read_column(given: Mapping[str, Any]) -> OwnColumn:
    name = given.get("name")
    if not isinstance(name, str) or not COLUMN_NAME.fullmatch(name) or name in ENDS_OF_RANGES:
        raise ColumnUnfit(
            message("{name} is no name for a column of your own: small Latin letters, digits and _, like case_number"),
            name=repr(name),
        )
    for part in given:
        _refuse_other_word(name, "part", part, COLUMN_PARTS)
    kind, of_type = given.get("kind"), given.get("type", "text")
    level = given.get("sensitivity", Sensitivity.TEAM.value)
    _refuse_other_word(name, "kind", kind, OWN_KINDS)
    _refuse_other_word(name, "type", of_type, tuple(OWN_TYPES))
    _refuse_other_word(name, "sensitivity", level, tuple(one.value for one in OWN_LEVELS))
    label = given.get("label", name)
    labels = label if isinstance(label, Mapping) else {"en": label, "ar": label}
    english, arabic = labels.get("en") or labels.get("ar"), labels.get("ar") or labels.get("en")
    if not _is_line(english) or not _is_line(arabic) or set(labels) - {"en", "ar"}:
        raise ColumnUnfit(
            message("the label of the column {name} is one line in each language: label = {example}"),
            name=name,
            example='{ en = "Case number", ar = "رقم القضية" }',
        )
    words = given.get("words", [])
    if not isinstance(words, list) or not all(map(_is_line, words)) or bool(words) != (of_type == "word"):
        raise ColumnUnfit(
            message("a column of type word, and no other, lists its words; correct {name}: words = {example}"),
            name=name,
            example='["open", "closed"]',
        )
    return OwnColumn(
        name, str(kind), str(english), str(arabic), of_type, Sensitivity(level), tuple(dict.fromkeys(words))
    )


def _refuse_other_word(name: str, part: str, given: Any, known: tuple[str, ...]) -> None:
    if given not in known:
        raise ColumnUnfit(
            message("the column {name} has {part} {given} under [[fields]]; it takes one of: {known}"),
            name=name,
            part=part,
            given=repr(given),
            known=", ".join(known),
        )


def _is_line(text: Any) -> bool:
    return isinstance(text, str) and bool(text.strip()) and text.isprintable()


def _in_quotes(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a printable line is written in TOML as in JSON
