"""What came late, and what is not known: deaths documented long after the day, and records that lack a field."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from sijill import tolls
from sijill.access import redact_record
from sijill.model import Clock
from sijill.records import AnyRecord
from sijill.tolls import Unit
from sijill.values import CountRange, Period, SijillError, format_percent, message, translate
from sijill.web.accounts.policy import Action
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

    record: str
    record_kind: str
    title: str
    number: CountRange | None
    died: object
    documented: object
    days: int


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
    units = counting.units.units
    found = sorted((one for unit in units if (one := _late(request, counting, unit, days))), key=lambda one: -one.days)
    told = [one for one in counting.records.values() if one.kind in ("incident", "victim")]
    lags = tolls.reporting_lags(told)
    published = _published_months(request)
    after = [one for unit in units if (one := _after(request, counting, unit, published))]
    listed = [one.record for one in (*found[:MOST], *after[:MOST])]
    shown = {
        "names": register_of(request).names(listed),
        "days": days,
        "late": found[:MOST],
        "count": len(found),
        "most": MOST,
        "lags": len(lags),
        "median": tolls.median_lag(lags) if lags else None,
        "after": after[:MOST],
        "after_count": len(after),
        "months": len(published),
    }
    return render(request, "desk/late.html", shown)


def _late(request: HttpRequest, counting: Counting, unit: Unit, days: int) -> Late | None:
    died, told = unit.dates.get(Clock.DIED), unit.dates.get(Clock.DOCUMENTED)
    if died is None or told is None or died.latest is None or told.earliest is None or "killed" not in unit.numbers:
        return None
    lag = (told.earliest - died.latest).days
    return _shown(request, counting, unit, lag) if lag > days else None


def _shown(request: HttpRequest, counting: Counting, unit: Unit, lag: int) -> Late:
    record = counting.records.get(unit.record)
    noun = redact_record(record, clearance(request)).value.noun if record else None
    title = str(getattr(noun, "title", None) or "")
    number = unit.numbers["killed"].range if "killed" in unit.numbers else None
    dates = unit.dates
    return Late(unit.record, unit.kind, title, number, dates.get(Clock.DIED), dates.get(Clock.DOCUMENTED), lag)


def _published_months(request: HttpRequest) -> dict[str, tuple[Period, int]]:
    """Return the windows that stand published, each with the last entry its first report stood on."""
    found: dict[str, tuple[Period, int]] = {}
    for entry in register_of(request).standing_publications():
        body = entry.body or {}
        try:
            window = Period.parse(str(body["period"]))
        except SijillError:
            continue
        found.setdefault(window.text, (window, int(body["seq"])))
    return found


def _after(
    request: HttpRequest, counting: Counting, unit: Unit, published: dict[str, tuple[Period, int]]
) -> Late | None:
    """Return a death of a published window that was first entered after that report."""
    died = unit.dates.get(Clock(str(counting.rules.table("clock")["default"])))
    record = counting.records.get(unit.record)
    if died is None or record is None:
        return None
    first = min((one.seq for values in record.held.values() for one in values), default=0)
    for window, seq in published.values():
        if window.holds(died) and first > seq:
            return _shown(request, counting, unit, 0)
    return None


@require_GET
@needs(Action.TRACE)
def completeness(request: HttpRequest) -> HttpResponse:
    """Show of how many persons and incidents each field is known, in all and by month of death."""
    counting = counting_of(request)
    people = [one for one in counting.records.values() if one.kind == "victim"]
    events = [one for one in counting.records.values() if one.kind == "incident"]
    month = field(request, "month")
    by_month: dict[str, list[AnyRecord]] = defaultdict(list)
    for record in (*people, *events):
        by_month[_month_of(record)].append(record)
    if month in by_month:
        people = [one for one in people if _month_of(one) == month]
        events = [one for one in events if _month_of(one) == month]
    shown = {
        "people": _people(counting, people),
        "events": _events(counting, events),
        "people_count": len(people),
        "events_count": len(events),
        "month": month if month in by_month else "",
        "months": [_line(counting, key, by_month[key]) for key in sorted(by_month)],
    }
    return render(request, "desk/completeness.html", shown)


def _month_of(record: AnyRecord) -> str:
    when = getattr(record.noun, "died_on", None) or getattr(record.noun, "happened_on", None)
    if when is None or when.earliest is None or when.latest is None:
        return ""
    first, last = when.earliest, when.latest
    return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else ""


def _people(counting: Counting, people: list[AnyRecord]) -> list[Known]:
    found = tolls.completeness(people, counting.assessed)
    return [_known(translate(language(), PERSON[name]), n, found.persons) for name, n in found.known.items()]


def _events(counting: Counting, events: list[AnyRecord]) -> list[Known]:
    counts = dict.fromkeys(EVENT, 0)
    for record in events:
        for name, holds in _held(counting, record).items():
            counts[name] += holds
    return [_known(translate(language(), EVENT[name]), n, len(events)) for name, n in counts.items()]


def _held(counting: Counting, record: AnyRecord) -> dict[str, bool]:
    noun, assessment = record.noun, counting.assessed.get(record.id)
    return {
        "date": getattr(noun, "happened_on", None) is not None,
        "place": getattr(noun, "place", None) is not None,
        "governorate": getattr(noun, "governorate", None) is not None,
        "party": bool(getattr(getattr(noun, "attribution", None), "parties", ())),
        "number": getattr(noun, "killed", None) is not None,
        "status": getattr(noun, "civilian_status", None) is not None,
        "documented": getattr(noun, "documented_on", None) is not None,
        "source": any(one.source for values in record.held.values() for one in values),
        "two_origins": assessment is not None and assessment.origins >= 2,
    }


def _line(counting: Counting, month: str, records: list[AnyRecord]) -> tuple[str, int, list[str]]:
    """Return a month, its records, and the shares of four things that every kind of record can have."""
    date_, place, party, origins = 0, 0, 0, 0
    for record in records:
        noun = record.noun
        when = getattr(noun, "died_on", None) or getattr(noun, "happened_on", None)
        date_ += when is not None and when.day is not None
        place += getattr(noun, "place", None) is not None
        party += bool(getattr(getattr(noun, "attribution", None), "parties", ()))
        assessed = counting.assessed.get(record.id)
        origins += assessed is not None and assessed.origins >= 2
    shares = [_share(n, len(records)) for n in (date_, place, party, origins)]
    return month, len(records), shares


def _known(label: str, known: int, of: int) -> Known:
    return Known(label, known, of, _share(known, of))


def _share(known: int, of: int) -> str:
    return format_percent(tolls.share(known, of), language()) if of else "–"


urlpatterns = [path("late/", late, name="late"), path("completeness/", completeness, name="completeness")]
