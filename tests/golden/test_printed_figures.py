"""F2, F3 and F5: figures that sources printed, recomputed with our own statistics (REQUIREMENTS 1.8)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.counting import Example, day, exactly

from sijill.model import CivilianStatus
from sijill.tolls import spans, statistics
from sijill.tolls.statistics import Orientation
from sijill.values import CountRange, Period

# -- F2: VDC on Aleppo, 19 July 2012 to 15 December 2016 ---------------------------------------------------------------

VDC = {"men": 22633, "women": 2849, "boys": 3773, "girls": 1775}


def vdc_lines() -> Example:
    """Return VDC's table as lines of civilians and non-civilians, under VDC's own method."""
    register = Example("vdc")
    for status, killed in ((CivilianStatus.CIVILIAN, 23604), (CivilianStatus.COMBATANT, 7406)):
        register.line(
            killed, None, source="VDC", clock="died", window=day("2012-07-19/2016-12-15"), civilian_status=status
        )
    return register


def test_the_men_women_boys_and_girls_of_vdc_are_31030_and_not_its_headline():
    """A25: the headline says 31,183."""
    assert sum(VDC.values()) == 31030


def test_the_shares_of_vdc_are_those_printed():
    """A26: 72.9, 9.2, 12.2 and 5.7 per cent of 31,030."""
    printed, _ = statistics.rounded_shares(VDC, places=1)

    assert {name: str(share) for name, share in printed.items()} == {
        "men": "72.9",
        "women": "9.2",
        "boys": "12.2",
        "girls": "5.7",
    }


def test_civilians_and_military_of_vdc_stand_apart_and_sum_to_another_total():
    """A27: 23,604 and 7,406 are 31,010; 76.1 and 23.9 per cent."""
    register = vdc_lines()

    rows = register.rows("status", window="2012-01-01/2016-12-31", clock="died")

    assert rows == {"civilian": 23604, "combatant": 7406}
    assert sum(rows.values()) == 31010
    assert str((statistics.shares(rows)["civilian"] * 100).quantize(Decimal("0.1"))) == "76.1"


def test_the_same_lines_are_no_toll_under_another_method():
    """DESIGN 6: a tally counts only where the methodology says so."""
    assert Example("snhr").rules.table("tallies")["sources"] == ["SNHR"]


# -- F3: the evacuation of east Aleppo, December 2016 ------------------------------------------------------------------


def test_the_red_cross_and_the_observatory_differ_by_nearly_twice():
    """A36: more than 34,000 on 22 December against 16,200 with 2,000 to 3,000 to come."""
    red_cross = spans.cumulative([(date(2016, 12, 16), 10000), (date(2016, 12, 19), 15000)])
    observatory = CountRange(16200, 16200) + CountRange(2000, 3000)

    assert red_cross[-1] == (date(2016, 12, 19), 25000)
    assert (observatory.low, observatory.high) == (18200, 19200)
    assert not observatory.overlaps(CountRange(34001, None))
    assert statistics.gap([34000, 19200]).quantize(Decimal("0.1")) == Decimal("1.8")


# -- F5: air campaigns as one counter gives them -----------------------------------------------------------------------

CAMPAIGNS = [
    ("Syria", "2014-11-20/2016-05-20", 8362, 4651, "1.8", Orientation.FIRST_PER_SECOND, "64.3"),
    ("Russia", "2015-09-30/2016-05-20", 2046, 4161, "2.0", Orientation.SECOND_PER_FIRST, "33.0"),
    ("coalition", "2014-09-23/2016-05-23", 417, 3548, "8.5", Orientation.SECOND_PER_FIRST, "10.5"),
]


@pytest.mark.parametrize(("who", "window", "civilians", "militants", "ratio", "reads", "share"), CAMPAIGNS)
def test_a_campaign_has_its_ratio_its_orientation_and_its_civilian_share(
    who, window, civilians, militants, ratio, reads, share
):
    """A1-A3, S0.16."""
    found = statistics.ratio(exactly(civilians), exactly(militants))

    assert (str(found.value.quantize(Decimal("0.1"))), found.orientation) == (ratio, reads)
    assert str((statistics.civilian_share(civilians, militants).known * 100).quantize(Decimal("0.1"))) == share
    assert Period.parse(window).days > 200


def test_with_the_figure_of_the_cited_title_the_coalition_s_ratio_is_another():
    """A9: 4,312 in the title and its address, 3,412 in the text: 10.7 and not 8.5."""
    corrected = 3548 - 3412 + 4312

    assert statistics.ratio(exactly(417), exactly(corrected)).value.quantize(Decimal("0.1")) == Decimal("10.7")
