"""The readings that are kept of an item: which is the newest, and that none outlives its item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sijill.actions.holding import stands
from sijill.ledger import UnknownEntry
from sijill.values import message

if TYPE_CHECKING:
    from sijill.evidence import Text
    from sijill.ledger import Ledger
    from sijill.workspace._opened import Opened


def keep_words(opened: Opened, item: str, text: Text, *, settled: bool = True) -> None:
    """
    Keep a reading of an item, unless it was destroyed while it was read.

    Whoever destroys it after the look takes the reading away as well. Raises UnknownEntry, VaultFull.
    """
    opened.texts.keep(item, text, settled=settled)
    if not stands(opened.ledger, item):
        opened.texts.remove(item)
        raise UnknownEntry(
            message("{entry} is not an item of this register; sijill show REGISTER lists them"), entry=item
        )


def newest_words(opened: Opened, item: str) -> Text | None:
    """
    Return the kept reading of an item that was made last, as the log tells it; None where none is kept.

    Words recognized in its pages come before those of any other reader. Raises ReadingDamaged.
    """
    kept = opened.texts.readers(item)
    if not kept:
        return None
    among = [one for one in kept if one.startswith("ocr ")] or kept
    return opened.texts.get(item, among[0] if len(among) == 1 else _last_reader(opened.ledger, item, among))


def _last_reader(ledger: Ledger, item: str, readers: Sequence[str]) -> str:
    told = [str((one.body or {}).get("reader", "")) for one in ledger.history(item) if one.kind == "text"]
    return next((one for one in reversed(told) if one in readers), readers[-1])
