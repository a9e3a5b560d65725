"""The reader of PDF."""

from __future__ import annotations

import ctypes
import re
from contextlib import closing
from itertools import accumulate

import pypdfium2
from pypdfium2 import raw as pdfium

from sijill.adapters.readers._limits import Limits
from sijill.adapters.readers._order import in_reading_order
from sijill.evidence import (
    PDF,
    DamagedDocument,
    Derivation,
    EncryptedDocument,
    Extract,
    NoPages,
    NoWords,
    Text,
    TooLarge,
    fingerprint,
    settle,
)

_VERSION = f"pdf 3, pypdfium2 {pypdfium2.PYPDFIUM_INFO.version}, pdfium {pypdfium2.PDFIUM_INFO.version}"
_NEXT_PAGE = "\n\f"
_NAMELESS = re.compile("[\ufffd\ue000-\uf8ff]")
_LETTER, _DIGIT, _LONG = re.compile(r"[^\W\d_]"), re.compile(r"\d"), 3000
_LOST_SIGNS = "signs that the font does not name; compare numbers with the page as printed"
_NO_DIGITS = "no digit in a long text; compare numbers with the page as printed"
_TURNED = "Arabic words printed from the left, read from the right"


class PdfReader:
    """
    Reads the text layer of a PDF, page by page, Arabic in the order in which it is read.

    A word that a line end broke comes out of PDFium as one word with a mark in it; the hyphen
    and line end of the printed page are put back, so that the words are joined (or not) by our
    rule and the map knows of it. System fonts are out of reach, so every machine reads the same.
    """

    media_types = frozenset({PDF})

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading; raises EncryptedDocument, DamagedDocument, NoPages, NoWords or TooLarge."""
        with closing(open_pdf(content)) as document:
            if len(document) > self._limits.pages:
                raise TooLarge(fingerprint(content), f"{len(document)} pages, limit {self._limits.pages}")
            title = document.get_metadata_value("Title").strip() or None
            pages, turned = self._pages(document, content)
        if not any(map(str.strip, pages)):
            raise NoWords(fingerprint(content), f"{len(pages)} pages")
        starts = accumulate((len(page) + len(_NEXT_PAGE) for page in pages[:-1]), initial=0)
        return settle(
            Extract(
                raw=_NEXT_PAGE.join(pages),
                media_type=media_type,
                reader=_VERSION,
                page_starts=tuple(starts),
                title=title,
                derivations=(*((Derivation("order", "1", _TURNED, turned),) if turned else ()), *lost_signs(pages)),
            )
        )

    def _pages(self, document: pypdfium2.PdfDocument, content: bytes) -> tuple[list[str], int]:
        pages, turned = [], 0
        room = self._limits.reading
        for number in range(len(document)):
            try:
                words, more = _words_of_page(document, number)
            except pypdfium2.PdfiumError:
                raise DamagedDocument(fingerprint(content), f"page {number + 1}") from None
            room -= len(words)
            if room < 0:
                raise TooLarge(fingerprint(content), f"more words than fit by page {number + 1}")
            pages.append(words)
            turned += more
        return pages, turned


def lost_signs(pages: list[str]) -> tuple[Derivation, ...]:
    """
    Return the marks of pages whose font says of some signs, often the digits, not which they are.

    Such a sign comes out as one that stands for nothing, or not at all: a long text without a single digit is told.
    """
    nameless = sum(len(_NAMELESS.findall(page)) for page in pages)
    told = [Derivation("nameless", "1", _LOST_SIGNS, nameless)] if nameless else []
    letters = sum(len(_LETTER.findall(page)) for page in pages)
    if letters >= _LONG and not any(_DIGIT.search(page) for page in pages):
        told.append(Derivation("digits", "1", _NO_DIGITS, 1))
    return tuple(told)


def open_pdf(content: bytes) -> pypdfium2.PdfDocument:
    """Return an open document. Raises EncryptedDocument, NoPages, DamagedDocument."""
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        # Success is PDFium's way of saying that all is well and there is nothing to show.
        reasons = {pdfium.FPDF_ERR_PASSWORD: EncryptedDocument, pdfium.FPDF_ERR_SUCCESS: NoPages}
        raise reasons.get(error.err_code, DamagedDocument)(fingerprint(content)) from None


def _words_of_page(document: pypdfium2.PdfDocument, number: int) -> tuple[str, int]:
    page = document[number]
    text = page.get_textpage()
    try:
        words, turned = in_reading_order(text, all_of(text))
    finally:
        text.close()
        page.close()
    return words.replace("\r\n", "\n").replace("\ufffe", "-\n").replace("\x02", "-\n"), turned


def all_of(text: pypdfium2.PdfTextPage) -> str:
    """Return all words of a page; PDFium is asked directly, which saves a twentieth of the whole reading."""
    count = pdfium.FPDFText_CountChars(text)
    units = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text, 0, count, units)
    return bytes(units)[: max(0, written - 1) * 2].decode("utf-16-le", errors="ignore")
