"""What a program is told when something cannot be done: RFC 9457, in words of either language, with the next step."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import get_language_from_request
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from sijill.actions.statements import JudgedBefore, RecordedBefore
from sijill.actions.verdicts import SamePerson
from sijill.ledger import LedgerBusy, RecordMovedOn, UnknownEntry, UnknownProposal
from sijill.values import Language, SijillError, message, translate
from sijill.web.accounts.middleware import Middleware
from sijill.web.refusals import ANY, WORDS, in_words, say_where
from sijill.web.register_access import StillReading

ROOT = "/api/"
JSON = "application/problem+json; charset=utf-8"


class ScopeMissing(SijillError):
    """A token that was not made for this."""


class NotByToken(SijillError):
    """What only a person does who has just signed in."""


class KeyReused(SijillError):
    """A key under which the same person proposed something else."""


class TooMany(SijillError):
    """More requests in a minute than one token may make."""

    def __init__(self, wait: int) -> None:
        """Keep the seconds until the next one is answered."""
        super().__init__(message("This token asked too often. Wait {n} seconds, then go on more slowly."), n=wait)
        self.wait = wait


class NoSuchPlace(SijillError):
    """A cursor that this list never gave."""


TITLES = {
    400: message("The request cannot be answered as it is"),
    401: message("A token is needed"),
    403: message("Not allowed"),
    404: message("Not there"),
    405: message("Not that way"),
    409: message("In conflict with what is there"),
    413: message("Too large"),
    422: message("A part of the request cannot be read"),
    429: message("Too many requests"),
    500: message("A mistake of ours"),
    503: message("Busy"),
}

BY_STATUS = {
    400: message("The request cannot be read. Compare it with the description of the API and send it again."),
    401: message("Send a valid token: Authorization: Bearer TOKEN. Make one on the page of your tokens."),
    403: message("Your role does not allow this. Ask a lead or the administrator."),
    404: message("There is nothing here for you. Check the address and the id, or search for it."),
    405: message("This address is not asked in that way. Look into the description of the API."),
    413: message("This is more than the API takes at once. Send less."),
    422: message("Some values do not fit. Each is named under errors; change those and send it again."),
    500: message("Something went wrong on our side. Nothing was recorded; try again."),
}

SAID = {
    "AnchorMismatch": message(
        "The quotation is not what the document says from start to end. Count code points of its words as given here."
    ),
    "SpanOutside": message(
        "The quotation is not what the document says from start to end. Count code points of its words as given here."
    ),
    "UnreadableFigureId": message("This is no figure's id. Take one from a toll as it was given."),
    "UnreadableMoment": message("That moment cannot be read. Write a day like 2020-06-01, or 2020-06-01T12:00:00Z."),
}
"""What a program is told by the name of an error whose own sentence names a command or what was sent."""

STATUS: tuple[tuple[type[SijillError], int], ...] = (
    (UnknownEntry, 404),
    (UnknownProposal, 404),
    (ScopeMissing, 403),
    (NotByToken, 403),
    (SamePerson, 403),
    (JudgedBefore, 409),
    (RecordedBefore, 409),
    (KeyReused, 409),
    (RecordMovedOn, 409),
    (TooMany, 429),
    (LedgerBusy, 503),
    (StillReading, 503),
)


def problem(request: HttpRequest, status: int, kind: str = "", *, said: str = "", **more: Any) -> HttpResponse:
    """Return a problem; it names what happened and what to do, and of what was sent no more than a misspelt code."""
    language = language_of(request)
    status = status if status in TITLES else 400
    body = {
        "type": f"urn:sijill:problem:{_dashed(kind)}" if kind else "about:blank",
        "title": translate(language, TITLES[status]),
        "status": status,
        "detail": said or translate(language, BY_STATUS.get(status, ANY)),
        **more,
    }
    answer = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=JSON)
    answer["Content-Language"] = language.value
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="sijill"'
    return answer


def language_of(request: HttpRequest) -> Language:
    """Return the language that whoever asks reads."""
    return Language.AR if get_language_from_request(request).startswith("ar") else Language.EN


def refusal(request: HttpRequest, error: SijillError) -> HttpResponse:
    """Return the problem of a refusal of the register or of the API."""
    language, kind = language_of(request), type(error).__name__
    status = next((number for one, number in STATUS if isinstance(error, one)), 400)
    if status == 404:
        return problem(request, 404, kind)
    answer = problem(request, status, kind, said=in_words(error, SAID | WORDS, language))
    if isinstance(error, TooMany):
        answer["Retry-After"] = str(error.wait)
    return answer


def handle(api: NinjaAPI) -> None:
    """Have every error of the API answered as a problem."""
    answers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        SijillError: refusal,
        AuthenticationError: lambda request, _: problem(request, 401),
        PermissionDenied: lambda request, _: problem(request, 403),
        Http404: lambda request, _: problem(request, 404),
        RequestDataTooBig: lambda request, _: problem(request, 413),
        SuspiciousOperation: lambda request, _: problem(request, 400),
        UnreadablePostError: lambda request, _: problem(request, 400),  # the line broke while it was sent
        HttpError: lambda request, error: problem(request, error.status_code),
        ValidationError: _unfit,
        Exception: _ours,
    }
    for kind, answer in answers.items():
        api.add_exception_handler(kind, answer)


def _unfit(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Return which values do not fit, by their places and a code; never the values, which may be names."""
    places = [{"where": ".".join(map(str, one["loc"])), "code": str(one["type"])} for one in error.errors]
    return problem(request, 422, "UnfitValues", errors=places)


def _ours(request: HttpRequest, error: Exception) -> HttpResponse:
    say_where(error)
    return problem(request, 500)


def _dashed(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


class Problems(Middleware):
    """Gives a program a problem where a person would get a page: an unknown address, a wrong method, a bad host."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer."""
        answer = self.get_response(request)
        if not request.path.startswith(ROOT) or answer.status_code < 400 or answer["Content-Type"] == JSON:
            return answer
        said = problem(request, answer.status_code)
        if "Allow" in answer:
            said["Allow"] = answer["Allow"]
        return said
