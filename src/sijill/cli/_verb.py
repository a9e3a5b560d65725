"""One verb of the grammar under construction. Nothing heavy is imported here."""

from __future__ import annotations

import argparse

APPEND_HELP = "the name of this append, so that a repeat changes nothing"
RECORD_HELP = "a record: its handle (K7F-6FD8), its id, or the beginning of it"
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


def whole_number(text: str) -> int:
    """Return a number of things, which is never below nought."""
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None
    if number < 0:
        raise argparse.ArgumentTypeError(f"{text} lies below nought")
    return number


class Verb:
    """One verb under construction: a parser with the options that every verb has."""

    def __init__(
        self, verbs: object, name: str, does: str, handler: str, *, register: str | None = "a register"
    ) -> None:
        self.parser: argparse.ArgumentParser = verbs.add_parser(name, help=does, description=does, allow_abbrev=False)  # type: ignore[attr-defined]
        self.parser.set_defaults(handler=handler)
        if register:
            self.parser.add_argument("register", metavar="REGISTER", help=register)
        self.parser.add_argument("--json", action="store_true", help="write one JSON document to standard output")
        self.parser.add_argument("--actor", help="who acts (default: SIJILL_ACTOR, else the register's owner)")

    def arg(self, *names: str, **options: object) -> Verb:
        """Add an argument."""
        self.parser.add_argument(*names, **options)  # type: ignore[arg-type]
        return self

    def one_of(self, dest: str, **answers: tuple[str, str]) -> Verb:
        """Add one option for each answer, with its constant and its help; one of them is given at most."""
        group = self.parser.add_mutually_exclusive_group()
        for name, (value, does) in answers.items():
            group.add_argument(f"--{name}", dest=dest, action="store_const", const=value, help=does)
        return self
