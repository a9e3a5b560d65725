"""One table, four kinds of file. The people and places are invented."""

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from lxml import etree
from pyarrow import parquet

from sijill import formats
from sijill.formats import Column, ColumnType, TableKind, TableTooLarge
from sijill.values import Language

COLUMNS = (
    Column("record", "Record"),
    Column("causes", "Cause", ColumnType.WORDS),
    Column("killed", "Killed", ColumnType.NUMBER),
    Column("share", "Share", ColumnType.SHARE),
    Column("died_on", "Died on", ColumnType.DAY),
    Column("entered_at", "Entered", ColumnType.MOMENT),
    Column("late", "Late", ColumnType.ANSWER),
)
NOON = datetime(2020, 5, 1, 12, tzinfo=UTC)
ROWS = (
    ("سوق وهمي", ("shelling", "fire"), 44, Decimal("0.5"), date(2020, 4, 28), NOON, True),
    ("=1+1", (), None, None, None, None, None),
)


def written(kind, *, columns=COLUMNS, rows=ROWS, language=None):
    out = io.BytesIO()
    formats.write_table(columns, rows, out, kind, language=language)
    return out.getvalue()


def sheet_of(workbook):
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        return book.read("xl/worksheets/sheet1.xml"), book.read("xl/sharedStrings.xml").decode()


def test_a_csv_gives_names_to_programs_and_labels_to_people():
    for_programs = written(TableKind.CSV).decode()
    for_people = written(TableKind.CSV, language=Language.AR)

    assert for_programs.splitlines()[0] == "record,causes,killed,share,died_on,entered_at,late"
    assert for_people.startswith("\ufeff".encode())
    assert "القتلى" in for_people.decode("utf-8-sig").splitlines()[0]


def test_a_csv_reads_back_and_what_is_not_stated_is_no_zero():
    first, second = list(csv.DictReader(io.StringIO(written(TableKind.CSV).decode())))

    assert first["record"] == "سوق وهمي"
    assert first["causes"] == "shelling; fire"
    assert first["entered_at"] == "2020-05-01T12:00:00+00:00"
    assert second["killed"] == ""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_no_cell_of_a_csv_begins_a_formula(text):
    rows = list(
        csv.reader(io.StringIO(written(TableKind.CSV, columns=COLUMNS[:1], rows=[(text,)]).decode(), newline=""))
    )

    assert rows[1] == [f"'{text}"]


def test_a_number_below_zero_is_no_formula():
    text = written(TableKind.CSV, columns=COLUMNS[2:3], rows=[(-5,)]).decode()

    assert text.splitlines()[1] == "-5"


def test_a_workbook_holds_texts_as_texts_and_numbers_as_numbers():
    sheet, strings = sheet_of(written(TableKind.XLSX))

    tree = etree.fromstring(sheet)
    assert not tree.xpath("//*[local-name()='f']")
    assert "=1+1" in strings
    assert b"<v>44</v>" in sheet


def test_an_arabic_workbook_runs_from_the_right():
    sheet, strings = sheet_of(written(TableKind.XLSX, language=Language.AR))

    assert b'rightToLeft="1"' in sheet
    assert "القتلى" in strings


def test_the_same_rows_give_the_same_workbook():
    assert written(TableKind.XLSX) == written(TableKind.XLSX)


def test_a_day_before_the_calendar_of_spreadsheets_is_words():
    _, strings = sheet_of(written(TableKind.XLSX, columns=COLUMNS[4:5], rows=[(date(1899, 5, 1),)]))

    assert "1899-05-01" in strings


def test_a_text_too_long_for_a_cell_is_refused_with_its_place_and_not_cut():
    out = io.BytesIO()

    with pytest.raises(TableTooLarge) as caught:
        formats.write_table(COLUMNS[:1], [("x" * 40_000,)], out, TableKind.XLSX)

    assert caught.value.places == {"most": 32_767, "column": "record", "row": 1}
    assert not out.getvalue()


def test_a_parquet_file_carries_what_each_column_means():
    table = parquet.read_table(io.BytesIO(written(TableKind.PARQUET)))

    assert table.column_names == [column.name for column in COLUMNS]
    assert table.to_pylist()[0]["causes"] == ["shelling", "fire"]
    assert table.to_pylist()[1]["killed"] is None
    meaning = table.schema.field("killed").metadata
    assert (meaning[b"label_en"], meaning[b"sensitivity"]) == (b"Killed", b"public")


def test_json_holds_one_object_a_row():
    rows = json.loads(written(TableKind.JSON))

    assert [row["killed"] for row in rows] == [44, None]
    assert json.loads(written(TableKind.JSON, rows=[])) == []


def test_a_table_in_memory_is_the_table_on_disk(tmp_path):
    formats.write_table(COLUMNS, ROWS, tmp_path / "table.parquet", TableKind.PARQUET)

    assert parquet.read_table(tmp_path / "table.parquet").equals(formats.arrow_table(COLUMNS, ROWS))


def test_a_table_that_breaks_off_leaves_no_file(tmp_path):
    def rows():
        yield ROWS[0]
        raise RuntimeError("the reader went away")

    for kind in TableKind:
        with pytest.raises(RuntimeError):
            formats.write_table(COLUMNS, rows(), tmp_path / f"table.{kind}", kind)

    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", TableKind)
def test_a_row_with_a_cell_too_few_is_refused(kind):
    with pytest.raises(ValueError, match=r"zip|cells"):
        written(kind, rows=[("one",)])
