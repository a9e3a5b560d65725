"""Every span of a reading leads to its source and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.evidence import EvenRun, OffsetMap, SpanOutside
from sijill.evidence._offset_map import BrokenOffsetMap

runs = st.builds(EvenRun, st.integers(1, 6), st.sampled_from([0, 1]), st.integers(1, 4))
maps = st.lists(runs, max_size=8).map(OffsetMap.of)


@st.composite
def map_and_span(draw):
    offset_map = draw(maps)
    start = draw(st.integers(0, offset_map.reading_length))
    return offset_map, start, draw(st.integers(start, offset_map.reading_length))


def spelled(offset_map):
    """The slow, obvious map: the source span of each code point of the reading."""
    spans, source = [], 0
    for run in offset_map.runs:
        for _ in range(run.units):
            spans += [(source, source + run.source)] * run.reading
            source += run.source
    return spans


@given(map_and_span())
def test_a_span_of_the_reading_stands_on_the_source_of_its_first_and_last_character(case):
    offset_map, start, end = case

    found = offset_map.to_source(start, end)

    if start < end:
        assert found == (spelled(offset_map)[start][0], spelled(offset_map)[end - 1][1])
    else:
        assert found[0] == found[1]


@given(map_and_span())
def test_a_span_comes_back_from_its_source_as_it_was(case):
    offset_map, start, end = case

    back = offset_map.from_source(*offset_map.to_source(start, end))

    if start < end:
        assert back == (start, end)


@given(st.integers(0, 50), st.data())
def test_a_reading_that_changes_nothing_has_the_same_offsets(length, data):
    start = data.draw(st.integers(0, length))
    end = data.draw(st.integers(start, length))

    offset_map = OffsetMap.identity(length)

    assert offset_map.to_source(start, end) == offset_map.from_source(start, end) == (start, end)
    assert offset_map.changes_nothing


def test_words_on_either_side_of_a_cut_do_not_take_it_in():
    """ "un-\\nder" is read "under": "un" ends before the hyphen, "der" begins after the line end."""
    offset_map = OffsetMap.of([EvenRun(2, 1, 1), EvenRun(1, 0, 2), EvenRun(3, 1, 1)])

    assert offset_map.to_source(0, 2) == (0, 2)
    assert offset_map.to_source(2, 5) == (4, 7)
    assert offset_map.to_source(0, 5) == (0, 7)
    assert offset_map.from_source(2, 4) == (2, 2)


@given(st.data())
def test_a_reading_of_a_reading_leads_to_the_first_source(data):
    first = data.draw(maps)
    pieces = []
    left = first.reading_length
    while left:
        taken = data.draw(st.integers(1, min(3, left)))
        pieces.append(EvenRun(1, data.draw(st.sampled_from([0, 1])), taken))
        left -= taken
    second = OffsetMap.of(pieces)

    both = first.then(second)

    assert (both.reading_length, both.source_length) == (second.reading_length, first.source_length)
    for offset, (start, end) in enumerate(spelled(second)):
        inner = [first.to_source(place, place + 1) for place in range(start, end)]
        found = both.to_source(offset, offset + 1)
        assert found[0] <= inner[0][0]
        assert found[1] >= inner[-1][1]


@given(maps)
def test_a_map_is_the_same_after_it_was_stored(offset_map):
    stored = json.loads(json.dumps(offset_map.to_json()))

    assert OffsetMap.from_json(stored) == offset_map


@pytest.mark.parametrize(
    "stored", [None, {}, [1], [[1, 1]], [[0, 1, 1]], [[1, 2, 1]], [[1, 0, 0]], [[1, 1, "1"]], [[True, 1, 1]]]
)
def test_a_stored_map_that_describes_no_reading_is_refused(stored):
    with pytest.raises(BrokenOffsetMap):
        OffsetMap.from_json(stored)


@pytest.mark.parametrize("span", [(-1, 2), (2, 1), (0, 4)])
def test_a_span_outside_the_text_is_refused(span):
    with pytest.raises(SpanOutside, match="check the offsets"):
        OffsetMap.identity(3).to_source(*span)
