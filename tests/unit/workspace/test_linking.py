"""Rows of lists that are one person, without a register. All persons are invented."""

import csv
import json
import os
import shutil

import pytest

from sijill.adapters.linkage import pair_weights
from sijill.cli import main
from sijill.linkage import JudgedPair, ListedPerson, PairDecision, compared_columns, decided, vetoes, year_of_birth
from sijill.workspace.lists.link_measures import measure_links
from sijill.workspace.lists.link_runs import RunUnrepeatable
from sijill.workspace.lists.linking import Asked, LinkingRefused, dedupe, link
from sijill.workspace.lists.release_changes import write_changes

MAPPING = '[columns]\nid = "id"\nname = "name"\nsex = "sex"\nage = "age"\ndied_on = "day"\ngovernorate = "where"\n'
HEAD = "id,name,sex,age,day,where\n"
GIVEN = (
    ("سالم", "Salem"), ("خالد", "Khaled"), ("عمر", "Omar"), ("يوسف", "Yousef"), ("سمير", "Samir"), ("ماهر", "Maher"),
    ("رامي", "Rami"), ("نادر", "Nader"), ("فادي", "Fadi"), ("هاني", "Hani"),
)  # fmt: skip
FAMILY = (("المثال", "al-Mithal"), ("الوهمي", "al-Wahmi"), ("المخترع", "al-Mukhtara"), ("الخيالي", "al-Khayali"))


def people():
    """Forty invented people: of each family ten brothers who die together, in Arabic and in Latin letters."""
    for place, (family, latin) in enumerate(FAMILY):
        for number, (given, theirs) in enumerate(GIVEN):
            told = f"male,{20 + number},2016-0{place + 1}-1{place},Province{place}"
            yield f"{given} احمد {family},{told}", f"{theirs} Ahmad {latin},{told}"


@pytest.fixture
def lists():
    arabic, latin = zip(*people(), strict=True)
    return tuple(
        (HEAD + "".join(f"{letter}{number},{row}\n" for number, row in enumerate(rows))).encode()
        for letter, rows in (("a", arabic), ("b", latin))
    )


