"""A token never sees more than its owner, and no token sees nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.unit.web.apis import Program, filled, proposal, routes, token_of
from tests.unit.web.conftest import PASSWORD, SECRETS, six_minutes_later

from sijill.web.accounts.policy import ALLOWED, Role


def every_route(register, killed, incident):
    """Return each route once for each document, and what is sent to it."""
    figure = register.counts.toll("2016-05", clock="died")[1].total.figure.id
    return [
        (method, filled(address, item=item.id, claim=killed, subject=incident, figure=figure), guard, item.id)
        for item in register.evidence.items()
        for method, address, guard in routes()
    ]


def sent_to(address, item, claim="nothing"):
    if address.endswith("/classification"):
        return {"sensitivity": "team", "reason": "invented"}
    if address == "/passages/verdict":
        return {"answers": [{"claim": claim, "verdict": "accepted"}]}
    if address.endswith("/verdict"):
        return {"verdict": "accepted"}
    if address.endswith("/consent"):
        return {"purpose": "publish", "withdrawn": True, "reason": "the family asked"}
    if address.endswith("/comments"):
        return {"about": item, "text": "invented"}
    return {"words": "Invented Town"} if address == "/search" else proposal(item)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_no_route_that_its_actions_do_not_include(role, register, ask, killed, incident):
    program = ask(role.value)
    for method, address, guard, item in every_route(register, killed, incident):
        given = program.ask(method, address, sent_to(address, item, killed))
        if guard.action not in ALLOWED[role]:
            assert given.status_code == 403, (method, address)
        else:
            # The claim was judged before, and an incident agrees to nothing;
            # nobody comments on a document, though the comments are read at the same address.
            refused = {"verdict": (409,), "consent": (400,), "comments": (404,)} if method == "POST" else {}
            done = refused.get(address.rpartition("/")[2], (200, 201))
            assert given.status_code in done, (method, address, given.content)


def test_a_scope_that_a_token_lacks_is_refused_though_the_role_has_it(register, killed, incident):
    programs = {scope: Program(token_of("lead", scope)) for scope in ("read", "search", "propose")}
    for method, address, guard, item in every_route(register, killed, incident):
        for scope, program in programs.items():
            given = program.ask(method, address, sent_to(address, item))
            assert (given.status_code == 403) == (scope != guard.scope), (scope, method, address)


def test_nobody_is_answered_without_a_token_not_even_with_a_session(register, sign_in, killed, incident):
    browsers = [Program(""), Program("sijill_made_up"), Program("sijill__"), Program("\u0661_x")]
    signed_in = Program("")
    signed_in.browser = sign_in("lead")
    for method, address, _, item in every_route(register, killed, incident):
        for program in (*browsers, signed_in):
            given = program.ask(method, address, sent_to(address, item))
            assert given.status_code == 401, (method, address)
            assert given["WWW-Authenticate"].startswith("Bearer")
    assert {one.act.value for one in register.keeping.access_log(actor="lead")} <= {"signed_in"}


def test_a_token_that_ended_was_revoked_or_lost_its_owner_opens_nothing(register):
    from django.contrib.auth.models import User
    from django.utils import timezone

    from sijill.web.api import tokens

    now = timezone.now()
    ended = token_of("lead", days=7, now=now - timedelta(days=8))
    revoked, closed, standing = token_of("lead"), token_of("second"), token_of("lead")
    assert tokens.revoke(revoked.split("_")[1], now=now)
    assert not tokens.revoke(revoked.split("_")[1], now=now)
    User.objects.filter(username="second").update(is_active=False)

    for text, status in ((ended, 401), (revoked, 401), (closed, 401), (standing, 200), (standing + "x", 401)):
        assert Program(text).get("/items").status_code == status


def test_another_role_is_the_token_s_role_at_once(register):
    from django.contrib.auth.models import Group, User

    program = Program(token_of("lead"))
    assert program.get("/claims").status_code == 200

    User.objects.get(username="lead").groups.set([Group.objects.get(name="viewer")])

    assert program.get("/claims").status_code == 403


def test_the_table_of_tokens_opens_nothing(register):
    from sijill.web.api.models import Token

    text = token_of("lead")
    kept = " ".join(str(value) for value in Token.objects.values().get().values())

    assert text.split("_")[2] not in kept
    assert Program(f"sijill_{text.split('_')[1]}_{Token.objects.get().digest}").get("/items").status_code == 401


def test_a_token_that_asks_too_often_is_told_to_wait(register, ask):
    from django.conf import settings

    usual, settings.SIJILL_API_A_MINUTE = settings.SIJILL_API_A_MINUTE, 3
    try:
        program = ask("viewer")
        answers = [program.get("/items") for _ in range(5)]
        other = ask("viewer").get("/items")
    finally:
        settings.SIJILL_API_A_MINUTE = usual

    assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
    assert other.status_code == 200


def secrets():
    return [
        *SECRETS.values(),
        *(f"Invented Secret{w}" for w in ("words", "source", "title", "reason", "person", "claimant")),
    ]


def everything_told(program, register, killed, subjects):
    """Return every byte that every route tells somebody, of every document and record."""
    told = []
    for subject in subjects:
        for method, address, _, item in every_route(register, killed, subject):
            told.append(program.ask(method, address, sent_to(address, item, killed)).content.decode())
            if address.startswith("/items/"):
                told.append(program.get(f"/items/{item}", words="true").content.decode())
    told += [program.post("/search", {"words": words}).content.decode() for words in secrets()]
    return "\n".join(told)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_viewer_s_token_never_receives_a_byte_of_what_is_not_public(
    language, register, ask, victim, incident, killed
):
    told = everything_told(ask("viewer", language=language), register, killed, (victim, incident))

    assert [word for word in secrets() if word in told] == []


def test_the_team_s_token_sees_no_restricted_document_and_nobody_s_sees_what_is_sealed(
    register, ask, victim, incident, killed
):
    from sijill.actions.verdicts import Target

    item = next(one.id for one in register.evidence.items() if one.source == "Invented Secretsource")
    marked, _ = register.acting_as("documenter").review.quote(item, "3 civilians", changes={"number": "3"})
    target = Target("incident", incident, "killed", source="Invented Secretclaimant")
    register.review.judge(marked.id, verdict="accepted", reason="read", target=target)

    analyst = everything_told(ask("analyst"), register, killed, (victim, incident))
    lead = everything_told(ask("lead"), register, killed, (victim, incident))

    hidden = [f"Invented Secret{word}" for word in ("words", "source", "title", "claimant", "contact")]
    assert [word for word in hidden if word in analyst] == []
    assert item not in ask("analyst").get(f"/records/{incident}").content.decode()
    assert SECRETS["name"] in analyst
    assert SECRETS["contact"] not in lead
    assert "Invented Secretclaimant" in lead
    assert "Secretwords" in lead


def test_a_living_person_shows_a_viewer_nothing_not_even_where_a_search_found_them(register, ask):
    subject = register.records.record(
        "victim", {"place": "Invented Hideout", "statuses": "detained"}, reason="read"
    ).subject

    viewer = ask("viewer")
    told = viewer.get(f"/records/{subject}").content + viewer.get("/records").content
    told += viewer.post("/search", {"words": "Hideout"}).content

    assert b"Hideout" not in told
    assert b"Hideout" in ask("analyst").post("/search", {"words": "Hideout"}).content


def test_a_form_of_another_host_can_ask_nothing_in_a_person_s_name(register, sign_in):
    browser = sign_in("lead")

    given = browser.post("/api/v1/claims", proposal(register.evidence.items()[0].id), content_type="text/plain")

    assert given.status_code == 401


def test_a_person_s_page_shows_a_token_once_and_revokes_it(register):
    from django.test import Client

    from sijill.web.api.models import Token

    browser = Client()
    browser.post("/accounts/login/", {"login": "documenter", "password": PASSWORD})
    form = {"label": "Invented program", "scope": ["read", "propose"], "days": "30"}
    six_minutes_later(browser)
    assert "/accounts/reauthenticate/" in browser.post("/tokens/", form)["Location"]
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/tokens/"})

    page = browser.post("/tokens/", form).content.decode()
    token = Token.objects.get()
    text = page.split('id="token-text" dir="ltr">')[1].split("<")[0]

    assert Program(text).get("/token").json()["scopes"] == ["read", "propose"]
    assert text not in browser.get("/tokens/").content.decode()
    assert browser.post("/tokens/", form | {"scope": []}).status_code == 400
    assert browser.post("/tokens/", form | {"days": "9999"}).status_code == 400
    browser.post(f"/tokens/{token.key}/revoke/")
    assert Program(text).get("/token").status_code == 401


def test_nobody_revokes_the_token_of_another(register, sign_in):
    from sijill.web.api.models import Token

    text = token_of("lead")

    assert sign_in("administrator").post(f"/tokens/{Token.objects.get().key}/revoke/").status_code == 404
    assert Program(text).get("/token").status_code == 200


def test_a_viewer_is_not_offered_to_propose(register, sign_in):
    from sijill.web.api.tokens import NoSuchScope

    with pytest.raises(NoSuchScope):
        token_of("viewer", "propose")


def test_the_command_line_makes_a_token_for_an_account_and_revokes_anybody_s(register):
    from sijill.web import serving

    made = serving.make_token(register.folder, "lead", label="Invented program", scopes=["read"], days=7)

    assert made["scopes"] == ["read"]
    assert Program(made["token"]).get("/items").status_code == 200
    serving.revoke_token(register.folder, made["id"])
    assert Program(made["token"]).get("/items").status_code == 401
    with pytest.raises(serving.NoSuchToken):
        serving.revoke_token(register.folder, made["id"])
    with pytest.raises(serving.NoSuchAccount):
        serving.make_token(register.folder, "nobody", label="", scopes=["read"], days=7)


def test_a_token_rests_while_somebody_else_knows_its_owner_s_password(register):
    from django.contrib.auth.models import User
    from django.utils import timezone

    from sijill.web.accounts.models import TemporaryPassword

    program = Program(token_of("lead"))
    owner = User.objects.get(username="lead")
    given = TemporaryPassword.objects.create(user=owner, until=timezone.now() + timedelta(days=3))

    assert program.get("/items").status_code == 401
    given.delete()
    assert program.get("/items").status_code == 200


@pytest.mark.parametrize("act", ["sessions", "close"])
def test_ending_somebodys_sessions_or_closing_the_account_ends_their_tokens_for_good(register, sign_in, act):
    from django.contrib.auth.models import User

    key = User.objects.get(username="analyst").pk
    text, other = token_of("analyst"), token_of("lead")

    sign_in("administrator").post(f"/people/{key}/{act}/")
    sign_in("administrator").post(f"/people/{key}/open/")

    assert Program(text).get("/token").status_code == 401
    assert Program(other).get("/token").status_code == 200


def test_somebody_who_has_tokens_only_can_be_shut_out_by_the_administrator(register, sign_in):
    from django.contrib.auth.models import User

    key = User.objects.get(username="analyst").pk
    page = f"/people/{key}/"
    assert f"{page}sessions/" not in sign_in("administrator").get(page).content.decode()

    token_of("analyst")

    assert f"{page}sessions/" in sign_in("administrator").get(page).content.decode()
