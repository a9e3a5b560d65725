"""Two people never decide the same claim at once: whoever opens it holds it for a while."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from sijill.values.persons import same_person
from sijill.web.accounts.models import Lease

LASTS = timedelta(minutes=15)


def take(*claims: str, person: str, now: datetime) -> bool:
    """Test whether a person now holds all of some claims: each was free, expired, or theirs already; else none."""
    with transaction.atomic():  # BEGIN IMMEDIATE: of two who ask at once, one waits for the other
        Lease.objects.filter(until__lt=now).delete()
        held = Lease.objects.filter(claim__in=claims).values_list("person", flat=True)
        if not all(same_person(one, person) for one in held):
            return False
        Lease.objects.bulk_create(
            [Lease(claim=one, person=person, until=now + LASTS) for one in claims],
            update_conflicts=True,
            unique_fields=["claim"],
            update_fields=["until"],
        )
        return True


def give_back(*claims: str, person: str) -> None:
    """End a person's own leases."""
    Lease.objects.filter(claim__in=claims, person=person).delete()


def held_by_others(person: str, *, now: datetime) -> Collection[str]:
    """Return the claims that others hold now."""
    return frozenset(Lease.objects.filter(until__gte=now).exclude(person=person).values_list("claim", flat=True))
