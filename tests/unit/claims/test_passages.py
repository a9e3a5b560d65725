"""Which claims of a document tell of one event; places and people are invented or are towns of the gazetteer."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from sijill.claims import find_claims, passages, role_of

SHELLING = "On 12 March 2019 seven civilians were killed, including three children, in shelling on Khan Shaykhun. "


def grouped(text):
    """Return the words of each passage of a text, claim by claim."""
    return [[one.anchor.exact for one in some] for some in passages(find_claims(text, item="i"))]


def test_total_parts_and_what_carries_no_number_are_one_event():
    (told,) = passages(find_claims(SHELLING + "Fifteen people were injured.", item="i"))

    assert {role_of(one) for one in told} == {"total", "part", "beside"}
    assert [one.number.unit for one in told if one.number] == ["killed", "killed", "injured"]


@pytest.mark.parametrize(
    "more",
    [
        "On 13 March 2019 two people were killed in shelling on Khan Shaykhun.",
        "On 12 March 2019 two people were killed in shelling on Saraqib.",
        "Nine people were killed in shelling on Khan Shaykhun on 12 March 2019.",
        "Rebels captured Khan Shaykhun on 12 March 2019.",
    ],
)
def test_another_day_place_number_or_kind_is_another_event(more):
    assert len(grouped(SHELLING + more)) == 2


def test_a_town_and_its_province_are_one_ground_and_two_towns_are_two():
    assert len(grouped(SHELLING + "Two people were injured in shelling in Idlib governorate on 12 March 2019.")) == 1
    assert len(grouped(SHELLING + "Two people were injured in shelling on Maarrat al-Numan on 12 March 2019.")) == 2


def test_what_stands_far_away_is_an_event_of_its_own():
    far = SHELLING + "Nothing was heard of the town for months. " * 20

    assert len(grouped(far + "Two people were injured.")) == 2


def test_a_judged_claim_stays_where_it_was_and_order_changes_nothing():
    found = find_claims(SHELLING + "Fifteen people were injured.", item="i")

    assert passages(list(reversed(found))) == passages(found)


def test_a_document_of_many_claims_is_grouped_in_one_walk():
    (one, *_) = find_claims(SHELLING, item="i")
    many = [
        replace(one, id=str(n), anchor=replace(one.anchor, start=n * 50, end=n * 50 + 40), claimant=str(n))
        for n in range(20_000)
    ]
    began = time.process_time()

    assert sum(map(len, passages(many))) == 20_000
    assert time.process_time() - began < 10
