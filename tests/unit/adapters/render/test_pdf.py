"""The printed file: PDF/A, dated by its data, and in Arabic every range, sign and share in order."""

from __future__ import annotations

import functools
import sys
import unicodedata

import pypdfium2
import pytest
from tests.unit.reports import may_2020

from sijill import reports
from sijill.adapters.render import PdfRenderer
from sijill.values import Language

BOTH = pytest.mark.parametrize("language", list(Language))


@pytest.fixture(scope="module")
def files() -> dict[Language, bytes]:
    """The month in both languages."""
    renderer = PdfRenderer()
    return {one: renderer.render(reports.compose(may_2020.redacted(), one)) for one in Language}


@functools.cache
def placed(pdf: bytes) -> list[tuple[int, float, float, str]]:
    """Every letter of a file with its page, its line and its left edge."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            left, bottom, _, _ = text.get_charbox(index, loose=True)
            found.append((number, round(bottom), left, text.get_text_range(index, 1)))
    return found


def is_seen(pdf: bytes, words: str) -> bool:
    """Test whether an eye sees these letters side by side, from left to right, somewhere in a file."""
    letters = [one for one in placed(pdf) if not one[3].isspace() and unicodedata.category(one[3]) != "Cf"]
    for page, bottom, _, letter in letters:
        if letter == words[0]:
            line = sorted((x, found) for where, y, x, found in letters if where == page and abs(y - bottom) <= 5)
            if words in "".join(found for _, found in line):
                return True
    return False


@BOTH
def test_the_file_says_that_it_is_pdf_a_2a_and_of_the_day_of_its_data(files, language):
    assert b"<pdfaid:part>2</pdfaid:part>" in files[language]
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in files[language]
    assert pypdfium2.PdfDocument(files[language]).get_metadata_dict()["CreationDate"].startswith("D:20200601123000")


def test_the_outline_names_the_parts(files):
    titles = [item.get_title() for item in pypdfium2.PdfDocument(files[Language.EN]).get_toc()]

    assert "III. The toll of May 2020" in titles


@BOTH
def test_no_letter_is_missing_from_the_fonts(files, language):
    """A letter without a glyph would be a box on paper: all come from the program's own fonts."""
    assert b"NotoSans" in files[language]
    assert "\ufffd" not in "".join(letter for *_, letter in placed(files[language]))


@pytest.mark.parametrize("seen", ["50–60", "−2", "35.2%", "12:30", "12-13"])
def test_arabic_keeps_ranges_signs_and_shares_in_order(files, seen):
    """Stack, pitfalls 1 and 2: looked at by the place of each glyph, not by the order of the text layer."""
    assert is_seen(files[Language.AR], seen)


def test_an_arabic_table_is_mirrored(files):
    """Read from the left: the identifier, then its value, then the running number, which is the first column."""
    assert is_seen(files[Language.AR], "killed/2020-05/documented/killed_in/cause=torture@snhr:1#41284")


@BOTH
def test_the_same_document_gives_the_same_bytes(files, language):
    assert PdfRenderer().render(reports.compose(may_2020.redacted(), language)) == files[language]


def test_fonts_that_are_not_installed_are_refused_with_the_extra_that_brings_them(monkeypatch):
    from sijill.adapters.render import _fonts

    monkeypatch.setitem(sys.modules, "fontpkg_amiri", None)  # as where the extra is not installed

    with pytest.raises(_fonts.FontMissing, match=r'fontpkg_amiri is not installed.*pip install "sijill\[reports\]"'):
        _fonts.font_folders()
