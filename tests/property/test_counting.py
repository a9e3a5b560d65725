"""What holds for any register: parts sum, ranges never invert, redaction moves nothing, parties are equal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting import Example, day

from sijill import access, methodology, tolls, wording
from sijill.model import Attribution, AttributionMode, CivilianStatus, Outcome, PlaceBasis, Sensitivity, Sex
from sijill.model.figures import Definition, Toll, TollRow
from sijill.tolls import axes, units
from sijill.values import CountRange, PersonName

PARTIES = (
    "turkey",
    "hezbollah",
    "unknown",
    "syrian_gov",
    "syrian_air_force",
    "russia",
    "rebels",
    "hts",
    "jund_al_aqsa",
    "sdf",
    "isis",
    "us_coalition",
)
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
            "weapon": draw(st.sampled_from([None, "airstrike", "landmine", "torture"])),
            "groups": draw(st.sampled_from([(), ("medical",)])),
            "happened_on": draw(st.sampled_from([None, day("2020-05-01"), day("2020-05")])),
        }
        incidents.append(register.incident(draw(st.one_of(st.none(), ranges())), draw(attributions()), **more))
        if draw(st.booleans()):
            register.say(incidents[-1], "incident", "killed", draw(ranges()), source=draw(st.sampled_from(SOURCES)))
    for _ in range(draw(st.integers(0, 6))):
        person = register.victim(
            draw(attributions()),
            name=draw(st.sampled_from([None, PersonName.of("Invented Person")])),
            civilian_status=draw(st.sampled_from([None, CivilianStatus.CIVILIAN, CivilianStatus.COMBATANT])),
            died_on=draw(st.sampled_from([None, day("2020-05-02")])),
            documented_on=draw(st.sampled_from([None, day("2020-05-03")])),
            groups=draw(st.sampled_from([(), ("medical",), ("medical", "media")])),
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


# -- one number, under every methodology ------------------------------------------------------------------------------


@pytest.mark.parametrize("method", methodology.shipped())
@given(data=st.data())
def test_every_person_counts_or_is_left_out_by_a_rule_exactly_once(method, data):
    """E17: named persons counted and left out by reason are all of them; so are incidents and lines."""
    register = data.draw(registers(method))
    found, records = register.units(), register.records()

    counted = [person.id for unit in found.units for person in unit.people]
    counted += [unit.record for unit in found.units if unit.kind != "victim"]
    aside = [one.record for one in found.aside]

    assert sorted([*counted, *aside]) == sorted(one.id for one in records if one.kind != "act")
    assert all(one.why.rule and one.why.code in wording.SENTENCES for one in found.aside)


@pytest.mark.parametrize("method", methodology.shipped())
@given(data=st.data())
def test_a_table_with_what_stands_beside_it_is_every_record_of_the_register(method, data):
    """E17: over all time, what is counted and what the notes tell of are the whole register."""
    register = data.draw(registers(method))
    found = register.units()
    question = register.question(
        window="1900-01-01/2100-12-31", clock=data.draw(st.sampled_from(["died", "documented"]))
    )
    placed = axes.place_units(found, window=question.window, clock=question.clock)
    beside = tolls.uncounted(found, question)
    told = [one.record for one in beside if one.reason not in ("counted_once", "oddities")]
    # A counted incident is told of as well where some of its dead are not in its number.
    outside = [*(Counter(told) - Counter(one.record for one in found.beyond)).elements()]
    inside = [unit.record for unit in placed.units]

    assert len(outside) + len(inside) == len(set(outside) | set(inside)) == len(found.units) + len(found.aside)
    assert sum(note.records for note in tolls.toll(found, question, axis="party").notes) == len(beside)


@pytest.mark.parametrize("method", methodology.shipped())
@pytest.mark.parametrize("axis", ["party", "cause", "governorate", "status", "sex"])
@given(data=st.data())
def test_rows_parts_and_groups_sum_to_the_total_under_every_methodology(method, axis, data):
    """ST1, ST2: bound by bound; an open row leaves the total open."""
    toll = data.draw(registers(method)).toll(axis, clock="died")

    for bound in ("low", "best"):
        assert sum(getattr(row.figure, bound) for row in toll.rows) == getattr(toll.total.figure, bound)
    assert (toll.total.figure.high is None) == any(row.figure.high is None for row in toll.rows)
    for row in all_rows(toll):
        assert sum(row.groups[name].best for name in ("children", "women", "men", "unknown")) == row.figure.best
        assert not row.parts or sum(part.figure.best for part in row.parts) == row.figure.best


@pytest.mark.parametrize("method", methodology.shipped())
@given(data=st.data())
def test_columns_inside_a_cell_sum_to_its_figure(method, data):
    """S1.13: of medical personnel, and of children alone."""
    register = data.draw(registers(method))

    for cell in ({"listed_group": "medical"}, {"group": "children"}, {"group": "unknown"}):
        toll = register.toll(clock="died", **cell)
        columns = [name for name in ("children", "women", "men", "unknown") if name in toll.total.groups]
        assert sum(toll.total.groups[name].best for name in columns) == toll.total.figure.best
        assert sum(row.figure.best for row in toll.rows) == toll.total.figure.best


@pytest.mark.parametrize("method", methodology.shipped())
@given(data=st.data())
def test_stated_numbers_count_bound_by_bound_and_lines_apart(method, data):
    """DESIGN 6: of incidents that nothing else is said of, the sum is the sum of the numbers chosen."""
    register = Example(method)
    said = data.draw(st.lists(ranges(), max_size=5))
    for number in said:
        register.incident(number)
    records = [one for one in register.records() if register.assess(one.id).countable]
    chosen = [methodology.choose(one, "killed", register.rules) for one in records]
    names_only = register.rules.table("unit_of_count")["choice"] == "named"
    counted = [] if names_only else [one for one in chosen if one is not None]

    low, best, high = register.total(clock="died")

    assert (low, best) == (sum(one.low for one in counted), sum(one.best for one in counted))
    assert high == (None if any(one.high is None for one in counted) else sum(one.high for one in counted))


@pytest.mark.parametrize("method", methodology.shipped())
@given(data=st.data())
def test_counting_again_what_changed_gives_what_counting_all_gives(method, data):
    """DESIGN 6: the fast road and the slow one end in one number, with one list of what is left out."""
    register = data.draw(registers(method))
    statements = register.statements
    cut = data.draw(st.integers(0, len(statements)))
    register.statements = statements[:cut]
    before = {one.id: one for one in register.records()}
    units = register.units()
    ties = tolls.Ties(before.values())
    register.statements = statements
    now = {one.id: one for one in register.records()}
    ties.learn(now.values())
    touched = ties.around({one.subject for _, one in statements[cut:]})
    known = methodology.assess_all(now.values(), register.rules, cache=methodology.MemoryCache())

    again = tolls.recount(units, before, now, touched, register.rules, assessed=known)

    assert again == register.units()


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
    theirs = units.units_of(register.records(), Example(b).rules, grounds=register.grounds)

    def total(found: units.Units) -> int:
        return sum(unit.numbers["killed"].best for unit in found.units if not unit.is_group_line)

    assert sum(move.difference for move in tolls.moves(ours, theirs)) == total(theirs) - total(ours)
