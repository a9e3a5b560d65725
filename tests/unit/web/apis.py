"""A program with somebody's token, and every route of the API filled in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from tests.unit.web.conftest import NOTE

WORDS = "At least 12 civilians, including three children, were killed"
START = NOTE.index(WORDS)


class Program:
    """Asks the API with a token, in a language."""

    def __init__(self, token: str, language: str = "en") -> None:
        """Take a token's text."""
        from django.test import Client

        self.browser = Client(headers={"accept-language": language}, raise_request_exception=False)
        self.headers = {"authorization": f"Bearer {token}"} if token else {}

    def get(self, address: str, headers: dict[str, str] | None = None, **asked: Any) -> Any:
        """Return the answer to a GET."""
        query = f"?{urlencode(asked, doseq=True)}" if asked else ""
        return self.browser.get(f"/api/v1{address}{query}", headers=self.headers | (headers or {}))

    def post(self, address: str, document: Any) -> Any:
        """Return the answer to a POST of JSON."""
        return self.browser.post(f"/api/v1{address}", document, content_type="application/json", headers=self.headers)

    def ask(self, method: str, address: str, document: Any) -> Any:
        """Return the answer to either."""
        return self.get(address) if method == "GET" else self.post(address, document)


def token_of(name: str, *scopes: str, days: int = 30, now: datetime | None = None) -> str:
    """Return the text of a new token of somebody, with every scope of use to them unless some are named."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from sijill.web.api import tokens

    owner = User.objects.get(username=name)
    given = scopes or tokens.scopes_for(tokens.person(owner))
    return tokens.make(owner, label="Invented program", scopes=given, days=days, now=now or timezone.now())[1]


def proposal(item: str, /, **other: Any) -> dict[str, Any]:
    """Return a claim about the note's twelve, as a program sends it."""
    claim = {
        "key": "invented-1",
        "item": item,
        "kind": "casualties",
        "quote": WORDS,
        "start": START,
        "end": START + len(WORDS),
        "claimant": "Invented Monitor",
        "number": {"low": 12, "hedge": "at least"},
        "date": {"start": "2016-05-05", "end": "2016-05-05"},
    }
    return claim | other


def routes() -> Iterator[tuple[str, str, Any]]:
    """Give method, address and guard of every route, from the API's own table."""
    from sijill.web.api import counting, sending, tables

    for router in (counting.router, sending.router, tables.readings_router):
        for address, view in router.path_operations.items():
            for operation in view.operations:
                yield operation.methods[0], address, operation.auth_param


def filled(address: str, *, item: str, claim: str, subject: str, figure: str = "") -> str:
    """Return a route's address with ids in it, and with what it must be asked."""
    for name, value in (("sha256", item), ("claim", claim), ("subject", subject)):
        address = address.replace(f"{{{name}}}", value)
    asked = {"/toll": {"period": "2016-05", "clock": "died"}, "/trace": {"figure": figure}}
    asked |= {"/uncounted": {"period": "2016-05"}, "/crosstab": {"period": "2016-05"}, "/history": {"thing": subject}}
    return address + (f"?{urlencode(asked[address])}" if address in asked else "")
