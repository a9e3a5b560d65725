"""Documents that tell a course of events: every sentence an accepted record, every rival printed (DESIGN 11.10)."""

from __future__ import annotations

import re

import pytest
from tests.beginnings import begun

from sijill import reports
from sijill.model.territory import Agreement as Deal
from sijill.model.territory import (
    AttemptOutcome,
    Control,
    ControlState,
    Counting,
    DatedCount,
    DatedMeasure,
    Holding,
    Movement,
    MovementKind,
    Overlay,
    Stage,
    StageKind,
)
from sijill.reports.document import Bullets, Dated, Heading, Mark, Paragraph, Table
from sijill.values import CountRange, Language, PartialDate
from sijill.values.extent import Extent
from sijill.wording.chronicle import date_words
from sijill.wording.telling import Teller
from sijill.workspace import Settings


def teller(language=Language.EN):
    return Teller(language, lambda name, _: name)


def words(document):
    """Return all that a document says, a line for each sentence, heading, paragraph and row."""

    def runs(told):
        return "".join(run.text for run in told if not isinstance(run, Mark))

    lines = []
    for block in document.blocks:
        match block:
            case Bullets(items):
                lines += map(runs, items)
            case Dated(items):
                lines += [f"{runs(date)} {runs(told)}" for date, told in items]
            case Heading(_, text, _):
                lines.append(text)
            case Paragraph(told, _):
                lines.append(runs(told))
            case Table():
                lines += [" | ".join(map(runs, row.cells)) for row in block.rows]
    return lines


@pytest.fixture
def register(tmp_path):
    """A register of two invented quarters of an invented city."""
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        for name, arabic, above in (
            ("Inventedcity", "المدينة المخترعة", None),
            ("Inventedquarter", "الحي المخترع", "Inventedcity"),
            ("Otherquarter", "الحي الآخر", "Inventedcity"),
        ):
            values = {"name": name, "name_ar": arabic, "kind": "quarter"}
            record(made, "place", **values, **({"parent": above} if above else {}))
        yield made


def record(register, noun, **values):
    return register.records.record(noun, values, reason="invented").subject


def story(register, kind="timeline", language=Language.EN, **asked):
    material = register.publishing.story(kind, "2016-12", audience="team", **asked)
    return reports.compose(material, language, reports.read_kind(kind))


# -- one sentence a record


@pytest.mark.parametrize(
    ("account", "told"),
    [
        (
            Control("1", place="Hill", event="captured", by="syrian_gov", against="rebels", state=ControlState.HELD),
            "Syrian government forces took Hill.",
        ),
        (
            Control("1", place="Hill", by="syrian_gov", outcome=AttemptOutcome.REPELLED),
            "An attack by Syrian government forces on Hill was repelled.",
        ),
        (
            Control(
                "1",
                place="Hill",
                state=ControlState.CONTESTED,
                holders=(Holding("syrian_gov", Extent.parse("30%")), Holding("rebels")),
                denominator="Hill",
                said_by="rebels",
            ),
            "Hill was contested between Syrian government forces, Armed opposition factions; "
            "Syrian government forces: 30% of Hill; according to Armed opposition factions.",
        ),
        (
            Control("1", place="Road", state=ControlState.HELD, party="rebels", overlays=(Overlay.FIRE_CONTROL,)),
            "Road was held by Armed opposition factions; Road was under fire, which is not the same as lost.",
        ),
        (
            Movement(
                "1",
                kind=MovementKind.EVACUATION,
                people=CountRange(8500, 8500),
                counting=Counting.CUMULATIVE,
                fighters=CountRange(3000, 3000),
                said_by="Invented Monitor",
            ),
            "Evacuated: 8,500; in all so far; fighters among them: 3,000; according to Invented Monitor.",
        ),
        (
            DatedCount("1", title="Doctors", measure=DatedMeasure.SERVICE, value=CountRange(80, 80)),
            "Doctors; number: 80.",
        ),
    ],
)
def test_a_record_is_one_sentence_that_says_no_more_than_it(account, told):
    assert teller().tell(account) == told


def test_a_stage_names_who_did_it_for_how_long_and_who_says_so():
    deal = Deal("1", title="Truce of Inventedcity | هدنة المدينة المخترعة")
    stage = Stage(
        StageKind.EXTENDED, PartialDate.parse("2016-05-07"), hours=72, by=("russia",), said_by="Invented Monitor"
    )

    assert (
        teller().tell_stage(deal, stage)
        == "Truce of Inventedcity was extended; by Russian forces; for 72 hours; according to Invented Monitor."
    )
    assert "هدنة المدينة المخترعة" in teller(Language.AR).tell_stage(deal, stage)
    assert not re.search(r"[A-Za-z]{4,}", teller(Language.AR).tell_stage(deal, stage).replace("Invented Monitor", ""))


def test_the_date_of_an_account_keeps_its_time_of_day():
    account = Control("1", valid_from=PartialDate.parse("2016-11-19"), time_text="evening")

    assert date_words(account, Language.EN) == "19 November 2016, evening"


# -- whole documents


