"""At the desk: parts of a picture are hidden by two, and what proves a document is taken out as a signed folder."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from PIL import Image
from tests.unit.web.conftest import PASSWORD, page_of
from tests.unit.workspace.test_media import photograph

from sijill.actions import Provenance
from sijill.evidence import fingerprint
from sijill.model import Sensitivity
from sijill.web.accounts.policy import Role

BOX = {"left": "400", "top": "300", "width": "200", "height": "100"}


@pytest.fixture
def picture(register) -> str:
    """An invented photograph that is restricted."""
    known = Provenance("Invented Monitor", title="Invented street", sensitivity=Sensitivity.RESTRICTED)
    return str(register.evidence.add_bytes(photograph(), known).item)


@pytest.fixture
def leads(register, sign_in):
    """Two browsers, each with a lead."""
    from sijill.web.accounts.people import make_person

    make_person("other", PASSWORD, Role.LEAD)
    return sign_in("lead"), sign_in("other")


def ask(browser, item: str, **more: Any) -> Any:
    """Ask for a copy in which a box is hidden and return the request, None if none was made."""
    from sijill.web.accounts.models import ApprovalRequest

    asked = BOX | {"reason": "the face of an invented witness", "sensitivity": "team"} | more
    browser.post(f"/two/redact/{item}/", asked)
    return ApprovalRequest.objects.order_by("-asked_at").first()


def test_one_lead_draws_the_boxes_another_approves_and_the_copy_names_both(leads, register, picture):
    first, second = leads
    drawn = page_of(first, f"/documents/{picture}/redact/?left=400&top=300&width=200&height=100")
    asked = ask(first, picture)

    own = first.post(f"/two/{asked.number}/approve/")
    seen = page_of(second, "/two/")
    second.post(f"/two/{asked.number}/approve/")
    made = first.post(f"/two/{asked.number}/do/")
    again = first.post(f"/two/{asked.number}/do/")
    (copy,) = register.media.redacted_copies(picture)
    pixels = Image.open(io.BytesIO(register.evidence.bytes_of(copy)))
    told = next(one for one in register.records.entries(kind="redaction"))

    assert '<rect x="40%" y="30%" width="20%" height="10%">' in drawn
    assert f"/documents/{picture}/redact/?left=400&amp;top=300&amp;width=200&amp;height=100" in seen
    assert (own.status_code, made.status_code, again.status_code) == (403, 302, 400)
    assert made["Location"] == f"/documents/{copy}/"
    assert pixels.getpixel((pixels.width // 2, pixels.height * 35 // 100)) == (0, 0, 0)
    assert (told.actor, told.body["authorised_by"], told.body["boxes"]) == (
        "lead + other",
        "other",
        [[400, 300, 200, 100]],
    )
    assert register.evidence.item(copy).sensitivity is Sensitivity.TEAM
    assert register.evidence.item(picture).sensitivity is Sensitivity.RESTRICTED


@pytest.mark.parametrize("wrong", [{"left": "900"}, {"width": "0"}, {"top": ""}, {"height": "a third"}, {"left": "-1"}])
def test_a_box_that_does_not_lie_within_the_picture_is_refused_and_asked_of_nobody(leads, picture, wrong):
    first, _ = leads
    looked = first.get(f"/documents/{picture}/redact/", BOX | wrong)

    assert looked.status_code == 400
    assert "thousandths" in looked.content.decode()
    assert ask(first, picture, **wrong) is None


def test_a_copy_is_never_more_sensitive_than_its_original_nor_asked_for_without_a_reason(leads, picture):
    first, _ = leads

    assert ask(first, picture, sensitivity="sealed") is None
    assert ask(first, picture, sensitivity="anything") is None
    assert ask(first, picture, reason=" ") is None
    assert ask(first, picture, left="", top="", width="", height="") is None


def test_more_boxes_than_are_hidden_at_once_are_refused_not_cut(leads, picture):
    first, _ = leads
    many = {side: [value] * 51 for side, value in BOX.items()}
    looked = first.get(f"/documents/{picture}/redact/", many)

    assert looked.status_code == 400
    assert "At most 50 boxes" in looked.content.decode()
    assert ask(first, picture, **many) is None


def test_a_side_that_was_not_sent_is_a_box_that_is_refused(leads, picture):
    first, _ = leads

    assert ask(first, picture, left=["400", "0"]) is None


def test_what_is_no_photograph_is_asked_of_nobody(register, leads):
    first, _ = leads

    assert ask(first, register.evidence.items()[0].id) is None


def test_only_leads_hide_parts_and_of_a_note_there_is_nothing_to_hide(register, sign_in, picture):
    note = register.evidence.items()[0].id

    assert sign_in("verifier").get(f"/documents/{picture}/redact/").status_code == 403
    assert sign_in("lead").get(f"/documents/{note}/redact/").status_code == 404
    assert f"/documents/{picture}/redact/" in page_of(sign_in("lead"), f"/documents/{picture}/")
    assert f"/documents/{picture}/redact/" not in page_of(sign_in("verifier"), f"/documents/{picture}/")


def test_what_proves_a_document_is_shown_and_taken_out_and_names_nobody_unless_asked(register, sign_in):
    browser, note = sign_in("lead"), register.evidence.items()[0].id
    page = page_of(browser, f"/documents/{note}/proof/")

    bare, named = (_taken(browser, note, **asked) for asked in ({}, {"names": "yes", "whole": "yes"}))
    acts = [one.body["digest"] for one in register.proof.custody(note) if (one.body or {}).get("act") == "proved"]

    assert note in page
    assert register.proof.signing_mark() in page
    assert not any(b"documenter" in content for content in bare.values())
    assert b"documenter" in named["argument.json"]
    assert named[f"item/{note}"] == register.evidence.bytes_of(note)
    assert f"item/{note}" not in bare
    assert json.loads(bare["argument.json"])["holds"]
    assert acts == [fingerprint(bare["SHA256SUMS"]), fingerprint(named["SHA256SUMS"])]


def test_the_bytes_of_a_picture_go_into_no_folder_at_the_desk(register, sign_in, picture):
    """They hold the place and the device; its argument goes out without them."""
    browser = sign_in("lead")

    assert 'name="whole"' not in page_of(browser, f"/documents/{picture}/proof/")
    assert f"item/{picture}" not in _taken(browser, picture, whole="yes")


def test_an_argument_that_does_not_hold_is_shown_and_not_handed_out(register, sign_in):
    browser, note = sign_in("lead"), register.evidence.items()[0].id
    kept = register.folder / "vault" / note[:2] / note
    kept.chmod(0o600)
    kept.write_bytes(b"other words")

    page = page_of(browser, f"/documents/{note}/proof/")
    taken = browser.post(f"/documents/{note}/proof/")

    assert 'data-desk="bundle"' not in page
    assert taken.status_code == 400
    assert not [one for one in register.proof.custody(note) if (one.body or {}).get("act") == "proved"]


@pytest.mark.parametrize("role", ["verifier", "documenter", "analyst", "viewer", "administrator"])
def test_only_a_lead_takes_a_proof(register, sign_in, role):
    note = register.evidence.items()[0].id

    assert sign_in(role).get(f"/documents/{note}/proof/").status_code == 403
    assert sign_in(role).post(f"/documents/{note}/proof/").status_code == 403


def _taken(browser, item: str, **asked: str) -> dict[str, bytes]:
    answer = browser.post(f"/documents/{item}/proof/", asked)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
