"""One number, whoever asks and however: what a person's record leaves open, what is left out, which words count."""

from __future__ import annotations

import pytest
from tests.counting import Example, at_least, beside, day, exactly, shipped_rules

from sijill import methodology, tolls, wording
from sijill.methodology._verification import lacking
from sijill.model import Attribution, AttributionMode, CivilianStatus, Outcome, Sex
from sijill.model.figures import Definition, Note, UnreadableFigureId
from sijill.tolls import Question, UnknownKey, UnknownMeasure, UnknownReason, units
from sijill.tolls.axes import NotBrokenDown, OverlappingAxis, UnknownAxis
from sijill.values import Language, Period, UnknownWord

METHODS = methodology.shipped()


def attacked(register: Example, people: int = 2, *, party: str = "russia", **of_each: object) -> str:
    """Record an incident that names party, cause and place, with persons of whom only the names are known."""
    incident = register.incident(None, party, cause="shelling", place="Invented Town")
    for _ in range(people):
        register.victim(None, incident=incident, died_on=None, documented_on=None, **of_each)
    return incident


def corroborated(register: Example) -> None:
    """Let two more invented sources say all that was said, so that every methodology may count it."""
    for _, one in list(register.statements):
        if one.subject_kind in ("incident", "victim"):
            for source in ("a hospital (invented)", "a witness (invented)"):
                register.say(one.subject, one.subject_kind, one.property, one.value, source=source)


# -- what a person in an incident takes from it ------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
def test_persons_of_whom_only_names_are_known_count_with_the_party_of_their_incident(method):
    """DESIGN 6, R-UC.1, S1.22: the report of the attack names who did it, the list of the dead who died."""
    register = Example(method)
    attacked(register)
    corroborated(register)

    row = "event" if method == "acled_like" else "russia"
    assert register.rows(clock="died") == {row: 2}


def test_a_person_takes_party_cause_place_and_days_from_the_incident_and_keeps_their_own():
    """DESIGN 6: what a record states itself is never touched."""
    register = Example()
    incident = register.incident(None, "russia", cause="shelling", place="Invented Town")
    silent = register.victim(None, incident=incident, died_on=None, documented_on=None)
    own = register.victim("rebels", incident=incident, died_on=day("2020-05-12"), cause="shooting")

    assessed = methodology.assess_all(register.records(), register.rules, cache=methodology.MemoryCache())

    assert (assessed[silent].filing.bucket, assessed[silent].filing.cause) == ("russia", "shelling")
    assert (assessed[own].filing.bucket, assessed[own].filing.cause) == ("rebels", "shooting")


def test_a_weapon_of_a_person_s_own_answers_for_the_cause_too():
    """V-WEAPON: shot by a sniper in a shelled street, a person died of the shot."""
    register = Example("vdc")
    incident = register.incident(None, "russia", cause="shelling")
    person = register.victim(None, incident=incident, weapon="sniper")

    assessed = methodology.assess_all(register.records(), register.rules, cache=methodology.MemoryCache())

    assert assessed[person].filing.cause == "shooting"


def test_a_person_whom_an_uncounted_and_a_counted_incident_claim_takes_from_the_counted_one():
    """R-HU.3: where they count is where their party is known."""
    register = Example()
    first = register.incident(None, "rebels", violation=False)
    second = register.incident(None, "russia")
    person = register.victim(None, incident=first)
    register.act(person, second)

    assert register.rows() == {"russia": 1}


def test_a_birth_date_and_the_day_of_the_incident_make_a_child():
    """S1.13: the age at death follows from the day on which the incident happened."""
    register = Example()
    incident = register.incident(None)
    register.victim(incident=incident, died_on=None, age=None, born=day("2010-03-01"))

    assert register.toll().total.groups["children"].best == 1


def test_elements_that_the_incident_proves_are_proved_for_its_dead():
    """R-OH.2: each element needs two origins, and the incident's own words on place and party are such."""
    register = Example("ohchr")
    incident = attacked(register, 1)
    corroborated(register)
    found = {one.id: one for one in register.records()}
    person = next(one for one in found.values() if one.kind == "victim")

    alone = lacking(person, register.rules, register.grounds)
    assessed = methodology.assess(person, register.rules, register.grounds, incident=found[incident])

    assert "perpetrator" in alone
    assert assessed.countable


# -- known by name -----------------------------------------------------------------------------------------------------


