"""The example and practice registers: what ``sijill demo`` promises a person who has just cloned the project."""

from __future__ import annotations

import csv
import json
import re
import shlex
from hashlib import sha256
from pathlib import Path

import pytest
from tests.conftest import copied
from tests.foreign.reading_back import HAS_POPPLER, by_pdfium, by_poppler, ending_in_a_heading, shown_by
from tests.foreign.reading_back import found as read_back

from sijill import reports
from sijill.adapters.render import HtmlRenderer, PdfRenderer
from sijill.cli import main
from sijill.cli._demo_build import InTheWay, build
from sijill.cli._demo_manifest import examples_folder, read_manifest
from sijill.cli._publishing import DOCUMENTS
from sijill.model import BasisKind, Outcome
from sijill.model.figures import TollRow
from sijill.values import Language
from sijill.workspace import open_register

F1 = {  # SNHR, report on May 2020: killed, children, women
    "syrian_gov": (10, 0, 2),
    "russia": (1, 0, 0),
    "extremist_islamist": (3, 0, 0),
    "rebels": (7, 2, 1),
    "sdf": (7, 2, 0),
    "other": (97, 22, 3),
}
CAUSES = {
    "landmine": (4, 1, 0),
    "fire": (29, 4, 0),
    "unidentified_bombing": (55, 15, 3),
    "unknown_persons": (9, 2, 0),
}


@pytest.fixture(scope="module")
def example_folder(built_example, tmp_path_factory):
    return copied(built_example, tmp_path_factory.mktemp("demo") / "example")


@pytest.fixture(scope="module")
def practice_folder(tmp_path_factory):
    into = tmp_path_factory.mktemp("demo") / "practice"
    build(examples_folder() / "practice", into)
    return into


@pytest.fixture
def example(example_folder):
    with open_register(example_folder) as register:
        yield register


@pytest.fixture
def practice(practice_folder):
    with open_register(practice_folder) as register:
        yield register


def numbers(row: TollRow) -> tuple[int, int, int]:
    return row.figure.best, row.groups["children"].best, row.groups["women"].best


def figures(rows):
    for row in rows:
        yield row.figure
        yield from row.groups.values()
        yield from figures(row.parts)


def test_the_example_gives_the_printed_lines_of_may_2020(example):
    _, toll = example.counts.toll("2020-05", clock="documented", by="party", methodology="snhr")

    other = next(row for row in toll.rows if row.key == "other")
    assert {row.key: numbers(row) for row in toll.rows} == F1
    assert {part.key: numbers(part) for part in other.parts} == CAUSES
    assert numbers(toll.total) == (125, 26, 6)


def test_sub_parties_and_torture_are_told_apart_without_being_added(example):
    _, by_party = example.counts.toll("2020-05", by="party")
    _, torture = example.counts.toll("2020-05", by="party", cell={"cause": "torture"})

    extremist = next(row for row in by_party.rows if row.key == "extremist_islamist")
    assert [(part.key, part.figure.best) for part in extremist.parts] == [("hts", 3)]
    assert {row.key: row.figure.best for row in torture.rows} == {"syrian_gov": 7, "sdf": 1}
    assert torture.total.figure.best == 8


def test_the_afrin_bombing_is_taken_out_of_its_line_and_counted_in_the_month_documented(example):
    _, may = example.counts.toll("2020-05")
    _, april = example.counts.toll("2020-04", clock="died")

    bombing = next(part for row in may.rows for part in row.parts if part.key == "unidentified_bombing")
    assert sorted((part.record_kind, part.best) for part in bombing.figure.basis) == [("incident", 44), ("tally", 11)]
    assert (april.total.figure.low, april.total.figure.best) == (44, 44)


def test_every_figure_of_the_toll_ends_in_words_that_stand_at_their_offsets(example):
    _, toll = example.counts.toll("2020-05")

    for figure in figures((*toll.rows, toll.total)):
        trace = example.counts.trace(figure.id)
        assert (trace.figure.low, trace.figure.best, trace.figure.high) == (figure.low, figure.best, figure.high)
        for part in trace.parts:
            claims = {
                one.statement.property: [ground.claim for ground in one.grounds if ground.kind == BasisKind.CLAIM]
                for one in part.statements
            }
            assert claims["killed"], part.part.record
            for claim in (claim for found in claims.values() for claim in found):
                anchor = claim.anchor
                assert example.evidence.text(claim.item).raw[anchor.start : anchor.end] == anchor.exact


