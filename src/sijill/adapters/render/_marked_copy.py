"""A document that was checked, to be handed back: its words with every finding lit and explained beside them."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from itertools import pairwise

from sijill.audits import Brief, Checked, Finding, Role, Verdict, whole_letters
from sijill.values import Language, message, translate
from sijill.values.visible import visible
from sijill.wording.checks import CHECKS, SIGNS, VERDICTS

LONGEST_BLOCK = 1_200
"""Signs of a paragraph that stays together; longer ones are shown line by line, so that notes stand by their words."""
_LINE = re.compile(r"[^\n\f]*(?:\n|\f|\Z)")
_COLUMNS = re.compile(r"\t|\S {3,}\S|\|.*\|")

LEGEND: tuple[tuple[Verdict, str], ...] = (
    (Verdict.FAILS, message("the printed figures contradict each other")),
    (Verdict.UNDECIDABLE, message("the words leave it open; a question beside them says what would decide it")),
    (Verdict.WITHIN_ROUNDING, message("they differ by no more than rounding can hide")),
    (Verdict.HOLDS, message("they agree as printed")),
)


@dataclass(frozen=True, slots=True)
class _Lit:
    """A figure of a finding: its place, the number of the finding, its answer, and whether it is a whole."""

    start: int
    end: int
    number: int
    verdict: Verdict
    whole: bool


def marked_copy(checked: Checked, language: Language) -> bytes:
    """Return a page of its own, without scripts and with nothing to load: findings, legend, and the words marked."""
    page = resources.files("sijill.adapters.render")
    fields = {
        "language": language.value,
        "direction": language.direction,
        "style": page.joinpath("marked_copy.css").read_text("utf-8"),
        "title": _escaped(language, message("Figures checked: {name}"), name=checked.name),
        "counts": _escaped(
            language,
            message(
                "Figures read: {figures}. Add up: {holds}; within rounding: {rounded}; cannot be decided: {open}; do "
                "not add up: {fails}."
            ),
            figures=checked.figures,
            holds=checked.verdicts[Verdict.HOLDS],
            rounded=checked.verdicts[Verdict.WITHIN_ROUNDING],
            open=checked.verdicts[Verdict.UNDECIDABLE],
            fails=checked.verdicts[Verdict.FAILS],
        ),
        "findings": _findings(checked, language),
        "legend_title": _escaped(language, message("What the marks mean")),
        "legend": "\n".join(_legend(language)),
        "words_title": _escaped(language, message("The words of the document")),
        "words": "\n".join(_block_rows(checked, language)),
    }
    return string.Template(page.joinpath("marked_copy.html").read_text("utf-8")).substitute(fields).encode("utf-8")


def _escaped(language: Language, text: str, **places: str | int) -> str:
    return escape(translate(language, text, **places))


def _findings(checked: Checked, language: Language) -> str:
    title = _escaped(language, message("What was found"))
    if not checked.findings:
        none = _escaped(language, message("This document prints no figures that can be set against each other."))
        return f"<section><h2>{title}</h2>\n<p>{none}</p></section>"
    lines = [
        f'<li class="{one.verdict}" id="f{number}">{_note(number, one, about, language, to=f"#w{number}")}</li>'
        for number, (one, about) in enumerate(checked.findings, 1)
    ]
    return f'<section><h2>{title}</h2>\n<ol class="findings">\n' + "\n".join(lines) + "\n</ol></section>"


def _note(number: int, finding: Finding, about: Brief, language: Language, *, to: str, short: bool = False) -> str:
    """Return what is said of one finding; its number leads to its words, or from there to the list."""
    verdict = finding.verdict.value
    check = translate(language, CHECKS[finding.check]) if finding.check in CHECKS else finding.check
    answer = escape(f"{number} {SIGNS[verdict]} {translate(language, VERDICTS[verdict])}")
    named = "" if short else f' · <span class="quiet">{escape(check)}</span>'
    lines = [f'<p class="answer"><a href="{to}">{answer}</a>{named}</p>']
    lines += [f"<p>{escape(one)}</p>" for one in about.lines(finding, language)]
    return "".join(lines)


def _legend(language: Language) -> Iterator[str]:
    for verdict, says in LEGEND:
        name = f"{SIGNS[verdict.value]} {translate(language, VERDICTS[verdict.value])}"
        yield f'<p><mark class="{verdict.value}">{escape(name)}</mark> {_escaped(language, says)}</p>'
    whole = _escaped(language, message("a whole"))
    says = _escaped(language, message("a double line stands under a whole, a single one under its parts"))
    yield f'<p><mark class="whole">{whole}</mark> {says}</p>'


def _block_rows(checked: Checked, language: Language) -> Iterator[str]:
    """Give the document block by block, each with the notes of the findings that begin in it."""
    lit = sorted(_lit(checked), key=lambda one: (one.start, one.end))
    first = {one.number: one.start for one in sorted(lit, key=lambda one: -one.start)}
    notes = sorted(((start, number) for number, start in first.items()), reverse=True)
    waiting, at = list[_Lit](), 0
    for start, end, opens in _blocks(checked.text):
        while at < len(lit) and lit[at].start < end:
            waiting.append(lit[at])
            at += 1
        waiting = [one for one in waiting if one.end > start]
        beside = []
        while notes and notes[-1][0] < end:
            number = notes.pop()[1]
            finding, about = checked.findings[number - 1]
            told = _note(number, finding, about, language, to=f"#f{number}", short=True)
            beside.append(f'<div class="{finding.verdict.value}">{told}</div>')
        yield from _block_row(checked.text, start, end, waiting, first, beside, opens)


def _block_row(
    text: str, start: int, end: int, lit: Sequence[_Lit], first: Mapping[int, int], beside: Sequence[str], opens: bool
) -> Iterator[str]:
    words = _marked(text, start, end, [one for one in lit if one.start < end], first)
    kind = "line columns" if _COLUMNS.search(text, start, end) else "line"
    notes = f"<aside>{''.join(beside)}</aside>"
    yield f'<div class="row{" first" * opens}"><div class="{kind}" dir="auto">{words}</div>{notes}</div>'
    if text[end : end + 1] == "\f":
        yield "<hr>"


def _lit(checked: Checked) -> Iterator[_Lit]:
    for number, (finding, _) in enumerate(checked.findings, 1):
        for term in finding.figures:
            if term.start is not None and term.end is not None and term.start < term.end:
                yield _Lit(
                    term.start, whole_letters(checked.text, term.end), number, finding.verdict, term.role is Role.WHOLE
                )


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Give the paragraphs of a text by their ends, long ones line by line; the last is whether one opens there."""
    block: list[tuple[int, int]] = []
    for line in [*(one.span() for one in _LINE.finditer(text)), (len(text), len(text))]:
        start, end = line[0], line[0] + len(text[line[0] : line[1]].rstrip())
        if end > start:
            block.append((start, end))
        if block and (end == start or text[line[1] - 1 : line[1]] == "\f"):
            whole = block[-1][1] - block[0][0] <= LONGEST_BLOCK
            for at, (a, b) in enumerate([(block[0][0], block[-1][1])] if whole else block):
                yield a, b, not at
            block = []


def _marked(text: str, start: int, end: int, lit: Sequence[_Lit], first: Mapping[int, int]) -> str:
    """Return some words with the figures in them marked; where figures share words the worst answer is shown."""
    edges = {edge for one in lit for edge in (one.start, one.end) if start < edge < end}
    shown, opened = [], set[int]()
    for a, b in pairwise(sorted({start, end, *edges})):
        words = escape(visible(text[a:b]))
        here = [one for one in lit if one.start <= a and one.end >= b]
        if not here:
            shown.append(words)
            continue
        worst = min(here, key=lambda one: list(SIGNS).index(one.verdict.value))
        ids = [one.number for one in here if first[one.number] == one.start == a and one.number not in opened]
        opened.update(ids)
        marks = "".join(f'<span id="w{one}"></span>' for one in ids)
        whole = " whole" * any(one.whole for one in here)
        shown.append(f'{marks}<mark class="{worst.verdict.value}{whole}">{words}</mark>')
        if ends := sorted({one.number for one in here if one.end == b}):
            links = ",".join(f'<a href="#f{one}">{one}</a>' for one in ends)
            shown.append(f"<sup>{links}</sup>")
    return "".join(shown)
