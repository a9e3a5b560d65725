"""Why two records may be one is told as far as what it rests on may be seen. Persons are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.beginnings import begun
from tests.spec.test_likely_pairs import person

from sijill.wording import ALIKE_WORDS
from sijill.workspace import Register, Settings
from sijill.workspace.pairs import seen_why


@pytest.fixture
def register(tmp_path: Path):
    """An empty register of an invented team."""
    with begun(tmp_path / "register", Settings(name="Invented team", owner="lead")) as made:
        yield made


def test_a_reason_that_rests_on_nothing_that_is_seen_is_told_to_nobody(register: Register) -> None:
    """A reason of which nothing says what it rests on is told to nobody either, and sex and age need both."""
    bare = register.records.of(person(register, "Khaled Ahmad Sabbagh"))
    whole = register.records.of(person(register, "Khaled Sabbagh", sex="male"))

    assert seen_why(["same_given", "same_age", "a_reason_of_tomorrow"], bare, bare) == ("same_given",)
    assert seen_why(["other_sex", "other_sex_and_age"], whole, whole) == ("other_sex",)
    silent = whole.without(lambda _: True)
    assert seen_why(ALIKE_WORDS, silent, silent) == ()
