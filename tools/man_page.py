"""
Write the man page from the grammar: every verb with its arguments, and the exit codes.

``python tools/man_page.py`` writes docs/reference/sijill.1; a test holds it fresh.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path

from cli_page import arguments, metavar, verbs
from sijill.cli import CHECK_FAILED, INTERRUPTED, REFUSED, USAGE
from sijill.cli._verb import VERBS

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/reference/sijill.1"

CODES = {
    "0": "done",
    str(REFUSED): "refused: one line on standard error names the thing and the next step; nothing was half-written",
    str(USAGE): "wrong usage",
    str(CHECK_FAILED): "a check failed",
    str(INTERRUPTED): "interrupted: what was recorded stays",
}
VARIABLES = {
    "SIJILL_ACTOR": "who acts, where --actor does not say",
    "SIJILL_KEYS": "the folder of the keys of registers (default: ~/.config/sijill/keys)",
    "SIJILL_LANGUAGE": "en or ar",
    "SIJILL_TRACEBACK": "1 shows all of a defect, which may quote a source",
}


HEAD = r"""
.\" Written from the grammar by python tools/man_page.py.
.TH SIJILL 1 "" "Sijill %s" "User Commands"
.SH NAME
sijill \- the working memory of a documentation team
.SH SYNOPSIS
.B sijill
[\fB\-\-language\fR {en,ar}] \fIVERB\fR \fIREGISTER\fR [...]
.SH DESCRIPTION
Reports come in, figures that can be defended go out, and every figure leads back to sealed words.
A register is a folder that holds
.IR sijill.toml .
Every verb takes
.B \-\-json
(one JSON document on standard output) and
.B \-\-actor
.I NAME
(who acts);
.B \-\-help
ends with an example.
"""

FOOT = r"""
.SH SEE ALSO
The handbook in
.IR docs ,
with the methodology, safety, and what a register consists of.
"""


def render() -> str:
    """Return the page in roff."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    told = "".join(_verb(name, verb) for name, verb in sorted(verbs().items()))
    codes, variables = _list(CODES), _list(VARIABLES)
    middle = f".SH VERBS\n{told}.SH EXIT STATUS\n{codes}.SH ENVIRONMENT\n{variables}"
    return HEAD.lstrip() % version + middle + FOOT.lstrip()


def _verb(name: str, verb: argparse.ArgumentParser) -> str:
    taken = arguments(verb)
    places = " ".join(f"\\fI{_escaped(metavar(action))}\\fR" for action in taken if not action.option_strings)
    options = "".join(_option(action) for action in taken if action.option_strings)
    example = f".RS\n.B sijill {_escaped(VERBS[name].example)}\n.RE\n"
    return f".SS {_escaped(name)} {places}\n{_sentence(str(verb.description))}.\n{options}{example}"


def _option(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else f" \\fI{_escaped(metavar(action))}\\fR"
    names = ", ".join(f"\\fB{_escaped(name)}\\fR" for name in action.option_strings)
    return f".TP\n{names}{value}\n{_sentence(str(action.help or ''))}\n"


def _list(rows: dict[str, str]) -> str:
    return "".join(f".TP\n.B {_escaped(name)}\n{_sentence(says)}\n" for name, says in rows.items())


def _sentence(text: str) -> str:
    """A line that began with a dot or an apostrophe would be an order to the typesetter."""
    return re.sub(r"^(?=[.'])", r"\\&", _escaped(text))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\e").replace("-", "\\-")


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
