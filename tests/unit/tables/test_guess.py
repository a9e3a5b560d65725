"""A draft of a mapping for lists that nobody has seen: a dry run with it works at once (issue 15, point 5)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.unit.tables.books import xlsx

from sijill.actions.tables import Imported
from sijill.values import Language
from sijill.workspace import Register, Settings
from sijill.workspace.mappings import guess_mapping


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    folder: Path = tmp_path_factory.mktemp("guess") / "register"
    with Register.init(folder, settings=Settings(name="Test", owner="lead")) as made:
        yield made


def tried(register: Register, content: bytes, name: str, kind: str = "") -> tuple[dict[str, Any], Imported]:
    """Return the draft, and what a dry run with it would do."""
    draft = guess_mapping(content, name=name, kind=kind)
    return tomllib.loads(draft), register.exchange.import_table(content, draft, name=name, dry_run=True)


COMMITTEE = """الرقم;الاسم الكامل;الجنس;العمر;تاريخ الاستشهاد;مكان الاستشهاد;سبب الوفاة;الجهة المسؤولة;ملاحظات
1;مختلق الأول;ذكر;30;2016-05-01;بلدة مختلقة;قصف;النظام السوري;-
2;مختلقة الثانية;أنثى;7;2016-05-02;بلدة مختلقة;قصف;النظام السوري;-
3;مختلق الثالث;ذكر;;2016-05-02;قرية مختلقة;تعذيب;;-
"""


def test_an_arabic_list_of_persons(register):
    draft, done = tried(register, COMMITTEE.encode("cp1256"), "قائمة.csv")

    assert (draft["kind"], draft["delimiter"]) == ("victim", ";")
    assert draft["columns"] == {
        "name.ar": "الاسم الكامل",
        "sex": "الجنس",
        "age": "العمر",
        "died_on": "تاريخ الاستشهاد",
        "place": "مكان الاستشهاد",
        "cause": "سبب الوفاة",
        "attribution": "الجهة المسؤولة",
    }
    assert draft["values"]["sex"] == {"ذكر": "male", "أنثى": "female"}
    assert "key" not in draft
    assert (done.records, done.errors) == (3, ())


HOSPITAL = """CaseID,Full Name,Gender,Date of Birth,DateOfDeath,Killed/Injured,Home town
H-17,Invented One,M,1990-02-03,2020-01-05,K,Invented Town
H-20,Invented Two,F,,2020-01-06,wounded,Invented Town
H-31,Invented Three,X,2001,2020-01-07,K,
"""


def test_an_english_list_with_a_key_and_a_code_that_nobody_knows(register):
    text = guess_mapping(HOSPITAL.encode(), name="hospital.csv")
    draft, done = tried(register, HOSPITAL.encode(), "hospital.csv")

    assert draft["key"] == "CaseID"
    assert draft["columns"]["identifiers.caseid"] == "CaseID"
    assert draft["columns"]["born"] == "Date of Birth"
    assert draft["columns"]["origin_place"] == "Home town"
    assert draft["values"]["statuses"] == {"K": "killed", "wounded": "injured"}
    assert draft["values"]["sex"] == {"M": "male", "F": "female"}
    assert '# "X" = ""' in text
    assert (done.records, done.errors) == (3, ())


def test_incidents_with_a_title_a_head_of_two_lines_and_points(register):
    rows = [
        ["Incidents of an invented month"],
        [
            "Event code",
            "Date",
            "Governorate",
            "Location",
            "Lat",
            "Lon",
            "Killed",
            None,
            "Children killed",
            "Weapon type",
        ],
        [None, None, None, None, None, None, "min", "max", None, None],
        ["E-1", date(2017, 3, 1), "Aleppo", "Invented Town", 36.2, 37.1, 2, 3, 1, "barrel bomb"],
        ["E-2", date(2017, 3, 4), "Idlib", "Invented Village", 35.9, 36.6, 4, 4, 0, "cluster munition"],
    ]
    draft, done = tried(register, xlsx({"About": [["Invented"]], "Events": rows}), "events.xlsx")

    assert (draft["kind"], draft["sheet"], draft["header"], draft["key"]) == (
        "incident",
        "Events",
        [2, 3],
        "Event code",
    )
    assert draft["columns"]["killed.low"] == "Killed / min"
    assert draft["columns"]["killed.high"] == "Killed / max"
    assert draft["columns"]["children"] == "Children killed"
    assert {"point.latitude", "point.longitude", "happened_on", "governorate", "weapon", "place"} <= set(
        draft["columns"]
    )
    assert (done.records, done.errors) == (2, ())


def test_tags_say_what_headings_do_not(register):
    text = "Wo,Tote,Wann\n#adm1+name,#affected+killed,#date+occurred\nInvented,5,2017-03-01\n"
    draft, done = tried(register, text.encode(), "hxl.csv")

    assert draft["kind"] == "incident"
    assert draft["columns"] == {"governorate": "Wo", "killed": "Tote", "happened_on": "Wann"}
    assert (done.records, done.errors) == (1, ())


def test_rows_of_persons_share_an_incident_by_its_code(register):
    text = "Incident code,Victim name,Age\nE-1,Invented One,4\nE-1,Invented Two,5\nE-2,Invented Three,6\n"
    draft, done = tried(register, text.encode(), "victims.csv")

    assert draft["columns"] == {"name.en": "Victim name", "age": "Age", "incident.key": "Incident code"}
    assert done.errors == ()


def test_a_heading_that_only_resembles_a_word_is_left_to_a_person():
    """The mother's name is not the name, the date of a report not that of a death."""
    text = "Name,Mother's name,Report date,Age of mother\nInvented One,Invented Two,2017-03-01,40\n"
    draft = guess_mapping(text.encode(), name="list.csv")

    assert tomllib.loads(draft)["columns"] == {"name.en": "Name"}
    assert '# ... = "Mother\'s name"' in draft


def test_what_is_not_known_is_said_in_the_language_of_the_person():
    draft = guess_mapping(COMMITTEE.encode(), name="list.csv", language=Language.AR)

    assert "مسودة" in draft.splitlines()[0]
    assert tomllib.loads(draft) == tomllib.loads(guess_mapping(COMMITTEE.encode(), name="list.csv"))
