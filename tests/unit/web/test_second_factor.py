"""A password alone does not open an account that has a second factor."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.unit.web.conftest import PASSWORD


def test_the_second_factor_is_asked_for_and_a_wrong_code_does_not_open(register):
    from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
    from django.contrib.auth.models import User

    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(User.objects.get(username="lead"), secret)
    browser = Client()

    after_password = browser.post("/accounts/login/", {"login": "lead", "password": PASSWORD})
    before_code = browser.get("/")
    wrong = browser.post("/accounts/2fa/authenticate/", {"code": "000000"})
    code = format_hotp_value(hotp_value(secret, max(yield_hotp_counters_from_time())))
    browser.post("/accounts/2fa/authenticate/", {"code": code})

    assert after_password["Location"].startswith("/accounts/2fa/authenticate/")
    assert before_code.status_code == 302
    assert wrong.status_code == 200
    assert browser.get("/").status_code == 200


def test_the_pages_of_the_second_factor_speak_both_languages(register, sign_in):
    for language, words in (("en", "Authenticator app"), ("ar", "تطبيق المصادقة")):
        assert words in sign_in("lead", language).get("/accounts/2fa/").content.decode()


SECRET = "JBSWY3DPEHPK3PXP"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def code_at(when: datetime) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(SECRET, int(when.timestamp()) // 30))


@pytest.mark.parametrize("minutes", [-50, -7, 4, 59, 120, -180, 330])
def test_a_code_of_a_clock_that_is_wrong_is_known_as_such(minutes):
    from sijill.web.accounts.second_factor import minutes_apart

    shown = code_at(NOON + timedelta(minutes=minutes))

    assert abs((minutes_apart(SECRET, shown, now=NOON) or 0) - minutes) <= 1


def test_an_old_code_is_called_expired_and_a_strange_one_is_not_explained():
    from django.utils import translation

    from sijill.web.accounts.second_factor import why_refused

    translation.activate("en")
    assert "expired" in (why_refused(SECRET, code_at(NOON - timedelta(minutes=2)), now=NOON) or "")
    assert "clock" in (why_refused(SECRET, code_at(NOON + timedelta(hours=3)), now=NOON) or "")
    assert why_refused(SECRET, "not a code", now=NOON) is None


@pytest.mark.parametrize(("language", "words"), [("en", "expired"), ("ar", "انتهت صلاحية")])
def test_an_expired_code_says_so_in_the_language_of_the_page(language, words, register):
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth.models import User
    from django.utils import timezone

    TOTP.activate(User.objects.get(username="lead"), SECRET)
    browser = Client(headers={"accept-language": language})
    browser.post("/accounts/login/", {"login": "lead", "password": PASSWORD})

    answer = browser.post("/accounts/2fa/authenticate/", {"code": code_at(timezone.now() - timedelta(seconds=95))})

    assert words in answer.content.decode()
    assert browser.get("/").status_code == 302


def test_a_code_opens_once_and_digits_of_either_script_are_the_same(register):
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth.models import User
    from django.utils import timezone

    TOTP.activate(User.objects.get(username="lead"), SECRET)
    code = code_at(timezone.now())
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    first, second = Client(), Client()
    for browser in (first, second):
        browser.post("/accounts/login/", {"login": "lead", "password": PASSWORD})
        browser.post("/accounts/2fa/authenticate/", {"code": arabic})

    assert first.get("/").status_code == 200
    assert second.get("/").status_code == 302


def test_recovery_codes_are_shown_after_the_app_is_on_and_one_of_them_opens_the_account(register):
    from allauth.mfa.models import Authenticator
    from django.contrib.auth.models import User
    from django.utils import timezone

    browser = confirmed()
    page = browser.get("/accounts/2fa/totp/activate/")
    secret = page.content.decode().split('class="id">')[1].split("<")[0]
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    code = format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))
    shown = browser.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True)
    held = Authenticator.objects.get(user=User.objects.get(username="lead"), type="recovery_codes")
    recovery = held.wrap().get_unused_codes()[0]
    other = Client()
    other.post("/accounts/login/", {"login": "lead", "password": PASSWORD})
    other.post("/accounts/2fa/authenticate/", {"code": recovery})

    assert recovery in shown.content.decode()
    assert other.get("/").status_code == 200


def test_no_page_of_the_accounts_is_allauths_own_and_each_speaks_arabic(register):
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth.models import User

    user = User.objects.get(username="lead")
    browser = confirmed("ar")
    alone = browser.get("/accounts/reauthenticate/")  # with a second factor the password confirms nobody
    addresses = ["", "totp/activate/", "webauthn/", "webauthn/add/"]
    pages = [alone, *(browser.get(f"/accounts/2fa/{one}") for one in addresses)]
    TOTP.activate(user, SECRET)
    pages += [browser.get(f"/accounts/2fa/{one}") for one in ("totp/deactivate/", "recovery-codes/generate/")]
    pages += [browser.get(one) for one in ("/accounts/password/", "/accounts/inactive/", "/accounts/second-factor/")]
    pages += [browser.get("/accounts/2fa/reauthenticate/")]

    for page in pages:
        words = page.content.decode()
        main = words.split("<main")[1].split("</main>")[0]
        assert page.status_code == 200
        assert 'dir="rtl"' in words
        assert not re.search(r"\b(the|your|code|password|security key|authenticator)\b", visible(main), re.IGNORECASE)


def confirmed(language: str = "en") -> Client:
    """Return a browser in which ``lead`` signed in and confirmed it."""
    browser = Client(headers={"accept-language": language})
    browser.post("/accounts/login/", {"login": "lead", "password": PASSWORD})
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return browser


def visible(html: str) -> str:
    """Return the words of a page without its tags."""
    return re.sub(r"<[^>]*>", " ", html)
