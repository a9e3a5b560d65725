"""Who is counted as killed or hurt in English, whatever they are called and however they die: all invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sijill.claims import find_claims
from sijill.model import Claim, ClaimKind
from sijill.model.slots import ResponsibilityMode


def _casualties(text: str) -> list[Claim]:
    found = [
        c
        for c in find_claims(text, item="test", theatre="syria")
        if c.kind is ClaimKind.CASUALTIES and c.number is not None
    ]
    return [c for c in found if c.number is not None and c.number.high != 0 and "implicit_one" not in c.tags]


def _killed(text: str) -> list[int | None]:
    return [int(c.number.low or 0) for c in _casualties(text) if c.number is not None and c.number.unit == "killed"]


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("The blast killed nine plumbers.", [9]),
        ("Seven street vendors died when the market was hit.", [7]),
        ("Two muezzins were killed in the old quarter.", [2]),
        ("A drone killed two olive pickers.", [2]),
        ("Twelve bricklayers, two foremen and a cook were killed in the kiln.", [12, 2]),
        ("Nine kinsfolk of the mayor were slain.", [9]),
        ("Two Dutch archaeologists and their Syrian guide were killed.", [2]),
        ("Four clergy were killed.", [4]),
        ("Ten Bedouin were killed while gathering truffles.", [10]),
        ("A car bomb outside the courthouse killed six bailiffs, two lawyers and a cyclist.", [6, 2]),
        ("The strike on the depot killed eighteen Chadian peacekeepers.", [18]),
        ("Eight electricians repairing the grid were killed.", [8]),
        ("Sixteen labourers from the brickworks, who had just left their shift, were killed.", [16]),
    ],
)
def test_whoever_is_killed_is_a_person_whatever_the_trade(words: str, counts: list[int]) -> None:
    assert _killed(words) == counts  # E18, V-GROUPS


@pytest.mark.parametrize(
    "words",
    [
        "Two hundred sheep were killed by the shelling.",
        "The bomb killed 30 cows and a donkey.",
        "Frost killed 400 lemon trees.",
        "The fire crushed 12 tanks and burned 40 houses to the ground.",
        "A barrage wiped out three battalions.",
    ],
)
def test_what_is_known_to_be_a_thing_or_a_beast_is_not_counted_as_people(words: str) -> None:
    assert _killed(words) == []


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("The guards beat two inmates to death.", [2]),
        ("The soldiers burned seven villagers alive.", [7]),
        ("The troops shot four smugglers dead.", [4]),
        ("Three girls froze to death on the mountain.", [3]),
        ("Twelve infants starved.", [12]),
        ("Militants drowned six captives in a cage.", [6]),
        ("The shelling cost 23 people their lives.", [23]),
        ("The blast took the lives of eight nurses.", [8]),
        ("Fourteen people did not survive.", [14]),
        ("None of the 14 passengers survived.", [14]),
        ("Six patients were pronounced dead on arrival.", [6]),
        ("The remains of 31 people were exhumed.", [31]),
        ("Two hostages had their heads cut off.", [2]),
        ("The gunmen mowed down nine worshippers.", [9]),
        ("Four militiamen fell as martyrs.", [4]),
        ("Two spies were sent to the gallows.", [2]),
        ("The drowning of nine migrants shocked the coast.", [9]),
        ("Seven deaths by starvation were recorded.", [7]),
        ("Two prisoners were found hanged in their cells.", [2]),
        ("The fighters slit the throats of nine soldiers.", [9]),
        ("Two rioters were shot and killed.", [2]),
        ("The blast wave flung six men to their deaths.", [6]),
        ("Five shepherds' bodies were found in a well.", [5]),
        ("Four of the wounded later died.", [4]),
        ("Two couriers were fatally stabbed.", [2]),
        ("23 die of hunger in besieged town", [23]),
        ("Killed in the shelling were two tailors and a cobbler.", [2]),
        ("A bomber killed himself and eight recruits.", [8]),
    ],
)
def test_people_die_in_many_ways(words: str, counts: list[int]) -> None:
    assert _killed(words) == counts  # V-STATUS


@pytest.mark.parametrize(
    "words",
    [
        "The garrison, 450 strong, lost its commander.",
        "Prosecutors want 14 suspects for the murders.",
        "More than 500 people attended the funeral of the slain mayor.",
        "The dead man leaves a wife and five children.",
        "Rescuers saved 21 people from the rubble.",
        "Doctors saved the lives of 17 patients.",
        "The plot to murder 30 judges failed.",
        "He threatened to kill 40 hostages.",
        "A bomb that would have killed 200 people was defused.",
        "If the dam breaks, 10,000 people will die.",
        "Some 4,000 people live in danger of being killed.",
        "About 20 bodies a day reach the morgue.",
        "Up to 15 people die every day in the camp.",
        "One in five of those killed was a woman.",
        "Two snipers killed the mayor.",
        "The rebels have 15 snipers who killed for money.",
        "A mother of three was killed.",
        "The cemetery can hold 700 bodies.",
        "Police detained six men over the killing of a priest.",
        "The killing happened at number 14.",
        "The 61st Brigade mourned its dead on Road 4.",
        "The decree calls the killing of ten or more people a massacre.",
        "The unit, which once had 500 men, was wiped out.",
        "The mob wanted the deaths of the three ministers.",
        "They feared losing 40 more men.",
        "The orphanage takes in 30 children of slain fighters.",
        "The dead man was one of four brothers.",
        "The list of the dead runs to 212 names.",
        "Children aged 4, 7 and 12 were killed.",
    ],
)
def test_who_is_strong_saved_wanted_threatened_or_counted_by_the_day_is_not_dead(words: str) -> None:
    assert _killed(words) == []


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("On 4 February 16 civilians were killed.", [16]),
        ("On 12 May 2016, 25 local guards were killed.", [25]),
        ("On March 3 19 people were killed.", [19]),
        ("Ali, 34, was one of nine people killed.", [9]),
        ("Two boys, 9 and 13, were killed.", [2]),
        ("Four sisters aged 5, 8 and 11 were killed.", [4]),
        ("Eight men of the 4th Armoured Division were killed.", [8]),
        ("Of 40 passengers, 12 were killed.", [12]),
        ("Three of the eight hostages died.", [3]),
        ("Six women were among the victims of the strike.", [6]),
        ("The dead included three brothers.", [3]),
        ("In April 200 people died in the camp, with 41 of them being children.", [200, 41]),
        ("Twelve people died in the blast, seven of them women.", [12, 7]),
    ],
)
def test_a_number_belongs_to_whom_the_words_say(words: str, counts: list[int]) -> None:
    assert _killed(words) == counts


@pytest.mark.parametrize(
    ("words", "shares"),
    [
        (
            "Deaths in Syria in June: 120 by government shelling, 31 by Russian strikes, 8 by ISIS.",
            [(120, "syrian_gov"), (31, "russia"), (8, "isis")],
        ),
        ("ISIS was responsible for 19 of the killings and HTS for 6.", [(19, "isis"), (6, "hts")]),
        ("HTS was responsible for 19 of the killings and ISIS for 6.", [(19, "hts"), (6, "isis")]),
        ("Hezbollah caused 14 of the deaths, Turkish forces 9.", [(14, "hezbollah"), (9, "turkey")]),
        (
            "Of the 60 deaths, 41 were blamed on ISIS and 19 on Russian forces.",
            [(60, ""), (41, "isis"), (19, "russia")],
        ),
    ],
)
def test_each_number_of_a_toll_by_party_keeps_its_own_doer(words: str, shares: list[tuple[int, str]]) -> None:
    found = [(int(c.number.low or 0), "".join(c.perpetrators)) for c in _casualties(words) if c.number is not None]
    assert found == shares  # V-RESP, E18


def test_a_share_of_a_toll_that_nobody_is_known_to_have_done_says_so() -> None:
    known, unknown = _casualties("Killed in May, by party: SDF: 9; unknown: 3.")
    assert (known.perpetrators, known.mode) == (("sdf",), ResponsibilityMode.SINGLE)
    assert (unknown.perpetrators, unknown.mode) == ((), ResponsibilityMode.UNKNOWN)


def test_a_population_is_said_of_known_groups_only() -> None:
    nurses, tanners = _casualties("The shell killed two nurses. The mine killed three tanners.")
    assert nurses.population == ("medical",)
    assert tanners.population == ()  # V-GROUPS


def test_who_was_captured_and_later_executed_is_both() -> None:
    text = "Twelve men were captured on the road and later executed."
    found = {(str(c.kind), c.number.unit) for c in find_claims(text, item="test") if c.number is not None}
    assert found == {("detention", "captured"), ("casualties", "killed")}


def test_a_week_later_is_nobody() -> None:
    assert _killed("Three nurses were killed a week later.") == [3]


def test_a_number_rests_on_its_own_words() -> None:
    text = "The mine killed three tanners."
    (claim,) = _casualties(text)
    slot = next(s for s in claim.slots if s.name == "number")
    assert (slot.exact, text[slot.start : slot.end]) == ("three", "three")  # DESIGN 11.3


@pytest.mark.parametrize("words", ["killed 7 people, 8 people and ", "7, 8, 9, aged 3, 4 and ", "7 deaths by ISIS, "])
def test_a_sentence_of_a_hundred_thousand_letters_is_read_in_bounded_time(words: str) -> None:
    text = "Shelling " + words * (100_000 // len(words)) + "no more."
    assert all(c.number is None or c.number.low != Decimal(-1) for c in find_claims(text, item="test", theatre="syria"))


@pytest.mark.parametrize(
    "words",
    [
        'The feature film "Twenty Dead" opened in the old cinema.',
        "His novel Eleven Executions won the spring prize.",
        "The tram stops at the Square of the Nine Martyrs.",
        "By the office's definition a massacre is a strike that kills seven or more people.",
        "For the purposes of this survey an incident counts when it kills more than two people.",
        "By mass killing we mean the killing of at least four people at one go.",
        "Firemen brought out 26 people trapped beneath the fallen roof.",
        "Divers freed four sailors stuck in a flooded cabin under the wreckage.",
        "The raid killed both shepherds and traders.",
        "The depot guard was killed at kilometre 19.",
        "Eleven prisoners were not released after all.",
        "The 14 shepherds never came back.",
        "Twelve neighbours prayed at the grave of the slain baker.",
        "The surgery has treated 600 patients since its porter was killed.",
        "The pact spared the lives of 70 hostages.",
        "Some 9,000 lives are at risk.",
        "The drill assumed 300 dead.",
        "Every year 60,000 people die on the roads of the continent.",
        "The lawyers asked that 40 detainees be freed.",
        "Two gunmen wounded the guard and fled.",
    ],
)
def test_names_definitions_and_rescues_count_nobody(words: str) -> None:
    assert [c for c in find_claims(words, item="test", theatre="syria") if c.number is not None] == []  # gold rules


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("Rebel guns killed 13 people in Aleppo, and regime rockets nine in Binnish.", [13, 9]),
        ("Army fire claimed 21 lives, sniper fire three.", [21, 3]),
        ("Hunger claimed seven toddlers in the besieged camp.", [7]),
        ("A shell landed on two sisters, killing both.", [2]),
        ("Shot dead in the raid were four smugglers.", [4]),
        ("Buried at noon were the nine weavers whom the gang had murdered.", [9]),
        ("The mistake that cost three sappers their lives was hushed up.", [3]),
        ("Seventeen skulls were dug up behind the mill.", [17]),
        ("A man of 66 and three of his nieces were killed.", [3]),
        ("The hamlet mourned seven reapers, all killed by one shell, on Monday.", [7]),
        ("There is no confirmation yet that 15 people were killed.", [15]),
        ("Barrage on the souk leaves eleven dead", [11]),
    ],
)
def test_the_dead_are_counted_where_the_verb_is_left_out_or_stands_elsewhere(words: str, counts: list[int]) -> None:
    assert _killed(words) == counts  # E18


@pytest.mark.parametrize(
    ("words", "hurt"),
    [
        ("The blast left nine tailors hurt.", 9),
        ("Two killed, six hurt in Binnish blast", 6),
        ("The shell left 12 shoppers with burns.", 12),
        ("Four ploughmen lost limbs to mines.", 4),
    ],
)
def test_whoever_is_left_hurt_is_injured(words: str, hurt: int) -> None:
    found = [int(c.number.low or 0) for c in _casualties(words) if c.number is not None and c.number.unit == "injured"]
    assert found == [hurt]  # V-STATUS


@pytest.mark.parametrize(
    "parts",
    [
        "among them three children and two women, and 15 others were injured",
        "including three children and two women, and 15 were wounded",
        "three of them children, and 15 were wounded",
    ],
)
def test_a_part_of_those_whose_verb_was_told_is_not_of_the_verb_of_the_next_number(parts):
    found = find_claims(f"At least seven civilians were killed, {parts} in shelling.", item="i")

    told = {int(one.number.low): (one.number.unit, one.part_of) for one in found if one.number}
    whole = next(one.id for one in found if one.number and one.number.low == 7)
    assert told[15] == ("injured", None)
    assert {told[n] for n in (3, 2) if n in told} == {("killed", whole)}
