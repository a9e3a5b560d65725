"""Whatever the units and the window, looking units up by their day finds what asking every unit finds."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sijill.model import Clock
from sijill.tolls.axes import place, place_units
from sijill.tolls.units import Unit, Units
from sijill.values import PartialDate, Period

CLOCKS = (Clock.DIED, Clock.DOCUMENTED)
DATES = st.none() | st.sampled_from(
    (
        "2020-05-01",
        "2020-05-31",
        "2020-05-30/2020-06-02",
        "2020-05",
        "2020",
        "../2020-05-10",
        "2020-05-20/..",
        "2019-12-31",
    )
).map(PartialDate.parse)
DAYS = st.integers(0, 400).map(lambda number: date(2019, 11, 1) + timedelta(days=number))
WINDOWS = st.tuples(DAYS, DAYS).map(lambda two: Period(min(two), max(two)))


@st.composite
def units(draw: st.DrawFn) -> Units:
    """Return units of every kind, some lines, some dated by the line that they are part of."""
    made = [
        Unit(
            f"invented-{number}",
            draw(st.sampled_from(("victim", "incident", "tally"))),
            assessment=None,  # type: ignore[arg-type]  # placing asks for no assessment
            numbers={},
            dates={clock: draw(DATES) for clock in CLOCKS},
            places={},
            borrowed=draw(st.frozensets(st.sampled_from(CLOCKS))),
        )
        for number in range(draw(st.integers(0, 12)))
    ]
    return Units(tuple(made))


@given(units(), st.lists(WINDOWS, min_size=1, max_size=3), st.sampled_from(CLOCKS))
def test_units_looked_up_by_day_are_those_that_asking_each_finds(found, windows, clock):
    for window in windows:
        assert place_units(found, window=window, clock=clock) == place(found.units, window=window, clock=clock)
