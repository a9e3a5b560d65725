"""Small cells are withheld so that no subtraction gives them back; private properties head no public table (E10)."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting import Example

from sijill import access, tolls
from sijill.model import Sensitivity, Sex

PUBLIC, TEAM = Sensitivity.PUBLIC, Sensitivity.TEAM


@given(
    numbers=st.lists(st.integers(0, 12), min_size=4, max_size=20),
    smallest=st.integers(2, 5),
)
def test_no_line_of_a_table_has_exactly_one_cell_withheld_beside_a_shown_one(numbers, smallest):
    cells = {(str(n // 4), str(n % 4)): number for n, number in enumerate(numbers)}

    hidden = access.hidden_cells(cells, smallest=smallest)

    assert all(keys in hidden for keys, number in cells.items() if 0 < number < smallest)
    for axis, value in itertools.product((0, 1), {part for keys in cells for part in keys}):
        line = [keys for keys in cells if keys[axis] == value and cells[keys]]
        gone = [keys for keys in line if keys in hidden]
        assert len(gone) != 1 or len(line) == 1


def test_zero_is_nobody_and_stays():
    assert access.hidden_cells({("a",): 0, ("b",): 9}, smallest=3) == frozenset()


def test_what_an_earlier_edition_withheld_stays_withheld():
    """A later edition must not reveal the first by subtraction."""
    cells = {("a",): 7, ("b",): 9, ("c",): 8}

    assert ("a",) in access.hidden_cells(cells, smallest=3, also=[("a",)])
    assert len(access.hidden_cells(cells, smallest=3, also=[("a",)])) == 2


def table() -> Example:
    """Return a register whose table has cells of one, two and many."""
    register = Example()
    for party, killed in (("russia", 1), ("sdf", 2), ("rebels", 20)):
        for number in range(killed):
            register.victim(party, sex=Sex.FEMALE if number == 0 else Sex.MALE)
    return register


def test_small_rows_become_one_row_with_their_sum_and_the_total_stays():
    toll = table().toll()

    shown = access.redact_toll(toll, PUBLIC, smallest=3)

    assert [(row.key, row.figure.best) for row in shown.value.rows] == [("rebels", 20), (access.WITHHELD, 3)]
    assert shown.value.total.figure.best == 23
    assert any("party=russia" in one for one in shown.withheld)


def test_small_groups_are_left_out_of_their_row_with_a_second_one():
    toll = table().toll()

    row = access.redact_toll(toll, PUBLIC, smallest=3).value.rows[0]

    assert "women" not in row.groups
    assert "men" not in row.groups


def test_the_team_sees_everything():
    toll = table().toll()

    assert access.redact_toll(toll, TEAM, smallest=3).value == toll


def test_a_cross_tab_withholds_small_cells_and_keeps_its_total():
    register = table()
    crossed = tolls.crosstab(register.units(), register.question(), ("party", "group"))

    shown = access.redact_crosstab(crossed, PUBLIC, smallest=3).value

    assert shown.total.best == 23
    assert set(shown.cells) == set()


def test_a_table_by_a_private_property_is_refused_for_the_public():
    """E6: even its counts would tell."""
    register = table()
    crossed = tolls.crosstab(register.units(), register.question(), ("origin_place",))

    with pytest.raises(access.PrivateAxis, match="origin_place"):
        access.redact_crosstab(crossed, PUBLIC)
    assert access.redact_crosstab(crossed, TEAM).value is crossed


def test_only_the_redaction_makes_redacted_material():
    with pytest.raises(access.NotRedacted):
        access.Redacted(table().toll(), PUBLIC)
