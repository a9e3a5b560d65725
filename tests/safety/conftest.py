"""One planted register behind a real desk, for as long as a file of tests lasts."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.safety.crawling import House
from tests.safety.planting import PUBLIC, SEALED, TEAM, Planted, plant
from tests.sizes import LONG
from tests.unit.web.conftest import PASSWORD, ROLES, _django  # noqa: F401  # a fixture
from tests.unit.workspace.test_four_eyes import asking

from sijill.ledger import QueueQuery, Stage
from sijill.model import Verdict
from sijill.values import PersonName
from sijill.workspace import Register, Settings


@pytest.fixture(scope="module")
def house(_django: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:  # noqa: F811
    """A planted register, with accounts of every role, behind the desk."""
    from django.conf import settings
    from django.core.cache import cache

    folder = tmp_path_factory.mktemp("planted") / "register"
    usual = settings.SIJILL_API_A_MINUTE, settings.SIJILL_REGISTER
    heard = _Heard()
    with Register.init(folder, settings=Settings(name="Planted register", owner="lead")) as register:
        settings.SIJILL_REGISTER, settings.SIJILL_API_A_MINUTE = register.folder, 10**9
        cache.clear()
        planted = plant(register, copies=4 if LONG else 1)
        _accounts(planted)
        _awaited(planted, register)
        _beside(planted, register)
        _sources(planted, register)
        logging.getLogger().addHandler(heard)
        yield House(register, planted, heard.lines)
        logging.getLogger().removeHandler(heard)
    settings.SIJILL_API_A_MINUTE, settings.SIJILL_REGISTER = usual


class _Heard(logging.Handler):
    """Keeps what the server would write."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def _sources(planted: Planted, register: Register) -> None:
    """Remember under which keys addresses name the sources of documents."""
    from sijill.web.desk.url_keys import source_key

    for item in register.evidence.items():
        planted.know("key", source_key(item.source), planted.ids["item"].get(item.id, PUBLIC))


def _accounts(planted: Planted) -> None:
    from django.contrib.auth.models import User
    from django.contrib.sessions.models import Session

    from sijill.web.accounts.models import ApprovalRequest, Lease
    from sijill.web.accounts.people import make_person
    from sijill.web.accounts.policy import Role
    from sijill.web.desk.work.models import Job

    for table in (ApprovalRequest, Lease, Session, User, Job):
        table.objects.all().delete()
    for role in ROLES:
        make_person(role, PASSWORD, Role(role))
    make_person("second", PASSWORD, Role.VERIFIER)
    # Who gives work sees to whom it can be given.
    made = make_person(planted.word("account", TEAM, ["administrator", "lead"]), PASSWORD, Role.DOCUMENTER)
    planted.know("person", str(made.pk), PUBLIC)
    closed = make_person("closed", PASSWORD, Role.LEAD)
    closed.is_active = False
    closed.save()


def _awaited(planted: Planted, register: Register) -> None:
    """Have a verdict, and values, wait for a second person."""
    register.counts.adopt_methodology(asking('four_eyes = "always"'))
    for item, level in list(planted.ids["item"].items()):
        waiting = [one for one in register.review.claims(item=item) if one.claimant != "documenter"]
        if waiting:
            needs = level if level != PUBLIC else TEAM
            judged = register.acting_as("verifier").review.judge(
                waiting[-1].id,
                verdict=Verdict.REJECTED,
                reason=planted.word(f"awaited reason ({level})", needs),
            )
            planted.know("judgement", judged.judgement, needs)
    told = {
        "name": PersonName.of(planted.word("awaited value", TEAM)).to_json(),
        "contact": planted.word("awaited sealed value", SEALED),
    }
    register.acting_as("verifier").records.record(
        "victim", told, reason=planted.word("awaited decision", TEAM), source=planted.word("awaited source", TEAM)
    )
    for waiting in register.review.queue.page(QueueQuery(stage=Stage.SECOND), limit=50):
        planted.know("judgement", str(waiting.judgement), TEAM)


def _beside(planted: Planted, register: Register) -> None:
    """Plant what the desk keeps beside the register: drafts, tokens, requests; and words that were searched for."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from sijill.web.accounts import two_person_approval
    from sijill.web.accounts.policy import Action, Person, Role
    from sijill.web.api import tokens
    from sijill.web.desk.drafts import kept

    now = timezone.now()
    for name in ("documenter", "lead"):
        fields = {one: planted.word("draft", TEAM, [name]) for one in ("words", "source", "name", "place")}
        kept.keep(planted.know("form", register.new_id(), PUBLIC), name, fields, now=now)
        owner = User.objects.get(username=name)
        label = planted.word("token's name", TEAM, [name])
        made, _ = tokens.make(owner, label=label, scopes=tokens.scopes_for(tokens.person(owner)), days=9, now=now)
        planted.know("key", made.key, PUBLIC)
    asked = two_person_approval.ask(
        Person("lead", Role.LEAD),
        Action.DESTROY,
        [next(iter(planted.ids["item"]))],
        planted.word("request's reason", TEAM, ["lead"]),
        number=register.new_id(),
        now=now,
    )
    planted.know("number", asked.number, PUBLIC)
    list(register.acting_as("lead").search(planted.word("words searched for", TEAM, ["nobody"])))
