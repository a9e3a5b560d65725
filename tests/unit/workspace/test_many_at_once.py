"""Many claims of one document proposed at once, and many new records recorded in one append."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sijill.actions.entries import BasisMissing, RecordedValues
from sijill.actions.verdicts import ClaimAnswer, blank_claim
from sijill.claims import AnchorMismatch
from sijill.ledger import UnknownEntry
from sijill.methodology import shipped_bytes
from sijill.model import Basis, BasisKind, ClaimKind
from sijill.values import SijillError
from sijill.workspace.many_at_once import propose_all, record_new

WORDS = ("At least 12 civilians", "the Invented Monitor")
RULE = '\n[rules."F.1"]\nen = "Two people read."\nar = "شخصان يقرآن."\nsource = "invented for a test"\n'


def marked(register, note, words=WORDS):
    anchors = [register.review.anchor_of(note, one) for one in words]
    return [blank_claim(note, ClaimKind.STATEMENT, anchor) for anchor in anchors]


def accepted(register, note):
    waiting = propose_all(register.acting_as("documenter"), note, marked(register, note))
    register.acting_as("verifier").review.judge_passage([ClaimAnswer(one.id) for one in waiting], reason="right")
    return [one.id for one in waiting]


def counts(claims):
    return [
        RecordedValues("dated_count", {"measure": "strength", "value": value}, None, (Basis(BasisKind.CLAIM, claim),))
        for value, claim in zip(({"low": 5, "high": 5}, {"low": 7, "high": 7}), claims, strict=True)
    ]


def test_claims_proposed_together_all_wait_as_if_each_were_proposed_alone(register, note):
    together = propose_all(register.acting_as("documenter"), note, marked(register, note))

    alone = [register.acting_as("documenter").review.propose(one) for one in marked(register, note)]
    assert [one.id for one in together] == [one.id for one in alone]
    assert {one.anchor.exact for one in register.review.claims(item=note)} >= set(WORDS)


def test_where_one_of_them_has_no_such_words_none_waits(register, note):
    good, other = marked(register, note)
    before = register.review.claims(item=note)

    with pytest.raises(AnchorMismatch):
        propose_all(register, note, [good, replace(other, anchor=replace(other.anchor, start=0, end=4))])

    assert register.review.claims(item=note) == before


def test_new_records_are_recorded_in_one_append_each_on_its_own_claim(register, note):
    claims = accepted(register, note)
    before = register.seq

    first, second = record_new(register, counts(claims))

    appended = {entry.append_id for entry in register.records.entries(after=before)}
    assert len(appended) == 1
    assert [register.records.of(one).noun.value.low for one in (first, second)] == [5, 7]
    assert [register.records.of(one).held["value"][0].basis[0].ref for one in (first, second)] == claims


def test_where_one_of_them_is_refused_none_is_recorded(register, note):
    claims = accepted(register, note)
    before = register.seq

    with pytest.raises(SijillError):
        record_new(register, [counts(claims)[0], *counts(["nobody", "nobody"])])

    assert register.seq == before
    with pytest.raises(UnknownEntry, match="nobody"):
        record_new(register, counts(["nobody", "nobody"]))


def test_a_new_record_without_ground_is_refused_here_too(register):
    with pytest.raises(BasisMissing):
        record_new(register, [RecordedValues("dated_count", {"measure": "strength"}, None, ())])


def test_where_two_people_must_read_each_waits_for_the_second(register, note):
    claims = accepted(register, note)
    text = shipped_bytes("snhr").decode().replace('version = "1"', 'version = "2"', 1)
    register.counts.adopt_methodology(f'{text}\n[review]\nrule = "F.1"\nfour_eyes = "always"\n{RULE}'.encode())

    assert record_new(register, counts(claims)) == ("", "")
