"""A document on one incident: numbers with their range, rivals and denials beside them, nobody named unasked."""

from __future__ import annotations

import pytest
from tests.beginnings import begun
from tests.spec.test_one_number_in_documents import incident, victim

from sijill import reports
from sijill.reports.document import CaseBox, Chart, Mark, Paragraph, Table
from sijill.values import Language, SijillError
from sijill.workspace import Settings

NAME = [{"text": "Inventedname Inventedfamily", "script": "latn"}]


@pytest.fixture
def register(tmp_path):
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        yield made


def document(register, record, *, audience="team", language=Language.EN):
    material = register.publishing.story("massacre", None, incident=record, audience=audience)
    return reports.compose(material, language, reports.read_kind("massacre"))


def text(runs):
    return "".join(run.text for run in runs if not isinstance(run, Mark))


def box(found):
    (only,) = [one for one in found.blocks if isinstance(one, CaseBox) and one.anchor.startswith("massacre-")]
    return {name: text(told) for name, told in only.lines}


def everything(found):
    said = [found.title]
    for one in found.blocks:
        said += [text(one.runs)] if isinstance(one, Paragraph) else []
        said += [text(cell) for row in one.rows for cell in row.cells] if isinstance(one, Table) else []
        said += [text(told) for _, told in one.lines] if isinstance(one, CaseBox) else []
    return " ".join(said)


def test_its_numbers_stand_with_their_range_and_who_says_otherwise_or_denies(register):
    market = incident(register, killed={"low": 7, "high": 7}, place="Inventedtown")
    for source, stance, killed in (("Invented Watch", "assert", 10), ("Invented Army", "deny", 7)):
        value = {"killed": {"low": killed, "high": killed}}
        register.records.record("incident", value, subject=market, source=source, stance=stance, reason="invented")

    found = document(register, market)

    assert found.title == "Record of a massacre: Invented market, shelling"
    assert box(found)["Killed"] == "7 (7–10)"
    assert box(found)["Others say"] == "Killed: 10 (Invented Watch)"
    assert box(found)["Denied"] == "Invented Army denies this: Killed, 7"


def test_fewer_dead_than_a_massacre_are_an_incident(register):
    found = document(register, incident(register, killed={"low": 2, "high": 2}))

    assert found.title == "Record of an incident: Invented market, shelling"


def test_its_spot_is_drawn_as_closely_as_the_audience_may_know_it(register):
    point = {"latitude": "36.2021", "longitude": "37.1343", "precision": "exact"}
    market = incident(register, killed={"low": 7, "high": 7}, place="Inventedtown", point=point)

    charts = [one for one in document(register, market).blocks if isinstance(one, Chart)]

    assert [text(one.table.rows[0].cells[1]) for one in charts] == ["The exact spot"]
    assert "37.1343" not in repr(document(register, market, audience="public"))


def test_nobody_is_named_without_consent(register):
    market = incident(register, killed={"low": 7, "high": 7})
    victim(register, joined=market, name=NAME)

    for audience in ("team", "public"):
        assert "Inventedname" not in everything(document(register, market, audience=audience))


def test_one_that_is_not_counted_or_is_gone_is_refused_in_both_languages(register):
    soldiers = incident(register, killed={"low": 7, "high": 7}, civilian_status="combatant")
    person = victim(register)
    gone = incident(register, killed={"low": 7, "high": 7})
    for values in list(register.records.of(gone).held.values()):
        for one in values:
            register.records.retract(one.statement, reason="entered twice")

    for named in (None, soldiers, person, gone, "nothing"):
        for language in Language:
            with pytest.raises(SijillError) as refused:
                document(register, named)
            assert refused.value.in_language(language)
