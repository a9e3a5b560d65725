"""Issue 13, A33: who holds how much of a named area, and what is claimed of it. Inventedtown is invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.unit.territory.told import AREAS, account, ground

from sijill.territory import share_of

TOLD = [
    account("east", "held", "../2020-01-01", party="league"),
    account("mill", "held", "2020-01-05", 1, party="crown"),
    account("fort", "contested", "2020-01-05", 2, holders="crown large_parts"),
    account("east", "partly_held", "2020-01-06", 3, holders="crown 60%"),
    account("east", "partly_held", "2020-01-06", 4, holders="crown 90%", of="what was the League's a year ago"),
    account("east", "partly_held", "2020-01-06", 5, holders="crown 70%", of=None),
    account("east", "partly_held", "2020-01", 6, holders="crown 40-45%"),
]
DAY = date(2020, 1, 9)
EXACT = {"mill": Decimal(3), "fort": Decimal(1), "gate": Decimal(1)}


def test_quarters_are_counted_with_the_bounds_of_each():
    found = share_of(ground(*TOLD), AREAS.find("east"), DAY)
    crown = found.by_quarters["crown"]

    assert (len(found.parts), round(crown.low, 2), round(crown.high, 2)) == (3, Decimal("0.42"), Decimal("0.63"))


def test_a_share_by_quarters_is_never_called_false():
    verdicts = [(one.verdict.value, one.why) for one in share_of(ground(*TOLD), AREAS.find("east"), DAY).claims]

    assert verdicts == [
        ("not_comparable", "count_of_quarters"),
        ("not_comparable", "unknown_denominator"),
        ("without_denominator", "no_denominator"),
    ]


def test_where_all_areas_are_known_a_claim_of_the_same_whole_is_checked():
    found = share_of(ground(*TOLD), AREAS.find("east"), DAY, EXACT)
    low = share_of(
        ground(*TOLD[:3], account("east", "partly_held", "2020-01-06", 7, holders="crown 10%")),
        AREAS.find("east"),
        DAY,
        EXACT,
    )

    assert found.km2 == 5
    assert round(found.by_area["crown"].low, 2) == Decimal("0.65")
    assert next(one.verdict.value for one in found.claims) == "disagrees"
    assert [one.verdict.value for one in low.claims] == ["disagrees"]


def test_an_approximate_cell_gives_no_percentage():
    found = share_of(ground(*TOLD), AREAS.find("east"), DAY, {"mill": Decimal(3)})

    assert (found.km2, found.by_area) == (None, {})


def test_what_is_not_known_is_anybodys():
    found = share_of(ground(TOLD[1]), AREAS.find("east"), DAY)

    assert (round(found.by_quarters["crown"].low, 2), found.by_quarters["crown"].high) == (Decimal("0.33"), 1)


def test_a_whole_is_the_area_by_its_name_with_or_without_a_word_for_its_kind():
    east = AREAS.find("east")

    assert AREAS.is_whole("the Inventedtown East district", east)
    assert AREAS.is_whole("Inventedtown East | شرق البلدة", east)
    assert not AREAS.is_whole("what was held of Inventedtown East", east)
    assert not AREAS.is_whole("Inventedtown", east)


def test_two_shares_of_one_place_bound_each_other():
    told = [
        account("mill", "held", "2020-01-01", party="league"),
        account("mill", "contested", "2020-01-03", 1, holders="crown parts, league almost_all"),
    ]
    holders = dict(ground(*told).standing("mill", date(2020, 1, 3)).holders)

    assert (holders["crown"].high, holders["league"].low) == (Decimal("0.1"), Decimal("0.9"))


def test_how_large_a_place_is_that_somebody_holds_is_no_share_of_it():
    found = ground(account("mill", "held", "2020-01-01", holders="league 3.5 km2")).standing("mill", date(2020, 1, 1))

    assert (found.state.value, found.party) == ("held", "league")
