"""Rows that are no record: blank ones, totals, sources and notes (issue 15, point 1; cases 13 and 17). All invented."""

from __future__ import annotations

import pytest

from sijill.tables import BrokenTable, parse_mapping, read_rows

INCIDENTS = (
    'kind = "incident"\nsource = "Invented list"\n{more}\n[columns]\n'
    'title = "Code"\nhappened_on = "Day"\nkilled = "Killed"\n'
)
PERSONS = 'kind = "victim"\nsource = "Invented list"\n[columns]\n"name.en" = "Name"\nage = "Age"\ndied_on = "Day"\n'


def left_out(table: str, mapping: str = INCIDENTS, more: str = "") -> list[tuple[int, int, str]]:
    """Return the rows that are not taken: number, line, and why."""
    return [
        (one.number, one.line, one.why) for one in read_rows(table, parse_mapping(mapping.format(more=more))).left_out
    ]


def test_rows_without_anything_in_a_mapped_column_are_blank() -> None:
    """A remark in a column that nobody maps makes no record; what is above it stays."""
    assert left_out("Code,Day,Killed,Remark\nA,2016-05-01,3,\n,,,\n,,,seen\n") == [(2, 3, "blank"), (3, 4, "note")]


@pytest.mark.parametrize(
    "row",
    [
        "Total,2016-05,5",
        "Total,,5",
        "المجموع,,5",
        "Grand total:,,",
        "الإجمالي الكلي,,5",
        ",,5",
    ],
)
def test_the_row_that_adds_up_the_others_is_no_incident(row: str) -> None:
    assert left_out(f"Code,Day,Killed\nA,2016-05-01,3\nB,2016-05-02,2\n{row}\n") == [(3, 4, "total")]


def test_subtotals_between_the_rows_are_found_by_their_word_and_sum() -> None:
    table = (
        "Code,Day,Killed\nA,2016-05-01,3\nB,2016-05-02,2\nTotal May,,5\nC,2016-06-02,4\nD,2016-06-03,1\nTotal June,,5\n"
    )

    assert left_out(table) == [(3, 4, "total"), (6, 7, "total")]


@pytest.mark.parametrize(
    "row",
    [
        "C,2016-05-03,5",  # by chance as many as both others
        "Total Street,2016-05-03,4",  # a name with the word in it
        "All Saints,2016-05-03,1",
    ],
)
def test_an_incident_is_not_lost_to_a_sum_or_a_word_alone(row: str) -> None:
    assert left_out(f"Code,Day,Killed\nA,2016-05-01,3\nB,2016-05-02,2\n{row}\n") == []


def test_a_total_that_is_a_record_is_kept_when_the_mapping_says_so() -> None:
    table = "Code,Day,Killed\nA,2016-05-01,3\nB,2016-05-02,2\nTotal,,5\n"

    assert left_out(table, more='totals = "keep"') == []
    assert left_out(table, more='totals = "skip"') == [(3, 4, "total")]


def test_the_number_of_persons_and_the_source_below_a_list_are_no_persons() -> None:
    table = (
        "Name,Age,Day\nPerson One,30,2016-05-01\nPerson Two,31,2016-05-01\nالمجموع,2,\n,,\nSource: an invented list,,\n"
    )

    assert left_out(table, PERSONS) == [(3, 4, "total"), (4, 5, "blank"), (5, 6, "note")]


@pytest.mark.parametrize(
    "note",
    [
        "* invented sign",
        "المصدر: قائمة مختلقة",
        "This list was made by nobody, of nobody and for nobody, and it ends here",
    ],
)
def test_a_note_stands_alone_in_the_last_rows(note: str) -> None:
    assert left_out(f'Name,Age,Day\nPerson One,30,2016-05-01\n"{note}",,\n', PERSONS) == [(2, 3, "note")]


def test_the_last_person_with_a_name_alone_is_a_person() -> None:
    assert left_out("Name,Age,Day\nPerson One,30,2016-05-01\nPerson Two,,\n", PERSONS) == []


def test_no_cell_swallows_the_rows_below_it() -> None:
    """Two quotes that are not closed make one cell of three rows: refused by the line on which the first stands."""
    table = 'Name,Age,Day\n"Person One,30,2016-05-01\nPerson Two,31,2016-05-01\nPerson Three,32,"2016-05-01\n'

    with pytest.raises(BrokenTable, match="line 2"):
        read_rows(table, parse_mapping(PERSONS))


def test_a_quote_that_is_never_closed_is_named_by_its_line() -> None:
    with pytest.raises(BrokenTable, match="line 3"):
        read_rows('Name,Age,Day\nPerson One,30,\n"Person Two,31,\nPerson Three,32,\n', parse_mapping(PERSONS))


def test_a_swallowed_row_is_told_by_the_number_of_its_cells() -> None:
    table = 'Name,Age,Day\nPerson One,30,"2016-05-01\nPerson Two,31,2016-05-01\nPerson Three,32,2016"\n'

    with pytest.raises(BrokenTable, match="not closed"):
        read_rows(table, parse_mapping(PERSONS))


def test_a_cell_of_several_lines_is_one_cell() -> None:
    table = read_rows('Name,Age,Day\n"Person\nOne",30,2016-05-01\n', parse_mapping(PERSONS))

    assert [row.cells["Name"] for row in table.rows] == ["Person\nOne"]


def test_a_table_of_ten_thousand_columns_is_refused() -> None:
    with pytest.raises(BrokenTable, match="10000 columns"):
        read_rows("Name,Age,Day" + ",x" * 9_997 + "\n", parse_mapping(PERSONS))


def test_a_last_incident_that_happens_to_be_the_sum_of_those_above_is_an_incident() -> None:
    """Two columns of small numbers add up by chance; a row with a place and a day of its own is nobody's total."""
    mapping = INCIDENTS + 'injured = "Injured"\n'

    assert left_out("Code,Day,Killed,Injured\nA,2016-05-01,1,0\nB,2016-05-02,1,1\nC,2016-05-03,2,1\n", mapping) == []
