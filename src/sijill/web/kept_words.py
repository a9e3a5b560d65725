"""What somebody sent in a form that was refused, to be corrected and sent again: nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase
from django.http.request import UnreadablePostError
from django.shortcuts import render

from sijill.values import message, translate
from sijill.web.accounts.middleware import Middleware
from sijill.web.templatetags.sijill import language, t

SECRET = re.compile("password|code|token|secret|credential")
NEVER = frozenset({"csrfmiddlewaretoken", "next"})
CALLED: Mapping[str, str] = {
    "reason": message("Reason"),
    "other": message("Handle or id of the other record"),
    "words": message("Its words, exactly as they were said"),
    "source": message("Source: who published it or handed it over"),
    "title": message("Title"),
    "place": message("Place"),
    "name": message("Name"),
    "given_on": message("Day"),
    "guardian": message("Guardian"),
    "explained_by": message("Who explained the risks"),
}
"""What is called so on its own page; any other text with several words in it is what somebody typed."""
TYPED = message("What you typed")


Sent = tuple[str, str, str]
"""One field of a form that was sent: its name, its text, and its label where a person typed it."""


def sent_again(request: HttpRequest) -> list[Sent]:
    """
    Return what was sent and may be sent again: never a password or a code.

    A form that came from another page than ours gives nothing: nobody is led to send what they did not type.
    """
    try:
        ours = request.method == "POST" and request.headers.get("origin") == request.build_absolute_uri("/")[:-1]
        fields = [(name, str(text)) for name, many in request.POST.lists() for text in many if name not in NEVER]
    except (SuspiciousOperation, UnreadablePostError):
        return []
    if not ours or any(SECRET.search(name) for name, _ in fields):
        return []
    return [(name, text, _called(name, text)) for name, text in fields]


class KeptWords(Middleware):
    """Gives what somebody typed back to them where their session ended before they sent it."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer, or the page on which the words wait."""
        # An upload is not read before somebody is there.
        late = not request.user.is_authenticated and request.content_type == "application/x-www-form-urlencoded"
        sent = sent_again(request) if late else []
        if not any(label for _, _, label in sent):
            return self.get_response(request)
        words = t(
            "You were signed out, so nothing was recorded. Sign in again in another window, then send this again."
        )
        return render(request, "desk/refused.html", {"words": words, "sent": sent}, status=403)


def _called(name: str, text: str) -> str:
    said = CALLED.get(name) or (TYPED if re.search(r"\S\s+\S", text) else "")
    return translate(language(), said) if said else ""
