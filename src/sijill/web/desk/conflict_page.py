"""Two people on one record: the later sees what it holds now beside what they were doing, and chooses."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from sijill.model import properties
from sijill.records import noun_of
from sijill.web.desk.timeline import called
from sijill.web.desk.value_view import format_value
from sijill.web.requests import register_of, view_of
from sijill.web.templatetags.sijill import language

NOT_AGAIN = frozenset({"csrfmiddlewaretoken"})


def moved_on(
    request: HttpRequest,
    subject: str,
    name: str,
    *,
    offered: Any,
    withdrawing: bool = False,
) -> HttpResponse:
    """
    Return the page on which somebody chooses, with status 409.

    The form comes back whole with what the record's last entry is now, so that choosing
    again is one press and never typing again. Its append stays the same: none was made.
    """
    renewed = {"seen": str(register_of(request).records.last_seq(subject))}
    found = view_of(request).record(subject)
    sent: MultiValueDict[str, str] = request.POST
    again = [(key, one) for key, many in sent.lists() if key not in NOT_AGAIN | set(renewed) for one in many]
    card = properties(noun_of(found.kind)).get(name)
    shown = {
        "record": found,
        "label": called(card.prop, language()) if card else "",
        "held": [(format_value(name, one.value), one.source or "") for one in found.held.get(name, ())],
        "offered": format_value(name, offered),
        "withdrawing": withdrawing,
        "again": [*again, *renewed.items()],
    }
    return render(request, "desk/record_moved.html", shown, status=409)
