"""Bytes come in: sealed first, then recorded with their first custody event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sijill.actions._clock import look_at_clock
from sijill.actions._context import ActionContext, ReasonMissing
from sijill.evidence import Text, Vault, fingerprint
from sijill.evidence.texts import text_to_json
from sijill.ledger import Draft, Receipt, destroyed_drafts
from sijill.model import Item, Sensitivity, moment
from sijill.model.custody import Cited, CustodyAct, CustodyEvent, ReadingRecord
from sijill.values import PartialDate, SijillError, message


class DestroyedBefore(SijillError):
    """Bytes that were destroyed, offered again."""


class NotDestroyed(SijillError):
    """Bytes to be readmitted that nobody destroyed."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of where bytes came from; they are the team's until a person calls them public."""

    source: str
    original_name: str | None = None
    title: str | None = None
    url: str | None = None
    published_on: PartialDate | None = None
    cited: Cited | None = None
    language: str | None = None
    sensitivity: Sensitivity = Sensitivity.TEAM
    graphic: bool | None = None
    columns: Mapping[str, Sensitivity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Acquired:
    """The item, whether the register already held it, and the receipt."""

    item: str
    already_held: bool
    receipt: Receipt


def acquire_item(
    doing: ActionContext,
    vault: Vault,
    content: bytes,
    *,
    media_type: str,
    provenance: Provenance,
    reading: Text | None = None,
) -> Acquired:
    """
    Seal bytes and record the item, its custody, and the reading that was made of it.

    The bytes are on disk before the ledger names them; a kill in between leaves bytes
    that no item names, which ``verify`` lists and a second try adopts. Bytes that the
    register already holds are not recorded twice: the second arrival is a custody event.
    Raises DestroyedBefore.
    """
    sha256 = seal_unless_destroyed(doing, vault, content)
    drafts = arrival(doing, sha256, len(content), media_type=media_type, provenance=provenance, reading=reading)
    return Acquired(sha256, drafts[0].kind != "item", doing.append(drafts))


def seal_unless_destroyed(doing: ActionContext, vault: Vault, content: bytes) -> str:
    """Seal bytes and return their SHA-256; what was destroyed is refused before a byte of it is written."""
    if _is_destroyed(doing, fingerprint(content)):
        # Neither when nor by whom nor why: whoever offers them may be the one from whom they were kept.
        raise DestroyedBefore(
            message(
                "these bytes are not taken in, and nothing of them was kept; two persons may take them in with "
                "sijill readmit"
            )
        )
    return vault.seal(content)


def readmit_item(
    doing: ActionContext,
    vault: Vault,
    content: bytes,
    *,
    media_type: str,
    provenance: Provenance,
    reason: str,
    second_actor: str,
) -> Receipt:
    """
    Seal bytes again that were destroyed, and record their item anew where it stood, by two persons.

    Raises TwoPersonsNeeded, ReasonMissing, NotDestroyed.
    """
    if not reason.strip():
        raise ReasonMissing(message("give the reason for taking this in again"))
    sha256, actors = fingerprint(content), (doing.actor, second_actor)
    destroyed_drafts((), reason=reason, actors=actors, append_id=doing.append_id)
    if doing.first_try is None and not _is_destroyed(doing, sha256):
        raise NotDestroyed(
            message("these bytes are not destroyed, or were taken in again before; take them in with sijill add")
        )
    look_at_clock(doing.ledger, actor=doing.actor, now=doing.now, append_id=doing.append_id)
    vault.seal(content)
    item = _item(doing, sha256, len(content), media_type, provenance, provenance.title)
    return doing.ledger.destroy(
        [sha256],
        reason=reason,
        actors=actors,
        append_id=doing.append_id,
        now=doing.now,
        by=doing.door.value,
        kept={sha256: Draft.of("item", item).body},
        told={sha256: {"readmitted": True}},
    )


def _is_destroyed(doing: ActionContext, sha256: str) -> bool:
    return any(one.id == sha256 and one.body is None for one in doing.ledger.history(sha256))


def arrival(
    doing: ActionContext,
    sha256: str,
    size: int,
    *,
    media_type: str,
    provenance: Provenance,
    reading: Text | None = None,
) -> list[Draft]:
    """Return the entries of sealed bytes that come in: item, custody and reading, or that they came again."""
    if _held_before(doing, sha256):
        again = CustodyEvent(doing.new_id(), sha256, CustodyAct.RECEIVED_AGAIN, provenance.source)
        return [Draft.of("custody", again)]
    title = provenance.title or (reading.title if reading else None)
    item = _item(doing, sha256, size, media_type, provenance, title)
    drafts = [
        Draft.of("item", item),
        Draft.of("custody", CustodyEvent(doing.new_id(), sha256, CustodyAct.ACQUIRED)),
    ]
    if reading is not None:
        drafts.append(Draft.of("text", reading_record(doing.new_id(), sha256, reading)))
    return drafts


def _item(
    doing: ActionContext, sha256: str, size: int, media_type: str, provenance: Provenance, title: str | None
) -> Item:
    return Item(
        id=sha256,
        media_type=media_type,
        size=size,
        source=provenance.source,
        acquired_at=_acquired_at(doing),
        original_name=provenance.original_name,
        title=title,
        url=provenance.url,
        published_on=provenance.published_on,
        cited=provenance.cited,
        language=provenance.language,
        sensitivity=provenance.sensitivity,
        graphic=provenance.graphic,
        columns=provenance.columns,
    )


def _held_before(doing: ActionContext, sha256: str) -> bool:
    """Test whether the register held bytes before this action; a second try sees what the first saw."""
    if doing.first_try is None:
        return doing.ledger.last_seq(sha256) > 0
    return bool(doing.ledger.history(sha256, upto=doing.first_try.first_seq - 1))


def _acquired_at(doing: ActionContext) -> datetime:
    """Return now, or on a repeat the moment of the first try, so that both say the same."""
    first = doing.first_try
    body = (doing.ledger.entry(first.ids[0]).body if first else None) or {}
    return moment(str(body["acquired_at"])) if "acquired_at" in body else doing.now


def reading_record(record_id: str, item: str, reading: Text) -> ReadingRecord:
    """Return the entry that says who read an item and what was done to its words."""
    return ReadingRecord(
        id=record_id,
        item=item,
        reader=reading.reader,
        digest=reading.digest,
        pages=len(reading.pages),
        encoding=reading.encoding,
        derivations=tuple(str(step) for step in reading.derivations),
        kept=fingerprint(text_to_json(reading).encode()),
    )
