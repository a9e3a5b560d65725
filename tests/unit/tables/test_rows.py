"""Rows are known by their number below the header and by their line in the file."""

from __future__ import annotations

from sijill.tables import parse_mapping, read_rows

MAPPING = 'kind = "victim"\nsource = "Invented list"\n{more}\n[columns]\nage = "Age"\n'


def test_a_row_has_its_number_and_its_line() -> None:
    table = read_rows('Age,Note\n30,"two\nlines"\n\n41,\n', parse_mapping(MAPPING.format(more="")))

    assert [(row.number, row.line, row.ref, row.cells["Age"]) for row in table.rows] == [
        (1, 2, "1", "30"),
        (2, 5, "2", "41"),
    ]


def test_rows_that_the_mapping_skips_are_told() -> None:
    mapping = parse_mapping(MAPPING.format(more='skip = [2, { Note = ["double"] }]'))
    table = read_rows("Age,Note\n30,\n41,\n52,double\n", mapping)

    assert [row.number for row in table.rows] == [2]
    assert [(one.number, one.line, one.why) for one in table.left_out] == [(1, 2, "skipped"), (3, 4, "skipped")]


def test_the_line_that_excel_writes_for_itself_names_the_delimiter() -> None:
    """Case 07: ``sep=;`` above the header."""
    table = read_rows("sep=;\nName;Age\nA;30\n", parse_mapping(MAPPING.format(more="")))

    assert table.header == ["Name", "Age"]
    assert [(row.line, row.cells["Age"]) for row in table.rows] == [(3, "30")]
