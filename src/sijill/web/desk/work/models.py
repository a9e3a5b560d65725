"""The tables of work: long work, what was given to whom, filters that somebody named, and when somebody was here."""

from __future__ import annotations

from django.conf import settings
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


class Assignment(models.Model):
    """A claim with its passage, a document or a record that a person is to see to; it ends when that is decided."""

    thing = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=10)
    person = models.CharField(max_length=150, db_index=True)
    given_by = models.CharField(max_length=150)
    given_at = models.DateTimeField()

    class Meta:
        """The oldest first."""

        ordering = ("given_at", "id")

    def __str__(self) -> str:
        """Return the thing and whose it is."""
        return f"{self.kind} {self.thing} of {self.person}"


class SavedFilter(models.Model):
    """A filter of the queue that one person named; name and filter are closed, since both may hold names."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters")
    closed = models.TextField()

    def __str__(self) -> str:
        """Return whose it is, and nothing of what it seeks."""
        return f"of {self.user_id}"


class Visit(models.Model):
    """Up to which entry a person had seen the register when they were here last."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visit")
    seen = models.BigIntegerField(default=0)
    last = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Return the entry."""
        return f"seen to {self.seen}"