def test_every_record_of_the_month_is_told_once_and_others_are_not(register):
    record(register, "control", place="Inventedquarter", state="held", party="rebels", valid_from="2016-12-01")
    record(register, "control", place="Otherquarter", state="held", party="rebels", valid_from="2016-11-01")
    record(register, "incident", title="Invented strike", happened_on="2016-12-05", killed={"low": 7, "high": 7})

    lines = words(story(register))

    assert sum("Inventedquarter was held by" in line for line in lines) == 1
    assert any("Invented strike; killed: 7." in line for line in lines)
    assert not any("Otherquarter was held by" in line for line in lines)


def test_a_rival_and_a_denial_stand_beside_the_sentence(register):
    """DESIGN 11.10."""
    strike = record(
        register, "incident", title="Invented strike", happened_on="2016-12-05", killed={"low": 7, "high": 7}
    )
    for stance, killed in (("assert", 9), ("deny", 7)):
        register.records.record(
            "incident",
            {"killed": {"low": killed, "high": killed}},
            subject=strike,
            source="Invented Army",
            stance=stance,
            reason="another invented account",
        )

    told = next(line for line in words(story(register)) if "Invented strike" in line)

    assert "Accounts differ" in told
    assert "Invented Army denies this" in told
    assert "7" in told
    assert "9" in told


def test_an_operation_tells_changes_and_attempts_of_its_place_only(register):
    record(register, "control", place="Inventedquarter", state="held", party="rebels", valid_from="2016-11-01")
    record(
        register,
        "control",
        place="Inventedquarter",
        state="held",
        party="syrian_gov",
        by="syrian_gov",
        against="rebels",
        event="captured",
        valid_from="2016-12-06",
    )
    record(register, "control", place="Otherquarter", outcome="repelled", by="syrian_gov", valid_from="2016-12-03")

    lines = words(story(register, "operation", place="Inventedcity"))

    assert any(line.startswith("6 December 2016 | Inventedquarter | ") for line in lines)
    assert any(line.startswith("3 December 2016 | Otherquarter | Syrian government forces | ") for line in lines)
    elsewhere = words(story(register, "operation", place="Otherquarter"))
    assert not any("Inventedquarter" in line for line in elsewhere)


def test_an_operation_needs_a_place(register):
    from sijill.values import SijillError

    with pytest.raises(SijillError, match="name the place of the operation"):
        register.publishing.story("operation", "2016-12")


def test_the_arabic_document_has_no_english_sentence_and_no_slug(register):
    record(register, "control", place="Inventedquarter", state="held", party="syrian_gov", valid_from="2016-12-01")
    record(register, "movement", kind="evacuation", people={"low": 50, "high": 50}, moved_on="2016-12-16")
    record(register, "agreement", title="Deal | اتفاق", starts="2016-12-13", parties=["syrian_gov", "rebels"])

    lines = words(story(register, language=Language.AR))
    ours = [line for line in lines if "SNHR" not in line and "snhr" not in line]

    assert any("الحي المخترع" in line for line in ours)
    assert not [line for line in ours if re.search(r"syrian_gov|[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}", line)]


def test_the_public_is_told_nothing_of_a_fresh_convoy(register):
    """E7: what is fresh waits, in documents too."""
    today = register.now().date().isoformat()
    record(register, "movement", kind="convoy", people={"low": 50, "high": 50}, moved_on=today, title="Fresh convoy")

    public = register.publishing.story("timeline", today[:7], audience="public")
    team = register.publishing.story("timeline", today[:7], audience="team")

    assert "Fresh convoy" not in str(words(reports.compose(public, Language.EN, reports.read_kind("timeline"))))
    assert "Fresh convoy" in str(words(reports.compose(team, Language.EN, reports.read_kind("timeline"))))


def test_totals_of_sources_that_may_not_be_named_stand_side_by_side_in_public(register):
    """E4: whose total it is stays with the team; the totals and how far they lie apart do not."""
    for source, people in (("Invented Monitor", 50), ("Invented Aid Group", 80)):
        number = {"low": people, "high": people}
        values = {"kind": "evacuation", "counting": "cumulative", "people": number, "moved_on": "2016-12-16"}
        register.records.record("movement", values, reason="invented", source=source)

    public = register.publishing.story("timeline", "2016-12", audience="public")
    told = {one: words(reports.compose(public, one, reports.read_kind("timeline"))) for one in Language}

    (row,) = (line for line in told[Language.EN] if "A source that is not named: 50" in line)
    assert "A source that is not named: 80" in row
    assert any("مصدر لا يُذكر اسمه: 50" in line for line in told[Language.AR])
    assert "Invented" not in str(told)


def test_a_document_names_no_place_whose_name_the_public_may_not_know(register):
    """E7: an account that names a protected place by its record, or by another name, does not give its name away."""
    place = record(register, "place", name="Sunnyside hospital", name_ar="مشفى مخترع", aliases=["Point Seven"])
    for named, day in ((place, "2016-12-02"), ("Point Seven", "2016-12-03")):
        record(register, "control", place=named, state="held", party="rebels", valid_from=day)

    kind = reports.read_kind("timeline")
    team, public = (register.publishing.story("timeline", "2016-12", audience=one) for one in ("team", "public"))

    assert "Sunnyside hospital" in str(words(reports.compose(team, Language.EN, kind)))
    for language, name in ((Language.EN, "Sunnyside"), (Language.AR, "مشفى مخترع")):
        said = str(words(reports.compose(public, language, kind)))
        assert name not in said
        assert place not in said
