"""A list that was printed into a PDF comes in by its rows, where a line stands between all (issue 18, point 2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import typst
from tests.e2e.documents import pdf, pdf_lines, pdf_pages

from sijill.evidence import REFUSALS
from sijill.evidence.workbooks import PRINTED, sheets_of
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
    ],
    ids=["no lines", "a title over columns", "a cell over rows", "two tables", "another table", "over a line"],
)
def test_where_a_place_in_the_table_is_not_certain_nothing_is_read(register, words, why):
    with pytest.raises(REFUSALS["NoTable"], match=why):
        rows_of(register, printed(words))


def test_prose_is_no_table(register):
    with pytest.raises(REFUSALS["NoTable"]):
        rows_of(register, pdf(pdf_pages(pdf_lines("Invented words."))))
