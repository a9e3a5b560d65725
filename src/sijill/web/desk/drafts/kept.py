"""Keeping, finding and wiping drafts: a person sees their own and nobody else's; old ones go by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sijill.web.desk.drafts.models import Draft

LASTS = timedelta(days=14)
"""How long a draft is kept: it holds names that nobody has sealed or restricted yet."""

DRAFTS_A_PERSON = 20
"""How many drafts one person may have; the oldest makes room."""


def keep(form: str, person: str, fields: Mapping[str, str], *, now: datetime) -> None:
    """Keep what somebody typed under the form's id; empty fields are not kept, and nothing typed is no draft."""
    wipe_old(now=now)
    typed = {name: text for name, text in fields.items() if text}
    if not typed.keys() - {"kind"}:
        wipe(form, person)
        return
    Draft.objects.update_or_create(form=form, person=person, defaults={"fields": typed, "saved_at": now})
    surplus = Draft.objects.filter(person=person).order_by("-saved_at").values_list("pk", flat=True)[DRAFTS_A_PERSON:]
    Draft.objects.filter(pk__in=list(surplus)).delete()


def of(person: str, *, now: datetime) -> Sequence[Draft]:
    """Return a person's own drafts, newest first."""
    wipe_old(now=now)
    return list(Draft.objects.filter(person=person).order_by("-saved_at"))


def find(form: str, person: str, *, now: datetime) -> Draft | None:
    """Return a person's own draft of a form, or None when there is none or it is another's."""
    wipe_old(now=now)
    return Draft.objects.filter(form=form, person=person).first()


def wipe(form: str, person: str) -> None:
    """Delete a person's own draft; deleting what is not there changes nothing."""
    Draft.objects.filter(form=form, person=person).delete()


def wipe_old(*, now: datetime) -> None:
    """Delete every draft that is past its days, whoever's it is."""
    Draft.objects.filter(saved_at__lt=now - LASTS).delete()
