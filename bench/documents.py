"""
How long documents take beside bare Typst and bare python-docx on the same pages, in processor time.

``python bench/documents.py`` composes the month of the example register and an annex of 5,000 rows, prints each with
our renderers, and the same words by the shortest programs that set them: Typst markup with headings, paragraphs,
tables and the finished drawings; python-docx with its own calls. Both in turn, the median of several.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
import typst
from docx.shared import Mm

from sijill import reports
from sijill.adapters.render import DocxRenderer, HtmlRenderer, PdfRenderer
from sijill.adapters.render._fonts import report_fonts
from sijill.adapters.render.charts import chart_png, chart_svg
from sijill.cli._demo import MONTH
from sijill.cli._demo_build import build
from sijill.cli._demo_manifest import examples_folder
from sijill.reports.document import (
    Bullets,
    CaseBox,
    Chart,
    Column,
    Dated,
    Document,
    Endnotes,
    Heading,
    Mark,
    Paragraph,
    Row,
    Runs,
    Table,
    Text,
)
from sijill.values import Language, plain
from sijill.workspace import open_register

TIMES = 5
ROWS = 5000


def text(runs: Runs) -> str:
    """Return runs as plain words, a mark as its number."""
    return plain("".join(f" {run.number}" if isinstance(run, Mark) else run.text for run in runs))


def parts(document: Document) -> Iterator[tuple[str, object]]:
    """Give the blocks of a document as headings, paragraphs, tables and drawings."""
    yield "heading", document.title
    for line in document.headline:
        yield "paragraph", text(line)
    for block in (*document.blocks, *document.annex):
        match block:
            case Heading(_, words, _):
                yield "heading", plain(words)
            case Paragraph(runs, _):
                yield "paragraph", text(runs)
            case Bullets(items) | Endnotes(items):
                yield from (("item", text(item)) for item in items)
            case Dated(items):
                yield "table", [[text(date), text(told)] for date, told in items]
            case CaseBox():
                yield "table", [[plain(name), text(told)] for name, told in block.lines]
            case Chart() | Table():
                if isinstance(block, Chart):
                    yield "drawing", block.spec
                table = block.table if isinstance(block, Chart) else block
                yield "paragraph", plain(table.caption)
                heads = [plain(column.label) for column in table.columns]
                yield "table", [heads, *([text(cell) for cell in row.cells] for row in table.rows)]
                yield from (("paragraph", text(note)) for note in table.notes)


def bare_typst(document: Document) -> bytes:
    """Return the same words as a PDF, by markup and nothing else."""
    escape = str.maketrans({one: f"\\{one}" for one in "\\#$*_`<>@[]~=-+/"})
    lines = [
        f'#set text(lang: "{document.language.value}", font: ("Noto Sans", "Amiri"), size: 10pt)',
        '#set document(title: "A")',
        '#set page(paper: "a4", margin: 22mm, footer: context counter(page).display())',
        "#outline()",
    ]
    for kind, what in parts(document):
        if kind == "heading":
            lines.append(f"= {str(what).translate(escape)}")
        elif kind == "paragraph":
            lines.append(f"{str(what).translate(escape)}\n")
        elif kind == "item":
            lines.append(f"- {str(what).translate(escape)}")
        elif kind == "drawing":
            svg = chart_svg(what).replace("\\", "\\\\").replace('"', '\\"')
            lines.append(f'#image(bytes("{svg}"), format: "svg", width: 100%, alt: "chart")')
        else:
            cells = ", ".join(f"[{cell.translate(escape)}]" for row in what for cell in row)
            lines.append(f"#table(columns: ({'1fr, ' * len(what[0])}), {cells})")
    return typst.compile("\n".join(lines).encode(), font_paths=report_fonts(), ignore_system_fonts=True, format="pdf")


def bare_docx(document: Document) -> bytes:
    """Return the same words as a DOCX, by the calls that python-docx offers for them."""
    made = docx.Document()
    for kind, what in parts(document):
        if kind == "heading":
            made.add_heading(what)
        elif kind in ("paragraph", "item"):
            made.add_paragraph(what, style="List Bullet" if kind == "item" else None)
        elif kind == "drawing":
            made.add_picture(io.BytesIO(chart_png(what)), width=Mm(140))
        else:
            grid = made.add_table(rows=0, cols=len(what[0]))
            for row in what:
                for cell, words in zip(grid.add_row().cells, row, strict=True):
                    cell.text = words
    result = io.BytesIO()
    made.save(result)
    return result.getvalue()


def seconds(make: Callable[[], object]) -> float:
    """Return the processor seconds of a call."""
    before = time.process_time()
    make()
    return time.process_time() - before


def compared(name: str, ours: Callable[[], object], bare: Callable[[], object]) -> None:
    """Print how long ours takes beside the bare one, in turn."""
    pairs = [(seconds(ours), seconds(bare)) for _ in range(TIMES + 1)][1:]
    first, second = (statistics.median(side) for side in zip(*pairs, strict=True))
    sys.stdout.write(f"{name:34} {first:6.2f} s, bare {second:6.2f} s, {first / second:5.2f} times\n")
    sys.stdout.flush()


def annex(count: int) -> Document:
    """Return an annex of many rows, in English; all of it is invented."""
    rows = tuple(
        Row(
            (
                (Text(str(at)),),
                (Text(f"{at * 7 % 90}"),),
                (Text(f"killed/2020-05/all/{at:08x}", code=True),),
                (Text("3"),),
            )
        )
        for at in range(1, count + 1)
    )
    columns = (
        Column("No.", numeric=True),
        Column("Value", numeric=True),
        Column("Identifier"),
        Column("Records", True),
    )
    blocks = (Heading(1, "Figures", "figures"), Table("list", "Figures of this report", columns, rows))
    as_of = datetime(2020, 6, 1, tzinfo=UTC)
    return Document(Language.EN, "Annex", (), "Invented Monitor", "2020-05", as_of, "back", "Contents", blocks)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        example = Path(folder) / "example"
        build(examples_folder() / "example", example)
        with open_register(example) as register:
            month = register.publishing.month(MONTH)
    told = {one: reports.compose(month, one).apart("annex.html")[0] for one in Language}
    pdf, word, page = PdfRenderer(), DocxRenderer(), HtmlRenderer()
    for one, document in told.items():
        compared(f"PDF of a month, {one.value}", lambda d=document: pdf.render(d), lambda d=document: bare_typst(d))
        compared(f"DOCX of a month, {one.value}", lambda d=document: word.render(d), lambda d=document: bare_docx(d))
    compared(
        "a month, two languages, all formats",
        lambda: [make.render(each) for each in told.values() for make in (page, pdf, word)],
        lambda: [make(each) for each in told.values() for make in (bare_typst, bare_docx)],
    )
    compared(f"PDF of an annex of {ROWS} rows", lambda: pdf.render(annex(ROWS)), lambda: bare_typst(annex(ROWS)))


if __name__ == "__main__":
    main()
