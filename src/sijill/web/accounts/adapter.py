"""Accounts are made by an administrator; a stranger cannot sign up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class NobodySignsUp(DefaultAccountAdapter):
    """Closes the public sign-up of the account pages."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Test whether strangers may make accounts: never."""
        return False
