"""The same register under other methods: proof per element, other numbers for words, grades, types of violence."""

from __future__ import annotations

from datetime import date

import pytest
from tests.counting import Example, day, exactly, shipped_rules

from sijill import methodology, wording
from sijill.methodology import MethodologyNotAdopted, in_force
from sijill.methodology._diff import Treatment
from sijill.methodology._numbers import soften
from sijill.methodology._verification import lacking
from sijill.model import Attribution, AttributionMode, CivilianStatus, Rank, Verification
from sijill.model.entries import AdoptedMethodology
from sijill.values import CountRange, Language


def dozens() -> CountRange:
    """Return "dozens" as a claim holds it: what it is worth is a rule."""
    return CountRange(24, None, hedge="dozens of")


# -- independence ----------------------------------------------------------------------------------------------------


def test_ten_copies_of_one_origin_are_one_origin():
    """R-OH.2: two outlets repeating one origin count once."""
    register = Example()
    incident = register.incident(5)
    for number in range(10):
        register.say(incident, "incident", "killed", exactly(5), source=f"outlet {number}", origin="one photograph")
    register.origins = dict.fromkeys([f"claim-{seq}" for seq, _ in register.statements], "one photograph")

    assert register.assess(incident).origins == 1
    assert register.assess(incident).verification is Verification.REPORTED


def test_a_person_s_decision_is_no_origin_and_lifts_only_what_is_corroborated():
    """R-OH.1: reported, corroborated, verified."""
    register = Example()
    incident = register.incident(5)
    register.say(incident, "incident", "killed", exactly(5), decided=True, rank=Rank.PREFERRED)
    alone = register.assess(incident)
    register.say(incident, "incident", "killed", exactly(5), source="a hospital", rank=Rank.PREFERRED)

    assert (alone.origins, alone.verification) == (1, Verification.REPORTED)
    assert register.assess(incident).verification is Verification.VERIFIED


def told_by(register: Example, incident: str, source: str, *, party: bool = True) -> None:
    """Let a source tell date, place, act, number and (or not) the party of an incident."""
    told = {"happened_on": day("2020-05-10"), "governorate": "Aleppo", "cause": "shelling", "killed": exactly(5)}
    told |= {"attribution": Attribution.to("russia")} if party else {}
    for name, value in told.items():
        register.say(incident, "incident", name, value, source=source)


def test_each_factual_element_needs_two_origins_of_its_own():
    """R-OH.2: date, place, victim, act, perpetrator; three sources in all."""
    register = Example("ohchr")
    incident = register.incident(None, None, happened_on=None, governorate=None)
    told_by(register, incident, "a witness")
    told_by(register, incident, "a hospital", party=False)
    told_by(register, incident, "a monitor", party=False)
    record = register.get(incident)

    assert lacking(record, register.rules, register.grounds) == ("perpetrator",)
    assert register.assess(incident).waits
    told_by(register, incident, "a photographer")
    assert register.assess(incident).verification is Verification.CORROBORATED
    assert register.total(clock="died")[1] == 5


def test_what_waits_for_corroboration_says_so():
    """R-OH.3: pending-corroboration note."""
    register = Example("ohchr")
    incident = register.incident(5)

    assert "pending_corroboration" in register.assess(incident).flags
    assert register.units().waiting == (incident,)


def test_girls_and_boys_are_given_apart_where_the_method_wants_them():
    """R-OH.3: men, women, girls, boys, unknown."""
    register = Example("vdc")
    register.victim(age=exactly(9), sex=None)
    register.victim(age=exactly(40), sex=None)

    groups = register.toll(clock="died").total.groups

    assert (groups["children"].best, groups["girls"].best, groups["boys"].best) == (1, 0, 0)


# -- numbers ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "low", "best", "high"), [("acled_like", 12, 12, 12), ("snhr", 24, 24, 99)])
def test_dozens_is_worth_what_the_method_says_from_the_same_claim(method, low, best, high):
    """R-AC.2 and V-HEDGE: 12 here, 24 to 99 there."""
    register = Example(method)
    register.incident(dozens())

    figure = register.toll(clock="died").total.figure

    assert (figure.low, figure.best, figure.high, figure.soft) == (low, best, high, best)


@pytest.mark.parametrize(
    ("said", "softened"),
    [
        (CountRange(300, 300, hedge="about"), (270, 330)),
        (CountRange(None, 1199, hedge="almost"), (1079, 1199)),
        (CountRange(20000, None, hedge="tens of thousands of"), (20000, 99999)),
        (CountRange(20, None, hedge="عشرات"), (20, 99)),
        (CountRange(44, None, hedge="at least"), (44, None)),
        (CountRange(44, None, hedge="ما لا يقل عن"), (44, None)),
        (CountRange(44, 44, hedge="ما مجموعه"), (44, 44)),
        (CountRange(300, 300, hedge="ما يقارب"), (270, 330)),
        (CountRange(None, 300, hedge="up to"), (None, 300)),
    ],
)
def test_a_hedge_gives_soft_bounds_and_hard_words_stay(said, softened):
    """V-HEDGE."""
    found = soften(said, shipped_rules("snhr"))

    assert (found.low, found.high) == softened


