"""The editable file: real headings and tables, Arabic turned, links that find their targets."""

from __future__ import annotations

import functools
import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from tests.unit.reports import may_2020

from sijill import reports
from sijill.adapters.render import DocxRenderer
from sijill.values import Language

BOTH = pytest.mark.parametrize("language", list(Language))


@functools.cache
def content(language) -> bytes:
    """The file of the month."""
    return DocxRenderer().render(reports.compose(may_2020.redacted(), language))


def opened(language):
    """The file of the month, read back."""
    return docx.Document(io.BytesIO(content(language)))


def test_headings_are_headings():
    headings = [p.text for p in opened(Language.EN).paragraphs if p.style.name == "Heading 1"]

    assert headings[0] == "I. Introduction and methodology"
    assert headings[-3:] == ["X. Endnotes", "Figures and their definitions", "Sealed items"]


def test_arabic_paragraphs_runs_and_tables_are_turned():
    body = opened(Language.AR).element.body

    written = [p for p in body.iter(qn("w:p")) if p.findall(qn("w:r")) and not list(p.iter(qn("w:drawing")))]
    assert all(p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for p in written)
    assert all(table.tblPr.find(qn("w:bidiVisual")) is not None for table in body.iter(qn("w:tbl")))
    assert any(run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None for run in body.iter(qn("w:r")))


def test_english_is_not_turned():
    body = opened(Language.EN).element.body

    assert not list(body.iter(qn("w:bidi"), qn("w:bidiVisual"), qn("w:rtl")))


def test_a_range_stays_between_marks_of_its_own_direction():
    """50-60 injured must not read 60-50; isolates are unknown to word processors."""
    texts = [t.text for t in opened(Language.AR).element.body.iter(qn("w:t"))]

    place = texts.index("\u200e50–60\u200e")
    assert texts[place - 1] == texts[place + 1] == "\u200f"
    assert not [text for text in texts if set(text) & set("\u2066\u2067\u2069\u2060")]


@BOTH
def test_links_find_their_bookmarks(language):
    body = opened(language).element.body

    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} <= set(names)


@BOTH
def test_tables_repeat_their_heading_and_pictures_are_described(language):
    body = opened(language).element.body

    heading = f"{qn('w:trPr')}/{qn('w:tblHeader')}"
    captioned = [table for table in body.iter(qn("w:tbl")) if table.tr_lst[0].find(heading) is not None]
    assert len(captioned) == 10
    described = [p.get("descr") for p in body.iter() if p.tag.endswith("}docPr")]
    assert len(described) == 4
    assert all(described)


def test_the_toll_table_reads_back_with_its_numbers():
    tables = opened(Language.EN).tables

    toll = next(t for t in tables if t.rows[0].cells[0].text == "Party")
    assert [cell.text for cell in toll.rows[-1].cells] == ["Total\u202f", "125", "26", "6", "93"]


@BOTH
def test_the_same_document_gives_the_same_bytes_dated_by_its_data(language):
    first, second = content(language), content.__wrapped__(language)

    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2020, 6, 1, 12, 30, 0)}
    assert opened(language).core_properties.modified.isoformat() == "2020-06-01T12:30:00+00:00"
