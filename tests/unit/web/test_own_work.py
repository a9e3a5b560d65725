"""What is given to a person, the filters that they named, and what they decided."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from tests.unit.web.conftest import page_of

from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.model import Verdict


def give(browser, kind, thing, person=""):
    return browser.post("/work/give/", {"kind": kind, "thing": thing, "person": person})


def row(browser, name):
    found = re.search(rf'data-desk="work-{name}".*?row-count">([^<]*)<', page_of(browser, "/"), re.S)
    return found and found.group(1)


# -- given


def test_a_document_that_a_lead_gives_stands_in_that_persons_list_and_queue_until_it_is_judged(
    register, sign_in, killed
):
    item = register.review.proposal(killed).item
    waiting = [one.id for one in register.review.claims(item=item)]
    register.acting_as("documenter").evidence.add_bytes(
        b"Invented: at least 9 civilians were killed in Daraya on 7 May 2016.\n", Provenance("Other invented notes")
    )

    assert give(sign_in("lead"), "document", item, "verifier").status_code == 302

    browser = sign_in("verifier")
    assert row(browser, "mine") == str(len(waiting))
    mine = page_of(browser, "/queue/?mine=1")
    listed = mine[mine.index('data-desk="waiting"') :]
    assert "Test notes" in listed
    assert "Other invented notes" not in listed
    assert row(sign_in("second"), "mine") is None
    for claim in waiting:
        register.acting_as("verifier").review.judge(claim, verdict=Verdict.REJECTED, reason="a practice")
    assert row(browser, "mine") is None
    assert "Nothing is given to you." in page_of(browser, "/work/given/")


def test_a_person_takes_a_claim_and_gives_it_back_and_nobody_else_does_that_for_them(sign_in, killed):
    verifier, second = sign_in("verifier"), sign_in("second")

    assert give(verifier, "claim", killed, "verifier").status_code == 302
    assert row(verifier, "mine") == "1"
    assert give(second, "claim", killed, "second").status_code == 403
    assert give(second, "claim", killed).status_code == 403
    assert give(verifier, "claim", killed, "second").status_code == 403

    assert give(verifier, "claim", killed).status_code == 302
    assert row(verifier, "mine") is None


@pytest.mark.parametrize("person", ["viewer", "analyst", "administrator", "documenter", "nobody"])
def test_nothing_to_judge_is_given_to_who_may_not_judge(person, sign_in, killed):
    answer = give(sign_in("lead"), "claim", killed, person)

    assert answer.status_code == 400
    assert "This cannot be given to that person" in answer.content.decode()


def test_a_record_is_given_to_a_documenter_and_never_to_a_viewer(sign_in, incident):
    lead = sign_in("lead")

    assert give(lead, "record", incident, "viewer").status_code == 400
    assert give(lead, "record", incident, "documenter").status_code == 302
    assert row(sign_in("documenter"), "mine_records") == "1"


def test_a_document_is_given_to_nobody_who_may_not_read_it(register, sign_in, killed):
    item = register.review.proposal(killed).item
    register.acting_as("lead").evidence.classify(item, "sealed", reason="names a witness")

    assert give(sign_in("lead"), "document", item, "verifier").status_code == 404


def test_what_is_not_there_is_given_to_nobody(sign_in, incident):
    lead = sign_in("lead")

    for kind in ("claim", "document", "record", "figure"):
        assert give(lead, kind, "01a22623-1a79-77df-bc75-ea341aa37ac7", "lead").status_code == 404


# -- filters that somebody named


def test_a_saved_filter_finds_what_it_found_and_stands_in_no_address_and_in_clear_in_no_table(register, sign_in):
    browser = sign_in("verifier")
    asked = browser.post("/queue/", {"words": "Invented Sekretword"})["Location"]
    keyed = re.search(r"words=([0-9a-f]{16})", asked).group(1)

    browser.post("/queue/filters/", {"name": "Zqxname's list", "q_words": keyed})

    page = page_of(browser, "/queue/")
    address = re.search(r'href="(/queue/filters/\d+/)"', page).group(1)
    assert "Zqxname&#x27;s list" in page
    again = sign_in("verifier")
    led = again.get(address)["Location"]
    assert "Sekretword" not in led
    assert 'value="Invented Sekretword"' in page_of(again, led)
    from django.conf import settings

    desk = Path(settings.DATABASES["default"]["NAME"])
    held = b"".join(one.read_bytes() for one in desk.parent.glob(f"{desk.name}*"))
    assert b"Zqxname" not in held
    assert b"Sekretword" not in held


def test_a_filter_is_its_owners_alone_and_gone_when_they_delete_it(sign_in):
    browser, other = sign_in("verifier"), sign_in("second")
    browser.post("/queue/filters/", {"name": "Invented list", "q_kind": "casualties"})
    address = re.search(r'href="(/queue/filters/\d+/)"', page_of(browser, "/queue/")).group(1)

    assert other.get(address).status_code == 404
    other.post(f"{address}forget/")
    assert "Invented list" in page_of(browser, "/queue/")
    browser.post(f"{address}forget/")
    assert "Invented list" not in page_of(browser, "/queue/")


@pytest.mark.parametrize("name", ["", "x" * 61])
def test_a_filter_without_a_name_or_with_a_long_one_is_refused(name, sign_in):
    assert sign_in("verifier").post("/queue/filters/", {"name": name}).status_code == 400


def test_filters_go_when_an_account_is_closed(register, sign_in):
    from django.contrib.auth.models import User

    from sijill.web.accounts.account_admin import set_active
    from sijill.web.desk.work.models import SavedFilter

    sign_in("second").post("/queue/filters/", {"name": "Invented list"})
    set_active(User.objects.get(username="second"), False, now=timezone.now())

    assert SavedFilter.objects.count() == 0


# -- decisions


def accepted(register, killed):
    return register.acting_as("verifier").review.judge(
        killed, verdict="accepted", reason="read", target=Target("incident", extra={"civilian_status": "civilian"})
    )


def test_a_decision_is_listed_for_who_gave_it_alone_and_undone_from_there(register, sign_in, killed):
    done = accepted(register, killed)
    browser = sign_in("verifier")

    page = page_of(browser, "/decisions/")
    assert f'action="/undo/{done.judgement}/"' in page
    assert done.judgement not in page_of(sign_in("second"), "/decisions/")

    browser.post(f"/undo/{done.judgement}/", {"reason": "Decided by mistake"})

    assert register.review.queue.holds(killed)
    page = page_of(browser, "/decisions/")
    assert 'data-state="undone"' in page
    assert "/undo/" not in page


def test_a_decision_on_which_somebody_built_says_so_and_offers_no_undo(register, sign_in, killed):
    done = accepted(register, killed)
    register.acting_as("second").records.record(
        "incident", {"title": "Invented shelling"}, subject=done.subject, reason="read"
    )

    page = page_of(sign_in("verifier"), "/decisions/")

    assert 'data-state="built_on"' in page
    assert "second" in page[page.index('data-state="built_on"') :]
    assert "/undo/" not in page


def test_a_comment_on_its_record_is_no_building_on_a_decision(register, sign_in, killed):
    done = accepted(register, killed)
    register.acting_as("second").records.comment(str(done.subject), "Invented: is this the same?")

    assert f"/undo/{done.judgement}/" in page_of(sign_in("verifier"), "/decisions/")


def test_who_was_here_an_hour_ago_is_told_of_that_hour(register, sign_in, incident):
    from sijill.web.desk.work.models import Visit

    browser = sign_in("documenter")
    page_of(browser, "/")
    assert "Since you were here" not in page_of(browser, "/")
    Visit.objects.update(at=timezone.now() - timedelta(hours=1))

    assert "Since you were here" in page_of(browser, "/")


def test_filters_that_nobody_can_look_into_go_whole_when_words_are_destroyed(tmp_path):
    """The tables as Django makes them, also those without a text in them."""
    import sqlite3
    from contextlib import closing

    from django.db import connection

    from sijill.adapters.sql import forget_in_desk
    from sijill.search import IdentifyingWords

    with closing(sqlite3.connect(tmp_path / "desk.sqlite")) as desk:
        made = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%%'"
        for (table,) in connection.cursor().execute(made).fetchall():
            desk.execute(table)
        desk.execute("INSERT INTO sijill_work_savedfilter (closed, user_id) VALUES ('closed', 1)")
        desk.commit()

    assert forget_in_desk(tmp_path, IdentifyingWords(("Zebulon Zqxwitness",))) == 1

    with closing(sqlite3.connect(tmp_path / "desk.sqlite")) as desk:
        assert desk.execute("SELECT count(*) FROM sijill_work_savedfilter").fetchone() == (0,)
