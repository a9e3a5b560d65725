"""A verb as it is declared beside the function that does it, and its grammar. Nothing heavy is imported here."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sijill.cli._voice import tell, translating

Run = Callable[[argparse.Namespace], int | None]

CLAIM_KINDS = (
    "casualties",
    "control",
    "displacement",
    "damage",
    "ceasefire",
    "attack",
    "detention",
    "statement",
)
"""The kinds of claim, written out so that the grammar imports nothing heavy; a test holds them to the model."""
SENSITIVITIES = ("public", "team", "restricted", "sealed")
STANCES = ("assert", "deny", "dispute", "unverified")
LANGUAGES = ("en", "ar")
PURPOSES = ("store", "publish", "advocacy", "court")
GIVERS = ("person", "relative", "guardian")


class Option(NamedTuple):
    """One argument of a verb: its name, what it says in help, and what argparse must know of it."""

    name: str
    says: str
    settings: dict[str, Any]


class Verb(NamedTuple):
    """One verb: what it does, its arguments, an example (what follows ``sijill``), and the function that does it."""

    name: str
    does: str
    options: tuple[Option, ...]
    example: str
    run: Run


VERBS: dict[str, Verb] = {}
"""Every verb by its name, in the order of declaration."""


def option(name: str, says: str, **settings: Any) -> Option:
    """Return an argument; ``only_one`` names the answers of which one is given at most."""
    return Option(name, says, settings)


REGISTER = option("register", "a register", metavar="REGISTER")
NEW_REGISTER = option("register", "the folder to make", metavar="REGISTER")


FILE_FORMS = ("csv", "xlsx", "parquet")
FILES = (
    option("--csv", "write the rows into a CSV file instead", metavar="FILE"),
    option("--xlsx", "write the rows into a workbook instead", metavar="FILE"),
    option("--parquet", "write the rows into a Parquet file instead", metavar="FILE"),
)


def verb(
    name: str, does: str, *options: Option, example: str, register: Option | None = REGISTER, reading: str = ""
) -> Callable[[Run], Run]:
    """
    Declare the function below as a verb of the command line; the register is always its first argument.

    ``reading`` names what is written where only the rows are asked, into a file.
    """

    def declare(run: Run) -> Run:
        taken = (*((register,) if register else ()), *options, *(FILES if reading else ()))
        VERBS[name] = Verb(name, does, taken, example, _files_or(run, reading) if reading else run)
        return run

    return declare


def _files_or(run: Run, reading: str) -> Run:
    def files_or_run(arguments: argparse.Namespace) -> int | None:
        if not any(getattr(arguments, form) for form in FILE_FORMS):
            return run(arguments)
        return find_answer()(arguments, reading)

    return files_or_run


def find_answer() -> Callable[[argparse.Namespace, str], int]:
    """Return what answers a declared reading; with it come the verbs of the readings that have none of their own."""
    # By its name: that module declares verbs, so it stands above this one.
    found: Callable[[argparse.Namespace, str], int] = importlib.import_module("sijill.cli._readings").answer
    return found


def imported(place: str) -> Run:
    """Return a verb's function that is imported when it is first asked: ``imported("_counting:count_toll")``."""
    module, _, function = place.partition(":")

    def run(arguments: argparse.Namespace) -> int | None:
        found: Run = getattr(importlib.import_module(f"sijill.cli.{module}"), function)
        return found(arguments)

    return run


APPEND_ID = option("--append-id", "the name of this append, so that a repeat changes nothing")
REASON = option("--reason", "why; it stays in the history", required=True)
SECOND_ACTOR = option("--second-actor", "the second person", required=True)
REVIEW_REASON = option("--reason", "why; it stays in the history, and all but a yes needs it", default="")
SETTING = option("--set", "a value you add by your own decision", action="append", default=[], metavar="PROPERTY=VALUE")
INTO = option("--into", "say it of this record instead", metavar="RECORD")
NUMBER = option("--property", "which number it is (killed, children, women, men, injured)")
AS_OF = option("--as-of", "as the register stood then; a bare date is the end of that day", metavar="MOMENT")
SPEECH = option("--language", "of what is printed (default: the language of the whole command)", choices=LANGUAGES)


MOST = 999_999_999
"""The largest number of things that is asked at any door; a database cannot count without end."""


def whole_number(text: str) -> int:
    """Return a number of things, in the digits of either script, which is never below nought and at most ``MOST``."""
    if text.isdecimal() and len(text) > len(str(MOST)):
        raise argparse.ArgumentTypeError(tell("that number is too large; {most} is the most", most=str(MOST)))
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(tell("{text} is no whole number", text=repr(text))) from None
    if number < 0:
        raise argparse.ArgumentTypeError(tell("{text} lies below nought", text=text))
    return number


