"""The report as PDF/A, set by Typst with the program's own fonts and from memory: no temporary file, no network."""

from __future__ import annotations

import base64
import io
import json
import re
import textwrap
import unicodedata
from collections.abc import Sequence
from datetime import UTC
from importlib import resources
from typing import Any

from sijill.adapters.render._columns import shares
from sijill.adapters.render._fonts import SeveralFiles, refuse_missing_fonts, report_fonts
from sijill.adapters.render._lettering import lettering
from sijill.adapters.render._templates import TYPST_FIELDS, TemplateRefused, page_template
from sijill.adapters.render.charts import chart_svg, svg_width
from sijill.reports.document import (
    Block,
    Bullets,
    CaseBox,
    Chart,
    Dated,
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
from sijill.values import Language, message, plain
from sijill.values.extras import extra_named

_ROOT = resources.files("sijill.adapters.render")
"""What a template could read by itself: the program's own folder, never where somebody stands."""


class PdfRenderer:
    """Prints a document as PDF/A-2a."""

    suffix = ".pdf"
    media_type = "application/pdf"

    def render(self, document: Document) -> bytes:
        """Return the file; its date is the data's, so that the same document gives the same bytes."""
        with extra_named():
            import typst

        own, template = document.house.templates.get(".typ", ("", "")), page_template(document.house, ".typ").template
        try:
            pdf, warnings = typst.compile_with_warnings(  # type: ignore[call-overload]  # a root of text is one
                template.encode(),
                font_paths=report_fonts(),
                ignore_system_fonts=True,
                sys_inputs={"document": json.dumps(_typst_document(document), ensure_ascii=False)},
                root=str(_ROOT),
                format="pdf",
                pdf_standards="a-2a",
                timestamp=int(document.as_of.timestamp()),
            )
        except typst.TypstError as problem:
            if not own[0]:
                raise
            raise TemplateRefused(
                message("the template {file} cannot be set: {reason}; a document holds: {known}; nothing was written"),
                file=own[0],
                reason=problem.message,
                known=", ".join(TYPST_FIELDS),
            ) from problem
        refuse_missing_fonts(own[0] or "report.typ", [one.message for one in warnings])
        if not isinstance(pdf, bytes):
            raise SeveralFiles(
                message("typst returned several files for one PDF; report this with the version of typst")
            )
        return pdf


def _typst_document(document: Document) -> dict[str, Any]:
    return _Page(document.language).document(document)


class _Page:
    """The data of one page, its words cut where Typst must set them apart."""

    def __init__(self, language: Language) -> None:
        """Take the language, which says where lines begin."""
        self._language = language

    def document(self, document: Document) -> dict[str, Any]:
        """Return what the template reads."""
        moment = document.as_of.astimezone(UTC)
        parts = ("year", "month", "day", "hour", "minute", "second")
        return {
            "language": document.language.value,
            "direction": document.language.direction,
            "name": plain(document.title),
            "title": self._words(document.title),
            "running": self._words(textwrap.shorten(plain(document.title), _RUNNING, placeholder="\u2026")),
            "author": plain(document.publisher),
            "publisher": self._words(document.publisher),
            "period": self._words(document.period),
            "time": plain(document.period),
            "notes": [self._words(note) for note in document.cover_notes],
            "contents": self._words(document.contents),
            "annexed": bool(document.annex_file),
            "as_of": {part: getattr(moment, part) for part in parts},
            "headline": [self._runs(line) for line in document.headline],
            "house": self._house(document),
            "blocks": self._blocks((*document.blocks, *document.annex)),
        }

    def _house(self, document: Document) -> dict[str, Any]:
        """Return the look of the publisher; Typst takes the mark out of a drawing, for it reads no file."""
        house, held = document.house, base64.b64encode(document.house.logo).decode()
        drawing = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
            f'<image href="data:image/jpeg;base64,{held}" width="{{width}}" height="{{height}}"/></svg>'
        )
        return {
            "logo": drawing.format(**_size(house.logo)) if house.logo else None,
            "colour": house.colour or None,
            "lines": [self._words(line) for line in house.lines(document.language)],
            "is_chosen": house.is_chosen,
        }

    def _blocks(self, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
        # Words that lead to a list, a chart or a table stay on its page.
        led = (*(isinstance(block, Bullets | Chart | Dated | Table) for block in blocks[1:]), False)
        return [one | {"leads": leads} for block, leads in zip(blocks, led, strict=True) for one in self._block(block)]

    def _block(self, block: Block) -> list[dict[str, Any]]:
        match block:
            case Heading(level, text, anchor):
                return [{"kind": "heading", "level": level, "text": self._words(text), "anchor": anchor}]
            case Paragraph(runs, notice):
                return [{"kind": "paragraph", "runs": self._runs(runs), "notice": notice}]
            case Bullets(items):
                return [{"kind": "bullets", "items": [self._runs(item) for item in items]}]
            case Dated(items):
                return [{"kind": "dated", "items": [[self._runs(date), self._runs(told)] for date, told in items]}]
            case Table():
                return [self._table(block)]
            case Chart():
                return [self._chart(block), self._table(block.table)]
            case CaseBox():
                lines = [[self._words(name), self._runs(told)] for name, told in block.lines]
                badge = self._words(block.badge) if block.badge else None
                title, whole = self._runs(block.title), _fits([told for _, told in block.lines])
                longest = max((len(name) for name, _ in block.lines), default=0)
                box = {"kind": "box", "anchor": block.anchor, "whole": whole, "longest": longest}
                return [box | {"title": title, "badge": badge, "lines": lines}]
            case Endnotes(items):
                return [{"kind": "endnotes", "items": [self._runs(item) for item in items]}]

    def _table(self, table: Table) -> dict[str, Any]:
        return {
            "kind": "table",
            "anchor": table.anchor,
            "whole": len(table.rows) <= _FEW and _fits([cell for row in table.rows for cell in row.cells]),
            "caption": self._words(table.caption),
            "columns": [
                {"label": self._words(column.label), "numeric": column.numeric, "share": share}
                for column, share in zip(table.columns, shares(table), strict=True)
            ],
            "rows": [self._row(row) for row in table.rows],
            "notes": [self._runs(note) for note in table.notes],
        }

    def _row(self, row: Row) -> dict[str, Any]:
        cells = [self._cell(cell) for cell in row.cells]
        return {"cells": cells, "whole": _fits(row.cells), "level": row.level, "total": row.total, "anchor": row.anchor}

    def _cell(self, runs: Runs) -> str | list[dict[str, Any]]:
        """Return a cell: as it stands where it is words of one kind and direction, which most are."""
        match runs:
            case (Text(text, False, False, _),) if not self._language.is_rtl and text.isascii():
                return text
            case _:
                return self._runs(runs)

    def _chart(self, chart: Chart) -> dict[str, Any]:
        svg = chart_svg(chart.spec)
        bare, letters = lettering(svg)
        labels = [
            {"words": self._words(one.text), "x": one.x, "y": one.y}
            | {"held": one.held_at, "size": one.size, "colour": one.colour}
            for one in letters
        ]
        alt = plain(f"{chart.title}. {chart.alt}")
        return {"kind": "chart", "svg": bare, "labels": labels, "alt": alt, "width": svg_width(svg)}

    def _runs(self, runs: Runs) -> list[dict[str, Any]]:
        return [self._run(run) for run in runs]

    def _run(self, run: Run) -> dict[str, Any]:
        match run:
            case Text(text, _, code, _) if code:
                return {"kind": "code", "text": text}
            case Text(text, strong, _, _):
                return {"kind": "strong" if strong else "text", "words": self._words(text)}
            case FigureText(text, _, anchor):
                return {"kind": "figure", "words": self._words(text), "anchor": anchor}
            case Mark(number):
                return {"kind": "mark", "number": number}

    def _words(self, text: str) -> list[str | list[str]]:
        """
        Return text as pieces: words of the page's own direction, and the others each with its kind.

        A letter that is shaped together with a sign without a shape is kept in the file as both, and
        from then on wherever it stands: such signs are pieces of their own. On a page from right to
        left a number or a Latin phrase is one too; the template puts it into a frame.
        """
        cut = _TURNED if self._language.is_rtl else _SHAPELESS
        pieces: list[str | list[str]] = []
        for at, piece in enumerate(cut.split(unpointed(text))):
            if at % 2 == 0:
                pieces += [piece] if piece else []
            elif any(letter.isalnum() for letter in piece) or not _SHAPELESS.fullmatch(piece):
                words = plain(piece)
                pieces.append(["whole" if len(words) <= _UNBROKEN else "long", words])
            else:
                pieces.append(["sign", piece])
        return pieces


def _size(picture: bytes) -> dict[str, int]:
    """Return how wide and high a JPEG is, in pixels."""
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as opened:
        return {"width": opened.width, "height": opened.height}


def _fits(told: Sequence[Runs]) -> bool:
    """Test whether words surely fit on a page: what does must not be torn, what does not would run off the paper."""
    return sum(len(run.text) for runs in told for run in runs if not isinstance(run, Mark)) <= _ON_A_PAGE


_FEW, _ON_A_PAGE, _RUNNING = 9, 1500, 90


def unpointed(text: str) -> str:
    """Return text without Arabic vowel signs: readers of a PDF find no word that bears one."""
    return _VOWELS.sub("", unicodedata.normalize("NFC", text))


_VOWELS = re.compile("[\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")

_UNBROKEN = 24
"""Letters of a phrase of the other direction that may stand in a frame, which no line breaks."""

_SHAPELESS = re.compile("([\u200e\u200f\u202a-\u202e\u2060-\u2069]+)")
_OTHER_SCRIPT = "[0-9A-Za-z\u00c0-\u024f]"
_TURNED = re.compile(
    "(\u2066[^\u2066-\u2069]*\u2069"
    f"|{_OTHER_SCRIPT}+(?:[ .,:/'&_@#%+\u2013\u2019\u2212-]+{_OTHER_SCRIPT}+)*%?"
    "|[\u200e\u200f\u202a-\u202e\u2060-\u2069]+)"
)
