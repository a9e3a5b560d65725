"""Ids: internal ones sort by time, public ones say nothing."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sijill.adapters import clock
from sijill.adapters.ids import Ids

START = datetime(2020, 5, 1, tzinfo=UTC)


def test_an_internal_id_is_a_uuid_of_version_7_that_carries_its_moment():
    made = uuid.UUID(Ids(lambda: START).internal())

    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == int(START.timestamp() * 1000)


@given(st.lists(st.integers(-5_000, 5_000), min_size=2, max_size=40), st.sampled_from([b"\0", b"\x7f", b"\xff"]))
def test_internal_ids_sort_in_the_order_they_were_made_even_when_the_clock_steps_back(steps, byte):
    moments = iter([START + timedelta(milliseconds=step) for step in steps])
    ids = Ids(lambda: next(moments), lambda size: byte * size)

    made = [ids.internal() for _ in steps]

    assert made == sorted(set(made))
    assert all(uuid.UUID(one).version == 7 for one in made)


def test_the_same_clock_and_chance_give_the_same_ids():
    def maker() -> Ids:
        return Ids(lambda: START, lambda size: bytes(range(size)))

    assert maker().internal() == maker().internal()
    assert maker().public() == maker().public()
    assert maker().salt() == maker().salt()


def test_a_public_id_has_sixteen_letters_that_cannot_be_mistaken_for_others():
    made = {Ids(clock.now).public() for _ in range(200)}

    assert len(made) == 200
    assert all(len(one) == 16 and not set(one) & set("ilou") for one in made)
