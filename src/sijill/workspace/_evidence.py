"""What a register holds of the world: sealed items, their words and pictures, and the claims found in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sijill import actions, claims, evidence
from sijill.actions import entries
from sijill.actions.holding import all_within, parts_about, stands
from sijill.claims import Copies
from sijill.evidence import Text, Unreadable
from sijill.evidence.workbooks import TABLES
from sijill.ledger import LEVELS, Draft, Entry, Receipt, UnknownEntry
from sijill.model import Anchor, Claim, Item, Sensitivity, read
from sijill.search import Passage, passages
from sijill.values import message
from sijill.workspace.intake._bringing import Brought, bring, dates_said
from sijill.workspace.intake._drawing import drawn
from sijill.workspace.intake._handed_over import handed_over_before
from sijill.workspace.intake._kept_words import keep_words, newest_words
from sijill.workspace.intake._mailed import mailed_with
from sijill.workspace.intake._sealing import is_imported, seal_brought

if TYPE_CHECKING:
    from sijill.actions import Acquired, ActionContext, Provenance
    from sijill.adapters.sql import Level
    from sijill.model.custody import Copy
    from sijill.model.parts import FoundInside
    from sijill.workspace._opened import Opened
    from sijill.workspace.intake.silent import Silence

CATCH_UP = 20
"""How many items that were never compared are compared when another comes in, so that nobody waits for all of them."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a document gave: claims, of which some wait; ``reading`` is read, unreliable (no words) or unread."""

    reading: str
    claims: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Seals documents, reads them, finds their claims and which of them are copies."""

    _opened: Opened

    def add(
        self,
        path: Path,
        provenance: Provenance,
        *,
        append_id: str | None = None,
        dates: str | None = None,
        resume: bool = False,
    ) -> Acquired:
        """
        Seal a file, read it and all that comes inside it, and find their claims.

        A file that no reader can read is sealed all the same: it is evidence first. Its
        refusal is raised after it was recorded. ``dates`` says in which order a chat writes day and month
        (day-first, month-first). With ``resume``, a file that the same source handed over and that was read is left.
        """
        from sijill.adapters.files import take_in

        content = take_in(path, largest=self._opened.settings.largest_item)
        provenance = replace(provenance, original_name=provenance.original_name or path.name)
        if resume and (before := handed_over_before(self._opened, content, provenance, dates)) is not None:
            return before
        return self.add_bytes(content, provenance, append_id=append_id, dates=dates)

    def add_bytes(
        self, content: bytes, provenance: Provenance, *, append_id: str | None = None, dates: str | None = None
    ) -> Acquired:
        """Seal bytes, read them and what comes inside, and find claims. Raises a kind of Unreadable after sealing."""
        whole, *inside = bring(self._opened.sandbox, content, provenance, dates=dates)
        acquired = seal_and_find(self, whole, inside, doing=self._opened.doing(append_id))
        if whole.refusal is not None:
            raise whole.refusal
        return acquired

    def parts_of(self, item: str) -> Sequence[FoundInside]:
        """Return where an item was found inside others, and what was found inside it."""
        return parts_about(self._opened.ledger, item)

    def within(self, item: str) -> Sequence[Item]:
        """Return every item inside an item, however deep, that was not destroyed."""
        held = (one for one in all_within(self._opened.ledger, item) if stands(self._opened.ledger, one))
        return [self.item(one) for one in held]

    def silent(self, *, most: int) -> Iterator[tuple[Item, int, Silence]]:
        """Give documents that gave nothing to judge, each with its ``seq`` and why, the newest first."""
        from sijill.workspace.intake.silent import silent_documents

        found = self._opened.store.levels.without_claims(most=most)
        return silent_documents(self._opened, [(entry, levelled_item(entry, level)) for entry, level in found])

    def find_claims(self, item: str) -> Sequence[Claim]:
        """
        Find the claims of an item, hold them as proposals, and find which documents it repeats (R-OH.2).

        Every claim is anchored to exact words. Copies found are recorded, so that verdicts given before
        keep their entries and count by what is known of copies from then on. Words that came in with an
        entry by hand were read whole by the person who entered them, and a table that was imported row by row:
        a claim found in them would have their dead counted twice.
        """
        found = self._find_own_claims(item)
        self._catch_up()
        return found

    def _find_own_claims(self, item: str) -> Sequence[Claim]:
        told = self._opened.ledger.history(item)
        judged = any(one.kind in ("claim", "judgement") for one in told)
        if is_imported(self._opened, item) or (judged and entries.is_entered(self._opened.ledger, item)):
            find_copies(self, item)
            return ()
        reading, published = self.text(item), self.item(item).published_on
        found = claims.find_claims(
            reading, item=item, doc_date=published.edtf if published else None, theatre=self._opened.theatre
        )
        found = claims.found_again(found, self._opened.proposals.judged(item))
        signature = claims.Signature.of(reading.text)
        with self._opened.store.together():
            self._opened.proposals.replace(item, found)
            self._opened.store.passages.keep(item, found_by(reading))
            alike = _keep_signature(self, item, signature, told)
        _record_copies(self, item, signature, alike)
        return found

    def _catch_up(self) -> None:
        """Compare some items that never were; one that was killed before its claims were found has them found."""
        for waiting in self._opened.store.signatures.unread(limit=CATCH_UP):
            if self._opened.store.passages.holds(waiting):
                find_copies(self, waiting)
            else:
                self.find_again(waiting)

    def find_again(self, item: str) -> None:
        """Find anew the claims of an item and what it repeats; a table, or what no reader can read, has no claims."""
        if self.item(item).media_type not in TABLES and self._opened.vault.holds(item):
            with suppress(Unreadable):
                self._find_own_claims(item)
                return
        find_copies(self, item)

    def part_copies(self, item: str, of: str, *, reason: str, append_id: str | None = None) -> Receipt:
        """Record a person's word that two documents are no copies. Raises ReasonMissing, NotACopy."""
        return actions.part_copies(self._opened.doing(append_id), item, of, reason=reason)

    def classify(
        self,
        item: str,
        sensitivity: Sensitivity | None,
        *,
        reason: str,
        credibility: str | None = None,
        second_actor: str | None = None,
        append_id: str | None = None,
    ) -> Receipt:
        """
        Say how sensitive an item is from now on (more by one person, less by two), or how credible what it says.

        Raises UnknownEntry, UnknownWord, ReasonMissing, TwoPersonsNeeded.
        """
        return actions.classify(
            self._opened.doing(append_id),
            self.item(item).id,
            sensitivity,
            reason=reason,
            credibility=credibility,
            second_actor=second_actor,
        )

    def ask_model(self, item: str, *, key: str | None = None) -> Sequence[Claim]:
        """
        Hold what the configured model proposes for an item beside what the rules found, and return it.

        ``key`` opens the model's server. Finding the claims of the item anew
        lets go of what it proposed. Raises NoModel, TextMustStay, ModelUnavailable.
        """
        from sijill.workspace.intake._asking import ask_model, endpoint_of

        text, known = self.text(item), self._opened.proposals.of(item)
        found = ask_model(endpoint_of(self._opened.settings, self._opened.folder, key), self.item(item), text, known)
        for claim in found:
            claims.verify_anchor(claim, text.raw)
            anchor = pinned(text, claim.anchor.exact, claim.anchor.start, claim.anchor.end)
            self._opened.proposals.add(claims.with_origin(replace(claim, anchor=anchor)))
        find_copies(self, item)
        return found

    def bytes_of(self, sha256: str) -> bytes:
        """Return sealed bytes by their fingerprint. Raises NotInVault, VaultDamaged."""
        return self._opened.vault.read(sha256)

    def items(self) -> Sequence[Item]:
        """Return every item that was not destroyed, in the order of acquisition."""
        held = [item_of(entry) for entry in self._opened.ledger.entries(kind="item") if entry.body]
        levels = self._opened.store.levels.of_items()
        return [_levelled(one, levels[one.id]) for one in held]

    def item(self, item: str) -> Item:
        """Return one item. Raises UnknownEntry."""
        return levelled_item(*self._opened.store.levels.with_item(item))

    def text(self, item: str) -> Text:
        """Return the newest reading of an item, read again from the vault when none is kept."""
        if (kept := newest_words(self._opened, item)) is not None:
            return kept
        reading = self.read_now(item)
        keep_words(self._opened, item, reading)
        return reading

    def recognize(self, item: str, *, append_id: str | None = None) -> Text:
        """
        Recognize the words in an item's pages (OCR), and find their claims, marked as recognized.

        Raises NoPicture, NoRecognizer, JudgedBefore, a kind of Unreadable, NotInVault, VaultDamaged.
        """
        from sijill.workspace.intake.recognizing import recognize

        text = recognize(self._opened, self.item(item), append_id=append_id)
        self.find_claims(item)
        return text

    def read_now(self, item: str) -> Text:
        """Return what today's reader makes of an item's sealed bytes, and keep nothing of it."""
        held = self.item(item)
        said = dates_said(self._opened.ledger.history(item))
        return evidence.read_content(
            self._opened.vault.read(item),
            readers=(self._opened.sandbox,),
            name=held.original_name or "",
            media_type=f"{held.media_type}; dates={said}" if said else held.media_type,
        )

    def copies(self, item: str) -> Sequence[Copy]:
        """Return what holds of an item and those that it repeats, or that repeat it."""
        return Copies().learn(self._opened.ledger.history(item)).standing

    def given(self, items: Collection[str]) -> Mapping[str, Given]:
        """Return what became of each of some items: how it was read, how many claims it gave and how many wait."""
        told, given = self._opened.ledger.histories(list(items)), self._opened.proposals.given(items)
        return {one: Given(_reading(told[one]), *given.get(one, (0, 0))) for one in items}

    def page_picture(self, item: str, start: int, end: int) -> bytes:
        """
        Return the page of a PDF on which words stand, as PNG with the words lit; offsets are of the source.

        A page that could not be drawn is not tried again until the register is opened anew.
        Raises a kind of Unreadable, NotInVault, VaultDamaged.
        """
        raw = self.text(item).raw
        first = min(max(0, start), max(0, len(raw) - 1))
        before = raw[:first]
        number, page = before.count("\f") + 1, before.rfind("\f") + 1
        span = first - page, max(first + 1, min(end, len(raw))) - page
        return drawn(
            self._opened,
            item,
            f"page-{number}-{span[0]}-{span[1]}",
            f"page-{number}-refused",
            lambda: self._opened.sandbox.page(self._opened.vault.read(item), number=number, start=span[0], end=span[1]),
        )

    def photograph(self, item: str, *, veiled: bool = True) -> bytes:
        """
        Return a photograph as JPEG without its EXIF, veiled unless asked for otherwise.

        Raises a kind of Unreadable, NotInVault, VaultDamaged.
        """
        media_type = self.item(item).media_type
        return drawn(
            self._opened,
            item,
            "veiled" if veiled else "bare",
            "refused",
            lambda: self._opened.sandbox.photograph(
                self._opened.vault.read(item), media_type=media_type, veiled=veiled
            ),
        )


