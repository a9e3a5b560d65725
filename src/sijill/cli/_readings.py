"""Every declared reading as a verb: options from what it asks, lines, JSON and files from what it gives."""

from __future__ import annotations

import importlib
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from sijill.cli._output import opened, write
from sijill.readings import Reading, Table, find_reading
from sijill.values import Language

FORMS = ("csv", "xlsx", "parquet")
BY_OPTION = {("toll", "list"): "uncounted", ("history", "access"): "access"}
"""Which option of a verb asks another reading than the verb's own."""
OPTION_OF = {("toll", "reason"): "list", ("history", "subject"): "thing"}
"""By which option or place such a verb takes an argument."""


def answer(asked: Namespace) -> int:
    """Answer a reading in lines, as JSON, or into files."""
    reading = _chosen(asked)
    with opened(asked) as register:
        table = reading(register, **_given(reading, asked))
        if not any(list(_files(table, asked))):
            rows = table.documents() if asked.json else []
            write(asked, {reading.name: rows}, table.lines(Language(getattr(asked, "language", "en"))))
    return 0


def files_or_more(asked: Namespace) -> int:
    """Write the rows of a verb into the files that were named; without any, do what the verb does."""
    if any(getattr(asked, form) for form in FORMS):
        return answer(asked)
    module, function = asked.does.split(":")
    return int(getattr(importlib.import_module(f"sijill.cli.{module}"), function)(asked) or 0)


def _chosen(asked: Namespace) -> Reading:
    for (verb, option), name in BY_OPTION.items():
        if asked.verb == verb and getattr(asked, option):
            return find_reading(name)
    return find_reading(asked.reading)


def _given(reading: Reading, asked: Namespace) -> dict[str, Any]:
    names = {one.name: OPTION_OF.get((asked.verb, one.name), one.name) for one in reading.asks}
    return {name: getattr(asked, option) for name, option in names.items() if hasattr(asked, option)}


def _files(table: Table, asked: Namespace) -> Iterator[str]:
    for form in FORMS:
        if path := getattr(asked, form):
            getattr(table, f"to_{form}")(path)
            yield path
