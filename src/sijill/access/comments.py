"""Who may see comments: as sensitive as the most sensitive thing that their writer could see of their subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sijill.access._levels import LEVELS
from sijill.ledger import Entry
from sijill.model import Sensitivity, properties
from sijill.model.comments import About
from sijill.records import AnyRecord, noun_of, unknown_record

if TYPE_CHECKING:
    from sijill.access._view import View


def commented(view: View, about: str) -> tuple[str, About, Sensitivity]:
    """
    Return the whole id of what somebody may comment on, its kind, and how sensitive that is.

    Comments are the team's; nobody else is told that there is anything. Raises UnknownEntry.
    """
    if not view.is_team:
        raise unknown_record(about)
    claim = view.claim(about)
    if claim is not None:
        item = view.item(claim.item)
        return claim.id, About.CLAIM, _most([Sensitivity.TEAM, *([item.sensitivity] if item else [])])
    record = view.record(about)
    return record.id, About.RECORD, _most([Sensitivity.TEAM, *_levels_in(view, record)])


def seen_comments(view: View, told: Iterable[Entry], *, shown: bool = False) -> list[Entry]:
    """
    Return the comments that somebody may see, in the order of recording.

    Where what they are about is ``shown`` already, that is not asked again.
    """
    cleared = (one for one in told if view.is_team and one.body and view.clears(Sensitivity(one.body["sensitivity"])))
    return sorted((one for one in cleared if shown or _sees_subject(view, one.body or {})), key=lambda one: one.seq)


def _sees_subject(view: View, said: Mapping[str, Any]) -> bool:
    return view.claim(said["about"]) is not None if said["kind"] == About.CLAIM else view.opens(said["about"])


def _levels_in(view: View, record: AnyRecord) -> Iterable[Sensitivity]:
    cards = properties(noun_of(record.kind))
    for name, values in record.held.items():
        yield cards[name].prop.sensitivity
        for value in values:
            yield from (one.sensitivity for one in view.documents(value) if one is not None)


def _most(levels: Iterable[Sensitivity]) -> Sensitivity:
    return max(levels, key=LEVELS.index)
