"""A sheet of conflicts holds every account of its question, by its source, for all sides alike. All is invented."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.beginnings import begun

from sijill import reports
from sijill.reports.document import Bullets, Dated, Heading, Mark, Paragraph, Table
from sijill.values import Language
from sijill.workspace import Register, Settings
from sijill.workspace.ground._place_names import PlaceNames

PERIOD = "2016-12"
UNMARKED = {0x2066: None, 0x2067: None, 0x2069: None}


@pytest.fixture
def register(tmp_path):
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        place(made, "Inventedcity")
        place(made, "Inventedquarter", parent="Inventedcity")
        yield made


def record(register, noun, **values):
    return register.records.record(noun, values, reason="invented").subject


def place(register, name, **values):
    return record(register, "place", name=name, name_ar=f"{name} بالعربية", **values)


def moved(register, day, said_by=None, people=None, **values):
    told = {"kind": "evacuation", "counting": "cumulative", "from_place": "Inventedcity", **values}
    told |= {"people": {"low": people, "high": people}} if people is not None else {}
    told |= {"said_by": said_by} if said_by else {}
    return record(register, "movement", moved_on=day, **told)


def sheet(register, question, *, audience="team", language=Language.EN, period=PERIOD):
    material = register.publishing.story("conflicts", period, question=question, audience=audience)
    return reports.compose(material, language, reports.read_kind("conflicts"))


def text(runs):
    return "".join(run.text for run in runs if not isinstance(run, Mark)).translate(UNMARKED)


def table(document, caption):
    """Return the rows of a table by its caption, as text."""
    found = [one for one in document.blocks if isinstance(one, Table) and caption in one.caption]
    return [[text(cell) for cell in row.cells] for one in found for row in one.rows]


def part(document, anchor):
    """Return all sentences of a part."""
    said, inside = [], False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            inside = block.anchor == anchor
        if inside and isinstance(block, Paragraph):
            said.append(text(block.runs))
        if inside and isinstance(block, Bullets):
            said += map(text, block.items)
        if inside and isinstance(block, Dated):
            said += [f"{text(date)} {text(told)}" for date, told in block.items]
    return said


ACCOUNTS = "Every account"


# -- every account


def test_accounts_stand_by_source_and_day_the_newest_last(register):
    moved(register, "2016-12-16", "Invented Watch", 8500, wounded={"low": 360, "high": 360})
    moved(register, "2016-12-16", "Invented Cross", 10000)
    moved(register, "2016-12-14", "syrian_gov", 700)

    rows = table(sheet(register, "evacuated@Inventedcity"), ACCOUNTS)

    assert [(row[1], row[3], row[4]) for row in rows] == [
        ("Syrian government forces", "14 December 2016", "700"),
        ("Invented Watch", "16 December 2016", "8,500"),
        ("Invented Cross", "16 December 2016", "10,000"),
    ]
    assert rows[1][8] == "Wounded among them: 360"


def test_a_source_without_a_number_stays_without_one(register):
    moved(register, "2016-12-16", "Invented Watch", 8500)
    moved(register, "2016-12-16", "rebels", state="much lower")

    document = sheet(register, "evacuated@Inventedcity")

    assert table(document, ACCOUNTS)[1][4:6] == ["No number", "No number"]
    assert table(document, "How the movement stands") == [
        ["Armed opposition factions", "16 December 2016", "Much lower", "No number"]
    ]
    assert "A number from those who gave none: Armed opposition factions." in part(document, "settles")


def test_how_far_sources_lie_apart_and_which_number_is_carried(register):
    """10,000 less 8,500 is 1,500; 10,000 over 8,500 is 1.18; a total of three days ago may have grown."""
    moved(register, "2016-12-16", "Invented Watch", 8500)
    moved(register, "2016-12-16", "Invented Cross", 10000)
    moved(register, "2016-12-19", "Invented Cross", 25000)

    first, second = table(sheet(register, "evacuated@Inventedcity"), "lie apart")

    assert first[1:] == ["Invented Watch: 8,500", "Invented Cross: 10,000", "1,500", "1.18"]
    assert second[1] == "Invented Watch: 8,500, carried from 16 December 2016"
    assert second[3] == "Not comparable"


def test_a_total_and_what_was_still_to_go_are_added_as_derived(register):
    """16,200 gone and 2,000 to 3,000 to go make 18,200 to 19,200, if all of them left."""
    moved(register, "2016-12-20", "Invented Watch", 16200)
    record(
        register,
        "movement",
        kind="evacuation",
        counting="remaining",
        moved_on="2016-12-20",
        from_place="Inventedcity",
        said_by="Invented Watch",
        people={"low": 2000, "high": 3000},
    )

    (told, *_) = [one for one in part(sheet(register, "evacuated@Inventedcity"), "spread") if "derived" in one]

    assert "18,200–19,200" in told


def test_other_movements_are_kept_apart_with_the_reason(register):
    moved(register, "2016-12-16", "Invented Watch", 8500)
    moved(register, "2016-12-08", "russia", 10500, kind="flight")
    record(register, "movement", kind="evacuation", moved_on="2016-12-09", said_by="Invented Cross")

    document = sheet(register, "evacuated@Inventedcity")
    apart = table(document, "kept apart")

    assert [row[4] for row in table(document, ACCOUNTS)] == ["8,500"]
    assert [(row[0], row[3]) for row in apart] == [
        ("Russian forces", "Another kind of movement, which is never added to this one"),
        ("Invented Cross", "The place is not told"),
    ]


def test_a_place_answers_with_what_lies_in_it_and_no_other_place(register):
    place(register, "Othercity")
    moved(register, "2016-12-16", "Invented Watch", 40, from_place="Inventedquarter")
    moved(register, "2016-12-16", "Invented Watch", 50, from_place="Othercity")

    document = sheet(register, "evacuated@Inventedcity")

    assert [row[4] for row in table(document, ACCOUNTS)] == ["40"]
    assert table(document, "kept apart") == []


def test_none_is_held_where_nobody_preferred_an_account(register):
    moved(register, "2016-12-16", "Invented Watch", 8500)

    (told,) = part(sheet(register, "evacuated@Inventedcity"), "held")

    assert told.startswith("None.")


def test_what_is_held_is_told_with_its_rule(register):
    market = record(
        register,
        "incident",
        title="Invented market",
        happened_on="2016-12-05",
        place="Inventedcity",
        civilian_status="civilian",
        killed={"low": 7, "high": 7},
    )
    for source, stance, killed in (("Invented Watch", "assert", 10), ("Invented Army", "deny", 7)):
        value = {"killed": {"low": killed, "high": killed}}
        register.records.record("incident", value, subject=market, source=source, stance=stance, reason="invented")

    document = sheet(register, "killed@Inventedcity")
    rows = table(document, ACCOUNTS)
    (told,) = part(document, "held")

    assert sorted((row[1], row[4], row[6]) for row in rows) == [
        ("A source that is not named", "7", "—"),
        ("Invented Army", "7", "Denies"),
        ("Invented Watch", "10", "—"),
    ]
    # The method is conservative: the lowest of what is stated, with the range (S1.12).
    assert "7 (7–10)" in told
    assert "the lowest number that an account gives" in told
    assert "snhr:" in told


def test_a_denial_stands_in_the_words_of_each_source(register):
    hill = record(register, "control", place="Inventedquarter", party="rebels", state="held", valid_from="2016-12-03")
    register.records.record(
        "control", {"state": "held"}, subject=hill, source="Invented Army", stance="deny", reason="invented"
    )

    document = sheet(register, "control@Inventedquarter")

    assert [one for one in part(document, "answers") if "Invented Army: denies" in one]
    assert "Inventedquarter" in part(document, "held")[0]


def test_every_side_is_told_in_the_same_words(register):
    moved(register, "2016-12-16", "rebels", 40)
    moved(register, "2016-12-16", "syrian_gov", 50)

    rows = table(sheet(register, "evacuated@Inventedcity"), "Sources of the accounts")

    assert {row[1] for row in rows} == {"Party to the conflict"}
    assert {row[2].replace(row[0], "X") for row in rows} == {"Speaks for or is close to X"}


def test_a_described_source_is_told_by_its_kind_and_leaning(register):
    record(register, "source", name="Invented Watch", kind="monitor", affiliation="rebels")
    moved(register, "2016-12-16", "Invented Watch", 40)

    ((_, _, kind, *_),) = table(sheet(register, "evacuated@Inventedcity"), ACCOUNTS)

    assert kind == "Monitoring group; speaks for or is close to Armed opposition factions"


def test_a_part_of_a_city_is_never_called_by_the_whole():
    names = PlaceNames(())

    assert names.name("Damascus", Language.AR) == "دمشق"
    assert names.name("east Aleppo", Language.AR) == "east Aleppo"


# -- who may see it


def test_fresh_movements_are_told_to_nobody_outside(register):
    today = register.now().astimezone(register.settings.zone_info).date()
    fresh = (today - timedelta(days=2)).isoformat()
    moved(register, fresh, "Invented Watch", 40)
    period = f"{today - timedelta(days=5)}/{today}"

    assert table(sheet(register, "evacuated@Inventedcity", period=period), ACCOUNTS)
    with pytest.raises(Exception, match="no account of this register") as refused:
        sheet(register, "evacuated@Inventedcity", period=period, audience="public")
    assert "tells of" not in str(refused.value)


# -- what cannot be asked


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("question", "told"),
    [
        (None, "evacuated"),
        ("killed", "MEASURE@PLACE"),
        ("@Inventedcity", "MEASURE@PLACE"),
        ("killed@", "MEASURE@PLACE"),
        ("evacuatd@Inventedcity", "evacuated"),
        ("weather@Inventedcity", "killed"),
        ("killed@Nowhereville", "Nowhereville"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(register, question, told, language):
    from sijill.values import SijillError

    with pytest.raises(SijillError) as refused:
        sheet(register, question)

    assert told in refused.value.in_language(language)


# -- none is missing

MOVEMENTS = st.lists(
    st.tuples(
        st.sampled_from(("Invented Watch", "Invented Cross", "rebels", "syrian_gov")),
        st.sampled_from(("evacuation", "flight", "surrender", None)),
        st.one_of(st.none(), st.integers(0, 50_000)),
        st.sampled_from(("cumulative", "increment", "remaining", None)),
        st.sampled_from(("Inventedcity", "Inventedquarter", "Othercity", None)),
        st.sampled_from(("2016-12-03", "2016-12-15", "2016-12", "2016-11-20", None)),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=15, deadline=None)
@given(accounts=MOVEMENTS)
def test_no_account_of_the_question_is_missing_from_the_sheet(accounts):
    with (
        tempfile.TemporaryDirectory() as folder,
        Register.init(Path(folder) / "register", settings=Settings(name="Test", owner="lead")) as register,
    ):
        for name, above in (("Inventedcity", {}), ("Inventedquarter", {"parent": "Inventedcity"}), ("Othercity", {})):
            place(register, name, **above)
        moved(register, "2016-12-10", "Invented Watch", 1)
        wanted = 1
        for source, kind, people, counting, start, day in accounts:
            given = {"kind": kind, "counting": counting, "from_place": start, "moved_on": day, "said_by": source}
            if people is not None:
                given["people"] = {"low": people, "high": people}
            record(register, "movement", **{name: value for name, value in given.items() if value is not None})
            wanted += start != "Othercity" and day != "2016-11-20"
        documents = {one: sheet(register, "evacuated@Inventedcity", language=one) for one in Language}

    answers, apart = (table(documents[Language.EN], one) for one in (ACCOUNTS, "kept apart"))
    assert len(answers) + len(apart) == wanted
    assert len(documents[Language.EN].blocks) == len(documents[Language.AR].blocks)
    spoken = part(documents[Language.EN], "answers")
    assert len([one for one in spoken if "#" in one]) == len(answers)
