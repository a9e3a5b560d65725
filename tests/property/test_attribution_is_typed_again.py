"""Who is held responsible is read back as a page prints it, in both languages, at every door (issue 15, point 1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill import methodology
from sijill.actions.tables import cell_value
from sijill.model import Attribution, AttributionMode, from_json
from sijill.model.parties import Parties, UnknownParty
from sijill.values import Language
from sijill.wording.attribution import attributed

PARTIES = st.sampled_from([slug for slug in Parties.load().slugs() if slug != "unknown"])
SOME = st.lists(PARTIES, max_size=2, unique=True).map(tuple)
LEAST = {
    AttributionMode.SINGLE: (1, 1),
    AttributionMode.JOINT: (2, 4),
    AttributionMode.JOINT_UNDETERMINED: (2, 4),
    AttributionMode.ONE_OF_TWO: (2, 2),
    AttributionMode.DISPUTED: (1, 4),
    AttributionMode.UNKNOWN: (0, 0),
}


@st.composite
def attributions(draw: st.DrawFn) -> Attribution:
    """Draw who is held responsible, with what the parties say of themselves."""
    mode = draw(st.sampled_from(AttributionMode))
    least, most = LEAST[mode]
    named = tuple(draw(st.lists(PARTIES, min_size=least, max_size=most, unique=True)))
    cause = draw(st.sampled_from((None, *methodology.cause_labels())))
    return Attribution(mode, named, cause, draw(SOME), draw(SOME))


@given(attributions(), st.sampled_from(Language))
def test_what_a_page_prints_can_be_typed_again(value: Attribution, language: Language) -> None:
    read = cell_value("incident", "attribution", attributed(value, language))

    assert from_json(Attribution, read) == value


@pytest.mark.parametrize(
    ("typed", "mode", "parties"),
    [
        ("joint: russia + syrian_gov", "joint", ("russia", "syrian_gov")),
        ("one of: rebels / sdf", "one_of_two", ("rebels", "sdf")),
        ("Russia, Syrian Government", "joint_undetermined", ("russia", "syrian_gov")),
        ("Russia and the Syrian government", "joint_undetermined", ("russia", "syrian_gov")),
        ("Russia or Syrian Government", "one_of_two", ("russia", "syrian_gov")),
        ("روسيا أو النظام السوري", "one_of_two", ("russia", "syrian_gov")),
        ("روسيا والنظام السوري", "joint_undetermined", ("russia", "syrian_gov")),
        ("disputed: russia, sdf", "disputed", ("russia", "sdf")),
        ("Russian Military, Russia", "single", ("russia",)),
        ("Turkish Military", "single", ("turkey",)),
        ("Unidentified", "unknown", ()),
        ("denied: russia", "unknown", ()),
    ],
)
def test_several_parties_in_one_cell(typed: str, mode: str, parties: tuple[str, ...]) -> None:
    """Case 10."""
    read = from_json(Attribution, cell_value("incident", "attribution", typed))

    assert (read.mode.value, read.parties) == (mode, parties)


def test_what_parties_say_of_themselves_stands_behind_a_semicolon() -> None:
    read = from_json(Attribution, cell_value("incident", "attribution", "russia; denied: russia; claimed by: isis"))

    assert (read.parties, read.denied_by, read.claimed_by) == (("russia",), ("russia",), ("isis",))


@pytest.mark.parametrize(
    "typed", ["Martians", "russia, martians", "one of: russia / martians", "russia; whatever: isis"]
)
def test_a_party_that_nobody_knows_is_refused(typed: str) -> None:
    with pytest.raises(UnknownParty):
        cell_value("incident", "attribution", typed)
