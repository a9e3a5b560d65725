"""A kept table is tried, or imported once however often that was begun; what came of it stays beside the table."""

from __future__ import annotations

from sijill.ledger import Progress
from sijill.model import Sensitivity
from sijill.values import SijillError
from sijill.web.desk.importing.kept_table import KeptTable
from sijill.workspace import Register


def carry_through(register: Register, table: KeptTable, *, dry_run: bool, step: Progress | None = None) -> None:
    """Try a table, or import it, and keep what that gave, or why it gave nothing."""
    try:
        done = register.exchange.import_table(
            table.content,
            table.mapping,
            name=table.name,
            sensitivity=Sensitivity(table.sensitivity) if table.sensitivity else None,
            dry_run=dry_run,
            skip_bad_rows=table.skip_bad_rows,
            as_update=table.as_update,
            progress=step,
            recording=step,
        )
    except SijillError as refusal:
        table.tried(refusal)
    else:
        table.imported = done.append_id if done.receipt else ""
        table.tried(done)
