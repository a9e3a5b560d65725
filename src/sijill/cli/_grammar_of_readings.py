"""The verbs that readings declare, and the options for files on the verbs that tell more than rows."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from sijill.cli._verb import Verb
from sijill.readings import Argument, Reading, declared_readings


def readings(verbs: Any) -> None:
    """Add a verb for each reading that has none, and files out to those that have one."""
    for one in declared_readings():
        if not one.verb:
            _add_verb(verbs, one)
        elif "reading" not in (parser := verbs.choices[one.verb])._defaults:
            parser.set_defaults(reading=one.name, does=parser.get_default("handler"), handler="_readings:files_or_more")
            _add_files(parser)


def _add_verb(verbs: Any, one: Reading) -> None:
    verb = Verb(verbs, one.slug, one.title, "_readings:answer")
    verb.parser.set_defaults(reading=one.name)
    for argument in one.asks:
        _add(verb, argument)
    verb.arg("--language", choices=("en", "ar"), default="en", help="of what is printed")
    _add_files(verb.parser)


def _add(verb: Verb, one: Argument) -> None:
    options: dict[str, Any] = {"help": one.label, "choices": one.words or None}
    if one.several:
        options |= {"action": "append", "default": []}
    if one.default is not None:
        options |= {"default": str(one.default)}
    if one.place:
        verb.arg(one.name, metavar="ID", **options)
    else:
        verb.arg(f"--{one.name.replace('_', '-')}", required=one.required, **options)


def _add_files(parser: ArgumentParser) -> None:
    for form, says in (("csv", "a CSV file"), ("xlsx", "a workbook"), ("parquet", "a Parquet file")):
        parser.add_argument(f"--{form}", metavar="FILE", help=f"write the rows into {says} instead")
