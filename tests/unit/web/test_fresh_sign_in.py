"""What matters most asks who sits there anew, with a second factor; and nobody is both of the two persons (E12)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.unit.web.conftest import PASSWORD, has_just_shown_who_sits_there, six_minutes_later
from tests.unit.web.test_doors import desk_addresses
from tests.unit.web.test_second_factor import SECRET, code_at
from tests.unit.web.test_two_persons import ask

from sijill.web.accounts.policy import ALLOWED, FRESH, TWO_PERSONS, WITH_SECOND_FACTOR, Action, Role

CONFIRM, SET_UP = "/accounts/reauthenticate/", "/accounts/second-factor/"


def key_of(name: str) -> str:
    from django.contrib.auth.models import User

    return str(User.objects.get(username=name).pk)


def role_that_may(action: Action) -> str:
    return next(role.value for role in Role if action in ALLOWED[role])


def guarded_addresses() -> list[tuple[str, str, Action]]:
    """Every address of the desk whose action asks for a fresh sign-in; a new one joins by itself."""
    return [(name, address, needed) for name, address, needed in desk_addresses() if needed in FRESH]


def test_what_takes_two_persons_and_what_changes_accounts_is_guarded():
    """R-E12: a new action that takes two persons cannot be forgotten here."""
    assert TWO_PERSONS | {Action.COUNTERSIGN, Action.ADMINISTER} == WITH_SECOND_FACTOR
    assert {Action.KEEP_OWN_ACCOUNT} == FRESH - WITH_SECOND_FACTOR


def test_every_guarded_address_asks_anew_who_sits_there(register, sign_in):
    found = guarded_addresses()
    for name, address, needed in found:
        browser = sign_in(role_that_may(needed))
        six_minutes_later(browser)

        answer = browser.post(address, headers={"referer": "http://testserver/two/"})

        assert answer.status_code in (302, 405), name
        assert answer.status_code == 405 or answer["Location"] == f"{CONFIRM}?next=%2Ftwo%2F", name
    assert {"two_ask", "two_approve", "two_do", "make_person", "person_password", "person_role", "tokens"} <= {
        name for name, _, _ in found
    }


def test_every_guarded_address_leads_who_has_only_a_password_to_a_second_factor(register, sign_in):
    from allauth.mfa.models import Authenticator

    for name, address, needed in guarded_addresses():
        if needed not in WITH_SECOND_FACTOR:
            continue
        browser = sign_in(role_that_may(needed))
        Authenticator.objects.all().delete()

        answer = browser.post(address, headers={"referer": "http://testserver/people/"})

        assert answer.status_code == 405 or answer["Location"] == f"{SET_UP}?next=%2Fpeople%2F", name


@pytest.mark.parametrize(("language", "words"), [("en", "a password is stolen easily"), ("ar", "تُسرق بسهولة")])
def test_the_way_to_a_second_factor_says_why_and_leads_back(language, words, register):
    from django.contrib.auth.models import User
    from django.utils import timezone

    browser = Client(headers={"accept-language": language})
    browser.post("/accounts/login/", {"login": "lead", "password": PASSWORD})
    led = browser.post("/two/ask/", {"action": "export_all"}, headers={"referer": "http://testserver/two/"})
    page = browser.get(led["Location"]).content.decode()
    browser.post(CONFIRM, {"password": PASSWORD})
    secret = browser.get("/accounts/2fa/totp/activate/").content.decode().split('class="id">')[1].split("<")[0]
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    code = format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))
    shown = browser.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True).content.decode()
    asked = browser.post(
        "/two/ask/", {"action": "destroy", "subjects": register.evidence.items()[0].id, "reason": "an invented reason"}
    )

    assert led["Location"] == f"{SET_UP}?next=%2Ftwo%2F"
    assert words in page
    assert 'href="/two/"' in shown.split("<main")[1]
    assert asked["Location"] == "/two/"
    assert User.objects.get(username="lead").authenticator_set.filter(type="totp").exists()


def test_another_host_is_never_led_back_to(register, sign_in):
    browser = sign_in("lead")

    browser.get(f"{SET_UP}?next=https://evil.example/")

    assert "evil.example" not in browser.get("/accounts/2fa/").content.decode()


def test_a_password_alone_confirms_nobody_who_has_a_second_factor(register):
    """A stolen password and an open laptop must not turn the second factor off."""
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth.models import User
    from django.utils import timezone

    TOTP.activate(User.objects.get(username="lead"), SECRET)
    browser = Client()
    browser.post("/accounts/login/", {"login": "lead", "password": PASSWORD})
    browser.post("/accounts/2fa/authenticate/", {"code": code_at(timezone.now())})
    six_minutes_later(browser)

    by_password = browser.post(f"{CONFIRM}?next=/two/", {"password": PASSWORD, "next": "/two/"})
    still = browser.post(
        "/two/ask/", {"action": "destroy", "subjects": register.evidence.items()[0].id, "reason": "an invented reason"}
    )
    off = browser.post("/accounts/2fa/totp/deactivate/")

    assert by_password["Location"].startswith("/accounts/2fa/reauthenticate/")
    assert still["Location"].startswith(CONFIRM)
    assert off["Location"].startswith(CONFIRM)
    assert User.objects.get(username="lead").authenticator_set.filter(type="totp").exists()


def test_a_code_confirms_and_leads_back(register, sign_in):
    from django.utils import timezone

    browser = sign_in("lead")
    six_minutes_later(browser)
    led = browser.post("/two/ask/", headers={"referer": "http://testserver/two/?about=x"})
    way = browser.get(led["Location"])

    back = browser.post("/accounts/2fa/reauthenticate/", {"code": code_at(timezone.now()), "next": "/two/?about=x"})
    asked = browser.post(
        "/two/ask/", {"action": "destroy", "subjects": register.evidence.items()[0].id, "reason": "an invented reason"}
    )

    assert way["Location"] == "/accounts/2fa/reauthenticate/?next=%2Ftwo%2F%3Fabout%3Dx"
    assert back["Location"] == "/two/?about=x"
    assert asked["Location"] == "/two/"


def test_guessing_at_the_confirmation_is_stopped(register, sign_in):
    browser = sign_in("lead")
    six_minutes_later(browser)

    answers = [browser.post("/accounts/2fa/reauthenticate/", {"code": f"00000{n}"}) for n in range(8)]

    assert any("too often" in one.content.decode() or one.status_code == 429 for one in answers)


def test_a_clock_that_was_set_back_makes_no_sign_in_fresh(register, sign_in):
    from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as KEPT

    browser = sign_in("lead")
    session = browser.session
    session[KEPT] = [{**one, "at": one["at"] + 3600} for one in session[KEPT]]
    session.save()

    assert browser.post("/two/ask/")["Location"].startswith(CONFIRM)


def test_what_was_sent_too_late_is_kept_in_no_session(register, sign_in):
    from django.contrib.sessions.models import Session

    from sijill.web.accounts.sessions import SessionStore

    browser = sign_in("lead")
    six_minutes_later(browser)

    browser.post(
        "/two/ask/",
        {"action": "destroy", "subjects": register.evidence.items()[0].id, "reason": "Invented Secretreason"},
    )
    browser.post("/accounts/2fa/totp/deactivate/", {"code": "Invented Secretreason"})

    assert "Secretreason" not in "".join(str(SessionStore().decode(one.session_data)) for one in Session.objects.all())


def test_no_token_ever_does_what_asks_for_a_fresh_sign_in(register, sign_in, ask):
    from django.test import RequestFactory
    from tests.unit.web.apis import token_of

    from sijill.web.api.gate import Bearer
    from sijill.web.api.problems import STATUS, NotByToken
    from sijill.web.api.tokens import Scope

    for action in FRESH:
        with pytest.raises(NotByToken, match="Sign in at the desk"):
            Bearer(Scope.READ, action).authenticate(RequestFactory().post("/api/v1/anything"), token_of("lead", "read"))
    assert dict(STATUS)[NotByToken] == 403


@pytest.fixture
def leads(register, sign_in):
    """Two browsers, each with a lead whose account was made at the command line."""
    from sijill.web.accounts.people import make_person

    make_person("other", PASSWORD, Role.LEAD)
    return sign_in("lead"), sign_in("other")


@pytest.mark.parametrize(("days", "had_one", "waits"), [(3, False, True), (0, False, False), (3, True, False)])
def test_a_first_second_factor_of_an_old_account_waits_a_day(days, had_one, waits, register):
    """Whoever stole the password of a lead without a second factor sets up their own: the owner has a day to notice."""
    from datetime import timedelta

    from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
    from django.contrib.auth.models import User
    from django.utils import timezone

    lead = User.objects.get(username="lead")
    User.objects.filter(pk=lead.pk).update(date_joined=timezone.now() - timedelta(days=days))
    browser, step = Client(), int(timezone.now().timestamp()) // 30
    if had_one:  # a new telephone: confirmed with the old one, which is taken off first
        TOTP.activate(lead, SECRET)
    browser.post("/accounts/login/", {"login": "lead", "password": PASSWORD})
    browser.post("/accounts/2fa/authenticate/", {"code": code_at(timezone.now())})
    browser.post(CONFIRM, {"password": PASSWORD})
    browser.post("/accounts/2fa/reauthenticate/", {"code": code_at(timezone.now() + timedelta(seconds=30))})
    browser.post("/accounts/2fa/totp/deactivate/")
    secret = browser.get("/accounts/2fa/totp/activate/").content.decode().split('class="id">')[1].split("<")[0]
    browser.post("/accounts/2fa/totp/activate/", {"code": format_hotp_value(hotp_value(secret, step))})

    asked = browser.post(
        "/two/ask/", {"action": "destroy", "subjects": register.evidence.items()[0].id, "reason": "an invented reason"}
    )

    assert User.objects.get(username="lead").authenticator_set.filter(type="totp").exists()
    assert ("first second factor" in asked.content.decode()) is waits
    assert asked.status_code == (400 if waits else 302)


RESETS = {
    "password": {},
    "factor": {},
    "role": {"role": "lead"},
}


@pytest.mark.parametrize("reset", RESETS)
def test_who_resets_a_lead_cannot_act_as_both_within_a_day(reset, leads, register, sign_in):
    """The issue: an administrator who resets a lead's password cannot act as both within a day."""
    from sijill.web.accounts.models import Probation

    first, second = leads
    open_request = ask(first, "export_all")
    theirs = ask(second, "export_all")
    first.post(f"/two/{theirs}/approve/")
    sign_in("administrator").post(f"/people/{key_of('other')}/{reset}/", RESETS[reset])
    taken_over = Client()
    taken_over.force_login(_user("other"))
    has_just_shown_who_sits_there(taken_over, "other")
    from sijill.web.accounts.models import TemporaryPassword

    TemporaryPassword.objects.all().delete()  # whoever took it over has chosen a password

    approving = taken_over.post(f"/two/{open_request}/approve/")
    doing = taken_over.post(f"/two/{theirs}/do/")
    asking = taken_over.post(
        "/two/ask/", {"action": "destroy", "subjects": register.evidence.items()[0].id, "reason": "an invented reason"}
    )
    page = taken_over.get("/two/").content.decode()
    kept = sign_in("administrator").get(f"/people/{key_of('other')}/").content.decode()
    until = Probation.objects.get().until

    assert (approving.status_code, doing.status_code, asking.status_code) == (403, 403, 400)
    assert f"{until:%Y-%m-%d %H:%M}" in approving.content.decode()
    assert "command line" in approving.content.decode()
    assert f"{until:%H:%M}" in page
    assert "Takes part in nothing that takes two persons before" in kept
    assert any("account/other/" in one.subjects[0] for one in register.keeping.access_log(actor="administrator"))
    tried = [one.subjects for one in register.keeping.access_log(actor="other") if str(one.act) == "refused"]
    assert tried == [("account/other/probation",)] * 3
    assert not [e for e in register.records.entries(kind="custody") if (e.body or {})["act"] == "exported"]

    Probation.objects.update(until=datetime.now(UTC) - timedelta(seconds=1))
    has_just_shown_who_sits_there(taken_over, "other")
    assert taken_over.post(f"/two/{open_request}/approve/").status_code == 302


