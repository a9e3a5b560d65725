"""Words that take a side, and titles that say otherwise: they are kept as said and decide nothing (C12-C16, C26)."""

from __future__ import annotations

import ast
import itertools
import re
from pathlib import Path

import pytest
from tests.counting import Example

from sijill import audits, claims
from sijill.model import Attribution, CivilianStatus, ClaimKind, Rank

# -- legal labels ----------------------------------------------------------------------------------------------------


def test_a_legal_label_that_sources_dispute_takes_nobody_out_of_the_count():
    """C12 and S1.11: a violation by one source, none by another; the incident counts and is marked disputed."""
    register = Example()
    incident = register.incident(8, violation=True)
    register.say(incident, "incident", "violation", False, source="SOHR")

    assert register.total() == (8, 8, 8)
    assert "disputed" in register.assess(incident).flags


def test_a_party_that_calls_its_target_lawful_takes_nobody_out_of_the_count():
    """C12 and R-EC.8: "a military target", said by those who struck it."""
    register = Example()
    incident = register.incident(8)
    register.say(incident, "incident", "violation", False, source="Syrian Army")

    assert register.total() == (8, 8, 8)


def test_a_person_may_decide_that_an_incident_is_no_violation():
    """C12 and R-EC.7: a decision with its reason settles the label; the rivals stay."""
    register = Example()
    incident = register.incident(8, violation=True)
    register.say(incident, "incident", "violation", False, rank=Rank.PREFERRED, decided=True)

    assert register.total() == (0, 0, 0)
    assert "S1.11" in register.assess(incident).rules
    assert len(register.get(incident).rivals("violation")) == 2


def test_a_natural_death_certified_by_those_who_held_the_person_is_not_believed_alone():
    """C10, C12 and R-EC.8: "heart failure", on paper from the party that held the dead."""
    register = Example()
    victim = register.victim(cause="torture")
    register.say(victim, "victim", "cause", "natural_death", source="Syrian Army")

    assert register.total() == (1, 1, 1)
    assert "torture" in register.assess(victim).groups


def test_a_natural_death_by_an_independent_source_does_not_count():
    """S1.1: deaths outside the conflict are not counted, where nobody says otherwise."""
    register = Example()
    register.victim(cause="natural_death")

    assert register.total() == (0, 0, 0)


# -- labels of parties and of the dead -------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["terrorists", "moderate rebels", "militants", "rebels"])
def test_the_same_dead_are_read_the_same_whatever_they_are_called(label):
    """C13: "terrorist" and "moderate" are quoted, and change neither the number nor who the dead are."""
    text = f"The army said it killed 12 {label} in Exampleton."
    (claim,) = claims.find_claims(text, item="invented")

    assert (claim.number.low, claim.population) == (12, ("fighters",))
    assert label in claim.anchor.exact


def test_a_hostile_name_is_an_alias_and_the_row_bears_the_house_label():
    """C13 and V-PARTY: names that take a side lead to one party, printed under a label that takes none."""
    register = Example()
    parties = register.rules.parties

    assert parties.slug("moderate rebels") == parties.slug("insurgents") == "rebels"
    assert register.rules.bucket_of("rebels").label["en"] == "Factions of the Armed Opposition"


def test_terrorists_is_the_name_of_no_party():
    """C13: the word says what the speaker thinks of somebody, not who it is; nobody is found under it."""
    register = Example()

    assert register.rules.parties.slug("terrorists") is None


@pytest.mark.parametrize("victims_of", ["syrian_gov", "rebels", "sdf", "isis", "russia"])
def test_labels_of_the_dead_weigh_the_same_on_every_side(victims_of):
    """C26 and E18: an asymmetric pair (martyrs here, killed there) gives the same status and the same number."""
    register = Example()
    register.incident(5, victims_of, civilian_status=CivilianStatus.CIVILIAN)
    other = Example()
    other.incident(5, "russia", civilian_status=CivilianStatus.CIVILIAN)

    assert register.total() == other.total() == (5, 5, 5)
    assert register.total(measure="massacres") == other.total(measure="massacres")


def test_martyrs_says_that_people_died_and_not_that_they_were_civilians():
    """C26: a word of honour is no civilian status, and a hostile word is none either."""
    (honoured,) = claims.find_claims("The rebels said 12 martyrs fell in Exampleton.", item="invented")

    assert (honoured.number.low, honoured.population) == (12, ())


