"""Who took, held or lost which ground: every sentence and place here is invented."""

from __future__ import annotations

import pytest

from sijill.claims import find_claims
from sijill.model import Claim, ClaimKind, Stance


def _control(text: str) -> list[Claim]:
    return [c for c in find_claims(text, item="test", theatre="syria") if c.kind is ClaimKind.CONTROL]


def _read(text: str) -> list[tuple[str, str, str | None]]:
    return [(c.control.event, c.control.place, c.control.to_party) for c in _control(text) if c.control is not None]


@pytest.mark.parametrize(
    ("text", "event", "place", "party"),
    [
        ("On 3 May 2016, the Syrian Army captured Tel Warda.", "captured", "Tel Warda", "syrian_gov"),
        ("On 3 May 2016, Tel Warda was recaptured by the rebels.", "recaptured", "Tel Warda", "rebels"),
        ("On 3 May 2016, ISIL took control of the Warda oil field.", "captured", "Warda oil field", "isis"),
        ("On 3 May 2016, the SDF advanced into Tel Warda.", "advanced", "Tel Warda", "sdf"),
        ("On 3 May 2016, the rebels were in control of Tel Warda.", "held", "Tel Warda", "rebels"),
        (
            "On 3 May 2016, the Army attempted to advance in the Warda district.",
            "attempted",
            "Warda district",
            "syrian_gov",
        ),
        ("On 3 May 2016, the rebels withdrew from Tel Warda.", "withdrew", "Tel Warda", None),
        ("On 3 May 2016, ISIL surrounded Tel Warda.", "surrounded", "Tel Warda", "isis"),
        ("On 3 May 2016, the Army drove the rebels out of Tel Warda.", "captured", "Tel Warda", "syrian_gov"),
        ("On 3 May 2016, Tel Warda fell to ISIL.", "captured", "Tel Warda", "isis"),
    ],
)
def test_a_verb_of_ground_tells_event_place_and_party(text: str, event: str, place: str, party: str | None) -> None:
    assert _read(text) == [(event, place, party)]


def test_every_named_place_of_a_list_is_a_claim() -> None:
    text = "On 3 May 2016, the Army captured the Warda, Beit Noor and Tel Asfar districts, as well as Karm Hilu."
    assert [place for _, place, _ in _read(text)] == ["Warda", "Beit Noor", "Tel Asfar districts", "Karm Hilu"]


def test_an_attack_that_was_repelled_is_told_once() -> None:
    assert _read("On 3 May 2016, the Army stormed the Warda district, but were repelled by the rebels.") == [
        ("repelled", "Warda district", "rebels")
    ]


def test_an_apposition_does_not_take_the_subject_away() -> None:
    text = "On 3 May 2016, the Army, which was backed by Russian airstrikes, captured Tel Warda."
    assert _read(text) == [("captured", "Tel Warda", "syrian_gov")]


def test_an_opening_participle_takes_the_subject_that_follows() -> None:
    text = "After capturing Tel Warda and Beit Noor, two villages near the border, ISIL moved on."
    assert [(place, party) for _, place, party in _read(text)] == [("Tel Warda", "isis"), ("Beit Noor", "isis")]


@pytest.mark.parametrize(
    "text",
    [
        "If the Army captured Tel Warda, the road would be closed.",
        "The Army planned an offensive with the goal of recapturing Tel Warda.",
        "The rebels would not surrender Tel Warda.",
        "Aid reached rebel-held Tel Warda on Monday.",
        "The Army captured 20 soldiers.",
        "The talks took place in Tel Warda.",
        "The Army captured ISIL fighters near the dam.",
    ],
)
def test_hopes_plans_attributes_and_captured_people_are_not_control(text: str) -> None:
    assert _read(text) == []


def test_a_share_keeps_its_denominator_and_its_number() -> None:
    (claim,) = _control("On 3 May 2016, the rebels were in control of 40% of Tel Warda.")
    assert claim.control is not None
    assert claim.number is not None
    assert (claim.control.extent, int(claim.number.low or 0), claim.control.place) == ("pct", 40, "Tel Warda")


def test_unnamed_places_that_are_counted_are_one_claim() -> None:
    assert _read("On 3 May 2016, the SDF captured nine villages.") == [("captured", "nine villages", "sdf")]


def test_the_next_day_moves_the_date() -> None:
    first, second = _control(
        "On 3 May 2016, the Army captured Tel Warda. The next day, the rebels recaptured Tel Warda."
    )
    assert (first.date.start, second.date.start) == ("2016-05-03", "2016-05-04")


def test_who_says_it_had_taken_ground_took_it() -> None:
    claim = _control("On 3 May 2016 the SDF said it had seized Tel Warda from ISIL.")[0]
    assert claim.control is not None
    assert (claim.claimant, claim.control.to_party, claim.control.from_party) == ("SDF", "sdf", "isis")


def test_a_loss_that_is_denied_is_denied() -> None:
    (claim,) = _control("The Army denied losing Tel Warda.")
    assert (claim.claimant, claim.stance) == ("Army", Stance.DENY)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The town of Warda fell on 12 January 2016 to the rebels.", [("captured", "Warda", "rebels")]),
        ("By 12 August, ISIL had been expelled from Warda by the SDF.", [("captured", "Warda", "sdf")]),
        ("A counterattack by ISIL regained Warda Dam.", [("recaptured", "Warda Dam", "isis")]),
        ("Insurgents overran Brigade 82 base.", [("captured", "Brigade 82 base", "rebels")]),
        (
            "The army secured the road between Warda and Tel Ward.",
            [("captured", "road between Warda and Tel Ward", "syrian_gov")],
        ),
        ("The army recaptured two of the three villages.", [("recaptured", "two of the three villages", "syrian_gov")]),
        (
            "The FSA captured Warda on 7 April, but lost it to ISIL.",
            [("captured", "Warda", "fsa"), ("captured", "Warda", "isis")],
        ),
        (
            "Rebels evacuated Warda under the deal and the traffic police entered the town.",
            [("withdrew", "Warda", None)],
        ),
    ],
)
def test_ground_in_other_words(text: str, read: list[tuple[str, str, str | None]]) -> None:
    assert _read(text) == read