def _user(name: str):
    from django.contrib.auth.models import User

    return User.objects.get(username=name)


def test_two_leads_that_one_administrator_makes_cannot_act_within_a_day(register, sign_in):
    keeper = sign_in("administrator")
    for name in ("Invented First", "Invented Second"):
        keeper.post("/people/make/", {"name": name, "role": "lead"})
    from sijill.web.accounts.models import TemporaryPassword

    TemporaryPassword.objects.all().delete()
    browser = Client()
    browser.force_login(_user("Invented First"))
    has_just_shown_who_sits_there(browser, "Invented First")

    answer = browser.post(
        "/two/ask/", {"action": "destroy", "subjects": register.evidence.items()[0].id, "reason": "an invented reason"}
    )

    assert answer.status_code == 400
    assert "Less than a day ago" in answer.content.decode()


def test_an_account_that_was_closed_and_opened_again_waits_a_day_too(leads, register, sign_in):
    keeper = sign_in("administrator")
    for act in ("close", "open"):
        keeper.post(f"/people/{key_of('other')}/{act}/")
    browser = Client()
    browser.force_login(_user("other"))
    has_just_shown_who_sits_there(browser, "other")

    assert (
        browser.post(
            "/two/ask/", {"action": "destroy", "subjects": register.evidence.items()[0].id, "reason": "x"}
        ).status_code
        == 400
    )


