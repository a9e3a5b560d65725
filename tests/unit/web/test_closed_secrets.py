"""Secrets of second factors stand closed in the desk's table, under a key outside the register's folder (E12)."""

from __future__ import annotations

import base64
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.test import Client
from tests.unit.web.conftest import PASSWORD

SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def lead(register):
    """A lead with an authenticator app and recovery codes."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth.models import User

    user = User.objects.get(username="lead")
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def factors(user):
    from allauth.mfa.models import Authenticator

    return {str(one.type): one for one in Authenticator.objects.filter(user=user)}


def desk_bytes() -> bytes:
    """Return every byte of the desk's database and the files beside it."""
    from django.conf import settings

    name = Path(settings.DATABASES["default"]["NAME"])
    return b"".join(path.read_bytes() for path in name.parent.glob(f"{name.name}*"))


def code_now() -> str:
    """Return the code of a clock half a minute ahead, which is still good when the next half minute begins."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    return format_hotp_value(hotp_value(SECRET, max(yield_hotp_counters_from_time())))


def signing_in(code: str):
    browser = Client()
    browser.post("/accounts/login/", {"login": "lead", "password": PASSWORD})
    return browser, browser.post("/accounts/2fa/authenticate/", {"code": code})


def test_neither_the_table_nor_its_write_ahead_log_holds_a_secret(lead):
    from allauth.mfa.adapter import get_adapter

    seed = get_adapter().decrypt(factors(lead)["recovery_codes"].data["seed"])
    held = desk_bytes()

    for secret in (SECRET, seed):
        assert secret.encode() not in held
        assert base64.b64encode(secret.encode()) not in held


def test_a_code_and_a_recovery_code_still_open(lead):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    recovery = RecoveryCodes(factors(lead)["recovery_codes"]).get_unused_codes()[0]

    assert signing_in(code_now())[0].get("/").status_code == 200
    assert signing_in(recovery)[0].get("/").status_code == 200


def test_a_secret_that_is_being_set_up_stands_closed_in_its_session(register, sign_in):
    from django.contrib.sessions.models import Session

    from sijill.web.accounts.sessions import SessionStore

    browser = Client()
    browser.post("/accounts/login/", {"login": "documenter", "password": PASSWORD})
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = browser.get("/accounts/2fa/totp/activate/")
    held = [SessionStore().decode(one.session_data) for one in Session.objects.all()]
    (secret,) = [one["mfa.totp.secret"] for one in held if "mfa.totp.secret" in one]

    assert secret in page.content.decode()
    for one in Session.objects.all():
        assert "mfa.totp.secret" not in one.get_decoded()  # which reads what is not closed
        assert one.session_data.startswith("age:")
    register.keeping.keyring.renew("sessions")
    register.keeping.keyring.identity("sessions")
    assert browser.get("/").status_code == 302


def test_secrets_of_an_older_program_are_closed_when_the_desk_starts(lead):
    from sijill.web.accounts.adapter import close_open_secrets

    held = factors(lead)
    for kind, name, words in (("totp", "secret", SECRET), ("recovery_codes", "seed", "ab" * 40)):
        held[kind].data[name] = words
        held[kind].save()
    assert SECRET.encode() in desk_bytes()

    close_open_secrets()

    assert SECRET.encode() not in desk_bytes()
    assert b"ab" * 40 not in desk_bytes()
    assert signing_in(code_now())[0].get("/").status_code == 200


def test_without_the_key_the_sign_in_says_what_to_do_and_lets_nobody_in(lead, register):
    keyring = register.keeping.keyring
    keyring.path("desk").unlink()

    browser, answer = signing_in(code_now())

    assert answer.status_code == 200
    assert "not on this machine" in answer.content.decode()
    assert browser.get("/").status_code == 302


def test_with_a_key_made_anew_the_old_secret_opens_nothing_and_a_new_one_is_set_up(lead, register):
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP

    register.keeping.keyring.renew("desk")
    register.keeping.keyring.identity("desk")

    assert "not on this machine" in signing_in(code_now())[1].content.decode()
    Authenticator.objects.filter(user=lead).delete()
    TOTP.activate(lead, SECRET)
    assert signing_in(code_now())[0].get("/").status_code == 200


def test_no_key_of_the_desk_lies_in_the_registers_folder(lead, register):
    from django.conf import settings

    keyring = register.keeping.keyring
    held = b"".join(path.read_bytes() for path in register.folder.rglob("*") if path.is_file())

    assert settings.SECRET_KEY.encode() not in held
    assert keyring.path("desk").read_bytes().strip() not in held
    assert not keyring.path("desk").is_relative_to(register.folder)


def test_a_copy_of_the_desk_in_a_backup_names_every_table_that_opens_something(register):
    """A table that a new version brings is looked at by a person: does it open something?"""
    from django.conf import settings

    from sijill.adapters.sql._backup import ENDS_WITH_THE_DESK

    with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as desk:
        held = {name for (name,) in desk.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    stays = {
        "account_emailaddress",
        "account_emailconfirmation",
        "auth_group",
        "auth_group_permissions",
        "auth_permission",
        "auth_user",
        "auth_user_groups",
        "auth_user_user_permissions",
        "django_content_type",
        "django_migrations",
        "mfa_authenticator",
        "sijill_accounts_probation",
        "sijill_accounts_temporarypassword",
        "sijill_api_submission",
        "sijill_drafts_draft",
        "sijill_work_assignment",
        "sijill_work_savedfilter",
        "sijill_work_visit",
        "sqlite_sequence",
    }

    assert held - stays == set(ENDS_WITH_THE_DESK)