def test_a_list_of_names_counts_nobody_without_one():
    """VDC.1: persons are listed one by one; a record of an unnamed body is kept and told."""
    register = Example("vdc")
    register.victim()
    register.victim(name=None)
    incident = register.incident(9)
    register.victim(incident=incident)
    register.victim(incident=incident, name=None)

    toll = register.toll(clock="died")

    assert toll.total.figure.best == 2
    assert [(note.code, note.rule, note.records) for note in toll.notes] == [
        ("not_named", "VDC.1", 2),
        ("no_names", "VDC.1", 1),
    ]


def test_a_number_without_names_is_not_counted_by_a_list_of_names():
    """VDC.1."""
    register = Example("vdc")
    register.incident(9)

    toll = register.toll(clock="died")

    assert toll.total.figure.best == 0
    assert [(note.reason, note.code) for note in toll.notes] == [("left_out", "no_names")]


@pytest.mark.parametrize("method", ["snhr", "ucdp_ged", "acled_like"])
def test_where_numbers_count_a_person_without_a_name_is_one(method):
    """S1.12: an unnamed body that somebody documented is a documented death."""
    register = Example(method)
    register.victim(name=None)

    assert register.total(clock="died")[1] == 1


# -- rows and their parts ----------------------------------------------------------------------------------------------


def test_an_actor_without_a_row_is_an_organised_actor_all_the_same():
    """R-UC.1: "other" is a row of the table, not the absence of an actor."""
    register = Example("ucdp_ged")
    register.incident(4, "hezbollah")
    register.incident(3, Attribution(AttributionMode.ONE_OF_TWO, ("russia", "syrian_gov")))
    register.incident(2, Attribution.unknown())
    register.incident(1, None)

    toll = register.toll(clock="died")

    assert {row.key: row.figure.best for row in toll.rows}.get("not_stated") is None
    assert toll.total.figure.best == 7
    assert beside(toll) == {"left_out": 2}
    assert {note.code for note in toll.notes} == {"no_actor"}


@pytest.mark.parametrize("method", METHODS)
def test_every_table_has_one_row_for_others_and_another_for_a_party_not_stated(method):
    """S1.4: the role of each row is its own."""
    rows = shipped_rules(method).buckets

    assert [sum(getattr(row, role) for row in rows) for role in ("other", "not_stated")] == [1, 1]
    assert not any(row.other and row.not_stated for row in rows)


def test_a_party_without_a_row_of_its_own_has_its_name_under_other_parties():
    """S1.22: Turkey has no row in this table; who did it is known all the same."""
    register = Example()
    register.incident(4, "turkey", cause="shelling")
    register.incident(3, Attribution.unknown("landmine"))

    row = next(row for row in register.toll().rows if row.key == "other")

    assert [(part.key, part.label["en"], part.figure.best) for part in row.parts] == [
        ("landmine", "Landmines of unknown origin", 3),
        ("turkey", "Turkish forces", 4),
    ]


def test_a_method_that_files_nobody_by_party_keeps_the_causes():
    """R-AC.2."""
    register = Example("acled_like")
    register.incident(4, "turkey", cause="shelling")

    (row,) = register.toll(clock="died").rows

    assert [(part.key, part.figure.best) for part in row.parts] == [("shelling", 4)]


def test_proved_coordination_is_said_apart_from_shares_that_nobody_determined():
    """S1.3: held jointly responsible until coordination is proved; then that is what is said."""
    register = Example()
    register.incident(4, Attribution(AttributionMode.JOINT, ("russia", "syrian_gov")))
    register.incident(3, Attribution(AttributionMode.JOINT_UNDETERMINED, ("russia", "syrian_gov")))

    row = next(row for row in register.toll().rows if row.key == "joint")

    assert [(part.label["en"], part.figure.best) for part in row.parts] == [
        ("Together, coordination proved", 4),
        ("Together, shares not determined", 3),
    ]


def test_a_party_called_unknown_is_nobody():
    """R-UC.1: "unknown gunmen" filed under the tree's word for them name no actor."""
    register = Example("ucdp_ged")
    incident = register.incident(4, "unknown")

    assert register.assess(incident).because == methodology.Why("R-UC.1", "no_actor")


