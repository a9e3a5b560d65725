"""What a list, a form or a suggestion tells is bound to who reads it: nothing of a document above them."""

from __future__ import annotations

import pytest
from tests.unit.workspace.test_four_eyes import asking

from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.model import Sensitivity

TABLE = "name,died,phone\nInvented Row One,2016-05-01,+000 111\nInvented Row Two,2016-05-02,+000 222\n"
MAPPING = """kind = "victim"
source = "Invented Committee"
[columns]
"name.en" = "name"
died_on = "died"
contact = "phone"
"""
SECRET = b"At least 3 civilians were killed in shelling on Invented Town on 5 May 2016, Invented Secretwords.\n"
FORMS = ("/enter/", "/add/", "/queue/", "/sources/", "/documents/", "/map/", "/compare/", "/findings/", "/")


@pytest.fixture
def table(register) -> str:
    return register.acting_as("lead").exchange.import_table(TABLE.encode(), MAPPING, name="list.csv").item


@pytest.fixture
def closed(register) -> str:
    """An incident of which a sealed document alone speaks."""
    given = Provenance("Invented Secretsource", title="Invented Secrettitle", sensitivity=Sensitivity.SEALED)
    item = register.acting_as("documenter").evidence.add_bytes(SECRET, given).item
    claim = next(one for one in register.review.proposals_of(item) if one.number)
    target = Target("incident", extra={"civilian_status": "civilian"})
    return str(register.acting_as("lead").review.judge(claim.id, verdict="accepted", reason="r", target=target).subject)


@pytest.mark.parametrize("role", ["viewer", "analyst", "documenter", "verifier", "lead", "administrator"])
def test_no_form_and_no_list_names_the_source_of_a_sealed_document(role, sign_in, closed):
    browser = sign_in(role)
    for address in FORMS:
        said = browser.get(address).content.decode()
        assert "Secretsource" not in said, address
        assert closed not in said, address


@pytest.mark.parametrize("role", ["documenter", "verifier", "lead"])
def test_a_record_on_a_sealed_document_alone_is_not_there(role, sign_in, ask, closed):
    browser, program = sign_in(role), ask(role)

    assert browser.get(f"/records/{closed}/").status_code == 404
    assert program.get(f"/records/{closed}").status_code == 404
    assert closed not in program.get("/records").content.decode()
    assert closed not in browser.post("/search/", {"q": "Invented Town"}).content.decode()


def test_a_table_with_a_sealed_column_is_read_without_it(sign_in, ask, table):
    browser, program = sign_in("documenter"), ask("documenter")

    page = browser.get(f"/documents/{table}/").content.decode()
    words = program.get(f"/items/{table}?words=true").content.decode()

    for said in (page, words):
        assert "Invented Row One" in said
        assert "111" not in said.replace(table, "")


def test_an_import_with_a_sealed_column_that_waits_can_be_confirmed_by_who_does_not_see_it(register, sign_in):
    register.counts.adopt_methodology(asking('four_eyes = "always"'))
    waits = register.acting_as("documenter").exchange.import_table(TABLE.encode(), MAPPING, name="list.csv")
    assert waits.waits
    browser = sign_in("verifier")

    page = browser.get("/queue/?tab=second").content.decode()
    judgement = next(one.id for one in register.records.entries(kind="judgement"))
    said = browser.get(f"/second/{judgement}/").content.decode()

    assert judgement in page
    assert "111" not in said


def test_a_document_is_made_more_sensitive_at_the_desk_and_never_less(register, sign_in):
    item = register.evidence.items()[0].id
    browser = sign_in("documenter")

    assert browser.post(f"/documents/{item}/classify/", {"sensitivity": "restricted", "reason": "r"}).status_code == 302
    assert register.evidence.item(item).known_level is Sensitivity.RESTRICTED
    assert browser.get(f"/documents/{item}/").status_code == 404
    lead = sign_in("lead")
    assert lead.post(f"/documents/{item}/classify/", {"sensitivity": "team", "reason": "r"}).status_code == 400


def test_a_program_makes_a_document_more_sensitive_once_and_never_less(register, ask):
    item = register.evidence.items()[0].id
    said = {"sensitivity": "restricted", "reason": "invented", "append_id": register.new_id()}
    address = f"/items/{item}/classification"

    first = ask("documenter").post(address, said)

    assert first.status_code == 200
    assert ask("documenter").post(address, said).status_code == 404
    assert ask("lead").post(address, said).json()["seq"] == first.json()["seq"]
    assert ask("lead").post(address, {"sensitivity": "team", "reason": "invented"}).status_code in (400, 403, 409, 422)
    assert ask("viewer").post(address, said).status_code == 403
