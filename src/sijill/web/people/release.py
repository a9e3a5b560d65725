"""Where what two persons agreed on leaves the register, or the world: the archive, the destruction, the sealed."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpResponse

from sijill.ledger import UnknownEntry
from sijill.model import Item, Sensitivity, properties
from sijill.model.custody import CustodyAct
from sijill.records import noun_of
from sijill.web.accounts.models import ApprovalRequest
from sijill.web.accounts.policy import Action
from sijill.web.templatetags.sijill import t
from sijill.wording import LEFT
from sijill.workspace import NotWritable, Register

OF_AN_ITEM = ("source", "title", "original_name", "url", "published_on", "sensitivity")


@dataclass(frozen=True, slots=True)
class Revealed:
    """What is sealed in one thing, by the names of its properties."""

    subject: str
    kind: str
    values: tuple[tuple[dict[str, str], tuple[Any, ...]], ...]


def is_there(register: Register, action: Action, subject: str) -> bool:
    """Test whether the register holds what a request names."""
    try:
        if action is Action.REVEAL_SOURCE:
            _kind(register, subject)
        else:
            register.records.entry(subject)
    except UnknownEntry:
        return False
    return True


def everything(register: Register, asked: ApprovalRequest) -> HttpResponse:
    """
    Return the whole register as ``sijill backup`` writes it, after the record says who let it out.

    The archive is made beside the register, on the same disk, and has no name any more
    once it is open: nothing of it stays behind. Raises NotWritable.
    """
    register.exchange.disclose(
        [item.id for item in register.evidence.items()],
        CustodyAct.EXPORTED,
        reason=asked.reason,
        second_actor=asked.decided_by,
    )
    name = re.sub(r"[^a-z0-9-]+", "-", register.folder.name.lower()).strip("-") or "register"
    try:
        place = tempfile.TemporaryDirectory(prefix=".sijill-export-", dir=register.folder.parent)
    except OSError as reason:
        raise NotWritable(f"the archive cannot be made beside the register ({reason.strerror})") from reason
    with place as folder:
        made = register.keeping.backup(Path(folder) / f"{name}-{register.seq}.tar")
        archive = made.path.open("rb")
    return FileResponse(archive, as_attachment=True, filename=made.path.name, content_type="application/x-tar")


def destroy(register: Register, asked: ApprovalRequest) -> list[tuple[str, Sequence[str]]]:
    """Destroy what was asked for and return what is left of it: a heading, and ids or names of files."""
    gone = register.keeping.destroy(
        asked.subjects, reason=asked.reason, second_actor=asked.decided_by, append_id=f"two-{asked.number}"
    )
    return [(t(said), left) for name, said in LEFT.items() if (left := getattr(gone, name))]


def sealed(register: Register, asked: ApprovalRequest) -> list[Revealed]:
    """Return what is sealed in the things of a request, after the record says to whom it was shown."""
    shown = [_revealed(register, subject) for subject in asked.subjects]
    register.exchange.disclose(asked.subjects, CustodyAct.REVEALED, reason=asked.reason, second_actor=asked.decided_by)
    return shown


def _revealed(register: Register, subject: str) -> Revealed:
    if _kind(register, subject) == "item":
        item = register.evidence.item(subject)
        cards = properties(Item)
        pairs = ((name, getattr(item, name)) for name in OF_AN_ITEM)
        return Revealed(
            subject, "item", tuple((_label(cards, name), (value,)) for name, value in pairs if value is not None)
        )
    record = register.view(Sensitivity.SEALED).record(subject)
    cards, without = properties(noun_of(record.kind)), register.view(Sensitivity.RESTRICTED)
    held = [name for name in cards if name in record.held and not without.shows(record.kind, name)]
    return Revealed(
        subject,
        record.kind,
        tuple((_label(cards, name), tuple(one.value for one in record.held[name])) for name in held),
    )


def _kind(register: Register, subject: str) -> str:
    try:
        return "item" if register.evidence.item(subject) else ""
    except UnknownEntry:
        return register.records.of(subject).kind


def _label(cards: Any, name: str) -> dict[str, str]:
    card = cards.get(name)
    return {"en": card.prop.label_en, "ar": card.prop.label_ar} if card else {"en": name, "ar": name}
