"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts, roles and leases."""

    name = "sijill.web.accounts"
    label = "sijill_accounts"
