"""Counted people in English: every sentence here is invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sijill.claims import find_claims
from sijill.model import Claim, ClaimKind, Measure, Stance


def _counts(text: str, kind: ClaimKind = ClaimKind.CASUALTIES) -> list[Claim]:
    return [c for c in find_claims(text, item="test", theatre="syria") if c.kind is kind and c.number is not None]


def _bounds(text: str, kind: ClaimKind = ClaimKind.CASUALTIES) -> list[tuple[int | None, int | None, str | None]]:
    return [
        (
            None if c.number.low is None else int(c.number.low),
            None if c.number.high is None else int(c.number.high),
            c.number.unit,
        )
        for c in _counts(text, kind)
        if c.number is not None
    ]


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("Exactly 12 villagers were killed.", (12, 12)),
        ("At least 12 villagers were killed.", (12, None)),
        ("More than 12 villagers were killed.", (13, None)),
        ("Over a dozen villagers were killed.", (13, None)),
        ("Up to 12 villagers were killed.", (None, 12)),
        ("As many as 12 villagers were killed.", (None, 12)),
        ("Fewer than 12 villagers were killed.", (None, 11)),
        ("Nearly 120 villagers were killed.", (None, 120)),
        ("Between 10 and 14 villagers were killed.", (10, 14)),
        ("Some 10–14 villagers were killed.", (10, 14)),
        ("Several villagers were killed.", (3, None)),
        ("Dozens of villagers were killed.", (24, None)),
        ("Tens of thousands of villagers were killed.", (20000, None)),
        ("Half a dozen villagers were killed.", (6, 6)),
        ("Several dozen villagers were killed.", (36, None)),
        ("A couple of dozen villagers were killed.", (24, 24)),
        ("Two and a half thousand villagers were killed.", (2500, 2500)),
        ("Two to three thousand villagers were killed.", (2000, 3000)),
        ("Twenty-one villagers were killed.", (21, 21)),
        ("Two hundred and fifty villagers were killed.", (250, 250)),
        ("A total of 4.000 villagers were killed.", (4000, 4000)),
        ("The monitor counted 145, 310 deaths.", (145310, 145310)),
    ],
)
def test_a_hedge_bounds_a_number_as_the_words_say(words: str, bounds: tuple[int | None, int | None]) -> None:
    assert [b[:2] for b in _bounds(words)] == [bounds]


def test_half_a_million_is_quoted_whole() -> None:
    (claim,) = _counts("The invented war killed half a million people.")

    assert claim.number is not None
    assert claim.number.value == 500_000
    assert claim.anchor.exact == "killed half a million people"


def test_a_rise_is_two_numbers_and_no_range() -> None:
    text = "The number of villagers killed rose from 100 to 120."

    assert (100, 120, "killed") not in _bounds(text)


def test_casualties_are_never_read_as_killed() -> None:
    assert _bounds("The blast caused 40 casualties in the market.") == [(40, 40, "killed_or_injured")]


def test_killed_and_injured_without_a_number_between_is_one_count() -> None:
    assert _bounds("The raids killed and injured more than 60 civilians.") == [(61, None, "killed_or_injured")]


def test_killed_and_injured_with_a_number_between_are_two_counts() -> None:
    assert _bounds("The raid killed 4 civilians and wounded 9.") == [(4, 4, "killed"), (9, 9, "injured")]


def test_list_members_take_the_verb_of_the_list() -> None:
    text = "The shelling killed 7 soldiers, 3 militiamen and 2 officers."
    assert _bounds(text) == [(7, 7, "killed"), (3, 3, "killed"), (2, 2, "killed")]


def test_a_hedge_spreads_over_coordinated_numbers_but_not_into_a_part() -> None:
    claims = _counts("There were deaths of about 8,000 civilians, 4,000 soldiers and 2,500 rebels.")
    assert [c.number.approx for c in claims if c.number] == [True, True, True]


def test_a_part_points_to_its_whole() -> None:
    whole, part = _counts("The strike killed 15 people, including 6 children.")
    assert part.part_of == whole.id
    assert part.population == ("children",)


def test_two_subjects_attack_and_are_killed() -> None:
    assert _bounds("Three rebels attacked the checkpoint and were killed.") == [(3, 3, "killed")]


def test_killed_as_an_adjective_of_someone_else_is_not_theirs() -> None:
    assert _bounds("The convoy of 30 trucks passed where the commander was killed yesterday.") == []


def test_dates_ages_hours_and_names_are_not_counts() -> None:
    text = "On 14 May 2016 a man aged 36 was killed by a 122-mm rocket near Hill 315 after a 72-hour truce at 9 a.m."
    assert all(b[0] == 1 for b in _bounds(text))


def test_a_documented_zero_is_zero_with_its_tag() -> None:
    (claim,) = _counts("The network did not document any deaths among medical personnel in June 2020.")
    assert claim.number is not None
    assert claim.number.low == claim.number.high == Decimal(0)
    assert "documented_zero" in claim.tags
    assert claim.population == ("medical",)


def test_lives_that_were_saved_are_not_deaths() -> None:
    assert _bounds("The doctors saved 300 lives.") == []


def test_a_question_or_a_definition_claims_nothing() -> None:
    assert _bounds("Were 40 civilians killed there?") == []
    assert _bounds("We use the term massacre for any attack that killed five or more people.") == []


def test_a_ratio_is_its_own_claim() -> None:
    (claim,) = _counts("The force killed about 2.5 militants for every civilian.")
    assert claim.number is not None
    assert claim.number.measure is Measure.RATIO
    assert claim.number.of == "fighters/civilians"


def test_a_postposed_hedge_bounds_the_number() -> None:
    assert _bounds("14 casualties at least in the northern quarter") == [(14, None, "killed_or_injured")]


def test_a_total_continues_what_was_counted() -> None:
    text = "Shelling killed 6 residents on Friday, bringing the death toll to 41."
    assert _bounds(text) == [(6, 6, "killed"), (41, 41, "killed")]


def test_a_list_under_a_counting_heading_counts_the_same() -> None:
    heading = "The deaths were distributed as follows:\n"
    text = heading + "- Landmines: Four civilians, including one child.\n- Unknown persons: Nine civilians."
    assert [b[0] for b in _bounds(text)] == [4, 1, 9]


def test_the_words_that_name_the_victims_of_the_other_side_do_not_move_the_unit() -> None:
    text = "One guard was killed and five injured, while another report said only two guards were injured."
    assert _bounds(text) == [(1, 1, "killed"), (5, 5, "injured"), (2, 2, "injured")]


def test_modals_leave_a_count_unverified() -> None:
    (claim,) = _counts("The monitor estimates that 700 fighters may have died.")
    assert claim.stance is Stance.UNVERIFIED


def test_displaced_and_detained_people_are_counted_under_their_own_kind() -> None:
    assert _bounds("About 9,000 people fled the town.", ClaimKind.DISPLACEMENT) == [(9000, 9000, "displaced")]
    assert _bounds("The police arrested 25 protesters.", ClaimKind.DETENTION) == [(25, 25, "detained")]
    assert _bounds("At least 18 rebels surrendered to the Army.", ClaimKind.DETENTION) == [(18, None, "surrendered")]


def test_a_number_split_by_a_line_end_hyphen_keeps_its_noun() -> None:
    text = "The agency counted 31 killed ci-\nvilians."
    claims = _counts("The raid killed 31 ci-\nvilians.")
    assert text
    assert [c.anchor.exact for c in claims] == ["killed 31 ci-\nvilians"]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        (
            "SOHR counted 90 deaths in May: 50 civilians, including 9 women; 25 rebel fighters; and 15 soldiers.",
            [(90, 90), (50, 50), (9, 9), (25, 25), (15, 15)],
        ),
        ("Ten members of one family were killed.", [(10, 10)]),
        ("Shelling killed a woman and her two sons in Tel Warda.", [(1, 1), (2, 2)]),
        ("Of the 88 killed, 52 were civilians.", [(88, 88), (52, 52)]),
        ("The army lost 6 tanks and 23 men in the assault.", [(23, 23)]),
        ("No civilians were killed in the strike.", [(0, 0)]),
        ("Nobody died in the blast.", [(0, 0)]),
        ("The governor said there were no casualties.", [(0, 0)]),
        ("There were no more people killed than the day before.", []),
    ],
)
def test_lists_families_shares_and_nobody_are_counted(text: str, bounds: list[tuple[int, int]]) -> None:
    assert [b[:2] for b in _bounds(text)] == bounds


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Syrian Army repelled an ISIL assault on Tel Warda, killing 30 militants.", ("syrian_gov",)),
        ("The coalition said its strikes had killed 11 ISIS fighters.", ("us_coalition",)),
        ("ISIL claimed to have killed 50 Hezbollah members.", ("isis",)),
        ("Russian forces killed 41 people; ISIL killed 12 people.", ("russia", "isis")),
        ("Rebels lost 14 men.", ()),
    ],
)
def test_who_killed_is_who_acts_and_not_who_is_counted(text: str, actor: tuple[str, ...]) -> None:
    assert tuple(slug for claim in _counts(text) for slug in claim.perpetrators) == actor


def test_what_is_denied_is_one_denied_claim_and_never_an_asserted_one() -> None:
    (claim,) = _counts("The invented ministry rejected the report that its jets had killed 25 civilians.")
    assert claim.stance is Stance.DENY


def test_who_only_tried_to_flee_and_was_killed_is_killed() -> None:
    assert _bounds("Then 30 civilians trying to flee the city were killed.") == [(30, 30, "killed")]
    assert _bounds("The number of troops rose to 500, and 21 of these additional troops would stay.") == []


def test_the_number_of_a_note_or_a_page_counts_nobody() -> None:
    assert _bounds("The headline in endnote 19 puts the fighters killed at 40.") == [(40, 40, "killed")]


@pytest.mark.parametrize(
    ("words", "unit", "count"),
    [
        ("The shelling drove 8,000 villagers from their homes.", "displaced", 8000),
        ("Shells on the valley: 70,000 feared displaced", "displaced", 70000),
        ("Two thousand tenants took to the roads.", "displaced", 2000),
        ("Some 270 wounded were evacuated from the enclave.", "evacuated", 270),
        ("Pilots flew 90 clerks out of the base.", "evacuated", 90),
        ("About 6,000 people remain in the enclave.", "remaining", 6000),
        ("The brigade took 13 hostages at the mill.", "abducted", 13),
        ("Guards kept seven tailors in custody without a warrant.", "detained", 7),
        ("Thirty weavers walked free under the pardon.", "released", 30),
    ],
)
def test_people_are_moved_held_and_freed_in_many_words(words: str, unit: str, count: int) -> None:
    found = [c.number for c in find_claims(words, item="test") if c.number is not None]
    assert [(n.unit, n.value) for n in found] == [(unit, count)]  # V-STATUS


def test_who_remains_loyal_has_not_stayed_behind() -> None:
    assert [c for c in find_claims("Some 600 fighters remain loyal to him.", item="test") if c.number] == []


@pytest.mark.parametrize("side", ["Russian forces", "Turkish forces", "Kurdish forces", "government forces"])
def test_the_forces_of_a_people_are_no_verb_whose_object_the_dead_would_be(side: str) -> None:
    (told,) = find_claims(f"12 prisoners held by {side} died.", item="test", theatre="syria")
    assert (told.number.count.low, told.perpetrators) == (12, ())


@pytest.mark.parametrize("text", ["Nine were captured by the army.", "Twenty-three were seized by the army."])
def test_a_number_is_no_place_that_is_taken(text: str) -> None:
    assert not [c for c in find_claims(text, item="test", theatre="syria") if c.kind is ClaimKind.CONTROL]
