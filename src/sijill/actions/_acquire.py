"""Bytes come in: sealed first, then recorded with their first custody event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sijill.actions._clock import look_at_clock
from sijill.actions._context import ActionContext, ReasonMissing
from sijill.actions._kin import before
from sijill.actions.arriving import Inside, Provenance
from sijill.actions.holding import level_of_all, parts_about, raised_together
from sijill.actions.sealing import is_destroyed, seal_all
from sijill.evidence import Text, Vault, fingerprint
from sijill.evidence.texts import text_to_json
from sijill.ledger import Draft, Receipt, destroyed_drafts
from sijill.model import Item, Sensitivity, moment
from sijill.model.custody import CustodyAct, CustodyEvent, ReadingRecord
from sijill.model.parts import FoundInside
from sijill.values import SijillError, message


class NotDestroyed(SijillError):
    """Bytes to be readmitted that nobody destroyed."""


@dataclass(frozen=True, slots=True)
class Acquired:
    """
    The item, whether the register already held it, and the receipt.

    ``inside`` are the items found in it, by name; ``unread`` says of which of them nobody could read the words.
    """

    item: str
    already_held: bool
    receipt: Receipt
    inside: tuple[tuple[str, str], ...] = ()
    unread: Mapping[str, SijillError] = field(default_factory=dict)


def acquire_item(
    doing: ActionContext,
    vault: Vault,
    content: bytes,
    *,
    media_type: str,
    provenance: Provenance,
    reading: Text | None = None,
    inside: Sequence[Inside] = (),
    beside: Sequence[Draft] = (),
) -> Acquired:
    """
    Seal bytes and record the item, its custody, and the reading that was made of it.

    What else is said of it stands ``beside`` it in the same append.

    What comes ``inside`` is sealed and recorded in the same append, so that no container is half taken in; all of it
    is as sensitive as the most sensitive among it.

    The bytes are on disk before the ledger names them; a kill in between leaves bytes
    that no item names, which ``verify`` lists and a second try adopts. Bytes that the
    register already holds are not recorded twice: the second arrival is a custody event.
    Raises DestroyedBefore.
    """
    sha256, *names = seal_all(doing, vault, [content, *(one.content for one in inside)])
    within = list(zip(names, inside, strict=True))
    provenance = _levelled(doing, provenance, [sha256, *names] if within else [])
    drafts = arrival(doing, sha256, len(content), media_type=media_type, provenance=provenance, reading=reading)
    already_held = drafts[0].kind != "item"
    drafts += _arrivals_inside(doing, sha256, within, provenance.sensitivity)
    told = tuple({name: one.name for name, one in within}.items())
    return Acquired(sha256, already_held, doing.append([*drafts, *beside]), told)


def _levelled(doing: ActionContext, provenance: Provenance, items: Sequence[str]) -> Provenance:
    return replace(provenance, sensitivity=level_of_all(doing, items, provenance.sensitivity)) if items else provenance


def _arrivals_inside(
    doing: ActionContext, outermost: str, within: Sequence[tuple[str, Inside]], level: Sensitivity
) -> list[Draft]:
    """Return the entries of what comes inside: each item once, however often and wherever it stands."""
    drafts, seen, placed, upto = list[Draft](), {outermost}, set[tuple[str, str, str]](), before(doing)
    for name, one in within:
        known = parts_about(doing.ledger, name, upto=upto) if _held_before(doing, name) else []
        told = {(each.of, each.name) for each in known if each.item == name}
        if name not in seen and not any(of == one.holder for of, _ in told):
            provenance = replace(one.provenance, sensitivity=level)
            size = len(one.content)
            kind, read = one.media_type, one.reading
            drafts += arrival(doing, name, size, media_type=kind, provenance=provenance, reading=read)
        elif name not in seen:
            drafts += _read_anew(doing, name, one.reading)
        seen.add(name)
        place = (name, one.holder, one.name)
        if place[1:] not in told and place not in placed:
            placed.add(place)
            drafts.append(Draft.of("part", FoundInside(doing.new_id(), name, one.holder, one.name)))
    if within:
        held = [one for one in seen if _held_before(doing, one)]
        drafts += raised_together(doing, sorted(held), level, reason=_TOGETHER)
    return drafts


_TOGETHER = "came in with a document that is as sensitive"


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
    if doing.first_try is None and not is_destroyed(doing, sha256):
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
        return [Draft.of("custody", again), *_read_anew(doing, sha256, reading)]
    title = provenance.title or (reading.title if reading else None)
    item = _item(doing, sha256, size, media_type, provenance, title)
    drafts = [
        Draft.of("item", item),
        Draft.of("custody", CustodyEvent(doing.new_id(), sha256, CustodyAct.ACQUIRED)),
    ]
    if reading is not None:
        drafts.append(Draft.of("text", reading_record(doing.new_id(), sha256, reading)))
    return drafts


def _read_anew(doing: ActionContext, sha256: str, reading: Text | None) -> list[Draft]:
    """Return the reading of a held item where it is not its last by that reader, as when somebody said how to read."""
    if reading is None:
        return []
    told = doing.ledger.history(sha256, upto=before(doing))
    readers = [str((one.body or {}).get("reader", "")) for one in told if one.kind == "text"]
    same = [one for one in readers if one.partition(" ")[0] == reading.reader.partition(" ")[0]]
    if same and same[-1] == reading.reader:
        return []
    return [Draft.of("text", reading_record(doing.new_id(), sha256, reading))]


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
