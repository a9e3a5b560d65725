"""What nobody can read of a table comes in as it is written, and no cell refuses a person (issue 15, point 2)."""

from __future__ import annotations

from typing import Any

import pytest

from sijill.cli import main
from sijill.model import Sensitivity
from sijill.model.as_written import AsWritten
from sijill.values import SijillError

MAPPING = """
kind = "victim"
source = "Invented List"
[columns]
"name.en" = "Name"
age = "Age"
born = "Born"
died_on = "Day"
attribution = "By"
killed_in = "Where"
notified_on = "Told"
[constants]
statuses = "killed"
civilian_status = "civilian"
"""
TABLE = """Name,Age,Born,Day,By,Where,Told
Example Person One (invented),10 (also reported as 15),a winter,31/31/2020,invented army,Invented Town,some week
Example Person Two (invented),34,1986,2020-05-03,russia,Invented Town,2020-06-01
"""
WORDS = {
    "age": "10 (also reported as 15)",
    "born": "a winter",
    "died_on": "31/31/2020",
    "attribution": "invented army",
    "notified_on": "some week",
}


@pytest.fixture
def one(register: Any) -> Any:
    """The record of a person of whom hardly a cell could be read."""
    done = register.exchange.import_table(TABLE.encode(), MAPPING, name="invented.csv")
    assert (done.records, done.errors, len(done.unread)) == (2, (), len(WORDS))
    return register.records.of(done.subjects[0])


def test_the_words_stand_at_their_property_and_are_no_value(one: Any) -> None:
    assert {name: held.value for name, (held,) in one.held.items() if name in WORDS} == WORDS
    assert all(isinstance(one.held[name][0].value, AsWritten) for name in WORDS)
    assert {getattr(one.noun, name) for name in WORDS} == {None}


def test_they_are_as_sensitive_as_their_property(register: Any, one: Any) -> None:
    """The day on which a family was told is restricted, whatever was written of it; an age is public."""
    seen = register.view(Sensitivity.PUBLIC).record(one.id).held

    assert [held.value for held in seen["age"]] == ["10 (also reported as 15)"]
    assert "notified_on" not in seen


def test_they_are_shown_found_and_told_by_every_door(register: Any, one: Any, sign_in: Any, capsys: Any) -> None:
    page = sign_in("lead").get(f"/records/{one.id}/").content.decode()
    assert "10 (also reported as 15)" in page
    assert "words that were not read as a value" in page
    for name in ("events", "list", "consents"):
        assert sign_in("lead").get(f"/{name}/").status_code in (200, 404)
    assert main(["show", str(register.folder), one.id]) == 0
    assert main(["show", str(register.folder), one.id, "--json"]) == 0
    assert main(["history", str(register.folder), one.id]) == 0
    assert capsys.readouterr().out.count("also reported") >= 3
    assert main(["search", str(register.folder), "reported"]) == 0
    assert one.id in capsys.readouterr().out


def test_they_never_count_and_the_toll_is_made(register: Any, one: Any) -> None:
    """The person died on a day that nobody can read: counted by the day of documentation, not by that of death."""
    toll = register.counts.toll("2020", clock="died")[1]

    assert toll.total.figure.best == 1


def test_a_value_that_somebody_states_takes_their_place(register: Any, one: Any) -> None:
    register.records.record(
        "victim", {"age": {"low": 10, "high": 15}}, subject=one.id, reason="both numbers were reported"
    )

    found = register.records.of(one.id)
    assert (found.noun.age.low, found.noun.age.high) == (10, 15)
    assert len(found.held["age"]) == 2


def test_nobody_types_such_words(register: Any, one: Any) -> None:
    """A person who types what cannot be read is asked again; only a row of somebody's table is kept as it is."""
    with pytest.raises(SijillError):
        register.records.record("victim", {"age": {"as_written": "old"}}, subject=one.id, reason="typed")


def test_the_import_is_undone_with_them(register: Any, one: Any) -> None:
    append = next(register.records.entries(kind="statement")).append_id
    register.exchange.undo_import(append, reason="the wrong list")

    assert not any(register.records.all())
