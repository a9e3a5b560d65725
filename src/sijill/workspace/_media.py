"""Pictures and films: which look the same, what a chat was sent with, copies in which something is hidden for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sijill.actions import redacting
from sijill.evidence import NotInVault, Unreadable, VaultDamaged
from sijill.model import Sensitivity
from sijill.values import SijillError, message
from sijill.values.extras import extra_named

if TYPE_CHECKING:
    from sijill.actions import Acquired
    from sijill.actions.redacting import Box
    from sijill.adapters.files import PictureMarks
    from sijill.ledger import Progress
    from sijill.model import Item
    from sijill.workspace._evidence import Evidence
    from sijill.workspace._opened import Opened
    from sijill.workspace.sent_files import SentFile

PICTURES = "image/"


class NoPicture(SijillError):
    """A document that is no picture, where one is asked for."""


@dataclass(frozen=True, slots=True)
class Alike:
    """That two pictures look the same, and how many of the bits of their marks differ."""

    item: str
    other: str
    differing: int


@dataclass(frozen=True, slots=True)
class Media:
    """Finds pictures that look the same and files that a chat was sent with; makes copies that hide something."""

    _opened: Opened
    _evidence: Evidence

    def alike(
        self, item: str | None = None, *, known_only: bool = False, progress: Progress | None = None
    ) -> list[Alike]:
        """
        Return the pairs of pictures that look the same, the closest first; of one picture, or of the whole register.

        Saved again, made smaller or trimmed a little a picture keeps its mark; what cannot be opened has none. With
        ``known_only`` no picture but that one is marked now, since somebody waits. Raises UnknownEntry, NoPicture,
        ExtraMissing.
        """
        with extra_named():
            from sijill.adapters.pictures import alike_pairs, alike_to

        held = self._marks(progress, item if known_only else None)
        names, marks = list(held), list(held.values())
        if item is None:
            found = [Alike(names[one], names[other], bits) for one, other, bits in alike_pairs(marks)]
            return sorted(found, key=lambda one: one.differing)
        if not self._evidence.item(item).media_type.startswith(PICTURES):
            raise NoPicture(message("item {item} is no picture"), item=item[:12])
        if item not in held:
            return []
        near = alike_to(held[item], marks)
        return [Alike(item, names[at], bits) for at, bits in near if names[at] != item]

    def redact(
        self,
        item: str,
        boxes: Sequence[Box],
        *,
        reason: str,
        authorised_by: str,
        source: str = "",
        sensitivity: Sensitivity | None = None,
        append_id: str | None = None,
    ) -> Acquired:
        """
        Make a copy of a picture in which boxes are blackened for good, and seal it as an item of its own.

        Nothing of the file but its pixels is in it, and none of the words that the register holds of it; the original
        stays sealed as it is, and as sensitive. The copy's source is this register, and it is as sensitive as the
        original, unless they are given. A box is left, top, width, height in thousandths. Raises UnknownEntry,
        NoPicture, BoxOutside, ReasonMissing, TwoPersonsNeeded, a kind of Unreadable.
        """
        original, doing = self._evidence.item(item), self._opened.doing(append_id)
        if not original.media_type.startswith(PICTURES):
            raise NoPicture(message("item {item} is no picture"), item=item[:12])
        redacting.refuse_unfit(doing, boxes, reason=reason, authorised_by=authorised_by)
        content = self._opened.sandbox.redacted_picture(
            self._opened.vault.read(original.id),
            media_type=original.media_type,
            boxes=[(left / 1000, top / 1000, wide / 1000, high / 1000) for left, top, wide, high in boxes],
        )
        return redacting.record_redaction(
            doing,
            self._opened.vault,
            original,
            content,
            boxes=boxes,
            reason=reason,
            authorised_by=authorised_by,
            source=source.strip() or self._opened.settings.name,
            sensitivity=sensitivity,
        )

    def redacted_copies(self, item: str) -> list[str]:
        """Return the redacted copies of a picture that still stand, in the order of making."""
        made = redacting.redacted_copies(self._opened.ledger, item)
        return [one for one in made if self._opened.ledger.entry(one).body]

    def sent_files(self, item: str) -> list[SentFile]:
        """
        Return the files that the messages of a chat were sent with, each with the item that it is where one is held.

        Raises UnknownEntry.
        """
        from sijill.workspace.sent_files import sent_files

        return sent_files(self._evidence, item)

    def _marks(self, progress: Progress | None, only: str | None) -> Mapping[str, bytes]:
        """Return the mark of every picture that has one, making those that are missing, or that of one alone."""
        from sijill.adapters.files import PictureMarks

        shelf = PictureMarks(self._opened.folder / "cache")
        pictures = [one for one in self._evidence.items() if one.media_type.startswith(PICTURES)]
        known = shelf.read()
        unmarked = [one for one in pictures if one.id not in known and only in (None, one.id)]
        for number, one in enumerate(unmarked, 1):
            known[one.id] = self._mark(shelf, one)
            if progress:
                progress(number, len(unmarked))
        return {one.id: known[one.id] for one in pictures if known.get(one.id)}

    def _mark(self, shelf: PictureMarks, item: Item) -> bytes:
        mark = b""
        with suppress(Unreadable, NotInVault, VaultDamaged):
            mark = self._opened.sandbox.picture_mark(self._opened.vault.read(item.id), media_type=item.media_type)
        shelf.keep(item.id, mark)
        return mark


def forget_marks(opened: Opened, items: Sequence[str]) -> None:
    """Let go of the marks of items that were destroyed."""
    from sijill.adapters.files import PictureMarks

    PictureMarks(opened.folder / "cache").forget(items)