def test_categories_of_two_sources_that_cut_differently_are_never_added():
    """C26: men, women and children by one source, civilians and fighters by another: never one sum."""
    register = Example()
    register.line(100, Attribution.unknown(), source="A")
    register.line(90, Attribution.unknown(), source="B", civilian_status=CivilianStatus.COMBATANT)

    assert register.total() == (0, 0, 0)


# -- titles ----------------------------------------------------------------------------------------------------------

CITED = """The IRX said it had lost {here} military advisors in the battle.1 Nothing else is known.2 The end.3

1 Example Press. “Rebels hold bodies of 12 IRX advisers.” 10 May 2016. Accessed 4 June 2016.

2 Example Press. “Nothing known.” 10 May 2016.

3 Example Press. “The end.” 10 May 2016.
"""


@pytest.mark.parametrize(("here", "verdict"), [(12, "holds"), (13, "fails")])
def test_a_number_is_held_against_the_title_that_it_cites(here, verdict):
    """C15: 13 in the text and 12 in the cited title, A11."""
    findings = audits.audit_document(CITED.format(here=here))

    assert [one.verdict.value for one in findings if one.check == "cited_title"] == [verdict]


def test_a_headline_that_says_more_over_a_text_that_says_less_is_found():
    """C16, A20: the title says that the toll rose, the text that it fell, against the same month."""
    text = """# More Deaths: the Toll Rose From Last Month

The centre works in Exampleton.

In the chart the toll of May shows a decrease from last month.
"""
    findings = audits.audit_document(text)

    assert [one.verdict.value for one in findings if one.check == "headline_direction"] == ["fails"]


# -- exchange the sides ----------------------------------------------------------------------------------------------

# Names that stand in the same places of a sentence with the parties they mean, and other names of the same parties.
ENGLISH = (
    {"government": "syrian_gov", "opposition": "rebels", "SDF": "sdf", "ISIS": "isis"}
    | {
        "Government": "syrian_gov",
        "Opposition": "rebels",
        "Russian": "russia",
        "Turkish": "turkey",
        "Russia": "russia",
        "Turkey": "turkey",
    },
    r"(?i)rebel|isil|islamic state|army|regime|loyalist|syrian|kurd|-backed",
)


