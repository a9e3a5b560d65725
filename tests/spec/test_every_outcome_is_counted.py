"""Arrests, releases, disappearances and the other outcomes, each by its own day and rules (S0.11). All invented."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from tests.counting import MAY, Example, beside, day, exactly

from sijill import methodology, tolls
from sijill.adapters.duck import DuckCells
from sijill.model import Clock, Outcome
from sijill.model.outcomes import OUTCOMES
from sijill.tolls import axes, units
from sijill.tolls.axes import NotBrokenDown, UnknownClock

DETAINED, RELEASED, GONE = Outcome.DETAINED, Outcome.RELEASED, Outcome.FORCIBLY_DISAPPEARED


@pytest.fixture
def register() -> Example:
    return Example()


def person(register: Example, *statuses: Outcome, **more: Any) -> str:
    """Record a civilian man to whom something else happened than death."""
    return register.victim(**{"statuses": statuses, "died_on": None, **more})


def with_table(register: Example, name: str, **terms: Any) -> None:
    """Give the methodology a table of its own for an outcome."""
    own = {**register.rules.table("outcomes"), name: terms}
    register.rules = dataclasses.replace(register.rules, tables={**register.rules.tables, "outcomes": own})


def asked(register: Example, measure: str, window: str = "2020-05", by: Clock = Clock.HAPPENED, **cell: str) -> Any:
    return register.total(measure=measure, window=window, clock=by, **cell)


def test_an_arrest_counts_on_the_day_of_the_arrest_and_not_among_the_dead(register):
    """S0.11: he was arrested in May and told of in June; nobody died."""
    person(register, DETAINED, arrested_on=day("2020-05-10"), documented_on=day("2020-06-02"))

    assert asked(register, "detained") == (1, 1, 1)
    assert asked(register, "detained", "2020-06") == (0, 0, 0)
    assert asked(register, "detained", "2020-06", Clock.DOCUMENTED) == (1, 1, 1)
    assert register.total(clock=Clock.DIED) == (0, 0, 0)


def test_arrested_in_may_and_dead_in_june_is_an_arrest_of_may_and_a_death_of_june(register):
    """DESIGN 6: each outcome has its own day; a death in detention is one of the dead as well."""
    person(register, DETAINED, Outcome.DIED_IN_CUSTODY, arrested_on=day("2020-05-10"), died_on=day("2020-06-20"))

    assert asked(register, "detained") == (1, 1, 1)
    assert asked(register, "died_in_detention", "2020-06", Clock.DIED) == (1, 1, 1)
    assert register.total(window="2020-06", clock=Clock.DIED) == (1, 1, 1)
    assert asked(register, "died_in_detention", by=Clock.DIED) == (0, 0, 0)


def test_the_named_and_the_stated_number_of_one_raid_are_not_added_up(register):
    """DESIGN 6: twelve taken in a raid, two of them known by name, are twelve; the unit rule is that of the dead."""
    raid = register.incident(None, detained=exactly(12))
    for _ in range(2):
        register.act(person(register, DETAINED), raid, DETAINED)

    assert asked(register, "detained") == (12, 12, 12)
    assert register.total(clock=Clock.DIED) == (0, 0, 0)


def test_who_is_joined_to_an_incident_by_another_outcome_is_not_counted_twice(register):
    """R-HU.2: one raid killed one and took another; each is counted once, as what they are."""
    raid = register.incident(1, detained=exactly(1))
    register.victim(incident=raid)
    register.act(person(register, DETAINED), raid, DETAINED)

    assert (asked(register, "detained"), register.total(clock=Clock.DIED)) == ((1, 1, 1), (1, 1, 1))


def test_the_day_and_place_of_a_raid_are_those_of_the_persons_taken_in_it(register):
    raid = register.incident(None, governorate="Idlib")
    register.act(person(register, DETAINED), raid, DETAINED)

    assert register.rows("governorate", measure="detained", clock=Clock.HAPPENED, place_basis="happened_in") == {
        "Idlib": 1
    }


def test_the_party_that_holds_somebody_is_the_party_of_the_arrest(register):
    """S1.22: who detains answers for the detention."""
    person(register, DETAINED, party=None, detained_by="sdf", arrested_on=day("2020-05-10"), arrested_in="Aleppo")

    assert register.rows("party", measure="detained", clock=Clock.HAPPENED) == {"sdf": 1}
    assert register.rows("governorate", measure="detained", clock=Clock.HAPPENED) == {"Aleppo": 1}


@pytest.mark.parametrize(("undone_by", "may", "june"), [(None, 1, 1), (["released"], 0, 1)])
def test_released_within_the_month_is_an_arrest_unless_the_methodology_asks_who_is_still_held(
    register, undone_by, may, june
):
    """
    The methodology decides: it counts arrests, or who is still held when the window ends.

    One was freed in the month of his arrest; the other in the month after, which at the end of his own was not yet so.
    """
    if undone_by:
        with_table(register, "detained", rule="S1.14", undone_by=undone_by)
    person(register, DETAINED, RELEASED, arrested_on=day("2020-05-02"), released_on=day("2020-05-20"))
    person(register, DETAINED, RELEASED, arrested_on=day("2020-06-02"), released_on=day("2020-07-20"))

    assert [asked(register, "detained", month)[1] for month in ("2020-05", "2020-06")] == [may, june]
    assert [asked(register, "released", month)[1] for month in ("2020-05", "2020-06", "2020-07")] == [1, 0, 1]


def test_a_released_person_lessens_the_number_of_those_still_held_after_a_raid(register):
    """As of the dead one who is found alive does: twelve were taken, one of them is free."""
    with_table(register, "detained", rule="S1.14", undone_by=["released"])
    raid = register.incident(None, detained=exactly(12))
    freed = person(register, DETAINED, RELEASED, released_on=day("2020-05-28"))
    register.act(freed, raid, DETAINED)

    assert asked(register, "detained") == (11, 11, 11)
    [note] = register.toll(measure="detained", clock=Clock.HAPPENED).notes
    assert (note.reason, note.code, note.records) == ("left_out", "ended", 1)


def test_the_disappeared_count_until_they_are_found_and_since_the_day_they_were_last_seen(register):
    person(register, GONE, arrested_on=day("2020-05-02"))
    person(register, GONE, arrested_on=day("2020-05-02"), disappeared_on=day("2020-06-01"))
    person(register, GONE, Outcome.FOUND_ALIVE, arrested_on=day("2020-05-02"))

    assert [asked(register, "disappeared", month)[1] for month in ("2020-05", "2020-06")] == [1, 1]


def test_reported_dead_without_a_body_is_still_disappeared(register):
    """S1.14: both statuses stand, and neither number holds the other's."""
    register.victim(
        statuses=(Outcome.DIED_IN_CUSTODY,), body_returned=False, arrested_on=day("2020-05-02"), cause="torture"
    )

    assert asked(register, "disappeared") == (1, 1, 1)
    assert register.total(clock=Clock.DIED) == (1, 1, 1)


