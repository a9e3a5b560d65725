"""Values rest on words, rows or a named decision; what is withdrawn stays in the history."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.referees import MemoryLedger, MemoryVault

from sijill import methodology
from sijill.actions import ActionContext, entries
from sijill.actions.entries import BasisMissing, NotAStatement
from sijill.actions.statements import NotThatKind, UnfitValue
from sijill.ledger import UnknownEntry
from sijill.methodology._rules import MethodologyBroken
from sijill.model.cards import UnknownProperty
from sijill.values import BackwardsRange, Language, SijillError, UnknownWord, translate
from sijill.values._edtf import UnreadableDate


def test_a_value_without_any_basis_is_refused(ledger: MemoryLedger, doing: Callable[..., ActionContext]) -> None:
    """Promise 1: nothing is believed without words, a row, or somebody's decision with a reason."""
    with pytest.raises(BasisMissing):
        entries.record_statement(doing(), kind="incident", values={"title": "An invented event"})

    assert ledger.seq == 0


def test_a_range_upside_down_is_refused_and_nothing_is_half_written(
    ledger: MemoryLedger, doing: Callable[..., ActionContext]
) -> None:
    """The good value of the same form is not recorded either."""
    with pytest.raises(BackwardsRange, match="low end 9 lies above high end 4"):
        entries.record_statement(
            doing(), kind="incident", values={"title": "Invented", "killed": {"low": 9, "high": 4}}, reason="typing"
        )

    assert ledger.seq == 0


def test_a_year_with_a_zero_too_many_is_refused(doing: Callable[..., ActionContext]) -> None:
    """Year 0025 is a typing error, not a date."""
    with pytest.raises(UnreadableDate, match="0025"):
        entries.record_statement(doing(), kind="victim", values={"died_on": "0025-05-01"}, reason="typing")


def test_a_property_that_does_not_exist_is_named_with_those_that_do(doing: Callable[..., ActionContext]) -> None:
    """The message lists the properties of the noun."""
    with pytest.raises(UnknownProperty, match="killed"):
        entries.record_statement(doing(), kind="incident", values={"kiled": "3"}, reason="typing")


def test_a_withdrawn_value_no_longer_stands_but_its_history_does(
    ledger: MemoryLedger, doing: Callable[..., ActionContext]
) -> None:
    """Promise 2: nothing is overwritten."""
    done = entries.record_statement(doing(), kind="incident", values={"title": "Invented"}, reason="first reading")

    entries.retract(doing(), done.statements[0], reason="another town was meant")

    assert [one.property for _, one in ledger.statements()] == ["documented_on"]
    assert [entry.kind for entry in ledger.history(done.subject)] == ["statement", "statement", "retraction"]


def test_what_was_withdrawn_cannot_be_withdrawn_again(doing: Callable[..., ActionContext]) -> None:
    """The second person is told."""
    done = entries.record_statement(doing(), kind="incident", values={"title": "Invented"}, reason="reading")
    entries.retract(doing(), done.statements[0], reason="wrong")

    with pytest.raises(NotAStatement):
        entries.retract(doing(), done.statements[0], reason="wrong again")


def test_a_methodology_is_adopted_with_its_bytes(
    ledger: MemoryLedger, vault: MemoryVault, doing: Callable[..., ActionContext]
) -> None:
    """Figures are counted with the sealed bytes, not with the installed file (DESIGN 6)."""
    content = methodology.shipped_bytes("snhr")

    entries.adopt_methodology(doing(), vault, content)

    (entry,) = ledger.entries(kind="methodology")
    assert entry.body is not None
    assert vault.read(entry.body["digest"]) == content


def test_a_broken_methodology_is_not_adopted(
    ledger: MemoryLedger, vault: MemoryVault, doing: Callable[..., ActionContext]
) -> None:
    """A threshold of zero would call every incident a massacre."""
    content = methodology.shipped_bytes("snhr").replace(b"threshold = 5", b"threshold = 0")

    with pytest.raises(MethodologyBroken, match="threshold"):
        entries.adopt_methodology(doing(), vault, content)

    assert ledger.seq == 0


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("incident", {"groups": [{"a": 1}]}),
        ("incident", {"governorate": 5}),
        ("incident", {"title": ["a"]}),
        ("incident", {"title": "Invented\0event"}),
        ("incident", {"open_investigation": "perhaps"}),
        ("incident", {"killed": {"low": 1, "high": 2, "hedge": 3}}),
        ("incident", {"killed": {"low": True, "high": True}}),
        ("incident", {"killed": {"low": 12}}),
        ("incident", {"attribution": {"mode": "unknown", "cause_class": ["fire"]}}),
        ("victim", {"identifiers": {"scheme": "moh"}}),
        ("victim", {"sex": 5}),
    ],
)
def test_a_value_of_another_type_is_refused_with_the_form_that_is_taken(
    kind: str, values: dict[str, object], ledger: MemoryLedger, doing: Callable[..., ActionContext]
) -> None:
    """A value that cannot be read back would stop every figure; the sentence is the field's, in both languages."""
    with pytest.raises(SijillError) as refusal:
        entries.record_statement(doing(), kind=kind, values=values, reason="typing")

    assert ledger.seq == 0
    assert "__init__" not in str(refusal.value)
    assert (type(refusal.value), refusal.value.places) == (UnfitValue, {"property": f"{kind}.{next(iter(values))}"})
    assert translate(Language.AR, refusal.value.message, **refusal.value.places) != str(refusal.value)


