"""See the page behind a text: blocks, and the zone that each stands in (S0.13, S2.24, S3, S4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sijill.model import Zone

MAX_BLOCK = 20_000
_BULLET = re.compile(r"[ \t]{0,8}(?:[•*◦▪·]|-[ \t]{1,4}-|[-–o](?=[ \t]))[ \t]+")
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_REFERENCE = re.compile(r"\[(\d{1,4})\](?=[ \t]|$)")
_NOTE = re.compile(r"(\d{1,3})(?:[ \t]{1,3}(?=[A-Z“\"‘])|(?=[A-Z][a-z]))")
_CAPTION = re.compile(
    r"(?:sources?|chart|map|figure|fig\.|table|photo|image|picture|video|graph)\b[^\n]{0,6}?[\d.]{0,6}[ \t]*:",
    re.IGNORECASE,
)
_LINKED = re.compile(
    r"(?:see(?: also)?|read(?: more| also)?|related|category|jump to)\b[^\n]{0,60}?:|jump to ", re.IGNORECASE
)
_LINK_ONLY = re.compile(r"\s*(?:https?://\S+\s*)+$")
_MEDIA = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,600}\)|\[\[?(?:file|image):", re.IGNORECASE)
_TIMELINE = re.compile(
    r"(?:\*\*)?(?:\d{1,2}(?:[–-]\d{1,2})? [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2})\b(?: \d{4})?(?:\*\*)?[ \t]*[:–—-]"
)
_DESCRIPTION = re.compile(
    r"^description:[ \t]*[\"'>|-]{0,2}[ \t]*([^\n]{0,2000}(?:\n[ \t]+[^\n]{0,2000}){0,60})", re.MULTILINE
)
_UPDATE = re.compile(r"(?:UPDATE|ORIGINAL ENTRY)\b[^:\n]{0,30}:")
_ALSO = frozenset({"see also", "external links", "further reading", "navigation"})
_NOTES = frozenset({"references", "notes", "endnotes", "footnotes", "sources", "citations", "bibliography"})
_TITLE_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the page that hangs together, with its zone, note number and heading level."""

    start: int
    end: int
    zone: Zone
    level: int = 0
    note: str | None = None
    bullet: bool = False
    gap: bool = True


def blocks(text: str) -> list[Block]:
    """Return the blocks of a page in order, each with its zone; headings carry a level from 1."""
    found: list[Block] = []
    begin = 0
    if text.startswith(("---\n", "---\r\n")):
        close = text.find("\n---", 3, 60_000)
        if close >= 0:
            begin = close + 4
            found += _described(text, close)
    body = _cut_short(text, [_zoned(text, b) for b in _paragraphs(text, begin, len(text))])
    return found + _with_notes(text, _with_sections(text, body))


def _described(text: str, close: int) -> list[Block]:
    """Return the description in a front matter: its other fields are labels, not statements (S4.1)."""
    match = _DESCRIPTION.search(text, 0, close)
    return [Block(match.start(1), match.end(1), Zone.FRONTMATTER)] if match else []


def _paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    """Yield runs of lines; a blank line, a bullet, a heading or a reference number begins a new one."""
    begin, size, gap = -1, 0, True
    position = start
    while position < end:
        line_end = text.find("\n", position, end)
        line_end = end if line_end < 0 else line_end
        blank = text[position : min(line_end, position + 400)].isspace() or line_end == position
        fresh = not blank and _begins(text, position, line_end)
        if begin >= 0 and (blank or fresh or size > MAX_BLOCK):
            yield Block(begin, position, Zone.BODY, gap=gap)
            begin, gap = -1, blank
        elif blank:
            gap = True
        if not blank:
            if line_end - position > MAX_BLOCK:
                if begin >= 0:
                    yield Block(begin, position, Zone.BODY, gap=gap)
                for cut in range(position, line_end, MAX_BLOCK):
                    yield Block(cut, min(cut + MAX_BLOCK, line_end), Zone.BODY, gap=gap)
                begin = -1
            else:
                begin, size = (position, 0) if begin < 0 else (begin, size)
                size += line_end - position
                alone = (
                    text.startswith("#", position) and _HEADING.match(text, position, line_end)
                ) or text.startswith("![", position)
                if alone:
                    yield Block(begin, line_end, Zone.BODY, gap=gap)
                    begin, gap = -1, True
        position = line_end + 1
    if begin >= 0:
        yield Block(begin, end, Zone.BODY, gap=gap)


def _begins(text: str, position: int, line_end: int) -> bool:
    """Test whether a line starts something of its own."""
    if text[position] == "\f" or (text[position] == " " and text[position + 1 : position + 2].isalpha()):
        return True  # a new page of a PDF's text: a form feed, or what is left of one
    head = text[position : position + 2].lstrip()[:1]
    if head == "#":
        return bool(_HEADING.match(text, position, line_end))
    if head == "!":
        return text.startswith("![", position)
    if head == "[":
        return bool(_REFERENCE.match(text, position, line_end))
    if head in "•*◦▪·-–o":
        return bool(_BULLET.match(text, position, line_end))
    if head.isdigit():
        return bool(_NOTE.match(text, position, line_end))
    if head in "UOSsCMhHRJ":
        return bool(
            _UPDATE.match(text, position, line_end)
            or _CAPTION.match(text, position, line_end)
            or _LINKED.match(text, position, line_end)
            or text.startswith("http", position)
        )
    return False


