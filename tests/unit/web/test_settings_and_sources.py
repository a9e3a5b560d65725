"""What a register goes by, and what is said of a source apart from what one of its documents says (R-OH.4)."""

from __future__ import annotations

import re

import pytest
from tests.unit.web.test_reading_pages import words_of

from sijill.methodology import shipped_bytes
from sijill.model import Sensitivity
from sijill.web.desk.url_keys import source_key


@pytest.fixture
def key(register):
    """The key of the source of the one public document."""
    return source_key("Test notes")


SAID = {"kind": "monitor", "reliability": "B", "covers": "deaths in detention", "covers_period": "2011-03/2016-12"}


def test_a_lead_sees_the_methodology_in_force_and_what_the_file_says_but_no_database(register, sign_in):
    page = words_of(sign_in("lead").get("/settings/").content.decode())

    assert "snhr:" in page
    assert "Asia/Damascus" in page
    assert "sqlite" not in page.lower()
    assert [sign_in(role).get("/settings/").status_code for role in ("verifier", "viewer", "administrator")] == [
        403
    ] * 3


def test_a_lead_adopts_another_version_and_a_broken_file_is_refused_in_words(register, sign_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    browser = sign_in("lead")
    own = shipped_bytes("vdc").replace(b'version = "', b'version = "9', 1)

    broken = browser.post("/settings/", {"file": SimpleUploadedFile("own.toml", b"\xff\xfe nothing")})
    shipped = browser.post("/settings/", {"methodology": "vdc"})
    of_our_own = browser.post("/settings/", {"file": SimpleUploadedFile("own.toml", own)})

    assert (broken.status_code, shipped.status_code, of_our_own.status_code) == (400, 302, 302)
    assert 'role="alert"' in broken.content.decode()
    adopted = [one.body["methodology"] for one in register.records.entries(kind="methodology")]
    assert adopted == ["snhr", "vdc", "vdc"]
    assert "3 versions were adopted" in words_of(browser.get("/settings/").content.decode())


def test_a_source_is_described_and_graded_with_a_reason_and_graded_anew_later(register, sign_in, key):
    browser, address = sign_in("verifier"), f"/sources/{key}/describe/"

    browser.post(address, {**SAID, "reason": "its lists were checked"})
    browser.post(address, {**SAID, "reliability": "C", "reason": "two of its names were wrong"})
    page = words_of(browser.get(f"/sources/{key}/").content.decode())

    assert "C · fairly reliable" in page
    assert "monitoring group" in page
    (subject,) = [one for _, one in register.records.ids(kind="source")]
    held = register.records.of(subject)
    assert [one.value for one in held.held["reliability"]] == ["C"]
    assert held.noun.covers_period.edtf == "2011-03/2016-12"
    assert "two of its names were wrong" in words_of(browser.get(f"/records/{subject}/").content.decode())


def test_a_refused_grade_stays_typed(sign_in, key):
    sent = {**SAID, "covers_period": "the whole war", "reason": ""}

    answer = sign_in("verifier").post(f"/sources/{key}/describe/", sent)

    assert answer.status_code == 400
    for kept in ('value="the whole war"', 'value="deaths in detention"', 'role="alert"', '<option value="B" selected>'):
        assert kept in answer.content.decode()


def test_how_reliable_a_source_is_is_told_to_the_team_only_and_graded_by_those_who_judge(sign_in, key):
    sign_in("verifier").post(f"/sources/{key}/describe/", {**SAID, "reason": "checked"})

    team = sign_in("analyst").get(f"/sources/{key}/").content.decode()
    viewer = sign_in("viewer").get(f"/sources/{key}/").content.decode()

    assert "usually reliable" in team
    assert "usually reliable" not in viewer
    assert "monitoring group" in viewer
    assert re.search(r"<td>B · usually", sign_in("analyst").get("/sources/").content.decode())
    assert not re.search(r"<td>B ", sign_in("viewer").get("/sources/").content.decode())
    assert sign_in("documenter").post(f"/sources/{key}/describe/", SAID).status_code == 403
    assert sign_in("verifier").post(f"/sources/{source_key('Nobody')}/describe/", SAID).status_code == 404


def test_a_document_is_graded_apart_from_its_source_and_the_grade_hides_and_counts_nothing(register, sign_in, incident):
    item = register.evidence.items()[0].id
    before = register.counts.counted_number(incident).numbers

    done = sign_in("verifier").post(f"/documents/{item}/grade/", {"credibility": "2", "reason": "a second list agrees"})
    wrong = sign_in("verifier").post(f"/documents/{item}/grade/", {"credibility": "9", "reason": "x"})
    page = words_of(sign_in("analyst").get(f"/documents/{item}/").content.decode())

    assert (done.status_code, wrong.status_code) == (302, 400)
    assert "2 · probably true" in page
    assert "a second list agrees" in page
    assert register.evidence.item(item).sensitivity is Sensitivity.PUBLIC
    assert register.counts.counted_number(incident).numbers == before
    assert "probably true" not in sign_in("viewer").get(f"/documents/{item}/").content.decode()


def test_the_list_of_documents_says_what_each_gave_and_is_narrowed_by_it(register, sign_in, incident):
    from sijill.actions import Provenance

    silent = register.acting_as("documenter").evidence.add_bytes(
        b"The weather of an invented day was fine.\n", Provenance("Invented notes", title="Invented weather")
    )

    every = words_of(sign_in("analyst").get("/documents/").content.decode())
    nothing = sign_in("analyst").get("/documents/?gave=nothing").content.decode()
    viewer = words_of(sign_in("viewer").get("/documents/?gave=nothing").content.decode())

    assert "no claims" in every
    assert f'href="/documents/{silent.item}/"' in nothing
    assert "Invented note" not in words_of(nothing).replace("Invented notes", "")
    assert "Invented note" not in viewer.replace("Invented notes", "")


def test_a_document_shows_its_passages_with_what_stands_on_each(register, sign_in, incident):
    item = register.evidence.items()[0].id

    page = sign_in("verifier").get(f"/documents/{item}/").content.decode()

    passages = words_of(page.split('data-desk="passages"')[1].split("</section>")[0])
    assert "At least 12 civilians" in passages
    assert "Accepted" in passages or "claim waits" in passages or "claims wait" in passages
