"""Words recognized in the picture of an item (OCR), as a reading of its own that says what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sijill import actions
from sijill.evidence import PDF, Text
from sijill.evidence.kinds import DRAWN
from sijill.ledger import Draft
from sijill.values import SijillError, message
from sijill.workspace.intake._kept_words import keep_words

if TYPE_CHECKING:
    from sijill.model import Item
    from sijill.workspace._opened import Opened

MOST_PAGES = 300
"""How many pages are recognized at once: a page takes seconds."""


class NoPicture(SijillError):
    """An item in which no words can be recognized, because it is no picture and no page."""


class JudgedBefore(SijillError):
    """An item whose words have verdicts: recognized anew they would be offered again, and their dead counted twice."""


def recognize(opened: Opened, item: Item, *, append_id: str | None) -> Text:
    """
    Return the words that a program recognized in an item's pages, kept and recorded as a reading.

    Raises NoPicture, NoRecognizer, JudgedBefore, UnknownEntry, a kind of Unreadable, NotInVault, VaultDamaged.
    """
    from sijill.adapters.readers.recognizing import Tesseract

    if item.media_type != PDF and item.media_type not in DRAWN:
        raise NoPicture(message("item {item} is no picture and no page; it is read without OCR"), item=item.id[:12])
    _refuse_judged(opened, item.id)
    content = opened.vault.read(item.id)
    pages = opened.sandbox.scans(content, media_type=item.media_type, most=MOST_PAGES)
    text = Tesseract().read(pages, media_type=item.media_type, content=content)
    _refuse_judged(opened, item.id)  # it takes minutes
    keep_words(opened, item.id, text)
    doing = opened.doing(append_id)
    doing.append([Draft.of("text", actions.reading_record(doing.new_id(), item.id, text))])
    return text


def _refuse_judged(opened: Opened, item: str) -> None:
    """Refuse an item with verdicts on its words, also destroyed ones, which no other span shows to be the same."""
    told = opened.ledger.history(item)
    if any(one.kind in ("claim", "judgement") for one in told) or opened.proposals.judged(item):
        raise JudgedBefore(
            message("verdicts stand on the words of item {item}; recognized anew they would be offered a second time"),
            item=item[:12],
        )
