"""The reading of what was documented late, or entered after the report of its month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sijill.model import Clock
from sijill.readings._arguments import Choice, Whole, Window
from sijill.readings._columns import RECORD_LINE, Code, Count, Day
from sijill.readings._counts import CLOCKS
from sijill.readings._declare import reading
from sijill.readings._table import Answer, Note, Row
from sijill.tolls import quality
from sijill.values import Language, Period, SijillError, format_range, message, translate, translate_n

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.tolls.quality import Lag
    from sijill.tolls.units import Unit
    from sijill.workspace import Register, Snapshot

WHY_LATE = {
    "late": message("Documented long after the day"),
    "after_report": message("Entered after the report of its month"),
}

late = reading(
    "late",
    title=message("Reported late"),
    asks=(
        Whole("days", message("Documented so many days after the day, or more"), default=30),
        Window("period", message("A window: 2020-05, 2020, or 2020-01-01/2020-05-31")),
        Choice("clock", message("By which clock; the methodology's when left out"), words=CLOCKS),
    ),
    gives=(
        Code("why", message("Why it is here"), words=WHY_LATE),
        *(one for one in RECORD_LINE if one.name != "day"),
        Day("died_on", message("Died on")),
        Day("documented_on", message("Documented on")),
        Count("days", message("Days, at the least")),
        Count("days_most", message("Days, at the most")),
    ),
)


@late.answer
def late_entries(register: Register, view: View, *, days: int, period: Period | None, clock: str | None) -> Answer:
    """
    Return what was documented long after the day, then what was entered after its month was published (ST27).

    A window keeps to what counts in it by a clock. Raises MethodologyNotAdopted.
    """
    counting = register.counts.counting()
    by = Clock(clock or str(counting.rules.table("clock")["default"]))
    units = [
        unit
        for unit in counting.units.units
        if not unit.is_group_line and (period is None or ((day := unit.dates.get(by)) and period.holds(day)))
    ]
    published = _published_months(register)
    after = quality.entered_after(units, counting.records, published, clock=by)
    found: list[tuple[str, Unit, Lag | None]] = [
        *(("late", unit, lag) for unit, lag in quality.late_units(units, days=days)),
        *(("after_report", unit, None) for unit in after),
    ]
    notes = _median_note(quality.reporting_lags(units))
    return Answer(_late_rows(register, view, counting, found), notes if published else (*notes, _nothing_published))


def _late_rows(
    register: Register, view: View, counting: Snapshot, found: Iterable[tuple[str, Unit, Lag | None]]
) -> Iterator[Row]:
    from sijill.readings._lines import record_lines

    rows = (
        (
            counting.records[unit.record],
            {
                "why": why,
                "killed": unit.numbers.get("killed"),
                "died_on": unit.dates.get(Clock.DIED),
                "documented_on": unit.dates.get(Clock.DOCUMENTED),
                "days": lag.low if lag else None,
                "days_most": lag.high if lag else None,
            },
        )
        for why, unit, lag in found
    )
    return record_lines(register, view, rows)


def _published_months(register: Register) -> list[tuple[Period, int]]:
    """Return the windows that stand published, each with the last entry its first report stood on."""
    found: dict[str, tuple[Period, int]] = {}
    for entry in register.publishing.standing_publications():
        body = entry.body or {}
        try:
            window = Period.parse(str(body["period"]))
        except SijillError:
            continue
        found.setdefault(window.text, (window, int(body["seq"])))
    return list(found.values())


def _nothing_published(language: Language) -> str:
    return translate(language, "Nothing is published yet.")


def _median_note(lags: list[Lag]) -> tuple[Note, ...]:
    if not lags:
        return ()
    low, high = quality.median_lag(lags)

    def both(language: Language) -> str:
        return translate_n(language, "{n} record has both days.", "{n} records have both days.", len(lags))

    def half(language: Language) -> str:
        days = format_range(low, high, language)
        return translate(language, "Half of them were documented within this number of days: {days}.", days=days)

    return both, half
