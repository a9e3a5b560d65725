"""Add a document: sealed first, then read, then its claims wait in the queue."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sijill.actions import Provenance
from sijill.evidence import TooLarge, Unreadable
from sijill.model import Sensitivity
from sijill.values import PartialDate, arabic_digits_to_ascii, message
from sijill.web.accounts.policy import Action
from sijill.web.desk.work.asking import ask_for, kept
from sijill.web.desk.work.limits import LARGEST_UPLOAD
from sijill.web.refusals import refused, render_error
from sijill.web.requests import field, needs, register_of, view_of
from sijill.web.templatetags.sijill import t

LONG = 2 * 1024 * 1024
"""A larger upload is sealed and read in the background."""

LEVELS = (Sensitivity.PUBLIC, Sensitivity.TEAM, Sensitivity.RESTRICTED)


@needs(Action.ADD_ITEM)
def add(request: HttpRequest) -> HttpResponse:
    """Show the form, or seal what was sent."""
    register = register_of(request)
    if request.method == "POST":
        return _seal(request)
    shown = {
        "append_id": register.new_id(),
        "sources": view_of(request).sources(),
        "levels": LEVELS,
        "most": LARGEST_UPLOAD // 1024 // 1024,
    }
    return render(request, "desk/add.html", shown)


def _seal(request: HttpRequest) -> HttpResponse:
    register, sent = register_of(request), request.FILES.get("file")
    source, pasted = field(request, "source"), field(request, "pasted")
    if not source or (sent is None and not pasted):
        return refused(request, t("Name the source, and choose a file or paste the text."), 400)
    if sent is not None and (sent.size or 0) > LARGEST_UPLOAD:
        raise TooLarge(message("not taken in"), f"{sent.size} bytes, limit {LARGEST_UPLOAD}")
    level = field(request, "sensitivity")
    published = arabic_digits_to_ascii(field(request, "published"))
    provenance = Provenance(
        source,
        original_name=(sent.name or "upload") if sent is not None else "pasted.txt",
        title=field(request, "title") or None,
        url=field(request, "url") or None,
        published_on=PartialDate.parse(published) if published else None,
        sensitivity=Sensitivity(level) if level in set(LEVELS) else Sensitivity.TEAM,
        graphic={"yes": True, "no": False}.get(field(request, "graphic")),
    )
    if sent is not None and (sent.size or 0) > LONG:
        ask_for(
            request,
            "read",
            append_id=field(request, "append_id"),
            path=kept(register.folder / "tmp", register.new_id(), sent.chunks()),
            provenance={**asdict(provenance), "sensitivity": provenance.sensitivity.value, "published_on": published},
        )
        return redirect("work")
    content = sent.read() if sent is not None else pasted.encode()
    try:
        got = register.evidence.add_bytes(content, provenance, append_id=field(request, "append_id") or None)
    except Unreadable as reason:
        sealed = t("If the file was not empty, it is sealed all the same; only its words could not be read.")
        return refused(request, f"{render_error(reason)} {sealed}", 422)
    if view_of(request).item(got.item) is None:
        return redirect("items")
    return redirect(f"{reverse('item', args=[got.item])}")
