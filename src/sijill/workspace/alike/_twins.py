"""Who comes in by a form or a table and may be there already: told with the record, put in the queue, not stopped."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sijill.ledger.pairs import PairsFound
from sijill.model import Sensitivity
from sijill.search import BY_PART, BY_SOUND
from sijill.workspace.alike._incidents import alike_incidents
from sijill.workspace.alike._persons import MANY, alike_persons

if TYPE_CHECKING:
    from sijill.records import AnyRecord
    from sijill.workspace._opened import Opened
    from sijill.workspace._records import Records

FEW, SMALL = 50, 20_000
"""Up to how many newcomers are sought by name, where more entries than these are held; else all records are read."""

SOUGHT = 30
LARGE = 1_000_000
"""From how many entries a register is compared when somebody asks for it, and not while a table comes in."""


def twins(opened: Opened, held: Records, newcomers: Sequence[str]) -> PairsFound | None:
    """
    Return the pairs of newcomers with records that may be the same, and keep them in the queue.

    With them who was not compared with all. None where there are too many newcomers, or too much is held, to compare
    them on the way.
    """
    if _are_too_many(opened, newcomers):
        return None
    new = {held.id_of(one) for one in newcomers}
    known = _known_beside(opened, held, {one: held.of(one) for one in sorted(new)} if _are_few(opened, new) else None)
    found = _compared(known, new)
    for kind in ("victim", "incident"):
        if compared := {one.id for one in known if one.kind == kind} & new:
            seq = opened.store.pairs.compared_upto(kind)
            opened.store.pairs.keep(kind, found.of_kind(kind), of=compared, seq=seq)
    return found


def twins_of_drafts(opened: Opened, held: Records, drafted: Sequence[AnyRecord]) -> PairsFound | None:
    """Return the same of records that are not recorded yet; nothing is kept."""
    new = {one.id: one for one in drafted}
    if not new:
        return PairsFound()
    if _are_too_many(opened, new):
        return None
    beside = _known_beside(opened, held, new if _are_few(opened, new) else None)
    return _compared(list(({one.id: one for one in beside} | new).values()), new)


def _are_too_many(opened: Opened, newcomers: Collection[str]) -> bool:
    return len(newcomers) >= MANY or opened.ledger.seq >= LARGE


def _are_few(opened: Opened, new: Collection[str]) -> bool:
    return len(new) <= FEW and opened.ledger.seq > SMALL


def _known_beside(opened: Opened, held: Records, few: Mapping[str, AnyRecord] | None) -> list[AnyRecord]:
    """Return the records to compare with: all that are held, or what is near a few newcomers, and these."""
    return list(held.all() if few is None else _near(opened, held, few))


def _compared(known: Sequence[AnyRecord], new: Collection[str]) -> PairsFound:
    return alike_persons(known, new) + alike_incidents(known, new)


def _near(opened: Opened, held: Records, new: Mapping[str, AnyRecord]) -> Iterator[AnyRecord]:
    """Give the newcomers, whoever bears a name like theirs, and the incidents of their days."""
    known = dict(new)
    names = dict.fromkeys(
        asked
        for one in known.values()
        if one.kind == "victim" and one.noun.name is not None
        for form in one.noun.name.forms
        for asked in _asked_by_name(form.text)
    )
    met = dict.fromkeys(held.id_of(one) for name in names for one in _answering(opened, name))
    if any(one.kind == "incident" for one in known.values()):
        yield from (one for one in held.all() if one.kind == "incident")
        known = {name: one for name, one in known.items() if one.kind != "incident"}
    yield from (known | {one: held.of(one) for one in met if one not in known}).values()


def _answering(opened: Opened, name: str) -> Iterator[str]:
    """Give the persons who bear a name as it is written, then those whose names sound alike, whole or in part."""
    for after in (None, f"{BY_SOUND}.0.0", f"{BY_PART}.0.0"):
        hits = opened.store.search.find(
            name, max_sensitivity=Sensitivity.SEALED, kinds=["victim"], limit=SOUGHT, after=after
        )
        yield from (hit.subject for hit in hits)


def _asked_by_name(name: str) -> tuple[str, ...]:
    parts = name.split()
    return (name, f"{parts[0]} {parts[-1]}") if len(parts) > 2 else (name,)
