"""A table comes in whole or not at all; every value rests on its row."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import pytest
from tests.referees import MemoryLedger, MemoryVault

from sijill import records
from sijill.actions import ActionContext, tables
from sijill.actions.tables import RowsRefused
from sijill.evidence import PlainReader, Text
from sijill.model import Sex
from sijill.model.as_written import AsWritten
from sijill.tables import BrokenTable, EmptyTable, MappingBroken, parse_mapping

MAPPING = """
kind = "victim"
source = "Invented list"
empty = ["", "n/a"]
[columns]
"name.en" = "Name"
"name.ar" = "الاسم"
sex = "Sex"
age = "Age"
died_on = "Date"
attribution = "By"
[values.sex]
M = "male"
F = "female"
[formats]
died_on = "%d/%m/%Y"
[constants]
civilian_status = "civilian"
statuses = ["killed"]
"""

GROUND_MAPPING = """
kind = "movement"
source = "Invented list of convoys"
[columns]
from_place = "From"
to_place = "To"
people = "People"
moved_on = "Day"
"""
GROUND_TABLE = """From,To,People,Day
Invented Town,Invented Village,120,2016-05-03
Invented Village,Invented Town,a crowd,2016-05-03
"""
TABLE = """Name,الاسم,Sex,Age,Date,By,Remarks
Example Person One (invented),مثال أول (مختلق),M,34,03/05/2020,Russian forces,x
Example Person Two (invented),مثال ثانٍ (مختلق),F,n/a,04/05/2020,unknown,
"""


def bring_in(
    doing: ActionContext, vault: MemoryVault, table: str, mapping: str = MAPPING, **options: bool
) -> tables.Imported:
    """Import a table as the workspace does."""
    return tables.import_table(doing, vault, table.encode(), parse_mapping(mapping), name="invented.csv", **options)


def test_each_row_is_a_record_and_each_value_rests_on_its_row(
    ledger: MemoryLedger, vault: MemoryVault, doing: Callable[..., ActionContext]
) -> None:
    """Promise 1: a claim, an import row or a decision."""
    done = bring_in(doing("import-1"), vault, TABLE)

    one, two = records.assemble(ledger.statements())
    assert one.noun.sex is Sex.MALE
    assert one.noun.died_on.edtf == "2020-05-03"
    assert one.noun.attribution.parties == ("russia",)
    assert one.noun.name.in_script("arab") == "مثال أول (مختلق)"
    assert two.noun.age is None
    assert one.held["sex"][0].basis[0].ref == f"{done.item}#1"
    assert done.ignored_columns == ("Remarks",)


def test_one_unreadable_row_stops_the_whole_import(
    ledger: MemoryLedger, vault: MemoryVault, doing: Callable[..., ActionContext]
) -> None:
    """Of the ground a value that nobody can read leaves nothing to record; nothing is half-written."""
    with pytest.raises(RowsRefused) as refused:
        bring_in(doing("import-1"), vault, GROUND_TABLE, GROUND_MAPPING)

    assert [error.row for error in refused.value.errors] == [2]
    assert "People" in refused.value.errors[0].reason
    assert ledger.seq == 0


def test_the_other_rows_can_be_imported_on_request(
    ledger: MemoryLedger, vault: MemoryVault, doing: Callable[..., ActionContext]
) -> None:
    """The refused row is listed."""
    done = bring_in(doing("import-1"), vault, GROUND_TABLE, GROUND_MAPPING, skip_bad_rows=True)

    assert done.records == 1
    assert [error.row for error in done.errors] == [2]


def test_no_cell_refuses_a_person(
    ledger: MemoryLedger, vault: MemoryVault, doing: Callable[..., ActionContext]
) -> None:
    """What cannot be read stands at its property as it is written, is listed, and is never taken for a value."""
    table = TABLE.replace(",F,", ",X,").replace("03/05/2020", "31/31/2020").replace(",34,", ",1986,")

    done = bring_in(doing("import-1"), vault, table)

    one, two = records.assemble(ledger.statements())
    assert (done.records, done.errors) == (2, ())
    assert [(each.row, each.line, each.column, each.words) for each in done.unread] == [
        (1, 2, "Age", "1986"),
        (1, 2, "Date", "31/31/2020"),
        (2, 3, "Sex", "X"),
    ]
    assert (one.noun.age, one.noun.died_on, two.noun.sex) == (None, None, None)
    assert [held.value for held in one.held["age"]] == [AsWritten("1986")]
    assert "year of birth" in done.unread[0].reason


def test_a_dry_run_records_nothing(
    ledger: MemoryLedger, vault: MemoryVault, doing: Callable[..., ActionContext]
) -> None:
    """It reads everything and tells what would happen."""
    done = bring_in(doing("import-1"), vault, TABLE, dry_run=True)

    assert (done.records, done.receipt, ledger.seq) == (2, None, 0)
    assert list(vault.fingerprints()) == []


def test_the_same_import_again_changes_nothing(
    ledger: MemoryLedger, vault: MemoryVault, doing: Callable[..., ActionContext]
) -> None:
    """The append is named after table and mapping."""
    bring_in(doing("import-1"), vault, TABLE)
    before = ledger.seq

    again = bring_in(doing("import-1"), vault, TABLE)

    assert again.receipt is not None
    assert again.receipt.repeated
    assert ledger.seq == before


def test_an_import_can_be_undone(ledger: MemoryLedger, vault: MemoryVault, doing: Callable[..., ActionContext]) -> None:
    """Every standing value of it is withdrawn, in one append; the sealed table stays."""
    done = bring_in(doing("import-1"), vault, TABLE)

    tables.undo_import(doing(), "import-1", reason="the wrong month")

    assert list(ledger.statements()) == []
    assert vault.holds(done.item)


def test_a_wrong_column_is_named_with_those_there_are(vault: MemoryVault, doing: Callable[..., ActionContext]) -> None:
    """The message offers the table's own columns."""
    with pytest.raises(MappingBroken, match=r"no column 'Alter'.*Name"):
        bring_in(doing("import-1"), vault, TABLE, MAPPING.replace('"Age"', '"Alter"'))


