"""A register taken out in the formats of the field (X-UCDP, X-ACLED, X-HXL, X-SDG). Everybody in it is invented."""

from __future__ import annotations

import csv
import hashlib
import io
import json

import pytest

from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.model import Sensitivity
from sijill.model.consent import Consent, GivenBy, Purpose
from sijill.values import PartialDate, UnknownWord
from sijill.workspace import Register, Settings
from sijill.workspace.exports._exporting import FolderNotEmpty

ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
GED = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
).split()
SDG = (
    "SERIES REF_AREA TIME_PERIOD SEX AGE CAUSE_OF_DEATH STATUS UNIT_MEASURE OBS_VALUE LOWER_BOUND UPPER_BOUND NATURE "
    "SOURCE FOOT_NOTE OBS_STATUS REPORTING_TYPE"
).split()

POINT = {"latitude": "36.51081", "longitude": "36.86892", "precision": "exact"}


@pytest.fixture
def market(register):
    """An invented incident at a point, of which two sources give different numbers, one with an open end."""
    values = {
        "title": "=1+1, an invented market",
        "happened_on": "2016-05-05",
        "documented_on": "2016-09-01",
        "place": "Invented Town",
        "governorate": "Aleppo",
        "civilian_status": "civilian",
        "killed": {"low": 12, "high": None},
        "children": {"low": 3, "high": 3},
        "weapon": "barrel bomb",
        "attribution": {"mode": "single", "parties": ["syrian_gov"]},
        "point": POINT,
    }
    subject = register.records.record("incident", values, reason="invented", source="Invented Monitor").subject
    later = {"killed": {"low": 10, "high": 14}}
    register.records.record("incident", later, subject=subject, reason="invented", source="Invented Network")
    return subject


@pytest.fixture
def joint(register):
    """An invented incident of five days, for which two parties are responsible together."""
    values = {
        "happened_on": "2016-06-01/2016-06-05",
        "documented_on": "2016-09-01",
        "governorate": "Idlib",
        "civilian_status": "civilian",
        "killed": {"low": 2, "high": 4},
        "attribution": {"mode": "joint", "parties": ["syrian_gov", "russia"]},
    }
    return register.records.record("incident", values, reason="invented", source="Invented Monitor").subject


def person(register, name="Invented Person", **more):
    values = {
        "name": [{"text": name, "script": "latn", "kind": "full"}],
        "statuses": "killed",
        "died_on": "2016-07-01",
        "documented_on": "2016-07-02",
        "sex": "female",
        "age": {"low": 30, "high": 30},
        "civilian_status": "civilian",
        "killed_in": "Homs",
        "weapon": "sniper",
        "attribution": {"mode": "single", "parties": ["rebels"]},
        **more,
    }
    values = {name: value for name, value in values.items() if value is not None}
    return register.records.record("victim", values, reason="invented").subject


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def taken(register, form, folder, audience="internal", **asked):
    """Return the files of an export by name, as text."""
    done = register.exchange.export(form, folder / f"{form}-{audience}", audience=audience, **asked)
    return {path.name: path.read_text("utf-8") for path in done.files if path.suffix != ".parquet"}


def left_out(files):
    return [(row["record"], row["what"], row["reason"]) for row in rows_of(files["excluded.csv"])]


def test_ged_has_the_49_columns_in_their_order_with_best_before_high_before_low(register, market, tmp_path):
    (row,) = rows_of(taken(register, "ged", tmp_path)["ged.csv"])

    assert list(row) == GED
    assert len(GED) == 49
    # The conservative rule of this methodology: the lowest account, and an open end stays open above it.
    assert (row["low"], row["best"], row["high"]) == ("10", "10", "10")
    assert int(row["best"]) == sum(int(row[f"deaths_{side}"]) for side in ("a", "b", "civilians", "unknown"))
    assert (row["date_start"], row["date_prec"]) == ("2016-05-05 00:00:00.000", "1")
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == ("3", "Syrian government forces", "Civilians")
    assert (row["where_prec"], row["adm_1"], row["country_id"]) == ("1", "Aleppo", "652")


def test_ged_leaves_out_what_two_parties_did_together_and_says_so(register, market, joint, tmp_path):
    files = taken(register, "ged", tmp_path)

    assert [row["id"] for row in rows_of(files["ged.csv"])] == [market]
    assert (joint, "record", "one_party") in left_out(files)
    (told,) = (row for row in rows_of(files["excluded.csv"]) if row["record"] == joint)
    assert told["says_ar"] != told["says_en"] != ""


