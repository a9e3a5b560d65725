"""The first visit: ``serve`` prints a code, and whoever types it on the same machine becomes the administrator."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction

from sijill.values import SijillError
from sijill.web.accounts.models import FirstCode
from sijill.web.accounts.people import make_person
from sijill.web.accounts.policy import Role

LASTS = timedelta(hours=1)
TRIES = 5
FORWARDED = ("HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_FORWARDED", "HTTP_X_REAL_IP")
"""How the headers begin by which a proxy says that it speaks for another."""


class CodeGone(SijillError):
    """A first code that expired, was tried too often, or was used."""


class WrongCode(SijillError):
    """Not the code that ``serve`` printed."""


def has_administrator() -> bool:
    """Test whether anybody may administer accounts."""
    return User.objects.filter(groups__name=Role.ADMINISTRATOR.value, is_active=True).exists()


def new_code(code: str, *, now: datetime) -> str:
    """Hold a code for the first visit and return it in groups of four; every earlier code is gone."""
    with transaction.atomic():
        FirstCode.objects.all().delete()
        FirstCode.objects.create(digest=_code_digest(code), until=now + LASTS, tries=TRIES)
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def from_this_machine(headers: Mapping[str, str]) -> bool:
    """Test whether a request came from this machine itself, and through nothing that speaks for others."""
    if any(name.startswith(FORWARDED) for name in headers):
        return False
    try:
        peer = ipaddress.ip_address(headers.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    mapped = getattr(peer, "ipv4_mapped", None)
    return bool((mapped or peer).is_loopback)


def become_administrator(code: str, name: str, password: str, *, now: datetime) -> User:
    """
    Make the first administrator, once. Raises CodeGone, WrongCode, and what ``make_person`` raises.

    A wrong code is counted even though nothing else of the attempt stays.
    """
    _spend_a_try(code, now=now)
    with transaction.atomic():
        held = FirstCode.objects.select_for_update().first()
        if held is None or has_administrator():
            raise CodeGone("somebody became the administrator already")
        made = make_person(name, password, Role.ADMINISTRATOR)
        FirstCode.objects.all().delete()
    return made


def _spend_a_try(code: str, *, now: datetime) -> None:
    with transaction.atomic():
        held = FirstCode.objects.select_for_update().first()
        if held is None or held.tries == 0 or held.until < now or has_administrator():
            raise CodeGone("this code is gone; stop sijill serve, start it again, and take the code it prints")
        if right := hmac.compare_digest(held.digest, _code_digest(code)):
            return
        held.tries -= 1
        held.save(update_fields=["tries"])
    if not right:
        raise WrongCode(f"this is not the code that sijill serve printed; {held.tries} tries are left")


def _code_digest(code: str) -> str:
    letters = "".join(one for one in code.casefold() if one.isalnum())
    return hashlib.sha256(letters.encode(errors="replace")).hexdigest()
