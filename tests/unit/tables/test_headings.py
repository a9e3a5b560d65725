"""Where the headings stand, over how many lines, and what HXL says of them (issue 15, point 4; case 06)."""

from __future__ import annotations

import pytest

from sijill.tables import BrokenTable, EmptyTable, MappingBroken, parse_mapping, read_rows, refuse_missing_columns


def mapping(columns: str, more: str = "", kind: str = "incident"):
    return parse_mapping(f'kind = "{kind}"\nsource = "Invented list"\n{more}\n[columns]\n{columns}\n')


MERGED = "code,date,killed,,injured,\n,,min,max,min,max\nINV-1,2017-03-01,2,3,1,1\n"


def test_a_title_above_the_header_is_no_header():
    """The line may be named; where it is not, it is the first with every column of the mapping."""
    text = "An invented list of March 2017,,\n,,\nname,age,date\nInvented A,30,2017-03-01\n"
    for more in ("", "header = 3"):
        table = read_rows(text, mapping('age = "age"\n"name.en" = "name"', more, "victim"))

        assert table.header == ["name", "age", "date"]
        assert [(row.number, row.line, row.cells["age"]) for row in table.rows] == [(1, 4, "30")]


def test_a_heading_over_two_lines_is_joined():
    ends = '"killed.low" = "killed / min"\n"killed.high" = "killed / max"\ntitle = "code"'
    for more in ("", "header = [1, 2]"):
        table = read_rows(MERGED, mapping(ends, more))

        assert table.header == ["code", "date", "killed / min", "killed / max", "injured / min", "injured / max"]
        assert [(row.cells["killed / min"], row.cells["killed / max"]) for row in table.rows] == [("2", "3")]


def test_half_a_head_is_refused_with_the_columns_that_it_would_have():
    """The lower end of a range is not taken for the number."""
    with pytest.raises(BrokenTable, match=r"header = \[1, 2\].*killed / min, killed / max"):
        read_rows(MERGED, mapping('killed = "killed"\ntitle = "code"'))


def test_a_heading_that_a_spreadsheet_breaks_over_lines_is_one_line():
    table = read_rows('"Full\n name",age\nInvented A,3\n', mapping('"name.en" = "Full name"', kind="victim"))
    assert table.rows[0].cells["Full name"] == "Invented A"


def test_a_header_on_a_line_that_is_not_there():
    with pytest.raises(BrokenTable, match="line 9 of the table is empty or beyond its end"):
        read_rows(MERGED, mapping('title = "code"', "header = 9"))
    with pytest.raises(EmptyTable):
        read_rows("name,age\n", mapping('"name.en" = "name"', kind="victim"))


HXL = "Admin1,Killed people,Of them women\n#adm1 +name,#affected+killed,#affected+f+killed\nAleppo,5,2\n"


@pytest.mark.parametrize("column", ['"Killed people"', '"#affected+killed"'])
def test_a_row_of_tags_is_no_row_and_a_column_may_be_called_by_its_tag(column):
    """HXL 1.1: the order of attributes says nothing, spaces are allowed."""
    table = read_rows(HXL, mapping(f'killed = {column}\ntitle = "#adm1+name"'))

    assert [(row.number, row.cells[column.strip('"')], row.cells["#adm1+name"]) for row in table.rows] == [
        (1, "5", "Aleppo")
    ]
    assert read_rows(HXL, mapping('killed = "#affected+killed+f"')).rows[0].cells["#affected+killed+f"] == "2"


def test_a_table_of_tags_alone_and_one_with_a_title_above():
    tags = mapping('killed = "#affected+killed"')

    assert read_rows("#affected+killed\n5\n", tags).rows[0].cells["#affected+killed"] == "5"
    titled = read_rows("Invented title,\nKilled,Where\n#affected+killed,#adm1\n5,A\n", tags)
    assert titled.rows[0].cells["#affected+killed"] == "5"


WIDE = "month,Aleppo,Idlib,Homs\n2017-03,5,,2\n2017-04,0,7,-\n"
MELT = 'empty = ["", "-"]\n[melt]\ncolumns = ["Aleppo", "Idlib", "Homs"]\ninto.name = "where"\ninto.value = "dead"'


def test_a_column_a_province_becomes_a_row_a_province():
    """Each rests on the row of the file that it was part of; an empty cell is no record, 0 is one."""
    table = read_rows(WIDE, mapping('killed = "dead"\ntitle = "where"\nhappened_on = "month"', MELT))

    assert table.header == ["month", "where", "dead"]
    assert [(row.ref, row.cells["month"], row.cells["where"], row.cells["dead"]) for row in table.rows] == [
        ("1", "2017-03", "Aleppo", "5"),
        ("1", "2017-03", "Homs", "2"),
        ("2", "2017-04", "Aleppo", "0"),
        ("2", "2017-04", "Idlib", "7"),
    ]


def test_a_province_that_the_table_does_not_have_is_refused():
    asked = mapping('killed = "dead"', MELT.replace("Homs", "Hama"))
    with pytest.raises(MappingBroken, match="no column 'Hama'"):
        refuse_missing_columns(asked, read_rows(WIDE, asked).header)