# -- weapons -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "weapon", "cause"),
    [
        ("vdc", "barrel_bomb", "air_strike"),
        ("vdc", "execution", "field_execution"),
        ("acled_like", "airstrike", "air_strike"),
        ("acled_like", "Air strike", "air_strike"),
        ("acled_like", "siege", None),
        ("snhr", "landmine", "landmine"),
    ],
)
def test_a_weapon_tells_the_cause_where_no_source_names_one(method, weapon, cause):
    """V-WEAPON, VDC.4: which weapon belongs to which cause is written in the methodology's file."""
    register = Example(method)
    incident = register.incident(4, Attribution.unknown(), weapon=weapon)

    assert register.assess(incident).filing.cause == cause


def test_a_cause_that_a_source_names_goes_before_the_weapon():
    """V-WEAPON."""
    register = Example("vdc")
    incident = register.incident(4, weapon="airstrike", cause="chemical")

    assert register.assess(incident).filing.cause == "chemical"


def test_a_class_of_unknown_perpetrators_takes_in_nobody_whose_perpetrator_is_named():
    """S1.23: "landmines of unknown origin" is no word for a mine that a named party laid."""
    register = Example()
    incident = register.incident(4, "isis", weapon="landmine")

    assert register.assess(incident).filing.cause is None


@pytest.mark.parametrize("method", METHODS)
def test_every_weapon_of_a_file_is_a_word_of_the_vocabulary(method):
    """V-WEAPON: a misspelt weapon would map nothing and say nothing."""
    from sijill.language import Weapons

    known = [one.slug for one in Weapons.load().entries]

    assert methodology.check(methodology.shipped_bytes(method), weapons=known) == ()


def test_a_misspelt_weapon_and_a_cause_that_is_none_are_named_with_their_lines():
    """R-EC.2: a file is checked before anything is counted by it."""
    content = methodology.shipped_bytes("vdc").decode().replace('sniper = "shooting"', 'snipper = "shoting"')

    reasons = [str(one) for one in methodology.check(content.encode(), weapons=["sniper"])]

    assert any("did you mean sniper?" in reason for reason in reasons)
    assert any("'shoting', which is no cause" in reason for reason in reasons)


# -- words of a question -----------------------------------------------------------------------------------------------


@pytest.fixture
def register():
    """Two incidents and a person, by two parties."""
    register = Example()
    register.incident(9, children=exactly(3), women=exactly(2), weapon="airstrike", groups=("medical",))
    register.incident(4, "russia", governorate="Idlib")
    register.victim(sex=Sex.FEMALE)
    return register


@pytest.mark.parametrize(
    ("axis", "key", "meant"),
    [
        ("party", "rusia", "russia"),
        ("part", "landmines", "landmine"),
        ("part", "turky", "turkey"),
        ("cause", "tortur", "torture"),
        ("governorate", "Alepo", "Aleppo"),
        ("month", "2020-5", "2020-05"),
        ("verification", "reportd", "reported"),
        ("status", "civil", "civilian"),
        ("group", "childrn", "children"),
        ("listed_group", "medcal", "medical"),
        ("violence", "onesided", "one_sided"),
        ("grade", "fare", "fair"),
        ("weapon", "airstrik", "airstrike"),
        ("sex", "femal", "female"),
        ("violation", "yess", "yes"),
    ],
)
@pytest.mark.parametrize("ask", ["toll", "crosstab", "figure", "uncounted"])
def test_a_misspelt_key_is_refused_with_the_word_that_is_meant(register, ask, axis, key, meant):
    """E17: it would otherwise count nobody, and a nought looks like an answer."""
    found, question = register.units(), register.question(**{axis: key})
    asked = {
        "toll": lambda: tolls.toll(found, question, axis="party"),
        "crosstab": lambda: tolls.crosstab(found, question, ("party",)),
        "figure": lambda: tolls.figure(found, Definition.parse(question.definition().id)),
        "uncounted": lambda: tolls.uncounted(found, question),
    }

    with pytest.raises(UnknownKey) as refused:
        asked[ask]()

    assert refused.value.places["nearest"] == meant


def test_a_key_that_nobody_holds_now_but_that_exists_counts_nought(register):
    """E17: no torture documented is an answer; a party that is no party is none."""
    assert register.total(cause="torture") == (0, 0, 0)
    assert register.total(governorate="Hama") == (0, 0, 0)
    assert register.total(month="2019-01") == (0, 0, 0)