def window(text: str) -> str:
    """Return a window as it was written. Raises what ``Period`` raises."""
    from sijill.values import Period

    Period.parse(text)
    return text


PERIOD = option("--period", "a window: 2020-05, 2020, or 2020-01-01/2020-05-31", type=window)


class _Formatter(argparse.HelpFormatter):
    """Help in the language of the door."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, tell("usage: ") if prefix is None else prefix)

    def _metavar_formatter(self, action: argparse.Action, default_metavar: str) -> Any:
        # On a narrow terminal a list of choices would push everything beyond the edge.
        wide = action.choices and len(",".join(map(str, action.choices))) > self._width - 24
        if wide and action.metavar is None and action.option_strings:
            return lambda size: (action.dest.upper(),) * size
        return super()._metavar_formatter(action, default_metavar)


class Parser(argparse.ArgumentParser):
    """A parser that refuses a misspelt word with the one that is meant, and speaks the language of the door."""

    def __init__(self, **settings: Any) -> None:
        """Make a parser without verbs and options but ``--help``."""
        super().__init__(formatter_class=_Formatter, allow_abbrev=False, add_help=False, **settings)
        self._positionals.title, self._optionals.title = tell("positional arguments"), tell("options")
        self.add_argument("-h", "--help", action="help", help=tell("show this help message and exit"))

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            from sijill.cli._refusals import in_words
            from sijill.values import UnknownWord

            kind = str(action.option_strings[-1] if action.option_strings else action.metavar or action.dest)
            raise argparse.ArgumentError(None, in_words(UnknownWord(kind, str(value), action.choices)))


def parser(only: str | None = None) -> Parser:
    """
    Return the grammar in the language of the door; its example stands at the end of each verb's help.

    With ``only`` no other verb gets its arguments, which takes time.
    """
    top = Parser(
        prog="sijill",
        description=tell("From sealed reports to figures that can be defended: every number leads back to its words."),
        epilog=tell(
            "A folder that holds sijill.toml is a register; any other path is a file or a folder of files, and - is "
            "standard input. Exit codes: 0 done, 1 refused (the message says why and what next), 2 wrong usage, 3 a "
            "check failed, 130 interrupted."
        ),
    )
    top.add_argument("--version", action="store_true", help=tell("print the version"))
    speech = tell("the language of help, refusals and lines (default: SIJILL_LANGUAGE, else en)")
    top.add_argument("--language", dest="speech", choices=LANGUAGES, help=speech)
    verbs = top.add_subparsers(dest="verb", metavar="VERB", parser_class=Parser)
    for declared in VERBS.values():
        does = tell(declared.does)
        example = tell("example: {command}", command=f"sijill {declared.example}")
        one = verbs.add_parser(declared.name, help=does, description=does, epilog=example)
        if only not in (None, declared.name):
            continue
        _take(one, declared.options)
        one.add_argument("--json", action="store_true", help=tell("write one JSON document to standard output"))
        one.add_argument("--actor", help=tell("who acts (default: SIJILL_ACTOR, else the register's owner)"))
    return top


def _take(one: Parser, options: Sequence[Option]) -> None:
    together: dict[str, Any] = {}
    for name, says, settings in options:
        wanted = dict(settings)
        group = wanted.pop("only_one", None)
        if group and group not in together:
            together[group] = one.add_mutually_exclusive_group()
        where = together[group] if group else one
        where.add_argument(name, help=tell(says).replace("%", "%%"), **wanted)


def read(words: Sequence[str]) -> argparse.Namespace:
    """
    Return what was asked; argparse exits with 2 and the usage when it cannot be understood.

    An argument that other verbs take is refused with their names.
    """
    if (name := next((word for word in words if word in VERBS), "")) in ("", "completion"):
        find_answer()
        name = next((word for word in words if word in VERBS), "")
    grammar = parser(name)
    with translating(argparse):
        found, left = grammar.parse_known_args(words)
        if left:
            find_answer()
            name = left[0].partition("=")[0]
            if found.verb and name == SPEECH.name:
                grammar.error(
                    tell(
                        "sijill {verb} has no --language; say it before the verb: sijill --language ar {verb}",
                        verb=found.verb,
                    )
                )
            others = [one.name for one in VERBS.values() if any(name == taken.name for taken in one.options)]
            if found.verb and name.startswith("--") and others:
                grammar.error(
                    tell(
                        "{name} is no argument of sijill {verb}; these verbs take it: {others}; sijill {verb} --help "
                        "lists what this one takes",
                        name=name,
                        verb=found.verb,
                        others=", ".join(others),
                    )
                )
            grammar.error(tell("unrecognized arguments: {words}", words=" ".join(left)))
    return found
