"""Two people on one record: the later sees what it holds now beside what they were doing, and chooses."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from sijill.actions.statements import property_of
from sijill.ledger import RecordMovedOn
from sijill.model import Claim, properties
from sijill.records import noun_of
from sijill.web.desk.timeline import called
from sijill.web.desk.value_view import format_value
from sijill.web.requests import field, register_of, view_of
from sijill.web.templatetags.sijill import language

NOT_AGAIN = frozenset({"csrfmiddlewaretoken"})


def moved_on(
    request: HttpRequest,
    subject: str,
    name: str,
    *,
    offered: Any,
    withdrawing: bool = False,
    claim: Claim | None = None,
) -> HttpResponse:
    """
    Return the page on which somebody chooses, with status 409.

    The form comes back whole with what the record's last entry is now, so that choosing
    again is one press and never typing again. Its append stays the same: none was made.
    Where a claim is judged, ``seen`` is the claim's own and the record has its place beside it.
    """
    seen = str(register_of(request).records.last_seq(subject))
    renewed = {f"seen-{subject}": seen, "into": subject} if claim else {"seen": seen}
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
        "claim": claim,
        "again": [*again, *renewed.items()],
    }
    return render(request, "desk/record_moved.html", shown, status=409)


def claim_moved_on(request: HttpRequest, moved: RecordMovedOn, claim: Claim) -> HttpResponse:
    """Return that page where a verdict adds to a record. Raises RecordMovedOn of the claim itself: look again."""
    if moved.subject not in (field(request, "into"), field(request, "other")):
        raise moved
    name = field(request, "number") or property_of(claim) or "killed"
    return moved_on(request, moved.subject, name, offered=claim.number.count if claim.number else None, claim=claim)