def test_a_misspelt_axis_measure_clock_and_place_basis_are_refused_with_the_word_that_is_meant(register):
    """E17."""
    with pytest.raises(UnknownAxis, match="did you mean party"):
        register.toll("prty")
    with pytest.raises(UnknownAxis, match="did you mean governorate"):
        register.total(governorat="Hama")
    with pytest.raises(UnknownMeasure, match="did you mean killed"):
        register.total(measure="kiled")
    good = register.toll().total.figure.id
    for word, wrong, meant in (("documented", "documentd", "documented"), ("killed_in", "kiled_in", "killed_in")):
        with pytest.raises(UnknownWord, match=f"did you mean {meant}"):
            Definition.parse(good.replace(f"/{word}/", f"/{wrong}/"))
    with pytest.raises(UnreadableFigureId):
        Definition.parse("nothing")


def test_groups_that_overlap_head_no_rows_and_are_not_offered_as_such(register):
    """S1.13: medical personnel and victims of torture overlap with all others; one is asked for as a cell."""
    question = register.question()
    for refused in (
        lambda: register.toll("listed_group"),
        lambda: tolls.crosstab(register.units(), question, ("party", "listed_group")),
    ):
        with pytest.raises(OverlappingAxis, match="listed_group=NAME"):
            refused()
    with pytest.raises(UnknownAxis) as misspelt:
        register.toll("listed_grup")
    assert "listed_group" not in misspelt.value.places["words"]
    with pytest.raises(UnknownAxis, match="did you mean listed_group"):
        register.total(listed_grup="medical")
    assert register.total(listed_group="medical") == (0, 0, 9)


def test_only_the_killed_can_be_asked_for_by_group(register):
    """S1.24: injured children are not stated, which is not nought."""
    with pytest.raises(NotBrokenDown):
        register.total(measure="injured", group="children")


def test_a_line_whose_clock_is_no_clock_is_left_out_and_told():
    """S1.5: an old record that says so is not counted by another clock."""
    register = Example()
    register.line(9, clock="banana")

    toll = register.toll()

    assert toll.total.figure.best == 0
    assert [(note.code, note.records) for note in toll.notes] == [("unknown_clock", 1)]


# -- columns inside a cell ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("axis", ["party", "governorate", "group"])
def test_columns_of_a_table_of_children_are_those_that_a_child_can_be_in(register, axis):
    """S1.13: a table of children has no column of women beside it."""
    register.victim(age=exactly(9))
    toll = register.toll(axis, group="children")

    assert toll.total.figure.best == 4
    assert {name: figure.best for name, figure in toll.total.groups.items()} == {"children": 4}
    assert sum(row.figure.best for row in toll.rows) == 4


def test_columns_of_a_table_of_girls_are_girls_and_children():
    """VDC.3."""
    register = Example("vdc")
    register.victim(sex=Sex.FEMALE, age=exactly(9))
    register.victim(sex=Sex.MALE, age=exactly(9))

    groups = register.toll(clock="died", group="girls").total.groups

    assert {name: figure.best for name, figure in groups.items()} == {"children": 1, "girls": 1}


def test_columns_of_a_listed_group_sum_to_its_figure():
    """S1.13: of medical staff among the dead, so many women, so many not broken down."""
    register = Example()
    incident = register.incident(9, women=exactly(2))
    register.victim(incident=incident, sex=Sex.FEMALE, groups=("medical",))
    register.victim(incident=incident, sex=None, groups=("medical",))
    register.victim(sex=None, groups=("medical",))

    total = register.toll(listed_group="medical").total

    assert total.figure.best == 3
    assert {name: figure.best for name, figure in total.groups.items()} == {
        "children": 0,
        "women": 1,
        "men": 0,
        "unknown": 2,
    }


def test_a_listed_group_laid_out_by_a_person_s_axis_counts_each_once():
    """S1.13: by sex, the two medical workers of one incident are two, not four."""
    register = Example()
    incident = register.incident(9)
    register.victim(incident=incident, sex=Sex.FEMALE, groups=("medical",))
    register.victim(incident=incident, sex=Sex.MALE, groups=("medical",))
    register.victim(incident=incident, sex=Sex.MALE)

    assert register.rows("sex", listed_group="medical") == {"female": 1, "male": 1}


# -- what is left out --------------------------------------------------------------------------------------------------


