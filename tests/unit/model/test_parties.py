"""The parties tree: names found in texts, alliances by the day, and a tree that refuses to be broken."""

from __future__ import annotations

from datetime import date

import pytest

from sijill.model.parties import Parties, PartyTreeBroken, UnknownParty


def test_an_alliance_holds_on_its_days_only() -> None:
    parties = Parties.load()

    assert "jaish_al_fatah" in parties.ancestors("jund_al_aqsa", on=date(2016, 4, 30))
    assert "jaish_al_fatah" not in parties.ancestors("jund_al_aqsa", on=date(2016, 5, 1))
    assert "jaish_al_fatah" not in parties.ancestors("jund_al_aqsa")


def test_groups_that_snhr_counts_apart_stand_under_a_node_of_their_own() -> None:
    parties = Parties.load()

    for slug in ("jn", "hts", "jund_al_aqsa", "tip"):
        assert parties.ancestors(slug) == ("extremist_islamist", "rebels")
    assert parties.get("hts").succeeds == "jn"


def test_a_name_that_passed_to_another_body_is_told_by_the_day() -> None:
    parties = Parties.load()

    assert parties.slug("Syrian government", on=date(2020, 5, 1)) == "syrian_gov"
    assert parties.slug("Syrian government", on=date(2025, 5, 1)) == "syrian_transitional_gov"


def test_every_label_is_written_in_both_languages() -> None:
    parties = Parties.load()

    for slug in parties.slugs():
        entry = parties.get(slug)
        assert entry.label_en
        assert any("\u0600" <= letter <= "\u06ff" for letter in entry.label_ar)


def test_a_party_above_itself_is_refused_by_name() -> None:
    circle = """
        [one]
        kind = "armed_group"
        label_en = "One"
        label_ar = "واحد"
        parent = "two"
        [two]
        kind = "armed_group"
        label_en = "Two"
        label_ar = "اثنان"
        parent = "one"
    """

    with pytest.raises(PartyTreeBroken, match="above itself"):
        Parties.parse(circle)


@pytest.mark.parametrize(
    ("line", "says"),
    [('parent = "nobody"', "nobody"), ('colour = "red"', "colour"), ("=", "not TOML")],
)
def test_a_broken_line_is_named(line: str, says: str) -> None:
    toml = f'[one]\nkind = "state"\nlabel_en = "One"\nlabel_ar = "واحد"\n{line}\n'

    with pytest.raises(PartyTreeBroken, match=says):
        Parties.parse(toml)


def test_an_unknown_party_is_refused() -> None:
    with pytest.raises(UnknownParty, match="nobody"):
        Parties.load().get("nobody")
