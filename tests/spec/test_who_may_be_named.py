"""Consent per purpose (E5, E13, R-EC.11): no name or account leaves without it. Everybody here is invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.beginnings import begun

from sijill import methodology
from sijill.actions import NoConsent, Provenance, ReasonMissing, disclose, entries
from sijill.actions.verdicts import Target
from sijill.ledger import Draft
from sijill.model import Basis, BasisKind, Sensitivity, to_json
from sijill.model.consent import Consent, ConsentBasis, GivenBy, Purpose
from sijill.model.custody import CustodyAct
from sijill.model.entries import Publication
from sijill.values import PartialDate, PersonName
from sijill.workspace import Register, Settings

PUBLIC, TEAM = Sensitivity.PUBLIC, Sensitivity.TEAM
NAME = "Amal Invented"
TOLD = {"given_by": GivenBy.RELATIVE, "language": "ar", "explained_by": "documenter"}


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        yield made


def a_person(register: Register, **more: Any) -> str:
    values = {
        "name": to_json(PersonName.of(NAME, "أمل مختلقة")),
        "statuses": ["died_in_custody"],
        "civilian_status": "civilian",
        "sex": "female",
        "cause": "torture",
        "died_on": "2020-05-03",
        "documented_on": "2020-05-04",
        "killed_in": "Aleppo",
        "attribution": {"mode": "single", "parties": ["syrian_gov"]},
        "account": "Invented account of her arrest.",
        **more,
    }
    given = {name: value for name, value in values.items() if value is not None}
    return register.records.record("victim", given, reason="invented for a test").subject


def agreed(register: Register, person: str, **more: Any) -> Consent:
    return register.publishing.consent(Consent("", person, **{"purpose": Purpose.PUBLISH, **TOLD, **more}))[0]


def taken_back(register: Register, person: str, purpose: Purpose = Purpose.PUBLISH) -> Consent:
    given = Consent("", person, purpose, withdrawn=True, reason="the family asked for it")
    return register.publishing.consent(given)[0]


def named(register: Register, person: str, audience: Sensitivity = PUBLIC) -> bool:
    return register.view(audience).record(person).noun.name is not None


def page_of(register: Register, **more: Any) -> str:
    done = register.publishing.report("2020-05", formats=["html"], **more)
    return "".join(path.read_text(encoding="utf-8") for path in done.files)


def edition(register: Register, **asked: Any) -> str:
    """Publish May 2020 after looking at it, and return the publication."""
    seen = register.publishing.report("2020-05", formats=["html"], **asked).seq
    done = register.publishing.report(
        "2020-05", formats=["html"], publish=True, seen=seen, reason="checked that it endangers nobody", **asked
    )
    return done.publication or ""


def test_nobody_is_named_outside_the_team_without_consent(register):
    person = a_person(register)

    assert not named(register, person)
    assert NAME not in page_of(register)
    assert named(register, person, TEAM)


def test_whose_family_agreed_to_publishing_is_named_and_the_total_stays(register):
    person = a_person(register)
    before = register.publishing.month("2020-05").value.by_party.total.figure

    agreed(register, person)

    after = register.publishing.month("2020-05").value.by_party.total.figure
    assert named(register, person)
    assert NAME in page_of(register)
    assert (before.low, before.best, before.high) == (after.low, after.best, after.high)


@pytest.mark.parametrize("purpose", [Purpose.STORE, Purpose.ADVOCACY, Purpose.COURT])
def test_consent_to_one_purpose_is_none_to_another(register, purpose):
    person = a_person(register)

    agreed(register, person, purpose=purpose)

    assert not named(register, person)


def test_consent_shows_no_other_private_thing(register):
    person = a_person(register, facility="Invented branch", born="1990", contact="Invented contact")

    agreed(register, person)

    noun = register.view(PUBLIC).record(person).noun
    assert (noun.facility, noun.born, noun.contact) == (None, None, None)


def test_a_person_who_may_be_alive_stays_unseen_also_with_consent(register):
    """E6: to name who is detained may be answered by those who detain."""
    person = a_person(register, statuses=["detained"], died_on=None)

    agreed(register, person)

    assert register.view(PUBLIC).record(person).held == {}


def test_a_consent_taken_back_names_nobody(register):
    person = a_person(register)
    agreed(register, person)

    taken_back(register, person)

    assert not named(register, person)
    assert NAME not in page_of(register)


def test_who_takes_back_the_keeping_agrees_to_nothing_else(register):
    person = a_person(register)
    agreed(register, person)

    taken_back(register, person, Purpose.STORE)

    assert not named(register, person)


def test_taking_back_needs_a_reason(register):
    person = a_person(register)

    with pytest.raises(ReasonMissing, match="reason"):
        register.publishing.consent(Consent("", person, Purpose.PUBLISH, withdrawn=True))


@pytest.mark.parametrize(
    "missing", [{"given_by": None}, {"explained_by": " "}, {"language": ""}, {"language": "Arabic!"}]
)
def test_a_consent_says_who_gave_it_who_explained_the_risks_and_in_which_language(register, missing):
    person = a_person(register)

    with pytest.raises(NoConsent):
        agreed(register, person, **missing)
    assert not named(register, person)


@pytest.mark.parametrize("child", [{"is_child": True}, {"age": {"low": 17, "high": 17}}, {"born": "2003-06"}])
@pytest.mark.parametrize("by", [GivenBy.PERSON, GivenBy.RELATIVE, GivenBy.GUARDIAN])
def test_for_a_child_only_a_guardian_who_is_named_agrees(register, child, by):
    person = a_person(register, **child)

    with pytest.raises(NoConsent, match="under 18"):
        agreed(register, person, given_by=by)
    agreed(register, person, given_by=GivenBy.GUARDIAN, guardian="Invented Guardian")

    assert named(register, person)


def test_at_eighteen_a_person_agrees_alone(register):
    person = a_person(register, age={"low": 18, "high": 18})

    agreed(register, person, given_by=GivenBy.PERSON, given_on=PartialDate.parse("2020-05-01"))

    assert named(register, person)


@pytest.mark.parametrize("on", ["2020-05-04", None, "2199-01-01"])
def test_nobody_agrees_after_death_or_on_a_day_to_come(register, on):
    person = a_person(register)

    with pytest.raises(NoConsent, match="after the death"):
        agreed(register, person, given_by=GivenBy.PERSON, given_on=PartialDate.parse(on) if on else None)


def test_that_somebody_is_a_child_may_come_out_after_the_consent(register):
    person = a_person(register)
    agreed(register, person)

    register.records.record("victim", {"age": {"low": 15, "high": 15}}, subject=person, reason="her school told us")

    assert not named(register, person)


def from_a_document(register: Register, **given: Any) -> str:
    """Return a person whose name rests on a claim of a document."""
    words = f"{NAME} and 6 other civilians were killed in shelling on Invented Town on 3 May 2020, a monitor said.\n"
    source = {"source": "Invented Monitor", "sensitivity": PUBLIC, **given}
    item = register.acting_as("documenter").evidence.add_bytes(words.encode(), Provenance(**source)).item
    claim = next(one for one in register.review.claims(item=item) if one.number)
    register.review.judge(claim.id, verdict="accepted", reason="invented for a test", target=Target("incident"))
    person = a_person(register, name=None, account=None)
    register.records.record("victim", {"name": to_json(PersonName.of(NAME))}, subject=person, claims=[claim.id])
    return person


def published(register: Register, person: str) -> Consent:
    given = Consent("", person, Purpose.PUBLISH, ConsentBasis.PUBLISHED_SOURCE)
    return register.publishing.consent(given)[0]


def test_a_name_that_a_public_document_published_may_leave_and_the_basis_is_kept(register):
    person = from_a_document(register, url="https://monitor.example/list")
    assert not named(register, person)

    published(register, person)

    assert named(register, person)
    assert [one.basis for one in register.publishing.consents(person)] == [ConsentBasis.PUBLISHED_SOURCE]


@pytest.mark.parametrize("given", [{}, {"url": "https://monitor.example/", "sensitivity": TEAM}])
def test_a_document_that_is_not_public_or_was_not_published_is_no_basis(register, given):
    person = from_a_document(register, **given)

    with pytest.raises(NoConsent, match="public documents"):
        published(register, person)


def test_a_name_that_rests_on_another_document_too_does_not_leave_by_its_publication(register):
    person = from_a_document(register, url="https://monitor.example/list")
    published(register, person)
    register.records.record(
        "victim", {"name": to_json(PersonName.of("Amal Othername"))}, subject=person, reason="her aunt told us"
    )

    assert not named(register, person)


def test_withdrawing_lists_the_editions_that_name_the_person_and_has_them_corrected(register):
    person, other = a_person(register), a_person(register, name=to_json(PersonName.of("Omar Invented")))
    silent = edition(register)
    agreed(register, person)
    naming = edition(register)
    agreed(register, other)

    withdrawal = taken_back(register, person)

    assert withdrawal.editions == (naming,)
    needing = {one["id"]: one["correct"] for one in register.publishing.publications()}
    assert needing == {silent: [], naming: [person]}

    register.publishing.withdraw(naming, reason="names a person whose family took their consent back")
    assert [one["correct"] for one in register.publishing.publications()] == [[]]


def test_consent_given_again_ends_the_correction(register):
    person = a_person(register)
    agreed(register, person)
    edition(register)
    taken_back(register, person)

    agreed(register, person)

    assert [one["correct"] for one in register.publishing.publications()] == [[]]


def test_a_withdrawal_names_the_hand_overs_of_the_documents_that_hold_the_name(register):
    person = from_a_document(register)
    (item,) = register.evidence.items()
    asked = {"reason": "a court asked for it", "second_actor": "second"}
    handed = disclose(register.opened.doing(), [item.id], CustodyAct.EXPORTED, **asked)

    assert taken_back(register, person).handovers == handed.ids


def test_an_edition_of_before_is_searched_for_the_name(register):
    """Editions once did not say whom they name; a page tells it, and where there is none, that is said."""
    person = a_person(register)
    naming = register.opened.vault.seal(b"<p>Amal&#32;Invented</p>")
    silent = register.opened.vault.seal(b"<p>Nobody</p>")

    def old(name: str, digest: str) -> str:
        edition = Publication(
            register.new_id(), "Old", "2020-05", 1, "0" * 64, "snhr@1", "0" * 64, (), {name: digest}, "checked"
        )
        return register.opened.doing().append([Draft.of("publication", edition)]).ids[0]

    first, _, third = old("a.html", naming), old("b.html", silent), old("c.pdf", silent)

    withdrawal = taken_back(register, person)

    assert (withdrawal.editions, withdrawal.cannot_tell) == ((first,), (third,))


@pytest.mark.parametrize(("giver", "listed"), [(GivenBy.RELATIVE, True), (GivenBy.PERSON, False)])
def test_a_memorial_names_by_the_consent_of_the_family(register, giver, listed):
    rules = methodology.shipped_bytes("snhr").decode()
    rules = rules.replace("smallest_cell = 0", "smallest_cell = 0\nmemorial_lists = true")
    register.counts.adopt_methodology(rules.replace('version = "1"', 'version = "2"', 1).encode())
    person = a_person(register, account=None)

    agreed(register, person, given_by=giver, given_on=PartialDate.parse("2020-05-01"))

    remembered = [one.record for one in register.publishing.month("2020-05").value.remembered]
    assert remembered == ([person] if listed else [])


def test_a_family_that_agreed_in_the_older_form_takes_it_back_in_the_new_one(register):
    rules = methodology.shipped_bytes("snhr").decode()
    rules = rules.replace("smallest_cell = 0", "smallest_cell = 0\nmemorial_lists = true")
    register.counts.adopt_methodology(rules.replace('version = "1"', 'version = "2"', 1).encode())
    person = a_person(register, family_agreed=True)
    assert NAME in page_of(register)

    taken_back(register, person)

    assert NAME not in page_of(register)


def test_a_report_that_names_somebody_who_did_not_agree_is_not_published_for_the_team_either(register):
    person = a_person(register)
    assert NAME in page_of(register, audience=TEAM)

    with pytest.raises(NoConsent, match="1 person without consent"):
        edition(register, audience=TEAM)
    assert register.publishing.publications() == []

    agreed(register, person)
    assert edition(register, audience=TEAM)


@pytest.mark.parametrize("level", [TEAM, Sensitivity.RESTRICTED, Sensitivity.SEALED])
def test_the_endnotes_of_a_public_report_name_no_document_that_is_not_public(register, level):
    """A witness whose account is the ground of a number is named by no endnote."""
    source = Provenance("Umm Invented, neighbor", title="Account of Umm Invented", sensitivity=level)
    item = register.evidence.add_bytes(b"Invented account.\n", source).item
    basis = (Basis(BasisKind.IMPORT_ROW, f"{item}#1"),)
    values = {"killed": {"low": 7, "high": 7}, "civilian_status": "civilian", "happened_on": "2020-05-03"}
    values |= {"documented_on": "2020-05-03", "attribution": {"mode": "single", "parties": ["russia"]}}
    entries.record_statement(register.opened.doing(), kind="incident", values=values, basis=basis)

    page = page_of(register)

    assert "Umm Invented" not in page
    assert item[:12] not in page
    assert "Documents that the register keeps and does not show" in page


def test_a_witness_who_takes_back_an_account_is_not_known_of_outside_the_team(register):
    given = Provenance("Umm Invented, neighbor", sensitivity=PUBLIC, url="https://monitor.example/account")
    item = register.evidence.add_bytes(b"Invented account.\n", given).item
    assert register.view(PUBLIC).item(item) is not None

    taken_back(register, item)

    assert register.view(PUBLIC).item(item) is None
    assert register.view(PUBLIC).items() == []
    assert register.view(TEAM).item(item) is not None


def test_a_consent_speaks_of_a_person_or_a_document_and_of_nothing_else(register):
    incident = register.records.record("incident", {"killed": {"low": 3, "high": 3}}, reason="invented").subject

    with pytest.raises(NoConsent, match="neither"):
        agreed(register, incident)


def test_one_who_is_two_records_is_asked_once(register):
    one, other = a_person(register), a_person(register)
    agreed(register, other)

    register.links.same(one, other, reason="one person, invented")

    assert named(register, one)


def test_a_person_who_turns_out_to_be_a_child_leaves_the_memorial_list_too(register):
    """The list had asked only whether a family agreed, not whether a guardian who is named did (E13)."""
    rules = methodology.shipped_bytes("snhr").decode()
    rules = rules.replace("[suppression]\n", "[suppression]\nmemorial_lists = true\n", 1)
    register.counts.adopt_methodology(rules.replace('version = "2"', 'version = "5"', 1).encode())
    person = a_person(register, statuses=["killed"], cause=None, account=None)
    agreed(register, person)

    def remembered() -> int:
        return len(register.publishing.month("2020-05", audience=PUBLIC).value.remembered)

    assert remembered() == 1
    register.records.record("victim", {"is_child": True}, subject=person, reason="found later")
    assert remembered() == 0
    agreed(register, person, given_by=GivenBy.GUARDIAN, guardian="Invented Guardian")
    assert remembered() == 1


def test_a_document_whose_consent_was_taken_back_answers_to_nothing_outside_the_team(register):
    told = Provenance("Quagga Monitor", title="Zebra heading", sensitivity=PUBLIC)
    item = register.evidence.add_bytes(b"Invented.\n", told).item
    view = register.view

    def found(words: str, audience: Sensitivity) -> bool:
        return any(view(audience).hit(one) for one in register.search(words, audience=audience))

    assert found("Zebra", PUBLIC)
    taken_back(register, item)
    assert not any(found(words, PUBLIC) for words in ("Zebra", "Quagga", item[:12]))
    assert found("Zebra", TEAM)
