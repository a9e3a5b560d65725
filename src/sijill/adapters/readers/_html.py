"""The reader of web pages."""

from __future__ import annotations

import re

import trafilatura
from lxml import etree, html

from sijill.adapters.readers._limits import Limits
from sijill.evidence import HTML, DamagedDocument, Extract, NoWords, Text, TooDeep, decode, fingerprint, settle

_VERSION = f"html 1, trafilatura {trafilatura.__version__}, libxml2 {'.'.join(map(str, etree.LIBXML_VERSION))}"
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_HEAD = 4096


class HtmlReader:
    """
    Reads the article of a web page and leaves menus, scripts and adverts out.

    Where no article can be told from the rest, all visible words are read.
    """

    media_types = frozenset({HTML})

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading; raises UnknownEncoding, DamagedDocument, TooDeep or NoWords."""
        said = _DECLARED.search(content[:_HEAD])
        page, encoding = decode(content, declared=said[1].decode() if said else None)
        tree = self._tree(page, content)
        title = " ".join((tree.findtext(".//title") or "").split()) or None
        try:
            words = trafilatura.extract(tree, include_comments=False, include_tables=True, favor_recall=True)
        except RecursionError:
            raise TooDeep(fingerprint(content)) from None
        words = words or _all_words(tree)
        if not words.strip():
            raise NoWords(fingerprint(content))
        return settle(Extract(raw=words, media_type=media_type, reader=_VERSION, encoding=encoding, title=title))

    def _tree(self, page: str, content: bytes) -> html.HtmlElement:
        parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
        try:
            tree: html.HtmlElement | None = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
        except (etree.LxmlError, ValueError):
            raise DamagedDocument(fingerprint(content)) from None
        if tree is None:
            raise NoWords(fingerprint(content))
        if _deeper_than(tree, self._limits.depth):
            raise TooDeep(fingerprint(content), f"limit {self._limits.depth}")
        return tree


def _deeper_than(tree: html.HtmlElement, limit: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False


def _all_words(tree: html.HtmlElement) -> str:
    etree.strip_elements(tree, "script", "style", "noscript", "template", "head", with_tail=False)
    lines = (" ".join(line.split()) for line in tree.itertext())
    return "\n".join(line for line in lines if line)


# The first page makes trafilatura load its lists. Reading one of ours now spares every document, each in a fork of
# its own, a tenth of a second.
trafilatura.extract(html.document_fromstring("<html><body><article><p>Nothing was said.</p></article></body></html>"))
