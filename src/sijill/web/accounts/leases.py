"""Two people never decide the same claim at once: whoever opens it holds it for a while."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from sijill.values.persons import same_person
from sijill.web.accounts.models import Lease

LASTS = timedelta(minutes=15)


def take(claim: str, person: str, *, now: datetime) -> bool:
    """Test whether a person now holds a claim: it was free, expired, or theirs already."""
    with transaction.atomic():  # BEGIN IMMEDIATE: of two who ask at once, one waits for the other
        Lease.objects.filter(until__lt=now).delete()
        held, made = Lease.objects.get_or_create(claim=claim, defaults={"person": person, "until": now + LASTS})
        if not same_person(held.person, person):
            return False
        if not made:
            Lease.objects.filter(pk=held.pk).update(until=now + LASTS)
        return True


def give_back(claim: str, person: str) -> None:
    """End a person's own lease."""
    Lease.objects.filter(claim=claim, person=person).delete()


def held_by_others(person: str, *, now: datetime) -> Collection[str]:
    """Return the claims that others hold now."""
    return frozenset(Lease.objects.filter(until__gte=now).exclude(person=person).values_list("claim", flat=True))
