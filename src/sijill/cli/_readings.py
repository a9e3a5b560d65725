"""Every declared reading as a verb: options from what it asks, lines, JSON and files from what it gives."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from sijill.cli._output import opened, write
from sijill.cli._refusals import NotBesideFiles, RowsOfARegister, message, name_the_thing
from sijill.cli._verb import FILE_FORMS, FILES, REGISTER, SPEECH, VERBS, Option, option, verb
from sijill.cli._voice import spoken
from sijill.readings import Argument, Reading, declared_readings, find_reading
from sijill.values import Language, plain

BY_OPTION = {("toll", "list"): "uncounted", ("history", "access"): "access"}
"""Which option of a verb asks another reading than the verb's own."""
OPTION_OF = {("toll", "reason"): "list", ("history", "subject"): "thing"}
"""By which option or place a verb that tells more than one reading takes an argument."""
INSTANCES = {"period": "2020-05", "days": "30"}
"""What an example asks where a reading cannot do without."""


def answer(arguments: Namespace, name: str) -> int:
    """Answer a reading in lines, as JSON, or into the files that were named."""
    instead = [of for (verb, taken), of in BY_OPTION.items() if arguments.verb == verb and getattr(arguments, taken)]
    reading = find_reading(instead[0] if instead else name)
    files = {form: path for form in FILE_FORMS if (path := getattr(arguments, form, None))}
    if files:
        _refuse_beside_files(arguments, reading, next(iter(files)))
    if reading.name == "history" and arguments.thing is None:
        raise name_the_thing()
    with opened(arguments) as register:
        table = reading(register, **_given(reading, arguments))
        for form, path in files.items():
            getattr(table, f"to_{form}")(path)
        if files:
            write(arguments, {"written": list(files.values())}, ())
        else:
            document: dict[str, Any] = {reading.name: table.documents()} if arguments.json else {}
            if arguments.json and table.notes:
                document["notes"] = [{one.value: plain(note(one)) for one in Language} for note in table.notes]
            language = Language(getattr(arguments, "language", None) or spoken())
            write(arguments, document, table.lines(language))
    return 0


def _refuse_beside_files(arguments: Namespace, reading: Reading, form: str) -> None:
    """Refuse what rows in a file cannot heed. Raises RowsOfARegister, NotBesideFiles."""
    from sijill.workspace import is_register

    declared = VERBS[arguments.verb]
    if REGISTER not in declared.options and not is_register(Path(arguments.register)):
        raise RowsOfARegister(
            message("{given} is not a register, and the rows of --{form} are those of one; name a register"),
            given=arguments.register,
            form=form,
        )
    heeded = {*_places(reading, arguments.verb).values(), *FILE_FORMS, "register", SPEECH.name}
    heeded |= {taken for verb, taken in BY_OPTION if verb == arguments.verb}
    for one in declared.options:
        name = one.settings.get("dest", one.name.lstrip("-").replace("-", "_"))
        if one.name not in heeded and name not in heeded and getattr(arguments, name) != _unasked(one):
            raise NotBesideFiles(
                message("{option} changes nothing of the rows that --{form} writes; leave one of the two out"),
                option=one.name,
                form=form,
            )


def _unasked(one: Option) -> Any:
    return one.settings.get("default", False if one.settings.get("action") == "store_true" else None)


def _places(reading: Reading, verb: str) -> dict[str, str]:
    """Return by which option or place a verb takes each argument."""
    return {one.name: OPTION_OF.get((verb, one.name), one.name) for one in reading.asks}


def _given(reading: Reading, arguments: Namespace) -> dict[str, Any]:
    names = _places(reading, arguments.verb)
    return {name: getattr(arguments, taken) for name, taken in names.items() if hasattr(arguments, taken)}


def _option(one: Argument) -> Option:
    settings: dict[str, Any] = {"choices": one.words or None}
    if one.several:
        settings |= {"action": "append", "default": []}
    if one.default is not None and not one.several:
        settings |= {"default": str(one.default)}
    if one.place:
        return option(one.name, one.label, metavar="ID", **settings)
    return option(f"--{one.name.replace('_', '-')}", one.label, required=one.required, **settings)


def _example(reading: Reading) -> str:
    def words_of(asks: Iterable[Argument]) -> Iterable[str]:
        for one in asks:
            if one.required:
                value = INSTANCES.get(one.name) or next(iter(one.words), "3f9a7c21")
                yield value if one.place else f"--{one.name.replace('_', '-')} {value}"

    return " ".join([reading.slug, "aleppo", *words_of(reading.asks)])


for _reading in declared_readings():
    if not _reading.verb:
        verb(
            _reading.slug,
            _reading.title,
            *(_option(one) for one in _reading.asks),
            SPEECH,
            *FILES,
            example=_example(_reading),
        )(partial(answer, name=_reading.name))
