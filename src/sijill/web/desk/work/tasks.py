"""The one task of the desk: carry out a job. The only module that knows which package brings Django's tasks."""

from __future__ import annotations

from django_tasks import task  # Django 6 has it as django.tasks; the package gives the same on 5.2

from sijill.web.desk.work.doing import carry_out


@task()
def work(job: int) -> None:
    """Carry out a job by its number; nothing of what was asked stands in the queue."""
    carry_out(job)
