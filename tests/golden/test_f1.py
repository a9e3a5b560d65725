"""
F1: the toll that SNHR printed for May 2020, line by line, as the methodology counts it.

The lines are facts of the published table (REQUIREMENTS 1.8); the Afrin bombing of
28 April is an incident within one of them.
"""

from __future__ import annotations

from tests.counting import Example, at_least, beside, day, exactly

from sijill.model import Attribution


def may_2020() -> Example:
    register = Example()
    register.line(7, "syrian_gov", cause="torture", children=exactly(0))
    register.line(3, "syrian_gov", cause="other_cause", women=exactly(2))
    register.line(1, "russia")
    register.line(3, "hts")
    register.line(7, "rebels", children=exactly(2), women=exactly(1))
    register.line(1, "sdf", cause="torture")
    register.line(6, "sdf", children=exactly(2))
    register.line(4, Attribution.unknown("landmine"), children=exactly(1))
    register.line(29, Attribution.unknown("fire"), children=exactly(4))
    bombings = register.line(55, Attribution.unknown("unidentified_bombing"), children=exactly(15), women=exactly(3))
    register.line(9, Attribution.unknown("unknown_persons"), children=exactly(2))
    register.line(125, None, children=exactly(26), women=exactly(6), role="total")
    register.line(0, None, groups=("medical",), role="group", documented_zero=True)
    register.incident(
        at_least(44),
        Attribution.unknown("unidentified_bombing"),
        children=exactly(9),
        women=exactly(3),
        happened_on=day("2020-04-28"),
        documented_on=day("2020-05"),
        within=bombings,
    )
    return register


def test_the_total_is_125_of_whom_26_children_and_6_women():
    total = may_2020().toll().total

    assert (total.figure.low, total.figure.best, total.figure.high) == (125, 125, 125)
    assert (total.groups["children"].best, total.groups["women"].best) == (26, 6)


def test_each_party_has_its_printed_number_of_dead_children_and_women():
    rows = {row.key: row for row in may_2020().toll().rows}

    assert {key: (r.figure.best, r.groups["children"].best, r.groups["women"].best) for key, r in rows.items()} == {
        "syrian_gov": (10, 0, 2),
        "russia": (1, 0, 0),
        "extremist_islamist": (3, 0, 0),
        "rebels": (7, 2, 1),
        "sdf": (7, 2, 0),
        "other": (97, 22, 3),
    }


def test_hts_stands_under_the_extremist_groups_as_a_part():
    rows = {row.key: row for row in may_2020().toll().rows}

    assert [(part.key, part.figure.best) for part in rows["extremist_islamist"].parts] == [("hts", 3)]


def test_the_other_parties_are_given_by_cause():
    rows = {row.key: row for row in may_2020().toll().rows}

    assert {p.key: (p.figure.best, p.groups["children"].best, p.groups["women"].best) for p in rows["other"].parts} == {
        "landmine": (4, 1, 0),
        "fire": (29, 4, 0),
        "unidentified_bombing": (55, 15, 3),
        "unknown_persons": (9, 2, 0),
    }


def test_the_bombing_of_28_april_is_taken_out_of_its_line_and_11_remain():
    """Counted in May by its documentation (A22): 55 of unidentified bombings, 44 of them Afrin."""
    units = {unit.record: unit for unit in may_2020().units().units}
    line = next(unit for unit in units.values() if unit.taken_out)

    assert (line.numbers["killed"].best, line.numbers["children"].best, line.numbers["women"].best) == (11, 6, 0)


def test_torture_is_8_of_whom_7_by_the_government_and_1_by_the_sdf():
    assert may_2020().rows(cause="torture") == {"syrian_gov": 7, "sdf": 1}
    assert may_2020().rows(listed_group="torture") == {"syrian_gov": 7, "sdf": 1}


def test_one_massacre_is_counted_in_may_though_it_happened_in_april():
    register = may_2020()

    assert register.total(measure="massacres") == (1, 1, 1)
    assert register.total(measure="massacres", window="2020-04") == (0, 0, 0)


def test_no_medical_worker_was_documented_and_somebody_stands_for_that_zero():
    figure = may_2020().toll(listed_group="medical").total.figure

    assert (figure.best, len(figure.basis)) == (0, 1)


def test_by_the_day_of_death_only_the_bombing_can_be_placed_and_the_rest_is_listed():
    toll = may_2020().toll(window="2020-04", clock="died")

    assert toll.total.figure.best == 44
    assert beside(toll) == {"undated": 12, "left_out": 1}
