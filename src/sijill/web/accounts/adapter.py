"""Accounts are made by an administrator; a stranger cannot sign up, and every message is our own."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from sijill.values import message
from sijill.web.accounts.words import ERRORS, NOTES, in_language_of_reader


class NobodySignsUp(DefaultAccountAdapter):
    """Closes the public sign-up of the account pages and speaks in our words."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        **{code: in_language_of_reader(words) for code, words in ERRORS.items()},
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Test whether strangers may make accounts: never."""
        return False

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """Return how somebody shows anew that it is them: never by the password alone where there is more."""
        ways = super().get_reauthentication_methods(user)
        return [one for one in ways if one["id"] != "reauthenticate"] or ways

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_: Any, **more: Any
    ) -> None:
        """Say what was done in our words; what the page shows anyway is not said."""
        if message_template in NOTES:
            messages.add_message(request, level, in_language_of_reader(NOTES[message_template]))
        elif more.get("message"):
            messages.add_message(request, level, more["message"])


class OurSecondFactors(DefaultMFAAdapter):
    """Speaks in our words about second factors and names the passkeys."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        **{code: in_language_of_reader(words) for code, words in ERRORS.items()},
    }

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """Return the name a new passkey gets when its owner gives none."""
        held = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"{in_language_of_reader(message('Passkey'))} {held + 1}"
