"""Which reader takes which kind of file; its libraries are loaded when the first such file comes."""

from __future__ import annotations

import functools
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from sijill import evidence
from sijill.adapters.readers._limits import Limits
from sijill.evidence import CSV, DOCX, HTML, MARKDOWN, PDF, PLAIN, Reader
from sijill.evidence.kinds import (
    AVIF,
    CHATS,
    DRAWN,
    FILMS,
    GZIP,
    HEIC,
    MAIL,
    MAILBOX,
    ODT,
    OUTLOOK,
    SAVED_PAGE,
    SOUNDS,
    TAR,
    WHATSAPP,
    ZIP,
    base_of,
)
from sijill.evidence.parts import Unpacker
from sijill.evidence.workbooks import PRINTED, WORKBOOKS


class Painter(Protocol):
    """Draws a picture from sealed bytes."""

    def draw(self, content: bytes, asked: dict[str, Any]) -> bytes:
        """Return the picture as PNG or JPEG; raises a kind of Unreadable."""


_ROOM = "sijill.adapters.readers"
_READERS = {
    PDF: (f"{_ROOM}._pdf", "PdfReader"),
    DOCX: (f"{_ROOM}._docx", "DocxReader"),
    HTML: (f"{_ROOM}._html", "HtmlReader"),
    ODT: (f"{_ROOM}._odt", "OdtReader"),
    OUTLOOK: (f"{_ROOM}.mails._outlook", "OutlookReader"),
    MAILBOX: (f"{_ROOM}.containers._mailbox", "MailboxReader"),
    **dict.fromkeys((MAIL, SAVED_PAGE), (f"{_ROOM}.mails._mime", "MailReader")),
    **dict.fromkeys((ZIP, TAR, GZIP), (f"{_ROOM}.containers._archives", "ArchiveReader")),
    **dict.fromkeys(CHATS, (f"{_ROOM}.chats._telegram", "TelegramReader")),
    WHATSAPP: (f"{_ROOM}.chats._whatsapp", "WhatsAppReader"),
    **dict.fromkeys(DRAWN, (f"{_ROOM}._image", "ImageReader")),
    **dict.fromkeys((*FILMS, *SOUNDS, HEIC, AVIF), (f"{_ROOM}.media._boxes", "MediaReader")),
    **dict.fromkeys(WORKBOOKS, (f"{_ROOM}._workbook", "WorkbookReader")),
}
_PRINTED = (f"{_ROOM}._pdf_table", "PdfTableReader")
_HOLDING = frozenset({MAIL, SAVED_PAGE, OUTLOOK, MAILBOX, ZIP, TAR, GZIP})
"""Kinds whose readers give out the files inside."""
OWN_WORDS = frozenset({PLAIN, MARKDOWN, CSV})
"""What Python itself reads, without a library that takes foreign bytes apart."""

_OF_EXTRAS = {HTML: "trafilatura"}
"""What an extra reads, and by which package."""

MEDIA_TYPES = OWN_WORDS | frozenset(_READERS)


def reader_for(media_type: str, limits: Limits) -> Reader:
    """Return the reader of a media type, its libraries loaded."""
    if base_of(media_type) not in _READERS:
        return evidence.PlainReader()
    module, name = _PRINTED if media_type == PRINTED else _READERS[base_of(media_type)]
    reader: Reader = getattr(import_module(module), name)(limits)
    return reader


@functools.cache
def is_installed(media_type: str) -> bool:
    """Test whether the reader of a media type stands on nothing that is missing here."""
    package = _OF_EXTRAS.get(base_of(media_type))
    return package is None or find_spec(package) is not None


def unpacker_for(media_type: str, limits: Limits) -> Unpacker | None:
    """Return what gives out the files inside a kind of document, its libraries loaded; None where it holds none."""
    if base_of(media_type) not in _HOLDING:
        return None
    module, name = _READERS[base_of(media_type)]
    unpacker: Unpacker = getattr(import_module(module), name)(limits)
    return unpacker


def painter(limits: Limits) -> Painter:
    """Return what draws pages and photographs, its libraries loaded."""
    made: Painter = import_module(f"{_ROOM}._pictures").Pictures(limits)
    return made
