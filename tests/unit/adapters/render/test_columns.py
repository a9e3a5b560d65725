"""Columns are as wide as what stands in them asks."""

from __future__ import annotations

import pytest

from sijill.adapters.render._columns import LINE, shares
from sijill.reports.document import Column, Row, Table, Text


def table(*rows, columns):
    lines = tuple(Row(tuple((Text(cell),) for cell in row)) for row in rows)
    return Table("t", "Invented", tuple(Column(name, numeric) for name, numeric in columns), lines)


def test_the_shares_are_the_whole_width():
    made = table(("1", "words " * 40), columns=(("No.", True), ("Event", False)))

    assert sum(shares(made)) == pytest.approx(1)


def test_a_long_sentence_gets_what_short_cells_leave():
    number, event = shares(table(("1", "words " * 40), columns=(("No.", True), ("Event", False))))

    assert event > 4 * number


def test_no_column_is_narrower_than_its_longest_word_where_there_is_room():
    """A head such as "Bombardment" once ran into its neighbour."""
    heads = ("Explosions", "Shelling", "Shot dead", "Bombardment from the air", "Chemical weapons")
    made = table(("Aleppo", *("9,438",) * 5), columns=(("Source line", False), *((head, True) for head in heads)))

    for share, head in zip(shares(made)[1:], heads, strict=True):
        assert share * LINE >= max(map(len, head.split()))


def test_a_table_without_rows_has_columns_all_the_same():
    assert len(shares(table(columns=(("A", False), ("B", True))))) == 2
