"""
Each format is read back by programs that are not ours, in both languages.

The words of the page are looked for in what poppler, PDFium and LibreOffice find in the
other formats: a report that cannot be searched, copied or read aloud is not published.
"""

from __future__ import annotations

import functools
import io
import re
import zipfile
from datetime import UTC, datetime

import pypdfium2
import pytest
from tests.foreign.reading_back import (
    HAS_LIBREOFFICE,
    HAS_POPPLER,
    by_libreoffice,
    by_pdfium,
    by_poppler,
    ending_in_a_heading,
    found,
    shown_by,
    words,
)
from tests.unit.reports import may_2020

from sijill import reports
from sijill.adapters.render import DocxRenderer, HtmlRenderer, PdfRenderer
from sijill.reports.document import (
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
    Table,
    Text,
)
from sijill.values import Language, isolate

BOTH = pytest.mark.parametrize("language", list(Language))
DOCUMENTS = pytest.mark.parametrize("named", ["month", "invented"])
needs_poppler = pytest.mark.skipif(not HAS_POPPLER, reason="no pdftotext on this machine: the PDF was read by one")
needs_libreoffice = pytest.mark.skipif(not HAS_LIBREOFFICE, reason="no LibreOffice on this machine: DOCX was not read")

_SAID = {
    Language.EN: (
        "A document of every kind of block",
        "Between 50\u201360 persons and 12 families left Inventedtown on 3 March 2019, the mayor said (\u221212.5%).",
        "Late entry",
        "A note stands with its table.",
        "Houses hit in the quarter of",
        "A heading that must not stand alone",
    ),
    Language.AR: (
        "وثيقة فيها كل نوع من الأجزاء",
        "غادر ما بين \u206650\u201360\u2069 شخصًا و12 عائلة البلدة المختلقة في 3 آذار 2019، "
        "كما قال رئيس البلدية (\u2066\u221212.5%\u2069).",
        "قيد متأخر",
        "تبقى الملاحظة مع جدولها.",
        "منازل أصيبت في الحي",
        "عنوان لا يقف وحده",
    ),
}
_OTHER_HAND = ("Shelling of Inventedtown, said “the Monitor (2019)”", "قصف البلدة المختلقة، كما رواه شهودٌ عِيان (2019)")


@functools.cache
def document(named: str, language: Language) -> Document:
    """The month of the report tests, its annex, or a document with every kind of block."""
    if named == "invented":
        return _invented(language)
    told, annex = reports.compose(may_2020.redacted(), language).apart("annex.html")
    return annex if named == "annex" else told


def _invented(language: Language) -> Document:
    title, sentence, badge, note, house, alone = _SAID[language]
    quoted = tuple(isolate(one) for one in _OTHER_HAND)
    rows = tuple(
        Row(((Text(f"{house} {number}"), Mark(1)), (Text(quoted[number % 2]),), (Text(f"{number * 37:,}"),)))
        for number in range(1, 91)
    )
    columns = (Column(house), Column(badge), Column(note, numeric=True))
    month = document("month", language).blocks
    blocks = [
        Paragraph((Text(sentence),), notice=True),
        Heading(1, title, "part"),
        Paragraph((Text(sentence), Mark(1), Text(" "), FigureText("1,234", "killed/2019/all", "figure-1"))),
        Bullets(((Text(badge, strong=True), Text(f": {sentence}")), (Text(quoted[0]),), (Text(quoted[1]),))),
        next(block for block in month if isinstance(block, Chart)),
        Table("long", title, columns, rows, ((Text(note), Mark(2)),)),
        CaseBox("box", (Text(quoted[0]),), ((badge, (Text(quoted[1]), Mark(2))), (house, (Text("44"),))), badge),
    ]
    for number in range(2, 30):
        blocks += [Heading(2, f"{alone} {number}", f"part-{number}"), Paragraph((Text(" ".join([sentence] * 3)),))]
    blocks += [
        Heading(1, house, "notes"),
        Endnotes(((Text(quoted[0]),), (Text(quoted[1]), Text(", "), Text(quoted[0])))),
    ]
    as_of = datetime(2020, 6, 1, tzinfo=UTC)
    lines = ((Text(sentence),), (Text(quoted[0]),))
    return Document(language, title, lines, house, "2019-03", as_of, "back", title, tuple(blocks), annex_file="a.html")


@functools.cache
def said(named: str, language: Language) -> str:
    """What the page says."""
    return shown_by(HtmlRenderer().render(document(named, language)))


@functools.cache
def pdf(named: str, language: Language) -> bytes:
    """The same as PDF."""
    return PdfRenderer().render(document(named, language))


