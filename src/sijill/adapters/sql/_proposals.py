"""Proposals beside the log: replaced item by item, and no longer waiting once a judgement names them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sijill.adapters.sql._database import PartOfStore, RegisterDamaged
from sijill.adapters.sql._levels import LEVEL_COLUMNS, Level, levelled_entry
from sijill.adapters.sql._queue import enter, leave_first
from sijill.adapters.sql._rows import destroyed, insert_rows, rows_among
from sijill.adapters.sql._schema import entry, item_level, judgement, proposal, waiting
from sijill.adapters.sql._search import begins
from sijill.ledger import BY_HAND, Entry, differs, unknown_proposal
from sijill.model import Claim, read, to_json
from sijill.values import message

if TYPE_CHECKING:
    pass

_AT_ONCE = 500
_POSITION = (proposal.c.item, proposal.c.start, proposal.c.end, proposal.c.id)


class SqlProposals(PartOfStore):
    """The proposals of a register, in its own database and outside the chain."""

    def replace(self, item: str, found: Sequence[Claim]) -> None:
        """Hold exactly these of what was found in an item, in one transaction; what a person proposed stays."""
        claims = {claim.id: claim for claim in found}
        with self._database.writing() as connection:
            found_there = sa.and_(proposal.c.item == item, ~proposal.c.id.startswith(BY_HAND))
            # Id by id: given both conditions at once, SQLite walks everything that waits.
            leaving = connection.scalars(sa.select(proposal.c.id).where(found_there)).all()
            leave_first(connection, leaving)
            connection.execute(sa.delete(proposal).where(found_there))
            _hold(connection, claims)

    def add(self, *claims: Claim) -> None:
        """Hold more proposals, in one transaction; the same id again takes the place of the first."""
        with self._database.writing() as connection:
            _hold(connection, {claim.id: claim for claim in claims})

    def prune(self) -> None:
        """Let go of proposals that cannot be read, and of those whose documents the register does not hold."""
        held = sa.select(entry.c.id).where(entry.c.kind == "item", entry.c.body.is_not(None))
        with self._database.writing() as connection:
            connection.execute(sa.delete(proposal).where(proposal.c.item.not_in(held)))
            for row in connection.execute(sa.select(proposal.c.id, proposal.c.body)).all():
                try:
                    _claim_of_body(row.body)
                except RegisterDamaged:
                    connection.execute(sa.delete(proposal).where(proposal.c.id == row.id))

    def get(self, proposal_id: str) -> Claim:
        """Return one proposal. Raises UnknownProposal."""
        found = self._read(sa.select(proposal.c.body).where(proposal.c.id == proposal_id))
        if not found:
            raise unknown_proposal(proposal_id)
        return found[0]

    def beginning(self, start: str) -> Sequence[Claim]:
        """Return the proposal of this id, else those whose ids begin so, two at the most."""
        query = sa.select(proposal.c.body).where(begins(proposal.c.id, start))
        found = self._read(query.order_by(proposal.c.id).limit(2))
        return found[:1] if found and found[0].id == start else found

    def with_item(self, proposal_id: str) -> tuple[Claim, Entry, Level]:
        """Return one proposal, the entry of its item and how sensitive that is. Raises UnknownProposal."""
        query = sa.select(proposal.c.body, entry, *LEVEL_COLUMNS)
        query = query.join_from(proposal, entry, entry.c.id == proposal.c.item)
        query = query.join(item_level, item_level.c.item == proposal.c.item, isouter=True)
        rows = self._database.rows(query.where(proposal.c.id == proposal_id))
        if not rows:
            raise unknown_proposal(proposal_id)
        return _claim_of_body(str(rows[0][0])), *levelled_entry(rows[0][1:])

    def of(self, item: str) -> Sequence[Claim]:
        """Return every proposal of an item by position, judged or not."""
        return self._read(sa.select(proposal.c.body).where(proposal.c.item == item).order_by(*_POSITION))

    def given(self, items: Collection[str]) -> Mapping[str, tuple[int, int]]:
        """Return how many proposals each of some items gave and how many of those wait; of one without any nothing."""
        still = sa.and_(waiting.c.id == proposal.c.id, waiting.c.stage == 0)
        asked = sa.select(proposal.c.item, sa.func.count(), sa.func.count(waiting.c.id))
        asked = asked.join_from(proposal, waiting, still, isouter=True).group_by(proposal.c.item)
        pages = (list(items)[at : at + _AT_ONCE] for at in range(0, len(items), _AT_ONCE))
        rows = (row for some in pages for row in self._database.rows(asked.where(proposal.c.item.in_(some))))
        return {item: (found, wait) for item, found, wait in rows}

    def judged(self, item: str) -> Sequence[Claim]:
        """Return the proposals of an item that a judgement names, as they are held."""
        named = sa.exists().where(judgement.c.proposal == proposal.c.id)
        return self._read(sa.select(proposal.c.body).where(proposal.c.item == item, named).order_by(*_POSITION))

    def waiting(
        self, *, item: str | None = None, kind: str | None = None, limit: int | None = None, after: str | None = None
    ) -> Sequence[Claim]:
        """Return proposals that no judgement names, by item and position; ``after`` is the id to go on from."""
        judged = sa.exists().where(judgement.c.proposal == proposal.c.id)
        query = sa.select(proposal.c.body).where(~judged).order_by(*_POSITION).limit(limit)
        if item is not None:
            query = query.where(proposal.c.item == item)
        if kind is not None:
            query = query.where(proposal.c.kind == kind)
        if after is not None:
            mark = self.get(after)
            place = (mark.item, mark.anchor.start, mark.anchor.end, mark.id)
            query = query.where(sa.tuple_(*_POSITION) > sa.tuple_(*map(sa.literal, place)))
        return self._read(query)

    def changed(self) -> Sequence[tuple[Claim, str]]:
        """Return proposals that differ in a watched field from what was judged, with the judgement's id."""
        last = (
            sa.select(judgement.c.proposal, sa.func.max(judgement.c.seq).label("seq"))
            .group_by(judgement.c.proposal)
            .subquery()
        )
        query = (
            sa.select(proposal.c.body, entry.c.id, entry.c.body.label("judged"))
            .join_from(proposal, last, last.c.proposal == proposal.c.id)
            .join(entry, entry.c.seq == last.c.seq)
            .order_by(*_POSITION)
        )
        rows = ((_claim_of_body(row[0]), row[1], json.loads(row[2])) for row in self._database.rows(query))
        found = [(claim, judged, body) for claim, judged, body in rows if differs(body.get("proposed"), claim)]
        made = [str(body["claim"]) for _, _, body in found if body.get("claim")]
        kept = {}
        for at in range(0, len(made), _AT_ONCE):
            some = entry.c.id.in_(made[at : at + _AT_ONCE])
            accepted = sa.select(entry.c.id, entry.c.body).where(some, entry.c.body.is_not(None))
            kept.update({row[0]: json.loads(row[1]) for row in self._database.rows(accepted)})
        return [
            (claim, judged)
            for claim, judged, body in found
            if body.get("claim") not in kept or differs(kept[body["claim"]], claim)
        ]

    def _read(self, query: sa.Select[tuple[str]]) -> list[Claim]:
        return [_claim_of_body(str(body)) for (body,) in self._database.rows(query)]


