"""The report as PDF/A, set by Typst with the program's own fonts and from memory: no temporary file, no network."""

from __future__ import annotations

import json
from datetime import UTC
from importlib import resources
from typing import Any

from sijill.adapters.render._charts import chart_svg, svg_width
from sijill.adapters.render._fonts import SeveralFiles, report_fonts
from sijill.reports.document import (
    Block,
    Bullets,
    CaseBox,
    Chart,
    Column,
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
from sijill.values import message


class PdfRenderer:
    """Prints a document as PDF/A-2b."""

    suffix = ".pdf"
    media_type = "application/pdf"

    def render(self, document: Document) -> bytes:
        """Return the file; its date is the data's, so that the same document gives the same bytes."""
        import typst

        template = resources.files("sijill.adapters.render").joinpath("report.typ").read_bytes()
        pdf = typst.compile(
            template,
            font_paths=report_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"document": json.dumps(_typst_document(document), ensure_ascii=False)},
            format="pdf",
            pdf_standards="a-2b",
            timestamp=int(document.as_of.timestamp()),
        )
        if not isinstance(pdf, bytes):
            raise SeveralFiles(
                message("typst returned several files for one PDF; report this with the version of typst")
            )
        return pdf


def _typst_document(document: Document) -> dict[str, Any]:
    moment = document.as_of.astimezone(UTC)
    parts = ("year", "month", "day", "hour", "minute", "second")
    return {
        "language": document.language.value,
        "direction": document.language.direction,
        "title": document.title,
        "publisher": document.publisher,
        "contents": document.contents,
        "as_of": {part: getattr(moment, part) for part in parts},
        "headline": [_runs_json(line) for line in document.headline],
        "blocks": [one for block in document.blocks for one in _block(block)],
    }


def _block(block: Block) -> list[dict[str, Any]]:
    match block:
        case Heading(level, text, anchor):
            return [{"kind": "heading", "level": level, "text": text, "anchor": anchor}]
        case Paragraph(runs, notice):
            return [{"kind": "paragraph", "runs": _runs_json(runs), "notice": notice}]
        case Bullets(items):
            return [{"kind": "bullets", "items": [_runs_json(item) for item in items]}]
        case Table():
            return [_table_json(block)]
        case Chart():
            return [_chart(block), _table_json(block.table)]
        case CaseBox():
            lines = [[name, _runs_json(told)] for name, told in block.lines]
            title = _runs_json(block.title)
            return [{"kind": "box", "anchor": block.anchor, "title": title, "badge": block.badge, "lines": lines}]
        case Endnotes(items):
            return [{"kind": "endnotes", "items": [_runs_json(item) for item in items]}]


def _table_json(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "anchor": table.anchor,
        "caption": table.caption,
        "columns": [_column(table, place, column) for place, column in enumerate(table.columns)],
        "rows": [_row_json(row) for row in table.rows],
        "notes": [_runs_json(note) for note in table.notes],
    }


def _column(table: Table, place: int, column: Column) -> dict[str, Any]:
    holds_code = any(isinstance(run, Text) and run.code for row in table.rows for run in row.cells[place])
    return {"label": column.label, "numeric": column.numeric, "wide": holds_code}


def _row_json(row: Row) -> dict[str, Any]:
    cells = [_runs_json(cell) for cell in row.cells]
    return {"cells": cells, "level": row.level, "total": row.total, "anchor": row.anchor}


def _chart(chart: Chart) -> dict[str, Any]:
    svg = chart_svg(chart.spec)
    return {"kind": "chart", "svg": svg, "alt": f"{chart.title}. {chart.alt}", "width": svg_width(svg)}


def _runs_json(runs: Runs) -> list[dict[str, Any]]:
    return [_run_json(run) for run in runs]


def _run_json(run: Run) -> dict[str, Any]:
    match run:
        case Text(text, strong, code, _):
            return {"kind": "code" if code else "strong" if strong else "text", "text": text}
        case FigureText(text, _, anchor):
            return {"kind": "figure", "text": text, "anchor": anchor}
        case Mark(numbers):
            return {"kind": "mark", "numbers": list(numbers)}
