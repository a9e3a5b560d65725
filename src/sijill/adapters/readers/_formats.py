"""Which reader takes which kind of file; its libraries are loaded when the first such file comes."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Protocol

from sijill import evidence
from sijill.adapters.readers._limits import Limits
from sijill.evidence import CSV, DOCX, HTML, JPEG, MARKDOWN, PDF, PLAIN, PNG, Reader
from sijill.evidence.workbooks import WORKBOOKS


class Painter(Protocol):
    """Draws a picture from sealed bytes."""

    def draw(self, content: bytes, asked: dict[str, Any]) -> bytes:
        """Return the picture as PNG or JPEG; raises a kind of Unreadable."""


_ROOM = "sijill.adapters.readers"
_READERS = {
    PDF: (f"{_ROOM}._pdf", "PdfReader"),
    DOCX: (f"{_ROOM}._docx", "DocxReader"),
    HTML: (f"{_ROOM}._html", "HtmlReader"),
    JPEG: (f"{_ROOM}._image", "ImageReader"),
    PNG: (f"{_ROOM}._image", "ImageReader"),
    **dict.fromkeys(WORKBOOKS, (f"{_ROOM}._workbook", "WorkbookReader")),
}
OWN_WORDS = frozenset({PLAIN, MARKDOWN, CSV})
"""What Python itself reads, without a library that takes foreign bytes apart."""

MEDIA_TYPES = OWN_WORDS | frozenset(_READERS)


def reader_for(media_type: str, limits: Limits) -> Reader:
    """Return the reader of a media type, its libraries loaded."""
    if media_type not in _READERS:
        return evidence.PlainReader()
    module, name = _READERS[media_type]
    reader: Reader = getattr(import_module(module), name)(limits)
    return reader


def painter(limits: Limits) -> Painter:
    """Return what draws pages and photographs, its libraries loaded."""
    made: Painter = import_module(f"{_ROOM}._pictures").Pictures(limits)
    return made
