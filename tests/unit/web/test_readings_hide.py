"""No reading, whoever declares it and at whichever door, tells what its reader may not see; files out are logged."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from tests.unit.web.conftest import SECRETS

from sijill import readings
from sijill.access import PrivateAxis
from sijill.access._levels import may_see
from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.methodology import Rules
from sijill.model import Sensitivity, Verdict
from sijill.model.figures import Definition
from sijill.readings import declared_readings
from sijill.readings._arguments import ItemRef, NoSuchItem, RecordRef
from sijill.readings._counts import PrivateTable
from sijill.values import SijillError
from sijill.web.accounts.policy import ALLOWED, CLEARANCE, Action, Role

DECLARED = list(declared_readings())
READERS = (Role.VIEWER, Role.ANALYST, Role.DOCUMENTER, Role.LEAD)
FORMS = ("csv", "xlsx", "parquet", "json")
PERIOD = "2016-05"
OF_THE_DOCUMENT = ("Secretwords", "Secretsource", "Secrettitle", "Secretfile", "Secretverdict")
NOTHING = "0" * 64


@pytest.fixture
def secret(register) -> str:
    """A restricted document of which one claim was accepted, so that a record rests on it."""
    words = b"Invented Secretwords. At least 4 civilians were killed in shelling on Invented Hill on 6 May 2016.\n"
    told = Provenance(
        "Invented Secretsource",
        original_name="Secretfile.txt",
        title="Invented Secrettitle",
        sensitivity=Sensitivity.RESTRICTED,
    )
    item = register.acting_as("documenter").evidence.add_bytes(words, told).item
    claim = next(one for one in register.review.claims(item=item) if one.number and one.number.unit == "killed")
    target = Target("incident", extra={"civilian_status": "civilian"})
    register.acting_as("lead").review.judge(
        claim.id, verdict=Verdict.ACCEPTED, reason="Invented Secretverdict", target=target
    )
    return item


@pytest.fixture
def figure(register, incident, victim) -> Definition:
    """The definition of an open figure."""
    *_, total = readings.toll(register, period=PERIOD, clock="died")
    return Definition.parse(total["figure"])


def asked_of(one: readings.Reading, **known: Any) -> dict[str, Any]:
    """Return what a reading cannot do without."""
    given = {"period": PERIOD, "query": "Invented", **known}
    return {each.name: given[each.name] for each in one.asks if each.required}


def body_of(answer: Any, *ids: str) -> tuple[int, str]:
    """Return what an answer says, without what differs between two answers that say the same."""
    words = re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode(errors="replace"))
    for one in ids:
        words = words.replace(one, "ID").replace(one[:13], "ID")
    return answer.status_code, words


def answers_of(one: readings.Reading, browser: Any, program: Any, asked: dict[str, Any]) -> list[Any]:
    """Return what page, files and route answer."""
    if one.addressed is None or any(each.private and each.name in asked for each in one.asks):
        return []
    places = (f"/table/{one.slug}/", *(f"/table/{one.slug}/{one.slug}.{form}" for form in ("csv", "json")))
    return [*(browser.get(place, asked) for place in places), program.get(f"/{one.slug}", **asked)]


def said_of(one: readings.Reading, register: Any, audience: Sensitivity, given: dict[str, Any], hidden: str) -> Any:
    """Return the rows of a reading, or how it refuses."""
    try:
        return one(register, audience=audience, **given).documents()
    except SijillError as refusal:
        return type(refusal), str(refusal).replace(hidden, "ID")


@pytest.mark.parametrize("role", READERS)
def test_no_table_is_laid_out_or_cut_by_a_sealed_property(role, register, sign_in, ask, figure):
    browser, program = sign_in(role.value), ask(role.value)
    for one in DECLARED:
        asks = {each.name for each in one.asks}
        ways: list[dict[str, Any]] = [{"by": "contact"}] if "by" in asks else []
        ways += [{"cell": "contact=NO"}, {"cell": f"contact={SECRETS['contact']}"}] if "cell" in asks else []
        ways += [{"figure": replace(figure, cell={"contact": "NO"}).id}] if "figure" in asks else []
        for way in ways:
            given = asked_of(one, figure=figure.id) | way
            with pytest.raises(PrivateAxis):
                one(register, audience=CLEARANCE[role], **given).documents()
            for answer in answers_of(one, browser, program, given):
                shown = answer.content.decode()
                assert SECRETS["contact"] not in shown.replace(str(way), "") or SECRETS["contact"] in str(way), one.name
                assert answer.status_code in (400, 403) or 'role="alert"' in shown, one.name


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("part", [64, 12], ids=["whole", "beginning"])
def test_a_hidden_document_is_asked_about_as_one_that_there_is_not(role, part, register, sign_in, ask, secret):
    if may_see(CLEARANCE[role], Sensitivity.RESTRICTED):
        pytest.skip("this role may see it")
    browser, program = sign_in(role.value), ask(role.value)
    for one in DECLARED:
        for each in (each for each in one.asks if isinstance(each, ItemRef | RecordRef)):
            there, nowhere = (asked_of(one, thing=sha) | {each.name: sha} for sha in (secret[:part], NOTHING[:part]))
            ours, theirs = (answers_of(one, browser, program, given) for given in (there, nowhere))
            told = [body_of(answer, secret[:part]) for answer in ours]
            assert told == [body_of(answer, NOTHING[:part]) for answer in theirs], one.name
            audience = CLEARANCE[role]
            said = [said_of(one, register, audience, given, given[each.name]) for given in (there, nowhere)]
            assert said[0] == said[1], one.name


@pytest.mark.parametrize("role", READERS)
def test_nothing_of_a_hidden_document_or_property_is_in_any_answer(
    role, register, sign_in, ask, incident, victim, secret, figure
):
    audience = CLEARANCE[role]
    hidden = [SECRETS["contact"]]
    hidden += [] if may_see(audience, Sensitivity.TEAM) else list(SECRETS.values())
    if not may_see(audience, Sensitivity.RESTRICTED):
        hidden += [*OF_THE_DOCUMENT, secret]
    browser, program = sign_in(role.value), ask(role.value)
    for one in DECLARED:
        allowed = Action(one.action) in ALLOWED[role]
        for thing in (victim, incident):
            given = asked_of(one, thing=thing, figure=figure.id)
            told = [str(answer.content.decode()) for answer in answers_of(one, browser, program, given)]
            if allowed and one.name != "access":
                try:
                    told += [str(one(register, audience=audience, **given).documents())]
                except SijillError as refusal:
                    told += [str(refusal)]
            for words in told:
                assert not [word for word in hidden if word in words], one.name


def test_a_search_of_the_public_finds_nobody_who_may_be_alive_and_no_handle(register, victim):
    told = {"place": "Invented Alley", "statuses": "detained"}
    alive = register.records.record("victim", told, reason="invented").subject
    open_one = register.records.record("incident", {"place": "Invented Alley"}, reason="invented").subject

    for limit in (1, 5):
        table = readings.search(register, audience=Sensitivity.PUBLIC, query="Invented Alley", limit=limit)
        subjects = {row["subject"] for row in table.documents()}
        assert open_one in subjects
        assert alive not in subjects
    assert "handle" not in [one.name for one in table.columns]


def test_small_cells_are_withheld_from_the_public(register, ask, monkeypatch):
    monkeypatch.setattr(Rules, "smallest_cell", property(lambda rules: 5))
    for cause, number in (("shelling", 9), ("torture", 2), ("shooting", 3)):
        values = {"happened_on": "2016-05-05", "cause": cause, "civilian_status": "civilian"}
        register.records.record(
            "incident", values | {"killed": {"low": number, "high": number}}, reason="invented", source="Invented"
        )
    asked = {"period": PERIOD, "clock": "died", "by": "cause"}

    ours = readings.toll(register, **asked).documents()
    theirs = readings.toll(register, audience=Sensitivity.PUBLIC, **asked).documents()
    route = ask("viewer").get("/toll", **asked).content.decode()

    assert {"torture", "shooting"} <= {row["key"] for row in ours}
    assert not {"torture", "shooting"} & {row["key"] for row in theirs}
    assert not [key for key in ("torture", "shooting") if f'"{key}"' in route]


@pytest.mark.parametrize(
    "asked", [{"cell": "cause=torture"}, {"as_of": "2099-01-01"}, {"period": "2016-05-01/2016-05-06"}], ids=str
)
def test_the_public_gets_no_tables_that_could_be_subtracted_to_one_person(register, incident, asked):
    given = {"period": PERIOD, "clock": "died", **asked}

    assert readings.toll(register, audience=Sensitivity.TEAM, **given).documents()
    with pytest.raises(PrivateTable):
        readings.toll(register, audience=Sensitivity.PUBLIC, **given).documents()


def test_the_public_is_not_told_which_records_a_figure_rests_on(register, incident, figure):
    assert readings.trace(register, audience=Sensitivity.TEAM, figure=figure.id).documents()
    assert readings.trace(register, audience=Sensitivity.PUBLIC, figure=figure.id).documents() == []


def test_every_file_that_is_taken_out_stands_in_the_access_log(
    register, sign_in, incident, victim, figure, tmp_path, monkeypatch
):
    browser = sign_in("lead")

    def exports() -> int:
        return sum(one.act.value == "exported" for one in register.keeping.access_log())

    for one in DECLARED:
        given = asked_of(one, thing=incident, figure=figure.id)
        for form in FORMS:
            before = exports()
            getattr(one(register, **given), f"to_{form}")(tmp_path / f"{one.name}.{form}")
            assert exports() > before, (one.name, form)
            if one.addressed is not None:
                before = exports()
                assert browser.get(f"/table/{one.slug}/{one.slug}.{form}", given).status_code == 200
                assert exports() > before, (one.name, form)


def test_a_beginning_too_short_names_no_document(register, secret):
    with pytest.raises(NoSuchItem):
        readings.findings(register, item=secret[:3]).documents()
