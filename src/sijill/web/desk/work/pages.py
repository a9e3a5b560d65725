"""Under way: what I asked for, how far it is, where its result is, and what to do when it failed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sijill.values import Period, SijillError, format_period, message, translate
from sijill.web.accounts.policy import Action
from sijill.web.desk.work.asking import ask_for
from sijill.web.desk.work.doing import DEFECT
from sijill.web.desk.work.models import Job, State
from sijill.web.refusals import words_for
from sijill.web.requests import needs, somebody
from sijill.web.templatetags.sijill import language

JOBS_LISTED = 50
NAMES = {
    "publish": message("Publish the report of {about}"),
    "audit": message("Check the printed sums of all documents"),
    "read": message("Seal and read an upload"),
    "try_table": message("Read a table and see how it would stand"),
    "import_table": message("Import a table"),
    "find_pairs": message("Look for likely duplicates"),
}
RESULTS = {
    "publish": message("See the reports"),
    "audit": message("See the findings"),
    "read": message("See the document"),
    "try_table": message("See how it would stand"),
    "import_table": message("See what was imported"),
    "find_pairs": message("See the likely duplicates"),
}
STATES = {
    State.WAITING: message("in line"),
    State.RUNNING: message("is being done"),
    State.DONE: message("done"),
    State.FAILED: message("not done"),
}
OURS = message(
    "Something went wrong on our side, and it was not finished. Ask for it again; if it fails again, report it."
)


@dataclass(frozen=True, slots=True)
class JobLine:
    """A piece of work in words."""

    job: Job
    name: str
    state: str
    result: str
    failed: str


@needs(Action.SEE_RECORDS, "GET")
def mine(request: HttpRequest) -> HttpResponse:
    """List the work of whoever asks, the newest first."""
    jobs = list(Job.objects.filter(person=somebody(request).name)[:JOBS_LISTED])
    shown = [_job_in_words(job) for job in jobs]
    return render(request, "desk/work.html", {"jobs": shown, "goes_on": any(job.goes_on for job in jobs)})


def _job_in_words(job: Job) -> JobLine:
    failed = ""
    if job.state == State.FAILED:
        failed = translate(language(), OURS) if job.failed_as == DEFECT else words_for(job.failed_as)
    return JobLine(
        job,
        translate(language(), NAMES[job.kind], about=_about(job)),
        translate(language(), STATES[State(job.state)]),
        translate(language(), RESULTS[job.kind]),
        failed,
    )


def _about(job: Job) -> str:
    try:
        return format_period(Period.parse(job.about), language())
    except SijillError:
        return job.about


@needs(Action.TRACE, "POST")
def audit_all(request: HttpRequest) -> HttpResponse:
    """Ask for the audit of every document that was not audited yet."""
    ask_for(request, "audit")
    return redirect("work")


@needs(Action.SEE_RECORDS, "POST")
def forget(request: HttpRequest, job: int) -> HttpResponse:
    """Take a piece of work that ended off the list."""
    held = get_object_or_404(Job, pk=job, person=somebody(request).name)
    if not held.goes_on:
        held.delete()
    return redirect("work")
