"""Who may ask: a token in the header and nothing else, of a person whose role allows it, and not too often."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from sijill.values import message
from sijill.web.accounts.policy import FRESH, Action, can
from sijill.web.api import tokens
from sijill.web.api.models import Token
from sijill.web.api.problems import NotByToken, ScopeMissing, TooMany
from sijill.web.api.tokens import Scope
from sijill.web.limits_table import asked_this_minute
from sijill.web.requests import noted_refusal, somebody


class Bearer(HttpBearer):
    """
    Lets a token in that has the scope, while its owner's role includes the action.

    The owner is who asks from then on: every check of the desk is made for that person.
    A session's cookie is not looked at, so no page of another host can ask in a person's name.
    """

    def __init__(self, scope: Scope, action: Action) -> None:
        """Say what is asked for; the test that walks every route reads it."""
        super().__init__()
        self.scope, self.action = scope, action

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the token. Raises TooMany, NotByToken, ScopeMissing, PermissionDenied."""
        found = tokens.find(token, now=timezone.now())
        if found is None:
            return None
        request.user = found.owner
        _slow_down(found)
        if self.action in FRESH:
            raise NotByToken(
                message("No token does this. Sign in at the desk, which asks for your second factor first.")
            )
        if self.scope not in found.scopes.split():
            raise ScopeMissing(
                message("This token was not made for this. Make one with the scope {scope}."), scope=self.scope.value
            )
        if not can(somebody(request), self.action):
            raise noted_refusal(request, self.action)
        return found


def _slow_down(token: Token) -> None:
    """Count the requests of a token's minute. Raises TooMany."""
    asked, seconds_left = asked_this_minute(f"api {token.key}")
    if asked > settings.SIJILL_API_A_MINUTE:
        raise TooMany(seconds_left)
