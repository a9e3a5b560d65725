"""Who has held a sealed item since: copies made of it, hand-overs, exports (R-BP.2)."""

from __future__ import annotations

from sijill.actions._context import ActionContext, ReasonMissing
from sijill.ledger import Draft, Receipt
from sijill.model.custody import CopyKind, CustodyAct, CustodyEvent
from sijill.values import PartialDate, SijillError, UnknownWord, message

RECORDABLE = (CustodyAct.COPIED, CustodyAct.TRANSFERRED, CustodyAct.EXPORTED, CustodyAct.CHECKED)
"""What a person records by their word; every other act is recorded by what does it."""


class NobodyNamed(SijillError):
    """A copy or a hand-over to nobody."""


class NotTheSameBytes(SijillError):
    """An evidentiary copy whose bytes are not those that were sealed."""


def record_custody(
    doing: ActionContext,
    item: str,
    act: str,
    *,
    reason: str,
    to: str = "",
    copy: str | None = None,
    digest: str = "",
    done_on: PartialDate | None = None,
) -> tuple[CustodyEvent, Receipt]:
    """
    Record that an item was copied, handed on, exported or checked: by whom, to whom, why, and when.

    ``copy`` is evidentiary (never altered) or working; ``digest`` is the SHA-256 of the copy's own bytes where they
    were looked at. What was checked and is not the item is recorded as a mismatch. Raises UnknownWord,
    ReasonMissing, NobodyNamed, NotTheSameBytes.
    """
    if act not in RECORDABLE:
        raise UnknownWord("act", act, RECORDABLE)
    if copy is not None and copy not in tuple(CopyKind):
        raise UnknownWord("copy", copy, tuple(CopyKind))
    if not reason.strip():
        raise ReasonMissing(message("give the reason why item {item} changed hands"), item=item[:12])
    if act != CustodyAct.CHECKED and not to.strip():
        raise NobodyNamed(message("say who has it now: name the person or the place with --to"))
    if copy == CopyKind.EVIDENTIARY and digest and digest != item:
        raise NotTheSameBytes(
            message("that file is not item {item}: its bytes were altered; it may be recorded as a working copy"),
            item=item[:12],
        )
    event = CustodyEvent(
        doing.new_id(),
        item,
        CustodyAct(act),
        reason,
        receiver=to.strip(),
        digest=digest,
        copy_kind=CopyKind(copy) if copy else None,
        mismatch=act == CustodyAct.CHECKED and digest not in ("", item),
        done_on=done_on,
    )
    return event, doing.append([Draft.of("custody", event)])
