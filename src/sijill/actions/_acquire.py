"""Bytes come in: sealed first, then recorded with their first custody event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sijill.actions._context import ActionContext
from sijill.evidence import Text, Vault, fingerprint
from sijill.evidence.texts import text_to_json
from sijill.ledger import Draft, Receipt
from sijill.model import Item, Sensitivity, moment
from sijill.model.custody import CustodyAct, CustodyEvent, ReadingRecord
from sijill.values import PartialDate


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of where bytes came from; they are the team's until a person calls them public."""

    source: str
    original_name: str | None = None
    title: str | None = None
    url: str | None = None
    published_on: PartialDate | None = None
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
    """
    sha256 = vault.seal(content)
    drafts = arrival(doing, sha256, len(content), media_type=media_type, provenance=provenance, reading=reading)
    return Acquired(sha256, drafts[0].kind != "item", doing.append(drafts))


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
    item = Item(
        id=sha256,
        media_type=media_type,
        size=size,
        source=provenance.source,
        acquired_at=_acquired_at(doing),
        original_name=provenance.original_name,
        title=provenance.title or (reading.title if reading else None),
        url=provenance.url,
        published_on=provenance.published_on,
        language=provenance.language,
        sensitivity=provenance.sensitivity,
        graphic=provenance.graphic,
        columns=provenance.columns,
    )
    drafts = [
        Draft.of("item", item),
        Draft.of("custody", CustodyEvent(doing.new_id(), sha256, CustodyAct.ACQUIRED, provenance.source)),
    ]
    if reading is not None:
        drafts.append(Draft.of("text", reading_record(doing.new_id(), sha256, reading)))
    return drafts


def _held_before(doing: ActionContext, sha256: str) -> bool:
    """Test whether the register held bytes before this action; a second try sees what the first saw."""
    if doing.first_try is None:
        return doing.ledger.last_seq(sha256) > 0
    return bool(doing.ledger.history(sha256, upto=doing.first_try.first_seq - 1))


def _acquired_at(doing: ActionContext) -> datetime:
    """Return now, or on a repeat the moment of the first try, so that both say the same."""
    first = doing.first_try
    body = doing.ledger.entry(first.ids[0]).body if first else None
    return doing.now if body is None else moment(str(body["acquired_at"]))


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
