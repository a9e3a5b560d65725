"""What a person asks of the figures: window, clock, place basis and methodology, and the counting that answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from sijill.model import Clock, PlaceBasis
from sijill.model.figures import Definition
from sijill.model.outcomes import KILLED
from sijill.tolls import Question
from sijill.tolls.axes import refuse_unknown
from sijill.values import Period, UnreadablePeriod, arabic_digits_to_ascii, message
from sijill.web.accounts.policy import Action, can
from sijill.web.requests import counting_of, field, register_of, somebody, view_of
from sijill.workspace import Snapshot

AXES = ("party", "cause", "governorate", "month", "verification")
CLOCKS = (Clock.DOCUMENTED, Clock.DIED)
PLACES = (PlaceBasis.KILLED_IN, PlaceBasis.ORIGIN)
WHOLE = re.compile(r"\d{4}(-\d{2})?")


@dataclass(frozen=True, slots=True)
class FiguresQuery:
    """A question with the counting that answers it."""

    counting: Snapshot
    question: Question

    def over(self, window: Period) -> Question:
        """Return the same question over another window."""
        return replace(self.question, window=window)


def figures_query_of(request: HttpRequest, period: str, measure: str = KILLED.name) -> FiguresQuery:
    """Return what was asked by the address. Raises UnreadablePeriod, MethodologyNotAdopted, UnknownWord."""
    period = arabic_digits_to_ascii(period)
    if not view_of(request).is_team and not WHOLE.fullmatch(period):
        # Windows of any length would let a reader subtract one person out of two tables.
        raise UnreadablePeriod(message("That period cannot be read. Write a month like 2020-05 or a year like 2020."))
    window = Period.parse(period)
    counting = counting_of(request, methodology=field(request, "methodology") or None, window=window)
    clock, place = field(request, "clock"), field(request, "place")
    question = counting.question(
        window,
        clock=Clock(clock) if clock else None,
        place_basis=PlaceBasis(place) if place else None,
        measure=measure,
    )
    return FiguresQuery(counting, question)


def axis_of(request: HttpRequest, by: str) -> str:
    """
    Return the axis that was asked for. Raises UnknownAxis, PrivateAxis, PermissionDenied.

    A table by weapon or by age has cells of one person: it is the team's.
    """
    refuse_unknown(by)
    if by not in AXES and not can(somebody(request), Action.TRACE):
        raise PermissionDenied
    view_of(request).refuse_axes((by,))
    return by


def choices(request: HttpRequest) -> dict[str, object]:
    """Return what the form of every page of figures offers."""
    return {"clocks": CLOCKS, "places": PLACES, "methodologies": adopted(request)}


def adopted(request: HttpRequest) -> list[str]:
    """Return the methodologies of the register with their versions."""
    entries = register_of(request).records.entries(kind="methodology")
    return sorted({f"{e.body['methodology']}@{e.body['version']}" for e in entries if e.body})


def latest_month(request: HttpRequest) -> str:
    """Return the newest month in which anything was documented or happened; empty in an empty register."""
    return counting_of(request).latest_month


def counting_of_figure(request: HttpRequest, definition: Definition) -> Snapshot:
    """Return the counting that a figure stands on; of the register's present state it is the page's own."""
    if definition.seq != register_of(request).seq:
        return register_of(request).counts.counting_of(definition)
    name = f"{definition.methodology}@{definition.version}"
    return counting_of(request, methodology=name, window=definition.window)
