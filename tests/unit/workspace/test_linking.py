"""Rows of lists that are one person, without a register. All persons are invented."""

import csv

import pytest

from sijill.linkage import ListedPerson, vetoes
from sijill.workspace.link_measures import measure_links
from sijill.workspace.linking import Asked, LinkingRefused, dedupe, link

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