def test_a_trace_speaks_of_our_notes_in_both_languages_and_never_for_the_publisher(example):
    _, toll = example.counts.toll("2020-05")

    trace = example.counts.trace(toll.total.figure.id)

    grounds = [ground for part in trace.parts for one in part.statements for ground in one.grounds]
    items = {ground.item.id: ground.item for ground in grounds if ground.item}
    assert {item.language for item in items.values()} == {"en", "ar"}
    assert {item.source for item in items.values()} == {"Sijill example notes", "مذكرات سِجِلّ للتمثيل"}
    assert all(re.search(r"after SNHR, May 2020, page \d+$|الصفحة \d+$", item.title) for item in items.values())
    assert {ground.claim.claimant for ground in grounds if ground.claim} == {None}


def test_two_notes_after_one_publication_are_one_origin(example):
    _, toll = example.counts.toll("2020-05")

    trace = example.counts.trace(toll.total.figure.id)

    assert {part.assessment.origins for part in trace.parts} == {1}
    assert {part.assessment.verification.value for part in trace.parts} == {"reported"}


def test_what_has_no_words_rests_on_a_named_decision_with_a_reason(example):
    decided = {
        (one.property, ground.ref)
        for _, one in example.opened.ledger.statements()
        for ground in one.basis
        if ground.kind is BasisKind.DECISION and ground.by
    }

    assert {name for name, _ in decided} == {
        "cause",
        "civilian_status",
        "clock",
        "measure",
        "part_of",
        "role",
        "window",
        "within",
    }
    assert all(reason.endswith(".") for _, reason in decided)


def test_groups_that_were_looked_for_are_documented_zeros(example):
    for group in ("medical", "media", "civil_defence"):
        question, toll = example.counts.toll("2020-05", cell={"listed_group": group})

        assert toll.total.figure.best == 0
        (part,) = example.counts.trace(toll.total.figure.id).parts
        assert any(one.statement.property == "documented_zero" for one in part.statements), question


def test_numbers_printed_by_others_stand_beside_ours_and_are_never_added(example):
    held = [one.noun for one in example.counts.counting().records.values() if one.kind == "published_figure"]
    printed = {(one.source, one.measure.split(" | ")[0], one.cell): one.value.low for one in held if one.cell is None}
    aleppo = {one.cell: one.value.low for one in held if one.source == "VDC" and one.cell != "killed"}

    assert printed == {
        ("SNHR", "killed", None): 910,
        ("SNHR", "killed_torture", None): 57,
        ("SNHR", "massacres", None): 28,
    }
    # The article's own parts make 31,030 by sex and age, and 31,010 by status: a finding, not ours to repair.
    assert sum(aleppo[cell] for cell in ("men", "women", "boys", "girls")) == 31_030
    assert aleppo["civilians"] + aleppo["military"] == 31_010


def test_a_second_build_leaves_a_register_as_it_is(example_folder):
    before = (example_folder / "ledger.sqlite").read_bytes()

    assert build(examples_folder() / "example", example_folder) is False
    assert (example_folder / "ledger.sqlite").read_bytes() == before


def test_what_a_killed_run_left_is_cleared_and_the_register_built_whole(tmp_path, monkeypatch):
    (tmp_path / ".practice-unfinished" / "vault").mkdir(parents=True)
    monkeypatch.setattr("sijill.cli._demo_build.Builder._publish", lambda self, step: None)

    assert build(examples_folder() / "practice", tmp_path / "practice") is True

    assert [path.name for path in tmp_path.iterdir()] == ["practice"]
    with open_register(tmp_path / "practice") as register:
        assert register.keeping.verify().holds


def test_a_folder_in_the_way_is_named_and_left_alone(tmp_path):
    (tmp_path / "example").mkdir()
    (tmp_path / "example" / "mine.txt").write_text("mine", "utf-8")

    with pytest.raises(InTheWay, match="in the way"):
        build(examples_folder() / "example", tmp_path / "example")

    assert (tmp_path / "example" / "mine.txt").read_text("utf-8") == "mine"


