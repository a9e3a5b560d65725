"""Export-all, destroy and reveal-source take two: one asks, another approves in time, and it is done once."""

from __future__ import annotations

import io
import json
import tarfile
from datetime import UTC, datetime, timedelta

import pytest
from pyrage import decrypt, x25519
from tests.unit.web.conftest import PASSWORD, SECRETS

from sijill.web.accounts.policy import (
    APPROVED_WITHIN,
    TWO_PERSONS,
    Action,
    Awaiting,
    Person,
    Role,
    may_approve,
    may_ask,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEAD = Person("lead", Role.LEAD)
RECIPIENT = x25519.Identity.generate()


@pytest.mark.parametrize("action", sorted(TWO_PERSONS))
@pytest.mark.parametrize("role", list(Role))
def test_only_a_lead_asks_and_only_another_lead_approves(action, role):
    asked = Awaiting(action, by="lead", until=NOW + APPROVED_WITHIN)
    other = Person("other", role)

    assert may_ask(other, action) is (role is Role.LEAD)
    assert may_approve(other, asked, now=NOW) is (role is Role.LEAD)


def test_nobody_approves_their_own_under_whatever_spelling():
    asked = Awaiting(Action.DESTROY, by="Lead", until=NOW + APPROVED_WITHIN)

    assert not may_approve(LEAD, asked, now=NOW)


def test_nothing_is_approved_too_late_or_twice():
    late = Awaiting(Action.DESTROY, by="other", until=NOW - timedelta(seconds=1))
    decided = Awaiting(Action.DESTROY, by="other", until=NOW + APPROVED_WITHIN, open=False)

    assert not may_approve(LEAD, late, now=NOW)
    assert not may_approve(LEAD, decided, now=NOW)


def test_what_one_person_may_do_alone_is_not_asked_for():
    assert not may_ask(LEAD, Action.PUBLISH)


@pytest.fixture
def leads(register, sign_in):
    """Two browsers, each with a lead."""
    from sijill.web.accounts.people import make_person

    make_person("other", PASSWORD, Role.LEAD)
    return sign_in("lead"), sign_in("other")


def ask(browser, action: str, *subjects: str, reason: str = "an invented reason") -> str:
    """Ask for something and return the number of the request."""
    from sijill.web.accounts.models import ApprovalRequest

    about = (str(RECIPIENT.to_public()),) if action == "export_all" else subjects
    browser.post("/two/ask/", {"action": action, "subjects": " ".join(about), "reason": reason})
    return str(ApprovalRequest.objects.order_by("-asked_at")[0].number)


def test_the_whole_register_goes_out_once_and_the_record_names_both(leads, register):
    first, second = leads
    number = ask(first, "export_all")

    alone = first.post(f"/two/{number}/do/")
    own = first.post(f"/two/{number}/approve/")
    second.post(f"/two/{number}/approve/")
    not_theirs = second.post(f"/two/{number}/do/")
    taken = first.post(f"/two/{number}/do/")
    archive = b"".join(taken.streaming_content)
    again = first.post(f"/two/{number}/do/")
    with tarfile.open(fileobj=io.BytesIO(decrypt(archive, [RECIPIENT]))) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
    custody = [one for one in register.records.entries(kind="custody") if (one.body or {})["act"] == "exported"]

    assert (alone.status_code, own.status_code, not_theirs.status_code, again.status_code) == (400, 403, 403, 400)
    assert manifest["seq"] == register.seq
    assert [(one.actor, one.body["note"]) for one in custody] == [("lead + other", "an invented reason")]
    assert [one.body["by"] for one in custody] == ["desk"]
    assert list(register.folder.parent.glob(".sijill-export-*")) == []
    acts = [str(one.act) for one in register.keeping.access_log()]
    assert [act for act in acts if act in ("asked", "approved", "exported")] == ["asked", "approved", "exported"]


def test_words_are_destroyed_when_two_agree_and_not_before(leads, register):
    first, second = leads
    item = register.evidence.items()[0].id
    number = ask(first, "destroy", item)
    waiting = register.records.entry(item).body

    second.post(f"/two/{number}/approve/")
    done = first.post(f"/two/{number}/do/")

    assert waiting is not None
    assert done.status_code == 200
    assert register.records.entry(item).body is None
    gone = list(register.records.entries(kind="destroyed"))
    assert gone[0].body["actors"] == ["lead", "other"]
    assert gone[0].body["by"] == "desk"
    assert register.keeping.verify().holds


def test_the_page_after_destroying_says_what_is_left_and_the_desks_tables_are_known(leads, register):
    """Issue 10, item 1: a name from another document is told by its id; drafts, jobs and tasks are let go by row."""
    from django_tasks_db.models import DBTaskResult

    from sijill.actions import DestroyedBefore, Provenance
    from sijill.adapters.sql._desk import PASSING
    from sijill.web.desk.drafts.models import Draft
    from sijill.web.desk.work.models import Job

    first, second = leads
    words, name = "Invented words of a witness.", "Zurimmqa Vosk-Bolth"
    item = register.evidence.add_bytes(words.encode(), Provenance(name, original_name="w.txt")).item
    other = register.evidence.add_bytes(b"Other invented words.", Provenance(name, original_name="o.txt")).item
    number = ask(first, "destroy", item)
    second.post(f"/two/{number}/approve/")

    page = first.post(f"/two/{number}/do/").content.decode()

    assert other in page
    assert name not in page
    assert {one._meta.db_table for one in (Draft, Job, DBTaskResult)} < set(PASSING)
    with pytest.raises(DestroyedBefore):
        register.evidence.add_bytes(words.encode(), Provenance("Somebody", original_name="again.txt"))


def test_what_is_sealed_is_shown_once_to_who_asked(leads, register, victim):
    first, second = leads
    number = ask(first, "reveal_source", victim)
    second.post(f"/two/{number}/approve/")

    theirs = second.post(f"/two/{number}/do/").content.decode()
    page = first.post(f"/two/{number}/do/").content.decode()
    again = first.post(f"/two/{number}/do/").content.decode()
    listed = first.get("/two/").content.decode()

    assert SECRETS["contact"] in page
    assert not any(SECRETS["contact"] in other for other in (theirs, again, listed))
    shown = [one for one in register.records.entries(kind="custody") if (one.body or {})["act"] == "revealed"]
    assert [(one.actor, one.body["item"]) for one in shown] == [("lead + other", victim)]
    assert any(str(one.act) == "revealed" and victim in one.subjects for one in register.keeping.access_log())


def test_the_source_of_a_sealed_document_is_shown_too(leads, register):
    from sijill.actions import Provenance
    from sijill.model import Sensitivity

    made = register.evidence.add_bytes(
        b"At least 2 civilians were killed in Invented Town.\n",
        Provenance("Invented Sealedsource", title="Invented note", sensitivity=Sensitivity.SEALED),
    )
    first, second = leads
    number = ask(first, "reveal_source", made.item)
    second.post(f"/two/{number}/approve/")

    assert "Invented Sealedsource" in first.post(f"/two/{number}/do/").content.decode()


def test_a_refused_or_expired_or_taken_back_request_is_done_by_nobody(leads, register):
    from sijill.web.accounts.models import ApprovalRequest

    first, second = leads
    refused, back, late = ask(first, "export_all"), ask(first, "export_all"), ask(first, "export_all")
    second.post(f"/two/{refused}/refuse/", {"why": "not needed"})
    first.post(f"/two/{back}/refuse/")
    ApprovalRequest.objects.filter(number=late).update(until=NOW - timedelta(days=400))

    for number in (refused, back, late):
        assert second.post(f"/two/{number}/approve/").status_code == 400
        assert first.post(f"/two/{number}/do/").status_code == 400
    page = first.get("/two/").content.decode()
    assert all(words in page for words in ("refused", "taken back", "expired", "not needed"))


def test_a_request_needs_a_reason_a_thing_and_a_thing_that_is_there(leads):
    from sijill.web.accounts.models import ApprovalRequest

    first, _ = leads
    for form in (
        {"action": "destroy", "subjects": "", "reason": "an invented reason"},
        {"action": "destroy", "subjects": "nothing-there", "reason": "an invented reason"},
        {"action": "export_all", "subjects": "", "reason": " "},
        {"action": "export_all", "subjects": "", "reason": "an invented reason"},
        {"action": "export_all", "subjects": "age1invented", "reason": "an invented reason"},
        {"action": "publish", "subjects": "", "reason": "an invented reason"},
    ):
        assert first.post("/two/ask/", form).status_code == 400
    assert not ApprovalRequest.objects.exists()


def test_a_secret_key_given_for_a_public_one_is_refused_and_not_shown_again(leads):
    refused = leads[0].post(
        "/two/ask/", {"action": "export_all", "subjects": str(RECIPIENT), "reason": "an invented reason"}
    )

    assert refused.status_code == 400
    assert str(RECIPIENT) not in refused.content.decode()
    assert str(RECIPIENT) not in leads[0].get("/two/").content.decode()


def test_a_form_sent_twice_asks_once(leads):
    from sijill.web.accounts.models import ApprovalRequest

    first, _ = leads
    for _ in range(2):
        form = {"action": "export_all", "subjects": str(RECIPIENT.to_public()), "reason": "an invented reason"}
        first.post("/two/ask/", form | {"number": "the-same"})

    assert ApprovalRequest.objects.count() == 1


def test_an_archive_that_cannot_be_made_may_be_asked_for_again(leads, register, monkeypatch):
    from sijill.adapters.sql import NotWritable
    from sijill.web.accounts.models import ApprovalRequest

    first, second = leads
    number = ask(first, "export_all")
    second.post(f"/two/{number}/approve/")

    def full(*_, **__):
        raise NotWritable("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("sijill.web.people.release.everything", full)
        assert first.post(f"/two/{number}/do/").status_code == 400
    assert ApprovalRequest.objects.get(number=number).state == "approved"
    taken = first.post(f"/two/{number}/do/")
    taken.close()
    assert taken.status_code == 200


@pytest.mark.parametrize("loses", ["close", "role"])
def test_what_somebody_approved_who_may_not_any_more_is_not_done(leads, register, sign_in, loses):
    from django.contrib.auth.models import User

    first, second = leads
    number = ask(first, "export_all")
    second.post(f"/two/{number}/approve/")
    key = User.objects.get(username="other").pk

    sign_in("administrator").post(f"/people/{key}/{loses}/", {"role": "viewer"})
    done = first.post(f"/two/{number}/do/")

    assert done.status_code == 403
    assert [e for e in register.records.entries(kind="custody") if (e.body or {}).get("act") == "exported"] == []


@pytest.mark.parametrize(("language", "words"), [("en", "freshly signed in"), ("ar", "بعامل ثانٍ")])
def test_history_says_by_which_door_two_persons_acted(language, words, leads, register, sign_in, capsys):
    """At the command line two names are stated; at the desk each had just signed in with a second factor."""
    from sijill.cli import main

    first, second = leads
    item = register.evidence.items()[0].id
    number = ask(first, "reveal_source", item)
    second.post(f"/two/{number}/approve/")
    first.post(f"/two/{number}/do/")

    page = sign_in("lead", language).get(f"/documents/{item}/").content.decode()
    main(["history", str(register.folder), item])

    assert words in page
    assert "at the desk, each freshly signed in with a second factor" in capsys.readouterr().out