def test_children_of_a_line_of_arrests_are_children_arrested_and_those_of_an_attack_are_its_dead(register):
    register.line(None, detained=exactly(30), children=exactly(4), clock="happened", place_basis=None)
    register.incident(9, children=exactly(5), detained=exactly(7))

    assert asked(register, "detained", group="children") == (4, 4, 4)
    assert asked(register, "detained") == (37, 37, 37)
    assert register.total(group="children", clock=Clock.DIED) == (5, 5, 5)


def test_records_that_say_nothing_of_an_outcome_stand_neither_in_its_table_nor_beside_it(register):
    register.incident(5)
    register.victim()
    person(register, DETAINED, arrested_on=day("2020-05-10"), civilian_status=None)

    assert beside(register.toll(measure="detained", clock=Clock.HAPPENED)) == {"waiting": 1}
    assert register.toll(measure="displaced", clock=Clock.HAPPENED).total.figure.unstated


def test_a_methodology_says_of_each_outcome_whose_status_must_be_known(register):
    """R-EC.6: most reports of arrests say nothing of it; a methodology may count such arrests as they are."""
    with_table(register, "detained", rule="S1.1", unstated_status="unknown")
    person(register, DETAINED, arrested_on=day("2020-05-10"), civilian_status=None)
    register.victim(civilian_status=None)

    assert asked(register, "detained") == (1, 1, 1)
    assert register.total(clock=Clock.DIED) == (0, 0, 0)


