"""How documents leave: as UTF-8 JSON, a page at a time, with a mark by which an unchanged one is not sent again."""

from __future__ import annotations

import functools
import json
from importlib.metadata import version
from typing import Any
from weakref import WeakKeyDictionary

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from sijill.values import message
from sijill.web.api.problems import NoSuchPlace
from sijill.web.requests import register_of, somebody, view_of

JSON = "application/json; charset=utf-8"
PAGE, MOST = 50, 200

_marks: WeakKeyDictionary[HttpRequest, str] = WeakKeyDictionary()


def answer(request: HttpRequest, document: Any, *, status: int = 200, marked: bool = True) -> HttpResponse:
    """Return a document; ``marked`` when it rests on the ledger alone and ``unchanged`` was asked before."""
    response = HttpResponse(json.dumps(document, ensure_ascii=False), status=status, content_type=JSON)
    if marked:
        # The mark of before the reading: of what was recorded meanwhile it says nothing, so nothing is missed.
        response["ETag"] = _marks[request]
    return response


def unchanged(request: HttpRequest) -> HttpResponse | None:
    """Return the short answer to whoever holds the document as it still is; nothing is read or counted for it."""
    held = request.headers.get("If-None-Match", "")
    mark = _marks[request] = mark_of(request)
    if not any(constant_time_compare(one.strip().removeprefix("W/"), mark) for one in held.split(",")):
        return None
    response = HttpResponse(status=304)
    response["ETag"] = mark
    return response


def mark_of(request: HttpRequest) -> str:
    """Return the mark of an address as this person sees it in this state of the register under this program."""
    register, person = register_of(request), somebody(request)
    rests_on = (register.head, person.name, person.role, view_of(request).audience, request.get_full_path(), _program())
    return '"' + salted_hmac("sijill.web.api.etag", "\n".join(rests_on), algorithm="sha256").hexdigest()[:32] + '"'


@functools.cache
def _program() -> str:
    return version("sijill")


def place(listed: str, cursor: str | None) -> Any:
    """Return where a list goes on, or None at its beginning. Raises NoSuchPlace."""
    if not cursor:
        return None
    try:
        return Signer(salt=f"sijill.web.api/{listed}").unsign_object(cursor)
    except (BadSignature, ValueError) as reason:
        raise NoSuchPlace(message("This list never gave that cursor. Begin again without one.")) from reason


def cursor_at(listed: str, last: Any) -> str:
    """Return a cursor that leads on after a place; it is signed, and fits one list only."""
    return str(Signer(salt=f"sijill.web.api/{listed}").sign_object(last))
