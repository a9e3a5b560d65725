"""Tables taken in, the register taken out, and sealed things let out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sijill import actions, records
from sijill.actions import disclose, tables
from sijill.actions.tables import Imported, LikelyThere, next_import_id
from sijill.adapters.sql import Act
from sijill.ledger.pairs import NotComparedCount
from sijill.model.custody import CustodyAct
from sijill.search import passages
from sijill.tables import parse_mapping, read_rows, table_text
from sijill.workspace._sealed import Revealed, revealed, seal_identity
from sijill.workspace._second import needs_second

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.ledger import Progress, Receipt
    from sijill.model import Sensitivity
    from sijill.model.custody import CustodyAct
    from sijill.tables import Table, TableMapping
    from sijill.values import Period
    from sijill.workspace._counts import Counts
    from sijill.workspace._evidence import Evidence
    from sijill.workspace._opened import Opened
    from sijill.workspace._records import Records
    from sijill.workspace.exports._exporting import Exported


@dataclass(frozen=True, slots=True)
class Exchange:
    """Takes tables in and the register out, seals identities, and shows what is sealed to two persons."""

    _opened: Opened
    _evidence: Evidence
    _records: Records
    _view: Callable[[Sensitivity], View]
    _counts: Counts

    def export(
        self,
        form: str,
        out: Path,
        *,
        audience: str = "public",
        period: str | Period | None = None,
        methodology: str | None = None,
        as_of: str | None = None,
    ) -> Exported:
        """
        Write the register into a new folder in a format of the field, as an audience may see it.

        ``form`` is ged, acled, hxl, sdg, geojson, ftm, prov, csv or parquet; ``audience`` public, partner or
        internal. What the format cannot hold stands in ``excluded.csv``. Raises UnknownWord, FolderNotEmpty,
        MethodologyNotAdopted, UnreadablePeriod, NotYetThere.
        """
        from sijill.access import audience_of
        from sijill.values import Period
        from sijill.workspace.exports._export_view import Export
        from sijill.workspace.exports._exporting import write_export

        window = Period.parse(period) if isinstance(period, str) else period
        counting = self._counts.counting(as_of=as_of, methodology_name=methodology, window=window)
        view = self._view(audience_of(audience))
        export = Export(self._opened, self._counts, view, counting, window)
        return write_export(export, form, audience, out)

    def import_table(
        self,
        content: bytes,
        mapping_text: str,
        *,
        name: str,
        sensitivity: Sensitivity | None = None,
        dry_run: bool = False,
        skip_bad_rows: bool = False,
        as_update: bool = False,
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
            parse_mapping(mapping_text),
        )
        made = tables.import_table(
            self._opened.doing(append_id),
            self._opened.vault,
            content,
            mapping,
            second=needs_second(self._opened, actions.claim_kind_of(mapping.kind), append_id),
            name=name,
            sensitivity=sensitivity,
            dry_run=dry_run,
            skip_bad_rows=skip_bad_rows,
            as_update=as_update,
            progress=progress,
            recording=recording,
            reader=self._opened.sandbox,
        )
        self._opened.store.passages.keep(made.item, passages(""))  # found by what its rows became
        if made.receipt is not None and made.receipt.repeated:
            return made
        return self._with_twins(made)

    def _with_twins(self, made: Imported) -> Imported:
        """Return an import with who may be there already; two rows of one table are asked about later."""
        from sijill.workspace.alike._twins import twins, twins_of_drafts

        if made.subjects:
            new: dict[str, int | None] = dict.fromkeys(map(self._records.id_of, made.subjects))
            found = twins(self._opened, self._records, made.subjects)
        else:
            new = {one.subject: row for row, one in reversed(made.drafted)}
            drafted = records.assemble((0, one) for _, one in made.drafted)
            found = twins_of_drafts(self._opened, self._records, list(drafted))
        made = replace(made, drafted=())
        if found is None:
            return replace(made, likely=None)
        sides = [((one.left, one.right) if one.left in new else (one.right, one.left), one) for one in found.pairs]
        likely = (
            LikelyThere(ours if row is None else "", theirs, one.likelihood, row)
            for (ours, theirs), one in sides
            for row in [new[ours]]
            if theirs not in new
        )
        return replace(made, likely=tuple(likely), not_compared=tuple(NotComparedCount.of(found.passed)))

    def table_of(self, content: bytes, mapping: TableMapping, *, name: str) -> Table:
        """
        Return a table as a mapping reads it; nothing is recorded.

        Raises EmptyTable, BrokenTable, MappingBroken, a kind of Unreadable.
        """
        return read_rows(table_text(content, name=name, reader=self._opened.sandbox), mapping)

    def imports_of(self, item: str) -> tuple[str, ...]:
        """Return the imports of a sealed table that stand, or wait for a second person."""
        return tables.standing_imports(self._opened.doing(), item)

    def undo_import(self, import_append: str, *, reason: str) -> Receipt:
        """Withdraw everything of an import that still stands, or let it wait no more."""
        return tables.undo_import(self._opened.doing(), import_append, reason=reason)

    def seal_identity(self, identity: Mapping[str, str], *, recipient: str = "") -> str:
        """
        Seal the identity of a confidential source and return the handle that stands for it as a source.

        It is encrypted for an age public key, else for that of the identity sealed last, else for the
        register's own. Raises IdentityUnfit, UnreadableKey, KeyMissing, KeyExposed, VaultFull.
        """
        return seal_identity(self._opened, identity, recipient)

    def reveal(
        self, subjects: Sequence[str], *, reason: str, second_actor: str, identity: Path | None = None
    ) -> list[Revealed]:
        """
        Return what is sealed in items, records and identities, after the record says to whom it was shown.

        ``identity`` is a file of age keys, where the register's keyring has not the one that opens
        an identity. Raises TwoPersonsNeeded, ReasonMissing, UnknownEntry, NotInVault, WrongKey, KeyMissing.
        """
        whole = [self._records.id_of(one) for one in subjects]
        shown = revealed(self._opened, self._evidence, self._view, whole, identity)
        told = [one.subject for one in shown]
        disclose(self._opened.doing(), told, CustodyAct.REVEALED, reason=reason, second_actor=second_actor)
        self._opened.log_access(told, act=Act.REVEALED)
        return shown
