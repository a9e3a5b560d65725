"""Which month and which governorate a death counts in (SNHR, May 2020: S1.5, S1.6; S1.17)."""

from __future__ import annotations

import pytest
from tests.counting import Example, beside, day

from sijill.model import Clock
from sijill.tolls.axes import UnknownAxis, UnknownClock


def test_a_late_entry_counts_in_the_month_it_was_documented_and_keeps_both_dates():
    """S1.5: death in July 2015, documented in May 2020."""
    register = Example()
    victim = register.victim(died_on=day("[2015-07-21..2015-07-31]"), documented_on=day("2020-05-04"))

    assert register.total(window="2020-05", clock=Clock.DOCUMENTED) == (1, 1, 1)
    assert register.total(window="2015-07", clock=Clock.DIED) == (1, 1, 1)
    assert register.total(window="2020-05", clock=Clock.DIED) == (0, 0, 0)
    assert register.get(victim).noun.died_on.edtf == "[2015-07-21..2015-07-31]"


def test_a_date_that_spans_two_months_counts_once_in_the_month_of_its_first_day():
    """S1.5: every unit counts once in a run of months."""
    register = Example()
    register.victim(died_on=day("2020-04-30/2020-05-01"))

    assert register.total(window="2020-04", clock=Clock.DIED)[1] == 1
    assert register.total(window="2020-05", clock=Clock.DIED)[1] == 0


def test_a_record_without_a_date_is_listed_and_never_guessed():
    """S1.5: what the clock cannot place is said."""
    register = Example()
    register.victim(documented_on=None)

    assert register.total() == (0, 0, 0)
    assert beside(register.toll()) == {"undated": 1}


def test_a_line_for_five_months_is_not_cut_into_months():
    """S1.24: a year-to-date line counts only in a window that holds all of it."""
    register = Example()
    register.line(910, window=day("2020-01/2020-05"))

    assert register.total(window="2020-05") == (0, 0, 0)
    assert register.total(window="2020-01-01/2020-05-31") == (910, 910, 910)
    assert beside(register.toll(window="2020-05")) == {"spanning": 1}


def test_the_time_of_recording_is_no_date_of_a_death():
    """DESIGN 6: three clocks, never mixed."""
    register = Example()
    register.victim()

    with pytest.raises(UnknownClock, match="as-of"):
        register.total(clock=Clock.RECORDED)


@pytest.mark.parametrize("written", ["Aleppo", "حلب", "Aleppo governorate", "محافظة حلب", "Halab"])
def test_a_governorate_is_one_row_however_it_is_written(written):
    """S1.6: tables by governorate where killed."""
    register = Example()
    register.victim(killed_in="Aleppo")
    register.victim(killed_in=written)

    rows = register.toll("governorate").rows

    assert [(row.key, row.figure.best, row.label["ar"]) for row in rows] == [("Aleppo", 2, "حلب")]


def test_an_unknown_governorate_stays_as_it_was_written():
    """S2.24: names are kept at source; nothing is filed by guess."""
    register = Example()
    register.victim(killed_in="Gaziantep")

    assert register.rows("governorate") == {"Gaziantep": 1}


def test_the_governorate_of_origin_is_another_table():
    """S1.6: where killed and where from are recorded both and never mixed."""
    register = Example()
    register.victim(killed_in="Aleppo", origin_governorate="Hama")

    assert register.rows("governorate", place_basis="killed_in") == {"Aleppo": 1}
    assert register.rows("governorate", place_basis="origin") == {"Hama": 1}


def test_an_incident_is_spread_over_the_origins_of_its_named_dead():
    """S1.27: ranks by origin come from persons; those without a name are not stated."""
    register = Example()
    incident = register.incident(4)
    register.victim(incident=incident, origin_governorate="حماة")
    register.victim(incident=incident, origin_governorate="Hama")
    register.victim(incident=incident, origin_governorate="Idlib")

    assert register.rows("governorate", place_basis="origin") == {"Hama": 2, "Idlib": 1, "not_stated": 1}


def test_who_held_the_place_heads_rows_too():
    """S1.17: control of the place at the time, recorded with the incident."""
    register = Example()
    register.incident(3, controlled_by="rebels")

    assert register.rows("controlled_by") == {"rebels": 3}


def test_an_axis_that_nothing_declares_is_refused_with_those_there_are():
    """R-EC.2: no category without a definition."""
    register = Example()

    with pytest.raises(UnknownAxis, match="there are: party"):
        register.toll("shoe_size")
