"""Keeping a register whole: what can be checked again, copied away, made anew, and destroyed for good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill import actions
from sijill.actions import disclose
from sijill.adapters.age import Encryption, NotEncrypted
from sijill.adapters.sql import Access, Act, Backup, refuse_place
from sijill.evidence import fingerprint
from sijill.model import moment_text
from sijill.model.custody import CustodyAct
from sijill.values import message
from sijill.workspace._archives import beside_the_log
from sijill.workspace.decisions import Decided, decisions_of
from sijill.workspace.settings._settings import read_settings
from sijill.workspace.upkeep._account import Account, draw_up
from sijill.workspace.upkeep._verifying import verify_figures

if TYPE_CHECKING:
    from sijill.actions import Provenance
    from sijill.adapters.keys import Keyring
    from sijill.ledger import Progress, Receipt, Verification
    from sijill.workspace._counts import Counts
    from sijill.workspace._evidence import Evidence
    from sijill.workspace._opened import Opened
    from sijill.workspace._publishing import Publishing
    from sijill.workspace.taking import Taken
    from sijill.workspace.upkeep._destroying import Destroyed, Destruction
    from sijill.workspace.upkeep._repairing import Repaired


@dataclass(frozen=True, slots=True)
class Keeping:
    """Verifies, backs up, rebuilds and destroys, and says who looked at what."""

    _opened: Opened
    _evidence: Evidence
    _counts: Counts
    _publishing: Publishing

    @property
    def keyring(self) -> Keyring:
        """The register's keys, outside its folder."""
        return self._opened.keyring

    def verify(self, *, head: str | None = None, progress: Progress | None = None) -> Account:
        """
        Account for every file and every table, and take away what killed writers left unfinished.

        ``head`` is a chain's head kept elsewhere. Raises NotAHead.
        """
        return draw_up(self._opened, head=head, progress=progress)

    def verify_chain(self, *, head: str | None = None, progress: Progress | None = None) -> Verification:
        """Recompute the chain alone. Raises NotAHead."""
        return self._opened.ledger.verify(head=head, progress=progress)

    def repair(
        self, part: str | None = None, *, confirm: bool = False, progress: Progress | None = None
    ) -> tuple[Account, list[Repaired]]:
        """
        Repair what can be made again, of one part or of all, and return the account after it with what was done.

        ``confirm`` records the settings as they are now in the place of those recorded. Raises
        UnknownPartOfRegister, LogDoesNotHold.
        """
        from sijill.workspace.upkeep._repairing import Repairing

        repairing = Repairing(self._opened, self._evidence, self._publishing, confirm)
        found = self.verify(progress=progress)
        if not (done := repairing.repair(found, part)):
            return found, []
        settled = replace(self._opened, settings=read_settings(self._opened.folder))
        return draw_up(settled, progress=progress), done

    def verify_figures(self) -> list[dict[str, Any]]:
        """Count every published figure again; return those that moved."""
        return verify_figures(self._counts, self._publishing.standing_publications())

    def backup(self, to: Path, *, recipients: Sequence[str] = (), passphrase: str | None = None) -> Backup:
        """
        Write a backup that only the holders of age keys, or of a passphrase, can open.

        It holds the log verbatim, what waits, the folder's files without sessions and tokens, and a
        manifest that names every byte. Raises NotEncrypted, UnreadableKey, BackupThere, Overtaken,
        DiskFull, NotWritable.
        """
        self._opened.keep_access_head()
        encryption = Encryption.to(recipients, passphrase)
        made = self._opened.store.backup(self._opened.folder, to, now=self._opened.now(), written=encryption.written_to)
        self._opened.log_access([f"backup#{made.seq}"], act=Act.EXPORTED)
        return made

    def hand_over(self, to: Path, *, recipients: Sequence[str], reason: str, second_actor: str) -> Backup:
        """
        Write the register for others, by two persons: no account, key, draft, session, token or access log.

        The record says who let it out and for which age keys, before anything leaves. Raises
        TwoPersonsNeeded, ReasonMissing and as ``backup``.
        """
        if not recipients:
            raise NotEncrypted(
                message(
                    "a hand-over is encrypted for whoever gets it: give the age public key of each with --recipient"
                )
            )
        encryption = Encryption.to(recipients)
        refuse_place(self._opened.folder, to)
        disclose(
            self._opened.doing(),
            [item.id for item in self._evidence.items()],
            CustodyAct.EXPORTED,
            reason=reason,
            second_actor=second_actor,
            to=recipients,
        )
        now = self._opened.now()
        made = self._opened.store.backup(
            self._opened.folder,
            to,
            now=now,
            written=encryption.written_to,
            handed_over=beside_the_log(self._opened.settings, moment_text(now)),
        )
        self._opened.log_access([f"handover#{made.seq}"], act=Act.EXPORTED)
        return made

    def rebuild(self, *, entries: Progress | None = None, items: Progress | None = None) -> None:
        """Write every projection anew from the log, and find the proposals of every item again."""
        self._opened.caches.forget_columns()
        self._opened.store.rebuild(progress=entries)
        held = self._evidence.items()
        for number, item in enumerate(held, 1):
            self._evidence.find_again(item.id)
            if items:
                items(number, len(held))

    def take(self, item: str, out: Path, *, append_id: str | None = None) -> Taken:
        """
        Write an item's sealed bytes and its custody into a folder, with a reader or without.

        Raises UnknownEntry, NotInVault, VaultDamaged, InTheWay.
        """
        from sijill.workspace.taking import reading_told, take_out

        return take_out(
            self._opened, self._evidence.item(item), reading_told(self._evidence, item), out, append_id=append_id
        )

    def destroy(
        self, entries: Sequence[str], *, reason: str, second_actor: str, append_id: str | None = None
    ) -> Destroyed:
        """
        Destroy words for good by two persons, with all that came of them (DESIGN 4), and search for what is left.

        Numbers stay where they stood, so no figure moves; the chain keeps the digests. Raises TwoPersonsNeeded,
        ReasonNames, UnknownEntry, WordsLinger, VaultFull; again, it finishes what was begun.
        """
        return self._destruction.destroy(entries, reason=reason, second_actor=second_actor, append_id=append_id)

    def readmit(
        self, content: bytes, provenance: Provenance, *, reason: str, second_actor: str, append_id: str | None = None
    ) -> Receipt:
        """Take destroyed bytes in again, by two persons. Raises TwoPersonsNeeded, NotDestroyed, ReasonMissing."""
        receipt = self._destruction.readmit(
            content, provenance, reason=reason, second_actor=second_actor, append_id=append_id
        )
        self._evidence.find_again(fingerprint(content))
        return receipt

    @property
    def _destruction(self) -> Destruction:
        from sijill.workspace.upkeep._destroying import Destruction

        return Destruction(self._opened, self._evidence, self._publishing)

    def clock_doubted(self) -> datetime | None:
        """Return the moment of the last entry where this machine's clock stands too far from it to record; or None."""
        return actions.doubted(self._opened.ledger, self._opened.now())

    def confirm_clock(self, *, append_id: str | None = None) -> Receipt | None:
        """Record that the actor looked at the clock and found it right; None where nothing is in doubt."""
        doing = self._opened.doing(append_id)
        return actions.confirm_clock(doing.ledger, actor=doing.actor, now=doing.now, append_id=doing.append_id)

    def decisions(self, actor: str | None = None, *, before: int | None = None) -> Iterator[Decided]:
        """
        Give the acts of review of a person (the actor), newest first: what each recorded, and who built on it.

        ``before`` is the ``seq`` of the last act of the page before. What is not asked for is not read.
        """
        return decisions_of(self._opened, actor or self._opened.actor, before=before)

    def access_log(self, *, actor: str | None = None, subject: str | None = None) -> Sequence[Access]:
        """Return who read, searched or exported what, in order: ids, and of a search only a salted digest."""
        return self._opened.looks.read(actor=actor, subject=subject)

    def looked_at(self, subjects: Sequence[str], *, act: Act = Act.READ) -> None:
        """Write in the access log that the actor read or exported these things; a door says it for what it shows."""
        self._opened.log_access(subjects, act=act)
