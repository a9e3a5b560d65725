"""Accounts in the browser: the first visit, who makes and closes accounts, and why one stands at the sign-in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.unit.web.conftest import PASSWORD

from sijill.web.accounts.policy import Person, Role, may_keep_account

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CODE = "k3f9ab12cd34ef56"
FORM = {"code": "K3F9-AB12-CD34-EF56", "name": "Invented Keeper", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def nobody(register):
    """A desk that nobody administers yet, with the code that ``serve`` printed."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from sijill.web.accounts.first import new_code

    User.objects.all().delete()
    new_code(CODE, now=timezone.now())
    return register


def administrators():
    from django.contrib.auth.models import User

    return list(User.objects.filter(groups__name="administrator").values_list("username", flat=True))


def key_of(name: str) -> str:
    from django.contrib.auth.models import User

    return str(User.objects.get(username=name).pk)


def test_the_code_that_serve_printed_makes_the_administrator_once(nobody):
    browser = Client()
    offered = browser.get("/accounts/login/").content.decode()

    made = browser.post("/first/", FORM)
    again = Client().post("/first/", {**FORM, "name": "Invented Other"})

    assert "/first/" in offered
    assert made["Location"] == "/accounts/login/"
    assert again.status_code == 404 or again.status_code == 302
    assert administrators() == ["Invented Keeper"]


def test_the_first_visit_is_not_there_for_another_machine_or_through_a_go_between(nobody):
    for extra in (
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_VIA": "1.1 invented"},
    ):
        browser = Client(**extra)
        assert "/first/" not in browser.get("/accounts/login/").content.decode()
        assert browser.get("/first/").status_code == 404
        assert browser.post("/first/", FORM).status_code == 404
    assert administrators() == []


def test_the_code_can_be_tried_five_times(nobody):
    browser = Client()
    for _ in range(5):
        refused = browser.post("/first/", {**FORM, "code": "0000-0000-0000-0000"})

    late = browser.post("/first/", FORM)

    assert (refused.status_code, late.status_code) == (400, 400)
    assert "gone" in late.content.decode()
    assert administrators() == []


def test_the_code_lasts_an_hour(nobody):
    from sijill.web.accounts.first import CodeGone, become_administrator, new_code

    new_code(CODE, now=NOW)

    with pytest.raises(CodeGone):
        become_administrator(CODE, "Invented Keeper", PASSWORD, now=NOW + timedelta(minutes=61))
    assert become_administrator(CODE, "Invented Keeper", PASSWORD, now=NOW + timedelta(minutes=59)).is_active


@pytest.mark.parametrize(
    "given",
    [{"password": "short", "again": "short"}, {"again": "another long password"}, {"name": " "}, {"name": "a\u202eb"}],
)
def test_the_first_visit_says_what_is_wrong_and_the_right_code_stays_good(given, nobody):
    refused = Client().post("/first/", {**FORM, **given})

    assert refused.status_code == 400
    assert 'role="alert"' in refused.content.decode()
    assert PASSWORD not in refused.content.decode()
    assert Client().post("/first/", FORM).status_code == 302


def test_an_administrator_makes_an_account_whose_owner_chooses_the_password(register, sign_in):
    page = sign_in("administrator").post("/people/make/", {"name": "Invented Newcomer", "role": "verifier"})
    temporary = page.content.decode().split('class="id">')[1].split("<")[0]
    browser = Client()
    browser.post("/accounts/login/", {"login": "Invented Newcomer", "password": temporary})

    before = browser.get("/queue/")
    kept = browser.post(
        "/accounts/password/", {"oldpassword": temporary, "password1": temporary, "password2": temporary}
    )
    changed = browser.post(
        "/accounts/password/", {"oldpassword": temporary, "password1": PASSWORD, "password2": PASSWORD}
    )

    assert before["Location"] == "/accounts/password/"
    assert kept.status_code == 200
    assert changed.status_code == 302
    assert browser.get("/queue/").status_code == 200


