"""A workbook comes in as what it is, and every row leads back to its sheet and its row (issue 15, point 4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.beginnings import begun
from tests.unit.tables.books import ods, xlsx

from sijill.evidence import EncryptedDocument
from sijill.evidence.workbooks import ODS, XLSX
from sijill.model import Sensitivity
from sijill.tables import BrokenTable, MappingBroken
from sijill.workspace import Register, Settings

MAPPING = """kind = "victim"
source = "Invented Ministry"
{more}
[columns]
"name.ar" = "الاسم"
age = "Age"
died_on = "Date"
[identifiers]
moh = "ID"
[constants]
statuses = ["killed"]
civilian_status = "civilian"
"""
HEAD = ["الاسم", "Age", "Date", "ID"]
ROWS = [["مختلق الأول", 12.0, date(2017, 3, 1), 945271740], ["مختلقة الثانية", 9, date(2017, 3, 2), 945271741]]


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        yield made


def imported(register: Register, content: bytes, more: str = "", *, name: str = "list.xlsx") -> str:
    return register.exchange.import_table(content, MAPPING.format(more=more), name=name).item


def stated(register: Register) -> list[tuple[str, str, str]]:
    """Return what stands: the property, its value, and what stands behind the number sign of its ground."""
    return [
        (one.body["property"], str(one.body["value"]), one.body["basis"][0]["ref"].partition("#")[2])
        for one in register.records.entries(kind="statement")
        if one.body
    ]


@pytest.mark.parametrize(("write", "name", "kind"), [(xlsx, "list.xlsx", XLSX), (ods, "list.ods", ODS)])
def test_a_workbook_is_sealed_as_what_it_is_and_its_days_are_days(register, write, name, kind):
    """A number 12.0 is 12, a day that the sheet shows as 01/03/2017 is that day, an identifier keeps its digits."""
    content = write({"Names": [["An invented list"], [], HEAD, *ROWS]})

    item = imported(register, content, name=name)

    assert register.evidence.item(item).media_type == kind
    assert register.opened.vault.read(item) == content
    said = {(name, value) for name, value, _ in stated(register)}
    assert {("died_on", "2017-03-01"), ("died_on", "2017-03-02")} <= said
    assert ("age", "{'high': 12, 'low': 12}") in said
    assert any("945271740" in value for name, value in said if name == "identifiers")


def test_every_row_leads_back_to_its_sheet_and_row_and_the_words_are_shown(register):
    """Promise 1, for a sheet that is not the first."""
    content = xlsx({"Read me": [["An invented list"]], "القتلى": [HEAD, *ROWS]})

    item = imported(register, content, 'sheet = "القتلى"')

    _, toll = register.counts.toll("2017-03", clock="died")
    trace = register.counts.trace(toll.total.figure.id)
    said = [one for part in trace.parts for one in part.statements]
    grounds = {(ground.sheet, ground.row) for one in said for ground in one.grounds}
    shown = register.view(Sensitivity.RESTRICTED).text(register.evidence.item(item))
    assert grounds == {("القتلى", 1), ("القتلى", 2)}
    assert "مختلقة الثانية,9,2017-03-02,945271741" in shown.raw
    assert [page.number for page in shown.pages] == [1, 2]


def test_the_team_reads_a_workbook_without_the_columns_above_it(register):
    item = imported(register, xlsx({"Read me": [["945271740"]], "B": [["title"], HEAD, *ROWS]}))

    team = register.view(Sensitivity.TEAM).text(register.evidence.item(item))

    assert "مختلق الأول" in team.raw
    assert "945271740" not in team.raw


def test_the_only_sheet_with_the_columns_is_taken_and_two_are_asked_about(register):
    imported(register, xlsx({"Read me": [["An invented list"]], "B": [HEAD, *ROWS]}))

    with pytest.raises(MappingBroken, match=r"several sheets.*the sheets are: A, B"):
        imported(register, xlsx({"A": [HEAD, *ROWS], "B": [HEAD, *ROWS]}))
    with pytest.raises(MappingBroken, match=r"no sheet 'C'.*the sheets are: A, B"):
        imported(register, xlsx({"A": [HEAD, *ROWS], "B": [HEAD, *ROWS]}), 'sheet = "C"')
    with pytest.raises(MappingBroken, match="no sheet 3"):
        imported(register, xlsx({"A": [HEAD, *ROWS], "B": [HEAD, *ROWS]}), "sheet = 3")


def test_a_formula_that_was_never_computed_is_refused_where_it_is_taken(register):
    rows = [["مختلق الأول", "=A1+1", date(2017, 3, 1), 5]]
    with pytest.raises(BrokenTable, match=r"row 1 \(line 2\): column 'Age' holds a formula"):
        imported(register, xlsx({"A": [HEAD, *rows]}))

    imported(register, xlsx({"A": [[*HEAD, "Note"], [*ROWS[0], "=A1&A1"]]}))
    assert register.records.ids(limit=9)


def test_a_workbook_with_a_password_and_a_file_of_another_kind_say_so(register):
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(EncryptedDocument, match="password"):
        imported(register, locked)
    with pytest.raises(BrokenTable, match="this is no table"):
        imported(register, b"GIF89a" + bytes(20))
    assert not register.records.ids(limit=9)


def test_a_word_or_a_day_in_merged_cells_stands_in_each_row_and_a_number_once(register):
    """A number over three rows is one number: written in each it would be counted three times."""
    content = xlsx(
        {"A": [[*HEAD, "By", "Killed"], [*ROWS[0], "Invented", 7], [*ROWS[1], None, None]]},
        merged=[("A", 1, 4, 2, 4), ("A", 1, 5, 2, 5)],
    )

    item = imported(register, content)

    words = register.view(Sensitivity.RESTRICTED).text(register.evidence.item(item)).raw
    assert words.splitlines()[-2:] == [
        "مختلق الأول,12,2017-03-01,945271740,Invented,7",
        "مختلقة الثانية,9,2017-03-02,945271741,Invented",
    ]