def test_a_text_of_several_lines_is_a_text(ledger: MemoryLedger, doing: Callable[..., ActionContext]) -> None:
    """An account has paragraphs."""
    entries.record_statement(doing(), kind="victim", values={"account": "One.\n\n\tTwo."}, reason="as told")

    assert ledger.seq > 0


def test_a_party_is_named_once_in_an_attribution(ledger: MemoryLedger, doing: Callable[..., ActionContext]) -> None:
    """V-PARTY: joint responsibility is that of two parties, and one party twice is one."""
    values = {"attribution": {"mode": "joint", "parties": ["russia", "russia"]}}

    with pytest.raises(UnfitValue, match="party russia is named twice"):
        entries.record_statement(doing(), kind="incident", values=values, reason="typing")

    assert ledger.seq == 0


@pytest.mark.parametrize(
    ("kind", "values", "meant"),
    [
        ("incident", {"attribution": {"mode": "unknown", "cause_class": "landmin"}}, "landmine"),
        ("incident", {"controlled_by": "rusia"}, "russia"),
        ("victim", {"detained_by": "rusia"}, "russia"),
        ("control", {"party": "rusia"}, "russia"),
    ],
)
def test_a_code_is_a_word_of_its_list_wherever_it_stands(
    kind: str, values: dict[str, object], meant: str, ledger: MemoryLedger, doing: Callable[..., ActionContext]
) -> None:
    """HOUSE: a word that a list lacks is refused with the word that is meant."""
    with pytest.raises(UnknownWord, match=f"did you mean {meant}"):
        entries.record_statement(doing(), kind=kind, values=values, reason="typing")

    assert ledger.seq == 0


def test_a_party_is_named_by_any_of_its_names(ledger: MemoryLedger, doing: Callable[..., ActionContext]) -> None:
    """Who held a place is a party of the tree, whatever name the source gives it."""
    entries.record_statement(doing(), kind="incident", values={"controlled_by": "روسيا"}, reason="as told")

    assert [one.value for _, one in ledger.statements() if one.property == "controlled_by"] == ["russia"]


def test_whoever_is_no_party_of_the_tree_is_told_in_both_languages(
    ledger: MemoryLedger, doing: Callable[..., ActionContext]
) -> None:
    """The tree of parties is not the world: a wording in English and Arabic is printed as it stands."""
    told = "Invented armed men | مسلحون متخيَّلون"

    entries.record_statement(doing(), kind="incident", values={"controlled_by": told}, reason="as told")

    assert [one.value for _, one in ledger.statements() if one.property == "controlled_by"] == [told]


@pytest.fixture
def held(doing: Callable[..., ActionContext]) -> dict[str, str]:
    """One invented record of each kind that others name."""
    made = {"victim": {"sex": "female"}, "incident": {"title": "Invented"}, "tally": {"title": "Invented line"}}
    return {
        kind: entries.record_statement(doing(), kind=kind, values=values, reason="invented").subject
        for kind, values in made.items()
    }


@pytest.mark.parametrize(
    ("kind", "values", "error"),
    [
        ("act", {"victim": "nothing", "incident": "INCIDENT"}, UnknownEntry),
        ("act", {"victim": "VICTIM", "incident": "nothing"}, UnknownEntry),
        ("act", {"victim": "INCIDENT", "incident": "VICTIM"}, NotThatKind),
        ("act", {"victim": "VICTIM", "incident": "TALLY"}, NotThatKind),
        ("incident", {"within": "nothing"}, UnknownEntry),
        ("incident", {"within": "VICTIM"}, NotThatKind),
        ("tally", {"within": "VICTIM"}, NotThatKind),
    ],
)
def test_a_record_that_is_named_exists_and_is_of_the_right_kind(
    kind: str,
    values: dict[str, str],
    error: type[SijillError],
    held: dict[str, str],
    ledger: MemoryLedger,
    doing: Callable[..., ActionContext],
) -> None:
    """R-HU.2: an act joins a victim and an incident; what is counted within a line stands within a line."""
    seq = ledger.seq
    given = {name: held.get(word.lower(), word) for name, word in values.items()}

    with pytest.raises(error):
        entries.record_statement(doing(), kind=kind, values=given, reason="typing")

    assert ledger.seq == seq


def test_a_record_does_not_stand_within_itself(
    held: dict[str, str], ledger: MemoryLedger, doing: Callable[..., ActionContext]
) -> None:
    """What stands within a published line is not counted beside it; within itself it would not be counted at all."""
    seq, incident = ledger.seq, held["incident"]

    with pytest.raises(NotThatKind, match="within itself"):
        entries.record_statement(doing(), kind="incident", values={"within": incident}, subject=incident, reason="no")

    assert ledger.seq == seq


def test_records_of_the_right_kind_are_named(held: dict[str, str], doing: Callable[..., ActionContext]) -> None:
    """A person is counted within a line, or within an incident."""
    for line in (held["tally"], held["incident"]):
        entries.record_statement(
            doing(), kind="victim", values={"within": line}, subject=held["victim"], reason="one of them"
        )
    joined = {"victim": held["victim"], "incident": held["incident"]}

    assert entries.record_statement(doing(), kind="act", values=joined, reason="one of them").statements
