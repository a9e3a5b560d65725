"""``sijill demo``: build the two example registers, count a month, write its documents, walk one figure back."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.cli._output import actor_of, write
from sijill.cli._verb import option, verb
from sijill.cli._voice import say, spoken, tell
from sijill.values import Language

if TYPE_CHECKING:
    from sijill.model.figures import Toll
    from sijill.tolls import Trace
    from sijill.workspace import Register

MONTH = "2020-05"
BATTLE = "2016-12-06"
"""A day on which Aleppo was divided."""

WEEKS = "2016-11-15/2016-12-22"
DOCUMENTS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "daily": (BATTLE, {}),
    "annual": (MONTH[:4], {}),
    "timeline": ("2016-05", {}),
    "log": ("2016-05-05", {}),
    "conflicts": (WEEKS, {"question": "evacuated@east Aleppo"}),
    "operation": (WEEKS, {"place": "Aleppo"}),
    "dossier": ("2012/2016", {"place": "Aleppo"}),
}
"""What is written besides the month's report, each as a page in both languages: the time and what it is about."""

TRACED = ("other", "unidentified_bombing")
"""The figure that is walked back: a printed line and, within it, one incident."""

DECIDING = frozenset({"killed", "happened_on", "documented_on", "attribution", "within"})
"""What decides that a record counts here, and how much; the whole trace is a command away."""


@verb(
    "demo",
    "build the example, count it, write its report and trace one figure",
    option("--into", "where example and practice go", metavar="DIR", default="sijill-demo"),
    register=None,
    example="demo --into sijill-demo",
)
def demo(arguments: Namespace) -> int:
    """Build what is missing under ``--into`` and show what Sijill does with it."""
    from sijill.cli._counting import toll_lines
    from sijill.cli._demo_build import build
    from sijill.cli._demo_manifest import examples_folder
    from sijill.workspace import open_register

    into = Path(arguments.into)
    folders = {name: into / name for name in ("example", "practice")}
    for name, folder in folders.items():
        if build(examples_folder() / name, folder):
            say("{folder}: built", folder=str(folder))
        else:
            say("{folder}: already there, left as it is", folder=str(folder))
    with open_register(folders["example"], actor=actor_of(arguments)) as register:
        question, found = register.counts.toll(MONTH, by="party")
        shown = [] if arguments.json else [*_heading(register), *toll_lines(question, found, spoken())]
        _print(shown)
        traced = _traced(register, found)
        files = tuple(documents(register, traced.parts[0].part.record))
        pages = [str(one) for one in files if "-annex-" not in one.name]
        shown = [] if arguments.json else ["", tell("The documents:"), *pages, "", *walked_back(traced)]
        figure = found.total.figure.id
    paths = {name: str(folder) for name, folder in folders.items()}
    write(
        arguments, {**paths, "reports": [str(path) for path in files]}, [*shown, "", *_next(folders["example"], figure)]
    )
    return 0


def documents(register: Register, incident: str) -> Iterator[Path]:
    """Yield the month's report in all formats and one document of each other kind, written unless they are there."""
    asked: Mapping[str, tuple[str | None, dict[str, Any]]] = {
        "monthly": (MONTH, {}),
        **DOCUMENTS,
        "massacre": (None, {"incident": incident}),
    }
    for kind, (period, about) in asked.items():
        formats = ["html", "pdf", "docx"] if kind == "monthly" else ["html"]
        # In each language the formats and the page of identifiers; a killed run may have left fewer.
        if len(_drafts(register, kind)) < len(Language) * (len(formats) + 1):
            say("writing {kind} in English and Arabic ...", kind=kind)
            register.publishing.report(period, kind=kind, formats=formats, **about)
        yield from _drafts(register, kind)


def _drafts(register: Register, kind: str) -> list[Path]:
    found = (register.folder / "reports" / "drafts").glob(f"*/{kind}-*")
    return sorted(path for path in found if path.suffix != ".part")


def _traced(register: Register, found: Toll) -> Trace:
    party, part = TRACED
    row = next(row for row in found.rows if row.key == party)
    return register.counts.trace(next(one for one in row.parts if one.key == part).figure.id)


def walked_back(whole: Trace) -> list[str]:
    """Return the trace of one figure as lines: the statements that make it count where it does."""
    from dataclasses import replace

    from sijill.cli._counting import trace_lines

    told = [
        replace(one, statements=tuple(s for s in one.statements if s.statement.property in DECIDING))
        for one in whole.parts
    ]
    left_out = sum(len(one.statements) for one in whole.parts) - sum(len(one.statements) for one in told)
    return [
        tell("One figure, walked back to the words it rests on:"),
        *trace_lines(replace(whole, parts=tuple(told)), spoken()),
        "  " + tell("more values of the same records, as sijill trace prints them: {values}", values=left_out),
    ]


def _heading(register: Register) -> list[str]:
    settings = register.settings
    if spoken() == "ar":
        return ["", settings.name_ar, settings.notice_ar, ""]
    return ["", settings.name, settings.notice_en, ""]


def _next(example: Path, figure: str) -> list[str]:
    return [
        tell("Go on:"),
        f"  sijill toll {example} --period {MONTH} --by party --language ar",
        f"  sijill trace {example} '{figure}'",
        f"  sijill control at {example} {BATTLE}",
        f"  sijill truces {example}",
        f"  sijill verify {example}",
    ]


def _print(lines: Sequence[str]) -> None:
    """Show lines at once: the report takes some seconds more."""
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()
