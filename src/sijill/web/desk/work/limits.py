"""An upload that is too large is refused before a byte of it is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from sijill.web.accounts.middleware import Middleware
from sijill.web.refusals import refused
from sijill.web.templatetags.sijill import t

LARGEST_UPLOAD = 50 * 1024 * 1024
"""What the desk takes in one upload; larger files come in by ``sijill add``."""

BESIDE = 1024 * 1024
"""Room for the other fields of the form."""

CHUNK = 64 * 1024
READ_AWAY = 512 * 1024 * 1024
"""So much of a refused upload is read and dropped, so that a browser which is still sending gets the page."""


class UploadLimit(Middleware):
    """Refuses by the length that a request declares; a request without one has no body here."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer, or the page that names the limit."""
        if request.path.startswith("/api/") or declared(request) <= LARGEST_UPLOAD + BESIDE:
            return self.get_response(request)
        _read_away(request, declared(request))
        words = t(
            "This file is too large to send: the desk takes {most} MB. Nothing of it was kept. Split it, or ask who "
            "keeps the register to add it on the machine itself with: sijill add",
            most=LARGEST_UPLOAD // 1024 // 1024,
        )
        answer = refused(request, words, 413)
        answer["Connection"] = "close"
        return answer


def declared(request: HttpRequest) -> int:
    """Return how many bytes a request says it has."""
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(length[:18]) if length.isdecimal() else 0  # so many digits are too many bytes anyway


def _read_away(request: HttpRequest, length: int) -> None:
    left = min(length, READ_AWAY)
    while left > 0:
        got = request.META["wsgi.input"].read(min(CHUNK, left)) if "wsgi.input" in request.META else b""
        if not got:
            return
        left -= len(got)
