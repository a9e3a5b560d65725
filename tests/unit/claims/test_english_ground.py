"""Ground that a reporter tells of in other words (issue 11, DESIGN 11.4): every sentence and place here is invented."""

from __future__ import annotations

import pytest

from sijill.claims import find_claims
from sijill.model import Claim, ClaimKind


def _control(text: str) -> list[Claim]:
    return [c for c in find_claims(text, item="test", theatre="syria") if c.kind is ClaimKind.CONTROL]


def _roles(text: str) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (c.control.event, c.control.place, c.control.to_party, c.control.from_party)
        for c in _control(text)
        if c.control
    ]


_SIDES = ("government forces", "syrian_gov"), ("rebel fighters", "rebels"), ("ISIS", "isis"), ("the SDF", "sdf")


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("{a} wrested the hamlet of Barzun from {b}.", "captured"),
        ("{a} ousted {b} from the hamlet of Barzun.", "captured"),
        ("{b} lost the hamlet of Barzun to {a}.", "captured"),
        ("{b} handed the hamlet of Barzun to {a}.", "handover"),
        ("The hamlet of Barzun was handed to {a} by {b}.", "handover"),
        ("The hamlet of Barzun was taken by {a} from {b}.", "captured"),
        ("The hamlet of Barzun changed hands from {b} to {a}.", "captured"),
        ("Control of Barzun passed from {b} to {a}.", "captured"),
        ("From {b} to {a} went the hamlet of Barzun.", "captured"),
        ("Squeezed out of Barzun by {a}, {b} regrouped elsewhere.", "captured"),
        ("The fighters who had chased {b} from Barzun were those of {a}.", "captured"),
        ("It was {a} that drove {b} out of Barzun.", "captured"),
        ("{a} beat back an assault by {b} on Barzun.", "repelled"),
        ("An assault by {b} on Barzun was fended off by {a}.", "repelled"),
        ("{b} stormed Barzun, but were driven back by {a}.", "repelled"),
        ("{a} encircled {b} in Barzun.", "surrounded"),
        ("{b} had to cede the hamlet of Barzun to {a}.", "captured"),
        ("{b} gave the hamlet of Barzun up to {a}.", "captured"),
        ("{a} stripped {b} of the town of Barzun.", "captured"),
        ("{a} took delivery of the town of Barzun from {b}.", "handover"),
        ("Barzun changed hands when {a} routed {b} there.", "captured"),
        ("Barzun is now in the hands of {a} after {b} were driven out.", "held"),
        ("At Barzun, {a} blunted a push by {b}.", "repelled"),
        ("{a} stopped {b} from entering Barzun.", "repelled"),
        ("{b} handed the keys of Barzun to {a}.", "handover"),
        ("{a} withstood an onslaught by {b} on Barzun.", "repelled"),
    ],
)
def test_who_takes_and_who_loses_is_exchanged_with_the_words(sentence: str, event: str) -> None:
    """E18: exchange the sides and the answer is exchanged."""
    for (a, taker), (b, loser) in ((x, y) for x in _SIDES for y in _SIDES if x != y):
        text = sentence.format(a=a, b=b)
        assert _roles(text[:1].upper() + text[1:]) == [(event, "Barzun", taker, loser)]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("the village of Tel Nur", ["Tel Nur"]),
        ("Hill 701 and Point 86", ["Hill 701", "Point 86"]),
        ("the Qalat district", ["Qalat district"]),
        ("the Barzun-Qalat road", ["Barzun-Qalat road"]),
        ("the road between Barzun and Qalat", ["road between Barzun and Qalat"]),
        ("several villages including Barzun, Qalat and Nuriya", ["several villages", "Barzun", "Qalat", "Nuriya"]),
        ("Barzun, just south of Qalat, and Nuriya", ["Barzun", "Nuriya"]),
        ("two ridges overlooking the Sarha valley", ["two ridges overlooking the Sarha valley"]),
        ("a string of hamlets", ["a string of hamlets"]),
        ("a village near Qalat", ["a village near Qalat"]),
        ("four out of the nine checkpoints", ["four out of the nine checkpoints"]),
        ("the old city of Qalat", ["old city of Qalat"]),
        ("the Barzun power plant, along with the nearby town of Nuriya", ["Barzun power plant", "Nuriya"]),
        ("Barzun, a village near the border", ["Barzun"]),
    ],
)
def test_ground_is_what_stands_in_the_group_known_to_a_gazetteer_or_not(words: str, places: list[str]) -> None:
    assert [place for _, place, _, _ in _roles(f"ISIS captured {words}.")] == places


