"""A document on one topic, and arrests in the month's report; few people stand behind no number. All invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.beginnings import begun

from sijill import methodology, readings, reports
from sijill.model import Sensitivity
from sijill.reports.document import CaseBox, Heading, Paragraph, Table
from sijill.values import Language, SijillError, plain
from sijill.workspace import Register, Settings

SMALLEST = 5
MONTH = "2020-05"


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with begun(tmp_path / "register", Settings(name="Invented team", owner="lead")) as made:
        yield made


def withholding(register: Register) -> None:
    rules = methodology.shipped_bytes("snhr").decode().replace("smallest_cell = 0", f"smallest_cell = {SMALLEST}")
    register.counts.adopt_methodology(rules.replace('version = "2"', 'version = "5"', 1).encode())


def exactly(number: int) -> dict[str, int]:
    return {"low": number, "high": number}


def attack(register: Register, party: str = "russia", day: str = "2020-05-03", **more: Any) -> str:
    values = {
        "civilian_status": "civilian",
        "happened_on": day,
        "documented_on": day,
        "governorate": "Idlib",
        "attribution": {"mode": "single", "parties": [party]},
        **{name: exactly(told) if isinstance(told, int) else told for name, told in more.items()},
    }
    return register.records.record("incident", values, reason="invented for a test").subject


def prisoner(register: Register, **more: Any) -> str:
    values = {
        "name": [{"text": "Inventedname Inventedfamily", "script": "latn"}],
        "statuses": ["detained"],
        "civilian_status": "civilian",
        "arrested_on": "2020-04-20",
        "documented_on": "2020-05-04",
        "arrested_in": "Idlib",
        "detained_by": "syrian_gov",
        "account": "Taken at an invented checkpoint.",
        **more,
    }
    return register.records.record("victim", values, reason="invented for a test").subject


def document(
    register: Register, topic: str, language: Language = Language.EN, audience: Sensitivity = Sensitivity.PUBLIC
) -> reports.document.Document:
    return reports.compose(
        register.publishing.topic(topic, MONTH, audience=audience), language, reports.read_kind("thematic")
    )


def words(document: Any) -> str:
    def runs(told: Any) -> str:
        return "".join(getattr(one, "text", "") for one in told)

    told = [document.title]
    for block in document.blocks:
        if isinstance(block, Heading):
            told.append(block.text)
        elif isinstance(block, Paragraph):
            told.append(runs(block.runs))
    return plain("\n".join(told))


def cells(document: Any, anchor: str) -> list[list[str]]:
    for block in document.blocks:
        table = block if isinstance(block, Table) else getattr(block, "table", None)
        if table is not None and table.anchor == anchor:
            return [
                [plain("".join(getattr(one, "text", "") for one in cell)) for cell in row.cells] for row in table.rows
            ]
    return []


def test_a_topic_says_who_is_counted_before_the_first_number(register):
    """Children are part of the toll and counted by its rules; so are the dead of a cause."""
    attack(register, killed=9, children=4)

    told = words(document(register, "children"))

    assert told.index("Children are under 18.") < told.index("Children killed, May 2020: 4.")
    assert "They are part of the toll of the same time and are not added to it." in told
    assert cells(document(register, "children"), "topic-by-party-table") == [["Russian forces", "4"], ["Total", "4"]]


@pytest.mark.parametrize("topic", ["children", "torture", "medical", "cluster_munition", "detained"])
def test_every_sort_of_topic_reads_in_both_languages(register, topic):
    """Groups, causes, weapons and outcomes, each with its definition, and nothing English in Arabic but names."""
    attack(register, killed=9, children=4, weapon="cluster_munition", groups=["medical"])
    attack(register, killed=2, cause="torture", party="syrian_gov")
    prisoner(register)

    english, arabic = document(register, topic), document(register, topic, Language.AR)

    assert english.title.endswith("May 2020")
    assert {block.text for block in english.blocks if isinstance(block, Heading)}
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", words(arabic).replace("Invented team", ""))


def test_a_topic_that_nobody_tells_of_has_no_number_and_says_so(register):
    """A dash, never nought: nobody looked for the detained of this register."""
    attack(register, killed=9)

    told = words(document(register, "detained"))
    assert "No record of May 2020 tells of it. This is not proof that there was none." in told
    assert "Detained, May 2020:" not in told


def test_an_arrest_of_an_earlier_month_is_told_late_to_the_team_and_its_day_to_nobody_else(register):
    """S1.5, E6: the day of an arrest is the team's; a public document counts the case and names nobody."""
    prisoner(register)

    team, public = (document(register, "detained", audience=one) for one in (Sensitivity.TEAM, Sensitivity.PUBLIC))

    assert [row[2] for row in cells(team, "late-entries")] == ["20 April 2020"]
    assert cells(public, "late-entries") == []
    [box] = [one for one in public.blocks if isinstance(one, CaseBox) and one.anchor.startswith("case-")]
    assert "Name withheld" in plain("".join(run.text for run in box.title))
    assert "Inventedfamily" not in str(public.blocks)
    assert "20 April" not in str(public.blocks)


