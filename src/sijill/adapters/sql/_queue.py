"""What waits for a person, as rows: entered with the proposals, left with the judgements, read a page at a time."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sijill.adapters.sql._database import PartOfStore
from sijill.adapters.sql._levels import Level, levels_of
from sijill.adapters.sql._rows import CHUNK, Recorded, driven, entry_of, insert_rows
from sijill.adapters.sql._schema import entry, judgement, proposal, subject, waiting
from sijill.ledger import (
    CONFIDENCES,
    IMPORT,
    LEVELS,
    Confidence,
    Facets,
    QueueEntry,
    QueueQuery,
    Stage,
    awaited_claim,
    standing_judgements,
    waiting_judgements,
)
from sijill.model import Claim, Sensitivity, Verdict, read, to_json
from sijill.values import normal_key
from sijill.values.persons import same_person

if TYPE_CHECKING:
    pass

_STAGES = (Stage.FIRST, Stage.SECOND)
_PLACE = (waiting.c.rank, waiting.c.item, waiting.c.start, waiting.c.end, waiting.c.id)

Known = tuple[str, Level, str]
"""Of an item: its source, how sensitive it is, and who entered it."""


class SqlQueue(PartOfStore):
    """The queue of a register, in its own database."""

    def page(self, wanted: QueueQuery, *, limit: int, after: str | None = None) -> Sequence[QueueEntry]:
        """Return what waits in order, from after a thing on."""
        body = sa.func.coalesce(waiting.c.body, proposal.c.body)
        query = (
            sa.select(waiting.c.id, waiting.c.stage, waiting.c.judged_by, body)
            .join_from(waiting, proposal, sa.and_(proposal.c.id == waiting.c.id, waiting.c.stage == 0), isouter=True)
            .where(*_asked(wanted), *self._of_others(wanted))
            .order_by(*_PLACE)
            .limit(limit)
        )
        for mark in self._database.rows(sa.select(*_PLACE).where(waiting.c.id == after)) if after else ():
            query = query.where(sa.tuple_(*_PLACE) > sa.tuple_(*map(sa.literal, mark)))
        return [_waiting_of_row(row) for row in self._database.rows(query)]

    def count(self, wanted: QueueQuery, *, most: int) -> int:
        """Return how many wait, counted to ``most`` at the most."""
        some = sa.select(waiting.c.id).where(*_asked(wanted), *self._of_others(wanted)).limit(most).subquery()
        return int(self._database.value(sa.select(sa.func.count()).select_from(some)))

    def _of_others(self, wanted: QueueQuery) -> Iterable[sa.ColumnElement[bool]]:
        """Give the conditions that a person had no part in what waits, under any spelling of their name."""
        for column in (waiting.c.entered_by, waiting.c.marked_by, waiting.c.judged_by) if wanted.person else ():
            names = (row[0] for row in self._database.rows(sa.select(column).distinct()))
            yield column.not_in([name for name in names if same_person(name, wanted.person)])

    def holds(self, thing: str) -> bool:
        """Test whether a claim, or a judgement, still waits."""
        return self._database.value(sa.select(waiting.c.stage).where(waiting.c.id == thing)) is not None

    def sources(self, levels: Collection[Sensitivity]) -> Sequence[str]:
        """Return whose documents have something that waits, each found by one step in the index."""
        with self._database.reading() as connection:
            return sorted({source for one in levels for source in _sources(connection, LEVELS.index(one))})


def _sources(connection: sa.Connection, level: int) -> Iterator[str]:
    last = ""
    step = sa.select(sa.func.min(waiting.c.source)).where(waiting.c.level == level)
    while (found := connection.scalar(step.where(waiting.c.source > last))) is not None:
        yield found
        last = found


def enter(connection: sa.Connection, claims: Sequence[Claim]) -> None:
    """Let proposals wait that no standing judgement names, and whose documents are known."""
    known = _items(connection, {claim.item for claim in claims})
    judged = _judged(connection, [claim.id for claim in claims])
    rows = [
        _waiting_row(claim, known[claim.item]) for claim in claims if claim.item in known and claim.id not in judged
    ]
    leave_first(connection, [claim.id for claim in claims])
    insert_rows(connection, waiting, rows)


def leave_first(connection: sa.Connection, proposals: Iterable[str]) -> None:
    """Let proposals wait no longer for their first verdict."""
    for one in proposals:
        driven(connection, "DELETE FROM waiting WHERE id = ? AND stage = 0", (one,))


def answer(connection: sa.Connection, judgements: Sequence[Recorded]) -> None:
    """Let what was judged leave; where an answer waits, answers or takes back, its proposal is looked at whole."""
    whole: set[str] = set()
    for one in judgements:
        if one.body.get("awaits") or one.body.get("answers") or one.body.get("verdict") == Verdict.WITHDRAWN:
            whole.add(str(one.body["proposal"]))
        else:
            driven(connection, "DELETE FROM waiting WHERE proposal = ?", (one.body["proposal"],))
    for name in sorted(whole):
        _again(connection, name)


def leave(connection: sa.Connection, destroyed: str) -> None:
    """Take out what rests on words that were destroyed."""
    gone = sa.or_(waiting.c.id == destroyed, waiting.c.item == destroyed, waiting.c.proposal == destroyed)
    connection.execute(sa.delete(waiting).where(gone))


def refill(connection: sa.Connection) -> None:
    """Let every proposal wait that no standing judgement names, after the log was read anew."""
    connection.execute(sa.delete(waiting).where(waiting.c.stage == 0))
    last = ""
    while rows := connection.execute(
        sa.select(proposal.c.id, proposal.c.body).where(proposal.c.id > last).order_by(proposal.c.id).limit(CHUNK)
    ).all():
        enter(connection, [read(Claim, json.loads(row.body)) for row in rows])
        last = rows[-1].id


def _again(connection: sa.Connection, name: str) -> None:
    """Write anew what waits of one proposal, by the rule of the ledger over all that was said of it."""
    about = sa.select(entry).join(subject, subject.c.seq == entry.c.seq).where(subject.c.subject == name)
    told = [entry_of(row) for row in connection.execute(about.where(entry.c.kind == "judgement").order_by(entry.c.seq))]
    told = [one for one in told if one.body and one.body["proposal"] == name]
    standing = standing_judgements(told)
    gone = {one.seq for one in told} - {one.seq for one in standing}
    for seq in gone:
        driven(connection, "DELETE FROM judgement WHERE seq = ?", (seq,))
    driven(connection, "DELETE FROM waiting WHERE proposal = ?", (name,))
    second = waiting_judgements(told)
    claims = [awaited_claim(one) for one in second]
    known = _items(connection, {claim.item for claim in claims})
    insert_rows(
        connection,
        waiting,
        [
            _waiting_row(claim, known[claim.item], held=(one.id, name, one.actor))
            for one, claim in zip(second, claims, strict=True)
            if claim.item in known
        ],
    )
    if not standing:
        found = connection.scalar(sa.select(proposal.c.body).where(proposal.c.id == name))
        enter(connection, [read(Claim, json.loads(found))] if found else [])


def _items(connection: sa.Connection, ids: set[str]) -> Mapping[str, Known]:
    found: dict[str, Known] = {}
    levels = levels_of(connection, ids)
    for some in _chunks(sorted(ids)):
        query = sa.select(entry.c.id, entry.c.actor, entry.c.body).where(entry.c.id.in_(some), entry.c.kind == "item")
        for row in connection.execute(query):
            if row.body:
                found[row.id] = (str(json.loads(row.body)["source"]), levels[row.id], row.actor)
    return found


def _judged(connection: sa.Connection, ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for some in _chunks(ids):
        found.update(connection.scalars(sa.select(judgement.c.proposal).where(judgement.c.proposal.in_(some))))
    return found


def _chunks(ids: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _waiting_row(claim: Claim, item: Known, *, held: tuple[str, str, str] | None = None) -> tuple[Any, ...]:
    """Return the row of a proposal, or of the judgement that holds its claim: its id, proposal and actor."""
    facets, (source, level, entered_by) = Facets.of(claim), item
    name, of, judged_by = held or (claim.id, claim.id, "")
    body = json.dumps(to_json(claim)) if held else None
    place = (facets.rank, claim.item, claim.anchor.start, claim.anchor.end)
    # What stands for an import quotes the names of columns alone.
    sensitivity = level.own if claim.id.startswith(IMPORT) else level.words
    sought = (facets.kind, source, sensitivity, facets.confidence, facets.language, facets.place)
    days = (facets.first_day, facets.last_day)
    return (
        name,
        of,
        int(held is not None),
        *place,
        *sought,
        *days,
        facets.words,
        entered_by,
        facets.marked_by,
        judged_by,
        body,
    )


def _waiting_of_row(row: Any) -> QueueEntry:
    name, stage, judged_by, body = row
    claim = read(Claim, json.loads(body))
    return QueueEntry(claim, name, judged_by) if stage else QueueEntry(claim)


def _asked(wanted: QueueQuery) -> Iterable[sa.ColumnElement[bool]]:
    """Give the conditions of what is wanted."""
    at = waiting.c
    yield at.stage == _STAGES.index(wanted.stage)
    if len(wanted.levels) < len(Sensitivity):
        yield at.level.in_([LEVELS.index(one) for one in wanted.levels])
    for column, value in ((at.item, wanted.item), (at.source, wanted.source), (at.kind, wanted.kind)):
        if value:
            yield column == value
    if wanted.language:
        yield at.language == wanted.language
    for column, value in ((at.words, normal_key(wanted.words)), (at.place, normal_key(wanted.place))):
        if value:
            yield column.contains(value, autoescape=True)
    if wanted.confidence:
        yield at.confidence == CONFIDENCES.index(Confidence(wanted.confidence))
    if wanted.since:
        yield at.last_day >= wanted.since
    if wanted.until:
        yield sa.and_(at.first_day > "", at.first_day <= wanted.until)
    if wanted.recalled is not None:
        yield (at.rank == 3) if wanted.recalled else (at.rank < 3)
    if wanted.among is not None:
        yield sa.or_(*(column.in_(list(wanted.among)) for column in (at.item, at.proposal)))
    if wanted.without:
        yield at.id.not_in(list(wanted.without))
