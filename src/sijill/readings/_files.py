"""Rows as files: CSV that no spreadsheet computes, a workbook of one sheet, JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

COMPUTED = ("=", "+", "-", "@", "\t", "\r")
"""How text begins that a spreadsheet would take for a formula."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FRAME = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/sheet.xml" ContentType="{_KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/worksheet" Target="sheet.xml"/></Relationships>',
}


def csv_bytes(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return a CSV file in UTF-8 with a mark at its beginning, by which spreadsheets know its letters."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(names)
    writer.writerows([_harmless(row[name]) for name in names] for row in rows)
    return held.getvalue().encode("utf-8-sig")


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(COMPUTED) else cell


def xlsx_bytes(title: str, names: Sequence[str], rows: Iterable[Mapping[str, Any]], *, rtl: bool = False) -> bytes:
    """Return a workbook of one sheet; its texts are typed as text, so that nothing in it is computed."""
    held = io.BytesIO()
    name = quoteattr(re.sub(r"[\[\]:*?/\\']", " ", title)[:31])
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name={name} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    side = ' rightToLeft="1"' if rtl else ""
    lines = [dict(zip(names, names, strict=True)), *rows]
    cells = "".join("<row>" + "".join(_cell(line[one]) for one in names) + "</row>" for line in lines)
    sheet = (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"{side}/></sheetViews>'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for path, text in (_FRAME | {"xl/workbook.xml": book, "xl/sheet.xml": sheet}).items():
            # A fixed day: the same rows are the same bytes.
            package.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), _HEAD + text, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(_NOT_XML.sub("", str(value)))}</t></is></c>'


def json_bytes(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the rows as one JSON document."""
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()
