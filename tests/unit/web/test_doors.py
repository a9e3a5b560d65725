"""Every address, every role: what the policy does not allow is refused, and every answer carries the content policy."""

from __future__ import annotations

import json

import pytest
from django.templatetags.static import static
from django.test import Client
from tests.unit.web.conftest import PASSWORD, SECRETS, page_of

from sijill.web.accounts.policy import ALLOWED, Role
from sijill.web.config import CONTENT_POLICY


def desk_addresses(**ids):
    """Return the name, address and needed action of every page, from the address table itself."""
    from sijill.web.api.urls import urlpatterns as api
    from sijill.web.desk.urls import urlpatterns as desk
    from sijill.web.people.urls import urlpatterns as people

    # Under /api it is a token that asks; test_api_safety walks those routes by role and by scope.
    own = [one for one in api if not str(one.pattern).startswith("api/")]
    urlpatterns = [*desk, *people, *own]
    return [(one.name, "/" + filled(str(one.pattern), ids), one.callback.needs) for one in urlpatterns]


def filled(pattern, ids):
    for name in ("claim", "judgement", "subject", "sha256", "publication", "name", "item", "person", "number"):
        pattern = pattern.replace(f"<str:{name}>", ids.get(name, "nothing"))
    return pattern.replace("<int:number>", "1")


def test_every_page_says_which_action_it_is(register):
    assert all(needed is not None for _, _, needed in desk_addresses())


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_no_page_that_its_actions_do_not_include(role, register, sign_in, killed, incident):
    browser = sign_in(role.value)
    item = register.evidence.items()[0].id
    for name, address, needed in desk_addresses(claim=killed, subject=incident, sha256=item, item=item):
        for answer in (browser.get(address), browser.post(address)):
            if needed not in ALLOWED[role]:
                assert answer.status_code in (403, 405), (name, answer.status_code)
            else:
                assert answer.status_code != 403 or name == "judge", name
            assert answer.status_code != 500, name


def test_nobody_gets_a_page_without_signing_in(register, killed, incident):
    for name, address, _ in desk_addresses(claim=killed, subject=incident):
        for answer in (Client().get(address), Client().post(address)):
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/accounts/login/")