UNGUARDED = {
    # The list of factors shows no secret; these confirm or sign in themselves.
    *"mfa_index mfa_list_webauthn mfa_authenticate mfa_reauthenticate mfa_reauthenticate_webauthn".split(),
    *"mfa_login_webauthn account_login account_logout account_reauthenticate account_inactive account_signup".split(),
    "account_change_password",  # shows a form to anybody who is signed in; what is sent is guarded, see below
}


def test_no_page_that_changes_how_an_account_is_protected_opens_without_a_fresh_sign_in(register, sign_in):
    """A page of the account that is added later is listed here or guarded."""
    from sijill.web.urls import urlpatterns

    own = {one.name: str(one.pattern) for one in urlpatterns if str(one.pattern).startswith("accounts/")}
    browser = sign_in("lead")
    six_minutes_later(browser)
    for name, address in own.items():
        if name not in UNGUARDED:
            for answer in (browser.get(f"/{address.replace('<int:pk>', '1')}"), browser.post(f"/{address}")):
                assert answer.status_code in (302, 404, 405), name
                assert answer.status_code != 302 or answer["Location"].startswith(CONFIRM), name
    form = {"oldpassword": PASSWORD, "password1": "another invented password", "password2": "another invented password"}
    assert browser.post("/accounts/password/", form)["Location"].startswith(CONFIRM)
    assert _user("lead").check_password(PASSWORD)


def test_a_temporary_password_that_grew_old_in_an_open_session_is_replaced_after_a_confirmation(register, sign_in):
    page = sign_in("administrator").post(f"/people/{key_of('documenter')}/password/").content.decode()
    temporary = page.split('class="id">')[1].split("<")[0]
    browser = Client(headers={"referer": "http://testserver/accounts/password/"})
    browser.post("/accounts/login/", {"login": "documenter", "password": temporary})
    six_minutes_later(browser)
    form = {"oldpassword": temporary, "password1": PASSWORD, "password2": PASSWORD}

    led = browser.post("/accounts/password/", form)
    asked = browser.get(led["Location"])
    browser.post(CONFIRM, {"password": temporary, "next": "/accounts/password/"})
    browser.post("/accounts/password/", form)

    assert led["Location"] == f"{CONFIRM}?next=%2Faccounts%2Fpassword%2F"
    assert asked.status_code == 200
    assert browser.get("/").status_code == 200
