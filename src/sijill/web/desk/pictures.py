"""What a page says of the picture beside it: where it is, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from sijill import evidence
from sijill.evidence.kinds import ARCHIVES, CONTAINERS, DRAWN, FILMS, MAILS, PICTURES, base_of
from sijill.model import Claim, Item
from sijill.values import translate
from sijill.values.extras import ExtraMissing
from sijill.web.requests import field, register_of, view_of
from sijill.web.templatetags.sijill import language

MOST_ASKED = 200
"""An item that holds more files is not asked file by file whether it may be sent."""

_LIT = re.compile(rb"tEXtlit\0([0-9]{1,4})")
"""The note in a page's PNG that says how far down the lit words begin."""


_SEEN = PICTURES | FILMS | ARCHIVES
"""What shows people, or holds what does."""

_HOLDING = CONTAINERS | MAILS


MOST_ALIKE = 20
"""How many pictures that look the same are named beside one."""


def is_photograph(item: Item) -> bool:
    """Test whether an item is a photograph that can be shown."""
    return item.media_type in DRAWN


def may_be_sent(request: HttpRequest, item: Item) -> bool:
    """
    Test whether an item's bytes may be sent as they are.

    No picture or film is or stands in them, nothing that nobody looked into, and no words of others.
    """
    evidence_of = register_of(request).evidence
    if len(evidence_of.parts_of(item.id)) > MOST_ASKED:
        return False
    held = (item, *evidence_of.within(item.id))
    given = evidence_of.given([one.id for one in held])
    closed = {one.id for one in held if given[one.id].reading == "unread" and base_of(one.media_type) in _HOLDING}
    return all(
        base_of(one.media_type) not in _SEEN and one.id not in closed and view_of(request).reads(one) for one in held
    )


def page_beside(request: HttpRequest, item: Item, claims: Sequence[Claim]) -> dict[str, Any]:
    """
    Return the address of the page on which claims stand, or the sentence that says why it cannot be shown.

    It is drawn here already, so that a broken document or a reader that hangs is told in words.
    """
    if item.media_type != evidence.PDF:
        return {}
    start, end = min(one.anchor.start for one in claims), max(one.anchor.end for one in claims)
    try:
        picture = register_of(request).evidence.page_picture(item.id, start, end)
    except evidence.ReaderTimedOut:
        words = translate(language(), "Drawing this page took too long and was stopped. Its words are below.")
        return {"page_refused": words}
    except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged):
        words = translate(language(), "This page cannot be shown as it was printed. Its words are below.")
        return {"page_refused": words}
    lit = _LIT.search(picture, 0, 4096)
    asked = urlencode({"start": start, "end": end})
    return {
        "page_picture": f"{reverse('page_picture', args=[item.id])}?{asked}",
        "page_lit": lit[1].decode() if lit else "0",
    }


def pictures_beside(request: HttpRequest, item: Item) -> dict[str, Any]:
    """
    Return the redacted copies of a picture and those that look the same, as far as whoever asks may know of them.

    Where what compares pictures is not installed, the extra that brings it stands in the place of the latter.
    """
    if not is_photograph(item):
        return {}
    media, view = register_of(request).media, view_of(request)
    shown: dict[str, Any] = {"redacted_copies": [*filter(None, map(view.item, media.redacted_copies(item.id)))]}
    try:
        found = media.alike(item.id, known_only=True)
    except ExtraMissing as missing:
        return shown | {"alike_needs": f"sijill[{missing.places['extra']}]"}
    alike = filter(None, (view.item(one.other) for one in found))
    # Cut last: what may not be seen takes no place of what may.
    return shown | {"alike": list(islice(filter(view.reads, alike), MOST_ALIKE))}


def photograph_of(request: HttpRequest, item: Item) -> dict[str, Any]:
    """Return what a document's page shows of a photograph: its address, and whether it is veiled."""
    if not is_photograph(item):
        return {}
    try:
        register_of(request).evidence.photograph(item.id)
    except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged):
        return {"photograph_refused": True}
    address = reverse("photograph", args=[item.id])
    covered = item.is_covered and field(request, "show") != "1"
    return {"photograph": address if covered or not item.is_covered else f"{address}?show=1", "covered": covered}
