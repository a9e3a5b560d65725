"""Who says it, by what the words show (V-STATUS, DESIGN 11.3 and 11.4): every sentence here is invented."""

from __future__ import annotations

import pytest

from sijill.claims import find_claims
from sijill.model import Claim, ClaimKind, Stance


def _deaths(text: str) -> list[Claim]:
    return [c for c in find_claims(text, item="test", theatre="syria") if c.kind is ClaimKind.CASUALTIES]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Six pupils were killed, said a teacher from Tel Warda.", "a teacher from Tel Warda"),
        ('"Six people were killed," an undertaker in Tel Warda told the agency.', "an undertaker in Tel Warda"),
        ("Rim Adwan, a nurse at the field clinic, said 11 people had died.", "Rim Adwan"),
        ("Rebel spokesman Omar Sabbour said 17 fighters were killed.", "Omar Sabbour"),
        ("Figures compiled by the Relief Union show that 83 people were killed.", "Relief Union"),
        ("By the ministry's count, 44 people were killed.", "ministry"),
        ("In a statement, the Warda Brigade said that 12 people were killed.", "Warda Brigade"),
        ("A statement by the Warda Brigade said 12 people were killed.", "Warda Brigade"),
        ("The mayor was quoted as saying that 19 people were killed.", "mayor"),
        ("Sources close to the militia said 7 gunmen were killed.", "Sources close to the militia"),
        ("Three children, the village council reported, were killed by a shell.", "village council"),
        ("A farmer who fled the village said 6 people had been killed there.", "A farmer"),
        ("The deaths of 6 people were confirmed by the Health Directorate.", "Health Directorate"),
        ("The army attacked at dawn and said 12 rebels were killed.", "army"),
        ("Police: 14 people killed in Tel Warda.", "Police"),
        ("Twelve people were killed, as the governor had alleged.", "governor"),
        ("The Ministry of Works in Tel Warda announced on Monday that 52 people were killed.", "Ministry of Works"),
        ("The Warda Herald quoted security sources as saying that 66 people were killed.", "security sources"),
        ("The lawyers' syndicate said 9 prisoners were killed.", "lawyers' syndicate"),
        ("The police, whose station was hit, said 4 guards were killed.", "police"),
        ("The hospital director, Samir Oudeh, said 31 people were killed.", "Samir Oudeh"),
        ("A military statement said 12 soldiers were killed.", "A military statement"),
        ("The garrison's latest tally stands at 84 people killed.", "garrison"),
        ("Villagers interviewed by phone said 9 people were killed.", "Villagers"),
        ("The authorities have so far confirmed 25 deaths.", "authorities"),
        ("A reporter who visited the site counted nine bodies.", "A reporter"),
        ("The Warda Sunday Post wrote that 25 sailors were killed.", "Warda Sunday Post"),
        ("Rescuers searched until night and 12 people were killed, they said.", "Rescuers"),
        ("Eight people, police say, were killed.", "police"),
        ("Eight people were killed, a midwife by the name of Rima told us.", "a midwife"),
        ("Millers attributed the killing of eight people to the brigade.", "Millers"),
        ("The union pinned the murder of eight joiners on the militia.", "union"),
        ("Nuns laid the deaths of eight patients at the door of the army.", "Nuns"),
        ("Shepherds think the men who killed eight people were raiders.", "Shepherds"),
        ("The brigade took credit for the killing of eight guards.", "brigade"),
    ],
)
def test_whoever_the_words_show_speaking_is_the_claimant(text: str, claimant: str) -> None:
    found = _deaths(text)[0]
    assert found.claimant == claimant
    named = next(slot for slot in found.slots if slot.name == "claimant")
    assert named.exact is not None
    assert text[named.start : named.end] == named.exact


@pytest.mark.parametrize(
    "text",
    [
        "The attack put the town at risk and 12 people were killed.",
        "The siege was declared over and 12 people were killed.",
        "The Islamic State of Warda lost 12 fighters who were killed.",
        "The town counted on its wells; 12 people were killed.",
        "No group has claimed responsibility for the blast that killed 12 people.",
        "The offensive recorded its first day; 12 people were killed.",
        "The army told residents to leave before 9 people were killed.",
        "According to plan, the column withdrew and 9 people were killed.",
        "The agreement says nothing of the 19 people killed.",
        "Officials inspected the market where 19 people were killed.",
        "A bomb killed 9 people as the minister told jokes on television.",
    ],
)
def test_what_cannot_speak_is_no_claimant(text: str) -> None:
    assert [c.claimant for c in _deaths(text)] == [None]


