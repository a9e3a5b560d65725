"""Finding: a document by its words, a place by any spelling, and counts that say what narrowing would show."""

from __future__ import annotations

import json

import pytest
from tests.beginnings import begun

from sijill.actions import Provenance
from sijill.cli import main
from sijill.model import Sensitivity
from sijill.search import Narrowing
from sijill.workspace import Settings, open_register

ENGLISH = b"Invented report. Rockets fell on the bakery of Khan Sheikhoun at noon.\n"
ARABIC = "مذكرة مختلقة. قُصف المخبز في كفر زيتا قرب خان شيخون.\n".encode()


@pytest.fixture
def register(tmp_path):
    """A register of an invented team with a report in each language and two incidents."""
    with begun(tmp_path / "register", Settings(name="Invented team", owner="lead")) as made:
        made.evidence.add_bytes(ENGLISH, Provenance(source="Invented Reports", title="Noon", language="en"))
        made.evidence.add_bytes(ARABIC, Provenance(source="مرصد مختلق", title="Second", language="ar"))
        for place, day in (("Khan Shaykhun", "2019-03-12"), ("Saraqib", "2020-01-02")):
            values = {"title": f"Invented strike, {place}", "place": place, "happened_on": day}
            made.records.record("incident", values, reason="invented")
        yield made


def found(register, words, **more):
    """Return what an invented team finds."""
    records = register.counts.counting().records
    return register.finding.find(register.view(Sensitivity.TEAM), words, records, **more)


@pytest.mark.parametrize("name", ["Khan Shaykhun", "Khan Sheikhoun", "khan sheikhun", "خان شيخون"])
def test_a_place_is_one_place_in_every_spelling_for_records_and_documents_alike(name, register):
    answer = found(register, name)

    assert answer.counts["what"]["record"] == 1
    assert answer.counts["what"]["document"] == 2


def test_a_count_beside_a_value_is_what_narrowing_to_it_leaves(register):
    whole = found(register, "")

    assert dict(whole.counts["governorate"]) == {"Idlib": 2}
    assert dict(whole.counts["month"]) == {"2019-03": 1, "2020-01": 1}
    assert found(register, "", asked=Narrowing({"month": "2019-03"})).total == 1


def test_counts_of_a_chosen_facet_say_what_another_choice_would_show(register):
    narrowed = found(register, "", asked=Narrowing({"year": "2019"}))

    assert dict(narrowed.counts["year"]) == {"2019": 1, "2020": 1}
    assert dict(narrowed.counts["month"]) == {"2019-03": 1}


def test_the_command_line_finds_evidence_narrows_and_counts(register, capsys):
    folder = str(register.folder)

    main(["search", folder, "bakery", "--evidence", "--json"])
    evidence = json.loads(capsys.readouterr().out)["hits"]
    main(["search", folder, "khan shaykhun", "--only", "what=document", "--only", "language=ar", "--json"])
    narrowed = json.loads(capsys.readouterr().out)
    code = main(["search", folder, "bakery", "--only", "colour=red"])

    assert [(one["kind"], one["field"]) for one in evidence] == [("item", "words")]
    assert (narrowed["total"], narrowed["facets"]["language"]) == (1, {"en": 1, "ar": 1})
    assert (code, "colour" in capsys.readouterr().err) == (1, True)


def test_a_verified_register_says_when_the_index_over_words_was_changed(register):
    import sqlite3

    assert register.keeping.verify().faults == ()
    with sqlite3.connect(register.folder / "ledger.sqlite") as raw:
        raw.execute("UPDATE passage SET text = replace(text, 'bakery', 'market')")

    account = register.keeping.verify()
    register.keeping.repair()

    assert {fault.why for fault in account.faults} == {"words_differ"}
    assert register.keeping.verify().faults == ()
    assert found(register, "bakery").counts["what"]["document"] == 1


def test_a_register_of_an_older_program_takes_its_documents_in_anew(register):
    folder = register.folder
    register.opened.store.passages.forget([one.id for one in register.evidence.items()])
    register.opened.store.rebuild()
    with open_register(folder) as again:
        before = found(again, "bakery")
        again.keeping.rebuild()
        after = found(again, "bakery")

    assert (before.total, before.unread) == (0, 2)
    assert (after.total, after.unread) == (1, 0)
