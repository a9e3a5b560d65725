"""A real register behind a real desk: Django is set up once, each test gets a register and accounts of its own."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.beginnings import begun

from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.model import Sensitivity, Verdict
from sijill.web.serving import prepare
from sijill.workspace import Register, Settings

PASSWORD = "an invented long password"
NOTE = (
    "Invented note for a test. At least 12 civilians, including three children, were killed in shelling "
    "on Invented Town on 5 May 2016, the Invented Monitor said.\n"
)
ROLES = ("administrator", "lead", "verifier", "documenter", "analyst", "viewer")

SignIn = Callable[[str], Any]


@pytest.fixture(scope="session")
def _django(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    prepare(folder, hosts=("testserver",))
    from django.conf import settings

    # Long work is done at once; how it goes on in the background is tested by itself.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests sign in a hundred times
    return folder


@pytest.fixture
def register(_django: Path, tmp_path: Path) -> Iterator[Register]:
    """A register with one note, entered by ``documenter``; the desk serves it."""
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.contrib.sessions.models import Session
    from django.core.cache import cache

    from sijill.web.accounts.models import ApprovalRequest, FirstCode, Lease
    from sijill.web.accounts.people import make_person
    from sijill.web.accounts.policy import Role
    from sijill.web.desk.work.models import Assignment, Job

    for table in (ApprovalRequest, FirstCode, Lease, Session, User, Job, Assignment):
        table.objects.all().delete()
    cache.clear()
    with begun(tmp_path / "register", Settings(name="Test register", owner="lead"), _with_a_note) as made:
        settings.SIJILL_REGISTER = made.folder
        for role in ROLES:
            make_person(role, PASSWORD, Role(role))
        make_person("second", PASSWORD, Role.VERIFIER)
        yield made


def _with_a_note(register: Register) -> None:
    register.acting_as("documenter").evidence.add_bytes(
        NOTE.encode(),
        Provenance("Test notes", original_name="note.txt", title="Invented note", sensitivity=Sensitivity.PUBLIC),
    )


@pytest.fixture
def sign_in(register: Register) -> SignIn:
    """Return a browser in which somebody is signed in."""
    from django.test import Client

    def signed_in(name: str, language: str = "en") -> Client:
        browser = Client(headers={"accept-language": language})
        assert browser.login(username=name, password=PASSWORD)
        has_just_shown_who_sits_there(browser, name)
        return browser

    return signed_in


def has_just_shown_who_sits_there(browser: Any, name: str) -> None:
    """Let somebody have signed in a moment ago: a lead or an administrator with a second factor, as the desk asks."""
    import time

    from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
    from allauth.mfa.totp.internal.auth import TOTP
    from allauth.mfa.utils import is_mfa_enabled
    from django.contrib.auth.models import User

    user = User.objects.get(username=name)
    if user.groups.filter(name__in=("lead", "administrator")).exists() and not is_mfa_enabled(user):
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    session = browser.session
    ways = ("password", "mfa") if is_mfa_enabled(user) else ("password",)
    session["account_authentication_methods_user"] = str(user.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": way, "at": time.time()} for way in ways]
    session.save()


def page_of(browser: Any, address: str, **named: Any) -> str:
    """Return the page of an address; words after ``/search/`` are sent in the form, since no address holds any."""
    place, _, words = address.partition("/search/")
    answer = browser.post("/search/", {"q": words}, **named) if words and not place else browser.get(address, **named)
    return str(answer.content.decode())


def lit_words(page: str) -> list[str]:
    """Return the words that a page lights, each without the marks of its slots."""
    return [html.unescape(re.sub("<[^>]+>", "", one)) for one in re.findall("<mark[^>]*>(.*?)</mark>", page)]


def six_minutes_later(browser: Any) -> None:
    """Let six minutes pass since somebody showed who sits there."""
    from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY

    session = browser.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {**one, "at": one["at"] - 6 * 60} for one in session[AUTHENTICATION_METHODS_SESSION_KEY]
    ]
    session.save()


@pytest.fixture
def killed(register: Register) -> str:
    """The waiting claim about the twelve who were killed."""
    return next(c.id for c in register.review.claims() if c.number and c.number.unit == "killed" and not c.part_of)


@pytest.fixture
def incident(register: Register, killed: str) -> str:
    """An incident made from that claim."""
    target = Target("incident", extra={"civilian_status": "civilian"})
    done = register.acting_as("lead").review.judge(killed, verdict=Verdict.ACCEPTED, reason="read", target=target)
    assert done.subject
    return done.subject


SECRETS = {
    "name": "Invented Secretname",
    "facility": "Invented Secretfacility",
    "contact": "Invented Secretcontact",
}


@pytest.fixture
def victim(register: Register) -> str:
    """A person with a team's name, a team's facility and a sealed contact, and a restricted document beside them."""
    from sijill.values import PersonName

    register.acting_as("documenter").evidence.add_bytes(
        b"Invented Secretwords. At least 3 civilians were killed in shelling on Invented Town on 5 May 2016.\n",
        Provenance("Invented Secretsource", title="Invented Secrettitle", sensitivity=Sensitivity.RESTRICTED),
    )
    values = {
        "name": PersonName.of(SECRETS["name"]).to_json(),
        "facility": SECRETS["facility"],
        "contact": SECRETS["contact"],
        "place": "Invented Town",
        "statuses": "killed",
    }
    return register.records.record(
        "victim", values, reason="Invented Secretreason", source="Invented Secretperson"
    ).subject


@pytest.fixture
def ask(register: Register) -> Callable[..., Any]:
    """Return a program that asks the API with somebody's token."""
    from tests.unit.web.apis import Program, token_of

    def asking(name: str, *scopes: str, language: str = "en") -> Program:
        return Program(token_of(name, *scopes), language)

    return asking