def test_a_temporary_password_that_was_not_replaced_in_time_opens_nothing(register, sign_in):
    from sijill.web.accounts.models import TemporaryPassword

    page = sign_in("administrator").post("/people/make/", {"name": "Invented Newcomer", "role": "viewer"})
    temporary = page.content.decode().split('class="id">')[1].split("<")[0]
    TemporaryPassword.objects.update(until=NOW - timedelta(days=400))
    browser = Client()
    browser.post("/accounts/login/", {"login": "Invented Newcomer", "password": temporary})

    answer = browser.get("/", follow=True)

    assert "not replaced in time" in answer.content.decode()
    assert browser.get("/").status_code == 302


@pytest.mark.parametrize("name", ["lead", "LEAD", " lead ", "", "x" * 61, "a\u200bb"])
def test_two_people_never_have_one_name(name, register, sign_in):
    answer = sign_in("administrator").post("/people/make/", {"name": name, "role": "lead"})

    assert answer.status_code == 400


def test_a_closed_account_is_out_at_once_and_what_it_recorded_stays(register, sign_in):
    inside = sign_in("verifier")
    administrator = sign_in("administrator")

    administrator.post(f"/people/{key_of('verifier')}/close/")
    closed = inside.get("/queue/")
    administrator.post(f"/people/{key_of('verifier')}/open/")

    assert closed.status_code == 302
    assert not Client().login(username="nobody", password=PASSWORD)
    assert Client().login(username="verifier", password=PASSWORD)
    assert register.seq > 0


def test_a_new_role_holds_from_the_next_page_on(register, sign_in):
    inside = sign_in("documenter")

    sign_in("administrator").post(f"/people/{key_of('documenter')}/role/", {"role": "viewer"})

    assert inside.get("/").status_code == 302
    assert sign_in("documenter").get("/enter/").status_code == 403


def test_a_lost_telephone_and_a_forgotten_password_are_helped(register, sign_in):
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth.models import User

    TOTP.activate(User.objects.get(username="lead"), "JBSWY3DPEHPK3PXP")
    administrator, key = sign_in("administrator"), key_of("lead")

    administrator.post(f"/people/{key}/factor/")
    page = administrator.post(f"/people/{key}/password/").content.decode()
    temporary = page.split('class="id">')[1].split("<")[0]

    assert not Authenticator.objects.filter(user__username="lead").exists()
    assert not Client().login(username="lead", password=PASSWORD)
    assert Client().login(username="lead", password=temporary)


def test_nobody_changes_their_own_account_so_an_administrator_is_always_left(register, sign_in):
    browser, key = sign_in("administrator"), key_of("administrator")

    for act in ("role", "close", "password", "factor", "sessions"):
        assert browser.post(f"/people/{key}/{act}/", {"role": "viewer"}).status_code == 409
    assert administrators() == ["administrator"]


def test_the_last_administrator_stays_even_when_two_close_each_other(register):
    from django.contrib.auth.models import User

    from sijill.web.accounts import account_admin
    from sijill.web.accounts.people import make_person

    second = make_person("Invented Keeper", PASSWORD, Role.ADMINISTRATOR)
    account_admin.set_active(second, False, now=NOW)

    with pytest.raises(account_admin.LastAdministrator):
        account_admin.set_active(User.objects.get(username="administrator"), False, now=NOW)
    with pytest.raises(account_admin.LastAdministrator):
        account_admin.change_role(User.objects.get(username="administrator"), Role.LEAD, now=NOW)
    assert User.objects.get(username="administrator").is_active


def test_who_may_keep_accounts_is_asked_without_a_database():
    keeper, lead = Person("a", Role.ADMINISTRATOR), Person("b", Role.LEAD)

    assert may_keep_account(keeper, lead)
    assert not may_keep_account(keeper, Person("A", Role.ADMINISTRATOR))
    assert not may_keep_account(lead, keeper)


