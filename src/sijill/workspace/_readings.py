"""What can be asked of a register: items, claims, records, figures, history, as of any moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sijill import evidence, methodology, records
from sijill.access import Redacted
from sijill.adapters import clock as now_of
from sijill.adapters.readers import Sandbox
from sijill.adapters.sql import Access, Act, Store
from sijill.evidence import Text, TextStore, Vault
from sijill.ledger import Entry, Hit, Ledger, Progress, Proposals, UnknownEntry, UnknownProposal, Verification
from sijill.methodology import AssessmentCache, Move, Rules
from sijill.model import (
    Claim,
    Clock,
    Definition,
    Figure,
    Item,
    PlaceBasis,
    Sensitivity,
    Toll,
    moment_text,
    read,
)
from sijill.records import AnyRecord
from sijill.reports import MonthlyMaterial
from sijill.tolls import Question, Trace
from sijill.values import Period, SijillError
from sijill.workspace import _reporting, _verifying
from sijill.workspace._counting import Counting, rules_in_force, seq_as_of
from sijill.workspace._countings import Countings
from sijill.workspace._looks import Looks
from sijill.workspace._settings import Settings


class UnreadableMoment(SijillError):
    """Text that names no moment."""


class NotYetThere(SijillError):
    """A moment or an entry at which the register held nothing."""


class Readings:
    """
    The readings of an opened register; the command line, the desk and the API read through these alone.

    The attributes are set by ``Register``, which opens the store, the vault and the reader.
    """

    settings: Settings
    store: Store
    ledger: Ledger
    proposals: Proposals
    vault: Vault
    texts: TextStore
    sandbox: Sandbox
    assessments: AssessmentCache
    countings: Countings
    looks: Looks
    actor: str

    def items(self) -> Sequence[Item]:
        """Return every item that was not destroyed, in the order of acquisition."""
        return [read(Item, {"id": e.id, **e.body}) for e in self.ledger.entries(kind="item") if e.body]

    def item(self, item: str) -> Item:
        """Return one item. Raises UnknownEntry."""
        entry = self.ledger.entry(item)
        if entry.kind != "item" or entry.body is None:
            raise UnknownEntry(f"{item} is not an item of this register; sijill show REGISTER lists them")
        return read(Item, {"id": item, **entry.body})

    def text(self, item: str) -> Text:
        """Return the newest reading of an item, read again from the vault when none is kept."""
        kept = self.texts.readers(item)
        if kept:
            return self.texts.get(item, kept[-1])
        held = self.item(item)
        content = self.vault.read(item)
        reading = evidence.read(
            content, readers=(self.sandbox,), name=held.original_name or "", media_type=held.media_type
        )
        self.texts.keep(item, reading)
        return reading

    def claims(self, *, item: str | None = None, kind: str | None = None, limit: int | None = None) -> Sequence[Claim]:
        """Return the proposals that wait for a judgement."""
        return self.proposals.waiting(item=item, kind=kind, limit=limit)

    def proposal(self, proposal: str) -> Claim:
        """Return a proposal or a recorded claim by its id. Raises UnknownProposal."""
        try:
            return self.proposals.get(proposal)
        except UnknownProposal:
            # An item, a record or a judgement has an id too, and is no claim.
            for entry in self.ledger.history(proposal):
                if entry.id == proposal and entry.kind == "claim" and entry.body is not None:
                    return read(Claim, {"id": proposal, **entry.body})
            raise

    def records(self, *, as_of: str | None = None) -> Iterator[AnyRecord]:
        """Give every record as of a moment."""
        at = seq_as_of(self.ledger, self.moment(as_of))
        yield from records.assemble(self.ledger.statements(upto=None if at == self.ledger.seq else at))

    def record_ids(self, *, kind: str | None = None, after: int = 0, limit: int = 100) -> Sequence[tuple[int, str]]:
        """
        Return ids of records in the order of their first entry, each with that entry's ``seq``.

        ``after`` is the last ``seq`` of the page before; a place once given never moves.
        """
        return self.store.record_ids(kind=kind, after=after, limit=limit)

    def record_of(self, subject: str, *, as_of: str | None = None, seq: int | None = None) -> AnyRecord:
        """Return one record as of a moment or an entry. Raises UnknownEntry."""
        # Of now the ledger asks itself once where it ends; a page of records would ask it three times for each.
        upto = seq if as_of is None or seq is not None else seq_as_of(self.ledger, self.moment(as_of))
        for found in records.assemble(self.ledger.statements(subject=subject, upto=upto)):
            return found
        raise UnknownEntry(f"no record {subject} in this register; find ids with sijill search REGISTER WORDS")

    def history(self, subject: str) -> Sequence[Entry]:
        """Return every entry that speaks of a subject, in order. Raises UnknownEntry."""
        entries = self.ledger.history(subject)
        if not entries:
            raise UnknownEntry(
                f"nothing is known of {subject} in this register; find ids with sijill search REGISTER WORDS"
            )
        return entries

    def search(
        self,
        query: str,
        *,
        kinds: Sequence[str] | None = None,
        limit: int = 20,
        after: str | None = None,
        audience: Sensitivity = Sensitivity.TEAM,
    ) -> Sequence[Hit]:
        """Return what answers a query in Arabic or English, no more sensitive than the audience may see."""
        hits = self.store.search.find(query, max_sensitivity=audience, kinds=kinds or None, limit=limit, after=after)
        self.looks.record(Act.SEARCHED, [hit.subject for hit in hits], actor=self.actor, now=now_of.now(), query=query)
        return hits

    def looked_at(self, subjects: Sequence[str], *, act: Act = Act.READ) -> None:
        """Write in the access log that the actor read or exported these things; a door says it for what it shows."""
        self.looks.record(act, subjects, actor=self.actor, now=now_of.now())

    def access_log(self, *, actor: str | None = None, subject: str | None = None) -> Sequence[Access]:
        """Return who read, searched or exported what, in order: ids, and of a search only a salted digest."""
        return self.looks.read(actor=actor, subject=subject)

    def moment(self, text: str | None) -> datetime | None:
        """Return a moment from text; a bare date is the end of that day in the register's zone (DESIGN 6)."""
        if text is None:
            return None
        try:
            if len(text) == len("2020-05-31"):
                return datetime.combine(date.fromisoformat(text), time.max, self.settings.zone_info)
            stated = datetime.fromisoformat(text)
        except ValueError as reason:
            raise UnreadableMoment(
                f"no moment is read from {text!r}; write a day (2020-06-01) or a moment (2020-06-01T12:00:00Z)"
            ) from reason
        return stated if stated.tzinfo else stated.replace(tzinfo=self.settings.zone_info)

    def recorded_at(self, seq: int) -> str:
        """Return the moment in which an entry was recorded, as text."""
        for entry in self.ledger.entries(after=seq - 1, upto=seq):
            return moment_text(entry.recorded_at)
        raise UnknownEntry(f"the register has no entry {seq}; its last is {self.ledger.seq}")

    def head_at(self, seq: int) -> str:
        """Return the chain's head after the append that holds an entry."""
        for entry in self.ledger.entries(after=seq - 1, upto=seq):
            receipt = self.ledger.receipt(entry.append_id)
            if receipt is not None:
                return receipt.head
        return self.ledger.head

    def counting(
        self,
        *,
        as_of: str | None = None,
        methodology_name: str | None = None,
        window: Period | None = None,
        seq: int | None = None,
    ) -> Counting:
        """Return the register as of a moment (or entry) under a methodology (``snhr``, or ``snhr@2`` to pin one)."""
        at = seq if seq is not None else seq_as_of(self.ledger, self.moment(as_of))
        if not 1 <= at <= self.ledger.seq:
            when = f"as of {as_of}" if as_of else f"at entry {at}"
            raise NotYetThere(
                f"the register holds nothing {when}: its entries are 1-{self.ledger.seq}, the first recorded at "
                f"{self.recorded_at(1)}; ask for a later moment"
                if at < 1
                else f"the register has no entry {at}; its last is {self.ledger.seq}: is the figure another register's?"
            )
        name = methodology_name or self.settings.methodology
        rules = self.countings.rules(self.ledger, self.vault, name=name, seq=at, window=window)
        return self.countings.counting(Counting(self.ledger, self.vault, at, rules, self.assessments))

    def _rules(self, name: str, at: int, window: Period | None) -> Rules:
        """Return the adopted version, or the shipped one of a methodology that was never adopted here."""
        try:
            return rules_in_force(self.ledger, self.vault, name=name, seq=at, window=window)
        except methodology.MethodologyNotAdopted:
            if name not in methodology.shipped():
                raise
            return methodology.parse(methodology.shipped_bytes(name))

    def toll(
        self,
        period: str | Period,
        *,
        by: str = "party",
        clock: Clock | str | None = None,
        place_basis: PlaceBasis | str | None = None,
        methodology: str | None = None,
        as_of: str | None = None,
        cell: Mapping[str, str] | None = None,
    ) -> tuple[Question, Toll]:
        """Return a toll with the question it answers."""
        window = Period.parse(period) if isinstance(period, str) else period
        counting = self.counting(as_of=as_of, methodology_name=methodology, window=window)
        question = counting.question(
            window,
            clock=Clock(clock) if clock else None,
            place_basis=PlaceBasis(place_basis) if place_basis else None,
            cell=cell,
        )
        return question, counting.toll(question, axis=by)

    def figure(self, figure_id: str) -> tuple[Counting, Figure]:
        """Return a figure counted again from its id, in its own moment and under its own methodology."""
        definition = Definition.parse(figure_id)
        counting = self.counting(
            methodology_name=f"{definition.methodology}@{definition.version}",
            window=definition.window,
            seq=definition.seq,
        )
        return counting, counting.figure(definition)

    def trace(self, figure_id: str) -> Trace:
        """Return the road from a figure to the sealed words it rests on."""
        counting, figure = self.figure(figure_id)
        self.looked_at([figure_id])
        return counting.trace(figure)

    def compare_methodologies(
        self, one: str, other: str, *, period: str | None = None, as_of: str | None = None
    ) -> tuple[Counting, Counting, Sequence[Move]]:
        """Return the records that two methodologies treat differently, and why; both must be adopted or shipped."""
        window = Period.parse(period) if period else None
        sides = []
        for name in (one, other):
            at = seq_as_of(self.ledger, self.moment(as_of))
            sides.append(Counting(self.ledger, self.vault, at, self._rules(name, at, window), self.assessments))
        moves = methodology.diff(sides[0].records.values(), sides[0].rules, sides[1].rules, sides[0].grounds)
        return sides[0], sides[1], tuple(moves)

    def month(self, period: str | Period, **asked: Any) -> Redacted[MonthlyMaterial]:
        """Return the material of a month's report, redacted for its audience."""
        return _reporting.month(self, period, **asked)

    def standing_publications(self) -> Sequence[Entry]:
        """Return the publications that were not withdrawn, in order."""
        entries = [entry for entry in self.ledger.entries(kind="publication") if entry.body]
        gone = {str((entry.body or {}).get("withdraws")) for entry in entries}
        return [entry for entry in entries if entry.id not in gone and not (entry.body or {}).get("withdraws")]

    def publications(self) -> list[dict[str, Any]]:
        """Return what stands published: id, title, period, seq and head."""
        keys = ("title", "period", "seq", "head", "methodology")
        return [{"id": e.id, **{key: (e.body or {})[key] for key in keys}} for e in self.standing_publications()]

    def verify(self, *, head: str | None = None, progress: Progress | None = None) -> Verification:
        """Recompute the chain."""
        return self.ledger.verify(head=head, progress=progress)

    def verify_vault(self, *, progress: Progress | None = None) -> _verifying.VaultCheck:
        """Read every sealed item back, compare it with its fingerprint, and take away what killed writers left."""
        return _verifying.verify_vault(self, progress)

    def verify_figures(self) -> list[dict[str, Any]]:
        """Count every published figure again; return those that moved."""
        return _verifying.verify_figures(self)

    def backups_holding(self, entries: Sequence[str]) -> list[str]:
        """Return the backups made after these entries: they still hold the words."""
        return self.store.backups_holding(entries)