@pytest.mark.parametrize(
    ("words", "extent"),
    [
        ("large parts of Barzun", "part"),
        ("most of the Qalat district", "most"),
        ("the southern and central parts of Barzun", "part"),
        ("nearly all of Barzun", "most"),
        ("the entire city of Barzun", "full"),
        ("40 percent of Barzun", "pct"),
    ],
)
def test_how_much_of_it_is_told_with_the_place(words: str, extent: str) -> None:
    (claim,) = _control(f"The SDF captured {words}.")
    assert claim.control is not None
    assert claim.control.extent == extent


@pytest.mark.parametrize(
    "text",
    [
        "The army is preparing to retake Barzun.",
        "Did the army capture Barzun?",
        "Under the deal, the rebels will hand over Barzun.",
        "The army has yet to take Barzun.",
        "The army could soon take Barzun.",
        "Neither side controls the industrial zone.",
        "The opposition took part in talks in Barzun.",
        "The army moved troops from Barzun to Qalat.",
        "The army shelled rebel positions in Barzun.",
        "A rebel commander was captured in Barzun.",
        "Rebels took 30 hostages in Barzun.",
        "The price of bread fell in Barzun.",
        "The last residents left Barzun on buses.",
    ],
)
def test_what_did_not_happen_or_is_no_ground_is_no_control(text: str) -> None:
    assert _roles(text) == []


def test_a_party_that_only_describes_or_stands_behind_a_preposition_takes_nothing() -> None:
    """Nearness licenses nothing (DESIGN 11.4)."""
    text = "Following the rebel collapse near Qalat, the army captured Barzun with support from Hezbollah."
    assert _roles(text) == [("captured", "Barzun", "syrian_gov", None)]


def test_police_who_enter_a_town_are_not_the_party_named_before() -> None:
    text = "Rebels evacuated Barzun and the traffic police entered the town."
    assert _roles(text) == [("withdrew", "Barzun", None, "rebels")]


def test_militants_that_no_word_gives_to_a_party_take_without_a_party() -> None:
    text = "The army reached Qalat on 4 May 2016. On 5 May militants overran Barzun."
    assert _roles(text)[-1] == ("captured", "Barzun", None, None)


def test_the_town_the_base_and_it_are_the_ground_told_before() -> None:
    text = (
        "The rebels had besieged the Wadi Hanna barracks since May 2014. On 2 June 2014 the barracks fell. "
        "ISIS took the town of Nuriya on 3 June 2014. On 9 June the army recaptured it."
    )
    assert [(place, to) for _, place, to, _ in _roles(text)] == [
        ("Wadi Hanna barracks", "rebels"),
        ("Wadi Hanna barracks", "rebels"),
        ("Nuriya", "isis"),
        ("Nuriya", "syrian_gov"),
    ]


def test_an_attack_told_before_is_the_one_that_was_repulsed() -> None:
    text = "ISIS attacked the Hazm pumping station on 3 June 2015. The assault was repulsed by the army."
    assert _roles(text) == [("repelled", "Hazm pumping station", "syrian_gov", "isis")]


def test_ground_changes_hands_from_who_held_it_by_the_text() -> None:
    """Opponents come from the words or from what the text told of the same place, never by default."""
    text = "ISIS captured Barzun on 3 June 2015. The SDF recaptured Barzun on 9 June 2015."
    assert _roles(text) == [("captured", "Barzun", "isis", None), ("recaptured", "Barzun", "sdf", "isis")]


