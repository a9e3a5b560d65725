"""Pairs that blocks make: the same as all pairs, looked at one by one, and never more than the budget allows."""

from itertools import combinations, product

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sizes import often

from sijill.adapters.linkage._blocks import Blocks
from sijill.linkage import SPLIT_BY, PairBudget

COLUMNS = ("given_k", "family_k", *SPLIT_BY)
ROWS = st.lists(
    st.tuples(*(st.sampled_from(["a", "b", None]) for _ in COLUMNS), st.sampled_from([0, 1])), min_size=2, max_size=14
)
RULE = ("given_k", "family_k")


def blocked(rows, budget, *, between):
    """Return the pairs that blocks make, how many they say, and the rule as it was used."""
    with duckdb.connect(":memory:", config={"threads": 1}) as database:
        names = ", ".join(f"{name} VARCHAR" for name in COLUMNS)
        database.execute(f"CREATE TABLE persons (n BIGINT, {names}, side INTEGER)")
        database.executemany(
            f"INSERT INTO persons VALUES (?, {', '.join('?' * (len(COLUMNS) + 1))})",
            [(number, *row) for number, row in enumerate(rows)],
        )
        blocks = Blocks(database, budget, between=between, name="b")
        said = blocks.add(RULE)
        if not blocks.columns:
            return set(), said, blocks.rules[0]
        database.execute(f"CREATE TABLE rows AS SELECT persons.*{blocks.selected()} FROM persons{blocks.joined()}")
        where = blocks.condition(blocks.columns[0]) + ("" if between else " AND l.n < r.n")
        found = database.execute(f"SELECT l.n, r.n FROM rows l JOIN rows r ON {where}").fetchall()
        return set(found), said, blocks.rules[0]


def share(one, other):
    """Test whether two rows tell the same given and family name."""
    return None not in one[:2] and one[:2] == other[:2]


@pytest.mark.parametrize("between", [False, True])
@settings(max_examples=often(300, 8), deadline=None)
@given(rows=ROWS)
def test_blocks_make_the_pairs_that_a_look_at_all_pairs_makes(rows, between):
    rows = rows if between else [(*row[:-1], 0) for row in rows]

    found, said, _ = blocked(rows, PairBudget(1000, 1000), between=between)

    sides = [[number for number, row in enumerate(rows) if row[-1] == side] for side in (0, 1)]
    every = product(*sides) if between else combinations(range(len(rows)), 2)
    assert found == {(a, b) for a, b in every if share(rows[a], rows[b])}
    assert said == len(found)


@settings(max_examples=often(300, 8), deadline=None)
@given(rows=ROWS, most=st.integers(0, 6), budget=st.integers(0, 12))
def test_a_budget_is_kept_and_what_is_split_or_left_is_said(rows, most, budget):
    rows = [(*row[:-1], 0) for row in rows]

    found, said, rule = blocked(rows, PairBudget(most, budget), between=False)

    every = {(a, b) for a, b in combinations(range(len(rows)), 2) if share(rows[a], rows[b])}
    assert found <= every
    assert said == len(found) <= budget
    assert found == every or rule.split or rule.left


def test_of_what_a_rule_makes_the_smallest_blocks_are_kept():
    assert PairBudget(block=50, all=20).most_in_block({1: 4, 3: 4, 10: 1}, spent=0) == 3
    assert PairBudget(block=50, all=26).most_in_block({1: 4, 3: 4, 10: 1}, spent=0) == 10
    assert PairBudget(block=5, all=100).most_in_block({1: 4, 3: 4, 10: 1}, spent=0) == 3
