"""One thread of one process does the work; what a stop of the desk cut off is begun again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from django.db import DatabaseError, close_old_connections

from sijill.web.refusals import say_where
from sijill.workspace.one_worker import working_alone

INTERVAL = 0.5
HOUR = 3600


def start(register: Path) -> threading.Thread:
    """Begin to work in a thread that ends with the desk, as soon as no other process does."""
    thread = threading.Thread(target=_work_in_turn, args=(register,), name="sijill-work", daemon=True)
    thread.start()
    return thread


def work_here(register: Path, *, once: bool) -> None:
    """
    Do the work in this process until it is told to end, or only what waits; a job that was begun is ended first.

    Raises WorkedElsewhere.
    """
    with working_alone(register, wait=False):
        begin_again()
        if once:
            work_off()
            return
        threading.Thread(target=_sweep_on, name="sijill-sweep", daemon=True).start()
        worker = _worker(batch=False)
        worker.configure_signals()
        while worker.running:
            _surviving(worker.run)


def begin_again() -> int:
    """Queue anew what was cut off by a stop; return how much that was."""
    from sijill.web.desk.work.models import Job, State
    from sijill.web.desk.work.tasks import work

    _forget_claimed()
    cut_off = list(Job.objects.filter(state__in=(State.RUNNING, State.WAITING)).order_by("id"))
    for job in cut_off:
        Job.objects.filter(pk=job.pk).update(state=State.WAITING)
        work.enqueue(job.pk)
    return len(cut_off)


def sweep() -> None:
    """Delete what nobody needs any more and may hold words, and leave none of them in the database's files."""
    from django.conf import settings
    from django.contrib.sessions.models import Session
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    from sijill.web.database import leave_no_words
    from sijill.web.desk.drafts import kept
    from sijill.web.desk.importing.kept_table import wipe_old_tables
    from sijill.web.limits_table import LIMITS, LimitsTable

    now = timezone.now()
    kept.wipe_old(now=now)
    wipe_old_tables(Path(settings.SIJILL_REGISTER) / "tmp", now=now)
    Session.objects.filter(expire_date__lt=now).delete()
    DBTaskResult.objects.finished().delete()
    LimitsTable(LIMITS, {}).delete_ended()
    leave_no_words()


def work_off() -> None:
    """Do everything that waits, then return."""
    _worker(batch=True).run()


def _forget_claimed() -> None:
    """Drop what an ended desk left in the queue; the table of jobs knows what is still to be done."""
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.all().delete()


def _work_in_turn(register: Path) -> None:
    with working_alone(register, wait=True):
        _surviving(begin_again)
        threading.Thread(target=_sweep_on, name="sijill-sweep", daemon=True).start()
        while True:
            _surviving(_worker(batch=False).run)


def _sweep_on() -> None:
    while True:
        _surviving(sweep)
        close_old_connections()
        threading.Event().wait(HOUR)


def _surviving(does: Callable[[], object]) -> None:
    """Do something that a busy database must not end for good."""
    try:
        does()
    except (DatabaseError, OSError) as error:
        say_where(error)
        close_old_connections()
        threading.Event().wait(5)


def _worker(*, batch: bool):  # type: ignore[no-untyped-def]  # the package gives its worker no type
    from django_tasks_db.management.commands.db_worker import Worker

    return Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=INTERVAL,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="desk",
    )
