"""Two people on one record: the later sees what it holds now beside what they were doing, and chooses."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from sijill.model import properties
from sijill.records import noun_of
from sijill.web.desk.held import told
from sijill.web.desk.opened import register_of
from sijill.web.desk.records import redacted_record
from sijill.web.desk.templatetags.sijill import language
from sijill.web.desk.timeline import called

NOT_AGAIN = frozenset({"csrfmiddlewaretoken", "seen"})


def moved_on(request: HttpRequest, subject: str, name: str, *, offered: Any, withdrawing: bool = False) -> HttpResponse:
    """
    Return the page on which somebody chooses, with status 409.

    The form comes back whole with what the record's last entry is now, so that choosing
    again is one press and never typing again. Its append stays the same: none was made.
    """
    register, found = register_of(request), redacted_record(request, subject)
    sent: MultiValueDict[str, str] = request.POST
    shown = {
        "record": found,
        "label": called(properties(noun_of(found.kind))[name].prop, language()),
        "held": [(told(name, one.value), one.source or "") for one in found.held.get(name, ())],
        "offered": told(name, offered),
        "withdrawing": withdrawing,
        "action": request.path,
        "again": [(key, one) for key, many in sent.lists() if key not in NOT_AGAIN for one in many],
        "seen": register.records.last_seq(subject),
    }
    return render(request, "desk/record_moved.html", shown, status=409)
