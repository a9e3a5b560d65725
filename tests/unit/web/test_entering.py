"""Entering by hand: drafts that only their writer sees, duplicates while typing, and two people on one record."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from tests.unit.web.test_pages import ENTERED


@pytest.fixture
def entered(register, sign_in):
    """The victim that somebody entered already."""
    answer = sign_in("documenter").post("/enter/", {**ENTERED, "append_id": register.new_id()})
    return answer["Location"].split("/")[2]


def drafts():
    from sijill.web.desk.drafts.models import Draft

    return Draft.objects


def test_what_is_typed_is_kept_and_is_there_after_the_session_ended(register, sign_in):
    form, browser = register.new_id(), sign_in("documenter")
    half = {"append_id": form, "name_en": "Invented Halfname", "place": "Invented Town"}
    browser.post("/enter/draft/", half)
    browser.session.flush()
    refused = browser.post("/enter/draft/", {**half, "place": "Another Town"})

    back = sign_in("documenter")
    listed = back.get("/enter/").content.decode()
    restored = back.get(f"/enter/?draft={form}").content.decode()

    assert refused.status_code == 302
    assert "/accounts/login/" in refused["Location"]
    assert f"?draft={form}" in listed
    assert 'value="Invented Halfname"' in restored
    assert 'value="Invented Town"' in restored


def test_a_draft_is_shown_to_nobody_else_and_deleted_by_nobody_else(register, sign_in):
    form = register.new_id()
    sign_in("documenter").post("/enter/draft/", {"append_id": form, "name_en": "Invented Halfname"})

    other = sign_in("lead")
    pages = [other.get(address).content.decode() for address in ("/enter/", f"/enter/?draft={form}")]
    other.post("/enter/draft/delete/", {"append_id": form})

    assert not any("Halfname" in page or f'href="?draft={form}' in page for page in pages)
    assert drafts().filter(form=form, person="documenter").exists()


def test_a_draft_goes_when_it_is_recorded_deleted_or_past_its_days(register, sign_in):
    from sijill.web.desk.drafts.kept import LASTS

    browser, forms = sign_in("documenter"), [register.new_id() for _ in range(3)]
    for form in forms:
        browser.post("/enter/draft/", {"append_id": form, "name_en": "Invented Halfname"})
    drafts().filter(form=forms[2]).update(saved_at=drafts().get(form=forms[2]).saved_at - LASTS - timedelta(hours=1))

    browser.post("/enter/", {**ENTERED, "append_id": forms[0]})
    browser.post("/enter/draft/delete/", {"append_id": forms[1]})
    browser.get("/enter/")

    assert not drafts().filter(form__in=forms).exists()


def test_a_form_is_kept_as_a_draft_without_a_script(register, sign_in):
    form, browser = register.new_id(), sign_in("documenter")

    kept = browser.post("/enter/", {"append_id": form, "title": "Invented half incident", "save": "1"})
    page = browser.get(f"/enter/?draft={form}").content.decode()

    assert kept.status_code == 302
    assert 'value="Invented half incident"' in page


def test_an_outcome_that_is_none_is_refused_with_those_there_are_and_nothing_is_recorded(register, sign_in):
    seq = register.seq

    answer = sign_in("documenter").post("/enter/", {**ENTERED, "append_id": register.new_id(), "outcome": "kiled"})

    assert answer.status_code == 400
    assert "no outcome is called kiled; did you mean killed?" in answer.content.decode()
    assert register.seq == seq


def test_a_refused_form_is_kept_too(register, sign_in):
    form = register.new_id()

    sign_in("documenter").post("/enter/", {**ENTERED, "append_id": form, "happened_on": "last week"})

    assert drafts().get(form=form).fields["name_en"] == ENTERED["name_en"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"name_ar": "يوسف المثال"}, "the same name"),
        ({"name_en": "Yousef Almithal"}, "a name that sounds alike"),
        ({"name_ar": "يُوسُف المثال"}, "the same name"),
        ({"name_en": "Yusuf Ahmad al-Mithal", "happened_on": "2016-05-08"}, "within three days"),
        ({"place": "Invented Town", "happened_on": "٢٠١٦-٠٥-٠٧"}, "the same day"),
    ],
)
def test_a_likely_duplicate_is_shown_while_typing_with_the_reason(typed, why, register, sign_in, entered):
    page = sign_in("documenter").post("/enter/likely/", typed).content.decode()

    assert why in page
    assert 'name="same"' in page


@pytest.mark.parametrize("typed", [{"name_en": "Salim Otherman"}, {"name_ar": "سليم آخر"}, {"place": "Elsewhere"}, {}])
def test_somebody_else_is_no_duplicate(typed, register, sign_in, entered):
    page = sign_in("documenter").post("/enter/likely/", typed).content.decode()

    assert 'name="same"' not in page


def test_duplicates_are_asked_for_no_faster_than_a_hand_types(register, sign_in):
    from sijill.web.desk.pages.enter import ASKED_A_MINUTE

    browser = sign_in("documenter")
    codes = [browser.post("/enter/likely/", {"title": ""}).status_code for _ in range(ASKED_A_MINUTE + 1)]

    assert set(codes[:-1]) == {200}
    assert codes[-1] == 429


def test_a_duplicate_that_appeared_after_the_warning_is_shown_before_anything_is_recorded(register, sign_in, entered):
    sent = {**ENTERED, "append_id": register.new_id(), "words": "Invented other words.", "same": "new"}
    before = register.seq

    unseen = sign_in("documenter").post("/enter/", sent)
    shown = re.findall(r'name="warned" value="([^"]+)"', unseen.content.decode())
    recorded = sign_in("documenter").post("/enter/", {**sent, "warned": shown})

    assert unseen.status_code == 200
    assert register.seq > before
    assert recorded.status_code == 302
    assert recorded["Location"].split("/")[2] != entered


def test_another_source_is_added_to_the_person_it_speaks_of(register, sign_in, entered):
    seen = register.opened.ledger.last_seq(entered)
    sent = {
        **ENTERED,
        **{"append_id": register.new_id(), "title": "", "words": "Invented Second says that he was 31."},
        **{"age": "31", "source": "Invented Second", "same": entered, f"seen-{entered}": str(seen)},
    }

    done = sign_in("lead").post("/enter/", sent)

    assert done["Location"] == f"/records/{entered}/"
    held = register.records.of(entered).held
    assert held["age"][0].source == "Invented Second"
    assert {one.source for one in held["name"]} == {"Invented Monitor", "Invented Second"}


def test_the_later_of_two_sees_what_the_record_holds_now_and_loses_nothing(register, sign_in, entered):
    seen = register.opened.ledger.last_seq(entered)
    register.records.record(
        "victim", {"age": {"low": 30, "high": 30}}, subject=entered, reason="an invented first editor"
    )
    sent = {
        **ENTERED,
        **{"append_id": register.new_id(), "title": "", "words": "Invented Second says that he was 31."},
        **{"age": "31", "source": "Invented Second", "same": entered, f"seen-{entered}": str(seen)},
    }
    browser = sign_in("lead")

    stopped = browser.post("/enter/", sent)
    page = stopped.content.decode()
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    done = browser.post("/enter/", again)

    assert stopped.status_code == 409
    assert ENTERED["name_en"] in page
    assert done.status_code == 302
    assert {one.value.low for one in register.records.of(entered).held["age"]} == {30, 31}


def test_a_party_that_the_list_lacks_is_recorded_under_the_name_of_the_source(register, sign_in):
    sent = {**ENTERED, "append_id": register.new_id(), "party_name": "Invented Brigade of Nowhere"}

    sign_in("documenter").post("/enter/", sent)

    assert [one.noun.name for one in register.records.all() if one.kind == "party"] == ["Invented Brigade of Nowhere"]


def test_a_party_written_by_one_of_its_names_is_that_party(register, sign_in):
    sent = {**ENTERED, "append_id": register.new_id(), "party_name": "Hizbollah"}

    sign_in("documenter").post("/enter/", sent)

    held = next(one for one in register.records.all() if one.kind == "incident").noun.attribution
    assert held.parties == ("hezbollah",)
