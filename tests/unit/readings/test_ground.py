"""Truces, movements, damage and dated counts through the doors, and what waits outside the team. All of it invented."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from typing import Any

import pytest

from sijill import readings
from sijill.cli import main
from sijill.model import Sensitivity
from sijill.values import Language
from sijill.workspace import Register
from sijill.workspace.ground._ground import NoSuchAgreement

PUBLIC, TEAM = Sensitivity.PUBLIC, Sensitivity.TEAM
NOTE = b"Invented note. The truce began at 1 a.m. on Thursday, 5 May 2016, the invented army said."


def recorded(register: Register, of: str, **values: Any) -> str:
    subject = register.records.record(of, values, reason="invented for a test").subject
    assert subject
    return subject


def days_ago(register: Register, days: int) -> str:
    return (register.now().astimezone(register.settings.zone_info).date() - timedelta(days=days)).isoformat()


@pytest.fixture
def deal(register: Register) -> str:
    """A truce of May 2016 with two starts, an extension, a breach and an end."""
    stages = [
        {"kind": "took_effect", "at": "2016-05-04", "time_text": "00:00", "said_by": "Invented Department"},
        {"kind": "took_effect", "at": "2016-05-05", "time_text": "01:00", "said_by": "Invented Army", "hours": 48},
        {"kind": "extended", "at": "2016-05-07", "hours": 72},
        {
            "kind": "broken",
            "at": "2016-05-06",
            "place": "Inventedtown",
            "said_by": "Invented Monitor",
            "by": ["rebels"],
        },
        {"kind": "ended", "at": "2016-05-10"},
    ]
    return recorded(register, "agreement", title="Invented deal", zone="Inventedtown", stages=stages)


@pytest.fixture
def convoys(register: Register, deal: str) -> list[str]:
    """Three accounts of one evacuation by two sources, under the deal by its title and by its id; and a flight."""
    told = [
        ("Invented Monitor", "2016-05-08", 85, "evacuation", "Invented deal"),
        ("Invented Relief", "2016-05-08", 100, "evacuation", deal),
        ("Invented Relief", "2016-05-09", 150, "evacuation", deal),
        ("Invented Relief", "2016-05-09", 7, "flight", None),
    ]
    return [
        recorded(
            register,
            "movement",
            kind=kind,
            moved_on=day,
            counting="cumulative",
            people={"low": people, "high": people},
            said_by=source,
            **({"agreement": under} if under else {"from_place": "Inventedtown"}),
        )
        for source, day, people, kind, under in told
    ]


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_truce_is_told_with_both_starts_its_hours_and_its_breaches(register, deal, capsys):
    (truce,) = asked(capsys, "truces", str(register.folder))["truces"]

    assert (truce["id"], truce["title"], truce["zone"]) == (deal, "Invented deal", "Inventedtown")
    start = truce["stages"][0]
    assert (start["stage"], start["utc"], start["for_hours"]) == (
        "took_effect",
        "2016-05-03T21:00:00Z/2016-05-04T22:00:00Z",
        48,
    )
    assert [(one["source"], one["at"], one["utc"]) for one in start["by_source"]] == [
        ("Invented Department", "2016-05-04", "2016-05-03T21:00:00Z"),
        ("Invented Army", "2016-05-05", "2016-05-04T22:00:00Z"),
    ]
    assert truce["start_spread_hours"] == {"low": 25, "high": 25}
    assert truce["hours_nominal"] == 120
    assert truce["hours_held"] == {"low": 119, "high": 168}
    (breach,) = truce["breaches"]
    assert (breach["on"], breach["by"], breach["said_by"], breach["in_zone"]) == (
        "2016-05-06",
        ["rebels"],
        "Invented Monitor",
        True,
    )
    assert truce["breaches_a_day"]["nominal"] == {"days": 5, "listed": 0.2, "in_zone": 0.2}


def test_a_stage_that_rests_on_words_carries_them_for_those_who_may_read_them(register):
    from sijill.actions import Provenance

    item = register.evidence.add_bytes(NOTE, Provenance(source="Invented Agency")).item
    claim, _ = register.review.quote(item, "began at 1 a.m. on Thursday", kind="ceasefire", changes={})
    register.acting_as("second").review.judge(claim.id, verdict="accepted", reason="read")
    stage = {"kind": "took_effect", "at": "2016-05-05", "time_text": "1 a.m."}
    register.records.record("agreement", {"title": "Invented deal", "stages": stage}, claims=[claim.id])

    def account(audience: Sensitivity) -> dict[str, Any]:
        (truce,) = register.territory.truces(audience=audience)["truces"]
        return truce["stages"][0]["by_source"][0]

    assert (account(TEAM)["source"], account(TEAM)["quote"], account(TEAM)["claims"]) == (
        "Invented Agency",
        "began at 1 a.m. on Thursday",
        [claim.id],
    )
    assert account(PUBLIC)["quote"] is None


def test_totals_of_sources_stand_side_by_side_with_how_far_they_lie_apart(register, convoys, capsys):
    found = asked(capsys, "movements", str(register.folder))

    assert [(one["id"], one["cumulative"]["low"]) for one in found["rows"]] == [
        *zip(convoys, (85, 100, 150, 7), strict=True)
    ]
    first, second = found["spread"]
    assert (first["low"], first["high"], first["gap"], first["ratio"]["low"]) == (
        85,
        100,
        {"low": 15, "high": 15},
        1.176,
    )
    assert (first["comparable"], second["comparable"]) == (True, False)
    assert [(one["source"], one["carried"]) for one in second["sources"]] == [
        ("Invented Monitor", True),
        ("Invented Relief", False),
    ]


def test_movements_of_one_agreement_are_found_by_its_id_its_beginning_or_its_title(register, deal, convoys, capsys):
    for name in (deal, "invented DEAL"):
        found = asked(capsys, "movements", str(register.folder), "--agreement", name)
        assert [one["id"] for one in found["rows"]] == convoys[:3]
    with pytest.raises(NoSuchAgreement, match="no agreement of this register has the id or title Nobody's"):
        register.territory.movements("Nobody's")


def test_a_fresh_convoy_and_a_fresh_stage_reach_nobody_outside_the_team(register, deal, convoys):
    """E7: never a targeting aid. What is thirty days old is told; its route is the team's."""
    fresh = recorded(
        register,
        "movement",
        kind="evacuation",
        moved_on=days_ago(register, 2),
        counting="increment",
        people={"low": 40, "high": 40},
        said_by="Invented Relief",
    )
    now = {"kind": "took_effect", "at": days_ago(register, 2), "place": "Secretplace", "said_by": "Invented Army"}
    recorded(register, "agreement", title="New deal", zone="Secretzone", stages=now)
    territory = register.territory

    def told(audience: Sensitivity) -> str:
        tables = (readings.truces, readings.truce_stages, readings.movements, readings.movement_spread)
        documents = [table(register, audience=audience).documents() for table in tables]
        return json.dumps([documents, territory.truces(audience=audience), territory.movements(audience=audience)])

    assert all(words in told(TEAM) for words in (fresh, "Secretplace", "Secretzone", "190"))
    assert '"from": "Inventedtown"' in told(TEAM)
    assert not any(words in told(PUBLIC) for words in (fresh, "Secretplace", "Secretzone", '"from": "', "190"))
    assert convoys[0] in told(PUBLIC)


