"""Who did it in English: each pattern of words that licenses an answer, and those that license none (DESIGN 11.4)."""

from __future__ import annotations

import pytest

from sijill import claims
from sijill.model import Claim, ClaimKind, Stance
from sijill.model.slots import ResponsibilityMode


def _counted(text: str, number: int) -> Claim:
    """Return the claim that counts a number of dead or injured."""
    found = claims.find_claims(text, item="invented", theatre="syria")
    (claim,) = [c for c in found if c.kind is ClaimKind.CASUALTIES and c.number is not None and c.number.low == number]
    return claim


@pytest.mark.parametrize(
    ("text", "number", "doers"),
    [
        # the subject of the verb: a party, its act, its weapon
        ("The SDF executed five men after a trial of an hour in Exampleton.", 5, {"sdf"}),
        ("A Russian missile aimed at a barracks missed and killed nine civilians.", 9, {"russia"}),
        ("Government shelling has killed 40 people in Exampleton since Thursday.", 40, {"syrian_gov"}),
        ("A wave of Turkish strikes killed 14 people.", 14, {"turkey"}),
        ("ISIS's attack on a wedding left 21 people dead.", 21, {"isis"}),
        # behind "by", "at the hands of", in an act or a prison
        ("Four civilians died at the hands of government forces during a search.", 4, {"syrian_gov"}),
        (
            "Eight people were killed and twelve injured in shelling of the mill by government troops.",
            8,
            {"syrian_gov"},
        ),
        (
            "Eight people were killed and twelve injured in shelling of the mill by government troops.",
            12,
            {"syrian_gov"},
        ),
        ("Twelve people died in an SDF prison in Exampleton.", 12, {"sdf"}),
        ("Three people died under torture in a prison run by ISIS.", 3, {"isis"}),
        # another clause ties the act or the weapon to somebody
        (
            "A barrage of rockets that government forces launched tore through a stall and killed seven people.",
            7,
            {"syrian_gov"},
        ),
        ("Five people were killed by drones that Turkey fired at Exampleton.", 5, {"turkey"}),
        ("Four people lost their lives to a car bomb planted by ISIS outside a clinic.", 4, {"isis"}),
        ("ISIS claimed responsibility for a bombing that killed four people.", 4, {"isis"}),
        (
            "The attack on the bakery, which a monitor blamed on government forces, left 19 people dead.",
            19,
            {"syrian_gov"},
        ),
        ("63 people were killed by booby traps left by the retreating ISIS fighters.", 63, {"isis"}),
        # the attack it hangs on
        (
            "More than 30 people were killed after government helicopters dropped barrel bombs on the town.",
            31,
            {"syrian_gov"},
        ),
        ("Turkish border guards opened fire on people trying to cross, killing six.", 6, {"turkey"}),
        ("The mill was shelled by ISIS; five people were killed.", 5, {"isis"}),
        ("Turkish artillery hit a village square, and 12 people died on the spot.", 12, {"turkey"}),
        ("ISIS attacked a village on Friday. The attack killed four people.", 4, {"isis"}),
        ("As Turkey closed in on the town, its artillery killed 30 people.", 30, {"turkey"}),
        ("ISIS answered the bombing with rockets, which killed 16 people.", 16, {"isis"}),
        ("The shells that killed 21 people came from Turkish guns on the ridge.", 21, {"turkey"}),
        ("Hit by an ISIS rocket on the coast road, a bus caught fire and eight people died.", 8, {"isis"}),
        ("The Turkish army shelled a ridge, and fighters of the SDF killed nine people.", 9, {"sdf"}),
        ("The SDF, alongside Turkey, attacked a mill and killed five people.", 5, {"sdf", "turkey"}),
        ("ISIS militants infiltrated the town. Nine people were killed in the attack.", 9, {"isis"}),
        ("Turkish warplanes returned at dawn and bombed a mill. They killed seven people.", 7, {"turkey"}),
        # the accused
        ("ISIS is held responsible by Turkey for the bombing that killed six people.", 6, {"isis"}),
        ("An explosion that killed 14 people at a depot was blamed on Israel.", 14, {"israel"}),
        ("A strike that killed 14 people at a depot was attributed to Israel.", 14, {"israel"}),
        ("The SDF accused ISIS of killing nine people in a rocket attack.", 9, {"isis"}),
        ("The SDF was accused by ISIS of killing nine people in a rocket attack.", 9, {"sdf"}),
        ("A statement by the SDF blamed ISIS for the deaths of 16 people.", 16, {"isis"}),
        ("Turkey said it killed two people in a strike on a lorry.", 2, {"turkey"}),
        ("The opposition has acknowledged that one of its strikes on Exampleton killed 14 people.", 14, {"rebels"}),
        (
            "Nine people were killed late on Monday by what the opposition described as a government missile.",
            9,
            {"syrian_gov"},
        ),
        ("A U.S. airstrike killed nine people in Exampleton.", 9, {"usa"}),
        ("The U.S.-led coalition said its jets had killed nine people.", 9, {"us_coalition"}),
        ("U.S.-backed SDF fighters killed nine people.", 9, {"sdf"}),
        # captors
        ("Nine people held by the SDF were beheaded by their captors.", 9, {"sdf"}),
        # two sides of one fight
        ("Three SDF fighters were killed in clashes with ISIS near Exampleton.", 3, {"isis"}),
        ("ISIS attacked the SDF. Nine SDF fighters and two ISIS fighters were killed during the attack.", 9, {"isis"}),
        ("ISIS attacked the SDF. Nine SDF fighters and two ISIS fighters were killed during the attack.", 2, {"sdf"}),
    ],
)
def test_a_pattern_of_the_words_names_who_did_it(text, number, doers):
    """DESIGN 11.4 and issue 11, item 2: the doer has a pattern, the claim shows it, and the words it rests on."""
    claim = _counted(text, number)

    assert set(claim.perpetrators) == doers
    assert any(rule.startswith("doer:") for rule in claim.rules)


