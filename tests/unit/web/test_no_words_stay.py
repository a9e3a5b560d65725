"""Drafts and deleted rows leave no words in the database of the accounts, nor in the log beside it (E12)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

TOKEN = "Inventedtokenqx7"


def files_with(token: str) -> list[str]:
    """Return the files of the accounts and of the register that hold a word."""
    from django.conf import settings
    from django.db import connection

    folders = (Path(connection.settings_dict["NAME"]).parent, Path(settings.SIJILL_REGISTER))
    held = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in held if token.encode() in path.read_bytes()]


def keep_a_draft(person: str = "documenter") -> None:
    from django.utils import timezone

    from sijill.web.desk.drafts import kept

    kept.keep("invented-form", person, {"title": f"{TOKEN} of an invented town"}, now=timezone.now())


def test_a_draft_that_was_deleted_is_found_in_no_file(register, sign_in):
    browser = sign_in("documenter")
    keep_a_draft()
    before = files_with(TOKEN)

    browser.post("/enter/draft/delete/", {"append_id": "invented-form"})

    assert before != []
    assert files_with(TOKEN) == []


def test_a_draft_that_was_written_anew_or_ran_out_is_found_in_no_file(register, sign_in):
    from sijill.web.desk.drafts.models import Draft
    from sijill.web.desk.work.worker import sweep

    keep_a_draft()
    Draft.objects.update(saved_at=Draft.objects.get().saved_at - timedelta(days=15))
    assert files_with(TOKEN) != []

    sweep()

    assert not Draft.objects.exists()
    assert files_with(TOKEN) == []


def test_what_long_work_was_asked_is_found_in_no_file_when_it_ended(register):
    from django.utils import timezone

    from sijill.web.desk.work.doing import carry_out
    from sijill.web.desk.work.models import Job

    told = {"period": "soon", "reason": f"{TOKEN} checked it"}
    job = Job.objects.create(kind="publish", person="lead", asked=told, append_id="x", created_at=timezone.now())
    assert files_with(TOKEN) != []

    carry_out(job.pk)

    assert files_with(TOKEN) == []


def test_signing_out_ends_the_session_and_a_session_that_ran_out_is_swept(register, sign_in):
    """R-E12: session lock; the idle lock itself is tested in test_accounts."""
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from sijill.web.desk.work.worker import sweep

    browser, other = sign_in("documenter"), sign_in("verifier")
    browser.get("/")
    key, late = browser.session.session_key, other.session.session_key
    Session.objects.filter(pk=late).update(expire_date=timezone.now() - timedelta(seconds=1))

    browser.post("/accounts/logout/")
    sweep()

    assert not Session.objects.filter(pk__in=(key, late)).exists()
    assert browser.get("/").status_code == 302


def test_a_reader_in_the_way_does_not_hold_a_page_up(register, sign_in):
    import sqlite3
    import time

    from django.db import connection

    browser = sign_in("documenter")
    keep_a_draft()
    reading = sqlite3.connect(connection.settings_dict["NAME"])
    reading.execute("BEGIN")
    reading.execute("SELECT count(*) FROM sijill_drafts_draft").fetchone()
    began = time.monotonic()

    browser.post("/enter/draft/delete/", {"append_id": "invented-form"})
    took = time.monotonic() - began
    reading.close()
    browser.post("/enter/draft/delete/", {"append_id": "invented-form"})

    assert took < 5
    assert files_with(TOKEN) == []


@pytest.fixture(autouse=True)
def _nothing_before(register):
    from sijill.web.database import leave_no_words
    from sijill.web.desk.drafts.models import Draft

    Draft.objects.all().delete()
    leave_no_words()