def seal_and_find(
    held: Evidence,
    whole: Brought,
    inside: Sequence[Brought],
    *,
    doing: ActionContext | None = None,
    beside: Sequence[Draft] = (),
) -> Acquired:
    """Seal what was brought, with what is said ``beside`` it, find the claims of all of it, then what it repeats."""
    acquired = seal_brought(held._opened, held._find_own_claims, whole, inside, doing=doing, beside=beside)
    held._catch_up()  # once all of it was looked at: what waits in the middle of it is no item that a kill left
    return acquired


def find_copies(held: Evidence, item: str) -> None:
    """Compare an item with every other, record what it repeats (R-OH.2), and have the search hold its words."""
    signature, words = held._opened.store.signatures.of(item), held._opened.store.passages
    if signature is None or not words.holds(item):
        made = list(passages(""))
        with suppress(evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged, UnknownEntry):
            if held.item(item).media_type not in TABLES:
                made = list(found_by(held.text(item)))
        words.keep(item, made)
        signature = signature or claims.Signature.of("".join(one.text for one in made))
    told = held._opened.ledger.history(item)
    _record_copies(held, item, signature, _keep_signature(held, item, signature, told))


def _keep_signature(held: Evidence, item: str, signature: claims.Signature, told: Sequence[Entry]) -> claims.Alike:
    """Hold what an item is compared by, with its long quotations, and return what it may repeat."""
    judged = [read(Claim, {"id": one.id, **one.body}) for one in told if one.kind == "claim" and one.body]
    quoted = (*judged, *held._opened.proposals.of(item))
    quotations = {one.id: number for one in quoted if (number := claims.quotation(one)) is not None}
    return held._opened.store.signatures.keep(item, signature, quotations)


