"""One way to see: what a view of a register gives an audience, and what it keeps back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.beginnings import begun

from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.model import Sensitivity
from sijill.workspace import Register, Settings

WORDS = (
    b"Invented Secretwords. At least 3 civilians were killed in shelling on Invented Town on 5 May 2016, "
    b"the Invented Monitor said.\n"
)
KNOWN = b"At least 4 civilians were killed in shelling on Invented Town on 5 May 2016, an invented doctor said.\n"
PUBLIC, TEAM, RESTRICTED = Sensitivity.PUBLIC, Sensitivity.TEAM, Sensitivity.RESTRICTED


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        yield made


@pytest.fixture
def secret(register: Register) -> str:
    """A restricted document whose claim was accepted as an incident's number."""
    given = Provenance("Invented Secretsource", sensitivity=RESTRICTED)
    return register.acting_as("documenter").evidence.add_bytes(WORDS, given).item


@pytest.fixture
def incident(register: Register, secret: str) -> str:
    """An incident of which a restricted document and one of the team state a number."""
    claim = next(one for one in register.review.claims() if one.item == secret and one.number)
    target = Target("incident", extra={"civilian_status": "civilian"})
    made = register.review.judge(claim.id, verdict="accepted", reason="Invented Secretreason", target=target).subject
    known = register.acting_as("documenter").evidence.add_bytes(KNOWN, Provenance("Invented Agency")).item
    other = next(one for one in register.review.claims() if one.item == known and one.number)
    register.review.judge(other.id, verdict="accepted", reason="Invented", target=Target("incident", made))
    return str(made)


def test_a_document_above_the_audience_is_not_there(register, secret):
    assert register.view(TEAM).item(secret) is None
    assert register.view(TEAM).items() == []
    assert register.view(RESTRICTED).item(secret).id == secret


def test_nobody_outside_the_team_reads_words_even_of_a_public_document(register):
    item = register.evidence.add_bytes(b"Invented public words.\n", Provenance("Invented source")).item

    public, team = register.view(PUBLIC), register.view(TEAM)

    assert not public.reads(public.item(item))
    assert team.reads(team.item(item))


def test_a_claim_of_a_hidden_document_is_not_there(register, secret):
    claim = next(one for one in register.review.claims() if one.item == secret)

    assert register.view(TEAM).claim(claim.id) is None
    assert register.view(RESTRICTED).claim(claim.id) == claim
    assert register.view(RESTRICTED).claim("no such claim") is None


def test_a_value_of_a_hidden_document_names_neither_its_speaker_nor_its_ground_nor_its_reason(register, incident):
    team = register.view(TEAM).record(incident)
    cleared = register.view(RESTRICTED).record(incident)

    secret, known = sorted(team.held["killed"], key=lambda one: one.value.low)
    assert (secret.source, secret.basis) == (None, ())
    assert known.basis
    assert "Secret" not in repr(team)
    assert all(one.source and one.basis for one in cleared.held["killed"])


def test_a_trace_ends_where_the_audience_does(register, incident):
    counting = register.counts.counting()
    statement = next(one for one in counting.traced_statements(incident) if one.statement.property == "killed")

    assert register.view(RESTRICTED).ground(statement.grounds[0]) == statement.grounds[0]
    assert register.view(TEAM).ground(statement.grounds[0]) is None


def test_what_a_hidden_source_says_is_compared_with_nothing(register, incident):
    whole = register.records.of(incident)

    assert register.view(TEAM).without_hidden_words([whole])[0].held.keys() < whole.held.keys()
    assert register.view(RESTRICTED).without_hidden_words([whole]) == [whole]


def test_the_history_of_a_record_is_the_team_s(register, incident):
    from sijill import records

    steps = records.history(register.records.history(incident), subjects=[incident])

    assert register.view(PUBLIC).history("incident", steps) == ()
    assert "Secret" not in repr(register.view(TEAM).history("incident", steps))
    assert len(register.view(RESTRICTED).history("incident", steps)) == len(steps)
