"""Words that a line end broke are joined; hyphens that belong stay. All sentences are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.evidence._hyphens import join


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("the par-\nties agreed", "the parties agreed"),
        ("the par-  \r\n   ties agreed", "the parties agreed"),
        ("soft\u00ad\nware", "software"),
        ("a de-esca-\nlation zone", "a de-escalation zone"),
        ("SYR-\nIAN FORCES", "SYRIAN FORCES"),
        ("US-\nled forces", "US-led forces"),
        ("U.S.-\nled forces", "U.S.-led forces"),
        ("rebel-\nheld parts", "rebel-held parts"),
        ("near al-\nInvented", "near al-Invented"),
        ("state-of-the-\nart", "state-of-the-art"),
        ("ceasefire here; the cease-\nfire", "ceasefire here; the ceasefire"),
        ("cease-fire here; the cease-\nfire", "cease-fire here; the cease-fire"),
        ("opposition groups, other groups, opposition; opposition-\ngroups", None),
    ],
)
def test_a_word_broken_at_a_line_end_is_read_as_one(stored, read):
    text, _, steps = join(stored)

    assert text == (read or stored.replace("-\n", "-"))
    assert steps[0].count == 1


@pytest.mark.parametrize(
    "stored",
    [
        "12-\n15 people",
        "a 48-\nhour truce",
        "قتل-\nوجرح",
        "he left -\nand came back",
        "he left –\nand came back",
        "one--\ntwo",
        "para-\n\ngraph",
        "http://www.invented-\nsite.example/page",
        "see invented.example/a-\nb",
        "a-b-c on one line",
    ],
)
def test_ranges_dashes_addresses_and_arabic_are_left_alone(stored):
    text, source_map, steps = join(stored)

    assert text == stored
    assert source_map.changes_nothing
    assert steps == ()


def test_a_joined_word_leads_to_both_its_halves():
    stored = "Alep-\npo was calm"
    text, source_map, _ = join(stored)

    found = source_map.to_source(0, len("Aleppo"))

    assert text.startswith("Aleppo")
    assert stored[slice(*found)] == "Alep-\npo"


@given(st.text(alphabet="ab AB-\n\r.\u00adقت12", max_size=60))
def test_nothing_but_hyphens_and_line_ends_is_left_out(stored):
    text, source_map, _ = join(stored)

    assert source_map.reading_length == len(text)
    assert source_map.source_length == len(stored)
    kept = [character for character in stored if character not in "-\n\r \u00ad"]
    assert [character for character in text if character not in "-\n\r \u00ad"] == kept


@given(st.text(alphabet="abc ABC.,\nقت12", max_size=60))
def test_text_without_hyphens_is_read_as_it_stands(stored):
    text, source_map, _ = join(stored)

    assert text == stored
    assert source_map.changes_nothing
