"""What each kind of long work does, step by step; every failure becomes a sentence for whoever asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from sijill.actions import Provenance
from sijill.evidence import Unreadable
from sijill.ledger import Progress
from sijill.model import Sensitivity
from sijill.values import PartialDate, SijillError, message
from sijill.values.extras import missing_extra
from sijill.web.accounts.people import role_of
from sijill.web.accounts.policy import CLEARANCE, Action, Person, can
from sijill.web.database import leave_no_words
from sijill.web.desk import audit_index
from sijill.web.desk.importing.kept_table import find_table
from sijill.web.desk.importing.trying import carry_through
from sijill.web.desk.work.models import Job, State
from sijill.web.refusals import name_of, say_where
from sijill.web.register_access import register_for
from sijill.workspace import Register

MOST_TRIES = 2
DEFECT = "Defect"
"""Said of a mistake of ours, whose own words may quote a source."""


class NoLongerAllowed(SijillError):
    """Work of somebody whose role changed before it was done."""


class StoppedTwice(SijillError):
    """Work during which the desk ended more than once."""


def carry_out(number: int) -> None:
    """Carry out a job that waits; a job that is done or failed stays as it is."""
    taken = Job.objects.filter(pk=number, state=State.WAITING).update(state=State.RUNNING, tries=F("tries") + 1)
    if not taken:
        return
    job = Job.objects.get(pk=number)
    try:
        if job.tries > MOST_TRIES:
            raise StoppedTwice(message("The desk was stopped twice while it worked on this. Ask for it again."))
        person = _allowed(job)
        result = WORK[job.kind][1](register_for(settings.SIJILL_REGISTER, person.name), job, _counter(job))
    except SijillError as error:
        _finish(job, State.FAILED, failed_as="NotRead" if isinstance(error, Unreadable) else name_of(error))
    except Exception as error:  # noqa: BLE001 (the queue keeps and logs all that reaches it, words of a source too)
        if missing := missing_extra(error):
            _finish(job, State.FAILED, failed_as=name_of(missing))
            return
        say_where(error)
        _finish(job, State.FAILED, failed_as=DEFECT)
    else:
        _finish(job, State.DONE, result=result)


def _allowed(job: Job) -> Person:
    """Return who asked, as the policy knows them today. Raises NoLongerAllowed."""
    user = User.objects.filter(username=job.person, is_active=True).first()
    if user is None or not can(person := Person(job.person, role_of(user)), WORK[job.kind][0]):
        raise NoLongerAllowed(message("Your role does not allow this any more, so it was not done. Ask a lead."))
    return person


def _counter(job: Job) -> Progress:
    def step(done: int, whole: int) -> None:
        Job.objects.filter(pk=job.pk).update(done=done, whole=whole)

    return step


def _finish(job: Job, state: str, *, result: str = "", failed_as: str = "") -> None:
    if kept := job.asked.get("path"):
        Path(kept).unlink(missing_ok=True)
    Job.objects.filter(pk=job.pk).update(
        state=state, asked={}, result=result, failed_as=failed_as, ended_at=timezone.now()
    )
    leave_no_words()


def _publish(register: Register, job: Job, step: Progress) -> str:
    """Render a report in both languages and every format, and record it once, however often it was begun."""
    if register.records.receipt(job.append_id) is None:
        asked = {name: job.asked.get(name) for name in ("clock", "methodology", "reason", "seen")}
        register.publishing.report(
            str(job.asked["period"]),
            publish=True,
            append_id=job.append_id,
            without=tuple(job.asked.get("without", ())),
            progress=step,
            **asked,
        )
    return reverse("reports")


def _audit(register: Register, job: Job, step: Progress) -> str:
    """Audit every document that the person may read and that was not audited before."""
    person = User.objects.get(username=job.person)
    view, names = register.view(CLEARANCE[role_of(person)]), audit_index.held_ids(register)
    known = audit_index.read_index(register.folder)
    todo = [item for item in audit_index.auditable(view.items()) if item.id not in known and view.reads(item)]
    for number, item in enumerate(todo):
        step(number, len(todo))
        audit_index.keep(register.folder, {item.id: audit_index.audit_item(register, view, item)}, held=names)
    step(len(todo), len(todo))
    return reverse("findings")


def _read_upload(register: Register, job: Job, step: Progress) -> str:
    """Seal an upload, read it and find its claims."""
    step(0, 0)
    stated = dict(job.asked["provenance"])
    published = stated.pop("published_on")
    provenance = Provenance(
        **{**stated, "sensitivity": Sensitivity(stated["sensitivity"])},
        published_on=PartialDate.parse(published) if published else None,
    )
    content = Path(str(job.asked["path"])).read_bytes()
    got = register.evidence.add_bytes(content, provenance, append_id=job.append_id)
    return reverse("item", args=[got.item])


def _table_in(register: Register, job: Job, step: Progress, *, dry_run: bool) -> str:
    """Try a table that its person keeps here, or import it."""
    key = str(job.asked["table"])
    if (table := find_table(register.folder / "tmp", key, job.person)) is not None:
        carry_through(register, table, dry_run=dry_run, step=step)
    return reverse("import_preview", args=[key])


def _find_pairs(register: Register, job: Job, step: Progress) -> str:
    """Compare what is new in the register with all it holds."""
    step(0, 0)
    register.links.find()
    return reverse("pairs")


WORK: dict[str, tuple[Action, Callable[[Register, Job, Progress], str]]] = {
    "publish": (Action.PUBLISH, _publish),
    "audit": (Action.TRACE, _audit),
    "read": (Action.ADD_ITEM, _read_upload),
    "try_table": (Action.ENTER, partial(_table_in, dry_run=True)),
    "find_pairs": (Action.JUDGE, _find_pairs),
    "import_table": (Action.ENTER, partial(_table_in, dry_run=False)),
}
"""What may be asked for, who may ask, and how it is done."""