@functools.cache
def docx(named: str, language: Language) -> bytes:
    """The same as DOCX."""
    return DocxRenderer().render(document(named, language))


@needs_poppler
@BOTH
@DOCUMENTS
def test_poppler_finds_the_words_of_the_pdf(named, language):
    read = found(said(named, language), by_poppler(pdf(named, language)))

    assert read.recall >= 0.96, read.lost.most_common(20)
    assert read.sequence >= 0.85, read


@BOTH
@DOCUMENTS
def test_pdfium_finds_the_words_of_the_pdf(named, language):
    read = found(said(named, language), by_pdfium(pdf(named, language)))

    assert read.recall >= 0.95, read.lost.most_common(20)
    assert read.sequence >= 0.85, read


@needs_libreoffice
@BOTH
@DOCUMENTS
def test_libreoffice_finds_the_words_of_the_docx_and_its_notes(named, language):
    """The letters of a chart are a picture there; its numbers stand in the table beneath."""
    read = found(said(named, language), shown_by(by_libreoffice(docx(named, language), "html")))

    assert read.recall >= 0.93, read.lost.most_common(20)
    assert read.sequence >= 0.85, read


@BOTH
@DOCUMENTS
def test_no_heading_stands_at_the_foot_of_a_page(named, language):
    assert ending_in_a_heading(pdf(named, language), language) == []


@BOTH
def test_a_long_table_repeats_its_heading_and_ends_with_its_notes(language):
    house, head, note = (_SAID[language][at] for at in (4, 2, 3))
    pages = [words(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(pdf("invented", language))]

    held = [page for page in pages if page.count(words(house)[-1]) > 5]
    assert len(held) > 2
    assert all(_holds(page, words(head)) for page in held)
    assert {"90", *words(note)} <= set(held[-1])


@BOTH
def test_a_quotation_longer_than_a_page_and_a_title_of_both_directions_are_printed_whole(language):
    sentence, (english, arabic) = _SAID[language][1], (isolate(one) for one in _OTHER_HAND)
    long = " ".join(f"{number} {sentence}" for number in range(1, 81))
    told = Document(
        language,
        " / ".join([english, arabic] * 5),
        ((Text(sentence),),),
        english,
        "2019-03",
        datetime(2020, 6, 1, tzinfo=UTC),
        "back",
        "Contents",
        (
            Heading(1, arabic, "part"),
            CaseBox("box", (Text(english),), ((english, (Text(long),)),)),
            Table("table", arabic, (Column(english),), (Row(((Text(long),),)),)),
        ),
    )

    pages = pypdfium2.PdfDocument(PdfRenderer().render(told))
    on_paper = [letter for page in pages for letter in _letters(page) if 0 < letter < page.get_height()]
    seen = found(shown_by(HtmlRenderer().render(told)), by_pdfium(PdfRenderer().render(told)))
    assert seen.recall >= 0.96, seen.lost.most_common(20)
    assert len(on_paper) == sum(len(_letters(page)) for page in pages)


@BOTH
def test_the_notes_of_the_docx_are_endnotes_and_its_contents_a_field(language):
    with zipfile.ZipFile(io.BytesIO(docx("month", language))) as archive:
        notes, body = archive.read("word/endnotes.xml").decode(), archive.read("word/document.xml").decode()

    cited = re.findall(r'<w:endnoteReference w:id="(\d+)"', body)
    assert cited == re.findall(r'<w:endnote w:id="([1-9]\d*)"', notes)
    assert len(cited) == len(set(cited)) == 4
    assert re.search(r"<w:instrText[^>]*> TOC ", body)


@BOTH
def test_a_figure_leads_to_the_annex_and_no_identifier_stands_in_the_document(language):
    page = HtmlRenderer().render(document("month", language)).decode()
    annex = HtmlRenderer().render(document("annex", language)).decode()

    targets = re.findall(r'href="annex\.html#([^"]+)"', page)
    assert targets
    assert set(targets) <= set(re.findall(r'id="([^"]+)"', annex))
    assert not [word for word in said("month", language).split() if word.startswith("killed/")]
    assert "killed/2020-05/documented/killed_in/all@snhr:1#412" in shown_by(annex.encode())


@BOTH
def test_a_page_that_stands_alone_ends_with_its_annex(language):
    whole = reports.compose(may_2020.redacted(), language)

    assert "killed/2020-05/documented/killed_in/all@snhr:1#412" in shown_by(HtmlRenderer().render(whole))


def _letters(page: pypdfium2.PdfPage) -> list[float]:
    return [one.get_bounds()[1] for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])]


def _holds(page: list[str], wanted: list[str]) -> bool:
    return any(page[at : at + len(wanted)] == wanted for at in range(len(page)))
