"""Words go, numbers stay: a document that is taken in again has none of its dead counted twice (issue 10, item 1)."""

from __future__ import annotations

import json

import pytest

from sijill.actions import Provenance
from sijill.actions.verdicts import Part, Target
from sijill.model import Claim, Verdict
from sijill.model.consent import Consent, GivenBy, Purpose
from sijill.workspace import Register

NOTE = (
    "Invented note. At least 12 civilians were killed in shelling on Invented Town on 5 May 2016, the Invented Monitor "
    "said. On 6 May 2016 two civilians were killed in Invented Village, and on 7 May 2016 five civilians were killed "
    "in shelling on Invented Hill. In all of that, 5 civilians were killed on Invented Hill on 7 May 2016.\n"
)
CIVILIAN = Target("incident", extra={"civilian_status": "civilian"})


def killed(register: Register) -> list[Claim]:
    """Return what waits and says how many were killed."""
    return [one for one in register.review.claims() if one.number and one.number.unit == "killed"]


def total(register: Register) -> object:
    """Return how many were killed in May 2016, by the day they died."""
    return register.counts.toll("2016-05", clock="died")[1].total.figure.best


def accepted(register: Register) -> None:
    """Accept the first claim as it is."""
    register.review.judge(killed(register)[0].id, verdict=Verdict.ACCEPTED, reason="read", target=CIVILIAN)


def edited(register: Register) -> None:
    """Accept the first claim with another number."""
    claim = killed(register)[0]
    register.review.judge(claim.id, verdict=Verdict.EDITED, reason="read", target=CIVILIAN, changes={"number": "11"})


def merged(register: Register) -> None:
    """Accept the last two claims as one."""
    register.review.merge([one.id for one in killed(register)[-2:]], reason="the same five", target=CIVILIAN)


def split(register: Register) -> None:
    """Accept the second claim as two."""
    claim = killed(register)[1]
    words = [register.review.anchor_of(claim.item, one) for one in ("two civilians", "killed in Invented Village")]
    parts = [Part(words[0], {"number": "1"}, CIVILIAN), Part(words[1], {"number": "1"}, CIVILIAN)]
    register.review.split(claim.id, parts, reason="two places")


@pytest.mark.parametrize("judged", [accepted, edited, merged, split])
def test_judging_what_waits_after_a_readmission_counts_nobody_twice(register, judged):
    """Whatever was accepted of the document counts on without its words, so it is not offered again."""
    item = register.acting_as("documenter").evidence.add_bytes(NOTE.encode(), Provenance("Invented notes")).item
    waiting = {one.id for one in killed(register)}
    judged(register)
    left, before = {one.id for one in killed(register)}, total(register)
    assert len(left) < len(waiting)
    assert before

    register.keeping.destroy([item], reason="she asked", second_actor="second")
    assert total(register) == before
    register.keeping.readmit(NOTE.encode(), Provenance("Herself"), reason="she agreed", second_actor="second")

    assert total(register) == before
    assert {one.id for one in killed(register)} == left
    register.keeping.rebuild()
    assert {one.id for one in killed(register)} == left
    assert register.keeping.verify().holds


def test_what_was_rejected_waits_again(register):
    """Nothing counts by it, so a person may look at it anew."""
    item = register.acting_as("documenter").evidence.add_bytes(NOTE.encode(), Provenance("Invented notes")).item
    first = killed(register)[0].id
    register.review.judge(first, verdict=Verdict.REJECTED, reason="read otherwise")
    accepted(register)
    before = total(register)

    register.keeping.destroy([item], reason="she asked", second_actor="second")
    register.keeping.readmit(NOTE.encode(), Provenance("Herself"), reason="she agreed", second_actor="second")

    assert first in {one.id for one in killed(register)}
    assert total(register) == before


def everything(register: Register) -> str:
    """Return every body that stands in the log."""
    return json.dumps([entry.body for entry in register.records.entries()], ensure_ascii=False)


def test_what_was_agreed_of_a_document_goes_with_it(register):
    """A consent to an account names who spoke for a child: with the account, those words go too."""
    item = register.evidence.add_bytes(NOTE.encode(), Provenance("Voice of Zurimmqa Vosk")).item
    agreed = Consent(
        "", item, Purpose.PUBLISH, given_by=GivenBy.GUARDIAN, language="ar", explained_by="lead", guardian="Boltheya Ni"
    )
    register.publishing.consent(agreed)
    register.publishing.consent(Consent("", item, Purpose.PUBLISH, withdrawn=True, reason="Zurimmqa Vosk is afraid"))
    assert "Boltheya Ni" in everything(register)

    register.keeping.destroy([item], reason="she asked", second_actor="second")

    assert register.publishing.consents(item) == []
    assert not [one for one in ("Boltheya Ni", "Zurimmqa", "afraid") if one in everything(register)]
    assert register.keeping.verify().holds


def test_a_consent_for_a_person_stands_without_the_words_that_were_destroyed(register):
    """What a witness said of somebody else's consent goes where it names the witness; the consent itself stays."""
    item = register.evidence.add_bytes(NOTE.encode(), Provenance("Zurimmqa Vosk")).item
    person = register.records.record("victim", {"name": [{"text": "Invented Name", "script": "latn"}]}, reason="read")
    for purpose, who in ((Purpose.PUBLISH, "Zurimmqa Vosk"), (Purpose.COURT, "lead")):
        given = Consent("", person.subject, purpose, given_by=GivenBy.RELATIVE, language="ar", explained_by=who)
        register.publishing.consent(given)

    gone = register.keeping.destroy([item], reason="she asked", second_actor="second")

    by_purpose = {one.purpose: one for one in register.publishing.consents(person.subject)}
    assert "Zurimmqa" not in everything(register)
    assert gone.entries == ()
    assert (by_purpose[Purpose.PUBLISH].given_by, by_purpose[Purpose.PUBLISH].language) == (GivenBy.RELATIVE, "ar")
    assert by_purpose[Purpose.COURT].explained_by == "lead"
    assert register.keeping.verify().holds


def test_the_reason_why_a_document_is_restricted_goes_with_it(register):
    """The reason says why, so it may say who."""
    item = register.evidence.add_bytes(NOTE.encode(), Provenance("Zurimmqa Vosk")).item
    register.evidence.classify(item, "restricted", reason="Zurimmqa still lives near the river in that town")

    register.keeping.destroy([item], reason="she asked", second_actor="second")

    assert "still lives" not in everything(register)
    assert register.keeping.verify().holds