def _invented(names: dict[str, str], others: str) -> list[str]:
    """Return the sentences of the tests of claims that name such a side, and no party by another name."""
    found = []
    for path in sorted((Path(__file__).parents[1] / "unit/claims").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        found += [t for t in texts if isinstance(t, str) and t.count(" ") > 3 and not re.search(others, t)]
    return [text for text in dict.fromkeys(found) if re.search(rf"(?<!\w)({'|'.join(names)})(?!\w)", text)]


def _exchanged(text: str, names: dict[str, str]) -> str:
    known = list(names)
    other = {a: b for one, two in zip(known[::2], known[1::2], strict=True) for a, b in ((one, two), (two, one))}
    return re.sub(rf"(?<![\w-])({'|'.join(other)})(?!\w)", lambda found: other[found.group()], text)


def _roles(text: str, other: dict[str, str]) -> list[tuple[object, ...]]:
    kinds = (ClaimKind.CASUALTIES, ClaimKind.DETENTION, ClaimKind.DAMAGE)
    return [
        (one.number, one.mode, one.stance, *({other.get(p, p) for p in who} for who in (one.perpetrators, one.targets)))
        for one in claims.find_claims(text, item="invented", theatre="syria")
        if one.kind in kinds
    ]


@pytest.mark.parametrize("text", _invented(*ENGLISH))
def test_exchanging_the_sides_of_a_sentence_exchanges_the_answer(text):
    """E18 and DESIGN 11.4: who did it and to whom follows from the words, whichever side they name."""
    slugs = list(dict.fromkeys(ENGLISH[0].values()))
    other = dict(zip(slugs, (slugs[k ^ 1] for k in range(len(slugs))), strict=True))

    assert _roles(_exchanged(text, ENGLISH[0]), {}) == _roles(text, other)


SHAPES = (
    "{A} killed 12 civilians in Tel Warda.",
    "12 civilians were killed when {A} shelled a village held by {B}.",
    "{A} shelled positions of {B}, killing 12 fighters.",
    "{A} accused {B} of executing 65 people.",
    "12 members of {B} were killed in an attack by {A}.",
    "12 people were killed in clashes between {A} and {B}.",
    "Either {A} or {B} killed 12 civilians.",
    "{A} captured Tel Warda from {B}.",
    "Rockets fired by {A} at an area under the control of {B} killed 12 civilians.",
    "12 civilians were killed by shelling that {A} blamed on {B}.",
    "12 prisoners held by {A} were executed by {B}.",
    "12 civilians detained by {A} were later executed by {B}.",
    "{B} said 12 civilians were killed by {A}.",
    "12 civilians were killed in an area held by {A} by rockets from {B}.",
    "{A} denied that it killed 12 civilians.",
)
SIDES = (
    "the Syrian army",
    "government forces",
    "opposition fighters",
    "the SDF",
    "ISIS",
    "Russian forces",
    "Turkish forces",
    "Kurdish forces",
)
ARABIC_SHAPES = (
    "قتلت {A} 12 مدنيا في تل وردة.",
    "مقتل 12 مدنيا في قصف {A} على قرية تسيطر عليها {B}.",
    "قصفت {A} مواقع {B} ما أدى إلى مقتل 12 مقاتلا.",
    "أعلنت {A} أن {B} قتلت 12 مدنيا.",
    "مقتل 12 عنصرا من {B} على يد {A}.",
    "أعلنت {A} مقتل 12 من عناصر {B}.",
    "مقتل 12 شخصا في اشتباكات بين {A} و{B}.",
    "قتلت {A} أو {B} 12 مدنيا.",
    "سيطرت {A} على تل وردة بعد انسحاب {B}.",
    "مقتل 12 مدنيا بصواريخ أطلقتها {A} على منطقة خاضعة لسيطرة {B}.",
    "مقتل 12 مدنيا برصاص {A} قرب حاجز {B}.",
)
ARABIC_SIDES = (
    "قوات النظام",
    "فصائل المعارضة",
    "قوات سوريا الديمقراطية",
    "هيئة تحرير الشام",
    "القوات الروسية",
    "القوات التركية",
)


def _by_letter(shape: str, one: str, two: str) -> list[tuple[object, ...]]:
    """Return what a shape says of two sides, who are A and B in the answer."""
    text = shape.format(A=one, B=two)
    letters = {slug: letter for name, letter in ((one, "A"), (two, "B")) for slug in _named_alone(name)}
    return sorted(map(repr, _roles(text[0].upper() + text[1:], letters)))


def _named_alone(side: str) -> tuple[str, ...]:
    shape = SHAPES[0] if side.isascii() else ARABIC_SHAPES[0]
    return claims.find_claims(shape.format(A=side[0].upper() + side[1:]), item="invented", theatre="syria")[
        0
    ].perpetrators


@pytest.mark.parametrize(
    ("shape", "sides"),
    [*((one, SIDES) for one in SHAPES), *((one, ARABIC_SIDES) for one in ARABIC_SHAPES)],
)
def test_whichever_two_sides_a_sentence_names_its_answer_is_the_same(shape, sides):
    """E18 and DESIGN 11.4: the shape of the sentence decides who did it and to whom, for any two sides."""
    pairs = [(a, b) for a, b in itertools.permutations(sides, 2) if _named_alone(a) != _named_alone(b)]
    answers = {str(_by_letter(shape, *pair)): pair for pair in pairs}

    assert len(answers) == 1, answers


def test_the_members_of_the_syrian_democratic_forces_are_not_those_of_the_state_of_syria():
    """E18: a name that holds the name of another side is read whole."""
    (told,) = claims.find_claims("مقتل 12 من عناصر قوات سوريا الديمقراطية.", item="invented", theatre="syria")

    assert told.targets == ("sdf",)


def test_prisoners_are_killed_by_those_who_killed_them_and_not_by_those_who_held_them():
    """DESIGN 11.4: two frames, each with its own doer."""
    text = "12 prisoners captured by ISIS were executed by the rebels."
    told = claims.find_claims(text, item="invented", theatre="syria")

    assert [(one.kind.value, one.perpetrators) for one in told] == [
        ("detention", ("isis",)),
        ("casualties", ("rebels",)),
    ]