def rows_of(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_same_people_in_two_scripts_are_linked_and_brothers_are_not(lists, tmp_path):
    link(*lists, Asked(MAPPING), tmp_path / "links.csv")

    made = [(one["left_id"], one["right_id"]) for one in rows_of(tmp_path / "links.csv") if one["decision"] == "link"]
    assert {left[1:] == right[1:] for left, right in made} == {True}
    assert len(made) >= 36


def test_every_pair_says_why_in_the_reader_s_language(lists, tmp_path):
    from sijill.values import Language

    link(*lists, Asked(MAPPING), tmp_path / "links.csv", language=Language.AR)

    assert all("تاريخ" in one["explanation"] or "يوم" in one["explanation"] for one in rows_of(tmp_path / "links.csv"))


def test_a_later_release_without_ids_tells_what_it_adds_changes_and_removes(lists, tmp_path):
    """Found again by name, sex, age, day and place; a brother who is new is not taken for one who is gone."""
    first = lists[0].decode()
    rows = first.replace("21,2016-01-10", "21,2016-01-11").splitlines(keepends=True)
    later = [rows[0], *(f"z{row[1:]}" for row in rows[2:]), "z99,هيثم احمد المثال,male,19,2016-01-10,Province0\n"]
    asked = Asked(MAPPING, changes=tmp_path / "changes.csv")

    done = link(first.encode(), "".join(later).encode(), asked, tmp_path / "links.csv")

    told = [(one["change"], one["left_id"], one["right_id"], one["columns"]) for one in rows_of(asked.changes)]
    assert told == [("removed", "a0", "", ""), ("changed", "a1", "z1", "died_on"), ("added", "", "z99", "")]
    assert done.changes == {"unchanged": 38, "changed": 1, "asked": 0, "added": 1, "removed": 1, "not_compared": 0}


def changes_of(rows, lefts, judged, alone, path):
    many = write_changes(rows, [f"r{row.number}" for row in rows], lefts, judged, alone, path)
    return [(one["change"], one["left_id"], one["right_id"], one["columns"]) for one in rows_of(path)], many


def test_every_pair_of_rows_that_are_not_linked_is_asked_and_they_are_neither_added_nor_removed(tmp_path):
    """One row that may be two of the later release: both are asked; once it is one of them, the other is added."""
    rows = [
        ListedPerson(at, {"name": name}) for at, name in enumerate(["Ali Omar", "Huda Nasser", "Ali Omar", "Ali Omer"])
    ]
    pairs = {(0, 2): 0.9, (0, 3): 0.85}

    def judged(first):
        kinds = (first, PairDecision.REVIEW)
        return [JudgedPair(*pair, odds, kind, ()) for (pair, odds), kind in zip(pairs.items(), kinds, strict=True)]

    open_still, counted = changes_of(rows, 2, judged(PairDecision.REVIEW), (), tmp_path / "open.csv")
    linked, many = changes_of(rows, 2, judged(PairDecision.LINK), (), tmp_path / "linked.csv")

    assert open_still == [("asked", "r0", "r2", ""), ("asked", "r0", "r3", "name"), ("removed", "r1", "", "")]
    assert counted == {"unchanged": 0, "changed": 0, "asked": 2, "added": 0, "removed": 1, "not_compared": 0}
    assert linked == [("removed", "r1", "", ""), ("added", "", "r3", "")]
    assert many == {"unchanged": 1, "changed": 0, "asked": 0, "added": 1, "removed": 1, "not_compared": 0}


def test_a_row_of_which_another_s_link_takes_the_place_is_removed(tmp_path):
    rows = [ListedPerson(at, {"name": "Ali Omar"}) for at in range(3)]
    judged = [JudgedPair(0, 2, 0.9, PairDecision.LINK, ()), JudgedPair(1, 2, 0.85, PairDecision.REVIEW, ())]

    assert changes_of(rows, 2, judged, (), tmp_path / "changes.csv")[0] == [("removed", "r1", "", "")]


def test_a_column_that_is_filled_or_emptied_is_a_change(tmp_path):
    days = ("", "2016-05-01", "2016-05-01", "")
    rows = [ListedPerson(at, {"name": f"Ali Omar {at % 2}", "died_on": day}) for at, day in enumerate(days)]
    judged = [JudgedPair(at, at + 2, 0.9, PairDecision.LINK, ()) for at in range(2)]

    told, many = changes_of(rows, 2, judged, (), tmp_path / "changes.csv")

    assert told == [("changed", "r0", "r2", "died_on"), ("changed", "r1", "r3", "died_on")]
    assert (many["changed"], many["unchanged"]) == (2, 0)


def test_rows_that_were_never_compared_are_neither_added_nor_removed(tmp_path, capsys):
    """Without a name, or with one that more bear than can be compared; a name that no other bears was compared."""
    crowd = "".join(f"c{{0}}{at},سالم احمد المثال,male,,2016-01-01,Province\n" for at in range(800))
    rows = f"n{{0}},,male,20,2016-05-01,Province\n{crowd}"
    (tmp_path / "one.csv").write_text(HEAD + rows.format("a") + "u1,هدى عمر الوهمي,female,,2016-05-02,Town\n", "utf-8")
    (tmp_path / "two.csv").write_text(HEAD + rows.format("b") + "u2,Rami Nader Khayali,male,,2014-01-02,\n", "utf-8")
    (tmp_path / "lists.toml").write_text(MAPPING, "utf-8")
    files = [str(tmp_path / name) for name in ("one.csv", "two.csv")]
    words = ["--mapping", str(tmp_path / "lists.toml"), "--out", str(tmp_path / "links.csv"), "--changes"]

    assert main(["link", *files, *words, str(tmp_path / "changes.csv"), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["changes"] == {
        "unchanged": 0, "changed": 0, "asked": 0, "added": 1, "removed": 1, "not_compared": 1_602,
    }  # fmt: skip
    assert told["not_compared"] == 1_602
    found = [(one["change"], one["left_id"], one["right_id"]) for one in rows_of(tmp_path / "changes.csv")]
    assert [one for one in found if one[0] != "not_compared"] == [("removed", "u1", ""), ("added", "", "u2")]
    assert {("not_compared", "na", ""), ("not_compared", "", "nb"), ("not_compared", "ca1", "")} <= {*found}


def test_no_file_is_written_over_one_that_is_read_or_written_too(lists, tmp_path, capsys):
    (tmp_path / "lists.toml").write_text(MAPPING, "utf-8")
    for name, content in zip(("a.csv", "b.csv"), lists, strict=True):
        (tmp_path / name).write_bytes(content)
    paths = {name: str(tmp_path / name) for name in ("a.csv", "b.csv", "lists.toml", "out.csv")}
    words = ["link", paths["a.csv"], paths["b.csv"], "--mapping", paths["lists.toml"], "--out"]

    for more in (
        [paths["out.csv"], "--changes", f"{tmp_path}/./out.csv"],
        [paths["out.csv"], "--changes", paths["b.csv"]],
        [paths["out.csv"], "--run", paths["lists.toml"]],
        [paths["a.csv"]],
    ):
        assert main([*words, *more]) != 0
        assert "name another file for --" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()
    assert (tmp_path / "a.csv").read_bytes() == lists[0]
    with pytest.raises(LinkingRefused, match="--out"):
        dedupe(lists[0], Asked(MAPPING, read=(tmp_path / "a.csv",)), tmp_path / "a.csv")


def test_a_list_with_people_told_twice_becomes_persons(lists, tmp_path):
    both = lists[0] + lists[1].removeprefix(HEAD.encode())

    done = dedupe(both, Asked(MAPPING), tmp_path / "clusters.csv")

    of = {one["record_id"]: one["cluster_id"] for one in rows_of(tmp_path / "clusters.csv")}
    assert len(of) == done.rows == 80
    assert max(map(len, done.persons)) <= 2
    assert sum(of[f"a{number}"] == of[f"b{number}"] for number in range(40)) >= 36


def test_brothers_are_for_a_person_to_decide():
    """LINKAGE.md A3: a pair whose given names are known and other is never linked by the machine."""
    told = {"died_on": "2016-01-01", "governorate": "Province", "sex": "male"}

    assert vetoes(
        ListedPerson(0, {**told, "name": "سالم المثال"}), ListedPerson(1, {**told, "name": "Khaled al-Mithal"})
    ) == ("other_given",)
    assert not vetoes(
        ListedPerson(0, {**told, "name": "سالم المثال"}), ListedPerson(1, {**told, "name": "Salem al-Mithal"})
    )


def test_links_are_measured_by_the_pairs_that_are_known(tmp_path):
    (tmp_path / "links.csv").write_text(
        "left_id,right_id,decision\na1,b1,link\na2,b3,link\na3,b2,review\na9,b9,link\n", "utf-8"
    )
    (tmp_path / "truth.csv").write_text("left_id,right_id\na1,b1\na2,b2\na3,b2\n", "utf-8")

    done = measure_links(tmp_path / "links.csv", tmp_path / "truth.csv")

    assert (done.right, done.wrong, done.missed, done.asked) == (1, 1, 2, 1)
    assert (done.precision, round(done.recall, 3)) == (0.5, 0.333)


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ('[columns]\nid = "id"\n', "a mapping of lists has \\[columns\\] with name"),
        ('[columns]\nname = "name"\nnmae = "x"\n', "it cannot have: nmae"),
        ('[columns]\nname = "nom"\n', "no column 'nom'"),
        ("[columns", "not TOML"),
    ],
)
def test_a_mapping_without_what_is_needed_is_refused(mapping, said, lists, tmp_path):
    with pytest.raises(LinkingRefused, match=said):
        dedupe(lists[0], Asked(mapping), tmp_path / "clusters.csv")
    assert not (tmp_path / "clusters.csv").exists()


@pytest.mark.parametrize("names", [[], ["x"], ["unknown"] * 3, ["12", "", "؟"], ["سالم المثال"] * 300])
def test_names_that_tell_nothing_make_no_heap_of_people(names, tmp_path):
    rows = "".join(f"{number},{name},,,,\n" for number, name in enumerate(["سالم المثال", *names]))

    done = dedupe((HEAD + rows).encode(), Asked(MAPPING), tmp_path / "clusters.csv")

    assert sum(map(len, done.persons)) == done.rows
    assert max(map(len, done.persons)) <= 1


def test_a_run_is_repeated_from_its_file_and_from_no_other_lists(lists, tmp_path):
    kept = tmp_path / "run.json"
    link(*lists, Asked(MAPPING, threshold=0.7, run=kept), tmp_path / "links.csv", names=("a.csv", "b.csv"))

    again = link(*lists, Asked(again=kept.read_text("utf-8")), tmp_path / "again.csv")

    told = json.loads(kept.read_text("utf-8"))
    assert again.same is True
    assert (told["threshold"], [one["name"] for one in told["inputs"]]) == (0.7, ["a.csv", "b.csv"])
    assert set(told["made_with"]) == {"sijill", "splink", "duckdb"}
    assert "سالم" not in kept.read_text("utf-8")
    with pytest.raises(RunUnrepeatable, match="of other lists"):
        link(lists[0], lists[0], Asked(again=kept.read_text("utf-8")), tmp_path / "other.csv")
    told["threshold"] = 0.71
    half, form = kept.read_text("utf-8")[:-20], kept.read_text("utf-8").replace('"sijill_run": 2', '"sijill_run": 1')
    for broken in ("{}", json.dumps(told), half, form):
        with pytest.raises(RunUnrepeatable, match="this is no run"):
            link(*lists, Asked(again=broken), tmp_path / "other.csv")
    with pytest.raises(LinkingRefused, match="leave out --mapping"):
        link(*lists, Asked(MAPPING, again=kept.read_text("utf-8")), tmp_path / "other.csv")


def test_a_run_that_cannot_be_written_whole_leaves_the_one_before(lists, tmp_path, monkeypatch):
    kept = tmp_path / "run.json"
    link(*lists, Asked(MAPPING, run=kept), tmp_path / "links.csv")
    before = kept.read_bytes()

    def no_room(*_):
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(OSError, match="no space"):
        link(*lists, Asked(MAPPING, threshold=0.7, run=kept), tmp_path / "links.csv")
    assert kept.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("REGISTER", "--threshold", "0.9"), "--threshold"),
        (("REGISTER", "--run", "run.json"), "--run"),
        (("a.csv", "b.csv", "--again"), "--again"),
        (("a.csv", "b.csv", "--limit", "5"), "--limit"),
        (("a.csv", "b.csv", "--kind", "victim"), "--kind"),
    ],
)
def test_an_option_of_which_nothing_would_come_is_refused(words, option, capsys):
    assert main(["link", *words]) != 0
    assert f"{option} says nothing here" in capsys.readouterr().err


