"""The addresses of the API under ``/api/v1``, and the page of a person's tokens."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from sijill.web.api import pages
from sijill.web.api.problems import problem
from sijill.web.api.routes import api, described


@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    """Return what the API takes and gives; it says nothing of the register, so nobody has to be known for it."""
    return HttpResponse(json.dumps(described(), ensure_ascii=False), content_type="application/json; charset=utf-8")


@csrf_exempt
def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer an address that the API does not have."""
    return problem(request, 404)


urlpatterns = [
    path("tokens/", pages.tokens, name="tokens"),
    path("tokens/<str:key>/revoke/", pages.revoke, name="revoke_token"),
    path("api/v1/openapi.json", openapi, name="openapi"),
    path("api/v1/", api.urls),
    path("api/<path:rest>", nowhere, name="api_nowhere"),
]
