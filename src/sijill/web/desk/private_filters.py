"""What a filter seeks may be a name: it is sent in a form, the session keeps it, and addresses have a key of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

WORDED = ("words", "place", "source")
TEXTS_KEPT = 30
"""How many texts a session keeps; the oldest makes room. They end with it."""

_KEY = re.compile(r"[0-9a-f]{16}")
_KEPT = "sought"


def put_away(request: HttpRequest, asked: Mapping[str, str]) -> dict[str, str]:
    """Return filters with a key instead of every text that may be a name, and keep the texts in the session."""
    kept: dict[str, str] = dict(request.session.get(_KEPT, {}))
    keyed = dict(asked)
    for name in WORDED:
        if text := said(request, asked).get(name):
            keyed[name] = str(salted_hmac("sijill.sought", text).hexdigest())[:16]
            kept.pop(keyed[name], None)
            kept[keyed[name]] = text
    request.session[_KEPT] = dict(list(kept.items())[-TEXTS_KEPT:])
    return keyed


def said(request: HttpRequest, asked: Mapping[str, str]) -> dict[str, str]:
    """Return filters with the texts behind their keys; a key of a session that ended seeks nothing."""
    kept: dict[str, str] = request.session.get(_KEPT, {})
    told = {name: kept.get(text, "" if _KEY.fullmatch(text) else text) for name, text in asked.items()}
    return {name: told[name] if name in WORDED else text for name, text in asked.items()}
