"""Pictures of sealed things, for the eye and not evidence: a page beside its claim, a photograph veiled or bare."""

from __future__ import annotations

from collections.abc import Callable

from sijill.adapters.files import PictureShelf
from sijill.evidence import REFUSALS, Unreadable
from sijill.ledger import UnknownEntry
from sijill.workspace._readings import Readings

_REFUSED = b"refused "


class Pictures(Readings):
    """The pictures of an opened register; ``Register`` gives the shelf they are kept on."""

    shelf: PictureShelf

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
        return self._drawn(
            item,
            f"page-{number}-{span[0]}-{span[1]}",
            f"page-{number}-refused",
            lambda: self.sandbox.page(self.vault.read(item), number=number, start=span[0], end=span[1]),
        )

    def photograph(self, item: str, *, veiled: bool = True) -> bytes:
        """
        Return a photograph as JPEG without its EXIF, veiled unless asked for otherwise.

        Raises a kind of Unreadable, NotInVault, VaultDamaged.
        """
        media_type = self.item(item).media_type
        return self._drawn(
            item,
            "veiled" if veiled else "bare",
            "refused",
            lambda: self.sandbox.photograph(self.vault.read(item), media_type=media_type, veiled=veiled),
        )

    def _drawn(self, item: str, name: str, refused: str, draw: Callable[[], bytes]) -> bytes:
        kept = self.shelf.get(item, name)
        if kept is not None:
            return kept
        if (before := self.shelf.get(item, refused)) is not None and before.startswith(_REFUSED):
            kind = before.removeprefix(_REFUSED).decode("ascii", "replace")
            raise REFUSALS.get(kind, Unreadable)(item, "as when it was tried before")
        try:
            picture = draw()
        except Unreadable as refusal:
            self.shelf.put(item, refused, _REFUSED + type(refusal).__name__.encode())
            raise
        self.shelf.put(item, name, picture)
        try:
            self.item(item)
        except UnknownEntry:  # destroyed while it was drawn: nothing of it stays
            self.shelf.forget(item)
            raise
        return picture
