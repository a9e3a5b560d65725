"""What the API keeps beside the register: tokens, of which only a digest, and the keys of what was proposed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Token(models.Model):
    """A person's leave for a program: some scopes, for some time, until it is revoked."""

    key = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=60)
    scopes = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Return its public half."""
        return self.key


class Submission(models.Model):
    """What a person's program sent under a key of its own, so that sending it again changes nothing."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    claim = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    class Meta:
        """One person uses a key once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["owner", "key"], name="sijill_api_one_key")]

    def __str__(self) -> str:
        """Return the claim it became."""
        return self.claim
