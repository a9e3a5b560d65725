"""What an import says of arithmetic: its own totals and shares, the release before it, published numbers. Invented."""

from __future__ import annotations

from hashlib import sha256

import pytest

from sijill.actions.tables import import_table
from sijill.tables import parse_mapping

INCIDENTS = """
kind = "incident"
source = "Invented list"
key = "Code"
[columns]
title = "Code"
happened_on = "Day"
killed = "Killed"
children = "Children"
"""
ROWS = "Code,Day,Killed,Children,Injured\nA,2016-05-01,30,3,7\nB,2016-05-02,12,2,5\nC,2016-05-09,21,4,8\n"
TALLIES = """
kind = "tally"
source = "Invented list"
[columns]
title = "Line"
window = "Month"
killed = "Killed"
"""


@pytest.fixture
def bring_in(doing, vault):
    """Import an invented table; a dry run unless it is to stand."""

    def bring(table, mapping=INCIDENTS, *, stands=False):
        mapped, acting = parse_mapping(mapping), doing("import-" + sha256(table.encode()).hexdigest()[:8])
        return import_table(acting, vault, table.encode(), mapped, name="invented.csv", dry_run=not stands)

    return bring


def answers(done, check):
    return [(one.verdict, *one.says) for one in done.findings if one.check == check]


def test_a_totals_row_is_added_up_column_by_column_and_the_swapped_digits_are_named(bring_in):
    done = bring_in(ROWS + "Total,,36,9,20\n")

    assert [verdict for verdict, *_ in answers(done, "sum_of_parts")] == ["fails", "holds", "holds"]
    assert answers(done, "sum_of_parts")[0] == (
        "fails",
        "30 + 12 + 21 = 63, printed 36",
        "Column Killed adds up to 63; row 4 (line 5) says 36.",
        "The difference is 27.",
        "Two digits of 36 may have changed places: the parts add up to 63.",
    )
    assert "مجموع" in done.findings[0].says_ar[1]


def test_subtotals_are_of_the_rows_since_the_last_and_a_grand_total_of_all(bring_in):
    table = ROWS + "Total,,63,9,20\nD,2016-05-10,5,1,1\nE,2016-05-11,4,0,1\nTotal,,9,1,2\nGrand total,,72,10,22\n"

    assert {verdict for verdict, *_ in answers(bring_in(table), "sum_of_parts")} == {"holds"}


def test_a_total_of_rows_and_a_column_of_words_are_no_sums(bring_in):
    table = "Code,Day,Killed,Children,Note\nA,2016-05-01,30,3,seen\nB,2016-05-02,12,2,4\nTotal,,42,5,2\n"

    assert [verdict for verdict, *_ in answers(bring_in(table), "sum_of_parts")] == ["holds", "holds"]


def test_a_total_column_is_held_to_where_most_rows_fit_it(bring_in):
    head = "Code,Day,Men,Women,Total\n"
    rows = "".join(f"R{n},2016-05-0{n},{n},{n + 1},{2 * n + 1}\n" for n in range(1, 6))
    mapping = 'kind = "incident"\nsource = "Invented list"\n[columns]\ntitle = "Code"\nkilled = "Total"\n'

    assert [one.verdict for one in bring_in(head + rows, mapping).findings] == ["holds"]
    wrong = bring_in(head + rows + "R9,2016-05-09,10,11,12\n", mapping)
    assert [one.verdict for one in wrong.findings] == ["fails", "holds"]
    assert "Row 6 (line 7) adds up to 21; its column Total says 12." in wrong.findings[0].says


def test_shares_of_a_column_add_up_to_a_hundred(bring_in):
    rows = [("A", 1, "33.3%"), ("B", 2, "33.3%"), ("C", 3, "33.4%")]
    mapping = 'kind = "incident"\nsource = "Invented list"\n[columns]\ntitle = "Code"\nkilled = "Killed"\n'
    head = "Code,Killed,Share\n"

    assert [
        one.verdict
        for one in bring_in(head + "".join(",".join(map(str, one)) + "\n" for one in rows), mapping).findings
    ] == ["holds"]
    wrong = [*rows[:2], ("C", 3, "36.4%")]
    assert [
        one.verdict
        for one in bring_in(head + "".join(",".join(map(str, one)) + "\n" for one in wrong), mapping).findings
    ] == ["fails"]


def test_a_release_is_what_was_there_and_what_is_new_less_what_is_gone(bring_in):
    bring_in(ROWS, stands=True)
    second = ROWS.replace("C,2016-05-09,21,4,8", "D,2016-05-12,6,1,1\nE,2016-05-13,2,0,0")

    done = bring_in(second)

    assert answers(done, "release") == [
        (
            "holds",
            "3 + 2 - 1 = 4, and the table has 4 rows: what was there, what is new, and less what is gone.",
        )
    ]


def test_a_row_that_is_listed_twice_in_a_release_shows_in_its_difference(bring_in):
    bring_in(ROWS, stands=True)

    done = bring_in(ROWS + "A,2016-05-01,30,3,7\n")

    assert answers(done, "release")[0][:2] == (
        "fails",
        "3 + 0 - 0 = 3 records should be in the table (what was there, what is new, less what is gone), and it has 4 "
        "rows: look whether rows are listed twice, or whether a key changed.",
    )


@pytest.mark.parametrize(
    ("published", "verdict"), [("63", "holds"), ("60", "fails"), ("70", "undecidable"), ("60+", "undecidable")]
)
def test_a_published_number_is_set_against_the_records_of_its_own_source(bring_in, published, verdict):
    bring_in(ROWS + "F,2016-06-01,9,0,0\n", stands=True)

    done = bring_in(f"Line,Month,Killed\nKilled in May,2016-05,{published}\n", TALLIES)

    assert [one[0] for one in answers(done, "records")] == [verdict]
    if verdict == "fails":
        assert "Killed in May: published 60, but 3 records" in answers(done, "records")[0][1]


def test_a_number_of_another_source_or_of_a_part_is_not_set_against_them(bring_in):
    bring_in(ROWS, stands=True)

    other = bring_in("Line,Month,Killed\nMay,2016-05,6\n", TALLIES.replace("Invented list", "Invented agency"))
    part = bring_in("Line,Month,Killed,By\nMay,2016-05,6,group\n", TALLIES + 'role = "By"\n')

    assert answers(other, "records") == answers(part, "records") == []


@pytest.mark.parametrize(("counted", "expected"), [("killed", ["fails"]), ("injured", []), ("", [])])
def test_a_published_number_is_of_the_dead_only_where_the_table_says_so(bring_in, counted, expected):
    bring_in(ROWS, stands=True)
    figures = TALLIES.replace('"tally"', '"published_figure"').replace("killed = ", "value = ") + 'measure = "Of"\n'

    done = bring_in(f"Line,Month,Killed,Of\nIn May,2016-05,20,{counted}\n", figures)

    assert [one[0] for one in answers(done, "records")] == expected
