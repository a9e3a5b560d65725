"""No reading and no report tells a record that rests on restricted documents alone; it is counted all the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.beginnings import begun

from sijill import readings
from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.ledger import UnknownEntry
from sijill.model import Sensitivity
from sijill.readings import declared_readings
from sijill.values import Period
from sijill.workspace import Register, Settings

PUBLIC, TEAM, RESTRICTED, SEALED = Sensitivity
WORDS = b"At least 3 civilians were killed in shelling on Daraya on 5 May 2016, the invented committee said.\n"
GIVEN = {"period": "2016-05", "query": "Daraya"}


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        yield made


@pytest.fixture
def closed(register: Register) -> str:
    item = register.acting_as("documenter").evidence.add_bytes(
        WORDS, Provenance("Invented Secretsource", title="Invented Secrettitle", sensitivity=SEALED)
    )
    claim = next(one for one in register.review.proposals_of(item.item) if one.number)
    values = {"civilian_status": "civilian", "title": "Invented Secretevent", "happened_on": "2016-05-05"}
    done = register.review.judge(
        claim.id, verdict="accepted", reason="Invented Secretreason", target=Target("incident", extra=values)
    )
    return str(done.subject)


@pytest.mark.parametrize("audience", [PUBLIC, TEAM, RESTRICTED])
@pytest.mark.parametrize("one", list(declared_readings()), ids=lambda one: one.name)
def test_no_reading_tells_it(one, audience, register, closed):
    *_, total = readings.toll(register, period="2016-05", clock="died")
    given = {**GIVEN, "thing": closed, "about": closed, "figure": total["figure"]}
    asked = {each.name: given[each.name] for each in one.asks if each.required}
    try:
        told = json.dumps([dict(row) for row in one(register, audience=audience, **asked)], default=str)
    except UnknownEntry:
        told = ""

    assert "Secret" not in told
    assert closed not in told


def test_it_is_counted_for_everybody(register, closed):
    totals = [
        next(iter(readings.toll(register, period="2016-05", clock="died", audience=one)), None)
        for one in (TEAM, RESTRICTED, SEALED)
    ]

    assert len({json.dumps(dict(one or {}), default=str) for one in totals}) == 1


@pytest.mark.parametrize("audience", [PUBLIC, TEAM])
def test_no_report_names_it_or_its_document(audience, register, closed):
    material = register.publishing.month(Period.parse("2016-05"), audience=audience, clock="died").value

    assert "Secret" not in repr(material)
    assert material.by_party.total.figure.best == 3
    assert [one.sha256 for one in material.sources] == [""]