def test_every_act_on_an_account_is_in_the_access_log_without_a_secret(register, sign_in):
    administrator = sign_in("administrator")
    page = administrator.post("/people/make/", {"name": "Invented Newcomer", "role": "viewer"}).content.decode()
    temporary = page.split('class="id">')[1].split("<")[0]
    administrator.post(f"/people/{key_of('Invented Newcomer')}/close/")
    Client().post("/accounts/login/", {"login": "lead", "password": "an invented wrong password"})
    Client().post("/accounts/login/", {"login": "an invented secret typed as a name", "password": "x"})

    log = [(one.actor, str(one.act), one.subjects) for one in register.keeping.access_log()]
    everything = str(log)

    assert ("administrator", "administered", ("account/Invented Newcomer/made/viewer",)) in log
    assert ("administrator", "administered", ("account/Invented Newcomer/closed",)) in log
    assert ("lead", "not_signed_in", ("account/lead/password",)) in log
    assert ("administrator", "signed_in", ("account/administrator/signed_in",)) in log
    assert not any(secret in everything for secret in (temporary, "wrong password", "typed as a name", PASSWORD))


@pytest.mark.parametrize(("language", "words"), [("en", "20 minutes without use"), ("ar", "دون استعمال")])
def test_who_was_idle_is_told_so_and_comes_back_to_the_page(language, words, register, sign_in, incident):
    browser = sign_in("verifier", language)
    browser.get("/")
    session = browser.session
    session["seen"] -= 21 * 60
    session.save()

    away = browser.get(f"/records/{incident}/?history=1")
    page = browser.get(away["Location"])
    back = browser.post(
        "/accounts/login/", {"login": "verifier", "password": PASSWORD, "next": f"/records/{incident}/?history=1"}
    )

    assert words in page.content.decode()
    assert f'value="/records/{incident}/?history=1"' in page.content.decode()
    assert back["Location"] == f"/records/{incident}/?history=1"


def test_a_form_sent_too_late_leads_back_to_its_page_and_never_to_another_host(register):
    ours = Client().post("/enter/", headers={"referer": "http://testserver/enter/?of=1"})
    theirs = Client().post("/enter/", headers={"referer": "https://evil.example/enter/"})

    assert "next=%2Fenter%2F%3Fof%3D1" in ours["Location"]
    assert "next=%2F&" in theirs["Location"] + "&"


def test_a_session_that_an_administrator_ended_says_so(register, sign_in):
    inside = sign_in("lead")

    sign_in("administrator").post(f"/people/{key_of('lead')}/sessions/")
    page = inside.get("/queue/", follow=True).content.decode()

    assert "Your session has ended" in page


def test_a_clock_behind_the_register_is_told_and_the_order_of_entries_stays(register, sign_in, monkeypatch):
    from sijill.adapters import clock
    from sijill.web.people.clocks import minutes_behind

    last = max(entry.recorded_at for entry in register.records.entries())
    early = last - timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: early)
    register.acting_as("lead").records.record("incident", {"title": "Invented incident"}, reason="read")
    moments = [entry.recorded_at for entry in register.records.entries()]

    assert minutes_behind(register.last_recorded_at, now=early) == 120
    assert minutes_behind(register.last_recorded_at, now=last - timedelta(seconds=90)) == 0
    assert moments == sorted(moments)


@pytest.mark.parametrize(("language", "words"), [("en", "behind the last entry"), ("ar", "متأخرة")])
def test_a_page_says_that_the_clock_is_behind(language, words, register, sign_in, monkeypatch):
    from django.utils import timezone

    late = timezone.now() - timedelta(hours=3)
    browser = sign_in("lead", language)
    monkeypatch.setattr("sijill.web.people.clocks.timezone.now", lambda: late)

    assert words in browser.get("/").content.decode()


def test_accounts_of_a_newer_program_are_refused_with_the_step_that_is_not_known(register):
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    from sijill.web.database import NewerAccounts
    from sijill.web.serving import prepare

    steps = MigrationRecorder(connection)
    steps.record_applied("sijill_accounts", "0099_of_a_later_year")
    try:
        with pytest.raises(NewerAccounts, match=r"sijill_accounts/0099_of_a_later_year.*update the program"):
            prepare(register.folder, hosts=("testserver",))
    finally:
        steps.record_unapplied("sijill_accounts", "0099_of_a_later_year")
