"""A kept table is tried or imported: at once where it is small, beside the pages where it is large."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sijill.ledger import Progress
from sijill.model import Sensitivity
from sijill.values import SijillError
from sijill.web.desk.importing.kept_table import KeptTable, find_table
from sijill.web.desk.work.asking import ask_for
from sijill.web.desk.work.models import Job
from sijill.web.requests import register_of
from sijill.workspace import Register

LARGE_TABLE = 1024 * 1024
"""A larger table is read beside the pages, and its person sees how far it is."""


def try_or_ask(request: HttpRequest, table: KeptTable, *, dry_run: bool) -> HttpResponse:
    """Try a table, or import it, and lead to what that gave."""
    if table.size > LARGE_TABLE:
        table.tried_anew()
        ask_for(request, "try_table" if dry_run else "import_table", table=table.key)
        return redirect("work")
    carry_through(register_of(request), table, dry_run=dry_run)
    return redirect("import_preview", table.key)


def carry_through(register: Register, table: KeptTable, *, dry_run: bool, step: Progress | None = None) -> None:
    """Try a table, or import it once however often it was begun, and keep what that gave, or why it gave nothing."""
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


def work_on_table(register: Register, job: Job, step: Progress, *, dry_run: bool) -> str:
    """Carry a table through for a piece of long work, and return the page of what it gave."""
    key = str(job.asked["table"])
    if (table := find_table(register.folder / "tmp", key, job.person)) is not None:
        carry_through(register, table, dry_run=dry_run, step=step)
    return reverse("import_preview", args=[key])
