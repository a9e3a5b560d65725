"""The reader of OpenDocument texts, as LibreOffice writes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from sijill.adapters.readers._archive import refusal_of, weigh
from sijill.adapters.readers._docx import SetApart, followed_by
from sijill.adapters.readers._limits import Limits
from sijill.evidence import DamagedDocument, Derivation, EncryptedDocument, Extract, NoWords, Text, fingerprint, settle
from sijill.evidence.kinds import ODT

_ODT_READER = "odt 1"

# OpenDocument 1.3, part 3.
_TEXT_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LINES = frozenset({f"{_TEXT_SPACE}p", f"{_TEXT_SPACE}h"})
# Deleted words are not said any more, and a comment is not the document's.
_LEFT_OUT = frozenset({f"{_TEXT_SPACE}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}forms"})
_HEADS = tuple(f"{_STYLE}{name}" for name in ("header", "footer", "header-first", "footer-first", "header-left"))


class OdtReader:
    """
    Reads the body of a document in order, tables row by row, notes where they are called.

    Tracked insertions are read and deletions are not. Comments stand behind the body, each by its author, and the
    heads and feet of pages behind them.
    """

    media_types = frozenset({ODT})

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading; raises ZipBomb, TooDeep, EncryptedDocument, DamagedDocument or NoWords."""
        weigh(content, self._limits, deep=True)
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                names = set(archive.namelist())
                if b"encryption-data" in (archive.read(_MANIFEST) if _MANIFEST in names else b""):
                    raise EncryptedDocument(fingerprint(content))
                body = _tree(archive.read("content.xml")).find(f"{_OFFICE}body")
                styles = _tree(archive.read("styles.xml")) if "styles.xml" in names else None
                meta = _tree(archive.read("meta.xml")) if "meta.xml" in names else None
        except etree.XMLSyntaxError as error:
            raise refusal_of(error, content) from None
        except (LookupError, ValueError, zipfile.BadZipFile):
            raise DamagedDocument(fingerprint(content)) from None
        if body is None:
            raise DamagedDocument(fingerprint(content))
        beside = [*_comments(body), *(_page_heads(styles) if styles is not None else ())]
        raw = "".join(_words_below(body)).strip("\n")
        if not raw.strip() and not beside:
            raise NoWords(fingerprint(content))
        raw, messages = followed_by(raw, beside)
        title = (meta.findtext(f".//{_DC}title") if meta is not None else None) or ""
        changes = len(body.findall(f".//{_TEXT_SPACE}changed-region"))
        told = [Derivation("beside", "1", "comments, heads and feet of pages behind the words", len(beside))]
        told += [Derivation("changes", "1", "tracked changes, of which the last words are read", changes)]
        return settle(
            Extract(
                raw=raw,
                media_type=ODT,
                reader=_ODT_READER,
                title=" ".join(title.split()) or None,
                derivations=tuple(one for one in told if one.count),
                messages=messages,
            )
        )


_MANIFEST = "META-INF/manifest.xml"


def _tree(part: bytes) -> Any:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def _words_below(body: Any) -> Iterator[str]:
    """Give the words below an element: a paragraph ends a line, a cell a tab, a row a line."""
    walk = etree.iterwalk(body, events=("start", "end"))
    in_cell = in_line = 0
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _LEFT_OUT:
                walk.skip_subtree()
                if in_line:
                    yield element.tail or ""
                continue
            in_cell += tag == f"{_TABLE}table-cell"
            in_line += tag in _LINES
            if tag == f"{_TEXT_SPACE}s":
                yield " " * min(int(element.get(f"{_TEXT_SPACE}c", "1")), 100)
            elif tag == f"{_TEXT_SPACE}tab":
                yield "\t"
            elif tag == f"{_TEXT_SPACE}line-break":
                yield "\n"
            elif in_line:
                yield element.text or ""
        else:
            if tag in _LEFT_OUT:
                continue
            in_line -= tag in _LINES
            in_cell -= tag == f"{_TABLE}table-cell"
            if tag in _LINES:
                yield " " if in_cell else "\n"
            elif tag == f"{_TABLE}table-cell":
                yield "\t"
            elif tag == f"{_TABLE}table-row":
                yield " " if in_cell else "\n"
            if in_line:
                yield element.tail or ""


def _comments(body: Any) -> Iterator[SetApart]:
    for one in body.iter(f"{_OFFICE}annotation"):
        words = "\n".join("".join(line.itertext()) for line in one.iter(*_LINES)).strip()
        if words:
            yield words, one.findtext(f"{_DC}creator"), one.findtext(f"{_DC}date")


def _page_heads(styles: Any) -> Iterator[SetApart]:
    said = set[str]()
    for one in styles.iter(*_HEADS):
        words = " ".join(" ".join("".join(line.itertext()) for line in one.iter(*_LINES)).split())
        if words and words not in said:
            said.add(words)
            yield words, None, None
