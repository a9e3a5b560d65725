"""A password alone does not open an account that has a second factor."""

from __future__ import annotations

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
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    browser.post("/accounts/2fa/authenticate/", {"code": code})

    assert after_password["Location"].startswith("/accounts/2fa/authenticate/")
    assert before_code.status_code == 302
    assert wrong.status_code == 200
    assert browser.get("/").status_code == 200


def test_the_pages_of_the_second_factor_speak_both_languages(register, sign_in):
    for language, words in (("en", "Two-Factor"), ("ar", "المصادقة")):
        assert words in sign_in("lead", language).get("/accounts/2fa/").content.decode()
