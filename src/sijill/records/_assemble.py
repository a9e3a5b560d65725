"""From statements to records, as of whatever moment the statements were folded for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sijill.model import NOUNS, Declared, Statement, declared, from_json
from sijill.records._held import Held, order, usable
from sijill.records._record import AnyRecord, Record
from sijill.values import SijillError


class UnknownSubjectKind(SijillError):
    """A statement about a kind of subject that this program does not know."""


def assemble(
    statements: Iterable[tuple[int, Statement]], *, canonical: Mapping[str, str] | None = None
) -> Iterator[AnyRecord]:
    """
    Return one record per subject, in the order in which subjects were first recorded.

    ``canonical`` maps a linked record to the id of its person; statements of linked
    records are held side by side. Raises UnknownSubjectKind, UnknownProperty.
    """
    same = canonical or {}
    gathered: dict[str, tuple[str, list[tuple[int, Statement]]]] = {}
    for seq, statement in statements:
        subject = same.get(statement.subject, statement.subject)
        gathered.setdefault(subject, (statement.subject_kind, []))[1].append((seq, statement))
    for subject, (kind, found) in gathered.items():
        yield record(subject, kind, found)


def record(subject: str, kind: str, statements: Iterable[tuple[int, Statement]]) -> AnyRecord:
    """Return the record of one subject from its statements."""
    noun = noun_of(kind)
    held: dict[str, list[Held]] = {}
    last = 0
    for seq, statement in statements:
        card = declared(noun, statement.property)
        held.setdefault(statement.property, []).append(_held(card, seq, statement))
        last = max(last, seq)
    values = {name: chosen for name, all_ in held.items() if (chosen := _chosen(declared(noun, name), tuple(all_))) is not None}
    return Record(kind, noun(id=subject, **values), {name: tuple(all_) for name, all_ in held.items()}, last)


def noun_of(kind: str) -> type:
    """Return the noun of a subject kind. Raises UnknownSubjectKind."""
    if kind not in NOUNS:
        raise UnknownSubjectKind(f"no kind of record is called {kind!r}; there are: {', '.join(NOUNS)}")
    return NOUNS[kind]


def _held(card: Declared, seq: int, statement: Statement) -> Held:
    return Held(
        from_json(card.type, statement.value),
        statement.id,
        seq,
        statement.rank,
        statement.stance,
        statement.source,
        statement.basis,
    )


def _chosen(card: Declared, held: tuple[Held, ...]) -> Any:
    standing = usable(held)
    if not standing:
        return () if card.prop.many else None
    if card.prop.many:
        return tuple(dict.fromkeys(one.value for one in standing))
    return max(standing, key=order).value
