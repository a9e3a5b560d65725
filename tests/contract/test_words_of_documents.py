"""The words of documents in both databases: found in either script, by who may read them, until they are destroyed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from tests.contract.registers import hours, item, put

from sijill.adapters.sql import Store, open_store
from sijill.claims import Signature
from sijill.ledger import LEVELS
from sijill.model import Sensitivity
from sijill.search import passages

TEXTS = {
    "item-1": "Invented note. Rockets fell on the bakery of Khan Sheikhoun.",
    "item-2": "مذكرة مختلقة. قصف المخبز في كفر زيتا قرب خان شيخون.",
    "item-3": "Invented note that only few may read. A bakery.",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request, tmp_path) -> Iterator[Store]:
    """A store with three invented documents, the last one restricted."""
    if request.param == "sqlite":
        where = contextlib.nullcontext(tmp_path)
    else:
        where = request.getfixturevalue("postgres").database()
    with where as place, open_store(place, create=True) as made:
        for name, text in TEXTS.items():
            level = Sensitivity.RESTRICTED if name == "item-3" else Sensitivity.TEAM
            put(made, item(name, "0", sensitivity=level))
            made.passages.keep(name, passages(text))
        yield made


def found(store, query, reader=Sensitivity.TEAM):
    return {hit.subject for hit in store.search.find(query, max_sensitivity=reader)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("bakery", {"item-1"}),
        ("bakeries rocket", {"item-1"}),
        ("المخبز", {"item-2"}),
        ("مخبز", {"item-2"}),
        ("Khan Shaykhun", {"item-1", "item-2"}),
        ("خان شيخون", {"item-1", "item-2"}),
        ("Kafr Zita", {"item-2"}),
        ("bakery كفرزيتا", set()),
    ],
)
def test_documents_are_found_by_their_words_and_the_places_they_name(query, expected, store):
    assert found(store, query) == expected


def test_only_who_may_read_a_document_finds_its_words(store):
    assert found(store, "bakery", Sensitivity.PUBLIC) == set()
    assert found(store, "bakery", Sensitivity.RESTRICTED) == {"item-1", "item-3"}


def test_destroyed_words_leave_the_index_and_are_not_taken_in_again(store):
    store.ledger.destroy(["item-1"], reason="asked", actors=("A", "B"), append_id="d1", now=hours(1))
    store.passages.keep("item-1", passages(TEXTS["item-1"]))

    assert found(store, "bakery") == set()
    assert not store.passages.holds("item-1")


def test_a_rebuilding_finds_the_same_and_says_what_was_not_taken_in(store, tmp_path):
    put(store, item("item-4", "0"))
    store.rebuild()

    assert found(store, "bakery") == {"item-1"}
    assert store.passages.unread(LEVELS.index(Sensitivity.TEAM)) == 1
    assert store.check(beside=tmp_path / "beside").differing == ()


def test_a_rebuilding_reads_again_what_was_compared_and_never_taken_in(store):
    put(store, item("item-4", "0"))
    for name in ("item-1", "item-2", "item-4"):
        store.signatures.keep(name, Signature.of("Invented note."), {})
    assert list(store.signatures.unread(limit=9)) == ["item-3"]

    store.rebuild()

    assert sorted(store.signatures.unread(limit=9)) == ["item-3", "item-4"]


def test_more_answers_than_are_looked_through_are_the_newest_recorded(store):
    for n in range(10, 16):
        put(store, item(f"item-{n}", "0"))
        store.passages.keep(f"item-{n}", passages(f"Invented bakery number {n}"))

    hits = store.search.overview("bakery", max_sensitivity=Sensitivity.TEAM, most=3)

    assert {hit.subject for hit in hits} == {"item-12", "item-13", "item-14", "item-15"}