def test_taken_together_is_no_massacre(register):
    """S1.2 speaks of the dead."""
    register.incident(None, detained=exactly(40))

    assert register.total(measure="massacres", clock=Clock.DIED)[1] == 0


def test_the_clock_of_the_dead_is_refused_for_arrests_and_theirs_for_the_dead(register):
    """DESIGN 6: the clocks are never mixed; the refusal names those there are."""
    with pytest.raises(UnknownClock, match="detained are counted by happened or documented, not by died"):
        asked(register, "detained", by=Clock.DIED)
    with pytest.raises(UnknownClock, match="killed are counted by died or documented, not by happened"):
        register.total(clock=Clock.HAPPENED)


def test_the_injured_are_counted_by_name_and_number_and_have_no_groups(register):
    """S1.24: of the injured nobody states children; figures printed with the clock of the dead still answer."""
    attack = register.incident(3, injured=exactly(7))
    register.act(person(register, Outcome.INJURED), attack, Outcome.INJURED)
    person(register, Outcome.INJURED, injured_on=day("2020-05-10"))

    assert asked(register, "injured") == asked(register, "injured", by=Clock.DIED) == (8, 8, 8)
    with pytest.raises(NotBrokenDown, match="injured are not broken down by group"):
        asked(register, "injured", group="women")


@pytest.mark.parametrize("measure", [one for one in OUTCOMES if one != "killed"])
def test_a_table_of_any_outcome_sums_by_every_axis_and_by_another_engine(register, measure):
    """ST1, ST2: rows exclude each other and sum to the total, by our own count and by DuckDB's."""
    outcome = OUTCOMES[measure]
    days = {"arrested_on", "released_on", "injured_on", "displaced_on", "disappeared_on", "died_on"}
    for number in range(3):
        told = dict.fromkeys(days, day(f"2020-05-0{number + 1}"))
        person(register, *outcome.statuses, arrested_in="Idlib", origin_governorate="Homs", **told)
    register.incident(None, **{outcome.number: exactly(20)})
    found = units.units_of_outcome(register.records(), register.rules, outcome, until=MAY.end)
    question = register.question(measure=measure, clock=outcome.clocks[0], place_basis=outcome.basis.value)
    by = ("party", "governorate", "month")
    table = tolls.crosstab(found, question, by)
    cut = axes.slices(
        axes.place_units(found, window=question.window, clock=question.clock).units,
        by,
        clock=question.clock,
        place_basis=question.place_basis,
        rules=register.rules,
        measure=measure,
    )
    slow = tolls.cells(slices := list(cut), by, measure)
    with DuckCells() as engine:
        fast = engine.cells(slices, by, measure)

    assert table.total.best == 23
    assert sum(one.best for one in table.cells.values()) == 23
    assert fast == slow
    assert {keys: one.best for keys, one in slow.items()} == {keys: one.best for keys, one in table.cells.items()}


def test_a_table_of_an_outcome_in_a_methodology_file_is_checked_like_the_rest():
    """Bad input: a rule that is not written out, and a clock that arrests do not have, are refused with the line."""
    shipped = methodology.shipped_bytes("snhr").decode()
    table = '\n[outcomes.detained]\nrule = "{rule}"\nclock = "{clock}"\n'

    assert not methodology.check((shipped + table.format(rule="S1.1", clock="happened")).encode())
    [unwritten] = methodology.check((shipped + table.format(rule="S9.9", clock="happened")).encode())
    [unknown] = methodology.check((shipped + table.format(rule="S1.1", clock="died")).encode())
    assert "rule 'S9.9' is not written out" in str(unwritten)
    assert "it may be: happened, documented" in str(unknown)