def test_without_a_mapping_or_an_earlier_run_nothing_is_linked(lists, tmp_path):
    with pytest.raises(LinkingRefused, match="--repeat"):
        dedupe(lists[0], Asked(), tmp_path / "clusters.csv")


def test_more_rows_of_one_name_on_one_day_than_can_be_compared_stay_apart_and_it_is_said(tmp_path):
    rows = "".join(f"{number},سالم احمد المثال,male,,2016-01-01,Province\n" for number in range(1_200))

    done = dedupe((HEAD + rows).encode(), Asked(MAPPING), tmp_path / "clusters.csv")

    assert max(map(len, done.persons)) == 1
    assert done.alone == done.rows == 1_200
    assert ("given_k", "family_k", "month") in {one.columns for one in done.large}


def test_persons_are_measured_by_persons_and_the_count_s_error_is_said(tmp_path):
    (tmp_path / "clusters.csv").write_text("record_id,cluster_id\na,a\nb,a\nc,c\nd,d\n", "utf-8")
    (tmp_path / "truth.csv").write_text("record_id,cluster_id\na,1\nb,1\nc,2\nd,2\n", "utf-8")

    done = measure_links(tmp_path / "clusters.csv", tmp_path / "truth.csv")

    assert (done.right, done.wrong, done.missed, done.bias) == (1, 0, 1, 0.5)


