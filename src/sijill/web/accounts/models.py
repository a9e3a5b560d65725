"""What the desk keeps beside the register: who is looking at which claim just now."""

from __future__ import annotations

from django.db import models


class Lease(models.Model):
    """A claim that one person is deciding; for as long as it lasts nobody else is given it."""

    claim = models.CharField(max_length=200, unique=True)
    person = models.CharField(max_length=150)
    until = models.DateTimeField()

    def __str__(self) -> str:
        """Return the claim and the end of its lease."""
        return f"{self.claim} until {self.until:%H:%M}"
