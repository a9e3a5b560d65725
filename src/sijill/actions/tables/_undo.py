"""Which import a table and a mapping are, whether it stands, and its undoing."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import replace

from sijill.actions._context import ActionContext
from sijill.ledger import IMPORT, Draft, Entry, Ledger, Receipt, standing_judgements, waiting_judgements
from sijill.model import Statement, Verdict, canonical, read, to_json
from sijill.model.custody import CustodyAct
from sijill.model.entries import Judgement, Retraction
from sijill.values import SijillError, message


class NotAnImport(SijillError):
    """An append id that is not an import's."""


class ImportedBefore(SijillError):
    """A table that another import of it holds already."""


class UpdatedSince(SijillError):
    """An import that a later one of its source was compared with."""


def import_id(content: bytes, mapping_text: str, *, again: int = 0) -> str:
    """Return the append id of table and mapping together; ``again`` counts the imports of both that stand no more."""
    named = content + b"\0" + mapping_text.encode() + (b"\0%d" % again if again else b"")
    return IMPORT + hashlib.sha256(named).hexdigest()[:40]


def next_import_id(ledger: Ledger, content: bytes, mapping_text: str) -> str:
    """Return the append id under which an import stands or waits, so that it changes nothing; else one not taken."""
    names = (import_id(content, mapping_text, again=again) for again in itertools.count())
    return next(name for name in names if ledger.receipt(name) is None or stands(ledger, name))


def stands(ledger: Ledger, name: str) -> bool:
    """Test whether anything of an import stands or waits for a second person; one that added nothing stands."""
    made, judged = _made(ledger, name)
    if not made and not judged:
        return True
    return bool(_standing_values(ledger, made) or waiting_judgements(judged))


def standing_imports(doing: ActionContext, item: str) -> tuple[str, ...]:
    """Return the imports that brought a table in and stand, or wait for a second person, in their order."""
    came = dict.fromkeys(entry.append_id for entry in doing.history(item))
    return tuple(one for one in came if _brought(doing, item, one) and stands(doing.ledger, one))


def refuse_imported(doing: ActionContext, item: str, name: str) -> None:
    """Check that no import but ``name`` holds the rows of a table. Raises ImportedBefore."""
    for other in standing_imports(doing, item) if doing.first_try is None else ():
        if other != name:
            raise ImportedBefore(
                message(
                    "import {name} of item {item} stands already by another mapping, so its rows would be counted "
                    "twice; take it back first (sijill import --undo {name}), then import the table anew; or, where "
                    "the mapping was corrected, state what it corrects with --as-update"
                ),
                name=other,
                item=item[:12],
            )


def undo_import(doing: ActionContext, import_append: str, *, reason: str) -> Receipt:
    """
    Withdraw every standing statement of an import, or let it wait no more, in one append.

    What it withdrew of an earlier release is stated again. Raises NotAnImport, UpdatedSince, RecordMovedOn.
    """
    first = doing.ledger.receipt(import_append)
    if first is None or not import_append.startswith(IMPORT):
        raise NotAnImport(
            message("{append} is not an import of this register; sijill import prints the id when it is done"),
            append=import_append,
        )
    _refuse_updated(doing, first)
    upto = doing.first_try.first_seq - 1 if doing.first_try else None
    made, judged = _made(doing.ledger, import_append, upto=upto)
    gone = _standing_values(doing.ledger, made, upto=upto)
    looked = {import_append: doing.ledger.last_seq(import_append)} if judged else {}
    if not gone and not judged:
        raise NotAnImport(message("nothing of {append} stands any more; it was withdrawn before"), append=import_append)
    back = [Judgement(doing.new_id(), import_append, Verdict.WITHDRAWN, reason, answers=one.id) for one in judged]
    drafts = [
        *(Draft.of("retraction", Retraction(doing.new_id(), one.id, one.subject, reason)) for one in gone),
        *(Draft.of("judgement", one) for one in back),
    ]
    if gone:
        again = (replace(one, id=doing.new_id()) for one in _superseded(doing.ledger, import_append, judged))
        drafts += [Draft.of("statement", one) for one in again]
    return doing.append(drafts, expect=looked)


def _refuse_updated(doing: ActionContext, first: Receipt) -> None:
    """Check that no import that stands was compared with this one. Raises UpdatedSince."""
    if doing.first_try is not None:
        return
    entries = doing.ledger.entries(kind="custody", after=first.first_seq - 1, upto=first.last_seq)
    items = {str(one.body["item"]) for one in entries if one.body and one.body["act"] != CustodyAct.UPDATED}
    for later in (entry for item in sorted(items) for entry in doing.history(item)):
        is_update = later.kind == "custody" and later.body and later.body["act"] == CustodyAct.UPDATED
        if is_update and later.append_id != first.append_id and _adds(doing.ledger, later.append_id):
            raise UpdatedSince(
                message(
                    "import {later} is a later release of the same list, and says only what it changes in {append}; "
                    "take that back first (sijill import --undo {later})"
                ),
                later=later.append_id,
                append=first.append_id,
            )


def _adds(ledger: Ledger, name: str) -> bool:
    """Test whether anything that an import recorded stands or waits."""
    made, judged = _made(ledger, name)
    return bool(_standing_values(ledger, made) or waiting_judgements(judged))


def _brought(doing: ActionContext, item: str, name: str) -> bool:
    """Test whether an import brought a table in, and was not only compared with it."""
    return name.startswith(IMPORT) and any(
        one.append_id == name and one.kind in ("item", "custody") and (one.body or {}).get("act") != CustodyAct.UPDATED
        for one in doing.history(item)
    )


def _made(ledger: Ledger, name: str, *, upto: int | None = None) -> tuple[list[Statement], Sequence[Entry]]:
    """Return the statements that an import recorded, also by its second person, and the judgements on it that stand."""
    judged = standing_judgements(ledger.history(name, upto=upto))
    made = [
        read(Statement, {"id": one.id, **one.body}) for one in _entries(ledger, name, judged, "statement") if one.body
    ]
    return made, judged


def _entries(ledger: Ledger, name: str, judged: Sequence[Entry], kind: str) -> list[Entry]:
    receipts = filter(None, map(ledger.receipt, dict.fromkeys((name, *(one.append_id for one in judged)))))
    return [
        one
        for receipt in receipts
        for one in ledger.entries(kind=kind, after=receipt.first_seq - 1, upto=receipt.last_seq)
    ]


def _standing_values(ledger: Ledger, made: Sequence[Statement], *, upto: int | None = None) -> list[Statement]:
    """
    Return the statements that stand among those an import made.

    One that a later release withdrew, and that the undoing of that release stated again in the same words, is its too.
    """
    if not made:
        return []
    ids = {one.id for one in made}
    found = [
        one
        for _, one in ledger.statements(upto=upto)
        if one.basis and one.basis[0].ref[:64] == made[0].basis[0].ref[:64]
    ]
    left = {one.id for one in found if one.id in ids}
    lost = {_content(one) for one in made if one.id not in left} if len(left) < len(ids) else frozenset()
    return [one for one in found if one.id in left or (lost and _content(one) in lost)]


def _superseded(ledger: Ledger, name: str, judged: Sequence[Entry]) -> list[Statement]:
    """Return the statements that an import withdrew."""
    entries = (
        ledger.entry(str(one.body["statement"])) for one in _entries(ledger, name, judged, "retraction") if one.body
    )
    return [read(Statement, {"id": one.id, **one.body}) for one in entries if one.body]


def _content(one: Statement) -> str:
    body = to_json(one)
    del body["id"]
    return canonical(body)
