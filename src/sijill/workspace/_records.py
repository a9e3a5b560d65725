"""Records as of any moment, by which names they are known, and what a person states of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sijill import actions, records
from sijill.actions import entries
from sijill.ledger import Entry, Receipt, UnknownEntry
from sijill.model import Basis, BasisKind, Rank, Sensitivity, Stance
from sijill.values import message
from sijill.workspace._comments import comments_of_shown, comments_on, write_comment
from sijill.workspace._second import needs_second

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.actions.entries import ManualEntry, Recorded
    from sijill.actions.verdicts import Judged
    from sijill.records import AnyRecord, Canonical, Named
    from sijill.workspace._evidence import Evidence
    from sijill.workspace._opened import Opened


PAGE = 200
"""How many places of an id are read at once."""


@dataclass(frozen=True, slots=True)
class Records:
    """Reads records and the log, finds what an id means, and records values by hand."""

    _opened: Opened
    _evidence: Evidence
    _view: Callable[[Sensitivity], View]

    def all(self, *, as_of: str | None = None) -> Iterator[AnyRecord]:
        """Give every record as of a moment."""
        at = self._opened.seq_as_of(as_of)
        upto = None if at == self._opened.ledger.seq else at
        known = (
            self._opened.store.identities.canonical()
            if upto is None
            else records.canonical(self._opened.ledger, upto=upto)
        )
        yield from records.assemble(self._opened.ledger.statements(upto=upto), canonical=known.same)

    def ids(self, *, kind: str | None = None, after: int = 0, limit: int = 100) -> Sequence[tuple[int, str]]:
        """
        Return canonical ids of records in the order of their first entry, each with that entry's ``seq``.

        ``after`` is the last ``seq`` of the page before; a place once given never moves.
        """
        return self._opened.store.record_ids(kind=kind, after=after, limit=limit)

    def id_of(self, text: str) -> str:
        """
        Return the canonical id of the record that an id, the beginning of one, or a handle means; other text unchanged.

        Raises AmbiguousId, MistypedHandle.
        """
        return self.members(text)[0]

    def members(self, text: str, *, upto: int | None = None) -> tuple[str, ...]:
        """Return the ids that are one with a record, the canonical one first. Raises AmbiguousId, MistypedHandle."""
        meant = self._opened.store.identities.meant(text)
        if upto is None:
            return self._opened.store.identities.canonical([meant]).members(meant)
        decided = records.decided_in(self._opened.ledger, upto=upto)
        return records.clusters_around([meant], decided, self._opened.ledger.first_seq)[meant]

    def names(self, subjects: Sequence[str]) -> Mapping[str, Named]:
        """Return by what records are known beside their ids: handles, which are never public, and former ids."""
        handles, known = (
            self._opened.store.identities.handles(subjects),
            self._opened.store.identities.canonical(subjects),
        )
        return {one: records.Named(handles.get(one, ""), known.members(one)[1:]) for one in subjects}

    def of(self, subject: str, *, as_of: str | None = None, seq: int | None = None) -> AnyRecord:
        """
        Return one record as of a moment or an entry, under its canonical id.

        It holds the values of every record that is one with it. Raises UnknownEntry, AmbiguousId, MistypedHandle.
        """
        # Of now the ledger asks itself once where it ends; a page of records would ask it three times for each.
        upto = seq if as_of is None or seq is not None else self._opened.seq_as_of(as_of)
        members = self.members(subject, upto=upto)
        stated = list(records.statements_of(self._opened.ledger, members, upto=upto))
        named = [str(one.value) for _, one in stated if one.property in records.REFERENCES]
        same = dict.fromkeys(members, members[0]) | {one: self.members(one, upto=upto)[0] for one in named}
        for found in records.assemble(stated, canonical=same):
            return found
        raise records.unknown_record(subject)

    def last_seq(self, subject: str) -> int:
        """Return the last entry that speaks of a record or of one that is one with it; 0 when none does."""
        return max(self._opened.ledger.last_seq(one) for one in self.members(subject))

    def history(self, subject: str, *, members: Sequence[str] = ()) -> Sequence[Entry]:
        """
        Return every entry that speaks of a subject, or of a record that is one with it, in order.

        ``members`` are the ids that are one with it, where they are known already.

        Raises UnknownEntry, AmbiguousId, MistypedHandle.
        """
        found = self._opened.ledger.histories(members or self.members(subject))
        told = {entry.seq: entry for one in found.values() for entry in one}
        if not told:
            raise UnknownEntry(
                message("nothing is known of {subject} in this register; find ids with sijill search REGISTER WORDS"),
                subject=subject,
            )
        return [told[seq] for seq in sorted(told)]

    def histories(self, subjects: Sequence[str]) -> Mapping[str, Sequence[Entry]]:
        """Return what was recorded about each of some things, read at once; nothing for an unknown one."""
        return self._opened.ledger.histories(subjects)

    def canonical(self) -> Canonical:
        """Return which records are one now."""
        return self._opened.store.identities.canonical()

    def record(
        self,
        kind: str,
        values: Mapping[str, Any],
        *,
        subject: str | None = None,
        claims: Sequence[str] = (),
        reason: str | None = None,
        rank: Rank = Rank.NORMAL,
        stance: Stance = Stance.ASSERT,
        source: str | None = None,
        expect: Mapping[str, int] | None = None,
        append_id: str | None = None,
    ) -> Recorded:
        """Record values of a record by claims already held, or by the actor's decision with a reason."""
        made = entries.record_statement(
            self._opened.doing(append_id),
            kind=kind,
            values=with_whole_ids(self, values),
            subject=self.id_of(subject) if subject else None,
            basis=tuple(Basis(BasisKind.CLAIM, claim) for claim in claims),
            reason=reason,
            rank=rank,
            stance=stance,
            source=source,
            expect=expected_of_each(self._opened, self, expect),
            second=self._opened.vault if needs_second(self._opened, actions.claim_kind_of(kind), append_id) else None,
        )
        self._read_sealed(made.receipt)
        return made

    def enter(
        self, entry: ManualEntry, *, expect: Mapping[str, int] | None = None, append_id: str | None = None
    ) -> Judged:
        """Record a whole entry by hand in one append: source words, person, incident, party."""
        made = entries.enter_record(
            self._opened.doing(append_id),
            self._opened.vault,
            self._whole(entry),
            expect=expected_of_each(self._opened, self, expect),
            second=needs_second(self._opened, actions.claim_kind_of(entry.kind or "victim"), append_id),
        )
        self._read_sealed(made.receipt)
        return made

    def _whole(self, entry: ManualEntry) -> ManualEntry:
        """Return an entry that names every record by its whole id."""
        onto = [self.id_of(one) if one else "" for one in (entry.onto, *entry.others_onto)]
        victim, incident, values = (with_whole_ids(self, one) for one in (entry.victim, entry.incident, entry.values))
        return replace(
            entry, onto=onto[0] or None, others_onto=tuple(onto[1:]), victim=victim, incident=incident, values=values
        )

    def _read_sealed(self, receipt: Receipt) -> None:
        """Keep the reading of words that an act sealed, and find what they repeat."""
        for sealed in self._opened.ledger.entries(kind="item", after=receipt.first_seq - 1, upto=receipt.last_seq):
            from sijill.workspace._evidence import find_copies

            find_copies(self._evidence, sealed.id)

    def retract(
        self, statement: str, *, reason: str, expect: Mapping[str, int] | None = None, append_id: str | None = None
    ) -> Receipt:
        """Withdraw a statement."""
        return entries.retract(
            self._opened.doing(append_id), statement, reason=reason, expect=expected_of_each(self._opened, self, expect)
        )

    def comment(
        self, about: str, text: str, *, audience: Sensitivity = Sensitivity.SEALED, append_id: str | None = None
    ) -> Receipt:
        """Comment on a claim or a record that an audience sees, for colleagues. Raises UnknownEntry, NoComment."""
        return write_comment(self._opened, self._view(audience), about, text, append_id)

    def comments(
        self, about: str | None = None, *, audience: Sensitivity, members: Sequence[str] = (), after: int = 0
    ) -> Sequence[Entry]:
        """
        Return the comments on a claim or a record that an audience may see, in order, or all of them after an entry.

        ``members`` are the ids that are one with it, where a page has shown it already. Raises UnknownEntry.
        """
        if members:
            return comments_of_shown(self._opened, self._view(audience), members)
        return comments_on(self._opened, self.members, self._view(audience), about, after)

    def pointing_at(
        self,
        subject: str,
        *,
        kinds: Collection[str],
        audience: Sensitivity = Sensitivity.SEALED,
        most: int | None = None,
    ) -> Iterator[str]:
        """
        Give the records of some kinds that hold an id, among the first ``most`` places where it stands.

        Ids that records hold are found like words. Nobody searched, so nothing is written to the access log.
        """
        after: str | None = None
        limit = most or PAGE
        while True:
            hits = self._opened.store.search.find(
                subject, max_sensitivity=audience, kinds=kinds, limit=limit, after=after
            )
            yield from (hit.subject for hit in hits if hit.field in records.REFERENCES)
            if most or len(hits) < limit:
                return
            after = hits[-1].cursor

    def entry(self, entry_id: str) -> Entry:
        """Return one entry of the log. Raises UnknownEntry."""
        return self._opened.ledger.entry(entry_id)

    def entries(self, *, kind: str | None = None, after: int = 0, upto: int | None = None) -> Iterator[Entry]:
        """Give entries of the log in order."""
        return self._opened.ledger.entries(kind=kind, after=after, upto=upto)

    def receipt(self, append_id: str) -> Receipt | None:
        """Return the receipt of an append, or None where it was never recorded."""
        return self._opened.ledger.receipt(append_id)


