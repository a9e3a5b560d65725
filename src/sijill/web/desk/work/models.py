"""The table of long work."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """Where a piece of work stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(models.Model):
    """
    One piece of long work of one person.

    ``asked`` is what it needs and is emptied when it ends; ``append_id`` names what it
    records, so that work begun twice records once; ``failed_as`` is the name of an error.
    """

    kind = models.CharField(max_length=20)
    person = models.CharField(max_length=150, db_index=True)
    about = models.CharField(max_length=100, blank=True)
    asked = models.JSONField(default=dict)
    append_id = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    whole = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    result = models.CharField(max_length=200, blank=True)
    failed_as = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        """Return kind and state, and nothing of what was asked."""
        return f"{self.kind}, {self.state}"

    @property
    def goes_on(self) -> bool:
        """Test whether it waits or is being done."""
        return self.state in (State.WAITING, State.RUNNING)
