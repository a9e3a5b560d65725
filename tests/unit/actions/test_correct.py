"""A correction of who speaks is one of where the saying began (R-OH.2)."""

from __future__ import annotations

import pytest

from sijill.actions.verdicts import UnfitChange, correct_claim
from sijill.claims import with_origin
from sijill.model import Anchor, Claim, ClaimDate, ClaimKind

CLAIM = with_origin(
    Claim("c", "i" * 64, ClaimKind.CASUALTIES, Anchor("12 dead", 0, 7), claimant="Invented Monitor", victim="Somebody")
)


def test_another_claimant_is_another_origin_and_another_victim_is_none():
    assert correct_claim(CLAIM, {"claimant": "Invented Agency"}).origin_id != CLAIM.origin_id
    assert correct_claim(CLAIM, {"victim": "Another invented person"}).origin_id == CLAIM.origin_id


def test_the_same_claimant_in_other_letters_is_the_same_origin():
    assert correct_claim(CLAIM, {"claimant": "invented monitor"}).origin_id == CLAIM.origin_id


def test_a_person_who_says_where_the_saying_began_is_believed():
    changes = {"claimant": "Invented Agency", "origin_id": "one publication"}

    assert correct_claim(CLAIM, changes).origin_id == "one publication"


@pytest.mark.parametrize("name", ["number", "low", "high"])
def test_a_number_that_is_none_is_refused_under_the_name_it_was_given_by(name):
    with pytest.raises(UnfitChange, match=f"^{name} takes a number"):
        correct_claim(CLAIM, {name: "twelve"})


@pytest.mark.parametrize("written", ["2016-04-05", "5 April 2016", "5 نيسان 2016", "٥ نيسان ٢٠١٦"])
def test_a_day_is_corrected_as_people_write_it_at_every_door(written):
    assert correct_claim(CLAIM, {"date": written}).date == ClaimDate("2016-04-05", "2016-04-05")
