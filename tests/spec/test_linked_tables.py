"""
Incidents in one table and the persons in another: one code, one incident, and nobody counted twice (issue 15, 3).

Everybody here is invented.
"""

from __future__ import annotations

import itertools

import pytest
from tests.spec.test_entries_by_hand import killed
from tests.unit.web.conftest import register

from sijill.actions.tables import Why

__all__ = ["register"]  # a fixture

INCIDENTS = """code,date,place,party,low,high
INV-1,2016-05-02,Invented Town,Russia,2,3
INV-2,2016-05-05,Invented Village,Russia,1,1
"""
ONE_ROW_AN_INCIDENT = """
kind = "incident"
source = "Invented archive"
[columns]
{code} = "code"
happened_on = "date"
place = "place"
attribution = "party"
"killed.low" = "low"
"killed.high" = "high"
[constants]
civilian_status = "civilian"
"""
VICTIMS = """incident,name,age
INV-1,مختلق الأول,30
INV-1,مختلقة الثانية,12
INV-2,مختلق الثالث,41
"""
ONE_ROW_A_PERSON = """
kind = "victim"
source = "Invented archive"
[columns]
"name.ar" = "name"
age = "age"
"incident.key" = "incident"
[constants]
statuses = "killed"
civilian_status = "civilian"
died_on = "2016-05"
attribution = "russia"
"""


def bring_in(register, table, mapping, **more):
    """Import a table."""
    return register.exchange.import_table(table.encode(), mapping, name="invented.csv", **more)


def kinds(register):
    """Return how many records there are of each kind."""
    found = sorted(one.kind for one in register.records.all())
    return {kind: len(list(some)) for kind, some in itertools.groupby(found)}


@pytest.mark.parametrize("code", ["title", '"identifiers.archive"'])
@pytest.mark.parametrize("incidents_first", [True, False])
def test_persons_join_the_incidents_of_the_same_code_of_the_same_source(register, code, incidents_first):
    """Case 01: whichever table comes first, and whether its code is a title or an identifier."""
    tables = [(INCIDENTS, ONE_ROW_AN_INCIDENT.format(code=code)), (VICTIMS, ONE_ROW_A_PERSON)]

    done = [bring_in(register, *one) for one in (tables if incidents_first else reversed(tables))]

    assert kinds(register) == {"act": 3, "incident": 2, "victim": 3}
    assert killed(register)[0] == 3
    assert [one.noun.happened_on.edtf for one in register.records.all() if one.kind == "incident"] == [
        "2016-05-02",
        "2016-05-05",
    ]
    assert [one.questions for one in done] == [(), ()]
    assert (done[1].sums.dead.low, done[1].sums.dead.high) == ((3, 3) if incidents_first else (3, 4))


def test_a_code_that_no_incident_has_is_listed(register):
    """The person comes in with an incident of that code, which its table may fill later."""
    bring_in(register, INCIDENTS, ONE_ROW_AN_INCIDENT.format(code="title"))

    done = bring_in(register, VICTIMS + "INV-7,مختلق الرابع,50\n", ONE_ROW_A_PERSON)

    assert [(one.row, one.line, one.why, one.code) for one in done.questions] == [(4, 5, Why.UNKNOWN_INCIDENT, "INV-7")]
    assert kinds(register) == {"act": 4, "incident": 3, "victim": 4}


def test_persons_are_added_to_an_incident_that_is_known_by_another_source(register):
    """An identifier whose scheme the mapping names is enough: its incident is met, whoever recorded it."""
    bring_in(register, INCIDENTS, ONE_ROW_AN_INCIDENT.format(code='"identifiers.archive"'))
    theirs = ONE_ROW_A_PERSON.replace("Invented archive", "Another list").replace(
        '"incident.key"', '"incident.identifiers.archive" = "incident"\n"incident.key"'
    )

    bring_in(register, VICTIMS, theirs)

    assert kinds(register) == {"act": 3, "incident": 2, "victim": 3}


def test_a_code_of_another_source_is_another_code(register):
    """Two archives that both begin at 1 have nothing in common."""
    bring_in(register, INCIDENTS, ONE_ROW_AN_INCIDENT.format(code="title"))

    bring_in(register, VICTIMS, ONE_ROW_A_PERSON.replace("Invented archive", "Another list"))

    assert kinds(register)["incident"] == 4


def test_rows_of_one_incident_that_differ_are_rivals_and_later_rows_fill_what_is_empty(register):
    """Case 12: nothing is dropped in silence, and every value rests on its own row."""
    table = """event,day,town,name
E1,2016-05-01,Invented Town,مختلق الأول
E1,2016-05-02,,مختلق الثاني
E2,,,مختلق الثالث
E2,2016-05-09,Third Town,مختلق الرابع
"""
    mapping = """
kind = "victim"
source = "Invented list"
[columns]
"name.ar" = "name"
"incident.title" = "event"
"incident.happened_on" = "day"
"incident.place" = "town"
[join]
incident = "event"
[constants]
statuses = "killed"
civilian_status = "civilian"
"""

    done = bring_in(register, table, mapping)

    first, second = (one for one in register.records.all() if one.kind == "incident")
    assert [(one.value.edtf, one.basis[0].ref[-2:]) for one in first.held["happened_on"]] == [
        ("2016-05-01", "#1"),
        ("2016-05-02", "#2"),
    ]
    assert first.disputed == ("happened_on",)
    assert [(one.row, one.why, one.properties) for one in done.questions] == [
        (2, Why.ROWS_DIFFER, ("incident.happened_on",))
    ]
    assert (second.noun.happened_on.edtf, second.noun.place, second.disputed) == ("2016-05-09", "Third Town", ())
    assert killed(register)[0] == 4


def test_a_person_who_moves_to_another_incident_in_a_later_release_is_there_alone(register):
    """A death is in one incident: the act of the earlier release gives way to the later one's."""
    bring_in(register, INCIDENTS, ONE_ROW_AN_INCIDENT.format(code="title"))
    mapping = ONE_ROW_A_PERSON.replace("[columns]", 'key = "name"\n[columns]')
    bring_in(register, VICTIMS, mapping)

    bring_in(register, VICTIMS.replace("INV-1,مختلقة", "INV-2,مختلقة"), mapping)

    assert kinds(register) == {"act": 3, "incident": 2, "victim": 3}
    assert killed(register)[0] == 2 + 2  # at least two in the one, and two by name in the other


def test_a_summary_says_what_the_rows_add_up_to(register):
    """The dry run and the import say the same sums, and the first rows as they would stand."""
    mapping = ONE_ROW_AN_INCIDENT.format(code="title")

    tried = bring_in(register, INCIDENTS, mapping, dry_run=True)

    assert (tried.sums.dead.low, tried.sums.dead.high, tried.sums.without_day) == (3, 4, 0)
    assert (tried.sums.first_day.isoformat(), tried.sums.last_day.isoformat()) == ("2016-05-02", "2016-05-05")
    assert [(one.row, one.line, one.record) for one in tried.first] == [(1, 2, ""), (2, 3, "")]
    assert tried.first[0].values["killed"] == {"low": 2, "high": 3}
    assert bring_in(register, INCIDENTS, mapping).sums == tried.sums
