"""At the desk: a redacted copy beside its original for those who may see both, and nothing of it to the others."""

from __future__ import annotations

import sys

import pytest
from tests.unit.web.conftest import page_of
from tests.unit.workspace.test_media import photograph

from sijill.actions import Provenance
from sijill.model import Sensitivity
from sijill.values.extras import ExtraMissing


@pytest.fixture
def pictures(register) -> tuple[str, str]:
    """An invented photograph that is restricted, and its redacted copy for the team."""
    known = Provenance("Invented Monitor", title="Invented street", sensitivity=Sensitivity.RESTRICTED)
    item = register.evidence.add_bytes(photograph(), known).item
    let_out = {"reason": "a face", "authorised_by": "second", "sensitivity": Sensitivity.TEAM}
    made = register.media.redact(item, [(400, 400, 100, 100)], **let_out)
    register.proof.record_custody(item, "copied", reason="to enlarge it", to="Invented Lab", copy="working")
    return item, made.item


def test_who_may_see_the_original_finds_its_copy_and_who_held_it(register, sign_in, pictures):
    item, copy = pictures
    register.media.alike()

    page = page_of(sign_in("lead", "ar"), f"/documents/{item}/")

    assert 'data-desk="redacted-copies"' in page
    assert f"/documents/{copy}/" in page
    assert 'data-desk="alike"' in page
    assert "Invented Lab" in page
    assert "نسخة عمل" in page
    assert "{&#x27;" not in page


def test_who_may_not_see_the_original_is_shown_the_copy_alone(register, sign_in, pictures):
    item, copy = pictures
    browser = sign_in("documenter")

    assert browser.get(f"/documents/{item}/").status_code == 404
    page = page_of(browser, f"/documents/{copy}/")
    assert item not in page
    assert item[:12] not in page
    assert item not in page_of(browser, "/documents/")


def test_pictures_that_may_not_be_seen_take_no_place_of_those_that_may(register, sign_in, monkeypatch):
    known = Provenance("Invented Monitor", sensitivity=Sensitivity.TEAM)
    seen, hidden, other = (photograph(quality=quality) for quality in (90, 88, 40))
    item = register.evidence.add_bytes(seen, known).item
    register.evidence.add_bytes(hidden, Provenance("Invented Monitor", sensitivity=Sensitivity.RESTRICTED))
    shown = register.evidence.add_bytes(other, known).item
    register.media.alike()
    monkeypatch.setattr("sijill.web.desk.pictures.MOST_ALIKE", 1)

    page = page_of(sign_in("documenter"), f"/documents/{item}/")

    assert f"/documents/{shown}/" in page


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_photograph_opens_without_what_compares_pictures_and_says_which_extra_does(
    register, sign_in, pictures, monkeypatch, language
):
    item, copy = pictures
    monkeypatch.delitem(sys.modules, "sijill.adapters.pictures", raising=False)
    monkeypatch.setitem(sys.modules, "numpy", None)  # as where the extra is not installed

    page = page_of(sign_in("lead", language), f"/documents/{item}/")

    assert 'data-desk="alike-needs"' in page
    assert "sijill[fast]" in page
    assert f"/documents/{copy}/" in page
    with pytest.raises(ExtraMissing, match=r"sijill\[fast\]"):
        register.media.alike(item)