def test_the_practice_register_says_everywhere_that_it_is_invented(practice):
    records = practice.counts.counting().records.values()
    labels = [form.text for one in records if one.kind == "victim" for form in one.noun.name.forms]
    labels += [one.noun.title for one in records if one.kind == "incident"]
    labels += [one.noun.place for one in records if one.noun.__class__.__name__ == "Incident"]
    labels += [item.title or item.source for item in practice.evidence.items()]

    assert "invented" in practice.settings.name
    assert "مختلق" in practice.settings.notice_ar
    assert [label for label in labels if not re.search("invented|مختلق", label)] == []


def test_practice_holds_rivals_joint_and_disputed_attribution_side_by_side(practice):
    _, toll = practice.counts.toll("2019-03")
    incidents = {one.noun.title: one for one in practice.counts.counting().records.values() if one.kind == "incident"}

    market = incidents["Shelling of a market (invented)"]
    other = next(row for row in toll.rows if row.key == "other")
    assert sorted(one.value.low for one in market.held["killed"]) == [7, 8]
    assert {row.key for row in toll.rows} >= {"joint", "other", "syrian_gov"}
    assert "one_of_two" in {part.key for part in other.parts}
    checkpoint = incidents["Shooting at a checkpoint (invented)"]
    assert {one.value.parties[0] for one in checkpoint.held["attribution"]} == {"isis", "hts"}


def test_practice_counts_nobody_who_was_found_alive_and_keeps_both_statuses_of_the_dead_unreturned(practice):
    persons = {
        form.text: one.noun
        for one in practice.counts.counting().records.values()
        if one.kind == "victim"
        for form in one.noun.name.forms
    }

    alive = next(noun for name, noun in persons.items() if "(invented 15)" in name)
    unreturned = next(noun for name, noun in persons.items() if "(invented 28)" in name)
    assert alive.statuses == (Outcome.FOUND_ALIVE,)
    assert set(unreturned.statuses) == {Outcome.DIED_IN_CUSTODY, Outcome.FORCIBLY_DISAPPEARED}
    assert any("ماهر" in name for name in persons)


def test_practice_published_a_month_that_counts_differently_since(practice):
    (published,) = practice.publishing.publications()
    then = practice.counts.counting(seq=published["seq"], window=None)
    _, now = practice.counts.toll("2019-03")

    moved = practice.keeping.verify_figures()

    assert published["period"] == "2019-03"
    assert published["seq"] < practice.seq
    assert moved == []  # counted again as of its own entry, it is what it was
    assert then.figure(now.total.figure.definition).best != now.total.figure.best


def test_notes_repeat_no_long_run_of_a_source(shared):
    texts = [
        re.sub(r"\s+", " ", path.read_text("utf-8", "replace")).casefold()
        for path in sorted((shared / "seeds").glob("*.txt"))
    ]
    runs = {text[i : i + 60] for text in texts for i in range(len(text) - 60)}
    notes = sorted(examples_folder().rglob("*.txt"))

    for path in notes:
        note = re.sub(r"\s+", " ", path.read_text("utf-8")).casefold()
        assert not any(note[i : i + 60] in runs for i in range(len(note) - 60)), path.name


def test_no_person_of_a_real_list_is_in_the_practice_register(shared):
    listed: set[str] = set()
    for path in sorted((shared / "data" / "gaza_lists").glob("*.csv")):
        with path.open(encoding="utf-8", errors="replace", newline="") as handle:
            for row in csv.DictReader(handle):
                listed |= {" ".join(v.split()).casefold() for k, v in row.items() if k and "name" in k and v}

    names = []
    for table in ("people.csv", "list-b.csv"):
        with (examples_folder() / "practice" / table).open(encoding="utf-8", newline="") as handle:
            names += [value for row in csv.DictReader(handle) for value in row.values()]

    assert [name for name in names if len(name.split()) > 1 and name.casefold() in listed] == []


def test_every_note_named_in_a_manifest_is_there_and_none_is_left_over():
    for name in ("example", "practice"):
        manifest = read_manifest(examples_folder() / name)

        # The card of a work that a note cites is written by the builder.
        named = {one.path for one in manifest.sealed if not one.text}
        assert named == set((examples_folder() / name / "notes").iterdir())


