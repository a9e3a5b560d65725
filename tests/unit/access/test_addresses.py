"""Where a document was found is the team's, but for public documents of sources that may be named (E2). Invented."""

from __future__ import annotations

import pytest
from tests.beginnings import begun

from sijill.actions import Provenance
from sijill.model import Sensitivity
from sijill.workspace import Settings

ADDRESS = "https://example.org/report"


@pytest.fixture
def register(tmp_path):
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        yield made


def told(register, *, sensitivity=Sensitivity.PUBLIC, audience=Sensitivity.PUBLIC, source_class=None):
    given = Provenance("Invented Daily", title="A report", url=ADDRESS, sensitivity=sensitivity)
    item = register.evidence.add_bytes(b"Seven people were killed in Inventedtown.\n", given).item
    if source_class is not None:
        source = {"name": "Invented Daily", "source_class": source_class}
        register.records.record("source", source, reason="looked at its pages")
    return register.view(audience).address(next(one for one in register.evidence.items() if one.id == item))


def test_the_public_address_of_an_open_source_is_told(register):
    assert told(register, source_class="public") == ADDRESS


def test_of_a_source_that_nobody_stated_to_be_open_it_is_not(register):
    assert told(register) is None


@pytest.mark.parametrize("source_class", ["confidential", "anonymous"])
def test_of_a_source_that_may_not_be_named_it_is_not(register, source_class):
    assert told(register, source_class=source_class) is None


def test_of_a_document_that_is_the_teams_it_is_not(register):
    assert told(register, sensitivity=Sensitivity.TEAM, source_class="public") is None


def test_the_team_knows_where_it_was(register):
    assert told(register, sensitivity=Sensitivity.TEAM, audience=Sensitivity.TEAM) == ADDRESS
