"""What was brought is sealed with all inside it in one append, and each is read for its claims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sijill import actions, claims, evidence
from sijill.evidence.workbooks import PRINTED, TABLES
from sijill.search import passages
from sijill.values import SijillError
from sijill.workspace.intake._kept_words import keep_words

if TYPE_CHECKING:
    from sijill.actions import Acquired, ActionContext
    from sijill.ledger import Draft
    from sijill.workspace._opened import Opened
    from sijill.workspace.intake._bringing import Brought


def seal_brought(
    opened: Opened,
    find_claims: Callable[[str], object],
    whole: Brought,
    inside: Sequence[Brought],
    *,
    doing: ActionContext | None = None,
    beside: Sequence[Draft] = (),
) -> Acquired:
    """
    Seal a document and all inside it in one append with what else is said of it, and find the claims of each.

    What was imported as a table stays one: no words are kept of it and no claims found in it.
    """
    whole, *inside = (_without_words(opened, one) for one in (whole, *inside))
    acquired = actions.acquire_item(
        doing or opened.doing(),
        opened.vault,
        whole.content,
        media_type=whole.media_type,
        provenance=whole.provenance,
        reading=whole.reading,
        inside=[one.as_inside() for one in inside],
        beside=beside,
    )
    unread = dict[str, SijillError]()
    for one in inside:
        name = evidence.fingerprint(one.content)
        if one.refusal is not None:
            unread[name] = one.refusal
        _learn(opened, find_claims, name, one)
    _learn(opened, find_claims, acquired.item, whole)
    return replace(acquired, unread=unread)


def _without_words(opened: Opened, brought: Brought) -> Brought:
    return replace(brought, reading=None) if is_imported(opened, evidence.fingerprint(brought.content)) else brought


def is_imported(opened: Opened, item: str) -> bool:
    """Tell whether an item is a table whose rows were imported: claims found in it would count its people twice."""
    kind = next(
        (one.body["media_type"] for one in opened.ledger.history(item) if one.kind == "item" and one.body), None
    )
    return kind == PRINTED or (kind in TABLES and bool(actions.tables.standing_imports(opened.doing(), item)))


def _learn(opened: Opened, find_claims: Callable[[str], object], item: str, brought: Brought) -> None:
    """Keep the reading of an item that came in, and find its claims."""
    if brought.reading is not None:
        keep_words(opened, item, brought.reading, settled=False)
        find_claims(item)
        return
    if is_imported(opened, item):
        return
    # Nothing to compare; left unread, whoever adds next would wait for the same reader to refuse again.
    with opened.store.together():
        opened.store.passages.keep(item, passages(""))
        opened.store.signatures.keep(item, claims.Signature(), {})
