"""Records that may be one, beside the log: found by likeness, judged by people in the log itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from sijill.adapters.sql._database import PartOfStore
from sijill.adapters.sql._rows import insert_rows
from sijill.adapters.sql._schema import compared, likely_pair, not_compared
from sijill.ledger.pairs import LikelyPair, NotCompared, NotComparedWhy, PairsFound

_FORGOTTEN_AT_ONCE = 500


class SqlPairs(PartOfStore):
    """Holds the pairs of a register that likeness found, judged or not, and how far records were compared."""

    def keep(self, kind: str, found: PairsFound, *, of: Collection[str], seq: int) -> None:
        """Hold what was found of some records in place of what was, and that they were compared up to an entry."""
        made = {(one.left, one.right): one for one in found.pairs}
        with self._database.writing() as connection:
            forget_pairs(connection, of, kind)
            for left, right in made:
                connection.execute(
                    sa.delete(likely_pair).where(likely_pair.c.left == left, likely_pair.c.right == right)
                )
            rows = [(one.left, one.right, kind, " ".join(one.why), one.likelihood) for one in made.values()]
            insert_rows(connection, likely_pair, rows)
            passed = {one.record: (one.record, kind, one.why.value, one.key) for one in found.passed}
            insert_rows(connection, not_compared, list(passed.values()))
            connection.execute(sa.delete(compared).where(compared.c.kind == kind))
            insert_rows(connection, compared, [(kind, seq)])

    def compared_upto(self, kind: str) -> int:
        """Return the last entry that records of a kind were compared with; 0 where they never were."""
        return int(self._database.value(sa.select(compared.c.seq).where(compared.c.kind == kind)) or 0)

    def likelihood(self, one: str, other: str) -> int | None:
        """Return how likely two records are one, in hundredths; None where likeness did not find them."""
        left, right = sorted((one, other))
        query = sa.select(likely_pair.c.likelihood).where(likely_pair.c.left == left, likely_pair.c.right == right)
        return None if (shown := self._database.value(query)) is None else int(shown)

    def found(self, kind: str | None = None) -> Sequence[LikelyPair]:
        """Return what likeness found, likeliest first."""
        query = sa.select(likely_pair).order_by(
            likely_pair.c.likelihood.desc(), likely_pair.c.left, likely_pair.c.right
        )
        rows = self._database.rows(query.where(likely_pair.c.kind == kind) if kind else query)
        return [LikelyPair(left, right, of, int(many), tuple(why.split())) for left, right, of, why, many in rows]

    def passed_over(self) -> Sequence[NotCompared]:
        """Return the records that were not compared with all that they may be one with."""
        rows = self._database.rows(sa.select(not_compared).order_by(not_compared.c.record))
        return [NotCompared(record, kind, NotComparedWhy(why), key) for record, kind, why, key in rows]


def forget_pairs(connection: sa.Connection, records: Collection[str], kind: str | None = None) -> None:
    """Let go of what was found of records, of a kind or of all."""
    asked = sorted(records)
    of_kind, is_kind = (sa.true() if kind is None else table.c.kind == kind for table in (likely_pair, not_compared))
    for first in range(0, len(asked), _FORGOTTEN_AT_ONCE):
        some = asked[first : first + _FORGOTTEN_AT_ONCE]
        connection.execute(sa.delete(not_compared).where(not_compared.c.record.in_(some), is_kind))
        connection.execute(sa.delete(likely_pair).where(likely_pair.c.left.in_(some), of_kind))
        connection.execute(sa.delete(likely_pair).where(likely_pair.c.right.in_(some), of_kind))
