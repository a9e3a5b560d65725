"""From statements to records, as of whatever moment the statements were folded for."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sijill.ledger import Entry, standing
from sijill.model import NOUNS, Statement, properties
from sijill.model.cards import Declared, declared
from sijill.records._held import RecordedValue
from sijill.records._record import REFERENCES, AnyRecord, Record
from sijill.records.as_written import value_of
from sijill.values import UnknownWord


class UnknownSubjectKind(UnknownWord):
    """A kind of record that this program does not know, refused with the one that is meant."""


def assemble(
    statements: Iterable[tuple[int, Statement]], *, canonical: Mapping[str, str] | None = None
) -> Iterator[AnyRecord]:
    """
    Return one record per subject, in the order in which subjects were first recorded.

    ``canonical`` maps a record that is one with others to the id of the first of them; their
    statements are held side by side, and an act that names one of them names the first.
    Raises UnknownSubjectKind, UnknownProperty.
    """
    same = canonical or {}
    gathered: dict[str, tuple[str, list[tuple[int, Statement]]]] = {}
    for seq, statement in statements:
        kind, subject = statement.subject_kind, same.get(statement.subject, statement.subject)
        if subject in gathered and gathered[subject][0] != kind:
            subject = statement.subject  # no action links a place to a person; a register written by hand might
        gathered.setdefault(subject, (kind, []))[1].append((seq, _pointed(statement, same) if same else statement))
    for subject, (kind, found) in gathered.items():
        yield assemble_record(subject, kind, found)


def assemble_record(subject: str, kind: str, statements: Iterable[tuple[int, Statement]]) -> AnyRecord:
    """Return the record of one subject from its statements. Raises UnknownSubjectKind, UnknownProperty."""
    noun = noun_of(kind)
    cards = properties(noun)
    held: dict[str, list[RecordedValue]] = {}
    last = 0
    for seq, statement in statements:
        card = cards.get(statement.property) or declared(noun, statement.property)
        held.setdefault(statement.property, []).append(_recorded_values(card, seq, statement))
        last = max(last, seq)
    return Record.of(kind, noun, subject, {name: tuple(values) for name, values in held.items()}, last)


def record_in(histories: Mapping[str, Sequence[Entry]], members: Sequence[str]) -> AnyRecord | None:
    """Return the record that some ids are, as it stands after their histories; None where these make none."""
    pairs = (pair for one in members for pair in standing(histories[one], subject=one))
    whole = sorted(pairs, key=lambda at: at[0])
    return next(assemble(whole, canonical=dict.fromkeys(members[1:], members[0])), None)


def noun_of(kind: str) -> type:
    """Return the noun of a subject kind. Raises UnknownSubjectKind."""
    if kind not in NOUNS:
        raise UnknownSubjectKind("kind of record", kind, NOUNS)
    return NOUNS[kind]


def _pointed(statement: Statement, same: Mapping[str, str]) -> Statement:
    """Return a statement that names records by their canonical ids."""
    if statement.property not in REFERENCES or statement.value not in same:
        return statement
    return dataclasses.replace(statement, value=same[statement.value])


def _recorded_values(card: Declared, seq: int, statement: Statement) -> RecordedValue:
    return RecordedValue(
        value_of(card, statement.value),
        statement.id,
        seq,
        statement.rank,
        statement.stance,
        statement.source,
        statement.basis,
        statement.typed_reason(),
    )