def test_routes_that_the_public_may_not_see_are_not_added_for_it(register):
    for place in ("Inventedtown", "Othertown"):
        recorded(
            register,
            "movement",
            kind="evacuation",
            moved_on="2016-05-08",
            counting="increment",
            people={"low": 10, "high": 10},
            said_by="Invented Relief",
            from_place=place,
        )

    for audience in (PUBLIC, TEAM):
        rows = register.territory.movements(audience=audience)["rows"]
        assert [one["cumulative"] for one in rows] == [{"low": 10, "high": 10}] * 2


def test_a_breach_with_rival_blame_is_one_for_the_public_too(register):
    stages = [
        {"kind": "took_effect", "at": "2016-12-13"},
        {"kind": "broken", "at": "2016-12-14", "said_by": "Invented Monitor", "by": ["rebels"], "says": "fired"},
        {"kind": "broken", "at": "2016-12-14", "said_by": "Invented Relief", "by": ["syrian_army"], "says": "bombed"},
    ]
    recorded(register, "agreement", title="Invented deal", stages=stages)

    for audience in (PUBLIC, TEAM):
        (truce,) = register.territory.truces(audience=audience)["truces"]
        assert [one["breach"] for one in truce["breaches"]] == [1, 1]


def test_totals_stand_for_the_public_too_without_the_names_of_who_told_them(register, convoys):
    team, public = (register.territory.movements(audience=one) for one in (TEAM, PUBLIC))

    assert [one["cumulative"] for one in public["rows"]] == [one["cumulative"] for one in team["rows"]]
    assert [one["gap"] for one in public["spread"]] == [one["gap"] for one in team["spread"]]


def test_damage_and_dated_counts_are_told_with_what_they_are_of(register, capsys):
    for name, number in (("destroyed", 20), ("severe", 30)):
        recorded(
            register,
            "damage",
            survey="Invented survey",
            said_by="Institute",
            damage_class=name,
            objects={"low": number, "high": number},
            examined={"low": 200, "high": 200},
        )
    recorded(register, "damage", title="Invented mill", damage_class="destroyed", happened_on="2016-05")
    for measure, number in (("service", 80), ("population", 300_000)):
        value = {"low": number, "high": number}
        recorded(register, "dated_count", measure=measure, value=value, place="Inventedtown", counted_on="2015-12")

    damage = asked(capsys, "damage", str(register.folder))
    counts = asked(capsys, "dated-counts", str(register.folder))

    (survey,) = damage["surveys"]
    assert survey["classes"]["destroyed"]["share_of_examined"] == {"low": 0.1, "high": 0.1}
    assert survey["unclassified"]["count"] == {"low": 150, "high": 150}
    assert [one["object"] for one in damage["objects"]] == ["Invented mill"]
    assert [one["people_per_service"] for one in counts["per_service"]] == [{"low": 3750, "high": 3750}]


def test_bounds_are_two_cells_of_a_file_and_one_range_for_a_reader(register, deal, tmp_path):
    readings.truces(register).to_csv(tmp_path / "truces.csv")

    (row,) = csv.DictReader((tmp_path / "truces.csv").read_text("utf-8-sig").splitlines())
    assert (row["hours_held_low"], row["hours_held_high"], row["hours_nominal"]) == ("119", "168", "120")
    english, arabic = (list(readings.truces(register).lines(language)) for language in Language)
    assert "119–168" in english[1]
    assert "ساعات الصمود" in arabic[0]


def test_a_truce_stands_as_it_was_known(register, deal):
    known = register.recorded_at(register.seq)
    register.records.record("agreement", {"title": "Renamed"}, subject=deal, reason="invented")

    (then,), (now,) = (register.territory.truces(as_of=one)["truces"] for one in (known, None))

    assert (then["title"], now["title"]) == ("Invented deal", "Renamed")
    assert [one["title"] for one in readings.truces(register, as_of=known).documents()] == ["Invented deal"]
