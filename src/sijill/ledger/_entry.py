"""One line of the register: what is recorded, and what the recording adds to it."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from json.encoder import encode_basestring
from typing import Any, ClassVar

from sijill.model import UnfitForTheLedger, canonical, from_json, moment_text, to_json
from sijill.model.as_written import written_in
from sijill.model.comments import thread_of
from sijill.values import Identifier, message
from sijill.values.day_keys import day_keys

GENESIS = "0" * 64
"""The head of an empty register."""

IMPORT = "import-"
"""How the append id of an import begins."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a caller hands to the ledger: an id of its own, a kind and a body in JSON form."""

    id: str
    kind: str
    body: Mapping[str, Any]
    kind_version: int = 1

    @classmethod
    def of(cls, kind: str, noun: Any) -> Draft:
        """Return the draft of a noun that carries its own ``id``."""
        body = to_json(noun)
        return cls(body.pop("id"), kind, body)

    def kept(self, salt: str) -> tuple[str, str, str]:
        """Return text and salt of what is kept of a destroyed entry, and the digest that vouches for the two."""
        text, marked = body_text(self), salt if salt.startswith(Entry.KEPT) else Entry.KEPT + salt
        return text, marked, hashlib.sha256(f"{marked}{text}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One recorded draft.

    ``body`` and ``salt`` are None once the entry was destroyed. Where words went and numbers stayed, ``body``
    is what was kept, under a salt of its own that says so; ``digest`` is still that of what was recorded first.
    """

    KEPT: ClassVar[str] = "kept:"

    seq: int
    id: str
    kind: str
    kind_version: int
    recorded_at: datetime
    actor: str
    append_id: str
    body: Mapping[str, Any] | None
    salt: str | None
    digest: str

    @property
    def subjects(self) -> frozenset[str]:
        """The ids this entry speaks of; ``history`` finds it under each."""
        return subjects(self.id, self.kind, self.body or {})

    @property
    def lost_words(self) -> bool:
        """Test whether words of it were destroyed, all of them or all that was not kept."""
        return self.salt is None or self.salt.startswith(self.KEPT)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an append gave: the span of ``seq`` it took, its moment, and the chain's head after it."""

    append_id: str
    first_seq: int
    last_seq: int
    recorded_at: datetime
    head: str
    ids: tuple[str, ...]
    repeated: bool = False


REFERENCES = frozenset(
    {"subject", "item", "claim", "proposal", "statement", "left", "right", "entry", "withdraws", "answers"}
)
"""The body fields that point at other records."""


FOUND_BY_DAY: Mapping[str, tuple[str, ...]] = {
    "incident": ("happened_on",),
    "control": ("valid_from",),
    "agreement": ("starts", "stages"),
    "movement": ("moved_on",),
    "damage": ("happened_on",),
    "dated_count": ("counted_on",),
}
"""By which days the records of a kind are found; that of a stage is its own."""


def subjects(entry_id: str, kind: str, body: Mapping[str, Any]) -> frozenset[str]:
    """Return every id that an entry speaks of, its own among them, and the keys of an identifier or a day it gives."""
    found = {entry_id, *[str(body[field]) for field in REFERENCES & body.keys() if body[field]]}
    if kind == "statement":
        found.update(str(ground["ref"]) for ground in body.get("basis", ()))
        if body.get("property") == "identifiers" and written_in(body["value"]) is None:
            found.add(from_json(Identifier, body["value"]).key(str(body["subject_kind"])))
        elif body.get("property") in FOUND_BY_DAY.get(str(body.get("subject_kind")), ()):
            value = body["value"]
            found.update(day_keys(value.get("at") if isinstance(value, Mapping) else value))
    if kind == "redaction" and body:
        found.add(str(body["redacted"]))
    if kind == "capture":
        found.update(str(body[field]) for field in ("screenshot", "archive") if body.get(field))
    if kind in ("copy", "part"):
        found.add(str(body["of"]))
    if kind == "comment" and body:
        found.add(thread_of(str(body["about"])))
    if kind == "judgement" and body.get("awaits"):
        # What waits quotes its document before any claim does, and goes with it when that is destroyed.
        found.add(str(body["awaits"]["claim"]["item"]))
    return frozenset(found)


def body_text(draft: Draft) -> str:
    """Return the canonical text of a draft's body. Raises UnfitForTheLedger."""
    text = _written_at_once(draft.body)
    if text is None:
        text = canonical(draft.body)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        # Half of a surrogate pair has no UTF-8 form, so no store and no digest could hold it.
        raise UnfitForTheLedger(
            message("the body of entry {entry} holds half a character; mend its encoding"), entry=draft.id
        ) from error
    # PostgreSQL keeps no NUL in a column of its own; inside a body it is escaped and harmless.
    if "\0" in draft.id or (
        "\\u0000" in text and any("\0" in one for one in subjects(draft.id, draft.kind, draft.body))
    ):
        raise UnfitForTheLedger(message("an id with a NUL in it cannot be recorded; give the record an id of its own"))
    return text


# An import and a verification write hundreds of thousands of bodies, nearly all of them already as canonical()
# would make them: no floats, keys and texts in NFC. Those are written at once and only looked at afterwards.
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
)
_FLOAT = re.compile(r"[\[:,]-?\d+[.e]")


