"""Which judgements stand, and which of them wait for a second person: the one rule that projections must repeat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sijill.ledger._entry import Entry
from sijill.model import Verdict


def standing_judgements(entries: Iterable[Entry]) -> Sequence[Entry]:
    """Return the judgements that were not taken back; taking back is itself none."""
    judged = [entry for entry in entries if entry.kind == "judgement" and entry.body]
    gone = {_answers(one) for one in judged if _is_taking_back(one)}
    return [one for one in judged if one.id not in gone and not _is_taking_back(one)]


def waiting_judgements(entries: Iterable[Entry]) -> Sequence[Entry]:
    """
    Return the judgements that wait for a second person's word.

    One waits until it is answered, taken back, or overtaken by another verdict on the same proposal.
    """
    standing = standing_judgements(entries)
    answered = {_answers(one) for one in standing}
    newest = {str((one.body or {})["proposal"]): one.append_id for one in standing if not _answers(one)}
    return [
        one
        for one in standing
        if (one.body or {}).get("awaits")
        and one.id not in answered
        and newest[str((one.body or {})["proposal"])] == one.append_id
    ]


def _answers(entry: Entry) -> str | None:
    return (entry.body or {}).get("answers")


def _is_taking_back(entry: Entry) -> bool:
    return bool((entry.body or {}).get("verdict") == Verdict.WITHDRAWN)