def test_few_children_are_no_topic_for_the_public(register):
    """E10: of forty dead two are children: the month withholds how many, and so does the topic."""
    withholding(register)
    attack(register, killed=10, children=2)
    attack(register, party="isis", killed=30, children=0)

    with pytest.raises(SijillError, match="withheld from the public"):
        document(register, "children")
    assert "Children killed, May 2020: 2." in words(document(register, "children", audience=Sensitivity.TEAM))


def test_all_but_few_of_a_row_take_the_table_too(register):
    """E10: eight of ten dead are children: beside the month that would tell of the two who are not."""
    withholding(register)
    attack(register, killed=10, children=8)
    attack(register, party="isis", killed=30, children=0)

    assert "Children killed, May 2020: 8." in words(document(register, "children"))
    assert cells(document(register, "children"), "topic-by-party-table") == []


def test_a_row_of_few_takes_its_whole_table_and_the_number_of_the_topic_stays(register):
    """E10: shown beside the month, the other rows would give the withheld one back."""
    withholding(register)
    attack(register, killed=20, cause="torture", party="syrian_gov")
    attack(register, killed=2, cause="torture", party="isis", governorate="Homs")
    attack(register, killed=30, party="isis")

    told = document(register, "torture")

    assert "Killed: Torture, May 2020: 22." in words(told)
    assert "By party the numbers are withheld, since a person could be recognised." in words(told)
    assert cells(told, "topic-by-party-table") == []
    assert cells(document(register, "torture", audience=Sensitivity.TEAM), "topic-by-party-table") != []


def test_a_table_of_one_month_is_withheld_where_another_month_of_the_year_has_a_row_of_few(register):
    """E10: the year's table less those of the other months would give it back."""
    withholding(register)
    for day in ("2020-05-03", "2020-02-03"):
        attack(register, killed=20, cause="torture", party="syrian_gov", day=day)
        attack(register, killed=30, party="isis", day=day)
    assert cells(document(register, "torture"), "topic-by-party-table") != []
    attack(register, killed=3, cause="torture", party="sdf", day="2020-02-04")

    assert cells(document(register, "torture"), "topic-by-party-table") == []


def test_few_of_the_living_are_withheld_where_a_methodology_withholds_nobody(register):
    """E6, E10: one woman detained by one party is soon known, whatever is printed of the dead."""
    prisoner(register)
    prisoner(register, detained_by="sdf", sex="female")
    attack(register, party="isis", detained=12)

    by_party = cells(document(register, "detained"), "topic-by-party-table")
    assert {row[0]: row[1] for row in by_party} == {
        "ISIS": "12",
        "Withheld where a person could be recognised": "2",
        "Total": "14",
    }


