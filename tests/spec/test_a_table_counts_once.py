"""A table counts its rows once while an import of it stands, and may be brought in anew when none does."""

from __future__ import annotations

import pytest
from tests.spec.test_entries_by_hand import MAPPING, TABLE, bring_in, four_eyes, killed, said

from sijill.actions.tables import ImportedBefore
from sijill.cli import main

__all__ = ["four_eyes"]  # a fixture


def test_an_import_that_was_undone_is_made_anew(register):
    """DESIGN 4: the same import again changes nothing while it stands; withdrawn, it is a new act."""
    first = bring_in(register)
    register.exchange.undo_import(first.append_id, reason="the wrong month")
    assert killed(register)[0] == 0

    again = bring_in(register)

    assert (again.receipt.repeated, killed(register)[0]) == (False, 2)
    assert again.append_id != first.append_id
    assert bring_in(register).receipt.repeated
    register.exchange.undo_import(again.append_id, reason="the wrong year")
    assert bring_in(register).append_id not in (first.append_id, again.append_id)
    assert killed(register)[0] == 2


def test_an_import_that_was_refused_is_made_anew_and_waits_again(four_eyes):
    """Issue 8, 2: a second person's refusal ends that import, and no later one."""
    four_eyes.acting_as("second").review.confirm(bring_in(four_eyes).append_id, agrees=False, reason="not the list")

    again = bring_in(four_eyes)
    assert again.waits
    assert bring_in(four_eyes).receipt.repeated
    four_eyes.acting_as("second").review.confirm(again.append_id, reason="I read the table")

    assert killed(four_eyes)[0] == 2


def test_a_table_that_stands_is_not_imported_by_another_mapping(register, tmp_path, capsys):
    """DESIGN 11.1: a blank line in the mapping makes no new dead; the refusal names the import and the way."""
    first = bring_in(register)

    with pytest.raises(ImportedBefore, match=f"--undo {first.append_id}"):
        register.exchange.import_table(TABLE.encode(), MAPPING + "\n", name="invented.csv")
    (tmp_path / "t.csv").write_text(TABLE)
    (tmp_path / "m.toml").write_text(MAPPING + "\n")
    assert main(["import", str(register.folder), str(tmp_path / "t.csv"), "--mapping", str(tmp_path / "m.toml")]) == 1
    assert "ImportedBefore" in capsys.readouterr().err

    assert killed(register)[0] == 2
    register.exchange.undo_import(first.append_id, reason="the wrong mapping")
    register.exchange.import_table(TABLE.encode(), MAPPING + "\n", name="invented.csv")
    assert killed(register)[0] == 2


def test_a_table_that_waits_is_not_imported_by_another_mapping(four_eyes):
    """DESIGN 11.1: what waits for a second person is one act, confirmed or refused."""
    bring_in(four_eyes)

    with pytest.raises(ImportedBefore):
        four_eyes.exchange.import_table(TABLE.encode(), MAPPING + "\n", name="invented.csv")


@pytest.mark.parametrize("dry", [True, False])
def test_two_rows_of_one_table_with_one_identifier_are_told(dry, register, tmp_path, capsys):
    """DESIGN 11.6: nothing becomes one by itself, and nobody is left to find it."""
    table = "Name,Date,Role,No\nOne,2016-05-03,,7\nTwo,2016-05-04,,8\nThree,2016-05-05,,7\nFour,2016-05-05,,7\n"
    mapping = MAPPING.replace("[constants]", '"identifiers.moh" = "No"\n[constants]')
    (tmp_path / "t.csv").write_text(table)
    (tmp_path / "m.toml").write_text(mapping)
    words = ["import", str(register.folder), str(tmp_path / "t.csv"), "--mapping", str(tmp_path / "m.toml")]

    done = said(capsys, *words, *(["--dry-run"] if dry else []))

    assert [(one["row"], one["as_row"]) for one in done["known"]] == [(3, 1), (4, 1)]
    assert [one.kind for one in register.records.all()] == [] if dry else ["victim"] * 4
