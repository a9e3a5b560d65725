"""Records that hold one identifier: the one that is there is offered first, and nothing becomes one by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sijill.actions._context import ActionContext
from sijill.actions.statements._statements import checked
from sijill.model import from_json
from sijill.model.entries import Sameness
from sijill.records import clusters_around, decided_in, decisions_around
from sijill.values import Identifier, SijillError, message

IDENTIFIERS = "identifiers"


HELD = message(
    "record {record} holds one of these identifiers already: say it of that record (--into {record}); of "
    "somebody else, leave the identifier out, and add it to the new record afterwards"
)
SHARED = message(
    "two parts of claim {record} give one identifier: make one record of them; of two people, leave the identifier "
    "out of one, and add it to that record afterwards"
)


class KnownIdentifier(SijillError):
    """A new record with an identifier that another of its kind holds already; ``record`` is that one."""

    def __init__(self, record: str, said: str = HELD) -> None:
        """Name the record, never the identifier: it may be a person's official number."""
        super().__init__(said, record=record)
        self.record = record


def refuse_known(doing: ActionContext, kind: str, values: Mapping[str, Any]) -> None:
    """Check that no record holds an identifier of one about to be made (DESIGN 11.6). Raises KnownIdentifier."""
    if doing.first_try is None:
        for one in alike(doing, kind, values):
            raise KnownIdentifier(one)


def alike(doing: ActionContext, kind: str, values: Mapping[str, Any], *, record: str | None = None) -> tuple[str, ...]:
    """
    Return the canonical ids of other records of a kind that hold an identifier among values in JSON form.

    Those of which somebody decided that they are not ``record`` are never offered again.
    """
    found = [one for key in keys_of(kind, values) for one in holders(doing, key)]
    if record is None or not found:
        return tuple(dict.fromkeys(cluster(doing, one)[0] for one in found))
    own, (_, decided) = cluster(doing, record), decisions_around(record, decided_in(doing.ledger))
    told = {side for _, one in decided if one.sameness is Sameness.DIFFERENT for side in (one.left, one.right)}
    others = dict.fromkeys(cluster(doing, one) for one in found if one not in own)
    return tuple(members[0] for members in others if not told.intersection(members))


def keys_of(kind: str, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys of the identifiers among values in JSON form, by which the ledger finds their records."""
    given = checked(kind, IDENTIFIERS, values[IDENTIFIERS]) if IDENTIFIERS in values else ()
    return tuple(from_json(Identifier, value).key(kind) for value in given)


def holders(doing: ActionContext, key: str, *, upto: int | None = None) -> Iterable[str]:
    """Give the records that hold an identifier, by its key, as it stood after an entry."""
    for entry in doing.ledger.history(key, upto=upto):
        subject = str((entry.body or {}).get("subject"))
        if entry.id in {one.id for _, one in doing.ledger.statements(subject=subject, upto=upto)}:
            yield subject


def cluster(doing: ActionContext, record: str) -> tuple[str, ...]:
    """Return the records that are one with a record, its own among them, the canonical id at the head."""
    return clusters_around((record,), decided_in(doing.ledger), doing.ledger.first_seq)[record]
