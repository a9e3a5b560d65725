"""A list that was printed into a PDF comes in by its rows, where a line stands between all (issue 18, point 2)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import typst
from tests.e2e.documents import pdf, pdf_lines, pdf_pages

from sijill.actions import Provenance
from sijill.evidence import REFUSALS
from sijill.evidence.workbooks import PRINTED, sheets_of
from sijill.values import SijillError
from sijill.workspace import Register, Settings

MAPPING = """kind = "victim"
source = "Invented Ministry"
[columns]
"name.ar" = "الاسم"
age = "العمر"
died_on = "اليوم"
[constants]
statuses = ["killed"]
civilian_status = "civilian"
"""
ARABIC = '#set text(lang: "ar", font: "Noto Naskh Arabic")\n'


LISTED = "#table(columns: 2, [Name], [Age], [Invented], [20])\n"
LYING = "#table(columns: 2, stroke: (x, y) => (top: 1pt, bottom: 1pt), [Invented Other], [30], [Invented], [31])\n"
SCAN = '#image(bytes((0, 9, 9)), format: (encoding: "rgb8", width: 1, height: 1), width: 5cm)\n'


def _without(side: str) -> str:
    """Return an invented table of which every line is drawn but the outer ones at one side."""
    inner = {"left": "x > 0", "right": "x < 3", "top": "y > 0", "bottom": "y < 3"}
    drawn = ", ".join(f"{one}: if {where if one == side else 'true'} {{ 1pt }}" for one, where in inner.items())
    cells = ", ".join(f"[{column}{row}]" for row in range(4) for column in "ABCD")
    return f"#table(columns: 4, stroke: (x, y) => ({drawn}), {cells})"


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.init(tmp_path / "register", settings=Settings(name="Test", owner="lead")) as made:
        yield made


def printed(words: str) -> bytes:
    """Return a PDF that Typst makes, on small pages."""
    return bytes(typst.compile(f"#set page(width: 15cm, height: 8cm)\n{words}".encode()))


def rows_of(register: Register, content: bytes) -> list[str]:
    """Return the rows that a printed table is read as, one a line."""
    raw = register.opened.sandbox.read(content, media_type=PRINTED, name="list.pdf").raw
    return sheets_of(raw)[0][1].splitlines()


def listed(count: int) -> str:
    rows = [f"[شخص مخترع رقم {n}], [{20 + n}], [بلدة مخترعة ({n})], [2016-05-{n:02}]" for n in range(1, count + 1)]
    head = "table.header[الاسم][العمر][المكان][اليوم]"
    return f"{ARABIC}قائمة مخترعة\n#table(columns: 4, {head}, {', '.join(rows)})"


def test_an_arabic_list_over_pages_comes_in_row_by_row_and_leads_back_to_its_page(register):
    content = printed(listed(12))

    made = register.exchange.import_table(content, MAPPING, name="list.pdf")
    text = register.evidence.text(made.item)
    row = text.raw.index("شخص مخترع رقم 12")
    (region,) = text.regions_of(row, row + 4)

    assert len(made.subjects) == 12
    assert register.evidence.item(made.item).media_type == PRINTED
    assert rows_of(register, content)[:2] == [
        "الاسم,العمر,المكان,اليوم",
        "شخص مخترع رقم 1,21,بلدة مخترعة (1),2016-05-01",
    ]
    assert region.page == 3
    assert not text.is_recognized
    assert not register.review.proposals_of(made.item)


def test_a_cell_of_several_lines_is_one_and_words_beside_the_table_are_none_of_it(register):
    content = printed(
        "Invented list, page 1\n#table(columns: (3cm, 2cm, 3cm), [Name], [Age], [Place], "
        "[Invented Person of a long name], [20], [Invented Town], [Invented Other], [], [Elsewhere])\nInvented foot"
    )

    assert rows_of(register, content) == [
        "Name,Age,Place",
        "Invented Person of a long name,20,Invented Town",
        "Invented Other,,Elsewhere",
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("#table(columns: 2, stroke: none, [Name], [Age], [Invented], [20])", "no lines cross"),
        ("#table(columns: 2, table.cell(colspan: 2)[Invented title], [Name], [Age], [Invented], [20])", "page 1"),
        ("#table(columns: 2, table.cell(rowspan: 2)[Invented], [20], [30])", "page 1"),
        ("#table(columns: 2, [A], [B], [a], [b])\n#table(columns: 3, [A], [B], [C], [a], [b], [c])", "page 1"),
        (
            "#table(columns: 2, [A], [B])\n#pagebreak()\n#table(columns: 3, [A], [B], [C])",
            "page 2: 3 columns, 2 before",
        ),
        ("#table(columns: (1cm, 2cm), [A], [B], box(width: 9cm)[#h(0.7cm)Wide], [b])", "stands over a line"),
        ("#table(columns: 2, [A], [B], [a#place(dy: 3pt)[Wide]], [b], [c], [d])", "row 2: a letter stands over a line"),
        (f"{LISTED}#pagebreak()\n{LYING}", "page 2: no lines cross on it"),
        (f"{LISTED}#pagebreak()\nInvented Other, 30", "page 2: no lines cross on it"),
        (f"{LISTED}#pagebreak()\n{SCAN}", "page 2: no lines cross on it"),
        (f"{LYING}#pagebreak()\n{LISTED}", "page 1: no lines cross on it"),
        (f"{SCAN}#pagebreak()\n{LISTED}", "page 1: no lines cross on it"),
        (
            "#table(columns: 3, [Name], [Age], [Place], [Invented], [20], [#for n in range(15) [Town \\ ]])",
            "page 2, row 1: it may go on from the page before",
        ),
        *((_without(side), r"\(page 1\)") for side in ("left", "right", "top", "bottom")),
    ],
    ids=[
        "no lines",
        "a title over columns",
        "a cell over rows",
        "two tables",
        "another table",
        "over a line",
        "over a lying line",
        "lying lines after",
        "words after",
        "a scan after",
        "lying lines before",
        "a scan before",
        "a row over pages",
        "no left line",
        "no right line",
        "no top line",
        "no bottom line",
    ],
)
def test_where_a_place_in_the_table_is_not_certain_nothing_is_read(register, words, why):
    with pytest.raises(REFUSALS["NoTable"], match=why):
        rows_of(register, printed(words))


def test_prose_is_no_table(register):
    with pytest.raises(REFUSALS["NoTable"]):
        rows_of(register, pdf(pdf_pages(pdf_lines("Invented words."))))


def test_a_page_laid_on_as_one_form_is_refused_by_its_number(register):
    """Its lines are no lines of the page itself, and still its rows are of the table that stands after it."""
    table, made, out = pypdfium2.PdfDocument(printed(LISTED)), pypdfium2.PdfDocument.new(), io.BytesIO()
    laid = made.new_page(*table[0].get_size())
    laid.insert_obj(table.page_as_xobject(0, made).as_pageobject())
    laid.gen_content()
    made.import_pages(table)
    made.save(out)

    with pytest.raises(REFUSALS["NoTable"], match="page 1: no lines cross on it"):
        rows_of(register, out.getvalue())


def test_words_before_the_table_are_its_cover(register):
    assert rows_of(register, printed(f"Invented list of 2016\n#line(length: 5cm)\n#pagebreak()\n{LISTED}")) == [
        "Name,Age",
        "Invented,20",
    ]


def test_latin_words_in_an_arabic_list_stay_as_they_stand_and_its_columns_where_they_were(register):
    """The second page has more Latin letters than Arabic ones."""
    words = "[Invented Person Name], [20], [كلمات]"
    more = "[شخص مخترع], [30], [Invented long note about the town (north), which goes on, in 2016 too]"
    table = f"#table(columns: (3cm, 2cm, 4cm), [الاسم], [العمر], [ملاحظة], {words})"

    assert rows_of(register, printed(f"{ARABIC}{table}\n#pagebreak()\n#table(columns: (3cm, 2cm, 4cm), {more})")) == [
        "الاسم,العمر,ملاحظة",
        "Invented Person Name,20,كلمات",
        'شخص مخترع,30,"Invented long note about the town (north), which goes on, in 2016 too"',
    ]


def test_an_imported_list_that_is_added_again_stays_a_table_without_claims(register):
    content = printed(listed(3).replace("قائمة مخترعة", "قُتل ثلاثة مدنيين في بلدة مخترعة في 5 أيار 2016."))
    made = register.exchange.import_table(content, MAPPING, name="list.pdf")
    before = register.evidence.text(made.item)

    again = register.evidence.add_bytes(content, Provenance("Invented Monitor"))

    assert again.already_held
    assert register.evidence.text(made.item) == before
    assert not register.review.proposals_of(made.item)
    assert not register.evidence.find_claims(made.item)


def test_a_spreadsheet_that_was_imported_and_is_added_again_has_no_claims(register):
    rows = "الاسم,العمر,اليوم,ملاحظة\nشخص مخترع,20,2016-05-01,قُتل ثلاثة مدنيين في حلب في 5 أيار 2016.\n".encode()
    made = register.exchange.import_table(rows, MAPPING, name="list.csv")

    register.evidence.add_bytes(rows, Provenance("Invented Monitor", original_name="list.csv"))

    assert not register.review.proposals_of(made.item)


def test_a_list_that_is_held_as_words_is_not_imported_beside_them(register):
    content = printed(listed(3))
    register.evidence.add_bytes(content, Provenance("Invented Monitor"))

    with pytest.raises(SijillError, match="was added as a document of words"):
        register.exchange.import_table(content, MAPPING, name="list.pdf")
