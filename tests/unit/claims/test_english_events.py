"""Truces, damage and departures: what happened, in which mood, of how many. Every sentence here is invented."""

from __future__ import annotations

import pytest

from sijill.claims import find_claims
from sijill.model import Claim, ClaimKind


def _of(kind: ClaimKind, text: str) -> list[Claim]:
    return [c for c in find_claims(text, item="test", theatre="syria") if c.kind is kind]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The truce was broken hours later.", "collapsed"),
        ("The ceasefire held through the night.", "holding"),
        ("The ceasefire did not hold.", "collapsed"),
        ("The ceasefire failed to take effect.", "delayed"),
        ("Both sides agreed to halt hostilities on 4 May 2016.", "agreed"),
        ("The fighters laid down their arms for 48 hours.", "took_effect"),
        ("The mediator urged the sides to extend the truce.", "proposed"),
        ("The truce was extended for three days.", "extended"),
        ("The ceasefire, brokered by the Red Crescent, came into force on 4 May 2016.", "took_effect"),
        ("A truce reached on 4 May 2016 was in great danger.", "at_risk"),
        ("The brigade rejected the ceasefire.", "rejected"),
        ("The ceasefire would begin at midnight.", "terms"),
        ("Observers will monitor the cessation of hostilities.", "monitoring"),
        ("The envoy proposed a humanitarian pause.", "proposed"),
        ("Talks revived the truce on 4 May 2016.", "resumed"),
        ("The start of the ceasefire was postponed.", "delayed"),
        ("The army accused the rebels of violating the truce.", "violated"),
        ("The truce covers four districts.", "terms"),
        ("The ceasefire may collapse.", "at_risk"),
        ("The guns fell silent at noon.", "took_effect"),
    ],
)
def test_the_verb_in_its_mood_says_what_became_of_a_truce(text: str, event: str) -> None:
    assert [c.event for c in _of(ClaimKind.CEASEFIRE, text)] == [event]


def test_a_deal_is_a_truce_only_where_one_is_told_of() -> None:
    assert not _of(ClaimKind.CEASEFIRE, "The company signed the deal.")
    told = _of(ClaimKind.CEASEFIRE, "A truce was agreed. The deal collapsed on 4 May 2016.")
    assert [c.event for c in told] == ["agreed", "collapsed"]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Shelling destroyed 22 of the 210 schools.", [(22, "schools")]),
        ("19 tanks, 4 bakeries and a bridge were destroyed.", [(19, "tanks"), (4, "bakeries"), (1, "bridges")]),
        ("The flood of fire led to the destruction of 300 homes.", [(300, "houses")]),
        ("Dozens of vehicles were destroyed, including 7 trucks.", [(None, "vehicles"), (7, "trucks")]),
        ("The militia torched 12 beehives.", [(12, "beehives")]),
        ("The militia burned 12 farmers.", []),
        ("The plan would destroy 12 houses.", []),
    ],
)
def test_things_destroyed_are_counted_each_and_a_part_is_not_its_whole(
    text: str, counted: list[tuple[int | None, str]]
) -> None:
    found = [(c.number.value, c.number.unit) for c in _of(ClaimKind.DAMAGE, text) if c.number]
    assert found == counted


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The evacuation was suspended again.", "suspended"),
        ("The militia blocked the convoy.", "obstructed"),
        ("The evacuation was completed on 4 May 2016.", "completed"),
    ],
)
def test_what_became_of_a_departure(text: str, event: str) -> None:
    assert [c.event for c in _of(ClaimKind.DISPLACEMENT, text)] == [event]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Some 300 families would be evacuated.", "planned"),
        ("The convoy was sent to evacuate 300 families.", "planned"),
        ("Some 300 families were evacuated.", None),
    ],
)
def test_a_move_that_is_to_come_is_planned(text: str, event: str | None) -> None:
    assert [c.event for c in _of(ClaimKind.DISPLACEMENT, text) if c.number] == [event]
