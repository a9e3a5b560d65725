"""The grammar: ``sijill VERB REGISTER [...]``, the register always first. Nothing here opens a register."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from sijill.cli._grammar_of_readings import readings
from sijill.cli._grammar_of_review import deciding, reviewing
from sijill.cli._verb import APPEND_HELP, SENSITIVITIES, whole_number
from sijill.cli._verb import Verb as _Verb

ACCOUNTS_HELP = "the PostgreSQL database of the desk's accounts (default: the setting accounts, else desk.sqlite)"
MOMENT_HELP = "as the register stood then; a bare date is the end of that day"
NUMBERS_HELP = "a window: 2020-05, 2020, or 2020-01-01/2020-05-31"


class Parser(argparse.ArgumentParser):
    """A parser that refuses a misspelt word with the one that is meant."""

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            from sijill.values import UnknownWord

            kind = str(action.option_strings[-1] if action.option_strings else action.metavar or action.dest)
            raise argparse.ArgumentError(None, str(UnknownWord(kind, str(value), action.choices)))


def parser() -> argparse.ArgumentParser:
    """Return the whole grammar. Each verb names the function that does it as ``module:function``."""
    top = Parser(
        prog="sijill",
        description="From sealed reports to figures that can be defended: every number leads back to its words.",
        epilog="A folder that holds sijill.toml is a register; any other path is a file or a folder of files. "
        "Exit codes: 0 done, 1 refused (the message says why and what next), 2 wrong usage, 3 a check failed, "
        "130 interrupted.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="store_true", help="print the version")
    verbs = top.add_subparsers(dest="verb", metavar="VERB")
    _evidence(verbs)
    deciding(verbs)
    reviewing(verbs)
    _counting(verbs)
    _reading(verbs)
    readings(verbs)
    _keeping(verbs)
    _desk(verbs)
    return top


def _evidence(verbs: object) -> None:
    (
        _Verb(verbs, "init", "make a register in a new folder", "_keeping:init", register="the folder to make")
        .arg("--name", help="what it is called")
        .arg("--owner", help="who owns it (default: the person logged in)")
        .arg("--zone", default="Asia/Damascus", help="the zone its days belong to")
        .arg("--methodology", default="snhr", help="the methodology to adopt")
        .arg("--store", default="", help="a PostgreSQL URL (default: SQLite in the folder)")
        .arg("--one-person", action="store_true", help="one person enters and judges; pages and reports say so")
    )
    (
        _Verb(verbs, "add", "seal files, read them and find their claims", "_evidence:add")
        .arg("path", nargs="+", metavar="FILE", help="files, or folders of files")
        .arg("--source", required=True, help="who published or handed it over")
        .arg("--title", help="what it is called (default: the title it gives itself)")
        .arg("--url", help="where it was found")
        .arg("--published", help="the day of publication (EDTF)")
        .arg("--language", help="the language it is written in: en, ar")
        .arg("--sensitivity", choices=SENSITIVITIES, default="public", help="who may see it")
        .arg("--graphic", choices=("yes", "no"), help="a photograph that is hard to look at; unsaid, it is covered")
        .arg("--append-id", help=APPEND_HELP)
    )
    (
        _Verb(
            verbs,
            "claims",
            "find claims in files, or list those that wait in a register",
            "_evidence:claims",
            register="a register, a file, or a folder of files",
        )
        .arg("--jsonl", metavar="OUT", help="write the claims found, one a line, in the shape of the annotations")
        .arg("--jobs", type=whole_number, default=1, help="processes for a folder of files")
        .arg("--explain", metavar="CLAIM", help="say which rules and words found this claim")
        .arg("--item", help="only this item of the register")
        .arg("--kind", help="only this kind of claim")
        .arg("--model", action="store_true", help="ask the configured model about --item")
        .arg("--changed", action="store_true", help="proposals that a later extractor reads differently")
        .arg("--second", action="store_true", help="verdicts that wait for a second person")
        .arg("--limit", type=whole_number, help="at most so many")
    )


def _counting(verbs: object) -> None:
    def asked(verb: _Verb, *, period: bool = True) -> _Verb:
        return (
            verb.arg("--period", required=period, help=NUMBERS_HELP)
            .arg("--clock", metavar="CLOCK", help="documented or died; default: the methodology's")
            .arg("--methodology", help="snhr, or snhr@1 to pin a version")
            .arg("--as-of", metavar="MOMENT", help=MOMENT_HELP)
        )

    (
        asked(_Verb(verbs, "toll", "count by a methodology", "_counting:toll"))
        .arg(
            "--by",
            default="party",
            metavar="AXIS",
            help="what the rows are: party, cause, governorate, month, verification, or any property of a record",
        )
        .arg("--place", metavar="BASIS", help="killed_in or origin: which governorate a person is filed under")
        .arg("--cell", action="append", default=[], metavar="AXIS=KEY", help="only this part, e.g. cause=torture")
        .arg(
            "--list",
            metavar="REASON",
            help="name the records beside the table instead: waiting, left_out, no_number, undated, spanning, "
            "counted_once, oddities, or the code of a rule",
        )
        .arg("--language", choices=("en", "ar"), default="en", help="of what is printed")
    )
    (
        _Verb(verbs, "trace", "walk back from a figure to the words it rests on", "_counting:trace")
        .arg("figure", metavar="FIGURE", help="a figure id as sijill toll prints it")
        .arg("--language", choices=("en", "ar"), default="en", help="of what is printed")
    )
    (
        asked(
            _Verb(verbs, "report", "write the monthly report in English and Arabic", "_counting:report"), period=False
        )
        .arg("--out", metavar="DIR", help="where the files go (default: the register's reports folder)")
        .arg("--format", action="append", choices=("html", "pdf", "docx"), help="default: all")
        .arg("--language", action="append", choices=("en", "ar"), help="default: both")
        .arg("--publish", action="store_true", help="record it as published; refused when its parts do not sum")
        .arg("--reason", help="who checked that publishing endangers nobody, and how")
        .arg("--withdraw", metavar="PUBLICATION", help="withdraw a publication instead")
        .arg("--audience", choices=("public", "team"), default="public", help="who will read it")
        .arg(
            "--without",
            action="append",
            default=[],
            metavar="PART",
            help="a part to leave out (torture, massacres ...)",
        )
    )
    (
        _Verb(verbs, "compose", "write what a report says beside its numbers", "_composing:compose")
        .arg("--period", required=True, help="the report's month")
        .arg("--part", choices=("context", "conclusions", "recommendations"), help="without it, show what stands")
        .arg("--en", metavar="FILE", help="the English text, a line for each paragraph")
        .arg("--ar", metavar="FILE", help="the Arabic text, as many lines")
        .arg("--to-en", metavar="NAME", help="whom recommendations are for, in English")
        .arg("--to-ar", metavar="NAME", help="the same in Arabic")
        .arg("--reason", help="why it is written or changed")
        .arg("--append-id", help=APPEND_HELP)
    )
    (
        _Verb(verbs, "compare", "set source against source: shared records and printed numbers", "_comparing:compare")
        .arg("--source", action="append", default=[], help="only these sources (default: all)")
        .arg("--days", type=whole_number, default=1, help="dates agree within so many days")
        .arg("--methodology", help="whose rows decide that two parties are one")
        .arg("--as-of", metavar="MOMENT", help=MOMENT_HELP)
    )
    audit = _Verb(
        verbs,
        "audit",
        "check the arithmetic of a document, or of all a register holds",
        "_counting:audit",
        register="a register or a file",
    )
    audit.arg("--item", help="only this item of the register")
    audit.arg("--language", choices=("en", "ar"), default="en", help="of what is printed")


def _reading(verbs: object) -> None:
    (
        _Verb(verbs, "show", "show a register, an item with its words, a record or a claim", "_reading:show")
        .arg(
            "thing", metavar="ID", nargs="?", help="an item, a record (by handle, id or beginning), a claim or an entry"
        )
        .arg("--as-of", metavar="MOMENT", help=MOMENT_HELP)
        .arg("--words", action="store_true", help="print the reading of an item")
    )
    (
        _Verb(verbs, "history", "everything that was recorded about a thing, or who looked at it", "_reading:history")
        .arg("thing", metavar="ID", nargs="?", help="what it is about")
        .arg("--access", action="store_true", help="who read, searched or exported it (or anything), by id")
    )
    (
        _Verb(verbs, "search", "search names, words, places and ids in Arabic and English", "_reading:search")
        .arg("query", metavar="WORDS", help="Arabic or English words, or the beginning of an id")
        .arg("--kind", action="append", help="only this kind of thing")
        .arg("--limit", type=whole_number, default=20, help="at most so many (default: 20)")
    )
    _Verb(
        verbs,
        "schema",
        "print every noun and property with labels and standard names",
        "_reading:schema",
        register=None,
    ).arg("noun", metavar="NOUN", nargs="?", help="only this noun")
    method = _Verb(
        verbs, "methodology", "list, check, adopt, diff or explain methodologies", "_reading:methodology", register=None
    )
    method.arg("what", choices=("list", "check", "adopt", "diff", "explain"), help="what to do")
    method.arg(
        "arguments",
        nargs="*",
        metavar="ARG",
        help="check FILE | adopt REGISTER ID-OR-FILE | diff REGISTER A B | explain REGISTER RECORD",
    )
    method.arg("--period", help=NUMBERS_HELP)


def _keeping(verbs: object) -> None:
    (
        _Verb(verbs, "verify", "recompute the chain and check the vault", "_keeping:verify")
        .arg("--head", metavar="HEX", help="a head kept elsewhere: finds a rewrite or a cut end")
        .arg("--figures", action="store_true", help="count every published figure again")
    )
    _Verb(verbs, "rebuild", "write every projection anew from the log", "_keeping:rebuild")
    _Verb(verbs, "backup", "write a backup that can be checked and restored", "_keeping:backup").arg(
        "to", metavar="FILE", help="a new file"
    )
    (
        _Verb(
            verbs,
            "restore",
            "restore a backup into a new folder, checking every byte",
            "_keeping:restore",
            register="the folder to make",
        )
        .arg("backup", metavar="FILE", help="what sijill backup wrote")
        .arg("--store", default="", help="an empty PostgreSQL database to restore into (default: SQLite in the folder)")
        .arg("--head", metavar="HEX", help="the head you kept apart from the backup")
    )
    (
        _Verb(
            verbs,
            "demo",
            "build the example, count it, write its report and trace one figure",
            "_demo:demo",
            register=None,
        ).arg("--into", metavar="DIR", default="sijill-demo", help="where example and practice go")
    )
    _Verb(verbs, "completion", "print a completion script for your shell", "_keeping:completion", register=None).arg(
        "shell", choices=("bash", "zsh", "tcsh"), help="your shell"
    )


def _desk(verbs: object) -> None:
    (
        _Verb(verbs, "serve", "start the desk, the pages for a team, on this machine", "_serve:serve")
        .arg("--port", type=whole_number, default=8765, help="where the desk listens")
        .arg("--host", default="127.0.0.1", help="another address than this machine's own needs TLS")
        .arg("--tls-cert", metavar="FILE", help="the certificate, in PEM")
        .arg("--tls-key", metavar="FILE", help="its key, in PEM")
        .arg("--accounts", metavar="URL", help=ACCOUNTS_HELP)
    )
    (
        _Verb(verbs, "admin", "make an account for the desk, or a token for a program of its owner", "_serve:admin")
        .arg("what", choices=("create", "token", "revoke"), help="what to do")
        .arg("name", metavar="NAME", help="the name to sign in with; of revoke the token's id")
        .arg("--scope", action="append", choices=("read", "search", "propose"), help="what the token may do")
        .arg("--days", type=whole_number, default=90, help="how long the token lasts (default: 90)")
        .arg("--label", default="", help="what the token is for")
        .arg(
            "--role",
            default="administrator",
            choices=("administrator", "lead", "verifier", "documenter", "analyst", "viewer"),
            help="what this person may do",
        )
        .arg("--password-file", metavar="FILE", help="the password on one line (default: asked at the terminal)")
        .arg("--accounts", metavar="URL", help=ACCOUNTS_HELP)
    )


def read(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return what was asked. Exits with 2 and the usage when it cannot be understood."""
    return parser().parse_args(arguments)