def test_ucdp_takes_the_preferred_account_between_the_lowest_and_the_highest_reliable():
    """R-UC.3."""
    register = Example("ucdp_ged")
    incident = register.incident(8)
    register.say(incident, "incident", "killed", exactly(20), source="SOHR")
    register.say(incident, "incident", "killed", exactly(13), source="a hospital")

    assert register.total(clock="died") == (8, 13, 20)


def test_the_best_number_of_a_source_is_its_own_and_a_methodology_says_whether_it_counts():
    """R-UC.3: low 1, best 3, high 9 is counted as 3 by UCDP, and as the certain 1 by a rule that takes the low end."""
    said = CountRange(1, 9, best=3)
    for name, counted in (("ucdp_ged", (1, 3, 9)), ("snhr", (1, 1, 9))):
        register = Example(name)
        register.incident(said)

        assert register.total(clock="died") == counted


def test_ucdp_leaves_out_what_no_organised_actor_did_and_what_killed_nobody():
    """R-UC.1."""
    register = Example("ucdp_ged")
    register.incident(5, Attribution.unknown("landmine"))
    register.incident(0)

    assert register.total(clock="died") == (0, 0, 0)


def test_ucdp_tells_the_three_types_of_violence_apart():
    """R-UC.2."""
    register = Example("ucdp_ged")
    register.incident(3)
    register.incident(4, civilian_status=CivilianStatus.COMBATANT)
    register.incident(5, "rebels", civilian_status=CivilianStatus.COMBATANT)

    assert register.rows("violence", clock="died") == {"one_sided": 3, "state_based": 4, "non_state": 5}


def test_acled_gives_one_row_and_no_side():
    """R-AC.2: fatalities are not attributed to sides."""
    register = Example("acled_like")
    register.incident(3)
    register.incident(4, "rebels")

    assert register.rows(clock="died") == {"event": 7}


def test_an_admission_confirms_an_incident_and_one_source_alone_is_weak():
    """AW.2: confirmed, fair, weak, contested, discounted."""
    register = Example("airwars_like")
    admitted = register.incident(3, None)
    said = Attribution(AttributionMode.SINGLE, ("us_coalition",), claimed_by=("us_coalition",))
    register.say(admitted, "incident", "attribution", said)
    weak = register.incident(4)

    assert register.assess(admitted).classes["grade"] == "confirmed"
    assert register.assess(weak).classes["grade"] == "weak"
    assert register.total(clock="died")[1] == 3


# -- versions, differences, memory -----------------------------------------------------------------------------------


def adopted(version: str, effective_on: str) -> AdoptedMethodology:
    return AdoptedMethodology(f"m-{version}", "snhr", version, "d" * 64, effective_on)


MAY_ENDS, JUNE_ENDS = date(2020, 5, 31), date(2020, 6, 30)
VERSIONS = [(10, adopted("1", "2011-06-01")), (20, adopted("2", "2020-06-01")), (30, adopted("3", "2020-06-01"))]


@pytest.mark.parametrize(
    ("end", "seq", "version"),
    [
        (date(2020, 5, 31), 99, "1"),
        (date(2020, 6, 30), 99, "3"),
        (date(2020, 6, 30), 25, "2"),
        (date(2020, 6, 30), 12, "1"),
    ],
)
def test_a_window_is_counted_by_the_newest_version_known_by_then_and_in_force_on_its_last_day(end, seq, version):
    assert in_force(VERSIONS, window_end=end, seq=seq).version == version


def test_a_version_can_be_pinned():
    assert in_force(VERSIONS, window_end=date(2020, 5, 31), seq=99, methodology="snhr", version="2").version == "2"


def test_no_version_in_force_is_said():
    with pytest.raises(MethodologyNotAdopted, match="entry 5"):
        in_force(VERSIONS, window_end=date(2020, 5, 31), seq=5)


def test_a_difference_of_two_methods_lists_the_cases_that_move_and_why():
    register = Example()
    fighter = register.victim(civilian_status=CivilianStatus.COMBATANT)
    register.victim()

    moves = methodology.diff(register.records(), shipped_rules("snhr"), shipped_rules("vdc"))

    assert [(move.record, move.a.standing, move.b.standing) for move in moves] == [
        (fighter, Treatment.LEFT_OUT, Treatment.COUNTED)
    ]
    assert "S1.7" in {why.rule for why in moves[0].reasons}


def test_every_rule_that_fired_is_said_in_both_languages_with_the_labels_of_the_method():
    register = Example()
    assessment = register.assess(register.victim("russia"))

    english = [wording.reason_line(why, Language.EN, register.rules) for why in assessment.why]
    arabic = [wording.reason_line(why, Language.AR, register.rules) for why in assessment.why]

    assert "Held responsible: Russian forces. (S1.22)" in english
    assert any("القوات الروسية" in line for line in arabic)
    assert "international law" in register.rules.rule_text("S1.1", "en")


def test_only_what_changed_is_assessed_again_and_a_withdrawal_is_a_change():
    register = Example()
    victims = [register.victim() for _ in range(3)]
    late = register.say(victims[0], "victim", "cause", "disease")
    cache = Counting()
    methodology.assess_all(register.records(), register.rules, cache=cache)

    register.retract(late)
    again = methodology.assess_all(register.records(), register.rules, cache=cache)

    assert cache.made == [*victims, victims[0]]
    assert again[victims[0]].countable


class Counting(methodology.MemoryCache):
    """Remembers, and says what was made."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []

    def put(self, key, assessment):
        self.made.append(key[0])
        super().put(key, assessment)
