"""A register, opened: the one place where ports meet adapters, and through which everything is read and done."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from sijill import actions, claims, evidence, methodology
from sijill.actions import Acquired, Doing, Provenance, entries, tables
from sijill.actions.entries import Recorded
from sijill.actions.tables import Imported, next_import_id
from sijill.adapters import clock
from sijill.adapters.files import FolderTextStore, FolderVault, PictureShelf, take_in
from sijill.adapters.ids import Ids
from sijill.adapters.readers import Sandbox
from sijill.adapters.sql import Act, Backup, open_store
from sijill.evidence import Text
from sijill.ledger import Progress, Receipt, UnknownEntry
from sijill.model import (
    Basis,
    BasisKind,
    Claim,
    CustodyAct,
    Rank,
    Stance,
    read,
)
from sijill.values import Period, message
from sijill.workspace import _reporting
from sijill.workspace._asking import ask_model, endpoint_of
from sijill.workspace._copies import KnownCopies
from sijill.workspace._countings import Countings
from sijill.workspace._judging import pinned
from sijill.workspace._linking import Linking
from sijill.workspace._looks import Looks
from sijill.workspace._pictures import Pictures
from sijill.workspace._settings import (
    FILE,
    AlreadyARegister,
    Settings,
    read_settings,
    refuse_unknown_store,
    settings_text,
)
from sijill.workspace._written import Writing

FOLDERS = ("vault", "sealed", "texts", "methodology", "reports", "cache", "tmp")

CATCH_UP = 20
"""How many items that were never compared are compared when another comes in, so that nobody waits for all of them."""


class Register(Linking, Pictures, Writing):
    """
    A register folder, opened: all its readings, and every action a person can do.

    The command line, the desk and the API do nothing that is not a method here. ``actor``
    is who acts; it defaults to the register's owner.
    """

    def __init__(self, folder: Path, *, actor: str | None = None, upgrading: Progress | None = None) -> None:
        """
        Open a register; ``upgrading`` is told how far it is where an older program's projections are made anew.

        Raises NotARegister, SettingsBroken and what the store raises.
        """
        self.folder = folder
        self.settings = read_settings(folder)
        self.actor = actor or self.settings.owner
        self.ids = Ids(clock.now)
        self.store = open_store(self.settings.store or folder, salt=self.ids.salt, upgrading=upgrading)
        self.ledger, self.proposals = self.store.ledger, self.store.proposals
        self.vault = FolderVault(folder / "vault")
        self.texts = FolderTextStore(folder / "texts")
        self.sandbox = Sandbox()
        self.shelf = PictureShelf(folder / "tmp" / "pictures")
        self.assessments = methodology.MemoryCache()
        self.countings = Countings()
        self.known_copies = KnownCopies(self.ledger)
        self.looks = Looks(self.settings.store or folder)

    @classmethod
    def init(cls, folder: Path, *, settings: Settings) -> Register:
        """Make a register in an empty folder and adopt its methodology. Raises AlreadyARegister."""
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise AlreadyARegister(
                message("{folder} is not an empty folder; choose a new folder for the register"), folder=folder
            )
        refuse_unknown_store(settings.store)
        content = methodology.shipped_bytes(settings.methodology)
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        try:
            for name in FOLDERS:
                (folder / name).mkdir(mode=0o700)
            open_store(settings.store or folder, create=True).close()
            # The settings come last: a folder is a register only once everything else is there.
            (folder / FILE).write_text(settings_text(settings), "utf-8")
            register = cls(folder)
            register.adopt_methodology(content)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)  # a database that refuses leaves no half-made folder
            raise
        return register

    def acting_as(self, actor: str) -> Register:
        """Return the same register, on the same store, with another person acting."""
        other = copy.copy(self)
        other.actor = actor
        return other

    def close(self) -> None:
        """Close the store and end the reader's process."""
        self.shelf.clear()
        self.sandbox.close()
        self.looks.close()
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
        return Doing(
            self.ledger,
            self.actor,
            clock.now(),
            append_id or self.ids.internal(),
            self.settings.zone_info,
            self.settings.one_person,
        )

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
            # Nothing to compare; left unread, whoever adds next would wait for the same reader to refuse again.
            self.store.signatures.keep(acquired.item, claims.Signature(), {})
            raise refusal
        if reading is not None:
            self.texts.keep(acquired.item, reading)
            self.find_claims(acquired.item)
        return acquired

    def find_claims(self, item: str) -> Sequence[Claim]:
        """
        Find the claims of an item, hold them as proposals, and find which documents it repeats (R-OH.2).

        Every claim is anchored to exact words. Copies found are recorded, so that verdicts given before
        keep their entries and count by what is known of copies from then on. Words that came in with an
        entry by hand were read whole by the person who entered them: a claim found in them would have
        their dead counted twice.
        """
        if entries.is_entered(self.ledger, item):
            self.find_copies(item)
            return ()
        reading = self.text(item)
        held = self.item(item)
        found = claims.find_claims(reading, item=item, doc_date=held.published_on.edtf if held.published_on else None)
        self.proposals.replace(item, found)
        self._compare(item, claims.Signature.of(reading.text))
        for waiting in self.store.signatures.unread(limit=CATCH_UP):
            self.find_copies(waiting)
        return found

    def find_copies(self, item: str) -> None:
        """Compare an item with every other, and record what it repeats (R-OH.2); one without words repeats nothing."""
        signature = self.store.signatures.of(item)
        if signature is None:
            try:
                is_table = self.item(item).media_type == evidence.CSV
                signature = claims.Signature.of("" if is_table else self.text(item).text)
            except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged, UnknownEntry):
                signature = claims.Signature()
        self._compare(item, signature)

    def _compare(self, item: str, signature: claims.Signature) -> None:
        judged = [entry for entry in self.ledger.history(item) if entry.kind == "claim" and entry.body]
        held = (*(read(Claim, {"id": one.id, **(one.body or {})}) for one in judged), *self.proposals.of(item))
        quotations = {one.id: number for one in held if (number := claims.quotation(one)) is not None}
        alike = self.store.signatures.keep(item, signature, quotations)
        if alike.sketches or alike.quoted:
            found = claims.find_copies(item, signature, alike, self.known_copies.at(self.ledger.seq))
            if found:
                actions.record_copies(self.doing(), found)

    def part_copies(self, item: str, of: str, *, reason: str, append_id: str | None = None) -> Receipt:
        """Record a person's word that two documents are no copies. Raises ReasonMissing, NotACopy."""
        return actions.part_copies(self.doing(append_id), item, of, reason=reason)

    def ask_model(self, item: str, *, key: str | None = None) -> Sequence[Claim]:
        """
        Hold what the configured model proposes for an item beside what the rules found, and return it.

        ``key`` opens the model's server. Finding the claims of the item anew
        lets go of what it proposed. Raises NoModel, TextMustStay, ModelUnavailable.
        """
        text, known = self.text(item), self.proposals.of(item)
        found = ask_model(endpoint_of(self.settings, self.folder, key), self.item(item), text, known)
        for claim in found:
            claims.verify_anchor(claim, text.raw)
            anchor = pinned(text, claim.anchor.exact, claim.anchor.start, claim.anchor.end)
            self.proposals.add(claims.with_origin(replace(claim, anchor=anchor)))
        self.find_copies(item)
        return found

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
        return entries.record_statement(
            self.doing(append_id),
            kind=kind,
            values=self._pointed(values),
            subject=self.record_id(subject) if subject else None,
            basis=tuple(Basis(BasisKind.CLAIM, claim) for claim in claims),
            reason=reason,
            rank=rank,
            stance=stance,
            source=source,
            expect=self._expected(expect),
            second=self.vault if self._second(actions.claim_kind_of(kind), append_id) else None,
        )

    def retract(
        self, statement: str, *, reason: str, expect: Mapping[str, int] | None = None, append_id: str | None = None
    ) -> Receipt:
        """Withdraw a statement."""
        return entries.retract(self.doing(append_id), statement, reason=reason, expect=self._expected(expect))

    def import_table(
        self,
        content: bytes,
        mapping_text: str,
        *,
        name: str,
        dry_run: bool = False,
        skip_bad_rows: bool = False,
        progress: Progress | None = None,
        recording: Progress | None = None,
    ) -> Imported:
        """
        Import a table by a mapping; while it stands or waits, the same table and mapping again change nothing.

        Raises ImportedBefore, and as ``actions.import_table``.
        """
        append_id, mapping = next_import_id(self.ledger, content, mapping_text), tables.parse_mapping(mapping_text)
        return tables.import_table(
            self.doing(append_id),
            self.vault,
            content,
            mapping,
            second=self._second(actions.claim_kind_of(mapping.kind), append_id),
            name=name,
            dry_run=dry_run,
            skip_bad_rows=skip_bad_rows,
            progress=progress,
            recording=recording,
            reader=self.sandbox,
        )

    def undo_import(self, import_append: str, *, reason: str) -> Receipt:
        """Withdraw everything of an import that still stands, or let it wait no more."""
        return tables.undo_import(self.doing(), import_append, reason=reason)

    def adopt_methodology(self, content: bytes) -> Receipt:
        """Put a version of a methodology in force; its bytes are sealed, with a copy to read in ``methodology/``."""
        rules = methodology.parse(content)
        receipt = entries.adopt_methodology(self.doing(f"adopt-{rules.digest[:40]}"), self.vault, content)
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
                self.shelf.forget(entry.id)
                if self.vault.holds(entry.id):
                    self.vault.remove(entry.id)
        # A writer that was killed may have left the same words half-written beside them.
        self.vault.sweep()
        self.texts.sweep()
        return receipt

    def disclose(self, subjects: Sequence[str], act: CustodyAct, *, reason: str, second_actor: str) -> Receipt | None:
        """Record that items, or sealed values of records, were let out by two persons."""
        whole = [self.record_id(one) for one in subjects]
        return actions.disclose(self.doing(), whole, act, reason=reason, second_actor=second_actor)

    def _with_quotations(self, entries: Sequence[str]) -> Sequence[str]:
        """Return the entries and, for an item, the claims and judgements that quote it: its words stand in them too."""
        found = dict.fromkeys(entries)
        for one in entries:
            if self.ledger.entry(one).kind == "item":
                quoting = [e for e in self.ledger.history(one) if e.kind in ("claim", "judgement") and e.body]
                found |= dict.fromkeys(entry.id for entry in quoting)
                judged = {proposal.id for proposal in self.proposals.of(one)} | {entry.id for entry in quoting}
                for proposal in judged:
                    found |= dict.fromkeys(
                        e.id for e in self.ledger.history(proposal) if e.kind == "judgement" and e.body
                    )
        return tuple(found)

    def rebuild(self, *, entries: Progress | None = None, items: Progress | None = None) -> None:
        """Write every projection anew from the log, and find the proposals of every item again."""
        self.store.rebuild(progress=entries)
        held = self.items()
        for number, item in enumerate(held, 1):
            if item.media_type != evidence.CSV and self.vault.holds(item.id):
                self.find_claims(item.id)
            if items:
                items(number, len(held))

    def compare_unread(self) -> None:
        """Find the copies among items that were never compared, as those of a backup or of an older register."""
        while unread := self.store.signatures.unread(limit=CATCH_UP):
            for item in unread:
                self.find_copies(item)

    def report(self, period: str | Period, **asked: Any) -> _reporting.Reported:
        """Write a month's report; with ``publish`` record it. The options are those of ``sijill report``."""
        done = _reporting.report(self, period, **asked)
        window = period if isinstance(period, str) else period.text
        self.looked_at([f"report/{window}#{done.seq}"], act=Act.EXPORTED)
        return done

    def withdraw(self, publication: str, *, reason: str) -> Receipt:
        """Withdraw a publication; its files are taken out of the reports folder by whoever put them there."""
        return actions.withdraw(self.doing(), publication, reason=reason)

    def backup(self, to: Path) -> Backup:
        """Write a backup: the log verbatim, the vault, and a manifest that names every byte."""
        made = self.store.backup(self.folder, to, now=clock.now())
        self.looked_at([f"backup#{made.seq}"], act=Act.EXPORTED)
        return made