def with_whole_ids(recorded: Records, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of which those that name another record hold its whole id."""
    return {
        name: recorded.id_of(value) if name in records.REFERENCES and isinstance(value, str) else value
        for name, value in values.items()
    }


def expected_of_each(opened: Opened, recorded: Records, expect: Mapping[str, int] | None) -> dict[str, int]:
    """Return what is expected of each record that is one with those that somebody saw as they stood at an entry."""
    found: dict[str, int] = {}
    for subject, seen in (expect or {}).items():
        members = recorded.members(subject)
        # A change to any of them since is a change to what that person saw.
        found |= {one: min(seen, opened.ledger.last_seq(one)) for one in members} if members[1:] else {members[0]: seen}
    return found


def refuse_withdrawn(records: Records, subject: str) -> None:
    """Refuse a record of which every value was withdrawn, for whoever prepares a document. Raises UnknownEntry."""
    told = [one for entries in records.histories(records.members(subject)).values() for one in entries]
    stated = {one.id for one in told if one.kind == "statement" and one.body}
    gone = {str(one.body["statement"]) for one in told if one.kind == "retraction" and one.body}
    if stated and stated <= gone:
        raise UnknownEntry(
            message(
                "{subject} was withdrawn, all of it, and nothing was written; sijill history REGISTER {subject} "
                "says by whom and why, and sijill report REGISTER corrections which editions hold it"
            ),
            subject=subject,
        )
