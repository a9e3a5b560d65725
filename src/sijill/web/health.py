"""What a machine may ask of the desk without signing in: whether it lives and is ready, and numbers without words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from django.http.request import split_domain_port
from django.utils import timezone

from sijill.values import SijillError
from sijill.web.accounts.first import from_this_machine
from sijill.web.accounts.middleware import Middleware
from sijill.web.register_access import register_for
from sijill.web.serving import is_loopback

LIVE, READY, METRICS = "/healthz/live", "/healthz/ready", "/metrics"
TEXT = "text/plain; charset=utf-8"
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


class Health(Middleware):
    """Answers three addresses; what it says are numbers and two words, and no id, name or path."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer."""
        if request.path == LIVE:
            return HttpResponse("live\n", content_type=TEXT)
        if request.path == READY:
            ready = accounts_answer() and last_entry() is not None
            return HttpResponse("ready\n" if ready else "not ready\n", TEXT, 200 if ready else 503)
        if request.path == METRICS:
            if not asked_here(request):
                return HttpResponseNotFound("", content_type=TEXT)
            return HttpResponse("".join(metrics()), content_type=PROMETHEUS)
        return self.get_response(request)


def asked_here(request: HttpRequest) -> bool:
    """
    Test whether a program of this machine asks, under a name that only this machine has.

    Nothing that a proxy says it hands on, and no page elsewhere whose host's name was bound to this machine. A proxy
    of this machine that says nothing, and asks under a loopback name, cannot be told from a program.
    """
    with suppress(DisallowedHost):
        name, _ = split_domain_port(request.get_host())
        return from_this_machine(request.META) and is_loopback(name.strip("[]"))
    return False


def accounts_answer() -> bool:
    """Test whether the database of accounts answers."""
    with suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return True
    return False


def last_entry() -> int | None:
    """Return the number of the register's last entry, None where its database does not answer."""
    with suppress(SijillError):
        return register_for(settings.SIJILL_REGISTER, None).seq
    return None


def metrics() -> Iterator[str]:
    """Yield the numbers as Prometheus reads them."""
    seq = last_entry()
    answers = accounts_answer()
    yield _gauge(
        "sijill_ready", "Whether the register and the accounts answer.", {"": int(answers and seq is not None)}
    )
    if seq is not None:
        yield _gauge("sijill_entries", "Entries of the log.", {"": seq})
    if answers:
        yield from _of_work()


def _of_work() -> Iterator[str]:
    from django.contrib.sessions.models import Session
    from django.db.models import Count, Min

    from sijill.web.desk.work.models import Job, State

    now = timezone.now()
    states = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    counted = {f'{{state="{state}"}}': states.get(state, 0) for state in State.values}
    yield _gauge("sijill_jobs", "Pieces of long work by their state.", counted)
    oldest = Job.objects.filter(state=State.WAITING).aggregate(at=Min("created_at"))["at"]
    waits = 0 if oldest is None else max(0, int((now - oldest).total_seconds()))
    yield _gauge("sijill_oldest_waiting_job_seconds", "For how long the oldest waiting work waits.", {"": waits})
    sessions = Session.objects.filter(expire_date__gte=now).count()
    yield _gauge("sijill_sessions", "Sessions that are open.", {"": sessions})


def _gauge(name: str, says: str, values: dict[str, int]) -> str:
    lines = (f"{name}{labels} {value}\n" for labels, value in values.items())
    return f"# HELP {name} {says}\n# TYPE {name} gauge\n{''.join(lines)}"
