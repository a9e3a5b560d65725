"""Two releases of one list, and a published number beside the records of its own source."""

from __future__ import annotations

from decimal import Decimal

from sijill.audits._finding import Finding, Role, Term, Verdict
from sijill.audits._said import Bounds, Sum, said
from sijill.values import CountRange, message


def check_release(*, before: int, new: int, gone: int, rows: int) -> Finding:
    """
    Return whether a later release of a list has as many rows as it should: before + new - gone = rows.

    It fails where a row of the table speaks of somebody whom another row speaks of too, or where records of the
    earlier release are neither in it nor gone.
    """
    now = before + new - gone
    added = Sum(f"{before} + {new} - {gone} = {now}")
    words = (
        message("{sum}, and the table has {rows} rows: what was there, what is new, and less what is gone.")
        if now == rows
        else message(
            "{sum} records should be in the table (what was there, what is new, less what is gone), and it has {rows} "
            "rows: look whether rows are listed twice, or whether a key changed."
        )
    )
    terms = (
        Term(Role.BASE, Decimal(before)),
        Term(Role.PART, Decimal(new)),
        Term(Role.OTHER, Decimal(gone)),
        Term(Role.WHOLE, Decimal(rows)),
    )
    verdict = Verdict.HOLDS if now == rows else Verdict.FAILS
    return Finding("release", verdict, terms, (said(words, sum=added, rows=rows),), computed=Decimal(now))


def check_printed(printed: CountRange, counted: CountRange, *, line: str, records: int) -> Finding:
    """
    Return how a published number stands to the records that its own source gave for the same window.

    It *holds* where both are the same, *fails* where the records are certainly more than was published, and is
    *undecidable* where they are fewer, since a source need not give every record behind its number.
    """
    places = {"line": line, "printed": Bounds(printed), "counted": Bounds(counted), "records": records}
    terms = (_term(Role.PART, counted), _term(Role.WHOLE, printed))
    computed = terms[0].value
    if (printed.low, printed.high) == (counted.low, counted.high):
        words = message("{line}: published {printed}, and the records of the same source add up to it.")
        return Finding("records", Verdict.HOLDS, terms, (said(words, **places),), computed=computed)
    if printed.high is not None and (counted.low or 0) > printed.high:
        words = message(
            "{line}: published {printed}, but {records} records of the same source and time add up to {counted}."
        )
        return Finding("records", Verdict.FAILS, terms, (said(words, **places),), computed=computed)
    words = message("{line}: published {printed}; {records} records of the same source and time add up to {counted}.")
    question = said(message("Did the source give every record behind its number?"))
    return Finding(
        "records", Verdict.UNDECIDABLE, terms, (said(words, **places),), computed=computed, question=question
    )


def _term(role: Role, number: CountRange) -> Term:
    return Term(role, Decimal(number.low) if number.is_exact and number.low is not None else None)