def test_rows_that_share_a_key_share_an_incident(
    ledger: MemoryLedger, vault: MemoryVault, doing: Callable[..., ActionContext]
) -> None:
    """Two persons of one event: two victims, two acts, one incident."""
    mapping = MAPPING.replace(
        "[values.sex]", '"incident.key" = "Remarks"\n"incident.happened_on" = "Date"\n[values.sex]'
    )
    mapping = mapping.replace("[formats]", '[formats]\n"incident.happened_on" = "%d/%m/%Y"')
    table = TABLE.replace("unknown,\n", "unknown,x\n").replace("04/05/2020", "03/05/2020")

    bring_in(doing("import-1"), vault, table, mapping)

    kinds = [record.kind for record in records.assemble(ledger.statements())]
    assert sorted(kinds) == ["act", "act", "incident", "victim", "victim"]


def test_an_empty_table_is_refused(vault: MemoryVault, doing: Callable[..., ActionContext]) -> None:
    """Also one with a header alone."""
    for table in ("", "Name,Sex\n"):
        with pytest.raises(EmptyTable):
            bring_in(doing("import-1"), vault, table)


def test_a_row_with_more_cells_than_columns_is_refused_and_not_cut(
    vault: MemoryVault, doing: Callable[..., ActionContext]
) -> None:
    """A comma inside a name that nobody put into quotes shifts every cell after it."""
    with pytest.raises(BrokenTable, match=r"row 1 \(line 2\) has 8 cells under 7 columns"):
        bring_in(doing("import-1"), vault, TABLE.replace("34,", "3,4,"))


def test_two_columns_of_one_name_are_refused_where_the_mapping_takes_them(
    vault: MemoryVault, doing: Callable[..., ActionContext]
) -> None:
    """Nobody could say which of them was meant; columns that are not taken may be called anything."""
    with pytest.raises(BrokenTable, match="two columns called 'Age'"):
        bring_in(doing("import-1"), vault, TABLE.replace("Remarks", "Age"))


def test_quotes_that_never_close_are_refused_with_their_line(
    vault: MemoryVault, doing: Callable[..., ActionContext]
) -> None:
    """The rest of a large file becomes one cell."""
    table = TABLE.replace("Example Person Two", '"Example Person Two') + "x" * 200_000

    with pytest.raises(BrokenTable, match="mend its quotes"):
        bring_in(doing("import-1"), vault, table)


def test_a_table_between_semicolons_says_what_the_mapping_lacks(
    vault: MemoryVault, doing: Callable[..., ActionContext]
) -> None:
    """Spreadsheets in half of the world write them so."""
    with pytest.raises(MappingBroken, match='delimiter = ";"'):
        bring_in(doing("import-1"), vault, TABLE.replace(",", ";"))


def test_the_bytes_of_a_table_are_read_by_the_reader_that_is_given(
    vault: MemoryVault, doing: Callable[..., ActionContext]
) -> None:
    """In a register that is the confined child process, as for every other document."""

    class Noting(PlainReader):
        read_by_us: ClassVar[list[str]] = []

        def read(self, content: bytes, *, media_type: str, name: str) -> Text:
            self.read_by_us.append(f"{media_type} {name}")
            return super().read(content, media_type=media_type, name=name)

    reader = Noting()
    tables.import_table(
        doing("import-1"),
        vault,
        TABLE.encode(),
        parse_mapping(MAPPING),
        name="invented.csv",
        reader=reader,
    )

    assert reader.read_by_us == ["text/csv invented.csv"]
