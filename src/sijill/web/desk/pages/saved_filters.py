"""Filters of the queue that a person named: shown to them alone, and closed in the table as sessions are."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from sijill.values import SijillError, message
from sijill.web.accounts.adapter import keyring
from sijill.web.accounts.policy import Action
from sijill.web.config import SESSIONS_KEY
from sijill.web.desk.queue_filters import filters_of_form, put_away, texts_behind
from sijill.web.desk.work.models import SavedFilter
from sijill.web.requests import field, needs
from sijill.workspace import KeyMissing

MOST_SAVED = 20
LONGEST_NAME = 60


class FilterUnnamed(SijillError):
    """A filter without a name, with one that is too long, or one more than a person may keep."""


def saved_filters(request: HttpRequest) -> list[tuple[int, str]]:
    """Return the filters of whoever asks, each with its number and name; what no key opens any more is gone."""
    held = ((one.pk, _told_in(one)) for one in SavedFilter.objects.filter(user_id=request.user.pk).order_by("pk"))
    return [(pk, str(told["name"])) for pk, told in held if told]


@needs(Action.SEE_QUEUE, "POST")
def save(request: HttpRequest) -> HttpResponse:
    """Keep the filter that is asked for under a name. Raises FilterUnnamed."""
    asked, name = filters_of_form(request), field(request, "name")
    if not name or len(name) > LONGEST_NAME or len(saved_filters(request)) >= MOST_SAVED:
        raise FilterUnnamed(
            message("A saved filter has a name of 1 to {longest} letters, and a person keeps {most} at most."),
            longest=str(LONGEST_NAME),
            most=str(MOST_SAVED),
        )
    told = json.dumps({"name": name, "asked": texts_behind(request, asked)})
    SavedFilter.objects.create(user_id=request.user.pk, closed=keyring().closed(SESSIONS_KEY, told))
    return redirect(f"{reverse('queue')}?{urlencode(asked)}")


@needs(Action.SEE_QUEUE, "GET")
def choose(request: HttpRequest, number: int) -> HttpResponse:
    """Go to the queue with a filter of one's own; its texts stand in no address."""
    held = get_object_or_404(SavedFilter, pk=number, user_id=request.user.pk)
    return redirect(f"{reverse('queue')}?{urlencode(put_away(request, _told_in(held).get('asked', {})))}")


@needs(Action.SEE_QUEUE, "POST")
def forget(request: HttpRequest, number: int) -> HttpResponse:
    """Delete a filter of one's own."""
    SavedFilter.objects.filter(pk=number, user_id=request.user.pk).delete()
    return redirect("queue")


def _told_in(held: SavedFilter) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(keyring().opened(SESSIONS_KEY, held.closed))
    except KeyMissing:
        return {}
    return told