def test_pairs_are_measured_by_persons_whichever_row_comes_first(tmp_path):
    """A truth of persons knows no first list: b with a is the pair a with b."""
    head = "left_id,right_id,decision\n"
    (tmp_path / "links.csv").write_text(f"{head}b,a,link\nd,c,review\nf,a,link\nb,unknown,link\n", "utf-8")
    (tmp_path / "truth.csv").write_text("record_id,cluster_id\na,1\nb,1\nc,2\nd,2\ne,3\nf,3\n", "utf-8")

    done = measure_links(tmp_path / "links.csv", tmp_path / "truth.csv")

    assert (done.right, done.wrong, done.missed, done.asked) == (1, 1, 2, 1)


def test_two_rows_that_are_equally_likely_are_for_a_person():
    told = {"name": "سالم احمد عمر المثال", "sex": "male", "birth_year": "1990"}
    rows = [ListedPerson(number, told) for number in range(3)]

    made = decided(rows, [(0, 1, 9.0), (0, 2, 9.0)], 0.8)
    alone = decided(rows, [(0, 1, 9.0), (0, 2, 3.0)], 0.8)

    assert [one.decision for one in made] == [PairDecision.REVIEW] * 2
    assert [one.decision for one in alone] == [PairDecision.LINK]


def test_little_to_go_by_is_not_enough_for_a_machine():
    """Two words of a name, or another age, need more than the threshold."""
    short = [ListedPerson(number, {"name": "سالم المثال", "sex": "male"}) for number in range(2)]
    long = [ListedPerson(number, {"name": "سالم احمد المثال", "sex": "male"}) for number in range(2)]

    assert decided(short, [(0, 1, 4.0)], 0.8)[0].decision == PairDecision.REVIEW
    assert decided(long, [(0, 1, 4.0)], 0.8)[0].decision == PairDecision.LINK
    assert decided(short, [(0, 1, 8.0)], 0.8)[0].decision == PairDecision.LINK


