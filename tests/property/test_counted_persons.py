"""Persons before and after a machine's links: bounds that hold whatever was found and decided."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sizes import often

from sijill.linkage import ASKED_FROM, LINKED_FROM, AskedPair, counted_persons

RECORDS = "abcdefg"
PAIRS = list(combinations(RECORDS, 2))
ASKED = st.lists(
    st.builds(
        lambda pair, hundredths, is_for_people: AskedPair(*pair, hundredths / 100, is_for_people),
        st.sampled_from(PAIRS),
        st.integers(1, 99),
        st.booleans(),
    ),
    max_size=14,
    unique_by=lambda one: (one.left, one.right),
)
APART = st.lists(st.sampled_from(PAIRS), max_size=3)
EXAMPLES = settings(max_examples=often(2_000, 60), deadline=None)


def groups(pairs):
    """Return how many persons there are where every pair of some is one, found the slow way."""
    persons = [{record} for record in RECORDS]
    for left, right in pairs:
        ours, theirs = (next(some for some in persons if record in some) for record in (left, right))
        if ours is not theirs:
            persons.remove(theirs)
            ours |= theirs
    return len(persons)


@EXAMPLES
@given(ASKED, APART, st.integers(80, 99))
def test_all_linked_is_at_most_the_machine_and_the_machine_at_most_what_people_decided(asked, apart, least):
    found = counted_persons(RECORDS, asked, threshold=least / 100, apart=apart)

    assert 1 <= found.fewest <= found.linked <= found.decided == len(RECORDS)
    free = [one for one in asked if not one.is_for_people and one.probability >= least / 100]
    assert found.decided - found.linked <= len(free)


@EXAMPLES
@given(ASKED, APART, st.integers(80, 99), st.integers(80, 99))
def test_a_higher_threshold_links_no_more(asked, apart, one, other):
    low, high = (counted_persons(RECORDS, asked, threshold=at / 100, apart=apart) for at in sorted((one, other)))

    assert low.linked <= high.linked


@EXAMPLES
@given(ASKED, st.integers(80, 99))
def test_the_fewest_are_where_every_asked_pair_is_one_whatever_the_threshold(asked, least):
    found = counted_persons(RECORDS, asked, threshold=least / 100)

    assert found.fewest == groups((one.left, one.right) for one in asked if one.probability >= ASKED_FROM)
    assert counted_persons(RECORDS, asked[1:]).fewest >= found.fewest


@EXAMPLES
@given(ASKED)
def test_what_people_decided_to_be_two_is_never_one(asked):
    everybody = counted_persons(RECORDS, asked, apart=PAIRS)

    assert everybody.fewest == everybody.linked == everybody.decided


@EXAMPLES
@given(ASKED)
def test_the_order_in_which_pairs_are_told_changes_nothing(asked):
    assert counted_persons(RECORDS, asked) == counted_persons(RECORDS, asked[::-1])


def test_a_pair_of_just_the_threshold_is_linked_and_one_for_people_is_not():
    just = AskedPair("a", "b", LINKED_FROM)

    assert counted_persons("abc", [just]).linked == 2
    held = counted_persons("abc", [AskedPair("a", "b", 0.99, is_for_people=True)])
    assert (held.linked, held.fewest) == (3, 2)


def test_a_family_is_not_one_person_by_one_weak_pair():
    chain = [AskedPair("a", "b", 0.9), AskedPair("b", "c", 0.85)]

    found = counted_persons("abc", chain)

    assert (found.decided, found.linked, found.fewest) == (3, 2, 1)
