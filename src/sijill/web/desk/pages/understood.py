"""What the desk understands by a date while somebody types it."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from sijill.values import SijillError
from sijill.web.accounts.policy import Action
from sijill.web.forms import in_words
from sijill.web.refusals import render_error
from sijill.web.requests import field, needs


@needs(Action.SEE_RECORDS, "POST")
def understood(request: HttpRequest) -> JsonResponse:
    """Return a date in words, or why it is none; it is sent in a form, so that no address holds it."""
    try:
        return JsonResponse({"words": in_words(field(request, "text"))})
    except SijillError as error:
        return JsonResponse({"refused": render_error(error)})
