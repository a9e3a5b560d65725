"""A register, opened: the one place where ports meet adapters, and through which everything is read and done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Any

from sijill import actions, claims, evidence, methodology, records
from sijill.access import Redacted
from sijill.actions import Acquired, Doing, Imported, Judged, Provenance, Recorded, Target
from sijill.actions import import_id as import_id_of
from sijill.adapters import clock
from sijill.adapters.files import FolderTextStore, FolderVault, take_in
from sijill.adapters.ids import Ids
from sijill.adapters.readers import Sandbox
from sijill.adapters.sql import Backup, open_store
from sijill.evidence import Text
from sijill.ledger import Entry, Hit, Receipt, UnknownEntry, Verification
from sijill.methodology import Move, Rules
from sijill.model import (
    Anchor,
    Basis,
    BasisKind,
    Claim,
    Clock,
    Definition,
    Figure,
    Item,
    PlaceBasis,
    Rank,
    Sameness,
    Sensitivity,
    Stance,
    Toll,
    Verdict,
    moment_text,
    read,
)
from sijill.records import AnyRecord
from sijill.reports import MonthlyMaterial
from sijill.tolls import Question, Trace
from sijill.values import Period
from sijill.workspace import _reporting, _verifying
from sijill.workspace._counting import Counting, rules_in_force, seq_as_of
from sijill.workspace._settings import FILE, AlreadyARegister, Settings, is_register, read_settings, settings_text

FOLDERS = ("vault", "sealed", "texts", "methodology", "reports", "cache", "tmp")


class Register:
    """
    A register folder with its ledger, vault and readings.

    Every reading and every action of the command line, the desk and the API is a method
    here. ``actor`` is who acts; it defaults to the register's owner.
    """

    def __init__(self, folder: Path, *, actor: str | None = None) -> None:
        """Open a register. Raises NotARegister, SettingsBroken and what the store raises."""
        self.folder = folder
        self.settings = read_settings(folder)
        self.actor = actor or self.settings.owner
        self.ids = Ids(clock.now)
        self.store = open_store(self.settings.store or folder, salt=self.ids.salt)
        self.ledger, self.proposals = self.store.ledger, self.store.proposals
        self.vault = FolderVault(folder / "vault")
        self.texts = FolderTextStore(folder / "texts")
        self.sandbox = Sandbox()

    @classmethod
    def init(cls, folder: Path, *, settings: Settings) -> Register:
        """Make a register in an empty folder and adopt its methodology. Raises AlreadyARegister."""
        if is_register(folder) or (folder.exists() and any(folder.iterdir())):
            raise AlreadyARegister(f"{folder} is not empty; choose a new folder for the register")
        content = methodology.shipped_bytes(settings.methodology)
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        for name in FOLDERS:
            (folder / name).mkdir(mode=0o700)
        open_store(settings.store or folder, create=True).close()
        # The settings come last: a folder is a register only once everything else is there.
        (folder / FILE).write_text(settings_text(settings), "utf-8")
        register = cls(folder)
        register.adopt_methodology(content)
        return register

    def close(self) -> None:
        """Close the store and end the reader's process."""
        self.sandbox.close()
        self.store.close()

    def __enter__(self) -> Register:
        """Return the register itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def doing(self, append_id: str | None = None) -> Doing:
        """Return the circumstances of an action now."""
        return Doing(self.ledger, self.actor, clock.now(), append_id or self.ids.internal(), self.settings.zone_info)

    # --- Evidence ------------------------------------------------------------------------------

    def add(self, path: Path, provenance: Provenance, *, append_id: str | None = None) -> Acquired:
        """
        Seal a file, read it, and find its claims.

        A file that no reader can read is sealed all the same: it is evidence first. Its
        refusal is raised after it was recorded.
        """
        content = take_in(path, largest=self.settings.largest_item)
        provenance = replace(provenance, original_name=provenance.original_name or path.name)
        return self.add_bytes(content, provenance, append_id=append_id)

    def add_bytes(self, content: bytes, provenance: Provenance, *, append_id: str | None = None) -> Acquired:
        """Seal bytes, read them, and find their claims. Raises a kind of Unreadable after sealing."""
        name = provenance.original_name or ""
        refusal: evidence.Unreadable | None = None
        reading: Text | None = None
        try:
            reading = evidence.read(content, readers=(self.sandbox,), name=name)
        except evidence.EmptyFile:
            raise
        except evidence.Unreadable as reason:
            refusal = reason
        kind = reading.media_type if reading else evidence.media_type_of(content, name)
        acquired = actions.acquire_item(
            self.doing(append_id), self.vault, content, media_type=kind, provenance=provenance, reading=reading
        )
        if refusal is not None:
            raise refusal
        if reading is not None:
            self.texts.keep(acquired.item, reading)
            self.find_claims(acquired.item)
        return acquired

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

    def find_claims(self, item: str) -> Sequence[Claim]:
        """Find the claims of an item and hold them as proposals; every one is anchored to exact words."""
        reading = self.text(item)
        held = self.item(item)
        found = claims.find_claims(reading, item=item, doc_date=held.published_on.edtf if held.published_on else None)
        for claim in found:
            claims.verify_anchor(claim, reading.raw)
        self.proposals.replace(item, found)
        return found

    # --- Judging and recording -------------------------------------------------------------------

    def judge(
        self,
        proposal: str,
        *,
        verdict: Verdict,
        reason: str,
        target: Target | None = None,
        edited: Claim | None = None,
        expect: Mapping[str, int] | None = None,
        append_id: str | None = None,
    ) -> Judged:
        """Record a verdict on a waiting proposal (or on a claim already held)."""
        found = self.proposal(proposal)
        claim = edited or found
        if edited is not None:
            claims.verify_anchor(edited, self.text(edited.item).raw)
        return actions.judge_claim(
            self.doing(append_id), claim, verdict=verdict, reason=reason, target=target, proposed=found, expect=expect
        )

    def proposal(self, proposal: str) -> Claim:
        """Return a proposal or a recorded claim by its id or an unambiguous beginning of it."""
        try:
            return self.proposals.get(proposal)
        except Exception as missing:
            try:
                body = self.ledger.entry(proposal).body
            except UnknownEntry:
                raise missing from None
            if body is None:
                raise
            return read(Claim, {"id": proposal, **body})

    def enter_claim(
        self, claim: Claim, words: str, *, start: int | None = None, reason: str, target: Target | None = None
    ) -> Judged:
        """Record a claim that a person found: the words are located, checked, and pinned."""
        reading = self.text(claim.item)
        first, last = actions.locate(reading.raw, words, item=claim.item, start=start)
        shown = reading.from_source(first, last)
        anchor = Anchor(words, first, last, reading.raw[max(0, first - 32) : first], reading.raw[last : last + 32])
        anchor = replace(anchor, page=reading.page_at(shown[0]))
        pinned = actions.by_hand(claim, anchor=anchor, actor=self.actor)
        claims.verify_anchor(pinned, reading.raw)
        return actions.enter_claim(self.doing(), pinned, reason=reason, target=target)

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
        return actions.record_statement(
            self.doing(append_id),
            kind=kind,
            values=values,
            subject=subject,
            basis=tuple(Basis(BasisKind.CLAIM, claim) for claim in claims),
            reason=reason,
            rank=rank,
            stance=stance,
            source=source,
            expect=expect,
        )

    def retract(self, statement: str, *, reason: str, append_id: str | None = None) -> Receipt:
        """Withdraw a statement."""
        return actions.retract(self.doing(append_id), statement, reason=reason)

    def link(self, left: str, right: str, *, sameness: Sameness, reason: str) -> Receipt:
        """Decide whether two records are one person."""
        return actions.decide_link(self.doing(), left, right, sameness=sameness, reason=reason)

    def import_table(
        self,
        content: bytes,
        mapping_text: str,
        *,
        name: str,
        dry_run: bool = False,
        skip_bad_rows: bool = False,
        progress: actions.Progress | None = None,
    ) -> Imported:
        """Import a table by a mapping; the same table and mapping again change nothing."""
        return actions.import_table(
            self.doing(import_id_of(content, mapping_text)),
            self.vault,
            content,
            actions.parse_mapping(mapping_text),
            name=name,
            dry_run=dry_run,
            skip_bad_rows=skip_bad_rows,
            progress=progress,
        )

    def undo_import(self, import_append: str, *, reason: str) -> Receipt:
        """Withdraw everything of an import that still stands."""
        return actions.undo_import(self.doing(), import_append, reason=reason)

    def adopt_methodology(self, content: bytes) -> Receipt:
        """Put a version of a methodology in force; its bytes are sealed, with a copy to read in ``methodology/``."""
        rules = methodology.parse(content)
        receipt = actions.adopt_methodology(self.doing(f"adopt-{rules.digest[:40]}"), self.vault, content)
        (self.folder / "methodology" / f"{rules.id}@{rules.version}.toml").write_bytes(content)
        return receipt

    def destroy(
        self, entries: Sequence[str], *, reason: str, second_actor: str, append_id: str | None = None
    ) -> Receipt:
        """
        Destroy words for good by two persons: body, salt, sealed bytes, readings and proposals (DESIGN 4).

        The chain keeps the digests. Backups still hold the words, and the caller says so.
        """
        held = [self.ledger.entry(one) for one in self._with_quotations(entries)]
        doing = self.doing(append_id)
        receipt = self.ledger.destroy(
            [entry.id for entry in held],
            reason=reason,
            actors=(self.actor, second_actor),
            append_id=doing.append_id,
            now=doing.now,
        )
        for entry in held:
            if entry.kind == "item":
                self.proposals.replace(entry.id, ())
                self.texts.remove(entry.id)
                if self.vault.holds(entry.id):
                    self.vault.remove(entry.id)
        return receipt

    def backups_holding(self, entries: Sequence[str]) -> list[str]:
        """Return the backups made after these entries: they still hold the words."""
        return self.store.backups_holding(entries)

    def _with_quotations(self, entries: Sequence[str]) -> Sequence[str]:
        """Return the entries and, for an item, the claims and judgements that quote it: its words stand in them too."""
        found = dict.fromkeys(entries)
        for one in entries:
            if self.ledger.entry(one).kind == "item":
                quoting = [e for e in self.ledger.history(one) if e.kind == "claim" and e.body]
                found |= dict.fromkeys(entry.id for entry in quoting)
                judged = {proposal.id for proposal in self.proposals.of(one)} | {entry.id for entry in quoting}
                for proposal in judged:
                    found |= dict.fromkeys(
                        e.id for e in self.ledger.history(proposal) if e.kind == "judgement" and e.body
                    )
        return tuple(found)

    # --- Readings --------------------------------------------------------------------------------

    def items(self) -> Sequence[Item]:
        """Return every item that was not destroyed, in the order of acquisition."""
        return [read(Item, {"id": e.id, **e.body}) for e in self.ledger.entries(kind="item") if e.body]

    def item(self, item: str) -> Item:
        """Return one item. Raises UnknownEntry."""
        entry = self.ledger.entry(item)
        if entry.kind != "item" or entry.body is None:
            raise UnknownEntry(f"{item} is not an item of this register; sijill show REGISTER lists them")
        return read(Item, {"id": item, **entry.body})

    def claims(self, *, item: str | None = None, kind: str | None = None, limit: int | None = None) -> Sequence[Claim]:
        """Return the proposals that wait for a judgement."""
        return self.proposals.waiting(item=item, kind=kind, limit=limit)

    def moment(self, text: str | None) -> datetime | None:
        """Return a moment from text; a bare date is the end of that day in the register's zone (DESIGN 6)."""
        if text is None:
            return None
        if len(text) == len("2020-05-31"):
            return datetime.combine(date.fromisoformat(text), time.max, self.settings.zone_info)
        stated = datetime.fromisoformat(text)
        return stated if stated.tzinfo else stated.replace(tzinfo=self.settings.zone_info)

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
        name = methodology_name or self.settings.methodology
        return Counting(
            self.ledger, self.vault, at, rules_in_force(self.ledger, self.vault, name=name, seq=at, window=window)
        )

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
        return counting.trace(figure)

    def record_of(self, subject: str, *, as_of: str | None = None) -> AnyRecord:
        """Return one record as of a moment. Raises UnknownEntry."""
        at = seq_as_of(self.ledger, self.moment(as_of))
        upto = None if at == self.ledger.seq else at
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

    def verify(self, *, head: str | None = None) -> Verification:
        """Recompute the chain, and check that the vault holds every item unchanged."""
        return self.ledger.verify(head=head)

    def rebuild(self) -> None:
        """Write every projection anew from the log, and find the proposals of every item again."""
        self.store.rebuild()
        for item in self.items():
            if item.media_type != evidence.CSV and self.vault.holds(item.id):
                self.find_claims(item.id)

    def records(self, *, as_of: str | None = None) -> Iterator[AnyRecord]:
        """Give every record as of a moment."""
        at = seq_as_of(self.ledger, self.moment(as_of))
        yield from records.assemble(self.ledger.statements(upto=None if at == self.ledger.seq else at))

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
        return self.store.search.find(query, max_sensitivity=audience, kinds=kinds or None, limit=limit, after=after)

    # --- Publishing and checking -------------------------------------------------------------------

    def standing_publications(self) -> Sequence[Entry]:
        """Return the publications that were not withdrawn, in order."""
        entries = [entry for entry in self.ledger.entries(kind="publication") if entry.body]
        gone = {str((entry.body or {}).get("withdraws")) for entry in entries}
        return [entry for entry in entries if entry.id not in gone and not (entry.body or {}).get("withdraws")]

    def publications(self) -> list[dict[str, Any]]:
        """Return what stands published: id, title, period, seq and head."""
        keys = ("title", "period", "seq", "head", "methodology")
        return [{"id": e.id, **{key: (e.body or {})[key] for key in keys}} for e in self.standing_publications()]

    def month(self, period: str | Period, **asked: Any) -> Redacted[MonthlyMaterial]:
        """Return the material of a month's report, redacted for its audience."""
        return _reporting.month(self, period, **asked)

    def report(self, period: str | Period, **asked: Any) -> _reporting.Reported:
        """Write a month's report; with ``publish`` record it. The options are those of ``sijill report``."""
        return _reporting.report(self, period, **asked)

    def withdraw(self, publication: str, *, reason: str) -> Receipt:
        """Withdraw a publication; its files are taken out of the reports folder by whoever put them there."""
        return actions.withdraw(self.doing(), publication, reason=reason)

    def backup(self, to: Path) -> Backup:
        """Write a backup: the log verbatim, the vault, and a manifest that names every byte."""
        return self.store.backup(self.folder, to, now=clock.now())

    def compare_methodologies(
        self, one: str, other: str, *, period: str | None = None, as_of: str | None = None
    ) -> tuple[Counting, Counting, Sequence[Move]]:
        """Return the records that two methodologies treat differently, and why; both must be adopted or shipped."""
        window = Period.parse(period) if period else None
        sides = []
        for name in (one, other):
            at = seq_as_of(self.ledger, self.moment(as_of))
            sides.append(Counting(self.ledger, self.vault, at, self._rules(name, at, window)))
        moves = methodology.diff(sides[0].records.values(), sides[0].rules, sides[1].rules, sides[0].grounds)
        return sides[0], sides[1], tuple(moves)

    def _rules(self, name: str, at: int, window: Period | None) -> Rules:
        """Return the adopted version, or the shipped one of a methodology that was never adopted here."""
        try:
            return rules_in_force(self.ledger, self.vault, name=name, seq=at, window=window)
        except methodology.MethodologyNotAdopted:
            if name not in methodology.shipped():
                raise
            return methodology.parse(methodology.shipped_bytes(name))

    def verify_vault(self) -> _verifying.VaultCheck:
        """Read every sealed item back and compare it with its fingerprint."""
        return _verifying.verify_vault(self)

    def verify_figures(self) -> list[dict[str, Any]]:
        """Count every published figure again; return those that moved."""
        return _verifying.verify_figures(self)
