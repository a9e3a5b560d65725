"""The table of drafts."""

from __future__ import annotations

from django.db import models


class Draft(models.Model):
    """A half-filled form of one person; ``form`` is the hidden id under which it would be recorded."""

    form = models.CharField(max_length=36)
    person = models.CharField(max_length=150, db_index=True)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        """A form has one draft for each person."""

        constraints = (models.UniqueConstraint(fields=("form", "person"), name="one_draft_a_form"),)

    def __str__(self) -> str:
        """Return the day it was saved: nothing that was typed."""
        return f"saved {self.saved_at:%Y-%m-%d %H:%M}"
