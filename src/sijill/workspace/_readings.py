"""What can be asked of a register: items, claims, records, figures, history, as of any moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sijill import methodology, records
from sijill.access import Redacted
from sijill.ledger import (
    Entry,
    Progress,
    UnknownEntry,
    Verification,
    standing,
)
from sijill.methodology import AssessmentCache, Move, Rules
from sijill.model import (
    Clock,
    Definition,
    Figure,
    Note,
    PlaceBasis,
    Toll,
    moment_text,
)
from sijill.records import AnyRecord, Canonical, Named
from sijill.reports import MonthlyMaterial
from sijill.tolls import (
    CountedNumber,
    Question,
    Trace,
    Uncounted,
)
from sijill.values import (
    Period,
    SijillError,
    message,
)
from sijill.workspace import _reporting, _verifying
from sijill.workspace._awaited import awaited_notes
from sijill.workspace._copies import KnownCopies
from sijill.workspace._counted_alone import counted_alone
from sijill.workspace._counting import Counting, rules_in_force, seq_as_of
from sijill.workspace._countings import Countings
from sijill.workspace._searching import Searching
from sijill.workspace._settings import Settings


class UnreadableMoment(SijillError):
    """Text that names no moment."""


class NotYetThere(SijillError):
    """A moment or an entry at which the register held nothing."""


class Readings(Searching):
    """
    The readings of an opened register; the command line, the desk and the API read through these alone.

    The attributes are set by ``Register``, which opens the store, the vault and the reader.
    """

    settings: Settings
    assessments: AssessmentCache
    countings: Countings
    known_copies: KnownCopies

    def records(self, *, as_of: str | None = None) -> Iterator[AnyRecord]:
        """Give every record as of a moment."""
        at = seq_as_of(self.ledger, self.moment(as_of))
        upto = None if at == self.ledger.seq else at
        known = self.store.identities.canonical() if upto is None else records.canonical(self.ledger, upto=upto)
        yield from records.assemble(self.ledger.statements(upto=upto), canonical=known.same)

    def record_ids(self, *, kind: str | None = None, after: int = 0, limit: int = 100) -> Sequence[tuple[int, str]]:
        """
        Return canonical ids of records in the order of their first entry, each with that entry's ``seq``.

        ``after`` is the last ``seq`` of the page before; a place once given never moves.
        """
        return self.store.record_ids(kind=kind, after=after, limit=limit)

    def record_id(self, text: str) -> str:
        """
        Return the canonical id of the record that an id, the beginning of one, or a handle means; other text unchanged.

        Raises AmbiguousId, MistypedHandle.
        """
        return self.members(text)[0]

    def members(self, text: str, *, upto: int | None = None) -> tuple[str, ...]:
        """Return the ids that are one with a record, the canonical one first. Raises AmbiguousId, MistypedHandle."""
        meant = self.store.identities.meant(text)
        if upto is None:
            return self.store.identities.canonical([meant]).members(meant)
        decided = records.decided_in(self.ledger, upto=upto)
        return records.clusters_around([meant], decided, self.ledger.first_seq)[meant]

    def names(self, subjects: Sequence[str]) -> Mapping[str, Named]:
        """Return by what records are known beside their ids: handles, which are never public, and former ids."""
        handles, known = self.store.identities.handles(subjects), self.store.identities.canonical(subjects)
        return {one: Named(handles.get(one, ""), known.members(one)[1:]) for one in subjects}

    def record_of(self, subject: str, *, as_of: str | None = None, seq: int | None = None) -> AnyRecord:
        """
        Return one record as of a moment or an entry, under its canonical id.

        It holds the values of every record that is one with it. Raises UnknownEntry, AmbiguousId, MistypedHandle.
        """
        # Of now the ledger asks itself once where it ends; a page of records would ask it three times for each.
        upto = seq if as_of is None or seq is not None else seq_as_of(self.ledger, self.moment(as_of))
        members = self.members(subject, upto=upto)
        stated = list(records.statements_of(self.ledger, members, upto=upto))
        named = [str(one.value) for _, one in stated if one.property in records.REFERENCES]
        same = dict.fromkeys(members, members[0]) | {one: self.members(one, upto=upto)[0] for one in named}
        for found in records.assemble(stated, canonical=same):
            return found
        raise UnknownEntry(
            message("no record {subject} in this register; find ids with sijill search REGISTER WORDS"), subject=subject
        )

    def last_seq(self, subject: str) -> int:
        """Return the last entry that speaks of a record or of one that is one with it; 0 when none does."""
        return max(self.ledger.last_seq(one) for one in self.members(subject))

    def counted_number(
        self, subject: str, *, as_of: str | None = None, methodology: str | None = None
    ) -> CountedNumber | None:
        """
        Return a record as a methodology counts it; None for what nothing counts (acts, parties, places).

        Of now only what is tied to it is read, unless the register is counted already. Raises
        UnknownEntry, MethodologyNotAdopted.
        """
        counting = self.counting(as_of=as_of, methodology_name=methodology)
        if as_of is None and not counting.is_folded:
            return counted_alone(self, counting, subject)
        return counting.counted_numbers.of(subject)

    def history(self, subject: str) -> Sequence[Entry]:
        """
        Return every entry that speaks of a subject, or of a record that is one with it, in order.

        Raises UnknownEntry, AmbiguousId, MistypedHandle.
        """
        told = {entry.seq: entry for one in self.members(subject) for entry in self.ledger.history(one)}
        if not told:
            raise UnknownEntry(
                message("nothing is known of {subject} in this register; find ids with sijill search REGISTER WORDS"),
                subject=subject,
            )
        return [told[seq] for seq in sorted(told)]

    def histories(self, subjects: Sequence[str]) -> Mapping[str, Sequence[Entry]]:
        """Return what was recorded about each of some things, read at once; nothing for an unknown one."""
        return self.ledger.histories(subjects)

    def record_in(self, histories: Mapping[str, Sequence[Entry]], members: Sequence[str]) -> AnyRecord | None:
        """
        Return the record that some ids are, as it stands after their histories; None where these make none.

        ``members`` begin with the canonical id.
        """
        whole = sorted(
            (pair for one in members for pair in standing(histories[one], subject=one)), key=lambda at: at[0]
        )
        return next(records.assemble(whole, canonical=dict.fromkeys(members[1:], members[0])), None)

    def canonical(self) -> Canonical:
        """Return which records are one now."""
        return self.store.identities.canonical()

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
                message("no moment is read from {text}; write a day (2020-06-01) or a moment (2020-06-01T12:00:00Z)"),
                text=repr(text),
            ) from reason
        return stated if stated.tzinfo else stated.replace(tzinfo=self.settings.zone_info)

    def recorded_at(self, seq: int) -> str:
        """Return the moment in which an entry was recorded, as text."""
        for entry in self.ledger.entries(after=seq - 1, upto=seq):
            return moment_text(entry.recorded_at)
        raise UnknownEntry(
            message("the register has no entry {seq}; its last is {last}"), seq=seq, last=self.ledger.seq
        )

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
        end = self.ledger.seq
        at = seq if seq is not None else end if as_of is None else seq_as_of(self.ledger, self.moment(as_of))
        if not 1 <= at <= end:
            if at > end:
                raise NotYetThere(
                    message("the register has no entry {at}; its last is {end}: is the figure another register's?"),
                    at=at,
                    end=end,
                )
            raise NotYetThere(
                message(
                    "the register holds nothing as of {as_of}: its entries are 1-{end}, the first recorded at {first}; "
                    "ask for a later moment"
                )
                if as_of
                else message(
                    "the register holds nothing at entry {at}: its entries are 1-{end}, the first recorded at {first}; "
                    "ask for a later moment"
                ),
                as_of=as_of or "",
                at=at,
                end=end,
                first=self.recorded_at(1),
            )
        name = methodology_name or self.settings.methodology
        rules = self.countings.rules(self.ledger, self.vault, name=name, seq=at, window=window, last=end)
        return self.countings.counting(
            Counting(
                self.ledger,
                self.vault,
                at,
                rules,
                self.assessments,
                known_copies=self.known_copies,
                awaited=self._awaited,
            ),
            last=end,
        )

    def _awaited(self, seq: int) -> tuple[Note, ...]:
        return awaited_notes(self.ledger, self.store.queue, seq)

    def _rules(self, name: str, at: int, window: Period | None) -> Rules:
        """Return the adopted version, or the shipped one of a methodology that was never adopted here."""
        try:
            return rules_in_force(self.ledger, self.vault, name=name, seq=at, window=window)
        except methodology.MethodologyNotAdopted:
            if name not in methodology.shipped():
                raise
            return methodology.parse(methodology.shipped_bytes(name))

    def toll(self, period: str | Period, *, by: str = "party", **asked: Any) -> tuple[Question, Toll]:
        """
        Return a toll with the question it answers: ``clock``, ``place_basis``, ``methodology``, ``as_of``, ``cell``.

        Raises UnknownWord for a code there is not, UnreadablePeriod, MethodologyNotAdopted.
        """
        counting, question = self._question(period, **asked)
        return question, counting.toll(question, axis=by)

    def uncounted(
        self, reason: str | None, period: str | Period, **asked: Any
    ) -> tuple[Question, tuple[Uncounted, ...]]:
        """Return the records that a toll does not count, for one reason or all; asked as ``toll`` is."""
        counting, question = self._question(period, **asked)
        return question, counting.uncounted(question, reason)

    def _question(
        self,
        period: str | Period,
        *,
        clock: Clock | str | None = None,
        place_basis: PlaceBasis | str | None = None,
        methodology: str | None = None,
        as_of: str | None = None,
        cell: Mapping[str, str] | None = None,
    ) -> tuple[Counting, Question]:
        window = Period.parse(period) if isinstance(period, str) else period
        counting = self.counting(as_of=as_of, methodology_name=methodology, window=window)
        basis = PlaceBasis(place_basis) if place_basis else None
        question = counting.question(window, clock=Clock(clock) if clock else None, place_basis=basis, cell=cell)
        return counting, question

    def figure(self, figure_id: str) -> tuple[Counting, Figure]:
        """Return a figure counted again from its id, in its own moment and under its own methodology."""
        definition = Definition.parse(figure_id)
        counting = self.counting_of(definition)
        return counting, counting.figure(definition)

    def counting_of(self, definition: Definition) -> Counting:
        """Return the counting that a figure stands on: its own moment under its own methodology."""
        return self.counting(
            methodology_name=f"{definition.methodology}@{definition.version}",
            window=definition.window,
            seq=definition.seq,
        )

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
            rules = self._rules(name, at, window)
            sides.append(Counting(self.ledger, self.vault, at, rules, self.assessments, known_copies=self.known_copies))
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
