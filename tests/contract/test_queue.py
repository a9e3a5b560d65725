"""What waits: in a sensible order, narrowed and paged, the same in every store as read from the whole log."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.contract.registers import claim, hours, item, judgement, put
from tests.referees import MemoryQueue

from sijill.ledger import Draft, QueueQuery, Stage
from sijill.model import ClaimDate, ClaimKind, ClaimNumber, Sensitivity, Verdict, to_json
from sijill.model.entries import Judgement

TEN = ClaimNumber(Decimal(10), Decimal(10), "killed")


def fill(register):
    """Two documents with claims of every kind of rank, confidence and language."""
    put(register, item("item-1", language="en"), item("item-2", sensitivity=Sensitivity.RESTRICTED))
    may = ClaimDate("2016-05-05", "2016-05-05")
    register.proposals.replace(
        "item-1",
        [
            claim("recalled", kind=ClaimKind.ATTACK, start=1),
            claim("bare", start=2),
            claim("ground", kind=ClaimKind.CONTROL, start=3),
            claim("whole", start=4, number=TEN, place="Invented Town", date=may),
            claim("placed", start=5, number=TEN, place="بلدة مخترعة", quote="عشرة قتلى"),
        ],
    )
    register.proposals.replace("item-2", [claim("restricted", "item-2", number=TEN, place="100% Town", date=may)])


def referee(register):
    """Return the queue by reading everything."""
    return MemoryQueue(register.ledger, register.proposals)


def ids(register, *, limit=50, after=None, **wanted):
    """Return what waits, after the store agreed with the referee."""
    found = [
        [one.id for one in q.page(QueueQuery(**wanted), limit=limit, after=after)]
        for q in (register.queue, referee(register))
    ]
    assert found[0] == found[1]
    assert register.queue.count(QueueQuery(**wanted), most=50) == referee(register).count(QueueQuery(**wanted), most=50)
    return found[0]


def test_casualties_with_number_and_place_come_first_and_mere_recall_last(register):
    fill(register)

    assert ids(register) == ["whole", "placed", "restricted", "bare", "ground", "recalled"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"item": "item-2"}, ["restricted"]),
        ({"source": "another"}, []),
        ({"kind": "control"}, ["ground"]),
        ({"words": "INVENTED town"}, ["whole"]),
        ({"words": "%"}, ["whole", "placed", "restricted", "bare", "ground", "recalled"]),
        ({"place": "بلدة"}, ["placed"]),
        ({"since": "2016-05-05", "until": "2016-05-31"}, ["whole", "restricted"]),
        ({"since": "2016-05-06"}, []),
        ({"until": "2016-05-04"}, []),
        ({"confidence": "high"}, ["whole", "restricted"]),
        ({"confidence": "medium"}, ["placed"]),
        ({"confidence": "low"}, ["bare", "ground", "recalled"]),
        ({"language": "ar"}, ["placed"]),
        ({"levels": (Sensitivity.PUBLIC, Sensitivity.TEAM)}, ["whole", "placed", "bare", "ground", "recalled"]),
        ({"levels": (Sensitivity.RESTRICTED,)}, ["restricted"]),
        ({"recalled": True}, ["recalled"]),
        ({"recalled": False, "kind": "attack"}, []),
        ({"without": frozenset({"whole", "bare"})}, ["placed", "restricted", "ground", "recalled"]),
        ({"person": "Invented Researcher"}, []),
        ({"person": "another"}, ["whole", "placed", "restricted", "bare", "ground", "recalled"]),
    ],
)
def test_the_queue_is_narrowed(wanted, found, register):
    fill(register)

    assert ids(register, **wanted) == found


def test_the_queue_is_paged_from_after_what_was_shown(register):
    fill(register)

    assert ids(register, limit=2) == ["whole", "placed"]
    assert ids(register, limit=2, after="placed") == ["restricted", "bare"]
    assert ids(register, limit=9, after="recalled") == []
    assert register.queue.count(QueueQuery(), most=3) == 3


def second_word(judgement_id, proposal, *, answers=None, verdict=Verdict.ACCEPTED, awaits=None):
    """Return a judgement that waits, answers or takes back."""
    made = Judgement(judgement_id, proposal, verdict, "read", awaits=awaits, answers=answers)
    return Draft.of("judgement", made)


def test_a_verdict_that_waits_moves_its_claim_to_the_second_stage_and_back(register):
    fill(register)
    held = {"claim": to_json(register.proposals.get("whole"))}
    put(register, second_word("j1", "whole", awaits=held))
    second = ids(register, stage=Stage.SECOND)
    first = ids(register)
    put(register, second_word("j2", "whole", answers="j1", verdict=Verdict.CONFIRMED))
    confirmed = ids(register, stage=Stage.SECOND)
    put(register, second_word("j3", "whole", answers="j2", verdict=Verdict.WITHDRAWN))
    again = ids(register, stage=Stage.SECOND)
    register.rebuild()
    rebuilt = ids(register, stage=Stage.SECOND)
    put(register, second_word("j4", "whole", answers="j1", verdict=Verdict.WITHDRAWN))

    assert (register.queue.holds("j1"), register.queue.holds("whole")) == (False, True)
    assert (second, confirmed, again, rebuilt) == (["j1"], [], ["j1"], ["j1"])
    assert "whole" not in first
    assert ids(register)[0] == "whole"
    assert [one.by for one in register.queue.page(QueueQuery(stage=Stage.SECOND), limit=5)] == []


def test_who_judged_first_is_not_asked_for_the_second_word(register):
    fill(register)
    held = {"claim": to_json(register.proposals.get("whole"))}
    register.ledger.append(
        [second_word("j1", "whole", awaits=held)], append_id="by-verifier", actor="verifier", now=hours(1)
    )

    assert ids(register, stage=Stage.SECOND, person="verifier") == []
    assert ids(register, stage=Stage.SECOND, person="second") == ["j1"]
    assert register.queue.page(QueueQuery(stage=Stage.SECOND), limit=1)[0].by == "verifier"


def test_a_later_verdict_overtakes_what_waits(register):
    fill(register)
    held = {"claim": to_json(register.proposals.get("whole"))}
    put(register, second_word("j1", "whole", awaits=held))
    put(register, judgement("j2", "whole"))

    assert ids(register, stage=Stage.SECOND) == []


def test_the_queue_outlives_a_rebuild_and_follows_what_is_found_anew(register):
    fill(register)
    put(register, judgement("j1", "whole"))
    before = ids(register)
    register.rebuild()
    after = ids(register)
    anchored = claim("new", start=9, number=TEN, place="Invented Town")
    register.proposals.replace("item-1", [anchored, register.proposals.get("whole")])

    assert before == after == ["placed", "restricted", "bare", "ground", "recalled"]
    assert ids(register) == ["new", "restricted"]


def test_nothing_of_a_destroyed_document_waits(register):
    fill(register)
    held = {"claim": to_json(register.proposals.get("whole"))}
    put(register, second_word("j1", "whole", awaits=held))

    register.ledger.destroy(["item-1", "j1"], reason="asked", actors=("A", "B"), append_id="d1", now=hours(1))

    assert ids(register) == ["restricted"]
    assert ids(register, stage=Stage.SECOND) == []


def test_what_a_person_marked_is_left_out_for_them_alone(register):
    put(register, item("item-1"))
    register.proposals.add(marked())

    assert ids(register, person="verifier") == []
    assert ids(register, person="second") == ["hand-1"]


def marked():
    """Return a claim that ``verifier`` marked."""
    return claim("hand-1", extractor="person:verifier")


def test_the_sources_of_what_waits_are_named_to_those_who_may_know_of_them(register):
    fill(register)
    everybody, nobody = (Sensitivity.PUBLIC, Sensitivity.RESTRICTED), (Sensitivity.SEALED,)

    for levels in (everybody, nobody):
        assert list(register.queue.sources(levels)) == list(referee(register).sources(levels))
    assert list(register.queue.sources(everybody)) == ["An invented source"]
    assert list(register.queue.sources(nobody)) == []