def test_every_answer_carries_the_content_policy_and_no_page_has_inline_script_or_style(
    register, sign_in, killed, incident
):
    browser = sign_in("lead")
    item = register.evidence.items()[0].id
    addresses = [a for _, a, _ in desk_addresses(claim=killed, subject=incident, sha256=item, item=item)]
    accounts = [
        "/accounts/login/",
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/",
        "/accounts/password/",
        "/first/",
        static("desk/desk.css"),
        "/nowhere/",
    ]
    for address in [*addresses, *accounts]:
        answer = browser.get(address)
        assert answer["Content-Security-Policy"].removeprefix("sandbox; ") == CONTENT_POLICY, address
        answer.close()
        if answer["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            assert "<style" not in page, address
            assert " style=" not in page, address
            assert " onclick=" not in page, address
            assert page.count("<script") == page.count("<script src="), address


def test_a_form_without_its_token_changes_nothing(register, killed):
    browser = Client(enforce_csrf_checks=True)
    browser.login(username="verifier", password=PASSWORD)
    before = register.seq

    answer = browser.post(f"/queue/{killed}/judge/", {"verdict": "accepted", "into": "incident"})

    assert answer.status_code == 403
    assert register.seq == before


def test_signing_in_gives_a_new_session(register):
    browser = Client()
    browser.get("/accounts/login/")
    browser.cookies["sessionid"] = "chosen-by-somebody-else-0000000"

    browser.post("/accounts/login/", {"login": "viewer", "password": PASSWORD})

    assert browser.get("/").status_code == 200
    assert browser.cookies["sessionid"].value != "chosen-by-somebody-else-0000000"


def test_guessing_a_password_is_stopped_after_five_tries(register):
    browser = Client()
    for _ in range(5):
        browser.post("/accounts/login/", {"login": "lead", "password": "wrong"})

    browser.post("/accounts/login/", {"login": "lead", "password": PASSWORD})

    assert browser.get("/").status_code == 302


def test_an_idle_session_is_locked(register, sign_in):
    browser = sign_in("lead")
    browser.get("/")
    session = browser.session
    session["seen"] = session["seen"] - 21 * 60
    session.save()

    assert browser.get("/")["Location"].startswith("/accounts/login/")


def test_nobody_can_sign_up(register):
    from django.contrib.auth.models import User

    before = User.objects.count()
    answer = Client().post("/accounts/closed/", {"username": "x", "password1": PASSWORD, "password2": PASSWORD})

    assert answer.status_code == 302
    assert User.objects.count() == before


def test_another_host_name_is_refused(register, sign_in):
    assert sign_in("lead").get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_viewer_never_receives_a_byte_of_what_is_not_public(register, sign_in, victim, incident, killed):
    browser = sign_in("viewer")
    secret = [
        *SECRETS.values(),
        *(f"Invented Secret{w}" for w in ("words", "source", "title", "reason", "person", "claimant")),
    ]
    addresses = [
        address
        for item in register.evidence.items()
        for subject in (victim, incident)
        for _, address, _ in desk_addresses(claim=killed, subject=subject, sha256=item.id, item=item.id)
    ]
    addresses += [f"/search/{word}" for word in secret]
    for address in dict.fromkeys(addresses):
        for language in ("en", "ar"):
            page = page_of(browser, address, headers={"accept-language": language})
            # The search page repeats the words that were asked for; nothing else may hold them.
            page = page.split("</form>")[-1] if address.startswith("/search/") else page
            assert not any(word in page for word in secret), address


def test_who_spoke_in_a_restricted_document_is_not_named_to_those_who_may_not_know_of_it(
    register, sign_in, victim, incident
):
    from sijill.actions.verdicts import Target

    item = next(one.id for one in register.evidence.items() if one.source == "Invented Secretsource")
    marked, _ = register.acting_as("documenter").review.quote(item, "3 civilians", changes={"number": "3"})
    target = Target("incident", incident, "killed", source="Invented Secretclaimant")
    register.review.judge(marked.id, verdict="accepted", reason="read", target=target)

    for name, named in (("viewer", False), ("analyst", False), ("verifier", True)):
        page = sign_in(name).get(f"/records/{incident}/").content.decode()
        assert ("Secretclaimant" in page) is named, name


def test_nobody_at_all_is_shown_what_is_sealed(register, sign_in, victim):
    for role in Role:
        browser = sign_in(role.value)
        for address in (f"/records/{victim}/", "/search/Secretcontact"):
            page = page_of(browser, address).split("</form>")[-1]
            assert SECRETS["contact"] not in page, role


def test_the_team_does_not_see_the_words_of_a_restricted_document(register, sign_in, victim):
    item = register.evidence.items()[-1].id

    assert sign_in("analyst").get(f"/documents/{item}/").status_code == 404
    assert "Secretwords" in sign_in("verifier").get(f"/documents/{item}/").content.decode()


HOSTILE = ("<script>alert(1)</script>", "\u202e<img src=x onerror=alert(1)>عربي", "{{ 7|add:7 }}{% t %}")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_text_of_a_record_or_a_document_is_never_markup(language, register, sign_in):
    from sijill.actions import Provenance
    from sijill.model import NOUNS, properties

    # A class of place is one of a few words, and a table with another is refused.
    texts = [n for n, card in properties(NOUNS["incident"]).items() if card.type is str and n != "place_class"]
    browser = sign_in("lead", language)
    for hostile in HOSTILE:
        # Typed words keep to the closed lists; a table keeps the words of its source, but for the class of a place.
        kept = [name for name in texts if name not in ("title", "place_class")]
        constants = "".join(f"{name} = {json.dumps(hostile)}\n" for name in kept)
        mapping = f'kind = "incident"\nsource = {json.dumps(hostile)}\n[columns]\ntitle = "t"\n[constants]\n{constants}'
        subject = register.exchange.import_table(f't\n"{hostile}"\n'.encode(), mapping, name="hostile.csv").subjects[0]
        words = f"{hostile} At least 4 civilians were killed in Invented Town on 5 May 2016.\n"
        item = register.evidence.add_bytes(words.encode(), Provenance(hostile, title=hostile)).item
        claim = register.review.claims(item=item)[0].id
        for address in (
            f"/records/{subject}/",
            f"/documents/{item}/",
            f"/queue/{claim}/",
            "/queue/",
            "/documents/",
            "/search/script",
            "/search/img",
        ):
            page = page_of(browser, address)
            assert "<script>alert" not in page, address
            assert "<img" not in page, address


def test_every_address_of_the_server_is_walked_by_some_test(register):
    """The desk's and the people's here, the API's routes in test_api_safety, the rest one by one below."""
    from django.urls import get_resolver

    def under(resolver, before=""):
        for one in resolver.url_patterns:
            here = before + str(one.pattern)
            if hasattr(one, "url_patterns"):
                yield from under(one, here)
            else:
                yield here, one

    walked = {one.callback for one in _tables()}
    others = {here for here, one in under(get_resolver()) if one.callback not in walked}

    assert {here for here in others if not here.startswith(("accounts/", "first/", "language/"))} == set()


def _tables():
    from sijill.web.api.urls import urlpatterns as api
    from sijill.web.desk.urls import urlpatterns as desk
    from sijill.web.people.urls import urlpatterns as people

    for one in (*api, *desk, *people):
        yield from getattr(one, "url_patterns", [one])


def test_many_guesses_push_no_limit_and_no_used_code_out_of_memory(register):
    from django.core.cache import cache

    cache.set("guessed-five-times", "stopped")
    for number in range(5_000):
        cache.set(f"guess-{number}", "wrong")

    assert cache.get("guessed-five-times") == "stopped"


def test_a_number_of_five_thousand_digits_is_no_number(sign_in):
    lead, digits = sign_in("lead"), "9" * 5000
    for address in ("/findings/?from=", "/table/late/?days=", "/compare/?days="):
        assert lead.get(address + digits).status_code == 200, address
