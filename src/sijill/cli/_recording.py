"""The door to ``record``: values of a record, or a whole record with the words of its source."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from sijill.actions.entries import ManualEntry
from sijill.actions.tables import typed_values
from sijill.cli._judging import _report, values_of
from sijill.cli._output import about, opened, say, settings, write
from sijill.ledger import RecordMovedOn
from sijill.model import Outcome, Rank, Stance, canonical, to_json
from sijill.values import SijillError, message
from sijill.workspace import Register

OF_INCIDENT = "incident."
"""How a value of the incident is set beside those of a victim, as in a mapping."""


class NotWhole(SijillError):
    """A record of a kind that is not entered whole with the words of its source."""


def record(asked: Namespace) -> int:
    """State values of a record, or enter a record whole with the words of its source."""
    if asked.words is not None:
        return _enter(asked)
    values = values_of(asked.kind, settings(asked.set))
    with opened(asked) as register:
        try:
            done = register.records.record(
                asked.kind,
                values,
                subject=asked.into,
                claims=asked.claim,
                reason=asked.reason,
                rank=Rank(asked.rank),
                stance=Stance(asked.stance),
                source=asked.source,
                expect=_expected(asked),
                append_id=asked.append_id,
            )
        except RecordMovedOn as moved:
            for line in _both_values(register, moved, values):
                say(line)
            raise
        names = register.records.names([*filter(None, (done.subject,)), *done.alike])
    handle = names[done.subject].handle if done.subject else None
    document = {
        "record": done.subject or None,
        "handle": handle,
        "statements": list(done.statements),
        "alike": list(done.alike),
        "seq": done.receipt.last_seq,
        "head": done.receipt.head,
        "waits": done.judgement is not None,
        "judgement": done.judgement,
    }
    said = f"record {handle} {done.subject}: {len(done.statements)} values in entry {done.receipt.last_seq}"
    if done.judgement:
        said = f"waits for a second person: sijill confirm REGISTER {done.judgement}"
    alike = [
        f"record {names[one].handle} holds that identifier too: are they one? sijill same REGISTER "
        f"{handle} {names[one].handle} --reason WHY, or sijill apart"
        for one in done.alike
    ]
    write(asked, document, [said, *alike])
    return 0


def _expected(asked: Namespace) -> dict[str, int] | None:
    return {asked.into: asked.expect} if asked.into and asked.expect is not None else None


def _enter(asked: Namespace) -> int:
    given = settings(asked.set)
    incident = {name.removeprefix(OF_INCIDENT): given.pop(name) for name in list(given) if name.startswith(OF_INCIDENT)}
    outcome = given.pop("outcome", Outcome.KILLED)
    with about("outcome"):
        (said,) = typed_values("act", {"outcome": outcome}).values()
    if asked.kind not in ("incident", "victim"):
        raise NotWhole(
            message("a record of kind {kind} is not entered with --words; enter the incident or the victim"),
            kind=asked.kind,
        )
    parts = {"incident": incident, "victim": {}}
    parts[asked.kind] |= given
    entry = ManualEntry(
        words=asked.words,
        source=asked.source or "",
        victim=values_of("victim", parts["victim"]),
        incident=values_of("incident", parts["incident"]),
        party=asked.party or "",
        outcome=Outcome(said),
        onto=asked.into,
    )
    with opened(asked) as register:
        done = register.records.enter(entry, expect=_expected(asked), append_id=asked.append_id)
    _report(asked, done)
    return 0


def _both_values(register: Register, moved: RecordMovedOn, asked_for: dict[str, Any]) -> Iterator[str]:
    """Give what stood when the person looked and what stands now, for the properties they meant to set."""
    then, now = (register.records.of(moved.subject, seq=seq) for seq in (moved.expected, moved.found))
    for name in asked_for:
        before, after = ([to_json(held.value) for held in one.held.get(name, ())] for one in (then, now))
        yield f"{name}: {canonical(before)} at entry {moved.expected}, {canonical(after)} at entry {moved.found}"
