"""The reader of Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from sijill.adapters.readers._archive import refusal_of, weigh
from sijill.adapters.readers._limits import Limits
from sijill.evidence import DOCX, DamagedDocument, Derivation, Extract, NoWords, Text, fingerprint, settle
from sijill.evidence.messages import Message

_VERSION = f"docx 2, python-docx {docx.__version__}"

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
_PAGE = "\f"

SetApart = tuple[str, str | None, str | None]
"""Words that stand beside the body, who wrote them and when."""


class DocxReader:
    """
    Reads the body of a document in order, tables row by row, and then its footnotes and endnotes.

    Tracked insertions are read and deletions are not; who changed what is told beside the words. Comments stand behind
    the body, each by its author, and the heads and feet of pages behind them, once. Pages begin where Word last broke
    them.
    """

    media_types = frozenset({DOCX})

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading; raises ZipBomb, TooDeep, DamagedDocument or NoWords."""
        weigh(content, self._limits, deep=True)
        try:
            document = docx.Document(io.BytesIO(content))
            words = "".join(_words_below(document.element.body)) + "".join(_notes(document))
            beside, changes = list(_set_apart(document)), _tracked_changes(document.element.body)
            title = (document.core_properties.title or "").strip() or None
        except etree.XMLSyntaxError as error:
            raise refusal_of(error, content) from None
        except (OpcError, LookupError, ValueError, AttributeError, TypeError, zipfile.BadZipFile, NotImplementedError):
            # python-docx asks an element for what only the element that ought to stand there has.
            raise DamagedDocument(fingerprint(content)) from None
        raw, page_starts = _paged(words.rstrip("\n"))
        if not raw.strip() and not beside:
            raise NoWords(fingerprint(content))
        raw, messages = followed_by(raw, beside)
        told = [Derivation("beside", "1", "comments, heads and feet of pages behind the words", len(beside))]
        told += [Derivation("changes", "1", "tracked changes, of which the last words are read", len(changes))]
        return settle(
            Extract(
                raw=raw,
                media_type=media_type,
                reader=_VERSION,
                page_starts=page_starts,
                title=title,
                derivations=tuple(one for one in told if one.count),
                messages=messages,
                front_matter={"tracked_changes": changes} if changes else None,
            )
        )


def followed_by(raw: str, beside: list[SetApart]) -> tuple[str, tuple[Message, ...]]:
    """Return the body followed by what stands beside it, and whose words each is; nothing where there is no such."""
    if not beside:
        return raw, ()
    spans = [Message(0, len(raw))] if raw.strip() else []
    pieces, at = [raw], len(raw)
    for words, author, moment in beside:
        head = f"\n\n[{moment or ''}] {author or ''}\n" if author or moment else "\n\n"
        pieces += [head, words]
        spans.append(Message(at + len(head), at + len(head) + len(words), author, moment))
        at += len(head) + len(words)
    return "".join(pieces), tuple(spans)


def _set_apart(document: Any) -> Iterator[SetApart]:
    """Give comments with who wrote them and when, then the heads and feet of pages, the same words once."""
    said = set[str]()
    for part in _related_parts(document, ("comments",)):
        for comment in part.iterchildren(f"{_W}comment"):
            if words := "".join(_words_below(comment)).strip():
                yield words, comment.get(f"{_W}author"), comment.get(f"{_W}date")
    for part in _related_parts(document, ("header", "footer")):
        words = " ".join("".join(_words_below(part)).split())
        if words and words not in said:
            said.add(words)
            yield words, None, None


def _tracked_changes(body: Any) -> list[dict[str, str]]:
    """Return what was struck out and put in, by whom and when, in order."""
    found = list[dict[str, str]]()
    for change in body.iter(f"{_W}ins", f"{_W}del"):
        words = "".join(one.text or "" for one in change.iter(f"{_W}t", f"{_W}delText"))
        if words:
            what = "inserted" if change.tag == f"{_W}ins" else "deleted"
            told = {what: words, "by": change.get(f"{_W}author"), "at": change.get(f"{_W}date")}
            found.append({key: value for key, value in told.items() if value})
    return found


def _related_parts(document: Any, kinds: tuple[str, ...]) -> Iterator[Any]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for relation in document.part.rels.values():
        if relation.reltype.rpartition("/")[2] in kinds and not relation.is_external:
            yield etree.fromstring(relation.target_part.blob, parser)


def _notes(document: Any) -> Iterator[str]:
    for part in _related_parts(document, _NOTES):
        for note in part.iterchildren():
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
