"""What is sent of sealed things, only to those who may read the words: a lit page, a photograph, the original."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse

from sijill import evidence
from sijill.web.accounts.policy import Action
from sijill.web.config import CONTENT_POLICY
from sijill.web.desk.pictures import is_photograph, may_be_sent
from sijill.web.requests import field, needs, readable_item, register_of, whole


@needs(Action.SEE_RECORDS, "GET")
def page(request: HttpRequest, sha256: str) -> HttpResponse:
    """Send the page of a PDF on which some words stand."""
    item = readable_item(request, sha256)
    if item.media_type != evidence.PDF:
        raise Http404
    try:
        picture = register_of(request).evidence.page_picture(item.id, whole(request, "start"), whole(request, "end"))
    except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged):
        raise Http404 from None
    return HttpResponse(picture, content_type="image/png")


@needs(Action.SEE_RECORDS, "GET")
def photograph(request: HttpRequest, sha256: str) -> HttpResponse:
    """Send a photograph; one that may be hard to look at leaves veiled until somebody asks to see it."""
    item = readable_item(request, sha256)
    if not is_photograph(item):
        raise Http404
    bare = field(request, "show") == "1" or not item.is_covered
    try:
        picture = register_of(request).evidence.photograph(item.id, veiled=not bare)
    except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged):
        raise Http404 from None
    if bare:
        register_of(request).keeping.looked_at([item.id])
    return HttpResponse(picture, content_type="image/jpeg")


@needs(Action.SEE_QUEUE, "GET")
def original(request: HttpRequest, sha256: str) -> HttpResponse:
    """
    Send the sealed bytes of a document to be kept as a file, never opened in the page.

    A photograph is sent as ``photograph`` only: its bytes hold the place and the device.
    """
    item = readable_item(request, sha256)
    if not may_be_sent(request, item):
        raise Http404
    try:
        content = register_of(request).evidence.bytes_of(item.id)
    except (evidence.NotInVault, evidence.VaultDamaged):
        raise Http404 from None
    register_of(request).keeping.looked_at([item.id])
    sent = HttpResponse(content, content_type="application/octet-stream")
    ending = re.search(r"\.[A-Za-z0-9]{1,5}$", item.original_name or "")
    # Named by its fingerprint: the name that a file came with may be a person's.
    sent["Content-Disposition"] = f'attachment; filename="{item.id[:16]}{ending[0] if ending else ""}"'
    sent["Content-Security-Policy"] = f"sandbox; {CONTENT_POLICY}"
    return sent
