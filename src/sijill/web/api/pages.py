"""The page of a person's own tokens: make one, see it once, revoke it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from sijill.values import Language, message, translate
from sijill.web.accounts.fresh_sign_in import is_fresh
from sijill.web.accounts.policy import Action
from sijill.web.api import tokens as kept
from sijill.web.api.models import Token
from sijill.web.api.routes import described
from sijill.web.requests import field, needs, somebody
from sijill.web.templatetags.sijill import language, t

LASTING = (7, 30, 90, 366)
SCOPES = {
    kept.Scope.READ: message("Read documents, records, tolls and what waits, as far as you may"),
    kept.Scope.SEARCH: message("Search names, words, places and ids"),
    kept.Scope.PROPOSE: message("Propose claims, which another person judges"),
    kept.Scope.JUDGE: message("Judge claims of documents that you did not enter"),
}

NAMES = {
    kept.Scope.READ: message("read documents, records and tolls"),
    kept.Scope.SEARCH: message("search"),
    kept.Scope.PROPOSE: message("propose claims"),
    kept.Scope.JUDGE: message("judge claims"),
}


@needs(Action.KEEP_OWN_ACCOUNT)
def tokens(request: HttpRequest) -> HttpResponse:
    """Show a person's tokens, and make one for whoever has just shown that it is them."""
    shown: dict[str, Any] = {"fresh": is_fresh(request), "lasting": LASTING, "chosen_days": str(kept.DAYS), "label": ""}
    shown["again"] = f"{reverse('account_reauthenticate')}?{urlencode({'next': reverse('tokens')})}"
    if request.method == "POST":
        shown |= _make(request)
    shown["scopes"] = [
        (scope.value, translate(language(), SCOPES[scope]), scope.value in shown.get("chosen", ("read",)))
        for scope in kept.scopes_for(somebody(request))
    ]
    now = timezone.now()
    held = Token.objects.filter(owner=request.user, revoked_at=None, expires_at__gt=now).order_by("-made_at")
    shown["held"] = [(one, " · ".join(t(NAMES[kept.Scope(scope)]) for scope in one.scopes.split())) for one in held]
    shown["routes"] = list(_routes(language()))
    return render(request, "desk/tokens.html", shown, status=400 if shown.get("refusal") else 200)


def _make(request: HttpRequest) -> dict[str, Any]:
    label, days = field(request, "label"), field(request, "days")
    chosen = request.POST.getlist("scope")
    back = {"label": label, "chosen": chosen, "chosen_days": days}
    if not label or not chosen:
        return back | {"refusal": t("Say what the token is for, and choose what it may do.")}
    owner = request.user
    if not isinstance(owner, User) or days not in {str(one) for one in LASTING}:
        return back | {"refusal": t("Choose one of the lengths of time that are offered.")}
    made, text = kept.make(owner, label=label, scopes=chosen, days=int(days), now=timezone.now())
    return {"made": made, "text": text}


@needs(Action.SEE_RECORDS, "POST")
def revoke(request: HttpRequest, key: str) -> HttpResponse:
    """End one of a person's own tokens."""
    if not isinstance(request.user, User) or not kept.revoke(key, now=timezone.now(), owner=request.user):
        raise Http404
    return redirect("tokens")


def _routes(language: Language) -> list[tuple[str, str, str]]:
    """Return method, address and purpose of every route in the reader's language."""
    return [
        (method.upper(), address, translate(language, operation["summary"]))
        for address, methods in described()["paths"].items()
        for method, operation in methods.items()
    ]
