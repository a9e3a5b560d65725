"""Words leave compressed: a page of 60 kB is one of 10 on a slow line."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

OF_WORDS = ("text/", "application/json", "application/javascript", "image/svg+xml")


class Compressed(GZipMiddleware):
    """
    Compresses what is made of words; fonts, pictures and archives are compressed already.

    What is secret in a page and what a stranger could put into it must not betray each other by length (BREACH): Django
    writes the form's token anew in each page and pads each answer by up to a hundred bytes, and the session's cookie is
    given to no other site, so a stranger's page gets the sign-in page only (docs/decisions/0030).
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Return the answer, compressed where that is worth it."""
        of_words = response.headers.get("Content-Type", "").startswith(OF_WORDS)
        return super().process_response(request, response) if of_words and response.status_code != 206 else response