def _written_at_once(body: Mapping[str, Any]) -> str | None:
    """Return the canonical text of a body that needs no mending, else None: a text may look like a float."""
    try:
        text = _ENCODER.encode(body)
    except (TypeError, ValueError, RecursionError):
        return None
    floats = ("." in text or "e+" in text or "e-" in text) and _FLOAT.search(text)
    # A text in NFC has only parts in NFC; ASCII, which is most of them, is known at once.
    return text if not floats and unicodedata.is_normalized("NFC", text) else None


class Envelope:
    """What the entries of one append share; it digests each of them."""

    def __init__(self, *, recorded_at: datetime, actor: str, append_id: str, previous: str) -> None:
        """Write the shared part once, since an import holds thousands of entries."""
        self._head = f'{{"actor":{canonical(actor)},"append_id":{canonical(append_id)},"id":'
        self._tail = f',"previous":{canonical(previous)},"recorded_at":{canonical(moment_text(recorded_at))},"seq":'

    def digest(self, seq: int, entry_id: str, kind: str, kind_version: int, salt: str, text: str) -> str:
        """
        Return SHA-256(salt + envelope + body).

        The envelope is canonical JSON too. It holds the head of the append before, so
        that every digest stands on the whole history before it.
        """
        return hashlib.sha256(self.recorded(seq, entry_id, kind, kind_version, salt, text).encode()).hexdigest()

    def recorded(self, seq: int, entry_id: str, kind: str, kind_version: int, salt: str, text: str) -> str:
        """Return the text whose SHA-256 is the digest of an entry: its salt, the envelope and its body."""
        own = f'{_quoted(entry_id)},"kind":{_quoted(kind)},"kind_version":{kind_version}'
        return f"{salt}{self._head}{own}{self._tail}{seq}}}{text}"


def _quoted(text: str) -> str:
    """Return what ``canonical`` gives for a text, without its walk: an import asks for two a row."""
    return encode_basestring(unicodedata.normalize("NFC", text))


def head_after(previous: str, digests: Sequence[str]) -> str:
    """Return the chain's head once an append with these digests is on it."""
    # Somebody may have written bytes where a digest stood: that is another digest, and no reason to stop.
    return hashlib.sha256("".join((previous, *map(str, digests))).encode()).hexdigest()


def same_content(drafts: Sequence[Draft], entries: Sequence[Entry]) -> bool:
    """
    Test whether a repeated append says what the first one said.

    Ids made for the append differ between two tries, so each is compared by its place
    in the append. An entry that lost words cannot be compared and passes.
    """
    if len(drafts) != len(entries):
        return False
    ours = {draft.id: f"#{n}" for n, draft in enumerate(drafts)}
    theirs = {entry.id: f"#{n}" for n, entry in enumerate(entries)}
    return all(
        entry.lost_words or (draft.kind == entry.kind and _same_body(draft.body, ours, entry.body or {}, theirs))
        for draft, entry in zip(drafts, entries, strict=True)
    )


def _same_body(one: Any, names: Mapping[str, str], other: Any, other_names: Mapping[str, str]) -> bool:
    return canonical(_renamed(one, names)) == canonical(_renamed(other, other_names))


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, Mapping):
        return {key: _renamed(one, names) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(one, names) for one in value]
    return value