def _zoned(text: str, block: Block) -> Block:
    """Give a block the zone that its own first words show."""
    head = text[block.start : block.start + 700].lstrip(" \f")
    heading = _HEADING.match(head)
    if heading:
        return replace(block, zone=Zone.TITLE, level=len(heading.group(1)))
    reference = _REFERENCE.match(head)
    if reference:
        return replace(block, zone=Zone.REFERENCE, note=reference.group(1))
    if _LINK_ONLY.match(text, block.start, min(block.end, block.start + 5_000)):
        return replace(block, zone=Zone.LINK)
    if _UPDATE.match(head):
        return replace(block, level=0)
    if _CAPTION.match(head) or _MEDIA.match(head.lstrip()):
        return replace(block, zone=Zone.CAPTION)
    if _LINKED.match(head):
        return replace(block, zone=Zone.LINK)
    bullet = _BULLET.match(head)
    if bullet:
        dated = _TIMELINE.match(head, bullet.end())
        return replace(block, bullet=True, zone=Zone.TIMELINE if dated else Zone.BODY)
    if _is_title(text, block):
        return replace(block, zone=Zone.TITLE, level=2)
    return block


def _is_title(text: str, block: Block) -> bool:
    """Test whether a short block without a closing mark reads as a headline."""
    if block.end - block.start > _TITLE_LENGTH + 40:
        return False
    line = text[block.start : block.end].strip().strip("*_")
    if (
        not line
        or len(line) > _TITLE_LENGTH
        or line[-1] in ".,:;!…"
        or not (line[0].isupper() or line[0].isdigit() or line[0] in '“"‘')
    ):
        return False
    words = [w for w in line.replace("\n", " ").split() if w[:1].isalpha()]
    if not words or (line[-1:].isdigit() and len(words) < 2):
        return False
    large = sum(w[:1].isupper() for w in words)
    return large * 2 >= len(words) or (
        len(words) <= 7 and not line.endswith((" the", " of", " and", " to", " a", " in"))
    )


def _cut_short(text: str, body: list[Block]) -> list[Block]:
    """Take back a headline that the next block goes on from: it was a line of running text."""
    for place in range(len(body) - 1):
        block, follow = body[place], body[place + 1]
        if (
            block.zone is Zone.TITLE
            and not text.startswith("#", block.start)
            and text[follow.start : follow.start + 40].lstrip()[:1].islower()
        ):
            body[place] = replace(block, zone=Zone.BODY, level=0)
    return body


def _with_sections(text: str, body: list[Block]) -> list[Block]:
    """Give the blocks under a heading such as References or See also their zone."""
    zone: Zone | None = None
    out = []
    for block in body:
        if block.zone is Zone.TITLE:
            name = text[block.start : block.end].strip(" #*_\n:").lower()
            zone = Zone.LINK if name in _ALSO else Zone.REFERENCE if name in _NOTES else None
        elif zone is not None and block.zone in (Zone.BODY, Zone.TIMELINE, Zone.CAPTION):
            block = replace(block, zone=zone)
        out.append(block)
    return out


def _with_notes(text: str, body: list[Block]) -> list[Block]:
    """Recognise endnotes: blocks that count up from 1 at their head, and what follows inside the run (S0.13)."""
    numbers = [_note_number(text, b) for b in body]
    first = _first_note(numbers)
    out: list[Block] = []
    expected = 1
    for place, (block, number) in enumerate(zip(body, numbers, strict=True)):
        if first is not None and place >= first:
            if number == expected:
                block = replace(block, zone=Zone.ENDNOTE, note=str(number), level=0)
                expected += 1
            elif block.zone in (Zone.BODY, Zone.TITLE) and (block.gap is False or block.zone is Zone.BODY):
                block = replace(block, zone=Zone.ENDNOTE, note=str(expected - 1), level=0)
        if number is not None and block.note != str(number) and not block.gap and out and out[-1].zone is block.zone:
            out[-1] = replace(out[-1], end=block.end)  # a wrapped line that only looked like a note
        else:
            out.append(block)
    return out


def _note_number(text: str, block: Block) -> int | None:
    if block.zone not in (Zone.BODY, Zone.TITLE, Zone.REFERENCE) or block.bullet:
        return None
    found = _NOTE.match(text, block.start, block.end)
    return int(found.group(1)) if found else None


def _first_note(numbers: list[int | None]) -> int | None:
    """Return where a run 1, 2, 3 begins, if there is one."""
    first, expected = None, 1
    for place, number in enumerate(numbers):
        if number == expected:
            first = place if expected == 1 else first
            expected += 1
            if expected > 3:
                return first
        elif number == 1:
            first, expected = place, 2
    return None
