"""The report as one HTML file: no script, nothing loaded, readable by screen readers and fit for print."""

from __future__ import annotations

from html import escape
from importlib import resources

from sijill.adapters.render._charts import chart_svg, inner_svg
from sijill.reports.document import (
    Block,
    Bullets,
    CaseBox,
    Chart,
    Document,
    Endnotes,
    FigureText,
    Heading,
    Mark,
    Paragraph,
    Row,
    Run,
    Runs,
    Table,
    Text,
)


class HtmlRenderer:
    """Prints a document as a self-contained page."""

    suffix = ".html"
    media_type = "text/html; charset=utf-8"

    @staticmethod
    def style() -> str:
        """Return the style sheet of a report."""
        return resources.files("sijill.adapters.render").joinpath("report.css").read_text("utf-8")

    def render(self, document: Document) -> bytes:
        """Return the page."""
        return _html_page(document).encode("utf-8")


def _html_page(document: Document) -> str:
    language = document.language
    style = HtmlRenderer.style()
    backs: set[int] = set()
    head = "".join(f"<p>{_runs_html(line, backs)}</p>" for line in document.headline)
    body = "\n".join(_block(block, document, backs) for block in document.blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{language.value}" dir="{language.direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<meta name="date" content="{document.as_of.isoformat()}">\n'
        f"<title>{escape(document.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f'<header>\n<p class="publisher">{escape(document.publisher)}</p>\n<h1>{escape(document.title)}</h1>\n'
        f'<div class="headline">{head}</div>\n</header>\n{_contents(document)}\n{body}\n</main>\n</body>\n</html>\n'
    )


def _contents(document: Document) -> str:
    parts = [block for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    links = "".join(f'<li><a href="#{_id(part.anchor)}">{escape(part.text)}</a></li>' for part in parts)
    return f'<nav aria-label="{escape(document.contents)}"><h2>{escape(document.contents)}</h2><ul>{links}</ul></nav>'


def _block(block: Block, document: Document, backs: set[int]) -> str:
    match block:
        case Heading():
            level = block.level + 1
            return f'<h{level} id="{_id(block.anchor)}">{escape(block.text)}</h{level}>'
        case Paragraph():
            kind = ' class="notice" role="note"' if block.notice else ""
            return f"<p{kind}>{_runs_html(block.runs, backs)}</p>"
        case Bullets():
            items = "".join(f"<li>{_runs_html(item, backs)}</li>" for item in block.items)
            return f"<ul>{items}</ul>"
        case Table():
            return _table_html(block, backs)
        case Chart():
            return _chart(block) + "\n" + _table_html(block.table, backs)
        case CaseBox():
            return _case_box(block, backs)
        case Endnotes():
            return _endnotes(block, document)


def _table_html(table: Table, backs: set[int]) -> str:
    columns = "".join(
        f'<th scope="col"{_numeric(column.numeric)}>{escape(column.label)}</th>' for column in table.columns
    )
    rows = "\n".join(_row_html(table, row, backs) for row in table.rows)
    notes = "".join(f'<p class="note">{_runs_html(note, backs)}</p>' for note in table.notes)
    return (
        f'<div class="table" id="{_id(table.anchor)}"><table>\n<caption>{escape(table.caption)}</caption>\n'
        f"<thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>{notes}</div>"
    )


def _row_html(table: Table, row: Row, backs: set[int]) -> str:
    first, *others = zip(row.cells, table.columns, strict=True)
    kind = ' class="total"' if row.total else f' class="level-{row.level}"'
    anchor = f' id="{_id(row.anchor)}"' if row.anchor else ""
    cells = "".join(f"<td{_numeric(column.numeric)}>{_runs_html(cell, backs)}</td>" for cell, column in others)
    return (
        f'<tr{kind}{anchor}><th scope="row"{_numeric(first[1].numeric)}>{_runs_html(first[0], backs)}</th>{cells}</tr>'
    )


def _chart(chart: Chart) -> str:
    opening, rest = inner_svg(chart_svg(chart.spec))
    name = _id(chart.anchor)
    opening = opening.replace("<svg ", f'<svg role="img" aria-labelledby="{name}-title {name}-desc" ', 1)
    told = f'<title id="{name}-title">{escape(chart.title)}</title><desc id="{name}-desc">{escape(chart.alt)}</desc>'
    return f'<figure id="{name}" dir="ltr">{opening}{told}{rest}</figure>'


def _case_box(box: CaseBox, backs: set[int]) -> str:
    badge = f'<p class="badge">{escape(box.badge)}</p>' if box.badge else ""
    lines = "".join(f"<dt>{escape(name)}</dt><dd>{_runs_html(told, backs)}</dd>" for name, told in box.lines)
    title = f'<p class="title">{_runs_html(box.title, backs)}</p>'
    return f'<section class="case" id="{_id(box.anchor)}">{title}{badge}<dl>{lines}</dl></section>'


def _endnotes(block: Endnotes, document: Document) -> str:
    back = f'aria-label="{escape(document.back_to_text)}">\u21a9\ufe0e</a>'
    notes = "".join(
        f'<li id="note-{number}">{_runs_html(runs, set())} <a href="#mark-{number}" {back}</li>'
        for number, runs in enumerate(block.items, start=1)
    )
    return f'<ol class="endnotes">{notes}</ol>'


def _runs_html(runs: Runs, backs: set[int]) -> str:
    return "".join(_run_html(run, backs) for run in runs)


def _run_html(run: Run, backs: set[int]) -> str:
    match run:
        case Text(text, strong, code, spoken):
            words = f'<code dir="ltr">{escape(text)}</code>' if code else escape(text)
            words = f'<span role="img" aria-label="{escape(spoken)}">{words}</span>' if spoken else words
            return f"<strong>{words}</strong>" if strong else words
        case FigureText(text, figure, anchor):
            return (
                f'<a class="figure" href="#{_id(anchor)}" data-figure="{escape(figure)}"><bdi>{escape(text)}</bdi></a>'
            )
        case Mark(numbers):
            links = ",".join(_mark(number, backs) for number in numbers)
            return f'<sup><bdi dir="ltr">{links}</bdi></sup>'


def _mark(number: int, backs: set[int]) -> str:
    # The way back leads to the first mark of a note; later marks of it have no id of their own.
    name = "" if number in backs else f' id="mark-{number}"'
    backs.add(number)
    return f'<a{name} href="#note-{number}" role="doc-noteref">{number}</a>'


def _numeric(numeric: bool) -> str:
    return ' class="number"' if numeric else ""


def _id(anchor: str) -> str:
    return escape("".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in anchor))
