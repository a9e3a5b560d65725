"""What the desk keeps beside the register: leases, codes, temporary passwords, and what waits for a second person."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Lease(models.Model):
    """A claim that one person is deciding; for as long as it lasts nobody else is given it."""

    claim = models.CharField(max_length=200, unique=True)
    person = models.CharField(max_length=150)
    until = models.DateTimeField()

    def __str__(self) -> str:
        """Return the claim and the end of its lease."""
        return f"{self.claim} until {self.until:%H:%M}"


class FirstCode(models.Model):
    """The code that ``serve`` printed for the first visit; only its digest is kept."""

    digest = models.CharField(max_length=64)
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        """Return how long it lasts."""
        return f"until {self.until:%H:%M}"


class TemporaryPassword(models.Model):
    """A person whose password came from an administrator and has to be replaced by their own."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="temporary")
    until = models.DateTimeField()

    def __str__(self) -> str:
        """Return how long it lasts."""
        return f"until {self.until:%Y-%m-%d %H:%M}"


class Probation(models.Model):
    """An account that somebody else than its owner could hold: until then it takes no part in what takes two."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="probation")
    until = models.DateTimeField()
    why = models.CharField(max_length=20)

    def __str__(self) -> str:
        """Return how long it lasts."""
        return f"until {self.until:%Y-%m-%d %H:%M}"


class ApprovalRequest(models.Model):
    """What one person asked for and another has to approve; what became of it stays here and in the access log."""

    number = models.CharField(max_length=36, primary_key=True)
    action = models.CharField(max_length=20)
    subjects = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    reason = models.TextField()
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=12, default="waiting")
    decided_by = models.CharField(max_length=150, default="")
    decided_at = models.DateTimeField(null=True)
    why = models.TextField(default="")

    def __str__(self) -> str:
        """Return what was asked for and what became of it."""
        return f"{self.action} {self.state}"