def test_the_month_tells_of_arrests_only_where_the_register_holds_any(register):
    attack(register, killed=9)
    without = reports.compose(register.publishing.month(MONTH), Language.EN)
    attack(register, party="sdf", detained=12)
    told = reports.compose(register.publishing.month(MONTH), Language.EN)

    assert "Arrests" not in words(without)
    assert "Arrests, releases and disappearances" in words(told)
    assert "Detained, May 2020: 12." in words(told)
    assert "Released, May 2020" not in words(told)


def test_a_toll_a_cross_tab_and_a_trace_take_the_name_of_an_outcome(register):
    """One name at every door: the table, its cells over two axes, and the walk back to the record."""
    raid = attack(register, party="sdf", detained=12)
    asked = {"audience": Sensitivity.TEAM, "period": MONTH, "measure": "detained"}

    table = readings.toll(register, **asked).documents()
    crossed = readings.crosstab(register, by=("party", "governorate"), **asked).documents()
    [part] = readings.trace(register, audience=Sensitivity.TEAM, figure=table[-1]["figure"]).documents()

    assert [(row["killed"], row["counted"]["best"]) for row in table] == [(None, 12)] * 2
    assert [(row["killed"], row["counted"]["best"]) for row in crossed] == [(None, 12)] * 2
    assert (part["record"], part["filed_under"], part["adds"]["best"]) == (raid, "sdf", 12)


@pytest.mark.parametrize(("topic", "said"), [(None, "name the topic"), ("childern", "children")])
def test_a_topic_that_is_missing_or_misspelt_is_refused_with_the_word_that_is_meant(register, topic, said):
    """Bad input, in both languages."""
    with pytest.raises(SijillError, match=said) as refused:
        document(register, topic)
    assert refused.value.in_language(Language.AR)


def test_documents_of_one_month_on_different_things_are_different_files(register, tmp_path):
    """Two topics, two questions, two places: neither file takes the other's place, in whatever script it is named."""
    attack(register, killed=9, children=4)
    attack(register, killed=5, place="Inventedtown")
    attack(register, killed=6, place="بلدة مخترعة")
    names: list[str] = []
    asked: list[dict[str, Any]] = [
        {"kind": "thematic", "topic": "children"},
        {"kind": "thematic", "topic": "women"},
        {"kind": "conflicts", "question": "killed@Inventedtown"},
        {"kind": "conflicts", "question": "killed@بلدة مخترعة"},
        {"kind": "log", "place": "Inventedtown"},
        {"kind": "log", "place": "بلدة مخترعة"},
    ]
    for one in asked:
        done = register.publishing.report(MONTH, formats=["html"], languages=["en"], out=tmp_path / "out", **one)
        names += [path.name for path in done.files]

    assert len(set(names)) == len(names) == 2 * len(asked)
    assert "thematic-2020-05-children-en.html" in names
    assert "conflicts-2020-05-killed-inventedtown-en.html" in names
    assert all(name.isascii() for name in names)


def test_parts_of_a_printed_total_are_declared_and_not_read_from_words(register):
    """A printed number says of which total it is a part; a comma in its words says nothing."""
    for measure, part_of, value in (
        ("Killed in Inventedtown", None, 100),
        ("Killed in Inventedtown by cause", "Killed in Inventedtown", 60),
        ("Killed in Inventedtown by cause", "Killed in Inventedtown", 30),
        ("Raids, by night", None, 7),
        ("Raids, by night", None, 8),
    ):
        told = {"title": "Invented", "source": "OHCHR", "measure": measure, "window": MONTH, "value": exactly(value)}
        values = told | ({"part_of": part_of} if part_of else {})
        register.records.record("published_figure", values, reason="invented for a test")

    material = register.publishing.story("timeline", MONTH).value
    remarks = [plain(one["en"]) for section in material.findings for one in section.remarks]

    assert any("add up to 90, while its total is 100" in one for one in remarks)
    assert not any("Raids" in one for one in remarks)
