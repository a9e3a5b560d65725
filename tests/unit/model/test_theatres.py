"""Theatres (DESIGN 11.5): what ships, what extends it, and files that refuse to be broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale

from sijill.model.parties import Parties, PartyTreeBroken, UnknownParty, state_rows
from sijill.model.theatres import Theatre, TheatreBroken, UnknownTheatre, theatre_names

HEAD = 'name = "ours"\nlabel_en = "Ours"\nlabel_ar = "لنا"\n'


def _theatre(tmp_path: Path, more: str) -> Theatre:
    file = tmp_path / "ours.toml"
    file.write_text(HEAD + more, encoding="utf-8")
    return Theatre.read(file)


def _party(slug: str, name: str, more: str = "") -> str:
    return f'[parties.{slug}]\nkind = "armed_group"\nlabel_en = "{name}"\nlabel_ar = "س {slug}"\n{more}\n'


def test_the_world_and_syria_come_with_sijill() -> None:
    assert theatre_names() == ("world", "syria")
    assert Theatre.load("syria").state == "syrian_gov"


def test_the_states_of_the_world_bear_the_names_of_the_cldr() -> None:
    english = set(Locale("en").territories.values())

    states = state_rows().values()
    assert len(states) > 190
    assert sum(any(name in english for name in one["en"]) for one in states) > 185
    assert all(any("\u0600" <= letter <= "\u06ff" for name in one["ar"] for letter in name) for one in states)


def test_every_state_is_a_party_that_can_be_named_and_filed() -> None:
    tree = Parties.load()

    assert [tree.slug(name) for name in ("Sudan", "Kenyan", "أوكرانيا", "Moscow")] == [
        "sudan",
        "kenya",
        "ukraine",
        "russia",
    ]


def test_a_theatre_may_stand_on_the_world_alone(tmp_path: Path) -> None:
    ours = _theatre(tmp_path, _party("river_front", "River Front"))

    assert ours.own == {"river_front"}
    assert "sudan" in ours.parties
    assert "rebels" not in ours.parties


def test_two_parties_of_one_name_are_refused_by_both_names(tmp_path: Path) -> None:
    with pytest.raises(TheatreBroken, match="'river front' is a name of river_front and of bank_front"):
        _theatre(
            tmp_path,
            _party("river_front", "River Front") + _party("bank_front", "Bank", 'aliases_en = ["River Front"]'),
        )


def test_one_name_may_pass_from_party_to_party_and_from_part_to_whole(tmp_path: Path) -> None:
    before, after = 'to = 2020-01-01\naliases_en = ["The Front"]', 'from = 2020-01-01\naliases_en = ["The Front"]'
    part = 'parent = "one"\nto = 2020-01-01\naliases_en = ["The Front"]'

    ours = _theatre(
        tmp_path, _party("one", "One", before) + _party("two", "Two", after) + _party("three", "Three", part)
    )

    assert ours.parties.slug("The Front") == "one"


@pytest.mark.parametrize(
    ("more", "kind", "says"),
    [
        ('colour = "red"\n', TheatreBroken, "colour"),
        ("=\n", TheatreBroken, "not TOML"),
        ('extends = "narnia"\n', UnknownTheatre, "narnia"),
        ('abroad = ["nobody_at_all"]\n', UnknownParty, "nobody_at_all"),
        (_party("one", "One", 'parent = "nowhere"'), PartyTreeBroken, "nowhere"),
        (
            _party("one", "One", 'parent = "two"') + _party("two", "Two", 'parent = "one"'),
            PartyTreeBroken,
            "above itself",
        ),
    ],
)
def test_a_broken_theatre_is_refused_and_the_place_is_named(
    tmp_path: Path, more: str, kind: type[Exception], says: str
) -> None:
    with pytest.raises(kind, match=says):
        _theatre(tmp_path, more)


def test_a_theatre_that_is_no_file_and_no_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownTheatre, match="syria"):
        Theatre.named("siria")
    with pytest.raises(TheatreBroken, match="sijill theatre new"):
        Theatre.read(tmp_path / "missing.toml")
