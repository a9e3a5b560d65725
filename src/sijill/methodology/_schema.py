"""The shape of a methodology file, held against schema.json: the one place that says which keys there are."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

Path = tuple[str | int, ...]

_TYPES: Mapping[str, tuple[type, str]] = {
    "object": (dict, "a table"),
    "array": (list, "a list"),
    "string": (str, "text"),
    "integer": (int, "a whole number"),
    "boolean": (bool, "true or false"),
}


@functools.cache
def schema() -> Mapping[str, Any]:
    """Return the JSON schema of a methodology (draft 2020-12; only the keywords read here are used)."""
    text = files("sijill.methodology").joinpath("schema.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


def misfits(value: Any, shape: Mapping[str, Any] | None = None, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield where a file does not fit the schema, as a path and a reason that says what is allowed."""
    shape = schema() if shape is None else shape
    if "enum" in shape:
        if value not in shape["enum"]:
            yield path, f"{_last(path)} is {_shown(value)}; it may be: {', '.join(shape['enum'])}"
        return
    kind, words = _TYPES[shape["type"]]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        yield path, f"{_last(path)} must be {words}"
    elif isinstance(value, dict):
        yield from _object(value, shape, path)
    elif isinstance(value, list):
        yield from _array(value, shape, path)
    elif isinstance(value, int) and value < shape.get("minimum", value):
        yield path, f"{_last(path)} is {value}; the least that makes sense is {shape['minimum']}"
    elif isinstance(value, str) and not re.search(shape.get("pattern", ""), value):
        yield path, f"{_last(path)} is {_shown(value)}; write it like {shape['pattern']}"


def _object(value: Mapping[str, Any], shape: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    known, other = shape["properties"], shape["additionalProperties"]
    for name in shape["required"]:
        if name not in value:
            yield path, f"{_last(path)} lacks {name!r}; a methodology settles {', '.join(shape['required'])}"
    for name, inner in value.items():
        if name in known:
            yield from misfits(inner, known[name], (*path, name))
        elif other:
            yield from misfits(inner, other, (*path, name))
        else:
            yield (*path, name), f"there is no key {name!r} in {_last(path)}; there are: {', '.join(known)}"


def _array(value: list[Any], shape: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    if len(value) < shape.get("minItems", 0):
        yield path, f"{_last(path)} needs at least {shape['minItems']}"
    for position, one in enumerate(value):
        yield from misfits(one, shape["items"], (*path, position))


def _last(path: Path) -> str:
    names = [step for step in path if isinstance(step, str)]
    return f"[{'.'.join(names)}]" if names else "the file"


def _shown(value: Any) -> str:
    return repr(value)[:60]
