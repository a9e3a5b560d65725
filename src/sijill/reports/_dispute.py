"""Dispute is printed: beside what we hold, what others say and who denies, each with its source (DESIGN 11.10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sijill.reports._persons import Label, StatedAccount
from sijill.reports._writer import Writer
from sijill.reports.document import Runs, Text
from sijill.values import CountRange, PartialDate, format_date, message, translate


def dispute_lines(w: Writer, accounts: Sequence[StatedAccount]) -> Iterator[tuple[str, Runs]]:
    """Yield the lines of a box for the accounts that differ from what it prints: what others say, and who denies."""
    denials = [one for one in accounts if one.denied]
    others = [one for one in accounts if not one.denied]
    if others:
        yield translate(w.language, "Others say"), tell_accounts(w, others)
    if denials:
        yield translate(w.language, "Denied"), tell_accounts(w, denials)


def dispute_notes(w: Writer, disputes: Iterable[tuple[Label, Sequence[StatedAccount]]]) -> tuple[Runs, ...]:
    """Return notes for a table or paragraph whose records are told otherwise elsewhere: one for each record."""
    return tuple(
        w.message("{record}: accounts differ. {accounts}.", record=w.label(label), accounts=tell_accounts(w, accounts))
        for label, accounts in disputes
        if accounts
    )


def tell_accounts(w: Writer, accounts: Iterable[StatedAccount]) -> Runs:
    """Return accounts one after the other: "Killed: 9 (Invented Monitor); Invented Army denies this: killed, 9"."""
    told: list[Runs] = []
    for one in accounts:
        told += [(Text(translate(w.language, "; ")),)] if told else []
        told += [_account(w, one), w.marks(one.notes)]
    return tuple(run for runs in told for run in runs)


def _account(w: Writer, one: StatedAccount) -> Runs:
    source = translate(w.language, "a source that is not named") if one.source is None else w.label(one.source)
    sentence = (
        message("{source} denies this: {property}, {value}")
        if one.denied
        else message("{property}: {value} ({source})")
    )
    return w.message(sentence, source=source, property=w.label(one.property), value=_value_runs(w, one.value))


def _value_runs(w: Writer, value: CountRange | PartialDate | Label) -> Runs:
    match value:
        case CountRange():
            return w.number(value)
        case PartialDate():
            return (Text(format_date(value, w.language)),)
        case _:
            return (Text(w.label(value)),)
