"""Persons made of pairs: the fast linkage equals the slow one, and people's decisions always hold (issue 16)."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.linkage import DecidedBothWays, clustered
from sijill.linkage._clusters import NOT_COMPARED

RECORDS = "abcdefg"
PAIRS = list(combinations(RECORDS, 2))
# Weights whose sums are exact, so that no tie is broken by rounding; each is another.
WEIGHTS = st.lists(st.sampled_from(PAIRS), unique=True, max_size=12).flatmap(
    lambda pairs: st.permutations(range(-len(pairs), len(pairs))).map(
        lambda order: [(*pair, order[number] + 1 / 2 ** (number + 2)) for number, pair in enumerate(pairs)]
    )
)


def slowly(weights, least, one, two):
    """Join the two heaviest persons until none are heavy enough, each time by all their pairs."""
    weighed = {frozenset(pair): weight for *pair, weight in weights}
    persons = [{record} for record in RECORDS]
    for left, right in one:
        ours, theirs = (next(some for some in persons if record in some) for record in (left, right))
        if ours is not theirs:
            persons = [some for some in persons if some is not theirs]
            ours |= theirs
    while True:
        found = [
            (sum(weighed.get(frozenset((a, b)), NOT_COMPARED) for a in x for b in y) / (len(x) * len(y)), x, y)
            for x, y in combinations(persons, 2)
            if not any({a, b} == set(pair) for a in x for b in y for pair in two)
        ]
        best = max(found, key=lambda each: each[0], default=(least, None, None))
        if best[0] <= least:
            return {frozenset(some) for some in persons}
        persons = [some for some in persons if some is not best[2]]
        best[1].update(best[2])


@settings(max_examples=300)
@given(WEIGHTS, st.lists(st.sampled_from(PAIRS), max_size=2), st.lists(st.sampled_from(PAIRS), max_size=2))
def test_the_fast_linkage_equals_the_slow_one(weights, one, two):
    try:
        found = clustered(RECORDS, weights, one=one, two=two)
    except DecidedBothWays:
        return

    assert set(found) == slowly(weights, 0.0, one, two)
    assert all(any({*pair} <= some for some in found) for pair in one)
    assert not any({*pair} <= some for pair in two for some in found)


def test_a_weak_pair_does_not_hang_two_families_together():
    """LINKAGE.md A4: components make one blob of these six; average linkage makes two persons."""
    strong = [(a, b, 8.0) for group in ("abc", "def") for a, b in combinations(group, 2)]

    assert clustered("abcdef", [*strong, ("c", "d", 3.0)]) == [frozenset("abc"), frozenset("def")]


def test_what_is_decided_both_ways_is_refused_by_name():
    with pytest.raises(DecidedBothWays, match="a and c are decided to be one and to be two"):
        clustered("abc", [], one=[("a", "b"), ("b", "c")], two=[("a", "c")])


def test_what_a_machine_may_not_make_one_is_not_made_one_by_a_third():
    """LINKAGE.md A3: two who each look like one careless row stay two, though averages join all three."""
    weights = [("a", "c", 9.0), ("b", "c", 8.0), ("a", "b", 1.0)]

    assert clustered("abc", weights, forbids=lambda *pair: set(pair) == {"a", "b"}) == [frozenset("ac"), frozenset("b")]
    assert clustered("abc", weights) == [frozenset("abc")]
