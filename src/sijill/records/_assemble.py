"""From statements to records, as of whatever moment the statements were folded for."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sijill.model import NOUNS, Statement, from_json, properties
from sijill.model.cards import Declared, declared
from sijill.records._held import RecordedValue, order, standing_together, usable
from sijill.records._record import AnyRecord, Record
from sijill.values import UnknownWord

REFERENCES = ("victim", "incident", "within")
"""The properties that name another record; they follow it when it is linked to a canonical one."""


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
    return _held(subject, kind, {name: tuple(values) for name, values in held.items()}, last)


def without_statements(record: AnyRecord, hidden: Collection[str]) -> AnyRecord:
    """Return a record as it would be if some statements had not been made; its values are chosen again."""
    held = {name: tuple(one for one in some if one.statement not in hidden) for name, some in record.held.items()}
    if held == record.held:
        return record
    return _held(record.id, record.kind, {name: some for name, some in held.items() if some}, record.last_seq)


def _held(subject: str, kind: str, held: Mapping[str, tuple[RecordedValue, ...]], last: int) -> AnyRecord:
    noun = noun_of(kind)
    chosen = {name: _chosen(properties(noun)[name], values) for name, values in held.items()}
    told = {name: value for name, value in chosen.items() if value is not None}
    return Record(kind, noun(id=subject, **told), held, last)


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
        from_json(card.type, statement.value),
        statement.id,
        seq,
        statement.rank,
        statement.stance,
        statement.source,
        statement.basis,
        statement.typed_reason(),
    )


def _chosen(card: Declared, held: tuple[RecordedValue, ...]) -> Any:
    if card.prop.many:
        return tuple(dict.fromkeys(one.value for one in standing_together(held)))
    standing = usable(held)
    return max(standing, key=order).value if standing else None
