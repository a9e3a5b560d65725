"""What holds for any register: parts sum, ranges never invert, redaction moves nothing, parties are equal."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting import Example, day

from sijill import access, methodology, tolls
from sijill.model import (
    Attribution,
    AttributionMode,
    CivilianStatus,
    Definition,
    Outcome,
    PlaceBasis,
    Sensitivity,
    Sex,
    Toll,
    TollRow,
)
from sijill.values import CountRange

PARTIES = ("syrian_gov", "syrian_air_force", "russia", "rebels", "hts", "jund_al_aqsa", "sdf", "isis", "us_coalition")
SOURCES = ("SNHR", "SOHR", "Syrian Army", "a medic")
ENDS = ((Outcome.KILLED,), (Outcome.KILLED, Outcome.FOUND_ALIVE), (Outcome.INJURED,))
CAUSES = (None, "torture", "landmine", "fire", "disease")


@st.composite
def ranges(draw: st.DrawFn) -> CountRange:
    """Return a number as sources give it: exact, at least, up to, about, dozens."""
    low = draw(st.one_of(st.none(), st.integers(0, 60)))
    high = draw(st.one_of(st.none(), st.integers(low or 0, 90)))
    if low is None and high is None:
        return CountRange(24, None, hedge="dozens")
    hedge = "about" if low == high and draw(st.booleans()) else None
    return CountRange(low, high, hedge=hedge)


@st.composite
def attributions(draw: st.DrawFn) -> Attribution | None:
    """Return any attribution, or none stated."""
    mode = draw(st.sampled_from([None, *AttributionMode]))
    if mode is None:
        return None
    wanted = {AttributionMode.SINGLE: 1, AttributionMode.UNKNOWN: 0}.get(mode, 2)
    names = draw(st.lists(st.sampled_from(PARTIES), min_size=wanted, max_size=wanted, unique=True))
    return Attribution(mode, tuple(names), draw(st.sampled_from(CAUSES)))


@st.composite
def registers(draw: st.DrawFn, method: str = "snhr") -> Example:
    """Return a register of lines, incidents (some within lines), persons and acts, with rival accounts."""
    register = Example(method)
    lines = [
        register.line(draw(ranges()), draw(attributions()), children=draw(ranges()), women=draw(ranges()))
        for _ in range(draw(st.integers(0, 3)))
    ]
    incidents = []
    for _ in range(draw(st.integers(0, 4))):
        more = {
            "children": draw(st.one_of(st.none(), ranges())),
            "women": draw(st.one_of(st.none(), ranges())),
            "cause": draw(st.sampled_from(CAUSES)),
            "civilian_status": draw(st.sampled_from([None, *CivilianStatus])),
            "documented_on": draw(
                st.sampled_from([None, day("2020-05-01"), day("2020-04-30/2020-05-02"), day("2020-05")])
            ),
            "within": draw(st.sampled_from([None, *lines, *incidents])),
        }
        incidents.append(register.incident(draw(st.one_of(st.none(), ranges())), draw(attributions()), **more))
        if draw(st.booleans()):
            register.say(incidents[-1], "incident", "killed", draw(ranges()), source=draw(st.sampled_from(SOURCES)))
    for _ in range(draw(st.integers(0, 6))):
        person = register.victim(
            draw(attributions()),
            sex=draw(st.sampled_from([None, *Sex])),
            age=draw(st.one_of(st.none(), ranges())),
            statuses=draw(
                st.sampled_from([(Outcome.KILLED,), (Outcome.KILLED, Outcome.FOUND_ALIVE), (Outcome.INJURED,)])
            ),
            within=draw(st.sampled_from([None, *lines])),
            origin_governorate=draw(st.sampled_from([None, "Hama", "حلب"])),
        )
        for incident in draw(st.lists(st.sampled_from(incidents), max_size=2)) if incidents else ():
            register.act(person, incident)
    return register


def lines_of(row: TollRow) -> list[TollRow]:
    """Return a row and the parts under it."""
    return [row, *row.parts]


def all_rows(toll: Toll) -> list[TollRow]:
    """Return every row of a table at every level, the total too."""
    return [line for row in (*toll.rows, toll.total) for line in lines_of(row)]


@pytest.mark.parametrize("axis", ["party", "cause", "governorate", "month", "status", "verification", "weapon", "sex"])
@given(register=registers())
def test_rows_exclude_each_other_and_sum_to_the_total(axis, register):
    toll = register.toll(axis)

    for bound in ("low", "best"):
        assert sum(getattr(row.figure, bound) for row in toll.rows) == getattr(toll.total.figure, bound)
    for name in toll.total.groups:
        assert sum(row.groups[name].best for row in toll.rows) == toll.total.groups[name].best


@given(register=registers())
def test_parts_sum_to_their_row_and_groups_to_their_figure(register):
    toll = register.toll()

    for row in toll.rows:
        assert not row.parts or sum(part.figure.best for part in row.parts) == row.figure.best
    for row in all_rows(toll):
        assert sum(row.groups[name].best for name in ("children", "women", "men", "unknown")) == row.figure.best


@given(register=registers())
def test_an_open_row_leaves_the_total_open(register):
    toll = register.toll()

    assert (toll.total.figure.high is None) == any(row.figure.high is None for row in toll.rows)


@pytest.mark.parametrize("method", methodology.shipped())
@given(data=st.data())
def test_low_is_never_above_best_nor_best_above_high(method, data):
    toll = data.draw(registers(method)).toll()

    for row in all_rows(toll):
        for figure in (row.figure, *row.groups.values()):
            assert figure.low <= figure.best
            assert figure.high is None or figure.best <= figure.high
            assert 0 <= figure.soft <= figure.best


@given(register=registers())
def test_a_table_by_origin_counts_the_same_people(register):
    by_origin = register.toll("governorate", place_basis=PlaceBasis.ORIGIN.value)

    assert by_origin.total.figure.best == register.toll().total.figure.best
    assert sum(row.figure.best for row in by_origin.rows) == by_origin.total.figure.best


@given(register=registers())
def test_the_same_register_gives_the_same_answer(register):
    assert register.toll() == register.toll()


@given(register=registers())
def test_redaction_never_changes_a_total(register):
    toll = register.toll()

    shown = access.redact_toll(toll, Sensitivity.PUBLIC).value

    assert [(r.figure.low, r.figure.best, r.figure.high) for r in all_rows(shown)] == [
        (r.figure.low, r.figure.best, r.figure.high) for r in all_rows(toll)
    ]
    assert all(row.figure.basis == () for row in all_rows(shown))


# -- equal standards for all parties (E18) ----------------------------------------------------------------------------

SWAP: Mapping[str, str] = {"russia": "us_coalition", "us_coalition": "russia", "Russian forces": "US-led coalition"}


@pytest.mark.parametrize("method", methodology.shipped())
@given(data=st.data())
def test_the_same_evidence_with_two_parties_swapped_gives_the_same_answer_swapped(method, data):
    """E18: same proof, same fields, for every party."""
    first = data.draw(st.sampled_from([b for b in Example(method).rules.buckets if b.parties] or [None]))
    second = data.draw(st.sampled_from([b for b in Example(method).rules.buckets if b.parties] or [None]))
    if first is None or second is None or first.show_parts != second.show_parts:
        return
    one, other = first.parties[0], second.parties[0]
    if Example(method).rules.parties.get(one).kind != Example(method).rules.parties.get(other).kind:
        return
    modes = st.sampled_from([AttributionMode.SINGLE, AttributionMode.DISPUTED, AttributionMode.ONE_OF_TWO])
    mode = data.draw(modes)
    party = data.draw(st.sampled_from([b.parties[0] for b in Example(method).rules.buckets if b.parties]))
    said = Attribution(mode, (one, party)[: 2 if mode is AttributionMode.ONE_OF_TWO else 1])
    swapped = {one: other, other: one}
    mirrored = Attribution(mode, tuple(swapped.get(name, name) for name in said.parties))
    speaker = data.draw(st.sampled_from([one, other, "SNHR"]))
    killed, status = data.draw(ranges()), data.draw(st.sampled_from([None, *CivilianStatus]))

    answers = []
    for attribution, source in ((said, speaker), (mirrored, swapped.get(speaker, speaker))):
        register = Example(method)
        incident = register.record("incident", said_by=source, attribution=attribution, killed=killed)
        if status is not None:
            register.say(incident, "incident", "civilian_status", status, source=source)
        answers.append(register.assess(incident))

    a, b = answers
    assert (a.countable, a.waits, a.verification, a.status, a.massacre, a.flags) == (
        b.countable,
        b.waits,
        b.verification,
        b.status,
        b.massacre,
        b.flags,
    )
    rows = {first.slug: second.slug, second.slug: first.slug}
    assert b.filing.bucket == rows.get(a.filing.bucket, a.filing.bucket)


@pytest.mark.parametrize("axis", ["party", "governorate", "sex"])
@given(register=registers())
def test_a_figure_counted_again_from_its_own_id_is_the_same(axis, register):
    found = register.units()
    toll = tolls.toll(found, register.question(place_basis="origin"), axis=axis)

    for row in all_rows(toll):
        for figure in (row.figure, *row.groups.values()):
            assert tolls.figure(found, Definition.parse(figure.id)) == figure


@pytest.mark.parametrize(("a", "b"), [("snhr", "ohchr"), ("snhr", "acled_like"), ("vdc", "airwars_like")])
@given(data=st.data())
def test_the_units_that_move_explain_the_whole_difference_of_two_methods(a, b, data):
    register = data.draw(registers(a))
    ours = register.units()
    theirs = tolls.units(register.records(), Example(b).rules, grounds=register.grounds)

    def total(found: tolls.Units) -> int:
        return sum(unit.numbers["killed"].best for unit in found.units if not unit.is_group_line)

    assert sum(move.difference for move in tolls.moves(ours, theirs)) == total(theirs) - total(ours)
