"""Signatures of documents beside the proposals: those alike meet in a band, found by one step in its index."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sijill.adapters.sql._database import PartOfStore
from sijill.adapters.sql._rows import destroyed, insert_rows
from sijill.adapters.sql._schema import band, quotation, signature, unread
from sijill.claims import COMPARED, Alike, Signature

if TYPE_CHECKING:
    pass


class SqlSignatures(PartOfStore):
    """The signatures of a register, in its own database and outside the chain."""

    def keep(self, item: str, made: Signature, quotations: Mapping[str, int]) -> Alike:
        """Hold what an item is compared by and return what it may repeat; of two at once the later sees the first."""
        with self._database.writing() as connection:
            forget_signature(connection, item)
            if destroyed(connection, [item]):
                return Alike()
            insert_rows(connection, signature, [(item, _packed(made.bands), _packed(made.sketch))])
            insert_rows(connection, band, [(number, item) for number in dict.fromkeys(made.bands)])
            insert_rows(connection, quotation, [(number, item, claim) for claim, number in quotations.items()])
            return Alike(_sketches(connection, item, made), _quoted_before(connection, item, quotations))

    def forget(self, items: Collection[str]) -> None:
        """Let go of what items are compared by, also where it is damaged and no longer says which rows are its own."""
        with self._database.writing() as connection:
            for table in (signature, band, quotation):
                connection.execute(sa.delete(table).where(table.c.item.in_(items)))

    def of(self, item: str) -> Signature | None:
        """Return what is held of an item, or None."""
        rows = self._database.rows(sa.select(signature).where(signature.c.item == item))
        return Signature(tuple(unpacked(rows[0].bands)), tuple(unpacked(rows[0].sketch))) if rows else None

    def quotations(self, item: str) -> Mapping[str, int]:
        """Return the numbers of the long quotations that are held of an item, by claim."""
        query = sa.select(quotation.c.claim, quotation.c.number).where(quotation.c.item == item)
        return {str(claim): int(number) for claim, number in self._database.rows(query)}

    def unread(self, *, limit: int) -> Sequence[str]:
        """Return items that were never compared."""
        return [str(item) for (item,) in self._database.rows(sa.select(unread.c.item).limit(limit))]


def forget_signature(connection: sa.Connection, item: str) -> None:
    """Take out what an item is compared by."""
    held = connection.scalar(sa.select(signature.c.bands).where(signature.c.item == item))
    if held is not None:
        mine = sa.and_(band.c.item == item, band.c.number.in_(unpacked(held)))
        connection.execute(sa.delete(band).where(mine))
        connection.execute(sa.delete(quotation).where(quotation.c.item == item))
        connection.execute(sa.delete(signature).where(signature.c.item == item))
    connection.execute(sa.delete(unread).where(unread.c.item == item))


def _sketches(connection: sa.Connection, item: str, made: Signature) -> dict[str, Sequence[int]]:
    near = (
        sa.select(band.c.item)
        .where(band.c.number.in_(made.bands), band.c.item != item)
        .group_by(band.c.item)
        .order_by(sa.func.count().desc(), band.c.item)
        .limit(COMPARED)
    )
    rows = connection.execute(sa.select(signature.c.item, signature.c.sketch).where(signature.c.item.in_(near)))
    return {row.item: unpacked(row.sketch) for row in rows}


def _quoted_before(connection: sa.Connection, item: str, quotations: Mapping[str, int]) -> dict[str, tuple[str, str]]:
    first = (
        sa.select(quotation.c.item, quotation.c.claim)
        .where(quotation.c.number == sa.bindparam("of"), quotation.c.item != item)
        .order_by(quotation.c.item, quotation.c.claim)
        .limit(1)
    )
    found = {claim: connection.execute(first, {"of": number}).one_or_none() for claim, number in quotations.items()}
    return {claim: (row.item, row.claim) for claim, row in found.items() if row is not None}


def _packed(numbers: Sequence[int]) -> bytes:
    return array("q", numbers).tobytes()


def unpacked(held: Any) -> Sequence[int]:
    """Return the numbers that a column of signatures holds. Raises ValueError."""
    found = array("q")
    found.frombytes(bytes(held))
    return found.tolist()
