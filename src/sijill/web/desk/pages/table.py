"""A plain page for each declared reading: what it is asked, its rows, and the files to take them out in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from sijill.readings import Reading, Table, declared_readings, find_reading
from sijill.values import SijillError, message
from sijill.web.accounts.policy import Action
from sijill.web.requests import field, needs, register_of, view_of, whole
from sijill.web.templatetags.sijill import language
from sijill.web.words import one_of_two

PAGE = 100
FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json; charset=utf-8",
}

BESIDE = {
    "late": ("corrections", message("What this changed in printed totals")),
    "completeness": ("table_known_by_month", message("What is known, by month of death")),
    "known_by_month": ("table_completeness", message("Completeness")),
}
"""Where a page leads on: the name of an address, and what the link says."""
FORMER = {"late/": "late", "completeness/": "completeness", "audit/looks/": "access"}
"""Addresses that stand in people's notes, and the readings that they led to."""


def _page_of(reading: Reading) -> Callable[..., HttpResponse]:
    @needs(Action(reading.action), "GET")
    def page(request: HttpRequest) -> HttpResponse:
        first = whole(request, "from")
        shown: dict[str, Any] = {
            "name": reading.name,
            "title": reading.title,
            "asks": reading.addressed,
            "forms": tuple(FORMS),
            "beside": BESIDE.get(reading.name),
        }
        shown["given"] = _given(request, reading)
        try:
            reading.refuse_foreign(set(request.GET) - {"from"}, reading.addressed or ())
            table = _table(request, reading)
            rows, more = table.page(first, PAGE)
        except SijillError as refusal:
            return render(
                request, "desk/table.html", shown | {"refusal": refusal.in_language(language()) or str(refusal)}
            )
        asked = request.GET.copy()
        asked.pop("from", None)
        spoken = language()
        shown |= {
            "columns": table.columns,
            "rows": [
                [
                    (one, value, one_of_two(one.text(value, spoken), spoken))
                    for one in table.columns
                    for value in [row.get(one.name)]
                ]
                for row in rows
            ],
            "notes": [note(spoken) for note in table.notes],
            "first": first,
            "next": first + PAGE if more else None,
            "query": asked.urlencode(),
        }
        return render(request, "desk/table.html", shown)

    return page


def _file_of(reading: Reading) -> Callable[..., HttpResponse]:
    @needs(Action(reading.action), "GET")
    def file(request: HttpRequest, name: str) -> HttpResponse:
        if name not in FORMS:
            raise Http404
        answer = HttpResponse(_table(request, reading).file(name, language()), content_type=FORMS[name])
        answer["Content-Disposition"] = f'attachment; filename="{reading.slug}.{name}"'
        return answer

    return file


def _former(reading: Reading) -> Callable[..., HttpResponse]:
    @needs(Action(reading.action), "GET")
    def moved(request: HttpRequest) -> HttpResponse:
        asked = request.GET.urlencode()
        return redirect(reverse(f"table_{reading.name}") + (f"?{asked}" if asked else ""), permanent=True)

    return moved


def _table(request: HttpRequest, reading: Reading) -> Table:
    return reading(register_of(request), audience=view_of(request).audience, **_given(request, reading))


def _given(request: HttpRequest, reading: Reading) -> dict[str, Any]:
    return {one.name: field(request, one.name) or one.default for one in reading.addressed or ()}


addresses = [
    *(
        address
        for one in declared_readings()
        if one.addressed is not None
        for address in (
            path(f"table/{one.slug}/", _page_of(one), name=f"table_{one.name}"),
            path(f"table/{one.slug}/{one.slug}.<str:name>", _file_of(one), name=f"file_{one.name}"),
        )
    ),
    *(path(former, _former(find_reading(name)), name=f"former_{name}") for former, name in FORMER.items()),
]
