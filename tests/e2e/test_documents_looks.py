"""Every kind of document of the example, both languages: kinds of fault that an editor would send back (issue 14)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import pytest
from tests.conftest import copied
from tests.foreign.reading_back import ending_in_a_heading, words

from sijill import reports
from sijill.adapters.render import PdfRenderer
from sijill.cli._demo import DOCUMENTS, MONTH
from sijill.reports.document import (
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
    Runs,
    Table,
    Text,
)
from sijill.values import Language, plain
from sijill.workspace import open_register

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

KINDS = ("monthly", *DOCUMENTS, "massacre")
BOTH = pytest.mark.parametrize("language", list(Language))
ALL = pytest.mark.parametrize("kind", KINDS)
PRINTED = pytest.mark.parametrize("kind", ["monthly", "daily", "timeline", "conflicts", "log"])
"""Those that are also set on paper here; the two long ones have no block that these lack."""


@pytest.fixture(scope="module")
def composed(built_example, tmp_path_factory):
    """Every kind of the example register in both languages."""
    folder = copied(built_example, tmp_path_factory.mktemp("looks") / "example")
    with open_register(folder) as register:
        month = register.publishing.month(MONTH)
        incident = month.value.massacres.records[0].record
        asked = {"monthly": (MONTH, {}), **DOCUMENTS, "massacre": (None, {"incident": incident})}
        made = {}
        for kind, (period, about) in asked.items():
            material = register.publishing.material(kind, period, **about)
            for language in Language:
                document, _ = reports.compose(material, language, reports.read_kind(kind)).apart("annex.html")
                made[kind, language] = document
        return made


@ALL
@BOTH
def test_no_code_of_ours_stands_among_the_words(composed, kind, language):
    """No ``syrian_gov``, no id of a record, no name of a field: the letters of a program are in the annex."""
    slug = re.compile(r"[a-z0-9]+_[a-z0-9_]+|[0-9a-f]{8}-[0-9a-f]{4}")

    assert [told for _, told in said(composed[kind, language]) if slug.search(told)] == []


@ALL
def test_what_stands_alone_begins_with_a_capital(composed, kind):
    """A cell is a sentence but where it is a number with its hedge ("at least 44") or a name ("al-Zahra, Aleppo")."""
    told = [(where, words) for where, words in said(composed[kind, Language.EN]) if words[:1].islower()]
    sentence = re.compile(r"(?!a[lsdnrtz]h?-[A-Z])[^\d]+")

    assert [one for one in told if one[0] != "cell" or sentence.fullmatch(one[1])] == []


@ALL
def test_no_english_sentence_stands_in_arabic(composed, kind):
    """Titles, names of sources and quoted words keep their language: they are isolated, and no sentences of ours."""
    document = composed[kind, Language.AR]
    english = re.compile(r"\b[a-z]+ [a-z]+ [a-z]+\b")

    told = ((where, re.sub("\u2066[^\u2069]*\u2069", "", words)) for where, words in said(document, isolated=True))
    assert [one for one in told if english.search(one[1])] == []


@PRINTED
@BOTH
def test_no_heading_stands_at_the_foot_of_a_page(composed, kind, language):
    assert ending_in_a_heading(printed(composed, kind, language), language) == []


@PRINTED
@BOTH
def test_every_note_stands_on_the_page_on_which_its_table_ends(composed, kind, language):
    document = composed[kind, language]
    pages = [
        words(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(printed(composed, kind, language))
    ]

    apart = []
    for table in tables(document):
        for note in table.notes:
            last = words(text(table.rows[-1].cells[0]))
            on = [page for page in pages if set(words(text(note))) <= set(page)]
            if not any(set(last) <= set(page) for page in on):
                apart.append(text(note))
    assert apart == []


PDF = {}


def printed(composed, kind, language):
    if (kind, language) not in PDF:
        PDF[kind, language] = PdfRenderer().render(composed[kind, language])
    return PDF[kind, language]


def tables(document: Document) -> Iterator[Table]:
    for block in document.blocks:
        if isinstance(block, Table | Chart):
            yield block if isinstance(block, Table) else block.table


def said(document: Document, *, isolated: bool = False) -> Iterator[tuple[str, str]]:
    """Give everything that stands alone on a page: title, lines, headings, sentences, cells, captions, notes."""
    keep = str if isolated else plain
    yield "title", keep(document.title)
    for block in document.blocks:
        match block:
            case Heading(_, told, _):
                yield "heading", keep(told)
            case Paragraph(told, _):
                yield "paragraph", keep(text(told))
            case Bullets(items) | Endnotes(items):
                yield from (("item", keep(text(item))) for item in items)
            case Dated(items):
                yield from (("item", keep(text(part))) for item in items for part in item)
            case Table() | Chart():
                table = block if isinstance(block, Table) else block.table
                yield "caption", keep(table.caption)
                yield from (("column", keep(one.label)) for one in table.columns)
                yield from (("cell", keep(text(cell))) for row in table.rows for cell in row.cells)
                yield from (("note", keep(text(note))) for note in table.notes)
            case CaseBox():
                yield "box", keep(text(block.title))
                yield from (("line", keep(part)) for name, told in block.lines for part in (name, text(told)))


def text(runs: Runs) -> str:
    kept = (run for run in runs if not isinstance(run, Mark) and not (isinstance(run, Text) and run.code))
    return "".join(run.text for run in kept if isinstance(run, Text | FigureText))