def test_ages_are_compared_where_no_birth_is_known():
    """Two ages without a day of death are ages still: five years apart are for a person, and it is said why."""
    rows = [ListedPerson(at, {"name": "سالم احمد المثال", "age": age}) for at, age in enumerate(("32", "37", "33"))]

    five, one = (decided(rows, [(0, to, 4.0)], 0.8)[0] for to in (1, 2))

    assert (five.decision, five.reasons[-1]) == (PairDecision.REVIEW, "near_age")
    assert (one.decision, one.reasons[-1]) == (PairDecision.LINK, "same_age")


@pytest.mark.parametrize(
    ("told", "born"),
    [
        ({"birth_year": "1990"}, 1990),
        ({"birth_year": "1994-12-31"}, 1994),
        ({"age": "29", "died_on": "2023-10-09"}, 1994),
        ({"age": "7 months", "died_on": "2023-10-09"}, 2023),
        ({"age": "29"}, None),
        ({"birth_year": "?", "age": "old", "died_on": "2023"}, None),
    ],
)
def test_a_year_of_birth_is_said_or_reckoned(told, born):
    assert year_of_birth(ListedPerson(0, {"name": "سالم المثال", **told})) == born


def test_another_name_of_the_family_stands_beside_the_last():
    """In brackets, before "father of X", or before the last of a long name."""
    names = {
        "سالم احمد المثال (الوهمي)": "الوهمي",
        "سالم المثال ابو عمر": "المثال",
        "سالم احمد عمر المثال الوهمي": "المثال",
    }

    assert {name: ListedPerson(0, {"name": name}).other_family for name in names} == names
    assert ListedPerson(0, {"name": "سالم احمد المثال (الوهمي)"}).parts == ("سالم", "احمد", "المثال")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java, which is not installed")
def test_spark_gives_the_links_that_duckdb_gives(lists):
    """LINKAGE.md A6: the same settings of Splink in local mode."""
    pytest.importorskip("pyspark", reason="the extra spark is not installed: pip install 'sijill[spark]'")
    texts = [content.decode().removeprefix(HEAD).splitlines() for content in lists]
    rows = [
        ListedPerson(number, dict(zip(("id", "name", "sex", "age", "died_on", "governorate"), one, strict=True)))
        for number, one in enumerate(line.split(",") for text in texts for line in text)
    ]

    ours, theirs = (pair_weights(compared_columns(rows), lefts=40, on_spark=spark) for spark in (False, True))

    assert [pair[:2] for pair in ours.pairs] == [pair[:2] for pair in theirs.pairs]
    assert [pair[2] for pair in ours.pairs] == pytest.approx([pair[2] for pair in theirs.pairs])
