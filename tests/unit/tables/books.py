"""Invented workbooks, written as programs write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

import xlsxwriter

Rows = Sequence[Sequence[Any]]


def xlsx(sheets: Mapping[str, Rows], *, merged: Sequence[tuple[str, int, int, int, int]] = ()) -> bytes:
    """Return a workbook; a cell that begins with = is a formula that was never computed."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, day)
                elif isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(at, column, cell, None, "")
                elif cell is not None:
                    sheet.write(at, column, cell)
        for of, top, left, bottom, right in merged:
            if of == name:
                sheet.merge_range(top, left, bottom, right, rows[top][left])
    book.close()
    return out.getvalue()


def ods(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook of OpenDocument."""

    def cell(said: Any) -> str:
        if isinstance(said, date):
            return (
                f'<table:table-cell office:value-type="date" office:date-value="{said.isoformat()}">'
                f"<text:p>{said:%d/%m/%y}</text:p></table:table-cell>"
            )
        if isinstance(said, int | float):
            return (
                f'<table:table-cell office:value-type="float" office:value="{said}">'
                f"<text:p>{said}</text:p></table:table-cell>"
            )
        return f'<table:table-cell office:value-type="string"><text:p>{escape(said or "")}</text:p></table:table-cell>'

    told = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets.items()
    )
    words = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3" '
        f'xmlns:office="{words}office:1.0" xmlns:table="{words}table:1.0" xmlns:text="{words}text:1.0">'
        f"<office:body><office:spreadsheet>{told}</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", "<manifest/>", zipfile.ZIP_DEFLATED)
    return out.getvalue()
