"""A reader's facts of evacuations, truces and damage, held against what his accounts give here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.territory.test_damage_and_counts import surveyed
from tests.unit.territory.test_movements import moved, read
from tests.unit.territory.test_truces import read as read_truce
from tests.unit.territory.test_truces import stage

from sijill.model.territory import DamageClass
from sijill.territory import Bounds, Moved, spreads, surveys_among
from sijill.values import CountRange

KINDS = {"agreed": "evacuation"}


@pytest.fixture(scope="module")
def seeds(shared) -> Path:
    """The folder of the seeds read as facts."""
    folder = shared / "seeds-read"
    if not folder.is_dir():
        pytest.skip("../shared/seeds-read is absent: this test holds a reader's facts against ours")
    return folder


def counting_of(claim: dict[str, Any]) -> str | None:
    says = claim["measure"]
    for words, counting in {
        "planned": "planned",
        "increment": "increment",
        "remaining": "remaining",
        "still to be": "remaining",
        "overall": "cumulative",
        "cumulative": "cumulative",
    }.items():
        if words in says:
            return counting
    return None


@pytest.fixture(scope="module")
def evacuation(seeds) -> tuple[list[dict[str, Any]], tuple[Moved, ...]]:
    told = json.loads((seeds / "evacuation.json").read_text("utf-8"))
    accounts = []
    for claim in told["claims"]:
        number, convoy = claim["number"], claim["measure"].partition("convoy ")[2]
        people = CountRange(number["low"], number["high"]) if number and "much lower" not in claim["measure"] else None
        since = {"since": "2016-12-08"} if "previous two days" in claim["measure"] else {}
        kind = KINDS.get(claim["movement"], claim["movement"])
        named = {"convoy": convoy} if convoy.isdecimal() else {}
        accounts.append(moved(claim["as_of"], claim["source"], counting_of(claim), people, kind=kind, **since, **named))
    return told["cumulative"], read(*accounts)


def test_the_total_of_each_source_is_the_readers(evacuation):
    """Those that he read or derived on the day itself, for sources whose numbers are totals."""
    expected, rows = evacuation
    ours = {
        (one.as_of.edtf, one.noun.kind.value, one.source): one.cumulative for one in rows if one.cumulative is not None
    }
    wanted = {
        (day["date"], KINDS.get(day["movement"], day["movement"]), source): CountRange(total["low"], total["high"])
        for day in expected
        for source, total in day["by_source"].items()
        if total.get("stated_on", "")[:10] == day["date"] and (total["low"], total["high"]) != (None, None)
    }
    compared = {key for key in wanted if key in ours}

    assert len(compared) >= 9
    assert {key: ours[key] for key in compared} == {key: wanted[key] for key in compared}


def test_gaps_and_ratios_are_the_readers_and_so_is_what_cannot_be_compared(evacuation):
    expected, rows = evacuation
    ours = {one.as_of.isoformat(): one for one in spreads(rows) if one.kind and one.kind.value == "evacuation"}
    days = [one for one in expected if one["movement"] == "agreed" and one["spread"]]

    assert len(days) == 4
    for day in days:
        his, found = day["spread"], ours[day["date"]]
        assert (found.low.source, found.high.source) == (his["low_source"], his["high_source"])
        assert found.gap == Bounds(his["difference"]["low"], his["difference"]["high"])
        assert found.ratio.low == pytest.approx(his["ratio"]["low"], abs=0.002)
        assert (found.ratio.high is None) == (his["ratio"]["high"] is None)
        assert found.comparable is his["comparable"]


def test_the_classes_of_the_survey_have_the_readers_shares(seeds):
    told = json.loads((seeds / "damage.json").read_text("utf-8"))["survey"]
    base = CountRange.exactly(told["base"])
    records = [surveyed(name, CountRange.exactly(number), base) for name, number in told["classes"].items()]
    (found,) = surveys_among(records, source_of=lambda one: None)

    for of, share in (("base", "share_of_examined"), ("classified", "share_of_classified")):
        his = told[f"shares_of_{of}_percent"]
        ours = {name: getattr(found.classes[DamageClass(name)], share) for name in told["classes"]}
        assert {name: round(one.low * 100, 1) for name, one in ours.items()} == {name: his[name] for name in ours}
    assert found.unclassified.count == CountRange.exactly(told["unclassified"])


def test_the_truce_of_may_has_both_starts_and_the_declared_hours(seeds):
    told = {one["id"]: one for one in json.loads((seeds / "truces.json").read_text("utf-8"))["agreements"]}["T3"]
    rival, army = (one for one in told["start"] if "T00:00" in one["value"] or "T01:00" in one["value"])
    truce = read_truce(
        stage("took_effect", told["start"][0]["value"], said_by="own voice"),
        stage("took_effect", rival["value"][:10], "00:00", said_by=rival["source"]),
        stage("took_effect", army["value"][:10], "01:00", said_by=army["source"], hours=told["duration_first_h"]),
        *(stage("extended", one["runs"][:10], "01:00", hours=one["hours"]) for one in told["extensions"]),
        *(stage("ended", one["value"], said_by=one["what"]) for one in told["end"]),
    )

    spread = told["start_spread_hours"]["expected"]
    assert truce.start_spread == Bounds(spread, spread)
    assert truce.hours_nominal == told["hours_nominal"]
    assert truce.hours_held.low <= told["hours_nominal"] <= truce.hours_held.high


def test_the_hours_of_december_are_bounds_that_hold_the_readers(seeds):
    told = {one["id"]: one for one in json.loads((seeds / "truces.json").read_text("utf-8"))["agreements"]}
    for name, time, stop in (
        ("D1", "end of day", "ended"),
        ("D2", "evening", "broken"),
        ("D4", "early hours", "suspended"),
        ("D5", None, "ended"),
    ):
        start, end, hours = told[name]["start"][0]["value"], told[name]["end"][0]["value"], told[name]["hours"]
        held = read_truce(stage("took_effect", start, time), stage(stop, end)).hours_elapsed
        assert held.low <= hours["low"] < hours["high"] == held.high
