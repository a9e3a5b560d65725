"""At the desk: a redacted copy beside its original for those who may see both, and nothing of it to the others."""

from __future__ import annotations

import pytest
from tests.unit.web.conftest import page_of
from tests.unit.workspace.test_media import photograph

from sijill.actions import Provenance
from sijill.model import Sensitivity


@pytest.fixture
def pictures(register) -> tuple[str, str]:
    """An invented photograph that is restricted, and its redacted copy for the team."""
    known = Provenance("Invented Monitor", title="Invented street", sensitivity=Sensitivity.RESTRICTED)
    item = register.evidence.add_bytes(photograph(), known).item
    made = register.media.redact(item, [(400, 400, 100, 100)], reason="a face", authorised_by="second")
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
