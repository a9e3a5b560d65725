"""Truces, movements of people and damage: each account by its source, rivals side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sijill.territory import spreads
from sijill.web.accounts.policy import Action
from sijill.web.desk import ground_panels
from sijill.web.requests import needs, register_of, view_of


@needs(Action.SEE_RECORDS, "GET")
def truces_page(request: HttpRequest) -> HttpResponse:
    """Show agreements with their stages by source, and who says who broke them."""
    found = register_of(request).territory.truces_seen(view_of(request))
    register_of(request).keeping.looked_at([one.record.id for one in found])
    panels = [ground_panels.truce_panel(request, one) for one in found]
    return render(request, "desk/territory_truces.html", {"truces": panels})


@needs(Action.SEE_RECORDS, "GET")
def movements(request: HttpRequest) -> HttpResponse:
    """Show who moved by whose account, with the totals of each source and how far these lie apart."""
    moved = register_of(request).territory.movements_seen(view_of(request))
    register_of(request).keeping.looked_at([one.record.id for one in moved])
    groups = list(ground_panels.movement_groups(request, moved, spreads(moved)))
    return render(request, "desk/territory_movements.html", {"groups": groups})


@needs(Action.SEE_RECORDS, "GET")
def damage(request: HttpRequest) -> HttpResponse:
    """Show surveys of damage by class, of how many examined."""
    surveys = register_of(request).territory.surveys_seen(view_of(request))
    register_of(request).keeping.looked_at(
        [record.id for one in surveys for part in one.classes.values() for record in part.records]
    )
    classes, rows = ground_panels.damage_rows(surveys)
    shown = {"chart": ground_panels.damage_chart(request, surveys), "classes": classes, "rows": rows}
    return render(request, "desk/territory_damage.html", shown)