def test_the_tutorial_shows_an_item_that_the_example_holds(root):
    page = (root / "docs/tutorials/from-a-note-to-a-figure.md").read_text("utf-8")
    note = examples_folder() / "example" / "notes" / "snhr-2020-05-page-14.en.txt"

    shown = re.search(r"show sijill-demo/example ([0-9a-f]{12}) --words", page)

    assert shown is not None
    assert sha256(note.read_bytes()).hexdigest().startswith(shown[1])


@pytest.mark.parametrize("name", ["from-a-note-to-a-figure.md", "from-a-note-to-a-figure.ar.md"])
def test_the_tutorial_runs_as_it_stands(name, root, example_folder, capsys):
    page = (root / "docs/tutorials" / name).read_text("utf-8")
    typed = re.findall(r"^ +uv run --no-dev sijill (?!demo)([^|\n]+)(?:\|.*)?$", page, re.MULTILINE)
    figure, said = "", []

    for line in typed:
        words = [word.replace("sijill-demo/example", str(example_folder)) for word in shlex.split(line)]
        assert main([figure if word == "FIGURE_ID" else word for word in words]) == 0, line
        said.append(capsys.readouterr().out)
        if "--json" in words:
            figure = next(
                found for found in re.findall(r'"(killed/[^"]+)"', said[-1]) if "unidentified_bombing" in found
            )

    assert len(typed) == 5
    assert re.search(r"125\D+26\D+6\D", said[0])
    assert "55 civilians killed" in said[2]
    assert said[4].rstrip().endswith("holds")


def test_a_later_report_restates_the_published_month_once(practice):
    material = practice.publishing.month("2019-04").value

    totals = [one for one in material.restated if one.cell is None]
    assert [(one.period.text, one.printed.low, one.now.best) for one in totals] == [("2019-03", 34, 32)]
    assert material.restated[0] is totals[0]
    assert len({one.now.id for one in material.restated}) == len(material.restated)


@pytest.mark.slow
def test_the_demo_builds_counts_reports_and_traces_and_a_second_run_builds_nothing(tmp_path, capsys):
    into = tmp_path / "demo"

    first = main(["demo", "--into", str(into), "--json"]), capsys.readouterr()
    ledgers = {name: (into / name / "ledger.sqlite").read_bytes() for name in ("example", "practice")}
    second = main(["demo", "--into", str(into)]), capsys.readouterr()

    paths = json.loads(first[1].out)
    assert (first[0], second[0]) == (0, 0)
    assert (paths["example"], paths["practice"]) == (str(into / "example"), str(into / "practice"))
    monthly = [Path(path).name for path in paths["reports"] if Path(path).name.startswith("monthly-")]
    assert sorted(name.split("2020-05-")[1] for name in monthly) == [
        *(f"annex-{language}.html" for language in ("ar", "en")),
        *(f"{language}.{form}" for language in ("ar", "en") for form in ("docx", "html", "pdf")),
    ]
    pages = [Path(path).stem for path in paths["reports"] if path.endswith(".html")]
    assert sorted((name.split("-")[0], name[-2:]) for name in pages if "annex" not in name) == [
        (kind, language) for kind in sorted(set(DOCUMENTS) - {"corrections"}) for language in ("ar", "en")
    ]
    assert {name: (into / name / "ledger.sqlite").read_bytes() for name in ("example", "practice")} == ledgers
    assert re.search(r"Total\s+125\s+26\s+6\s", second[1].out)
    assert "“55 civilians killed" in second[1].out
    assert "SHA-256" in second[1].out


@pytest.mark.parametrize("language", list(Language))
def test_the_report_of_the_example_is_read_back_and_no_page_of_it_ends_with_a_heading(example, language):
    document, _ = reports.compose(example.publishing.month("2020-05"), language).apart("annex.html")
    said, printed = shown_by(HtmlRenderer().render(document)), PdfRenderer().render(document)

    for read in filter(None, (by_pdfium(printed), by_poppler(printed) if HAS_POPPLER else "")):
        seen = read_back(said, read)
        assert seen.recall >= 0.96, seen.lost.most_common(20)
        assert seen.sequence >= 0.85, seen
    assert ending_in_a_heading(printed, language) == []
