"""Fresh control and movements wait, protected places are coarse (E7). Everything here is invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.beginnings import begun

from sijill import methodology, readings
from sijill.access import Delay, PrivateAxis
from sijill.actions.tables import cell_value
from sijill.language import protected_class
from sijill.model import Sensitivity
from sijill.values import GeoPoint, PartialDate, PlacePrecision
from sijill.workspace import Register, Settings, SettingsBroken

PUBLIC, TEAM = Sensitivity.PUBLIC, Sensitivity.TEAM
OLD = "2016-05-01"
POINT = {"latitude": "36.2021", "longitude": "37.1343", "precision": "exact"}


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        made.records.record("place", {"name": "Inventedville"}, reason="invented for a test")
        yield made


def days_ago(register: Register, days: int) -> str:
    return (register.now().astimezone(register.settings.zone_info).date() - timedelta(days=days)).isoformat()


def recorded(register: Register, of: str, more: Mapping[str, Any] | None = None, /, **values: Any) -> str:
    return register.records.record(of, {**(more or {}), **values}, reason="invented for a test").subject


def seen(register: Register, subject: str, audience: Sensitivity = PUBLIC) -> dict[str, Any]:
    held = register.view(audience).record(subject).held
    return {name: values[0].value for name, values in held.items()}


def is_found(register: Register, words: str, subject: str | None = None) -> bool:
    view = register.view(PUBLIC)
    hits = register.search(words, audience=PUBLIC)
    return any(view.hit(one) for one in hits if subject in (None, one.subject))


@pytest.mark.parametrize(("days", "shown"), [(0, False), (29, False), (30, True), (400, True)])
def test_who_holds_a_place_is_told_outside_the_team_after_thirty_days(register, days, shown):
    control = recorded(
        register,
        "control",
        place="Inventedville",
        party="Invented group | فصيل مختلق",
        valid_from=days_ago(register, days),
    )

    assert bool(seen(register, control)) is shown
    assert is_found(register, "Inventedville", control) is shown
    assert seen(register, control, TEAM)["place"] == "Inventedville"


def test_the_last_possible_day_decides_and_an_unknown_day_waits(register):
    """A month that ends in the embargo may hold yesterday."""
    wide = recorded(register, "movement", title="Wide", moved_on=f"2016-05/{days_ago(register, 3)}")
    undated = recorded(register, "movement", title="Undated")
    planned = recorded(register, "movement", title="Planned", moved_on=days_ago(register, -10))

    assert [seen(register, one) for one in (wide, undated, planned)] == [{}, {}, {}]


def test_that_a_hold_ended_is_as_fresh_as_its_own_day(register):
    control = recorded(register, "control", place="Inventedville", valid_from=OLD, valid_to=days_ago(register, 2))

    assert "valid_from" in seen(register, control)
    assert "valid_to" not in seen(register, control)


@pytest.mark.parametrize(
    ("kind", "values", "days"),
    [
        ("control", {"place": "Inventedville", "state": "held", "party": "rebels"}, ("said_on",)),
        ("control", {"place": "Inventedville", "holders": ["rebels: most"]}, ("valid_from", "said_on")),
        ("movement", {"title": "Invented buses"}, ("arrived_on",)),
        ("movement", {"title": "Invented buses"}, ("said_on",)),
        ("dated_count", {"measure": "besieged", "value": {"low": 900, "high": 900}}, ("counted_on",)),
        ("dated_count", {"measure": "displaced", "value": {"low": 900, "high": 900}}, ("said_on",)),
        ("dated_count", {"measure": "strength", "value": {"low": 900, "high": 900}}, ("counted_on",)),
    ],
)
def test_accounts_of_the_ground_wait_by_the_day_that_they_tell(register, kind, values, days):
    """E7: who holds what, who moves, and where people are besieged or have fled to, is told when it is no help."""
    fresh = recorded(register, kind, values, **dict.fromkeys(days, days_ago(register, 3)))
    old = recorded(register, kind, values, **dict.fromkeys(days, OLD))
    undated = recorded(register, kind, values)

    assert [seen(register, one) for one in (fresh, undated)] == [{}, {}]
    assert set(values) <= set(seen(register, old))


def test_how_many_doctors_are_left_is_told_at_once(register):
    count = recorded(register, "dated_count", {"measure": "service", "value": {"low": 5, "high": 5}}, title="Doctors")

    assert seen(register, count)["title"] == "Doctors"


def test_a_fresh_stage_of_a_truce_waits_with_its_place(register):
    """An extension of yesterday tells where fighters stand today; the truce of long ago is told."""
    stages = [f"extended; at={days_ago(register, 1)}; hours=48; place=Invented road", f"agreed; at={OLD}"]
    fresh = recorded(register, "agreement", title="Invented truce", zone="Invented zone", stages=stages)
    begun_long_ago = recorded(register, "agreement", title="Old truce", starts=OLD, stages=stages)
    old = recorded(register, "agreement", title="Told truce", stages=stages[1:])

    assert set(seen(register, fresh)) == {"title"}
    assert "stages" not in seen(register, begun_long_ago)
    assert "stages" in seen(register, old)


def test_who_told_it_is_named_outside_the_team_only_where_it_is_a_party(register):
    """E4: a source that told who held a street is in danger; what a side says of itself is no secret."""
    told = {"place": "Inventedville", "state": "held", "party": "rebels", "valid_from": OLD}
    secret, own = (recorded(register, "control", told, said_by=who) for who in ("a shopkeeper there", "the army"))
    stages = [f"agreed; at={OLD}; said_by=a shopkeeper there; says=at my door", f"ended; at={OLD}; said_by=rebels"]
    deal = recorded(register, "agreement", title="Deal", stages=stages)

    assert "said_by" not in seen(register, secret)
    assert register.view(PUBLIC).record(secret).noun.said_by is None
    assert seen(register, own)["said_by"] == "syrian_gov"
    public = register.view(PUBLIC).record(deal)
    assert [(one.said_by, one.says) for one in public.noun.stages] == [(None, None), ("rebels", None)]
    assert "shopkeeper" not in str(public)
    assert seen(register, secret, TEAM)["said_by"] == "a shopkeeper there"


def test_a_stage_or_a_route_of_a_camp_tells_no_place(register):
    stages = [f"agreed; at={OLD}; place=Invented Camp"]
    deal = recorded(register, "agreement", title="Deal of Invented Camp", stages=stages, zone="Inventedville")
    route = recorded(register, "movement", title="Buses from Invented Camp", from_place="Invented Camp", moved_on=OLD)

    assert not {"stages", "zone", "title"} & set(seen(register, deal))
    assert "title" not in seen(register, route)


def test_damage_to_a_kind_of_object_that_is_protected_tells_its_class_and_not_its_place(register):
    damage = recorded(
        register, "damage", {"kind": "hospital"}, title="The one on the hill", place="Sunnyside", damage_class="severe"
    )

    assert {"kind", "damage_class"} <= set(seen(register, damage))
    assert "place" not in seen(register, damage)


def test_a_fresh_incident_keeps_back_who_held_the_place_and_not_the_dead(register):
    incident = recorded(
        register,
        "incident",
        title="Invented shelling",
        killed={"low": 7, "high": 7},
        happened_on=days_ago(register, 5),
        controlled_by="Invented group | فصيل مختلق",
        military_presence="Invented post",
    )

    assert {"title", "killed"} <= set(seen(register, incident))
    assert not {"controlled_by", "military_presence"} & set(seen(register, incident))


def test_a_fresh_evacuation_recorded_as_an_incident_waits_whole(register):
    evacuation = recorded(
        register, "incident", kind="evacuation", title="Invented buses", happened_on=days_ago(register, 1)
    )

    assert seen(register, evacuation) == {}


@pytest.mark.parametrize(
    "kind",
    [
        "evacuations",
        "Evacuation of civilians",
        "Forced displacement",
        "Non-violent transfer of territory",
        "Government regains territory",
        "Non-state actor overtakes territory",
        "withdrawal of forces",
        "إخلاء",
        "التهجير القسري",
        "انسحاب قوات",
    ],
)
def test_a_movement_waits_however_its_kind_is_written(register, kind):
    """The kinds of ACLED, and those of a list in Arabic, are imported as they stand."""
    fresh = recorded(register, "incident", kind=kind, title="Invented", happened_on=days_ago(register, 1))
    old = recorded(register, "incident", kind=kind, title="Invented", happened_on=OLD)

    assert seen(register, fresh) == {}
    assert seen(register, old)["title"] == "Invented"


def test_a_rival_value_that_is_fresh_or_a_movement_waits_too(register):
    """Both values are shown, so what one source says of yesterday must not stand beside what another says of 2016."""
    control = recorded(register, "control", place="Inventedville", valid_from=days_ago(register, 2))
    register.records.record("control", {"valid_from": OLD}, subject=control, reason="invented")
    incident = recorded(register, "incident", kind="evacuation", title="Invented", happened_on=days_ago(register, 2))
    register.records.record("incident", {"kind": "attack"}, subject=incident, reason="invented")

    assert [seen(register, one) for one in (control, incident)] == [{}, {}]


@pytest.mark.parametrize("place", ["Invented tents", "Invented medical facility", "خيام مختلقة", "منشأة طبية"])
def test_tents_and_medical_facilities_are_protected_too(register, place):
    incident = recorded(register, "incident", place=place, governorate="Idlib", happened_on=OLD)

    assert "place" not in seen(register, incident)


def test_a_fresh_deal_keeps_back_its_zone_and_terms(register):
    deal = recorded(
        register, "agreement", title="Deal", zone="Inventedzone", terms="by road", starts=days_ago(register, 1)
    )

    assert set(seen(register, deal)) == {"title", "starts"}


def test_a_register_says_another_delay_and_nothing_waits_only_where_that_is_said(tmp_path):
    with Register.init(tmp_path / "r", settings=Settings(name="T", owner="lead", embargo_days=0)) as register:
        recorded(register, "place", name="Inventedville")
        control = recorded(register, "control", place="Inventedville", valid_from=days_ago(register, 0))

        assert seen(register, control)["place"] == "Inventedville"
        assert "embargo_days = 0" in (register.folder / "sijill.toml").read_text()
    assert Settings(name="T", owner="lead").embargo_days == 30


@pytest.mark.parametrize("days", ["-1", '"30"', "true", "3.5"])
def test_a_delay_that_is_no_number_of_days_is_refused(tmp_path, days):
    with Register.init(tmp_path / "r", settings=Settings(name="T", owner="lead")):
        pass
    file = tmp_path / "r" / "sijill.toml"
    file.write_text(file.read_text() + f"\n[publishing]\nembargo_days = {days}\n")

    with pytest.raises(SettingsBroken, match="embargo_days"):
        Register.open(tmp_path / "r")


def test_the_day_of_the_delay_is_the_last_that_waits():
    delay = Delay(date(2020, 6, 30), 30)

    assert delay.holds(PartialDate.parse("2020-06-01"))
    assert not delay.holds(PartialDate.parse("2020-05-31"))


@pytest.mark.parametrize(
    "place",
    [
        "Sunnyside hospital",
        "Sunnyside camp for the displaced",
        "Sunnyside shelter",
        "a house in Sunnyside",
        "مشفى الشمس",
        "مخيّم الشمس",
        "ملجأ الشمس",
        "منزل في الشمس",
        "بالمشفى الميداني",
    ],
)
def test_a_protected_place_is_known_by_its_governorate_only(register, place):
    incident = recorded(
        register, "incident", title="Invented strike", place=place, governorate="Aleppo", happened_on=OLD, point=POINT
    )

    shown, whole = seen(register, incident), register.records.of(incident)
    point = register.view(PUBLIC).point(whole)
    assert "place" not in shown
    assert shown["governorate"] == "Aleppo"
    assert point == GeoPoint.parse("36", "37", "governorate")
    assert point.precision.where_prec == 4
    assert register.view(TEAM).point(whole).precision is PlacePrecision.EXACT
    assert seen(register, incident, TEAM)["place"] == place


@pytest.mark.parametrize("title", ["Strike near Sunnyside", "Strike on a hospital in Aleppo", "قصف مشفى"])
def test_a_title_that_tells_a_protected_place_is_kept_back(register, title):
    incident = recorded(
        register, "incident", title=title, place="Sunnyside hospital", governorate="Aleppo", happened_on=OLD
    )

    assert "title" not in seen(register, incident)
    assert not is_found(register, "Sunnyside")


def test_what_a_person_said_of_a_place_goes_before_its_words(register):
    said = recorded(register, "incident", place="Sunnyside", place_class="shelter", happened_on=OLD)
    street = recorded(register, "incident", place="Camp Street", place_class="other", happened_on=OLD)

    assert "place" not in seen(register, said)
    assert seen(register, street)["place"] == "Camp Street"


@pytest.mark.parametrize("word", ["hospital", "Hospital", "مشفى", "clinic"])
def test_the_class_of_a_place_is_typed_and_imported_in_either_language(register, word):
    typed = recorded(register, "incident", place="Sunnyside", place_class=word, happened_on=OLD)

    assert seen(register, typed)["place_class"] == "hospital"
    assert cell_value("incident", "place_class", word) == "hospital"


def test_where_one_source_says_camp_and_another_does_not_the_camp_is_believed(register):
    incident = recorded(register, "incident", place="Sunnyside", place_class="other", happened_on=OLD)
    register.records.record("incident", {"place_class": "camp"}, subject=incident, reason="another source")

    assert "place" not in seen(register, incident)


def test_a_camp_in_the_list_of_places_shows_no_spot(register):
    camp = recorded(register, "place", name="Sunnyside", kind="camp", point=POINT, pcode="SY0001", parent="Aleppo")

    assert set(seen(register, camp)) == {"kind", "parent"}
    assert register.view(PUBLIC).point(register.records.of(camp)).precision is PlacePrecision.GOVERNORATE


def test_where_a_person_died_and_what_was_damaged_are_coarse_too(register):
    victim = recorded(
        register, "victim", statuses=["killed"], place="Sunnyside clinic", killed_in="Aleppo", died_on=OLD
    )
    damage = recorded(register, "damage", title="Sunnyside hospital", damage_class="destroyed", place="Sunnyside")

    assert "place" not in seen(register, victim)
    assert set(seen(register, damage)) == {"damage_class"}


@pytest.mark.parametrize("place", ["Aleppo", "Campania", "Homestead Road", "بيت جن", "حي الشعار", ""])
def test_other_places_are_named(place):
    assert protected_class(place) is None


def test_a_public_report_names_no_protected_place_and_the_total_stays(register):
    from sijill import methodology

    register.counts.adopt_methodology(methodology.shipped_bytes("snhr"))
    recorded(
        register,
        "incident",
        title="Massacre at Sunnyside hospital",
        place="Sunnyside hospital",
        governorate="Aleppo",
        killed={"low": 12, "high": 12},
        civilian_status="civilian",
        happened_on="2020-05-03",
        documented_on="2020-05-03",
        attribution={"mode": "single", "parties": ["syrian_gov"]},
        controlled_by="Invented group | فصيل مختلق",
    )

    public, team = (register.publishing.month("2020-05", audience=one).value for one in (PUBLIC, TEAM))
    done = register.publishing.report("2020-05", formats=["html"])

    assert public.by_party.total.figure.best == team.by_party.total.figure.best == 12
    assert not any("Sunnyside" in path.read_text(encoding="utf-8") for path in done.files)


@pytest.mark.parametrize("by", ["place", "title", "controlled_by", "military_presence", "happened_on", "weapon"])
def test_no_table_for_the_public_is_laid_out_by_what_single_records_say(register, by):
    """A table by place had a row with the name of the camp, one by who held the place the fresh front."""
    register.counts.adopt_methodology(methodology.shipped_bytes("snhr"))
    recorded(
        register,
        "incident",
        place="Invented Camp",
        title="Invented Camp",
        controlled_by="isis",
        killed={"low": 7, "high": 7},
        happened_on="2020-05-03",
    )

    with pytest.raises(PrivateAxis):
        readings.toll(register, audience=PUBLIC, period="2020-05", by=by).documents()
    assert readings.toll(register, audience=TEAM, period="2020-05", by=by).documents()
    assert readings.toll(register, audience=PUBLIC, period="2020-05", by="governorate").documents()
