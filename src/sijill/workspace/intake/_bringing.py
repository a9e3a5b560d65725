"""A document read with all that comes inside it, before any of it is taken in."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijill import evidence
from sijill.actions.arriving import Inside, Provenance
from sijill.adapters.readers import Sandbox
from sijill.evidence import REFUSALS, Text, Unreadable, fingerprint
from sijill.evidence.kinds import MAILS, WHATSAPP, base_of
from sijill.evidence.parts import DEEPEST, MOST_PARTS
from sijill.ledger import Entry

_DATES = re.compile(r"dates=(day-first|month-first)")


@dataclass(frozen=True, slots=True)
class Brought:
    """One document and what became of reading it: a reading, or why there is none."""

    content: bytes
    media_type: str
    provenance: Provenance
    reading: Text | None = None
    refusal: Unreadable | None = None
    holder: str = ""
    name: str = ""
    depth: int = 0

    def as_inside(self) -> Inside:
        """Return it as what comes in inside its holder."""
        return Inside(self.content, self.media_type, self.provenance, self.holder, self.name, self.reading)


def bring(sandbox: Sandbox, content: bytes, provenance: Provenance, *, dates: str | None = None) -> list[Brought]:
    """
    Return a document and everything inside it, each read, the outermost first; ``dates`` is said of its chats.

    What is nested deeper than is opened, and what would make more files or bytes than a document may bring along, is
    brought closed: its bytes whole, and refused to be read. Raises EmptyFile.
    """
    found, waiting = list[Brought](), deque([_brought(sandbox, content, provenance, dates=dates)])
    if isinstance(waiting[0].refusal, evidence.EmptyFile):
        raise waiting[0].refusal
    files, room = MOST_PARTS, sandbox.limits.unpacked
    while waiting:
        one = waiting.popleft()
        if one.reading is not None and one.reading.holds:
            opened = _inside(sandbox, one, files, room, dates)
            if isinstance(opened, Unreadable):
                one = replace(one, reading=None, refusal=opened)
            else:
                waiting.extend(opened)
                files, room = files - len(opened), room - sum(len(each.content) for each in opened)
        found.append(one)
    return found


def _brought(sandbox: Sandbox, content: bytes, provenance: Provenance, *, dates: str | None = None) -> Brought:
    name = provenance.original_name or ""
    kind = evidence.media_type_of(content, name)
    asked = f"{kind}; dates={dates}" if dates and kind == WHATSAPP else kind
    try:
        reading = evidence.read_content(content, readers=(sandbox,), name=name, media_type=asked)
    except Unreadable as refusal:
        return Brought(content, kind, provenance, refusal=refusal)
    return Brought(content, reading.media_type, _told_by(provenance, reading), reading)


def _told_by(provenance: Provenance, reading: Text) -> Provenance:
    """Return what is known of a document with what a mail says of itself, where nobody said otherwise."""
    if base_of(reading.media_type) in MAILS and reading.front_matter and not provenance.url:
        return replace(provenance, url=reading.front_matter.get("url"))
    return provenance


def _inside(sandbox: Sandbox, one: Brought, files: int, room: int, dates: str | None) -> list[Brought] | Unreadable:
    """Return what stands inside a document, each read; a refusal where it is not to be opened."""
    if one.depth >= DEEPEST:
        return REFUSALS["TooDeep"](fingerprint(one.content), f"{DEEPEST} containers inside one another")
    try:
        parts = sandbox.parts(one.content, media_type=one.media_type, name=one.provenance.original_name or "")
    except Unreadable as refusal:
        return refusal
    parts = [each for each in parts if each.content]
    if len(parts) > files or sum(len(each.content) for each in parts) > room:
        return REFUSALS["ZipBomb"](fingerprint(one.content), f"{len(parts)} files")
    holder = fingerprint(one.content)
    brought = list[Brought]()
    for each in parts:
        # What is known of the whole holds of its parts, but for what is the whole's own.
        own = replace(one.provenance, original_name=each.name.rpartition("/")[2], title=None, url=None, cited=None)
        read = _brought(sandbox, each.content, own, dates=dates)
        brought.append(replace(read, holder=holder, name=each.name, depth=one.depth + 1))
    return brought


def bring_inside(sandbox: Sandbox, holder: bytes, pages: Sequence[tuple[bytes, Provenance, str]]) -> list[Brought]:
    """Return what stands inside bytes that no reader opens, each part with its provenance and its name in them."""
    found = list[Brought]()
    for content, provenance, name in pages:
        whole, *inside = bring(sandbox, content, provenance)
        found += [replace(whole, holder=fingerprint(holder), name=name), *inside]
    return found


def dates_said(told: Sequence[Entry]) -> str | None:
    """Return in which order a person said that a chat writes its dates, as the record of its reading has it."""
    readers = [str((one.body or {}).get("reader", "")) for one in told if one.kind == "text"]
    found = [_DATES.search(one) for one in readers]
    return next((one[1] for one in reversed(found) if one), None)
