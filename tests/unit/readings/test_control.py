"""Who held what, asked of a register at the command line, in Python and for others. Places and people are invented."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sijill import readings
from sijill.cli import main
from sijill.model import Sensitivity
from sijill.territory._area import UnknownPlace
from sijill.workspace import Register, Settings


@pytest.fixture
def town(tmp_path) -> Register:
    """A register of a town with two quarters, of which one was taken from those who held the east."""
    made = Register.init(tmp_path / "town", settings=Settings("Invented", "lead"))
    with made as register:
        for name, name_ar, more in (
            ("Inventedtown East", "شرق البلدة", {"kind": "area"}),
            (
                "Upper Mill",
                "الطاحونة العليا",
                {"kind": "quarter", "within": ["Inventedtown East"], "aliases": ["The Mill"]},
            ),
            ("Lower Mill", "الطاحونة السفلى", {"kind": "quarter", "within": ["Inventedtown East"]}),
        ):
            register.records.record("place", {"name": name, "name_ar": name_ar, **more}, reason="invented")
        told(register, place="Inventedtown East", state="held", party="rebels", valid_from="../2016-11-15")
        told(register, place="the mill", state="entered", by="syrian_gov", valid_from="2016-11-30")
        told(register, place="الطاحونة العليا", state="held", party="syrian_gov", valid_from="2016-12-05")
        told(
            register,
            place="Lower Mill",
            state="held",
            party="syrian_gov",
            valid_from="2016-12-05",
            said_by="Syrian Army",
        )
        yield register


def told(register: Register, **values: Any) -> None:
    """Record an account."""
    register.records.record("control", values, reason="invented")


def asked(capsys, register: Register, *words: str) -> Any:
    """Return what the command line answers."""
    capsys.readouterr()
    assert main([*words]) == 0
    return capsys.readouterr().out


def test_states_of_a_day_are_told_with_names_in_both_languages(town, capsys):
    found = json.loads(asked(capsys, town, "control", "at", str(town.folder), "2016-12-06", "--json"))
    lower = next(one for one in found["places"] if one["place"] == "lower-mill")

    assert [(one["place"], one["state"], one["party"]) for one in found["places"]] == [
        ("inventedtown-east", "held", "rebels"),
        ("lower-mill", "held", "rebels"),
        ("upper-mill", "held", "syrian_gov"),
    ]
    assert lower["label"] == {"en": "Lower Mill", "ar": "الطاحونة السفلى"}
    assert (lower["filled_by"], lower["inferred"]) == ("inventedtown-east", True)
    assert [one["said_by"] for one in lower["accounts_against"]] == ["syrian_gov"]


def test_a_place_is_asked_for_by_any_of_its_names(town, capsys):
    for name in ("upper-mill", "The Mill", "الطاحونة العليا"):
        found = json.loads(asked(capsys, town, "control", "history", str(town.folder), name, "--json"))
        assert [(one["on"], one["from"], one["to"]) for one in found["changes"]] == [
            ("2016-11-30", "rebels", "rebels"),
            ("2016-12-05", "rebels", "syrian_gov"),
        ]
    with pytest.raises(UnknownPlace, match="upper-mill"):
        town.territory.history("Uper Mill")


@pytest.mark.parametrize(("language", "word"), [("en", "carried forward"), ("ar", "مستصحَب")])
def test_lines_are_told_in_either_language(town, capsys, language, word):
    folder = str(town.folder)

    assert word in asked(capsys, town, "control", "at", folder, "2016-12-06", "--language", language)
    assert asked(capsys, town, "control", "history", folder, "upper-mill", "--language", language)
    assert "100%" in asked(capsys, town, "control", "share", folder, "2016-12-01", "--of", "Inventedtown East")


def test_what_is_known_later_changes_no_earlier_answer(town):
    before = town.recorded_at(town.seq)
    held = town.territory.at("2016-12-06")["places"]
    told(town, place="Lower Mill", state="held", party="sdf", valid_from="2016-12-01")

    assert town.territory.at("2016-12-06", as_of=before)["places"] == held
    assert town.territory.at("2016-12-06")["places"] != held


def test_others_are_shown_nothing_that_waits(town):
    """E7: what is newer than the embargo of the register waits outside the team."""
    today = town.now().date().isoformat()
    told(town, place="Lower Mill", state="held", party="sdf", valid_from=today)

    def party(audience: Sensitivity) -> str:
        found = town.territory.at(today, audience=audience)["places"]
        return next(one["party"] for one in found if one["place"] == "lower-mill")

    assert (party(Sensitivity.TEAM), party(Sensitivity.PUBLIC)) == ("sdf", "rebels")


def test_tables_of_control_hold_what_the_documents_hold(town):
    states = readings.control_states(town, day="2016-12-06", of="Inventedtown East").documents()
    (entered, held) = readings.control_changes(town, of="The Mill").documents()

    assert [one["state"] for one in states] == ["held", "held", "held"]
    assert (entered["state"], held["after"]) == ("entered", "syrian_gov")
    assert readings.sieges(town).documents() == []