def test_a_number_with_an_open_end_is_told_to_have_lost_it(register, market, tmp_path):
    assert (market, "killed.high", "open_end") in left_out(taken(register, "ged", tmp_path))


def test_every_account_that_another_was_chosen_over_stands_beside_with_the_rule(register, market, tmp_path):
    rivals = [row for row in rows_of(taken(register, "ged", tmp_path)["excluded.csv"]) if row["reason"] == "rival"]

    assert [json.loads(row["value"]) for row in rivals] == [{"low": 12, "high": None}, {"low": 10, "high": 14}]
    assert {row["rule"] for row in rivals} == {"S1.12"}


def test_acled_has_the_31_columns_and_beside_them_what_they_cannot_say(register, market, joint, tmp_path):
    files = taken(register, "acled", tmp_path)
    first, second = rows_of(files["acled.csv"])
    beside = rows_of(files["acled-beside.csv"])

    assert list(first) == ACLED
    assert (first["event_type"], first["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (first["inter1"], first["inter2"], first["interaction"]) == ("1", "7", "17")
    assert (first["latitude"], first["longitude"], first["iso"]) == ("36.5108", "36.8689", "760")
    assert (second["actor1"], second["assoc_actor_1"]) == ("Syrian government forces", "Russian forces")
    assert (second["time_precision"], second["geo_precision"]) == ("2", "3")
    assert [row["sijill_incident_id"] for row in beside] == [market, joint]
    assert beside[1]["fatalities_high"] == "4"


def test_acled_writes_0_where_no_number_is_known_and_says_that_it_is_not_known(register, tmp_path):
    values = {
        "happened_on": "2016-05-05",
        "documented_on": "2016-05-06",
        "governorate": "Homs",
        "civilian_status": "civilian",
        "attribution": {"mode": "single", "parties": ["rebels"]},
    }
    silent = register.records.record("incident", values, reason="invented", source="Invented Monitor").subject
    files = taken(register, "acled", tmp_path)

    assert [row["fatalities"] for row in rows_of(files["acled.csv"])] == ["0"]
    assert [row["fatalities_known"] for row in rows_of(files["acled-beside.csv"])] == ["false"]
    assert (silent, "killed", "no_number") in left_out(files)


def test_what_was_withdrawn_or_is_one_with_another_is_told_to_whoever_has_an_older_file(
    register, market, joint, tmp_path
):
    """R-AC.3: who keeps such data deletes by a list."""
    gone = register.records.record("incident", {"title": "Invented"}, reason="invented").subject
    for values in register.records.of(gone).held.values():
        register.records.retract(values[0].statement, reason="invented")
    register.links.same(market, joint, reason="invented")
    rows = rows_of(taken(register, "acled", tmp_path, "public")["acled-deleted.csv"])

    assert {(row["event_id_cnty"], row["now"]) for row in rows} == {
        (f"SJL{gone}", ""),
        (f"SJL{joint}", f"SJL{market}"),
    }


def test_a_title_that_a_spreadsheet_would_compute_is_text(register, market, tmp_path):
    (row,) = rows_of(taken(register, "acled", tmp_path)["acled.csv"])

    assert row["notes"] == "'=1+1, an invented market"


def test_hxl_has_its_tags_under_the_headings(register, market, tmp_path):
    lines = list(csv.reader(io.StringIO(taken(register, "hxl", tmp_path)["hxl.csv"], newline="")))
    row = dict(zip(lines[1], lines[2], strict=True))

    assert all(tag.startswith("#") for tag in lines[1])
    assert (row["#country+code+v_iso3"], row["#adm1+code+v_pcode"]) == ("SYR", "SY02")
    assert (row["#affected+killed"], row["#affected+killed+children"]) == ("10", "3")


def test_the_slices_of_a_year_sum_to_its_total_and_unknown_is_always_printed(register, market, joint, tmp_path):
    person(register)
    rows = rows_of(taken(register, "sdg", tmp_path)["sdg.csv"])
    axes = {"SEX": "AGE", "STATUS": "SERIES", "CAUSE_OF_DEATH": "CAUSE_OF_DEATH"}
    (total,) = (row for row in rows if all(row[axis] == "_T" for axis in axes))

    assert list(rows[0]) == SDG
    assert total["OBS_VALUE"] == "13"
    for axis in axes:
        slices = [row for row in rows if row[axis] != "_T"]
        assert sum(int(row["OBS_VALUE"]) for row in slices) == 13, axis
        assert "Unknown" in {row[axis] for row in slices}, axis
    named = {row["CAUSE_OF_DEATH"]: row["OBS_VALUE"] for row in rows}
    assert named["Heavy weapons and explosive munitions"] == "10"


def test_nobody_living_leaves_the_team_not_even_as_left_out(register, market, tmp_path):
    living = person(register, "Invented Living", statuses="detained", died_on=None)
    everywhere = [
        text for form in ("ged", "csv", "prov", "ftm") for text in taken(register, form, tmp_path, "public").values()
    ]

    assert not any(living in text or "Invented Living" in text for text in everywhere)
    assert (living, "record", "left_out") in left_out(taken(register, "ged", tmp_path))


@pytest.mark.parametrize("audience", ["public", "partner"])
def test_no_name_and_no_exact_point_leaves_the_team_without_consent(register, market, audience, tmp_path):
    person(register)
    for form in ("ged", "acled", "hxl", "geojson", "ftm", "prov", "csv"):
        for name, text in taken(register, form, tmp_path, audience).items():
            assert "Invented Person" not in text, (form, name)
            assert "36.5108" not in text, (form, name)


def test_a_person_without_a_name_that_may_be_shown_is_no_entity_and_is_listed(register, tmp_path):
    whom = person(register)

    public, team = (taken(register, "ftm", tmp_path, audience) for audience in ("public", "internal"))

    assert (whom, "record", "no_name") in left_out(public)
    assert '"Person"' not in public["entities.ftm.json"]
    assert '"name": ["Invented Person"]' in team["entities.ftm.json"]


def test_geojson_has_no_geometry_where_no_point_is_known(register, market, joint, tmp_path):
    features = json.loads(taken(register, "geojson", tmp_path)["events.geojson"])["features"]

    assert [one["geometry"] for one in features] == [{"type": "Point", "coordinates": [36.86892, 36.51081]}, None]
    assert features[0]["properties"]["killed_low"] == 10


def test_what_was_withdrawn_is_invalidated_by_the_act_that_did_it(register, market, tmp_path):
    wrong = register.records.of(market).held["weapon"][0].statement
    register.records.retract(wrong, reason="misread")
    told = json.loads(taken(register, "prov", tmp_path)["prov.json"])

    assert f"sijill:counted.{market}" in told["entity"]
    assert {one["prov:entity"] for one in told["wasInvalidatedBy"].values()} == {f"sijill:statement.{wrong}"}


def test_our_own_table_holds_a_column_for_each_property_and_the_mapping_that_takes_it_in(register, market, tmp_path):
    files = taken(register, "csv", tmp_path)
    (row,) = rows_of(files["incident.csv"])

    assert (row["id"], row["happened_on"], row["attribution"]) == (market, "2016-05-05", "syrian_gov")
    assert (row["killed.low"], row["counted.low"], row["disputed"]) == ("10", "10", "killed")
    assert 'kind = "incident"' in files["incident-mapping.toml"]


def test_the_manifest_names_the_register_its_head_and_the_fingerprint_of_each_file(register, market, tmp_path):
    done = register.exchange.export("hxl", tmp_path / "out", audience="public")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))

    assert manifest["register"]["head"] == done.head == register.head
    assert manifest["methodology"]["name"] == "snhr:2"
    for one in manifest["files"]:
        assert hashlib.sha256((tmp_path / "out" / one["name"]).read_bytes()).hexdigest() == one["sha256"]