def _record_copies(held: Evidence, item: str, signature: claims.Signature, alike: claims.Alike) -> None:
    """Record what an item repeats of what it may repeat; words that one mail brought are one origin in any case."""
    kin = dict(mailed_with(held._opened, item)) if signature.sketch else {}
    if alike.sketches or alike.quoted or kin:
        known = held._opened.caches.known_copies.at(held._opened.ledger.seq)
        found = claims.find_copies(item, signature, alike, known)
        found += claims.find_kin(item, signature, kin, known.further(found))
        if found:
            actions.record_copies(held._opened.doing(), found)


def compare_unread(held: Evidence) -> None:
    """Find the copies among items that were never compared, as those of a backup or of an older register."""
    while unread := held._opened.store.signatures.unread(limit=CATCH_UP):
        for item in unread:
            find_copies(held, item)


def _reading(told: Sequence[Entry]) -> str:
    steps = [(one.body or {}).get("derivations", ()) for one in told if one.kind == "text"]
    return (
        "unread" if not steps else "unreliable" if any(str(one).startswith("likeness") for one in steps[-1]) else "read"
    )


def found_by(reading: Text) -> Iterator[Passage]:
    """Give the passages by which a document is found; a table is found by the records that its rows became."""
    return passages("" if reading.media_type in TABLES else reading.text)


def item_of(entry: Entry) -> Item:
    """Return the item that an entry seals. Raises UnknownEntry."""
    if entry.kind != "item" or entry.body is None:
        raise UnknownEntry(
            message("{entry} is not an item of this register; sijill show REGISTER lists them"), entry=entry.id
        )
    return read(Item, {"id": entry.id, **entry.body})


def levelled_item(entry: Entry, level: Level) -> Item:
    """Return the item that an entry seals, as sensitive as the most sensitive thing in it. Raises UnknownEntry."""
    return _levelled(item_of(entry), level)


def _levelled(item: Item, level: Level) -> Item:
    return replace(
        item,
        sensitivity=LEVELS[level.words],
        known_at=LEVELS[level.own],
        columns={name: Sensitivity(value) for name, value in (level.columns or {}).items()},
    )


def pinned(reading: Text, words: str, first: int, last: int) -> Anchor:
    """Return the anchor of words in a reading, with a little before and after them."""
    anchor = Anchor(words, first, last, reading.raw[max(0, first - 32) : first], reading.raw[last : last + 32])
    return replace(anchor, page=reading.page_at(reading.from_source(first, last)[0]))
