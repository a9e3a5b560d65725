"""Finding records: by words in any form, by names in either script, by id; never more than an audience may see."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.registers import Maker, Register, claim_entry, hours, item, memory, put, retraction, statement
from tests.contract.test_agreement import appends, destroys, do

from sijill.model import Sensitivity
from sijill.search import LostPlace
from sijill.values import PersonName

EVERYTHING = Sensitivity.SEALED

NOTES = {
    "n1": "قُتِلَ أحمد العلي في حلب",
    "n2": "مقتل مدنيين في إدلب",
    "n3": "إصابة مدنيون قرب مدرسة",
    "n4": "قصف المشفى الميداني وحلب تحت النار",
    "n5": "اللاذقية: مظاهرة في السوق",
    "n6": "Shelling of the market killed four people",
    "n7": "A hospital was bombed in the northern countryside",
    "n8": "Ten civilians were killed in Aleppo",
    "n9": "سجن صيدنايا",
    "n10": "A convoy reached the camp",
}


def found(register: Register, query: str, **more: Any) -> list[str]:
    """Return the subjects found, best first."""
    more.setdefault("max_sensitivity", EVERYTHING)
    return [hit.subject for hit in register.search.find(query, **more)]


@pytest.fixture
def notes(register: Register) -> Register:
    """A register with ten invented notes, as titles of incidents."""
    put(register, *(statement(f"s-{n}", n, text, prop="title", kind="incident") for n, text in NOTES.items()))
    return register


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("قتل", {"n1"}),
        ("احمد", {"n1"}),
        ("أحمد", {"n1"}),
        ("حلب", {"n1", "n4"}),
        ("مدرسه", {"n3"}),
        ("المدنيين", {"n2", "n3"}),
        ("مدني", {"n2", "n3"}),
        ("اللاذقيه", {"n5"}),
        ("لاذقية", {"n5"}),
        ("مستشفى", {"n4", "n7"}),
        ("hospitals", {"n4", "n7"}),
        ("bombing", {"n4", "n6", "n7"}),
        ("civilian", {"n8"}),
        ("KILLED ALEPPO", {"n8"}),
        ("سجون", {"n9"}),
        ("camps", {"n10"}),
    ],
)
def test_words_are_found_in_their_other_forms(notes, query, expected):
    assert expected <= set(found(notes, query))


@pytest.mark.parametrize("query", ["", "  ", "!!", "٪", "nothinglikethis", "convoy hospital"])
def test_what_nothing_answers_finds_nothing(notes, query):
    assert found(notes, query) == []


@pytest.mark.parametrize("query", ['"', "a OR b", "x' | 'y", "NEAR(a b)", "terms:a", "*", "' ; DROP TABLE entry"])
def test_signs_of_query_languages_are_only_words(notes, query):
    assert "n6" not in found(notes, query)
    assert notes.ledger.verify().holds


@pytest.mark.parametrize("query", ["Muhammad al-Ahmed", "Mohamed Alahmad", "محمد الأحمد", "محمّد احمد"])
def test_a_name_is_found_as_others_write_it_and_in_the_other_script(register, query):
    name = PersonName.of("Mohammad al-Ahmad").to_json()
    put(register, statement("s1", "v1", name, prop="name"))

    assert found(register, query) == ["v1"]


def test_every_form_of_a_name_leads_to_its_person_with_the_answering_words_lit(register):
    name = PersonName.of("Invented Person", "شخص مُختَرَع").to_json()
    put(register, statement("s1", "v1", name, prop="name"))

    hit = register.search.find("مخترع", max_sensitivity=EVERYTHING)[0]

    assert (hit.kind, hit.subject, hit.field, hit.entry) == ("victim", "v1", "name", "s1")
    assert [hit.text[start:end] for start, end in hit.spans] == ["مُختَرَع"]


def test_the_same_words_in_a_row_come_before_scattered_ones_and_short_texts_before_long(register):
    put(
        register,
        statement("s1", "v1", "a market that was closed and long an open one"),
        statement("s2", "v2", "at the open market of the invented town"),
        statement("s3", "v3", "an open market"),
    )

    assert found(register, "open market") == ["v3", "v2", "v1"]


def test_an_id_or_its_beginning_finds_the_record_first(register):
    put(register, statement("s1", "case-2020-7", "a text"), statement("s2", "v2", "see case-2020-7"), item("ab12cd34"))

    assert found(register, "case-2020-7") == ["case-2020-7", "v2"]
    assert found(register, "case-20")[0] == "case-2020-7"
    assert found(register, "ab12") == ["ab12cd34"]
    assert found(register, "ab") == []


def test_kinds_narrow_the_search(register):
    put(register, item("i1", "the market"), claim_entry("c1", "i1", "in the market"), statement("s1", value="market"))

    assert set(found(register, "market")) == {"i1", "c1", "v1"}
    assert found(register, "market", kinds=["claim", "item"]) == ["i1", "c1"]
    assert found(register, "market", kinds=[]) == []


def test_nobody_finds_what_is_more_sensitive_than_they_may_see(register):
    put(
        register,
        item("item-1", "a market note", sensitivity=Sensitivity.RESTRICTED),
        claim_entry("c1", "item-1", "market quote"),
        item("item-2", "market public"),
        claim_entry("c2", "item-2", "market words of the team"),
        statement("s1", "v1", "market by the family", prop="contact"),
        statement("s2", "i1", "market hit", prop="title", kind="incident"),
    )

    assert set(found(register, "market", max_sensitivity=Sensitivity.PUBLIC)) == {"item-2", "i1"}
    assert set(found(register, "market", max_sensitivity=Sensitivity.TEAM)) == {"item-2", "i1", "c2"}
    assert "v1" not in found(register, "market", max_sensitivity=Sensitivity.RESTRICTED)
    assert "v1" in found(register, "market", max_sensitivity=Sensitivity.SEALED)
    assert found(register, "item-1", max_sensitivity=Sensitivity.TEAM) == []


def test_what_was_withdrawn_is_not_found(register):
    put(register, statement("s1", value="market"), statement("s2", "v2", "market"))
    put(register, retraction("r1", "s1"))

    assert found(register, "market") == ["v2"]
    assert found(register, "v1") == []


def test_what_was_destroyed_is_not_found_and_claims_on_a_destroyed_item_are_hidden(register):
    put(register, item("item-1", "market"), claim_entry("c1", "item-1", "market"), statement("s1", value="market"))

    register.ledger.destroy(["item-1", "s1"], reason="asked", actors=("A", "B"), append_id="d1", now=hours(1))

    assert found(register, "market", max_sensitivity=Sensitivity.RESTRICTED) == []
    register.rebuild()
    assert found(register, "market", max_sensitivity=Sensitivity.RESTRICTED) == []
    assert found(register, "market") == ["c1"]


def test_pages_follow_each_other_without_gap_or_repeat(register):
    put(register, *(statement(f"s{n}", f"v{n}", f"market {'x ' * (n % 3)}") for n in range(25)))
    everything = found(register, "market", limit=100)

    pages, after = [], None
    while page := register.search.find("market", max_sensitivity=EVERYTHING, limit=7, after=after):
        pages += [hit.subject for hit in page]
        after = page[-1].cursor

    assert len(everything) == 25
    assert pages == everything


@pytest.mark.parametrize("cursor", ["", "x", "1.2", "1.2.x"])
def test_a_cursor_that_was_never_given_is_refused(register, cursor):
    with pytest.raises(LostPlace):
        register.search.find("market", max_sensitivity=EVERYTHING, after=cursor)


queries = st.sampled_from(
    [
        "invented",
        "person",
        "شخص",
        "تشكيل",
        "cafe",
        "ten",
        "مخترع",
        "Inventid",
        "quote and",
        "s1",
        "item-1",
        "v1",
        "a",
        "🕊",
    ]
) | st.text(max_size=6)


@given(
    steps=st.lists(appends | appends | destroys, max_size=10),
    asked=st.lists(st.tuples(queries, st.sampled_from(Sensitivity), st.integers(1, 4)), max_size=5),
)
def test_a_store_finds_what_the_referee_finds(new_register: Maker, steps: list[Any], asked: list[Any]):
    with memory() as referee, new_register() as tried:
        for step in steps:
            do(referee.ledger, step)
            do(tried.ledger, step)
        for query, level, limit in asked:
            after = None
            for _ in range(3):
                expected = referee.search.find(query, max_sensitivity=level, limit=limit, after=after)
                assert tried.search.find(query, max_sensitivity=level, limit=limit, after=after) == expected
                if not expected:
                    break
                after = expected[-1].cursor


@given(texts=st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_any_text_is_found_by_its_own_words_in_every_store(new_register: Maker, texts: list[str]):
    with memory() as referee, new_register() as tried:
        for register in (referee, tried):
            put(register, *(statement(f"s{n}", f"v{n}", text) for n, text in enumerate(texts)))
        for text in texts:
            expected = referee.search.find(text, max_sensitivity=EVERYTHING)
            assert tried.search.find(text, max_sensitivity=EVERYTHING) == expected


def test_several_queries_are_answered_at_once_each_by_words_or_else_by_sound(register: Register) -> None:
    name = PersonName.of("Yousef Haddad").to_json()
    put(register, statement("s1", "v1", name, prop="name"), statement("s2", "v2", "Camp", prop="place"))
    queries = ["camp", "Yusif Hadad", "nothing of that", "…"]

    found = register.search.find_each(queries, max_sensitivity=EVERYTHING, kinds=("victim",), limit=5)

    assert [[hit.subject for hit in hits] for hits in found] == [["v2"], ["v1"], [], []]
    alone = [register.search.find(one, max_sensitivity=EVERYTHING, kinds=("victim",), limit=5) for one in queries]
    assert [list(hits) for hits in found] == [list(hits) for hits in alone]
    assert not any(register.search.find_each(queries, max_sensitivity=EVERYTHING, kinds=("tally",), limit=5))
