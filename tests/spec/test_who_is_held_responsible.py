"""Whom a death is filed under (SNHR, May 2020: S1.3, S1.4, S1.22; R-EC.8, C4, C5)."""

from __future__ import annotations

from tests.counting import Example, day

from sijill.model import Attribution, AttributionMode, Rank

AIR_STRIKE = Attribution(AttributionMode.JOINT_UNDETERMINED, ("syrian_gov", "russia"))


def test_a_sub_party_counts_in_the_row_of_the_body_it_belongs_to():
    """S1.22: the Syrian air force is Syrian government forces."""
    register = Example()
    register.victim("syrian_air_force")

    assert register.rows() == {"syrian_gov": 1}


def test_hts_has_a_part_of_its_own_under_the_extremist_groups():
    """S1.22: printed as a part, not added beside its row."""
    register = Example()
    register.victim("hts")

    row = register.toll().rows[0]

    assert (row.key, [part.key for part in row.parts]) == ("extremist_islamist", ["hts"])


def test_two_parties_that_attack_together_are_held_jointly_responsible():
    """S1.3: Syrian and Russian air strikes, until one is likely or coordination is proved."""
    register = Example()
    register.victim(AIR_STRIKE)

    assert register.rows() == {"joint": 1}


def test_a_death_with_coordination_proved_stays_joint():
    """S1.3: coordination proved makes them joint for good; nobody is split."""
    register = Example()
    register.victim(Attribution(AttributionMode.JOINT, ("syrian_gov", "russia")))

    assert register.rows() == {"joint": 1}


def test_between_two_possible_parties_a_death_goes_to_other_parties():
    """S1.4: near a front line, with weapons both sides have."""
    register = Example()
    victim = register.victim(Attribution(AttributionMode.ONE_OF_TWO, ("rebels", "sdf")))

    assert register.rows() == {"other": 1}
    assert "S1.4" in register.assess(victim).rules


def test_two_possible_units_of_one_body_are_that_body():
    """S1.22: whichever of them did it, the row is the same."""
    register = Example()
    register.victim(Attribution(AttributionMode.ONE_OF_TWO, ("tiger_forces", "republican_guard")))

    assert register.rows() == {"syrian_gov": 1}


def test_nobody_known_goes_to_other_parties_under_what_killed():
    """S1.23: landmines, fires, unidentified bombings, unknown persons."""
    register = Example()
    register.victim(Attribution.unknown("landmine"))

    row = register.toll().rows[0]

    assert (row.key, [part.key for part in row.parts]) == ("other", ["landmine"])


def test_a_source_that_names_nobody_is_not_the_same_as_unknown():
    """A record that says nothing goes to the row that says so, never to "other parties"."""
    register = Example()
    register.victim(None)

    assert register.rows() == {"not_stated": 1}


def test_sources_that_name_different_parties_leave_it_open():
    """C4 and S1.4: undetermined until the evidence suffices."""
    register = Example()
    victim = register.victim("syrian_gov")
    register.say(victim, "victim", "attribution", Attribution.to("russia"), source="SOHR")

    assert register.rows() == {"other": 1}
    assert "disputed" in register.assess(victim).flags


def test_a_person_may_settle_a_contested_responsibility_with_a_reason():
    """R-EC.7: the preferred value decides, its rivals stay."""
    register = Example()
    victim = register.victim("syrian_gov")
    register.say(victim, "victim", "attribution", Attribution.to("russia"), source="SOHR", rank=Rank.PREFERRED)

    assert register.rows() == {"russia": 1}
    assert len(register.get(victim).rivals("attribution")) == 2


def test_a_source_that_revises_its_attribution_contradicts_nobody():
    """C5: first JFS, later Ahrar al-Sham, by the same source."""
    register = Example()
    victim = register.victim("jn")
    register.say(victim, "victim", "attribution", Attribution.to("ahrar_al_sham"))

    assert register.rows() == {"rebels": 1}


def test_a_source_that_names_the_body_and_one_that_names_its_part_agree():
    """S1.22: "government forces" and "the air force" are one answer, the finer kept."""
    register = Example()
    victim = register.victim("syrian_gov")
    register.say(victim, "victim", "attribution", Attribution.to("syrian_air_force"), source="SOHR")

    assert register.rows() == {"syrian_gov": 1}


def test_unknown_contradicts_nobody():
    """C18: partial confirmation: the death yes, by whom not known."""
    register = Example()
    victim = register.victim("russia")
    register.say(victim, "victim", "attribution", Attribution.unknown("unidentified_bombing"), source="SOHR")

    assert register.rows() == {"russia": 1}


def test_what_a_party_says_of_its_enemy_never_decides_alone():
    """R-EC.8: an accusation by a party to the conflict."""
    register = Example()
    victim = register.victim(None)
    register.say(victim, "victim", "attribution", Attribution.to("rebels"), source="Syrian Army")

    assert register.rows() == {"other": 1}
    assert "R-EC.8" in register.assess(victim).rules


def test_a_party_s_word_counts_for_nothing_against_an_independent_source():
    """R-EC.8: the party's denial or accusation does not make it contested."""
    register = Example()
    victim = register.victim("syrian_gov")
    register.say(victim, "victim", "attribution", Attribution.to("rebels"), source="Syrian Army")

    assert register.rows() == {"syrian_gov": 1}


def test_membership_of_an_alliance_is_judged_by_the_day_of_the_event():
    """S0.3: dated membership; the tree comes first, so a group with a row above it stays there."""
    register = Example()
    register.victim("ahrar_al_sham", died_on=day("2016-05-05"), documented_on=day("2020-05-05"))

    assert register.rows() == {"rebels": 1}