@pytest.mark.parametrize("form", ["ged", "acled", "hxl", "sdg", "geojson", "ftm", "prov", "csv", "parquet"])
def test_the_same_register_gives_the_same_bytes(register, market, joint, form, tmp_path):
    person(register)
    one, other = (
        register.exchange.export(form, tmp_path / name, audience="internal").files for name in ("one", "other")
    )

    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_an_older_moment_gives_what_stood_then(register, market, tmp_path):
    before = register.last_recorded_at
    register.records.retract(register.records.of(market).held["killed"][1].statement, reason="invented")
    (row,) = rows_of(taken(register, "ged", tmp_path, as_of=before.isoformat())["ged.csv"])

    assert row["best"] == "10"


def test_a_period_takes_the_events_that_began_in_it(register, market, joint, tmp_path):
    rows = rows_of(taken(register, "acled", tmp_path, period="2016-06")["acled-beside.csv"])

    assert [row["sijill_incident_id"] for row in rows] == [joint]


def test_a_folder_with_something_in_it_is_refused_and_stays_as_it_is(register, market, tmp_path):
    (tmp_path / "note.txt").write_text("an invented note", "utf-8")

    with pytest.raises(FolderNotEmpty):
        register.exchange.export("hxl", tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.name != "register"] == ["note.txt"]


