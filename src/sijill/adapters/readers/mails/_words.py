"""The words of a mail: out of their charset, out of HTML, and apart from what they quote."""

from __future__ import annotations

import re

from lxml import etree, html

from sijill.evidence import Unreadable, decode
from sijill.evidence.messages import Message

_SHIFTING = ("iso-2022", "utf-7", "utf-16", "utf-32", "hz")
_BLOCKS = frozenset(
    {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "pre", "hr"}
)
_SILENT = ("script", "style", "head", "title", "template", "noscript")
_QUOTED = re.compile(r"^[ \t]*>[^\n]*(?:\n|\Z)", re.M)


def in_charset(content: bytes, declared: str | None) -> tuple[str, str | None]:
    """Return the characters of a part and their encoding; what fits no encoding keeps a mark for every such byte."""
    if declared and declared.lower().startswith(_SHIFTING):
        try:
            return content.decode(declared).replace("\r\n", "\n"), declared.lower()
        except (UnicodeError, LookupError):
            pass
    try:
        words, encoding = decode(content, declared=declared)
    except (Unreadable, UnicodeError, LookupError):
        words, encoding = content.decode("utf-8", "replace"), None
    return words.replace("\r\n", "\n"), encoding


def words_of_html(page: str) -> str:
    """Return the visible words of HTML, a block a line; nothing where it holds none."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    if tree is None:
        return ""
    etree.strip_elements(tree, *_SILENT, etree.Comment, with_tail=False)
    pieces = list[str]()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        is_block = element.tag in _BLOCKS
        if is_block and event == "start":
            pieces.append("\n")
        if event == "start":
            pieces.append(_on_one_line(element.text))
        else:
            pieces += ["\n" if is_block and element.tag != "br" else "", _on_one_line(element.tail)]
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def quoted_apart(raw: str, *, sender: str | None, sent_at: str | None) -> tuple[Message, ...]:
    """Return the body as messages: what the sender wrote, and between it what is quoted of somebody, without one."""
    spans, at = list[Message](), 0
    for quoted in _QUOTED.finditer(raw):
        if raw[at : quoted.start()].strip():
            spans.append(Message(at, quoted.start(), sender, sent_at))
        last = spans[-1] if spans else None
        if last is not None and last.sender is None and last.end == quoted.start():
            spans[-1] = Message(last.start, quoted.end())
        else:
            spans.append(Message(*quoted.span()))
        at = quoted.end()
    if raw[at:].strip():
        spans.append(Message(at, len(raw), sender, sent_at))
    return tuple(spans)


def _on_one_line(words: str | None) -> str:
    return re.sub(r"\s+", " ", words or "")
