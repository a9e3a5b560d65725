"""What the account pages say, in both languages, and when they say it."""

from __future__ import annotations

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language

from sijill.values import Language, message, translate


def _in_language_of_reader(message_en: str, **places: str) -> str:
    return translate(Language.AR if (get_language() or "en").startswith("ar") else Language.EN, message_en, **places)


in_language_of_reader: Any = lazy(_in_language_of_reader, str)
"""Give a message in the language of whoever reads it, at the time it is read."""

ERRORS: dict[str, str] = {
    "account_inactive": message("This account is closed. Ask an administrator to open it again."),
    "enter_current_password": message("This is not your present password. Write the one you signed in with."),
    "incorrect_code": message(
        "This code is not right. Take the one that the app shows now, or use one of your recovery codes."
    ),
    "incorrect_password": message("This password is not right. Try again."),
    "invalid_login": message("The name or the password is not right. Check both; a closed account does not open."),
    "username_password_mismatch": message(
        "The name or the password is not right. Check both; a closed account does not open."
    ),
    "too_many_login_attempts": message(
        "That was wrong too often. Wait five minutes and try again, or ask an administrator."
    ),
    "rate_limited": message("That was too many times in a short while. Wait a few minutes and try again."),
    "same_as_current": message("Choose a password that you did not have before."),
    "cannot_generate_recovery_codes": message("Turn on an authenticator app or a passkey first."),
    "cannot_delete_authenticator": message("This second factor cannot be removed now."),
}
"""Instead of allauth's own words: each says what happened and what to do."""

NOTES: dict[str, str] = {
    "account/messages/password_changed.txt": message("Your password was changed. Other sessions of yours have ended."),
    "mfa/messages/recovery_codes_generated.txt": message("Recovery codes were made. Any earlier ones no longer work."),
    "mfa/messages/totp_activated.txt": message("The authenticator app is on."),
    "mfa/messages/totp_deactivated.txt": message("The authenticator app is off."),
    "mfa/messages/webauthn_added.txt": message("The passkey was added."),
    "mfa/messages/webauthn_removed.txt": message("The passkey was removed."),
}
"""What is in_language_of_reader after an act; signing in and out say nothing, since the page shows it."""

EXPIRED_CODE = message("This code has expired. Write the one that the app shows now, before it changes.")
CLOCKS_DIFFER = message(
    "This code belongs to another time: the clock of this machine and the clock of your telephone differ by about "
    "{minutes} minutes. Set both to the right time, or use one of your recovery codes."
)
KEY_OF_DESK_MISSING = message(
    "The key with which this desk keeps second factors is not on this machine, so no code can be checked. Ask an "
    "administrator to remove your second factor, then set it up anew."
)
KEY_REFUSED = message(
    "The passkey was not accepted. Try it again, or use the authenticator app or one of your recovery codes."
)
