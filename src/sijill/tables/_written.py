"""A mapping as the text that a person reads, keeps and sends to a colleague."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any


def mapping_text(given: Mapping[str, Any]) -> str:
    """Return the parts of a mapping, as ``tomllib`` reads them, as text again; a part that says nothing is left out."""
    said = {name: value for name, value in given.items() if value not in ("", [], {}, None)}
    lines = [f"{name} = {_value(value)}" for name, value in said.items() if not isinstance(value, Mapping)]
    for name, part in said.items():
        if isinstance(part, Mapping):
            lines += _lines_of_table(name, part)
    return "\n".join(lines) + "\n"


def _lines_of_table(name: str, part: Mapping[str, Any]) -> Iterator[str]:
    tables = {key: value for key, value in part.items() if isinstance(value, Mapping)}
    if own := {key: value for key, value in part.items() if key not in tables}:
        yield from ("", f"[{name}]", *(f"{_basic_string(key)} = {_value(value)}" for key, value in own.items()))
    for key, value in tables.items():
        yield from _lines_of_table(f"{name}.{_basic_string(key)}", value)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_basic_string(key)} = {_value(one)}' for key, one in value.items())} }}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, str):
        return _basic_string(value)
    return value.isoformat() if isinstance(value, date) else json.dumps(value)


def _basic_string(text: str) -> str:
    """Return text between quotes: JSON writes it as TOML does, but for the one control character that JSON lets be."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
