"""The reader of Word documents."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from sijill.adapters.readers._limits import Limits
from sijill.evidence import DOCX, DamagedDocument, Extract, NoWords, Text, TooDeep, ZipBomb, fingerprint, settle

# ISO/IEC 29500-2: parts are stored or deflated; every other way of packing is one more library to attack.
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_VERSION = f"docx 1, python-docx {docx.__version__}"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_AS_WRITTEN = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "",
}
# Deleted words are not said any more; a fallback repeats a text box for older programs.
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK})
_NOTES = ("footnotes", "endnotes")
_AT_ONCE = 1 << 16
_PAGE = "\f"


class DocxReader:
    """
    Reads the body of a document in order, tables row by row, and then its footnotes and endnotes.

    Tracked insertions are read and deletions are not. Pages begin where Word last broke them.
    """

    media_types = frozenset({DOCX})

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading; raises ZipBomb, TooDeep, DamagedDocument or NoWords."""
        self._weigh(content)
        try:
            document = docx.Document(io.BytesIO(content))
            words = "".join(_words_below(document.element.body)) + "".join(_notes(document))
            title = (document.core_properties.title or "").strip() or None
        except etree.XMLSyntaxError as error:
            raise _refusal_of(error, content) from None
        except (OpcError, LookupError, ValueError, AttributeError, TypeError, zipfile.BadZipFile, NotImplementedError):
            # python-docx asks an element for what only the element that ought to stand there has.
            raise DamagedDocument(fingerprint(content)) from None
        raw, page_starts = _paged(words.rstrip("\n"))
        if not raw.strip():
            raise NoWords(fingerprint(content))
        return settle(Extract(raw=raw, media_type=media_type, reader=_VERSION, page_starts=page_starts, title=title))

    def _weigh(self, content: bytes) -> None:
        """Unpack everything once and keep nothing, to see what it really holds and how deep it goes."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                members = archive.infolist()
                if len(members) > self._limits.members or sum(m.file_size for m in members) > self._limits.unpacked:
                    raise ZipBomb(fingerprint(content), f"{len(members)} parts")
                if not {member.compress_type for member in members} <= _PACKED:
                    raise DamagedDocument(fingerprint(content), "a part is packed in another way")
                room = self._limits.unpacked
                for member in members:
                    room = self._weigh_member(archive, member, room, content)
        except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError):
            raise DamagedDocument(fingerprint(content)) from None
        except RuntimeError:
            # zipfile's way of saying that a member asks for a password.
            raise DamagedDocument(fingerprint(content), "a part is locked") from None

    def _weigh_member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int, content: bytes) -> int:
        depth = _Depth(self._limits.depth, content) if member.filename.endswith((".xml", ".rels")) else None
        with archive.open(member) as stream:
            while piece := stream.read(_AT_ONCE):
                room -= len(piece)
                if room < 0:
                    raise ZipBomb(fingerprint(content), f"limit {self._limits.unpacked} bytes")
                if depth:
                    depth.feed(piece)
        return room


class _Depth:
    """Follows how deep an XML part is nested while it is unpacked."""

    def __init__(self, limit: int, content: bytes) -> None:
        self._parser = etree.XMLPullParser(events=("start", "end"), resolve_entities=False, no_network=True)
        self._limit, self._content, self._depth = limit, content, 0

    def feed(self, piece: bytes) -> None:
        """Take the next bytes; raises TooDeep or DamagedDocument."""
        try:
            self._parser.feed(piece)
            for event, element in self._parser.read_events():
                self._depth += 1 if event == "start" else -1
                if self._depth > self._limit:
                    raise TooDeep(fingerprint(self._content), f"limit {self._limit}")
                if event == "end":
                    element.clear()
        except etree.XMLSyntaxError as error:
            raise _refusal_of(error, self._content) from None


def _refusal_of(error: etree.XMLSyntaxError, content: bytes) -> Exception:
    if "depth" in str(error).lower():
        return TooDeep(fingerprint(content))
    return DamagedDocument(fingerprint(content), "a part is not XML")


def _notes(document: Any) -> Iterator[str]:
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in _NOTES and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            for note in etree.fromstring(relation.target_part.blob, parser).iterchildren():
                # Word keeps the line above the notes as notes of these kinds.
                if note.get(f"{_W}type") is None:
                    yield f"{note.get(f'{_W}id')} "
                    yield from _words_below(note)


def _words_below(body: Any) -> Iterator[str]:
    """Give the words below an element: a paragraph ends a line, a cell a tab, a row a line."""
    walk = etree.iterwalk(body, events=("start", "end"))
    in_cell = 0
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _LEFT_OUT:
                walk.skip_subtree()
            elif tag == f"{_W}t":
                yield element.text or ""
            elif tag == f"{_W}lastRenderedPageBreak" or (tag == f"{_W}br" and element.get(f"{_W}type") == "page"):
                yield _PAGE
            elif tag in _AS_WRITTEN:
                yield _AS_WRITTEN[tag]
            in_cell += tag == f"{_W}tc"
        elif tag == f"{_W}p":
            yield " " if in_cell else "\n"
        elif tag == f"{_W}tc":
            in_cell -= 1
            yield "\t"
        elif tag == f"{_W}tr":
            yield " " if in_cell else "\n"


def _paged(words: str) -> tuple[str, tuple[int, ...]]:
    """Return the words with one form feed a page, as in a PDF, and where the pages begin."""
    pages = words.split(_PAGE)
    # A page break that a person set is followed by the one that Word then drew.
    pages = [page for index, page in enumerate(pages) if index == 0 or page.strip()]
    if len(pages) == 1:
        return pages[0], ()
    return _PAGE.join(pages), tuple(accumulate((len(page) + len(_PAGE) for page in pages[:-1]), initial=0))