def test_who_passes_words_on_is_not_who_says_them() -> None:
    (found,) = _deaths("The Warda Post, citing the mayor, said 6 people were killed.")
    assert (found.claimant, found.via) == ("mayor", "Warda Post")


@pytest.mark.parametrize(("accuser", "accused"), [("rebels", "army"), ("army", "rebels")])
def test_who_accuses_is_the_claimant_whichever_side_it_is(accuser: str, accused: str) -> None:
    active = _deaths(f"The {accuser} accused the {accused} of killing 65 people.")[0]
    passive = _deaths(f"The {accused} was accused by the {accuser} of killing 65 people.")[0]
    assert (active.claimant, passive.claimant) == (accuser, accuser)
    assert (active.stance, passive.stance) == (Stance.ASSERT, Stance.ASSERT)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army reportedly killed 6 people and wounded 9.", Stance.UNVERIFIED),
        ("Six soldiers, four officers and a guide were reportedly killed.", Stance.UNVERIFIED),
        ("It was reported that 12 people were killed and 30 injured.", Stance.UNVERIFIED),
        ("Unconfirmed reports speak of 13 people killed.", Stance.UNVERIFIED),
        ("At least 12 people are believed to have been killed.", Stance.UNVERIFIED),
        ("Six people were killed, but the toll could not be verified.", Stance.UNVERIFIED),
        ("It could not be verified that six people were killed.", Stance.UNVERIFIED),
        ("The army was accused of killing 6 people.", Stance.UNVERIFIED),
        ("The claim that 35 people were killed is disputed by the hospital.", Stance.DISPUTE),
        ("The coalition rejected claims that 14 civilians were killed.", Stance.DENY),
        ("The coalition rejected the truce and 14 civilians were killed.", Stance.ASSERT),
        ("The brigade said it had no hand in the killing of 14 people.", Stance.DENY),
        ("None of our gunners had anything to do with the deaths of 14 people, the brigade said.", Stance.DENY),
        ("The brigade said that its gunners had not killed 14 people.", Stance.DENY),
        ("The claim that its guns killed 14 people is baseless, the brigade said.", Stance.DENY),
        ("The brigade dismissed as a fable the claim, spread by the mayor, that it had killed 14 people.", Stance.DENY),
        ("The brigade branded the report that it had killed 14 people a lie.", Stance.DENY),
        ("Nurses took issue with the figure of 14 dead.", Stance.DISPUTE),
        ("No source has confirmed that 14 people were killed.", Stance.UNVERIFIED),
        ("The brigade said 14 people were killed, and that it was not behind the raid.", Stance.ASSERT),
        ("The army killed 14 people who called the truce a lie.", Stance.ASSERT),
        ("Six people were killed, reportedly by a drone.", Stance.ASSERT),
    ],
)
def test_doubt_and_denial_reach_every_number_they_are_said_of(text: str, stance: Stance) -> None:
    assert {c.stance for c in _deaths(text)} == {stance}


def test_doubt_does_not_reach_over_another_clause() -> None:
    sure, doubted = _deaths("A shell killed one nurse and 3 children, and four others were reportedly wounded.")[-2:]
    assert (sure.stance, doubted.stance) == (Stance.ASSERT, Stance.UNVERIFIED)


def test_a_count_told_in_title_and_story_is_told_once() -> None:
    text = "# Shell kills 14 in Tel Warda\n\nA shell killed 14 people in Tel Warda on 3 May 2016, police said.\n"
    first, again = _deaths(text)
    assert (first.same_as, again.same_as) == (None, first.id)


def test_the_same_number_of_another_voice_is_no_repeat() -> None:
    text = "The army said 14 people were killed. The rebels said 14 people were killed."
    assert [c.same_as for c in _deaths(text)] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "Government forces: 10 civilians killed, two women among them.",
        "Opposition factions: seven civilians killed.",
        "قوات النظام السوري: مقتل عشرة مدنيين.",
        "هيئة تحرير الشام: ثلاثة مدنيين قتلى.",
    ],
)
def test_a_side_before_a_colon_is_neither_the_one_who_says_it_nor_by_that_the_one_who_did_it(text: str) -> None:
    # A row of a table by party and a headline look alike; what the words do not show stays empty (DESIGN 11.3).
    (told,) = _deaths(text)
    assert (told.claimant, told.perpetrators) == (None, ())