@pytest.mark.parametrize(
    ("text", "number", "doers"),
    [
        # what stands between a subject and its verb, or before both
        ("In Exampleton government forces killed 17 people.", 17, {"syrian_gov"}),
        ("In SDF-held Exampleton an air strike by Turkish jets killed 17 people.", 17, {"turkey"}),
        ("The drone which struck the kiosk and killed five people was operated by the SDF.", 5, {"sdf"}),
        ("The ambush in which nine men died had been set by ISIS.", 9, {"isis"}),
        # clefts, and who the killers were
        ("It was ISIS, not the SDF, who killed ten people.", 10, {"isis"}),
        ("It was in a raid by ISIS that five people died.", 5, {"isis"}),
        ("What killed the 14 pupils was a shell fired by ISIS.", 14, {"isis"}),
        ("The men who gunned down the seven people were ISIS fighters.", 7, {"isis"}),
        # sent, laid, rigged, met with
        ("Six people were killed when a bomber despatched by ISIS walked into the hall.", 6, {"isis"}),
        ("Three people were killed when they stepped on mines sown by ISIS.", 3, {"isis"}),
        ("A car rigged with explosives by ISIS went off and four people lost their lives.", 4, {"isis"}),
        # harm that only its company makes deadly
        ("Raids by Turkey on hamlets under SDF administration cost 19 people their lives.", 19, {"turkey"}),
        ("Turkish jets returned to bomb a garage used by the SDF; eight people did not survive.", 8, {"turkey"}),
        ("ISIS stormed the hostel and put six people to death.", 6, {"isis"}),
        ("The SDF showered Exampleton with rockets and six people died.", 6, {"sdf"}),
        # nouns that count, and what they count the dead of
        ("Among the victims of ISIS's shelling of Exampleton were nine children.", 9, {"isis"}),
        ("The death toll from the attack by ISIS rose to nine.", 9, {"isis"}),
        # blame
        ("Responsibility for the blast, which killed 16 people, lies with ISIS.", 16, {"isis"}),
        ('"They slaughtered 16 people," a spokesman for the SDF said of ISIS.', 16, {"isis"}),
        ("Residents accused ISIS of having shelled the queue, killing 16 people.", 16, {"isis"}),
        ("ISIS pulled out of Exampleton before the SDF shelled its suburbs, killing three people.", 3, {"sdf"}),
    ],
)
def test_the_doer_is_found_where_other_words_stand_between(text, number, doers):
    """DESIGN 11.4: a pattern licenses the doer wherever the sentence puts it."""
    assert set(_counted(text, number).perpetrators) == doers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Six people were killed in opposition-held Exampleton on Wednesday.", 6),
        ("Four people died near a base used by Russian forces.", 4),
        ("Eleven people were killed in a blast at the headquarters of the opposition.", 11),
        ("A mine killed three people returning to a village that the SDF had taken from ISIS.", 3),
        ("An explosion at a checkpoint controlled by government forces killed nine people.", 9),
        ("Five people died in a road accident near an ISIS checkpoint.", 5),
        ("Two boys were killed by a mine on the line between the SDF and ISIS.", 2),
        ("According to the SDF, six people were killed in Exampleton.", 6),
        ("Clashes between ISIS and the SDF killed 12 people.", 12),
        ("Forty people were killed in the fighting for Exampleton.", 40),
        ("The SDF found the bodies of 10 people in a village it had taken from ISIS.", 10),
        ("Five people were killed in Exampleton. The SDF runs the camp nearby.", 5),
        ("The SDF runs the camp at Exampleton. Five people were killed.", 5),
        ("The government said 20 people had died of hunger.", 20),
        ("Barrel bombs left 18 people dead.", 18),
        ("Nine people were killed when a Turkish helicopter crashed.", 9),
        ("Fighters trained by the SDF killed nine people.", 9),
        ("Five Turkish soldiers and nine SNA fighters were killed in the fighting.", 9),
        ("The strike, condemned by the SDF, killed nine people.", 9),
        ("The SDF and ISIS blame each other for the shell that killed five people.", 5),
    ],
)
def test_holders_targets_speakers_and_places_did_nothing(text, number):
    """DESIGN 11.4: nearness licenses nothing, and a weapon alone names nobody."""
    claim = _counted(text, number)

    assert (claim.perpetrators, claim.mode) == ((), None)