def _hold(connection: sa.Connection, claims: Mapping[str, Claim]) -> None:
    """Write proposals in the place of those of the same ids, but none that was destroyed, or whose verdict was."""
    if claims:
        connection.execute(
            sa.delete(proposal).where(proposal.c.id == sa.bindparam("of")), [{"of": one} for one in claims]
        )
    gone = destroyed(connection, {claim.item for claim in claims.values()})
    gone |= {row[0] for row in rows_among(connection, _TOLD, claims)}
    kept = [one for one in claims.values() if one.id not in gone and one.item not in gone]
    insert_rows(connection, proposal, [_proposal_row(claim) for claim in kept])
    enter(connection, kept)


_TOLD = "SELECT s.subject FROM subject s JOIN entry e ON e.seq = s.seq WHERE e.kind = 'destroyed' AND s.subject"
"""What the records of destructions speak of: words that went, and proposals whose numbers stay counted."""


def _proposal_row(claim: Claim) -> tuple[Any, ...]:
    # Not the canonical text: that is NFC, and a proposal keeps the letters of its source.
    body = json.dumps(to_json(claim))
    return (claim.id, claim.item, claim.anchor.start, claim.anchor.end, claim.kind.value, body)


def _claim_of_body(body: str) -> Claim:
    try:
        return read(Claim, json.loads(body))
    except (ValueError, KeyError, TypeError) as error:
        raise RegisterDamaged(
            message("what was found in a document cannot be read; run sijill verify, then sijill repair")
        ) from error
