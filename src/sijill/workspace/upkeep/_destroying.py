"""Destroying words for good, and saying what of them a search of the whole folder still finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill import actions, evidence
from sijill.actions import capturing, erasing
from sijill.actions.holding import destroyed_together
from sijill.adapters.files import DestructionJournal, FileTraces, held_in, traces
from sijill.adapters.sql import forget_in_desk
from sijill.claims import Copies
from sijill.ledger import destroyed_drafts
from sijill.model.parties import Parties
from sijill.search import IdentifyingWords
from sijill.workspace._archives import handovers_of
from sijill.workspace._media import forget_marks

if TYPE_CHECKING:
    from sijill.actions import Provenance
    from sijill.actions.erasing import Erasure
    from sijill.ledger import Entry, Ledger, Receipt
    from sijill.workspace._evidence import Evidence
    from sijill.workspace._opened import Opened
    from sijill.workspace._publishing import Publishing

_REMADE = ("cache", "tmp", "reports")
"""Folders of which a file that holds the words is taken away: it is written again without them."""

_SEALED = ("vault", "texts")
"""Folders of which a file that holds the words is taken away where no entry names it."""


_LEDGER = "ledger.sqlite"


@dataclass(frozen=True, slots=True)
class Destroyed:
    """
    What was destroyed, and what is left: all by id, never by its words.

    ``publications`` went along and are to be published anew. ``entries`` state a name from another
    document and ``documents`` repeat the words: both are for people to decide. ``encrypted`` files nobody
    can look into, ``files`` hold words and are not ours to change, ``backups`` and ``handovers`` were made before.
    """

    receipt: Receipt
    lost: int
    publications: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    encrypted: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()
    handovers: tuple[str, ...] = ()


@dataclass
class _Left:
    """What the search of the folder came upon and left."""

    documents: dict[str, None] = field(default_factory=dict)
    encrypted: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Destruction:
    """Destroys in a register that is open; what was stopped half-way is finished by whoever destroys next."""

    opened: Opened
    evidence: Evidence
    publishing: Publishing

    def destroy(
        self, entries: Sequence[str], *, reason: str, second_actor: str, append_id: str | None = None
    ) -> Destroyed:
        """
        Destroy entries by two persons; with a document all that came inside it and by no other way.

        Raises TwoPersonsNeeded, ReasonNames, UnknownEntry, VaultFull, HeldInside.
        """
        journal, ledger = self._journal, self.opened.ledger
        entries = _all_going(ledger, entries)
        held = [ledger.entry(one) for one in entries]
        actors = (self.opened.actor, second_actor)
        destroyed_drafts([one for one in held if one.body], reason=reason, actors=actors, append_id="")
        before = self.finish()
        if before is not None and not any(one.body for one in held):
            return before
        doing = self.opened.doing(append_id)
        actions.look_at_clock(ledger, actor=doing.actor, now=doing.now, append_id=doing.append_id)
        begun = self._begun(held, reason, doing.append_id)
        if ledger.receipt(doing.append_id) is None and any(one.body for one in held):
            made = self._erasure(held, reason, doing.append_id)
            begun |= self._planned(made)
            journal.write(begun)
            try:
                ledger.destroy(
                    made.entries,
                    reason=reason,
                    actors=actors,
                    append_id=doing.append_id,
                    now=doing.now,
                    by=doing.door.value,
                    kept=made.kept,
                    told=made.told,
                )
            finally:
                if ledger.receipt(doing.append_id) is None:
                    journal.clear()
        finished = self._finish(begun)
        journal.clear()
        return finished

    def finish(self) -> Destroyed | None:
        """Finish what was begun and stopped, and say so; what was stopped before the log said it is not begun."""
        begun = self._journal.read()
        is_recorded = bool(begun and self.opened.ledger.receipt(str(begun["append_id"])))
        finished = self._finish(begun) if begun and is_recorded else None
        self._journal.clear()
        return finished

    @property
    def _journal(self) -> DestructionJournal:
        return DestructionJournal(self.opened.folder)

    def readmit(
        self, content: bytes, provenance: Provenance, *, reason: str, second_actor: str, append_id: str | None = None
    ) -> Receipt:
        """
        Take bytes in again that were destroyed, by two persons.

        Verdicts on them stay destroyed. Raises TwoPersonsNeeded, NotDestroyed, ReasonMissing, a kind of Unreadable.
        """
        return actions.readmit_item(
            self.opened.doing(append_id),
            self.opened.vault,
            content,
            media_type=evidence.media_type_of(content, provenance.original_name or ""),
            provenance=provenance,
            reason=reason,
            second_actor=second_actor,
        )

    def _erasure(self, held: Sequence[Entry], reason: str, key: str) -> Erasure:
        items = [one.id for one in held if one.kind == "item"]
        return erasing.erasure(
            self.opened.ledger,
            [one.id for one in held if one.body],
            proposals=[claim for one in items for claim in self.opened.proposals.of(one)],
            is_public=self._is_public(),
            reason=reason,
            key=f"{key}{self.opened.ids.public()}",
        )

    def _is_public(self) -> Callable[[str], bool]:
        """Return the test whether a name is a party's or stands in a methodology: such a name is nobody's secret."""
        parties, adopted = Parties.load(), list[str]()
        for entry in self.opened.ledger.entries(kind="methodology"):
            with suppress(evidence.NotInVault, evidence.VaultDamaged):
                adopted.append(self.opened.vault.read(str((entry.body or {})["digest"])).decode("utf-8", "replace"))
        return lambda name: parties.slug(name) is not None or any(f'"{name}"' in one for one in adopted)

    def _begun(self, held: Sequence[Entry], reason: str, append_id: str) -> dict[str, Any]:
        items = [one.id for one in held if one.kind == "item"]
        return {
            "entries": [one.id for one in held],
            "items": items,
            "append_id": append_id,
            "reason": reason,
            "words": [],
            "shared": [],
            "publications": {},
            "alike": [other for item in items for other in self._alike(item)],
        }

    def _alike(self, item: str) -> Iterator[str]:
        for one in Copies().learn(self.opened.ledger.history(item)).standing:
            yield from {one.item, one.of} - {item}

    def _planned(self, made: Erasure) -> dict[str, Any]:
        """Return what is to go, after adding to an erasure the publications whose files hold the words."""
        taken: dict[str, list[str]] = {}
        for entry in self.opened.ledger.entries(kind="publication"):
            body = entry.body or {}
            files = dict(body.get("files", {}))
            if entry.id in made.publications or (made.words and any(self._holds(one, made) for one in files.values())):
                made.kept[entry.id] = {
                    **body,
                    "files": {},
                    **{
                        name: erasing.MARK for name in ("title", "reason") if made.words.within(str(body.get(name, "")))
                    },
                }
                taken[entry.id] = [*files, *files.values()]
        return {
            "words": sorted(made.words.keys),
            "shared": sorted({key for held in made.elsewhere.values() for key in held} - made.words.keys),
            "publications": taken,
        }

    def _holds(self, sealed: str, made: Erasure) -> bool:
        try:
            return bool(held_in(self.opened.vault.read(sealed), made.words, self._read_text))
        except (evidence.NotInVault, evidence.VaultDamaged):
            return False

    def _read_text(self, content: bytes) -> str:
        try:
            return evidence.read_content(content, readers=(self.opened.sandbox,), media_type=evidence.PDF).text
        except evidence.Unreadable:
            return ""

    def _finish(self, begun: dict[str, Any]) -> Destroyed:
        """Take away what stands beside the log, and search; doing it again does no harm."""
        opened, words = self.opened, IdentifyingWords(begun["words"])
        for item in begun["items"]:
            if opened.ledger.entry(item).body is None:
                opened.proposals.replace(item, ())
                opened.texts.remove(item)
                opened.shelf.forget(item)
                self._remove(item)
        forget_marks(opened, begun["items"])
        for name in begun["entries"]:
            if (gone := opened.ledger.entry(name)).kind == "identity" and gone.body is None:
                opened.identities.remove(name)
        for publication, files in begun["publications"].items():
            if not opened.ledger.entry(publication).lost_words:
                continue  # nobody decided it, whatever the journal says
            self._withdraw(publication, begun)
            for one in files:
                self._remove(one)
        # A writer that was killed may have left the same words half-written beside them.
        opened.vault.sweep()
        opened.texts.sweep()
        opened.caches.forget()
        if words:
            forget_in_desk(opened.folder, words)
        opened.store.erase()
        left = self._search(words.keys, begun)
        if _LEDGER in left.files:
            opened.store.compact()
            left = self._search(words.keys, begun)
        return self._destroyed(begun, left)

    def _remove(self, sealed: str) -> None:
        with suppress(evidence.NotInVault):
            self.opened.vault.remove(sealed)

    def _withdraw(self, publication: str, begun: dict[str, Any]) -> None:
        doing = self.opened.doing(f"{begun['append_id']}:{publication}")
        with suppress(actions.NotAPublication):  # withdrawn before, for another reason
            actions.withdraw(doing, publication, reason=begun["reason"])

    def _search(self, own: frozenset[str], begun: dict[str, Any]) -> _Left:
        """Look through every file; only words that nothing else states (``own``) take a file away or name one."""
        left = _Left({one: None for one in begun["alike"] if self._is_item(one)})
        words, stated, in_log = IdentifyingWords((*own, *begun["shared"])), set[str](), set[str]()
        for found in traces(self.opened.folder, words, self._read_text):
            path = found.path.relative_to(self.opened.folder)
            item = next((one for one in path.parts if self._is_item(one)), None)
            if found.sealed_off:
                left.encrypted.append(_told(path, found))
            elif item is not None:
                left.documents[item] = None
                stated |= found.held
            elif path.name.startswith(_LEDGER):
                in_log |= found.held & own
            elif found.held & own:
                self._take_away(found, path, left)
        # What waits of a document that stays holds its words too.
        if in_log - stated:
            left.files.append(_LEDGER)
        return left

    def _take_away(self, found: FileTraces, path: Path, left: _Left) -> None:
        is_made_again = path.parts[0] in _REMADE or (path.parts[0] in _SEALED and not self._is_named(path))
        if found.path == self._journal.path:
            return  # the last to go
        if is_made_again:
            found.path.unlink(missing_ok=True)
        else:
            left.files.append(_told(path, found))

    def _is_item(self, name: str) -> bool:
        if len(name) != 64:
            return False
        return any(entry.id == name and entry.body for entry in self.opened.ledger.history(name))

    def _is_named(self, path: Path) -> bool:
        """Test whether an entry that stands names sealed bytes which are no item's: a methodology's, a report's."""
        for kind in ("methodology", "publication"):
            for entry in self.opened.ledger.entries(kind=kind):
                body = entry.body or {}
                if path.name in (body.get("digest"), *body.get("files", {}).values()):
                    return True
        return False

    def _destroyed(self, begun: dict[str, Any], left: _Left) -> Destroyed:
        ledger = self.opened.ledger
        receipt = ledger.receipt(begun["append_id"]) or self._earlier(begun["entries"])
        gone = [str((one.body or {})["entry"]) for one in map(ledger.entry, receipt.ids)]
        return Destroyed(
            receipt,
            len(gone),
            tuple(begun["publications"]),
            tuple(self._stating(IdentifyingWords((*begun["words"], *begun["shared"])))),
            tuple(left.documents),
            tuple(left.encrypted),
            tuple(left.files),
            tuple(self.opened.store.backups_holding(gone)),
            tuple(handovers_of(ledger, gone)),
        )

    def _stating(self, words: IdentifyingWords) -> list[str]:
        """Return the entries that hold words, but none that came of one of them: it would go along."""
        stated, along = list[str](), set[str]()
        for entry in self.opened.ledger.entries() if words else ():
            if entry.kind != "destroyed" and words.within(erasing.text_of(entry.body)):
                if not along & {one.partition("#")[0] for one in entry.subjects}:
                    stated.append(entry.id)
                along.add(entry.id)
        return stated

    def _earlier(self, entries: Sequence[str]) -> Receipt:
        """Return the receipt of the append that destroyed entries before."""
        told = [one for name in entries for one in self.opened.ledger.history(name) if one.kind == "destroyed"]
        receipt = self.opened.ledger.receipt(told[-1].append_id)
        assert receipt is not None  # noqa: S101 an entry stands in an append
        return receipt


def _all_going(ledger: Ledger, named: Sequence[str]) -> Sequence[str]:
    """Return some entries with what shows the same again and what lies in any of these. Raises HeldInside."""
    while (more := destroyed_together(ledger, capturing.with_companions(ledger, named))) != list(named):
        named = more
    return named


def _told(path: Path, found: FileTraces) -> str:
    """Return the path of a file, or where it lies when its own name is among the words."""
    return f"{path.parts[0]}/" if len(path.parts) > 1 and path.parts[0] != "sealed" and found.held else path.as_posix()
