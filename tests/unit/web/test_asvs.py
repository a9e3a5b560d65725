"""What the table of the verification standard (docs/reference/asvs.md) says of the desk and the API."""

from __future__ import annotations

import logging
import re
from contextlib import suppress

import pytest
from django.templatetags.static import static
from django.test import Client
from tests.unit.web.apis import Program, filled, proposal, routes, token_of
from tests.unit.web.conftest import PASSWORD, has_just_shown_who_sits_there
from tests.unit.web.test_doors import desk_addresses

DESK = "/accounts/login/"
ELSEWHERE = "https://evil.example/"


def all_answers(register, browser, claim):
    """Give every address and its answer: pages, files, the API with and without a token, and refusals of each kind."""
    item = register.evidence.items()[0].id
    addresses = [address for _, address, _ in desk_addresses(claim=claim, sha256=item, item=item)]
    addresses += [DESK, "/first/", static("desk/desk.css"), static("desk/desk.js"), static("nowhere.js"), "/nowhere/"]
    addresses += ["/table/items/?form=csv", "/table/items/?form=xlsx", "/accounts/2fa/", "/accounts/password/"]
    for address in addresses:
        yield address, browser.get(address)
    for program in (Program(token_of("lead")), Program("")):
        for method, address, _ in routes():
            where = filled(address, item=item, claim=claim, subject="nothing")
            yield f"/api/v1{where}", program.ask(method, where, {"nothing": 1})
    yield "/api/v1/openapi.json", browser.get("/api/v1/openapi.json")
    yield "/api/nowhere", browser.get("/api/nowhere")
    yield "another host", browser.get("/", headers={"host": "evil.example"})
    yield "another method", browser.trace("/")


def test_every_answer_says_what_it_is_and_what_a_browser_may_do_with_it(register, sign_in, killed):
    """ASVS 3.2.1, 3.4.3 to 3.4.6, 4.1.1, 14.3.2: headers of pages, files, the API and refusals."""
    for address, answer in all_answers(register, sign_in("lead"), killed):
        policy = answer["Content-Security-Policy"]
        kind = answer.get("Content-Type", "")
        for part in ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
            assert part in policy.split("; "), address
        assert "unsafe" not in policy, address
        assert answer["X-Content-Type-Options"] == "nosniff", address
        assert answer["Referrer-Policy"] == "same-origin", address
        assert "Access-Control-Allow-Origin" not in answer, address
        assert address.startswith("/static/") or answer["Cache-Control"] == "no-store", address
        if answer.status_code not in (204, 301, 302, 304):
            assert kind, address
            if kind.startswith(("text/", "application/json", "application/problem")) or "xml" in kind:
                assert re.search(r"charset=\"?utf-8", kind), (address, kind)
        answer.close()


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE", "CONNECT", "INVENTED"])
def test_no_other_method_reaches_a_page(method, register, sign_in):
    """ASVS 13.4.4: TRACE is not answered; nor is anything that no page asks for."""
    browser = sign_in("lead")
    for address in ("/", "/queue/", DESK, "/api/v1/records", static("desk/desk.css"), "/nowhere/"):
        answer = browser.generic(method, address)

        assert answer.status_code == 405, address
        assert answer["Allow"] == "GET, HEAD, OPTIONS, POST", address


def test_cookies_are_sent_to_this_desk_alone_and_read_by_no_script(register):
    """ASVS 3.3.2, 3.3.4."""
    browser = Client()
    browser.get(DESK)
    browser.post(DESK, {"login": "viewer", "password": PASSWORD})
    browser.post("/language/", {"language": "ar", "next": "/"})

    assert {"sessionid", "csrftoken", "language"} == set(browser.cookies)
    for cookie in browser.cookies.values():
        assert cookie["samesite"] == "Strict", cookie.key
        assert cookie["httponly"], cookie.key
        assert cookie["path"] == "/", cookie.key
        assert not cookie["domain"], cookie.key


