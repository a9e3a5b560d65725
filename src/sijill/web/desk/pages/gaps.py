"""What came late, and what is not known: deaths documented long after the day, and records that lack a field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from sijill.access import redact_record
from sijill.model import Clock
from sijill.records import AnyRecord
from sijill.tolls import quality, statistics
from sijill.tolls.quality import Completeness, Lag
from sijill.tolls.units import Unit
from sijill.values import PartialDate, Period, SijillError, format_percent, format_range, message, translate
from sijill.web.accounts.policy import Action
from sijill.web.desk.charts import in_print
from sijill.web.desk.gate import clearance, field, needs, whole
from sijill.web.desk.opened import counting_of, register_of
from sijill.web.desk.templatetags.sijill import language
from sijill.workspace import Counting

MOST = 200
LATE_DAYS = 30
PERSON = {
    "name": message("Name"),
    "sex": message("Sex"),
    "age": message("Age or birth"),
    "cause": message("Cause"),
    "place": message("Place"),
    "governorate": message("Governorate"),
    "day_of_death": message("Day of death"),
    "two_origins": message("Two independent origins"),
}
EVENT = {
    "date": message("Date"),
    "place": message("Place"),
    "governorate": message("Governorate"),
    "party": message("Party"),
    "number": message("Number killed"),
    "status": message("Status of the dead"),
    "documented": message("Day of documentation"),
    "source": message("Named source"),
    "two_origins": message("Two independent origins"),
}


@dataclass(frozen=True, slots=True)
class Late:
    """A unit that was documented late, or entered after its month had been published."""

    record: AnyRecord
    number: str
    died: PartialDate | None
    documented: PartialDate | None
    days: str


@dataclass(frozen=True, slots=True)
class Known:
    """Of how many records a field is known."""

    label: str
    known: int
    of: int
    share: str

    @property
    def missing(self) -> int:
        """The records that lack it."""
        return self.of - self.known


@require_GET
@needs(Action.TRACE)
def late(request: HttpRequest) -> HttpResponse:
    """List what was documented more than so many days after the day, and what came after its month was published."""
    counting = counting_of(request)
    days = whole(request, "days", LATE_DAYS)
    units = [unit for unit in counting.units.units if not unit.is_group_line]
    found = quality.late_units(units, days=days)
    lags = quality.reporting_lags(units)
    published = _published_months(request)
    clock = Clock(str(counting.rules.table("clock")["default"]))
    after = quality.entered_after(units, counting.records, published, clock=clock)
    listed = [one.record for one in (*(unit for unit, _ in found[:MOST]), *after[:MOST])]
    shown = {
        "names": register_of(request).records.names(listed),
        "days": days,
        "late": [_shown(request, counting, unit, lag) for unit, lag in found[:MOST]],
        "count": len(found),
        "most": MOST,
        "lags": len(lags),
        "median": quality.median_lag(lags) if lags else None,
        "after": [_shown(request, counting, unit, None) for unit in after[:MOST]],
        "after_count": len(after),
        "months": len(published),
    }
    return render(request, "desk/late.html", shown)


def _shown(request: HttpRequest, counting: Counting, unit: Unit, lag: Lag | None) -> Late:
    record = redact_record(counting.records[unit.record], clearance(request)).value
    days = format_range(lag.low, lag.high, language()) if lag is not None else ""
    killed = in_print(unit.numbers["killed"], language())
    return Late(record, killed, unit.dates.get(Clock.DIED), unit.dates.get(Clock.DOCUMENTED), days)


def _published_months(request: HttpRequest) -> list[tuple[Period, int]]:
    """Return the windows that stand published, each with the last entry its first report stood on."""
    found: dict[str, tuple[Period, int]] = {}
    for entry in register_of(request).publishing.standing_publications():
        body = entry.body or {}
        try:
            window = Period.parse(str(body["period"]))
        except SijillError:
            continue
        found.setdefault(window.text, (window, int(body["seq"])))
    return list(found.values())


@require_GET
@needs(Action.TRACE)
def completeness(request: HttpRequest) -> HttpResponse:
    """Show of how many persons and incidents each field is known, in all and by month of death."""
    numbers = counting_of(request).counted_numbers
    months = quality.completeness_by_month(numbers)
    month = field(request, "month") if field(request, "month") in months else ""
    people = quality.completeness(numbers, "victim", month=month or None)
    events = quality.completeness(numbers, "incident", month=month or None)
    shown = {
        "people": _rows(people, PERSON),
        "events": _rows(events, EVENT),
        "people_count": people.records,
        "events_count": events.records,
        "month": month,
        "months": [
            (key, one.records, [_share(n, one.records) for n in one.known.values()]) for key, one in months.items()
        ],
    }
    return render(request, "desk/completeness.html", shown)


def _rows(found: Completeness, names: Mapping[str, str]) -> list[Known]:
    return [_known(translate(language(), names[name]), n, found.records) for name, n in found.known.items()]


def _known(label: str, known: int, of: int) -> Known:
    return Known(label, known, of, _share(known, of))


def _share(known: int, of: int) -> str:
    return format_percent(statistics.share(known, of), language()) if of else "–"


urlpatterns = [path("late/", late, name="late"), path("completeness/", completeness, name="completeness")]