@pytest.mark.parametrize(("form", "audience"), [("gedd", "public"), ("ged", "everyone")])
def test_a_misspelt_format_or_audience_is_refused_and_nothing_is_written(register, form, audience, tmp_path):
    with pytest.raises(UnknownWord):
        register.exchange.export(form, tmp_path / "out", audience=audience)
    assert not (tmp_path / "out").exists()


def test_what_is_taken_out_stands_in_the_access_log(register, market, tmp_path):
    register.exchange.export("hxl", tmp_path / "out")

    assert [line.act for line in register.keeping.access_log(subject=market)] == ["exported"]


def test_another_register_can_be_exported_with_another_methodology(tmp_path):
    with Register.init(tmp_path / "r", settings=Settings(name="T", owner="lead", methodology="ucdp_ged")) as register:
        fighters = {
            "happened_on": "2016-05-05",
            "documented_on": "2016-05-06",
            "place": "Invented Town",
            "civilian_status": "combatant",
            "killed": {"low": 5, "high": 5},
            "attribution": {"mode": "single", "parties": ["rebels"]},
        }
        one = register.records.record("incident", fighters, reason="invented", source="Invented Monitor").subject
        files = taken(register, "ged", tmp_path)

    assert (one, "record", "two_sides") in left_out(files)


def test_what_rests_on_a_restricted_document_alone_is_taken_out_for_nobody(register, tmp_path):
    words = b"At least 3 civilians were killed in shelling on Daraya on 5 May 2016, the invented committee said.\n"
    item = register.acting_as("documenter").evidence.add_bytes(
        words, Provenance("Invented Secretsource", sensitivity=Sensitivity.RESTRICTED)
    )
    claim = next(one for one in register.review.proposals_of(item.item) if one.number)
    values = {"civilian_status": "civilian", "title": "Invented Secretevent", "happened_on": "2016-05-05"}
    target = Target("incident", extra=values)
    closed = register.review.judge(claim.id, verdict="accepted", reason="read", target=target).subject

    for form in ("ged", "acled", "hxl", "geojson", "ftm", "prov", "csv"):
        for name, text in taken(register, form, tmp_path).items():
            assert "Secret" not in text, (form, name)
            assert closed not in text, (form, name)


def test_a_name_leaves_by_a_consent_to_publish(register, tmp_path):
    whom = person(register)
    agreed = Consent(
        "",
        whom,
        Purpose.PUBLISH,
        given_by=GivenBy.RELATIVE,
        given_on=PartialDate("2020-01-01"),
        language="ar",
        explained_by="Invented Researcher",
    )
    register.publishing.consent(agreed)

    assert '"name": ["Invented Person"]' in taken(register, "ftm", tmp_path, "public")["entities.ftm.json"]
    assert rows_of(taken(register, "csv", tmp_path, "public")["victim.csv"])[0]["name.en"] == "Invented Person"


GED_BACK = """
kind = "incident"
source = "Invented list in the columns of GED"
[columns]
"identifiers.ged" = "id"
"killed.low" = "low"
"killed.best" = "best"
"killed.high" = "high"
happened_on = "date_start"
place = "where_coordinates"
governorate = "adm_1"
attribution = "side_a"
"point.latitude" = "latitude"
"point.longitude" = "longitude"
[formats]
happened_on = "%Y-%m-%d 00:00:00.000"
[constants]
civilian_status = "civilian"
"""


def test_what_goes_out_as_ged_comes_in_with_the_same_sums(register, market, joint, tmp_path):
    """In a register that counts as UCDP does, the best numbers of the file are the toll of what came in."""
    person(register)
    sent = taken(register, "ged", tmp_path)["ged.csv"]
    with Register.init(tmp_path / "two", settings=Settings(name="Two", owner="lead", methodology="ucdp_ged")) as two:
        two.exchange.import_table(sent.encode(), GED_BACK, name="ged.csv")
        _, toll = two.counts.toll("2016", clock="died")
        back = taken(two, "ged", tmp_path / "back")["ged.csv"]

    for column in ("low", "best", "high"):
        sums = [sum(int(row[column]) for row in rows_of(text)) for text in (sent, back)]
        assert sums[0] == sums[1] == 11
    assert toll.total.figure.best == 11
    assert {row["side_a"] for row in rows_of(back)} == {row["side_a"] for row in rows_of(sent)}
