"""One thread beside the pages does the work; what a stop of the desk cut off is begun again."""

from __future__ import annotations

import logging
import threading
import traceback
from pathlib import Path

from django.db import DatabaseError, close_old_connections

INTERVAL = 0.5


def start() -> threading.Thread:
    """Begin to work in a thread that ends with the desk."""
    begin_again()
    thread = threading.Thread(target=_work_on, name="sijill-work", daemon=True)
    thread.start()
    return thread


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


def work_off() -> None:
    """Do everything that waits, then return."""
    _worker(batch=True).run()


def _forget_claimed() -> None:
    """Drop what an ended desk left in the queue; the table of jobs knows what is still to be done."""
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.all().delete()


def _work_on() -> None:
    while True:
        try:
            _worker(batch=False).run()
        except (DatabaseError, OSError) as error:  # a busy queue must not end the work for good
            last = traceback.extract_tb(error.__traceback__)[-1]
            logging.getLogger("sijill.web").error(
                "a defect: %s at %s:%s", type(error).__name__, Path(last.filename).name, last.lineno
            )
            close_old_connections()
            threading.Event().wait(5)


def _worker(*, batch: bool):  # type: ignore[no-untyped-def]  # the package gives its worker no type
    from django_tasks_db.management.commands.db_worker import Worker

    return Worker(
        queue_names=["*"],
        interval=INTERVAL,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="desk",
    )
