"""A code that is refused says why: it expired, or a clock is wrong, or it is another code altogether."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from allauth.account.forms import ChangePasswordForm
from allauth.core.internal.cryptokit import compare_user_code, normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django import forms
from django.core.cache import cache
from django.utils import timezone

from sijill.values import arabic_digits_to_ascii
from sijill.web.accounts.words import CLOCKS_DIFFER, EXPIRED_CODE, KEY_OF_DESK_MISSING, in_language_of_reader
from sijill.workspace import KeyMissing

STEP = 30
JUST_NOW = 6
"""So many steps back a code counts as expired, not as one of another clock: three minutes."""

HOUR = 3600 // STEP
ONCE = 5 * 60


def minutes_apart(secret: str, code: str, *, now: datetime) -> int | None:
    """
    Return how many minutes lie between this clock and the clock that showed a code, None when none explains it.

    Tried are an hour in either direction, and whole half hours around it to fourteen hours:
    a wrong zone. That is about one code in two thousand, so a guess is rarely taken for a clock.
    """
    here = int(now.timestamp()) // STEP
    for apart in _differences():
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, here + apart))):
            return round(apart * STEP / 60) or (1 if apart > 0 else -1)
    return None


def _differences() -> Iterator[int]:
    near = (sign * step for step in range(2, HOUR + 1) for sign in (-1, 1))
    zones = (sign * half * HOUR // 2 for half in range(3, 29) for sign in (-1, 1))
    return itertools.chain(near, (zone + drift for zone in zones for drift in (-1, 0, 1)))


def why_refused(secret: str, code: str, *, now: datetime) -> str | None:
    """Return what to say of a refused code when time explains it."""
    apart = minutes_apart(secret, code, now=now)
    if apart is None:
        return None
    if -JUST_NOW * STEP / 60 <= apart < 0:
        return str(in_language_of_reader(EXPIRED_CODE))
    return str(in_language_of_reader(CLOCKS_DIFFER, minutes=f"\u2066{abs(apart)}\u2069"))


class _SaysWhy:
    """What the three forms share: digits of either script, one use of a code, and the reason of a refusal."""

    cleaned_data: dict[str, Any]
    user: Any

    def clean_code(self) -> str:
        """Return the code. Raises ValidationError with the reason."""
        try:
            return self._right_code()
        except KeyMissing:
            raise forms.ValidationError(
                str(in_language_of_reader(KEY_OF_DESK_MISSING)), code="incorrect_code"
            ) from None

    def _right_code(self) -> str:
        code = self.cleaned_data["code"] = arabic_digits_to_ascii(str(self.cleaned_data["code"]))
        try:
            right = str(super().clean_code())  # type: ignore[misc]  # that of the form it stands before
        except forms.ValidationError as refused:
            words = self._time_explains(code) if getattr(refused, "code", None) == "incorrect_code" else None
            raise forms.ValidationError(words, code="incorrect_code") if words else refused from None
        # A code is good for three steps, so it is remembered for longer than the one step of allauth.
        if not cache.add(f"sijill.code.{self.user.pk}.{normalize_user_code(right)}", "used", timeout=ONCE):
            raise forms.ValidationError(str(in_language_of_reader(EXPIRED_CODE)), code="incorrect_code")
        return right

    def _time_explains(self, code: str) -> str | None:
        held = Authenticator.objects.filter(user=self.user, type=Authenticator.Type.TOTP).first()
        return why_refused(decrypt(held.data["secret"]), code, now=timezone.now()) if held else None


class Authenticate(_SaysWhy, AuthenticateForm):
    """The second factor at the sign-in."""


class Reauthenticate(_SaysWhy, ReauthenticateForm):
    """The second factor before something that matters."""


class Activate(_SaysWhy, ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def _time_explains(self, code: str) -> str | None:
        return why_refused(self.secret, code, now=timezone.now())


class ChangePassword(ChangePasswordForm):
    """A new password that is not the old one: a temporary password is replaced for good."""

    def clean_password1(self) -> str:
        """Return the new password. Raises ValidationError."""
        chosen = str(self.cleaned_data["password1"])
        if self.user.check_password(chosen):
            raise get_adapter().validation_error("same_as_current")
        return chosen