def test_place_and_taker_keep_their_own_words() -> None:
    """DESIGN 11.3: each value has its own anchor, or is marked inferred."""
    text = "The SDF captured the village of Barzun."
    (claim,) = _control(text)
    slots = {slot.name: (slot.exact, slot.inferred_from) for slot in claim.slots}
    assert slots["party"] == ("SDF", None)
    assert slots["place"] == ("the village of Barzun", None)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("ISIS entered Barzun; on 27 July the SDF expelled it from the town.", ("captured", "Barzun", "sdf", "isis")),
        ("The SDF pushed ISIS back from the Barzun road.", ("captured", "Barzun road", "sdf", "isis")),
        ("Hezbollah moved into Barzun as the SDF pulled out.", ("withdrew", "Barzun", None, "sdf")),
        ("Barzun was abandoned by ISIS.", ("withdrew", "Barzun", None, "isis")),
        ("ISIS have closed a ring around the Barzun garrison.", ("surrounded", "Barzun garrison", "isis", None)),
        ("ISIS sealed the town of Barzun off.", ("surrounded", "Barzun", "isis", None)),
        ("Barzun lies encircled by ISIS.", ("surrounded", "Barzun", "isis", None)),
        ("To ISIS fell the town of Barzun.", ("captured", "Barzun", "isis", None)),
        ("Held by ISIS are Barzun and Qalat.", ("held", "Qalat", "isis", None)),
        ("Also captured by ISIS was Barzun.", ("captured", "Barzun", "isis", None)),
        ("ISIS brought Barzun under their control.", ("captured", "Barzun", "isis", None)),
        ("ISIS planted their flag in Barzun.", ("captured", "Barzun", "isis", None)),
        ("After the raid, Tal Barzun remains with ISIS.", ("held", "Tal Barzun", "isis", None)),
        ("ISIS pushed to within 3 km of Barzun.", ("advanced", "Barzun", "isis", None)),
        ("Barzun, once ruled by the SDF, is today in the hands of ISIS.", ("held", "Barzun", "isis", None)),
        ("ISIS have kept Barzun under siege.", ("surrounded", "Barzun", "isis", None)),
        ("ISIS slipped out of Barzun overnight.", ("withdrew", "Barzun", None, "isis")),
        ("ISIS tried in vain to take Barzun.", ("attempted", "Barzun", "isis", None)),
        ("An attempt by ISIS to storm Barzun failed.", ("attempted", "Barzun", "isis", None)),
        ("Barzun, long besieged by ISIS, is a small place.", ("surrounded", "Barzun", "isis", None)),
        ("Captured by ISIS in June 2014, Barzun was rebuilt.", ("captured", "Barzun", "isis", None)),
        ("The SDF abandoned the Barzun base, which ISIS then occupied.", ("captured", "Barzun base", "isis", None)),
        ("ISIS took the hill, leaving Barzun effectively encircled.", ("surrounded", "Barzun", "isis", None)),
        ("The last free district, Barzun, fell to ISIS.", ("captured", "Barzun", "isis", None)),
        ("ISIS broke the SDF siege of Barzun.", ("siege_lifted", "Barzun", "isis", "sdf")),
        (
            "ISIS severed the road linking Barzun with Qalat.",
            ("supply_cut", "road linking Barzun with Qalat", "isis", None),
        ),
        ("Most of Barzun is in the hands of ISIS.", ("held", "Barzun", "isis", None)),
        ("The hills were still ISIS-held.", ("held", "hills", "isis", None)),
    ],
)
def test_other_orders_of_words_tell_the_same(text: str, read: tuple[str, str, str | None, str | None]) -> None:
    assert _roles(text)[-1] == read


@pytest.mark.parametrize(
    "text",
    [
        "ISIS no longer controls Barzun.",
        "Had ISIS held Barzun, the border would have stayed open.",
        "Barzun is not under ISIS control.",
        "Steps were taken and passwords are kept.",
        "ISIS captured three tanks near Barzun.",
        "Government forces vowed to wrest Barzun from ISIS.",
        "ISIS plan to close a ring around Barzun.",
        "Responsibility for the strike rests with ISIS.",
        "Captain Jaber remains with ISIS.",
        "ISIS received weapons from the army in Barzun.",
        "The army routed ISIS.",
        "ISIS gained the upper hand in Barzun.",
    ],
)
def test_what_is_denied_supposed_or_no_ground_gives_nobody_anything(text: str) -> None:
    assert _roles(text) == []


def test_an_endless_group_is_read_to_a_bounded_depth() -> None:
    """Bad input: bounded time, nothing invented."""
    assert _roles("ISIS captured " + "the edge of the hills of " * 3000 + "Barzun.") == []