@pytest.fixture
def mixed():
    """One of everything that a table does not count, in and out of May 2020."""
    register = Example()
    register.incident(5)
    register.incident(4, civilian_status=None)
    register.incident(3, civilian_status=None, documented_on=day("2020-07-01"))
    register.incident(2, civilian_status=CivilianStatus.COMBATANT)
    register.incident(2, civilian_status=CivilianStatus.COMBATANT, documented_on=None)
    register.incident(6, documented_on=None)
    register.incident(None)
    register.incident(1, cause="disease")
    register.line(8, window=day("2020-04/2020-06"))
    register.line(8, said_by="an invented list", source="an invented list")
    register.record("victim", statuses=(Outcome.INJURED,), documented_on=day("2020-05-02"))
    return register


def test_what_a_table_does_not_count_is_told_with_rule_and_number(mixed):
    """E17: nothing falls out in silence; what lies outside the window is another window's."""
    assert set(mixed.toll().notes) == {
        Note("waiting", 1, "S1.1", "status_open", (("answer", "wait"),)),
        Note("left_out", 1, "S1.7", "status_not_counted", (("status", "combatant"),)),
        Note("left_out", 1, "S1.7", "status_not_counted", (("status", "combatant"),), True),
        Note("left_out", 1, "S1.1", "cause_excluded", (("cause", "disease"),)),
        Note("left_out", 1, "S1.12", "tally_source"),
        Note("left_out", 1, "S1.1", "outcome"),
        Note("no_number", 1, "S1.12", "no_number"),
        Note("undated", 1),
        Note("spanning", 1),
    }


def test_the_records_beside_a_table_are_as_many_as_its_notes_say(mixed):
    """E17: ``--list`` names them."""
    question, found = mixed.question(), mixed.units()
    listed = tolls.uncounted(found, question)

    assert len(listed) == sum(note.records for note in mixed.toll().notes)
    assert [one.kind for one in tolls.uncounted(found, question, "outcome")] == ["victim"]
    assert len(tolls.uncounted(found, question, "left_out")) == 5
    with pytest.raises(UnknownReason, match="did you mean left_out"):
        tolls.uncounted(found, question, "left_ou")


@pytest.mark.parametrize("reason", [*tolls.REASONS, *methodology.REFUSALS, *units.ODDITIES])
def test_every_reason_has_its_sentence_and_may_be_asked_for_where_nobody_stands_under_it(reason):
    """E17: nobody left out for it is an answer."""
    assert tolls.uncounted(Example().units(), Example().question(), reason) == ()
    assert reason in tolls.REASONS or reason in wording.SENTENCES


def test_notes_are_of_the_cell_asked_for():
    """E17: what waits under one party is not told beside another's figure."""
    register = Example()
    register.incident(4, "russia", civilian_status=None)
    register.incident(5, "isis")

    assert beside(register.toll(party="russia")) == {"waiting": 1}
    assert beside(register.toll(party="isis")) == {}


def test_incidents_of_one_origin_are_graded_weak_and_told_not_passed_over():
    """AW.2: an archive of one source gives a toll of nought and says of how many records, by which rule."""
    register = Example("airwars_like")
    for _ in range(3):
        register.incident(5)

    toll = register.toll(clock="died")

    assert (toll.total.figure.best, toll.notes) == (0, (Note("left_out", 3, "AW.2", "grade", (("grade", "weak"),)),))
    assert wording.note_line(toll.notes[0], Language.EN, register.rules) == (
        "3 records are left out: Grade that is not counted: weak. (AW.2)"
    )
    assert "ضعيفة" in wording.note_line(toll.notes[0], Language.AR, register.rules)


def test_a_person_in_an_incident_that_does_not_count_is_told_by_the_incident_s_rule():
    """E17: named dead are counted, or left out by a rule that is told."""
    register = Example()
    incident = register.incident(3, violation=False)
    register.victim(incident=incident)

    assert register.toll().notes == (Note("left_out", 2, "S1.11", "no_violation"),)


def test_at_least_is_told_as_a_range_beside_the_table():
    """V-HEDGE: what would be added is a number with an open end."""
    register = Example()
    register.incident(at_least(44), civilian_status=None)

    (one,) = tolls.uncounted(register.units(), register.question())

    assert (one.number.low, one.number.high) == (44, None)


def test_a_question_of_another_window_has_other_notes():
    """ST1: the same register, the month after."""
    register = Example()
    register.incident(4, civilian_status=None, documented_on=day("2020-06-03"))
    june = Question(
        Period.parse("2020-06"), register.question().clock, register.question().place_basis, register.rules, 9, {}
    )

    assert beside(register.toll()) == {}
    assert beside(tolls.toll(register.units(), june, axis="party")) == {"waiting": 1}
