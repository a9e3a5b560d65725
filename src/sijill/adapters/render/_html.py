"""The report as one HTML file: no script, nothing loaded, readable by screen readers and fit for print."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from html import escape
from importlib import resources

from sijill.adapters.render._templates import page_template
from sijill.adapters.render.charts import chart_svg, inner_svg
from sijill.reports.document import (
    NO_HOUSE,
    Block,
    Bullets,
    CaseBox,
    Chart,
    Dated,
    Document,
    Endnotes,
    FigureText,
    Heading,
    House,
    Mark,
    Paragraph,
    Row,
    Run,
    Runs,
    Table,
    Text,
)

_PART_WORDS = re.compile(r' (?:role="graphics-[a-z]+"|aria-(?:roledescription|label)="[^"]*")')
"""What the drawing library says of each mark: English in every language, and nameless where a layer is empty.

The picture is one image with our title and description, and a table stands beside it."""


class HtmlRenderer:
    """Prints a document as a self-contained page."""

    suffix = ".html"
    media_type = "text/html; charset=utf-8"

    @staticmethod
    def style(house: House = NO_HOUSE, publisher: str = "") -> str:
        """Return the style sheet of a report, in the colour of its house and with its name at the head of pages."""
        sheet = resources.files("sijill.adapters.render").joinpath("report.css").read_text("utf-8")
        if house.colour:
            sheet += f":root {{ --accent: {house.colour}; }}\n"
        # What ends a string or a style sheet is written as its code.
        name = "".join(one if one.isalnum() or one in " .,-" else f"\\{ord(one):x} " for one in publisher)
        return sheet + (f'@page {{ @top-center {{ content: "{name}"; font-size: 8pt; }} }}\n' if name else "")

    def render(self, document: Document) -> bytes:
        """Return the page."""
        return _html_page(document).encode("utf-8")


@dataclass(frozen=True, slots=True)
class _Links:
    """Where the links of a page lead: figures to the annex, marks to their notes and back to the first mark of each."""

    annex: str
    marked: set[int] = field(default_factory=set)


def _html_page(document: Document) -> str:
    language, house, publisher = document.language, document.house, escape(document.publisher)
    links = _Links(document.annex_file)
    logo = base64.b64encode(house.logo).decode()
    fields = {
        "language": language.value,
        "direction": language.direction,
        "date": document.as_of.isoformat(),
        "title": escape(document.title),
        "publisher": publisher,
        "period": escape(document.period),
        "style": HtmlRenderer.style(house, document.publisher if house.is_chosen else ""),
        "logo": f'<img class="logo" alt="{publisher}" src="data:image/jpeg;base64,{logo}">\n' if logo else "",
        "headline": "".join(f"<p>{_runs_html(line, links)}</p>" for line in document.headline),
        "about": "".join(f"<p>{escape(one)}</p>" for one in (*document.cover_notes, *house.lines(language))),
        "contents": _contents(document),
        "body": "\n".join(_block(block, document, links) for block in (*document.blocks, *document.annex)),
    }
    return page_template(house, ".html").substitute(fields)


def _contents(document: Document) -> str:
    parts = [block for block in (*document.blocks, *document.annex) if isinstance(block, Heading) and block.level == 1]
    links = "".join(f'<li><a href="#{_id(part.anchor)}">{escape(part.text)}</a></li>' for part in parts)
    return f'<nav aria-label="{escape(document.contents)}"><h2>{escape(document.contents)}</h2><ul>{links}</ul></nav>'


def _block(block: Block, document: Document, links: _Links) -> str:
    match block:
        case Heading():
            level = block.level + 1
            return f'<h{level} id="{_id(block.anchor)}">{escape(block.text)}</h{level}>'
        case Paragraph():
            kind = ' class="notice" role="note"' if block.notice else ""
            return f"<p{kind}>{_runs_html(block.runs, links)}</p>"
        case Bullets():
            items = "".join(f"<li>{_runs_html(item, links)}</li>" for item in block.items)
            return f"<ul>{items}</ul>"
        case Dated():
            told = "".join(
                f"<div><dt>{_runs_html(date, links)}</dt><dd>{_runs_html(told, links)}</dd></div>"
                for date, told in block.items
            )
            return f'<dl class="dated">{told}</dl>'
        case Table():
            return _table_html(block, links)
        case Chart():
            return _chart(block) + "\n" + _table_html(block.table, links)
        case CaseBox():
            return _case_box(block, links)
        case Endnotes():
            return _endnotes(block, document, links)


def _table_html(table: Table, links: _Links) -> str:
    columns = "".join(
        f'<th scope="col"{_numeric(column.numeric)}>{escape(column.label)}</th>' for column in table.columns
    )
    rows = "\n".join(_row_html(table, row, links) for row in table.rows)
    notes = "".join(f'<p class="note">{_runs_html(note, links)}</p>' for note in table.notes)
    return (
        f'<div class="table" id="{_id(table.anchor)}"><table>\n<caption>{escape(table.caption)}</caption>\n'
        f"<thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>{notes}</div>"
    )


def _row_html(table: Table, row: Row, links: _Links) -> str:
    first, *others = zip(row.cells, table.columns, strict=True)
    kind = ' class="total"' if row.total else f' class="level-{row.level}"'
    anchor = f' id="{_id(row.anchor)}"' if row.anchor else ""
    cells = "".join(f"<td{_numeric(column.numeric)}>{_runs_html(cell, links)}</td>" for cell, column in others)
    return (
        f'<tr{kind}{anchor}><th scope="row"{_numeric(first[1].numeric)}>{_runs_html(first[0], links)}</th>{cells}</tr>'
    )


def _chart(chart: Chart) -> str:
    opening, rest = inner_svg(_PART_WORDS.sub("", chart_svg(chart.spec)))
    name = _id(chart.anchor)
    opening = opening.replace("<svg ", f'<svg role="img" aria-labelledby="{name}-title {name}-desc" ', 1)
    told = f'<title id="{name}-title">{escape(chart.title)}</title><desc id="{name}-desc">{escape(chart.alt)}</desc>'
    return f'<figure id="{name}" dir="ltr">{opening}{told}{rest}</figure>'


def _case_box(box: CaseBox, links: _Links) -> str:
    badge = f'<p class="badge">{escape(box.badge)}</p>' if box.badge else ""
    lines = "".join(f"<dt>{escape(name)}</dt><dd>{_runs_html(told, links)}</dd>" for name, told in box.lines)
    title = f'<p class="title">{_runs_html(box.title, links)}</p>'
    return f'<section class="case" id="{_id(box.anchor)}">{title}{badge}<dl>{lines}</dl></section>'


def _endnotes(block: Endnotes, document: Document, links: _Links) -> str:
    back = f'aria-label="{escape(document.back_to_text)}">\u21a9\ufe0e</a>'
    notes = "".join(
        f'<li id="note-{number}">{_runs_html(runs, links)} <a href="#mark-{number}" {back}</li>'
        for number, runs in enumerate(block.items, start=1)
    )
    return f'<ol class="endnotes">{notes}</ol>'


def _runs_html(runs: Runs, links: _Links) -> str:
    return "".join(_run_html(run, links) for run in runs)


def _run_html(run: Run, links: _Links) -> str:
    match run:
        case Text(text, strong, code, spoken):
            words = f'<code dir="ltr">{escape(text)}</code>' if code else escape(text)
            words = f'<span role="img" aria-label="{escape(spoken)}">{words}</span>' if spoken else words
            return f"<strong>{words}</strong>" if strong else words
        case FigureText(text, figure, anchor):
            there = f'href="{escape(links.annex)}#{_id(anchor)}" data-figure="{escape(figure)}"'
            return f'<a class="figure" {there}><bdi>{escape(text)}</bdi></a>'
        case Mark(number):
            # A number copied with the mark behind it would become another number.
            return f'\u202f<sup><bdi dir="ltr">{_mark(number, links.marked)}</bdi></sup>'


def _mark(number: int, marked: set[int]) -> str:
    # The way back leads to the first mark of a note; later marks of it have no id of their own.
    name = "" if number in marked else f' id="mark-{number}"'
    marked.add(number)
    return f'<a{name} href="#note-{number}" role="doc-noteref">{number}</a>'


def _numeric(numeric: bool) -> str:
    return ' class="number"' if numeric else ""


def _id(anchor: str) -> str:
    return escape("".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in anchor))
