"""The fields of the form that correct a claim, by the names that every door gives them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from sijill.web.requests import field

TEXTS = ("place", "claimant", "perpetrators", "stance")


def changes_of(request: HttpRequest) -> dict[str, Any]:
    """Return what the form says of a claim, field by field."""
    given: dict[str, Any] = {name: field(request, name) for name in (*TEXTS, "low", "high") if name in request.POST}
    if "from" in request.POST:
        given["date"] = _day_span(field(request, "from"), field(request, "to"))
    return given


def part_changes(request: HttpRequest, n: str) -> dict[str, Any]:
    """Return what the form says of one part of a split; what a part leaves empty is the proposal's own."""
    given: dict[str, Any] = {"place": place} if (place := field(request, f"place-{n}")) else {}
    if start := field(request, f"from-{n}"):
        given["date"] = _day_span(start, field(request, f"to-{n}"))
    ends = {name: field(request, f"{name}-{n}") for name in ("low", "high")}
    return given | (ends if any(ends.values()) else {})


def _day_span(start: str, end: str) -> dict[str, str]:
    return {"start": start, "end": end or start}
