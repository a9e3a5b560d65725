"""Pictures of sealed bytes, drawn once and kept; what could not be drawn is not tried again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sijill.evidence import REFUSALS, Unreadable
from sijill.ledger import UnknownEntry
from sijill.values import message

if TYPE_CHECKING:
    from sijill.workspace._opened import Opened

_REFUSED = b"refused "


def drawn(opened: Opened, item: str, name: str, refused: str, draw: Callable[[], bytes]) -> bytes:
    """
    Return a picture by the name it is kept under, drawn where it is not kept.

    Raises a kind of Unreadable, UnknownEntry where the item was destroyed meanwhile.
    """
    kept = opened.shelf.get(item, name)
    if kept is not None:
        return kept
    if (before := opened.shelf.get(item, refused)) is not None and before.startswith(_REFUSED):
        kind = before.removeprefix(_REFUSED).decode("ascii", "replace")
        raise REFUSALS.get(kind, Unreadable)(item, "as when it was tried before")
    try:
        picture = draw()
    except Unreadable as refusal:
        opened.shelf.put(item, refused, _REFUSED + type(refusal).__name__.encode())
        raise
    opened.shelf.put(item, name, picture)
    entry, _ = opened.store.levels.with_item(item)
    if entry.body is None:  # destroyed while it was drawn: nothing of it stays
        opened.shelf.forget(item)
        raise UnknownEntry(_GONE, entry=item)
    return picture


_GONE = message("{entry} is not an item of this register; sijill show REGISTER lists them")
