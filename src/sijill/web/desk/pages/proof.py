"""What proves a document, and the signed folder with which a stranger checks it."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sijill.values import SijillError
from sijill.web.accounts.policy import Action
from sijill.web.desk.pictures import may_be_sent
from sijill.web.requests import field, needs, readable_item, register_of
from sijill.web.templatetags.sijill import language
from sijill.workspace.proofs.proving import argument_lines


@needs(Action.PUBLISH, "GET", "POST")
def proof(request: HttpRequest, sha256: str) -> HttpResponse:
    """
    Show the argument for a document; what is sent takes the signed folder, as a zip, and is recorded.

    It names nobody unless it is asked to. The document itself goes into it only where its bytes may be sent.
    """
    item, register = readable_item(request, sha256), register_of(request)
    argument, sendable = register.proof.argue(item.id), may_be_sent(request, item)
    if request.method == "POST":
        whole, names = sendable and field(request, "whole") == "yes", field(request, "names") == "yes"
        content = register.proof.zip_bundle(argument, whole=whole, names=names)
        register.keeping.looked_at([item.id])
        sent = HttpResponse(content, content_type="application/zip")
        sent["Content-Disposition"] = f'attachment; filename="proof-{item.id[:16]}.zip"'
        return sent
    title, *lines = argument_lines(argument, language())
    shown = {"item": item, "title": title, "lines": lines, "holds": argument.holds, "sendable": sendable}
    with suppress(SijillError):  # without its key nothing can be taken, which is said to whoever asks
        shown["mark"] = register.proof.signing_mark()
    return render(request, "desk/proof.html", shown)
