"""Tables taken in, and sealed things let out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sijill import actions
from sijill.actions import tables
from sijill.actions.tables import Imported, next_import_id
from sijill.workspace._second import needs_second

if TYPE_CHECKING:
    from sijill.ledger import Progress, Receipt
    from sijill.model import Sensitivity
    from sijill.model.custody import CustodyAct
    from sijill.workspace._opened import Opened
    from sijill.workspace._records import Records


@dataclass(frozen=True, slots=True)
class Exchange:
    """Imports tables by a mapping, and discloses by two persons."""

    _opened: Opened
    _records: Records

    def import_table(
        self,
        content: bytes,
        mapping_text: str,
        *,
        name: str,
        sensitivity: Sensitivity | None = None,
        dry_run: bool = False,
        skip_bad_rows: bool = False,
        progress: Progress | None = None,
        recording: Progress | None = None,
    ) -> Imported:
        """
        Import a table by a mapping; while it stands or waits, the same table and mapping again change nothing.

        A table is the team's, and its columns are as sensitive as what they fill, unless ``sensitivity`` says more.
        Raises ImportedBefore, and as ``actions.import_table``.
        """
        append_id, mapping = (
            next_import_id(self._opened.ledger, content, mapping_text),
            tables.parse_mapping(mapping_text),
        )
        return tables.import_table(
            self._opened.doing(append_id),
            self._opened.vault,
            content,
            mapping,
            second=needs_second(self._opened, actions.claim_kind_of(mapping.kind), append_id),
            name=name,
            sensitivity=sensitivity,
            dry_run=dry_run,
            skip_bad_rows=skip_bad_rows,
            progress=progress,
            recording=recording,
            reader=self._opened.sandbox,
        )

    def undo_import(self, import_append: str, *, reason: str) -> Receipt:
        """Withdraw everything of an import that still stands, or let it wait no more."""
        return tables.undo_import(self._opened.doing(), import_append, reason=reason)

    def disclose(self, subjects: Sequence[str], act: CustodyAct, *, reason: str, second_actor: str) -> Receipt | None:
        """Record that items, or sealed values of records, were let out by two persons."""
        whole = [self._records.id_of(one) for one in subjects]
        return actions.disclose(self._opened.doing(), whole, act, reason=reason, second_actor=second_actor)