def test_with_tls_every_cookie_is_bound_to_this_host_and_the_browser_asks_for_tls_ever_after(register):
    """ASVS 3.3.1, 3.3.3, 3.4.1."""
    from sijill.web.config import values

    over_tls = values(register.folder, hosts=("desk.example",), secure=True)
    in_clear = values(register.folder, hosts=("127.0.0.1",), secure=False)

    for name in ("SESSION", "CSRF", "LANGUAGE"):
        assert over_tls[f"{name}_COOKIE_NAME"].startswith("__Host-"), name
        assert over_tls[f"{name}_COOKIE_SECURE"], name
        assert not in_clear[f"{name}_COOKIE_NAME"].startswith("__Host-"), name
    assert over_tls["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert over_tls["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert in_clear["SECURE_HSTS_SECONDS"] == 0
    assert not over_tls["DEBUG"]


def test_signing_out_ends_the_session_and_empties_the_browser(register, sign_in):
    """ASVS 7.4.1, 14.3.1."""
    browser = sign_in("lead")
    key = browser.cookies["sessionid"].value

    out = browser.post("/accounts/logout/")
    browser.cookies["sessionid"] = key
    after = browser.get("/")

    assert out["Clear-Site-Data"] == '"cache", "storage"'
    assert after["Location"].startswith(DESK)
    assert after["Clear-Site-Data"] == '"cache", "storage"'


def test_every_page_offers_to_sign_out(register, sign_in, killed):
    """ASVS 7.4.4."""
    browser = sign_in("lead")
    for _, address, _ in desk_addresses(claim=killed):
        answer = browser.get(address)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            assert "<body" not in page or 'action="/accounts/logout/"' in page, address


def test_a_session_ends_after_eight_hours_however_much_it_is_used(register, sign_in):
    """ASVS 7.3.2: writing a session moves the end of its cookie on, so its beginning is kept."""
    browser = sign_in("lead")
    first = browser.get("/")
    session = browser.session
    session["began"] -= 8 * 3600 + 1
    session.save()

    after = browser.get("/")

    assert first.status_code == 200
    assert after["Location"].startswith(DESK)


def test_a_confirmation_gives_the_session_another_key_and_the_old_one_opens_nothing(register, sign_in):
    """ASVS 7.2.4."""
    browser = sign_in("viewer")
    browser.get("/")
    before = browser.cookies["sessionid"].value

    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    after = browser.cookies["sessionid"].value
    with_new = browser.get("/").status_code
    browser.cookies["sessionid"] = before

    assert after != before
    assert with_new == 200
    assert browser.get("/")["Location"].startswith(DESK)


EASY = (
    "short words",
    "passwordpassword",
    "password2026!",
    "2026qwertyuiop2026",
    "Sijill-2026!",
    "sijill sijill",
    "سجل سجل 2026",
    "verifier2026",
)


@pytest.mark.parametrize("password", EASY)
def test_a_password_that_is_easy_to_guess_is_refused(password, register):
    """ASVS 6.2.1, 6.2.4, 6.2.11: too short, common however lengthened, of our own words, like the name."""
    from django.core.exceptions import ValidationError

    from sijill.web.accounts.people import make_person
    from sijill.web.accounts.policy import Role

    with pytest.raises(ValidationError):
        make_person("verifier2", password, Role.VERIFIER)


@pytest.mark.parametrize(
    "password",
    [
        "invented words alone",
        "كلمات مخترعة طويلة",
        "x7" * 3 + "€ÿ🕊 \t'\"<&" * 8,
        " the sijill of an invented house, kept by nobody ",
        "ab " * 43,
    ],
)
def test_a_long_password_of_any_signs_is_taken_as_it_was_typed(password, register):
    """ASVS 6.2.5, 6.2.8, 6.2.9: no rule about signs, more than 64 of them, nothing cut, folded or trimmed."""
    from sijill.web.accounts.people import make_person
    from sijill.web.accounts.policy import Role

    make_person("invented", password, Role.VIEWER)

    for typed, opens in ((password, True), (password[:-1], False), (password.swapcase() + "!", False)):
        browser = Client()
        browser.post(DESK, {"login": "invented", "password": typed})
        assert (browser.get("/").status_code == 200) is opens


def test_a_password_is_changed_with_the_old_one_and_other_sessions_end(register):
    """ASVS 6.2.2, 6.2.3, 7.4.3."""
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        browser.post(DESK, {"login": "viewer", "password": PASSWORD})
    new = {"password1": "another invented sentence", "password2": "another invented sentence"}

    here.post("/accounts/password/", {"oldpassword": "not it", **new})
    still = Client().login(username="viewer", password=PASSWORD)
    here.post("/accounts/password/", {"oldpassword": PASSWORD, **new})

    assert still
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert Client().login(username="viewer", password=new["password1"])


def test_setting_up_a_second_factor_ends_every_other_session(register):
    """ASVS 7.4.3: whoever had only the password is out."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
    from django.utils import timezone

    here, thief = Client(), Client()
    for browser in (thief, here):
        browser.post(DESK, {"login": "viewer", "password": PASSWORD})
        browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = here.get("/accounts/2fa/totp/activate/").content.decode().split('class="id">')[1].split("<")[0]
    before = thief.get("/").status_code
    code = format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))
    here.post("/accounts/2fa/totp/activate/", {"code": code})

    assert before == 200
    assert thief.get("/")["Location"].startswith(DESK)
    assert here.get("/").status_code == 200
    assert ["account/viewer/totp/added"] in [list(look.subjects) for look in register.keeping.access_log()]


def test_passwords_are_typed_hidden_and_may_be_pasted_and_kept_by_a_manager(register, sign_in):
    """ASVS 6.2.6, 6.2.7, 14.2.1: and no form sends one in an address."""
    from sijill.web.config import HERE

    signed_in = sign_in("viewer")
    pages = [Client().get(DESK), Client().get("/first/")]
    pages += [signed_in.get(address) for address in ("/accounts/password/", "/accounts/reauthenticate/")]
    seen = 0
    for page in pages:
        for form in re.findall(r"<form.*?</form>", page.content.decode(), re.DOTALL):
            for field in re.findall(r"<input[^>]*name=\"[^\"]*password[^\"]*\"[^>]*>", form):
                seen += 1
                assert 'type="password"' in field
                assert re.search(r'autocomplete="(current|new)-password"', field), field
                assert 'method="post"' in form.split(">")[0]
    scripts = "".join(path.read_text("utf-8") for path in (HERE / "static/desk").glob("*.js"))

    assert seen >= 5
    assert "paste" not in scripts


def test_no_address_leads_to_another_host(register, sign_in):
    """ASVS 3.7.2: whatever stands behind next."""
    for elsewhere in (ELSEWHERE, "//evil.example/", "/\\evil.example", "https:evil.example", "javascript:alert(1)"):
        asked = {"next": elsewhere}
        answers = [
            Client().post(DESK, {"login": "viewer", "password": PASSWORD, **asked}),
            Client().post("/language/", {"language": "ar", **asked}),
            sign_in("viewer").post("/accounts/reauthenticate/", {"password": PASSWORD, **asked}),
            sign_in("viewer").post("/accounts/logout/", asked),
        ]
        for answer in answers:
            assert answer.status_code == 302
            assert "evil" not in answer["Location"]
            assert "javascript" not in answer["Location"]


def test_a_field_that_a_route_does_not_have_is_refused(register, ask):
    """ASVS 15.3.3: nothing is assigned that the route does not name."""
    item = register.evidence.items()[0].id
    before = register.seq
    program = ask("lead")

    for extra in ("entered_by", "sensitivity", "id", "__class__"):
        assert program.post("/claims", proposal(item, **{extra: "lead"})).status_code == 422
        assert program.post("/search", {"words": "town", extra: "lead"}).status_code == 422
    assert register.seq == before


def test_a_person_changes_nothing_about_their_own_role_by_more_fields(register):
    """ASVS 15.3.3, 8.2.1."""
    from django.contrib.auth.models import User

    browser = Client()
    browser.post(DESK, {"login": "viewer", "password": PASSWORD, "is_superuser": "on", "groups": "lead"})
    more = {"role": "lead", "groups": "lead", "is_staff": "on", "is_superuser": "on", "username": "lead"}
    new = "another invented sentence"
    browser.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new, **more})
    viewer = User.objects.get(username="viewer")

    assert viewer.check_password(new)
    assert [group.name for group in viewer.groups.all()] == ["viewer"]
    assert not viewer.is_superuser
    assert not viewer.is_staff


def test_what_is_sent_in_a_form_is_not_taken_from_the_address(register, sign_in, killed):
    """ASVS 15.3.7: a parameter of the address is none of the form, and nothing is recorded by a GET."""
    browser = sign_in("verifier")
    before = register.seq
    sent = "verdict=rejected&reason=an+invented+reason&seen=0"

    by_address = browser.post(f"/queue/{killed}/judge/?{sent}")
    by_asking = browser.get(f"/queue/{killed}/judge/?{sent}")

    assert by_address.status_code != 302
    assert by_asking.status_code == 405
    assert register.seq == before


def test_a_parameter_given_twice_is_one_value_and_never_an_error_of_ours(register, ask):
    """ASVS 15.3.7."""
    program = ask("lead")
    twice = program.get("/toll", period=["2015-01", "2016-05"], clock="died")
    once = program.get("/toll", period="2016-05", clock="died")

    assert twice.status_code == once.status_code
    assert twice.json().get("definition") == once.json().get("definition")


def test_a_mistake_of_ours_shows_no_trace_no_setting_and_no_word(register, sign_in, ask, monkeypatch, caplog):
    """ASVS 13.4.2, 16.3.4, 16.5.1: what is kept of it is its kind and place."""
    from sijill.web.desk.pages import home

    def breaks(*_, **__):
        raise RuntimeError("Invented Secretname of a broken page")

    monkeypatch.setattr(home, "work_rows", breaks)
    browser = sign_in("lead")
    browser.raise_request_exception = False
    answer = browser.get("/")
    page = answer.content.decode()

    assert answer.status_code == 500
    for word in ("Secretname", "Traceback", "RuntimeError", "SECRET_KEY", ".py", str(register.folder)):
        assert word not in page
    said = [record.getMessage() for record in caplog.records if record.name.startswith("sijill")]
    assert len(said) == 1
    assert said[0].startswith("a defect: RuntimeError at ")
    assert "Secretname" not in said[0]
    # Django would log the words too; nothing of it is handed on, and nobody but a test listens.
    django = logging.getLogger("django")
    assert not django.propagate
    assert [type(one).__name__ for one in django.handlers if "Capture" not in type(one).__name__] == ["NullHandler"]


def test_nothing_but_the_files_of_the_pages_is_given_out(register, sign_in):
    """ASVS 13.4.1, 13.4.3, 5.3.1: no listing of a folder, no file of the register or of the program."""
    browser = sign_in("lead")
    for address in (
        "/static/",
        static("desk/"),
        static("../config.py"),
        static("") + "%2e%2e/config.py",
        static("desk/") + "..%2f..%2fconfig.py",
        "/.git/config",
        "/sijill.toml",
        "/desk.sqlite",
        static("") + "/etc/passwd",
        "/vault/",
    ):
        assert browser.get(address).status_code == 404, address


def test_a_line_break_in_a_name_makes_no_second_line_of_the_access_log(register):
    """ASVS 16.4.1, 16.3.1: a line is a row with ids; a name that nobody has is not kept."""
    from sijill.web.accounts.people import UnfitName, make_person
    from sijill.web.accounts.policy import Role

    before = len(register.keeping.access_log())
    for name in ("lead\nlead signed in", "le\r\nad", "lead\x00s", "lead\x1b[2J"):
        Client().post(DESK, {"login": name, "password": "wrong"})
        with suppress(UnfitName):
            assert make_person(f"x{name}x", PASSWORD, Role.VIEWER).get_username().isprintable()

    for look in register.keeping.access_log()[before:]:
        assert not re.search(r"[\x00-\x1f]", "".join(look.subjects))


def test_a_sign_in_and_a_refused_one_are_written_down_with_who_and_when(register):
    """ASVS 16.2.1, 16.2.2, 16.3.1."""
    browser = Client()
    browser.post(DESK, {"login": "viewer", "password": "wrong"})
    browser.post(DESK, {"login": "viewer", "password": PASSWORD})

    last = register.keeping.access_log()[-2:]

    assert [(look.act, look.actor) for look in last] == [("not_signed_in", "viewer"), ("signed_in", "viewer")]
    assert all(look.at.utcoffset().total_seconds() == 0 for look in last)


def test_what_a_role_does_not_include_is_refused_and_written_down(register, sign_in, ask):
    """ASVS 16.3.2: at the desk and by a token; what was asked for is named by its action, no words of it."""
    sign_in("viewer").get("/queue/?words=Invented+Secretname")
    sign_in("documenter").post("/people/make/", {"name": "Invented Secretname"})
    ask("viewer", "read").get("/claims")

    refused = [(one.actor, one.subjects) for one in register.keeping.access_log() if one.act == "refused"]

    assert [(actor, list(subjects)) for actor, subjects in refused] == [
        ("viewer", ["action/see_queue"]),
        ("documenter", ["action/administer"]),
        ("viewer", ["action/see_queue"]),
    ]


def test_another_role_or_a_closed_account_holds_in_a_session_that_is_open(register, sign_in):
    """ASVS 7.4.2, 8.2.1."""
    from django.contrib.auth.models import User

    browser = sign_in("lead")
    has_just_shown_who_sits_there(browser, "lead")
    open_before = browser.get("/two/").status_code
    User.objects.filter(username="lead").update(is_active=False)

    assert open_before == 200
    assert browser.get("/two/").status_code == 302


def test_secrets_are_random_and_long(register):
    """ASVS 6.4.1, 6.5.3, 6.5.4, 7.2.3, 11.5.1: what must not be guessed comes from the system's own chance."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import generate_totp_secret
    from django.contrib.auth.models import User

    sessions = set()
    for _ in range(3):
        browser = Client()
        browser.post(DESK, {"login": "viewer", "password": PASSWORD})
        sessions.add(browser.cookies["sessionid"].value)
    codes = RecoveryCodes.activate(User.objects.get(username="viewer")).get_unused_codes()

    assert len(sessions) == 3
    assert all(len(key) == 32 and key.isalnum() for key in sessions)  # 36 letters: 165 bits
    assert len(generate_totp_secret()) * 5 >= 128
    assert len(token_of("viewer").rsplit("_", 1)[1]) == 40
    assert len(set(codes)) == 10
    assert all(len(code) >= 8 for code in codes)


def test_no_header_of_a_go_between_is_believed(register):
    """ASVS 4.1.3, 15.3.4: the limit on guesses goes by the address of the peer, whatever a header says of it."""
    from allauth.account.adapter import get_adapter
    from django.test import RequestFactory

    said = {
        "HTTP_X_FORWARDED_FOR": "203.0.113.7",
        "HTTP_X_REAL_IP": "203.0.113.7",
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_X_FORWARDED_HOST": "evil.example",
    }
    request = RequestFactory(REMOTE_ADDR="192.0.2.1", **said).get("/")

    assert get_adapter().get_client_ip(request) == "192.0.2.1"
    assert not request.is_secure()
    assert request.get_host() == "testserver"


def test_passwords_are_kept_by_argon2id_with_a_salt_of_their_own(register):
    """ASVS 11.4.2, 6.2.10: the hasher of the desk, which the other tests exchange for a fast one; nothing expires."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    from sijill.web.config import values

    hashers = values(register.folder, hosts=(), secure=False)["PASSWORD_HASHERS"]
    kept, again = (Argon2PasswordHasher().encode(PASSWORD, Argon2PasswordHasher().salt()) for _ in range(2))

    assert hashers == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert kept.startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")
    assert kept != again
