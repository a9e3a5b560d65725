"""The index over the words of documents finds what reading every document for every question finds."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contract.registers import item, put

from sijill.adapters.sql import open_store
from sijill.language import asked, asked_by_sound
from sijill.ledger import LEVELS
from sijill.model import Sensitivity
from sijill.search import FEWEST_PARTS, IN_WORDS, passages

ENGLISH = ["market", "Markets", "shelled", "shelling", "hospital", "Invented", "al-Mithal", "Yusuf", "12", "killed"]
ARABIC = ["سوق", "السُّوق", "قصف", "مستشفى", "والمشفى", "مُختَرَع", "يوسف", "المثال", "قُتل", "١٢"]
PLACES = ["Idlib", "Edleb", "إدلب", "Khan Shaykhun", "خان شيخون", "Aleppo", "حلب"]
WORDS = (*ENGLISH, *ARABIC, *PLACES)
TEXTS = st.lists(st.sampled_from([*WORDS, "\n\n", "\f", ".", "-"]) | st.text(max_size=4), max_size=30).map(" ".join)
QUERIES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join) | st.text(max_size=5)
READERS = [Sensitivity.PUBLIC, Sensitivity.TEAM, Sensitivity.RESTRICTED]


def read_whole(texts: list[tuple[str, Sensitivity]], query: str, reader: Sensitivity) -> set[tuple[str, int]]:
    """
    Return the passages that answer, by reading them all.

    Every word answered in one passage, else what sounds alike, else by sound all but one of three words or more.
    """
    heard = asked_by_sound(query)
    for answers, missed in ((asked(query), 0), (heard, 0), (heard if len(heard) >= FEWEST_PARTS else [], 1)):
        found = {
            (f"item-{n}", passage.start)
            for n, (text, level) in enumerate(texts)
            for passage in passages(text)
            if answers and sum(not any_of & set(passage.terms) for any_of in answers) <= missed
            if LEVELS.index(reader) >= max(LEVELS.index(level), LEVELS.index(Sensitivity.TEAM))
        }
        if found:
            return found
    return set()


@given(
    texts=st.lists(st.tuples(TEXTS, st.sampled_from(READERS)), min_size=1, max_size=4),
    queries=st.lists(st.tuples(QUERIES, st.sampled_from(READERS)), max_size=4),
)
def test_the_index_finds_what_reading_everything_finds(texts, queries):
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder), create=True) as store:
        for n, (text, level) in enumerate(texts):
            put(store, item(f"item-{n}", "0", sensitivity=level))
            store.passages.keep(f"item-{n}", passages(text))

        def found(query, reader):
            hits = store.search.find(query, max_sensitivity=reader, kinds=["item"], limit=1000)
            overview = store.search.overview(query, max_sensitivity=reader, kinds=["item"], most=1000)
            assert [hit.rank for hit in overview] == [hit.rank for hit in hits]
            return [hit for hit in hits if hit.field == IN_WORDS], len(hits)

        for query, reader in queries:
            hits, every = found(query, reader)
            expected = read_whole(texts, query, reader)
            if every == len(hits):  # what a title or an id answers is not asked again by sound
                starts = {(hit.subject, store.passages.start(hit.subject, -hit.rank[2])) for hit in hits}
                assert starts == expected, (query, reader)
            assert all(0 <= start < end <= len(hit.text) for hit in hits for start, end in hit.spans)
            assert all(hit.spans for hit in hits)


@given(text=TEXTS | st.text(max_size=60) | st.integers(0, 1500).map(lambda n: "word " * n + "\n\n" + "x" * n))
def test_the_passages_of_a_text_are_the_whole_of_it_and_none_is_too_long(text):
    made = list(passages(text))

    assert "".join(one.text for one in made) == text
    assert [one.start for one in made] == [sum(len(one.text) for one in made[:n]) for n in range(len(made))]
    assert all(len(one.text.split()) <= 400 for one in made)


@pytest.mark.parametrize("query", ["hospital", "مستشفى"])
def test_what_is_kept_anew_or_let_go_is_found_by_its_new_words_alone(query, tmp_path):
    with open_store(tmp_path, create=True) as store:
        put(store, item("item-1", "0"))
        store.passages.keep("item-1", passages("An invented hospital, مشفى مختلق"))
        first = store.search.find(query, max_sensitivity=Sensitivity.TEAM)
        store.passages.keep("item-1", passages("An invented market, سوق مختلق"))
        again = store.search.find(query, max_sensitivity=Sensitivity.TEAM)
        market = store.search.find("market", max_sensitivity=Sensitivity.TEAM)
        store.passages.forget(["item-1"])

        assert [(len(first), len(again), len(market))] == [(1, 0, 1)]
        assert not store.search.find("market", max_sensitivity=Sensitivity.TEAM)