@pytest.mark.parametrize(
    ("text", "number", "doers", "mode"),
    [
        (
            "Government and Russian aircraft jointly bombed a mill, killing 13 people.",
            13,
            {"syrian_gov", "russia"},
            "joint",
        ),
        (
            "Strikes carried out by Russian and government jets left 26 people dead.",
            26,
            {"syrian_gov", "russia"},
            "joint",
        ),
        ("Sixteen people were killed in Russian-Syrian strikes.", 16, {"syrian_gov", "russia"}, "joint"),
        (
            "Sixteen people were killed in an air raid by either Russian or government aircraft.",
            16,
            {"syrian_gov", "russia"},
            "one_of",
        ),
        ("Shelling by ISIS or the SDF killed four people.", 4, {"isis", "sdf"}, "one_of"),
        ("Suspected ISIS gunmen shot dead 10 people.", 10, {"isis"}, "suspected"),
        ("A strike believed to have been carried out by Russia killed 22 people.", 22, {"russia"}, "suspected"),
        ("Government forces may have killed nine people.", 9, {"syrian_gov"}, "suspected"),
        ("Seven people were killed, most likely in a raid by ISIS.", 7, {"isis"}, "suspected"),
        ("Gunmen believed to belong to ISIS killed seven people.", 7, {"isis"}, "suspected"),
        ("ISIS is suspected of having laid the mine that killed seven people.", 7, {"isis"}, "suspected"),
        ("Suspicion for the bombing that killed seven people fell on ISIS.", 7, {"isis"}, "suspected"),
        (
            "It is unclear whether ISIS or the SDF fired the shell that killed five people.",
            5,
            {"isis", "sdf"},
            "one_of",
        ),
        ("The shell that killed five people came from ISIS or from the SDF.", 5, {"isis", "sdf"}, "one_of"),
        ("The guns of ISIS and of the SDF pounded Exampleton, killing eight people.", 8, {"isis", "sdf"}, "joint"),
        ("Fighting alongside the SDF, Turkish soldiers killed eight people.", 8, {"turkey", "sdf"}, "joint"),
        ("Not the SDF but ISIS ordered the raid in which ten people died.", 10, {"isis"}, "single"),
        ("Five people were shot dead by men whose allegiance is unknown.", 5, set(), "unknown"),
        ("Twelve people died in what appeared to be a government strike.", 12, {"syrian_gov"}, "suspected"),
        ("Unidentified assailants killed two people in a village controlled by the SDF.", 2, set(), "unknown"),
        ("A bombing killed four people, and no group has claimed responsibility.", 4, set(), "unknown"),
        ("Three people were shot dead; it is not clear who was responsible.", 3, set(), "unknown"),
        ("The SDF, which is backed by the US-led coalition, killed 10 people.", 10, {"sdf"}, "single"),
        ("The SDF alone, without Turkey, carried out the raid that killed four people.", 4, {"sdf"}, "single"),
    ],
)
def test_the_words_say_how_the_doers_are_named(text, number, doers, mode):
    """Issue 11, item 2: alone, together, one of several, suspected, or said to be unknown."""
    claim = _counted(text, number)

    assert (set(claim.perpetrators), claim.mode) == (doers, ResponsibilityMode(mode))


@pytest.mark.parametrize("denier", ["The SDF", "The Turkish military"])
def test_a_denial_keeps_the_denied_doer(denier):
    """The denied doer stands as perpetrator, the mode says that it is denied, and so does the stance."""
    claim = _counted(f"{denier} denied that the SDF had killed six people.", 6)

    assert (claim.perpetrators, claim.mode, claim.stance) == (("sdf",), ResponsibilityMode.DENIED, Stance.DENY)


def test_the_doer_and_the_target_rest_on_words():
    """DESIGN 11.3: the claim has an anchor for who did it and for whom it hit."""
    text = "A strike by Turkish jets killed five SDF fighters."
    slots = {slot.name: slot.exact for slot in _counted(text, 5).slots}

    assert "Turkish" in slots["party"]
    assert slots["target"].startswith("SDF")
