"""What is declared once is at every door: verb, Python, route, page, reference; in both languages, for whom it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.web.apis import routes
from tests.unit.web.conftest import SECRETS

import cli_page
from sijill import readings
from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.cli import main
from sijill.model import NOUNS, Sensitivity, Verdict, properties
from sijill.readings import declared_readings
from sijill.values import Language, translate
from sijill.web.accounts.policy import ALLOWED, Action, Role

DECLARED = list(declared_readings())
REFERENCE = Path(__file__).resolve().parents[3] / "docs/reference/readings.md"


@pytest.mark.parametrize("one", DECLARED, ids=lambda one: one.name)
def test_a_declared_reading_is_at_every_door(one, register):
    from sijill.web.desk.urls import urlpatterns

    verbs, pages = cli_page.verbs(), {address.name for address in urlpatterns}
    addresses = {address for _, address, _ in routes()}

    assert (one.verb or one.slug) in verbs
    assert {"--csv", "--xlsx", "--parquet"} <= set(verbs[one.verb or one.slug]._option_string_actions)
    assert getattr(readings, one.name) is one
    assert f"/{one.slug}" in addresses
    assert one.addressed is None or {f"table_{one.name}", f"file_{one.name}"} <= pages
    assert f"## {one.title}\n" in REFERENCE.read_text("utf-8")
    assert Action(one.action)


def test_every_argument_of_a_reading_is_asked_by_its_verb():
    from sijill.cli._readings import OPTION_OF

    verbs = cli_page.verbs()
    for one in DECLARED:
        taken = {action.dest for action in verbs[one.verb or one.slug]._actions}
        wanted = {OPTION_OF.get((one.verb, each.name), each.name) for each in one.asks}
        assert wanted - taken <= {"verdict"}, one.name


@pytest.mark.parametrize("one", DECLARED, ids=lambda one: one.name)
def test_titles_labels_and_words_stand_in_both_languages(one):
    texts = [one.title, *(each.label for each in (*one.asks, *one.gives))]
    texts += [word for each in one.gives for word in getattr(each, "words", {}).values()]

    assert [text for text in texts if text.isascii() and translate(Language.AR, text) == text] in ([], ["SHA-256"])


@pytest.fixture
def one_side(register):
    """An invented raid that one party alone speaks of, and one that two parties speak of."""
    told = {"happened_on": "2016-05-05", "killed": {"low": 3, "high": 3}, "place": "Invented Town"}
    alone = register.records.record("incident", told, reason="invented", source="Syrian government").subject
    both = register.records.record("incident", told, reason="invented", source="Syrian government").subject
    register.records.record(
        "incident", {"place": "Invented Hill"}, subject=both, reason="invented", source="Jaysh al-Islam"
    )
    return alone, both


def test_a_reading_made_of_one_declaration_answers_at_all_doors(register, sign_in, ask, one_side, capsys, tmp_path):
    """Incidents without a source from the other side."""
    alone, both = one_side

    python = readings.one_sided(register).documents()
    assert main(["one-sided", str(register.folder), "--json"]) == 0
    verb = json.loads(capsys.readouterr().out)["one_sided"]
    route = ask("lead").get("/one-sided").json()["one_sided"]
    page = sign_in("lead").get("/table/one-sided/").content.decode()
    file = sign_in("lead").get("/table/one-sided/one-sided.csv")

    assert [row["record"] for row in python] == [alone]
    assert python == verb == route
    assert python[0]["side"]["ar"] != python[0]["side"]["en"]
    assert f"/records/{alone}/" in page
    assert f"/records/{both}/" not in page
    assert alone in file.content.decode("utf-8-sig")
    assert file["Content-Disposition"] == 'attachment; filename="one-sided.csv"'


@pytest.mark.parametrize("language", ["en", "ar"])
def test_its_page_and_its_lines_speak_the_reader_s_language(language, register, sign_in, one_side, capsys):
    title = translate(Language(language), "Incidents without a source from the other side")

    page = sign_in("lead", language).get("/table/one-sided/").content.decode()
    assert main(["one-sided", str(register.folder), "--language", language]) == 0

    assert title in page
    assert translate(Language(language), "Side of its sources") in capsys.readouterr().out


def test_a_list_is_read_a_page_at_a_time_and_a_cursor_fits_its_own_list_only(register, ask):
    for number in range(5):
        register.records.record("incident", {"place": f"Invented {number}"}, reason="invented")
    program = ask("lead")

    first = program.get("/one-sided", limit=3).json()
    rest = program.get("/one-sided", limit=3, cursor=first["next"]).json()

    assert [len(first["one_sided"]), len(rest["one_sided"]), rest["next"]] == [3, 2, None]
    assert program.get("/late", cursor=first["next"]).status_code == 400


@pytest.mark.parametrize("role", list(Role))
def test_nothing_that_a_role_may_not_see_is_in_a_table_or_a_file(role, register, sign_in, ask, incident, victim):
    browser, program = sign_in(role.value), ask(role.value)
    hidden = {
        Role.VIEWER: [*SECRETS.values(), "Secretwords", "Secretsource", "Secretperson", "Secrettitle"],
        Role.ADMINISTRATOR: [*SECRETS.values(), "Secretwords", "Secretsource", "Secretperson", "Secrettitle"],
        Role.ANALYST: [SECRETS["contact"], "Secretwords", "Secretsource", "Secrettitle"],
        Role.DOCUMENTER: [SECRETS["contact"], "Secretwords", "Secretsource", "Secrettitle"],
    }.get(role, [SECRETS["contact"]])
    for one in DECLARED:
        asked = {"period": "2016-05", "thing": victim, "figure": "x"}
        given = {each.name: asked[each.name] for each in one.asks if each.required and each.name in asked}
        if one.addressed is None or "figure" in given:
            continue
        places = (f"/table/{one.slug}/", *(f"/table/{one.slug}/{one.slug}.{form}" for form in ("csv", "json")))
        answers = [browser.get(place, given) for place in places]
        answers += [program.get(f"/{one.slug}", **given)] if one.name != "toll" else []  # its route is everybody's
        allowed = Action(one.action) in ALLOWED[role]
        assert {answer.status_code for answer in answers} <= ({200} if allowed else {403}), one.name
        for answer in answers:
            assert not [secret for secret in hidden if secret in answer.content.decode()], one.name


def test_words_and_names_are_asked_by_no_address(register, sign_in):
    page = sign_in("lead").get("/table/comparison/").content.decode()

    assert 'name="source"' not in page
    assert 'role="alert"' in sign_in("lead").get("/table/comparison/?source=Invented").content.decode()
    assert sign_in("lead").get("/table/search/").status_code == 404


def test_a_refused_argument_is_said_on_the_page_and_refused_as_a_file(register, sign_in):
    lead = sign_in("lead", "ar")

    page, file = lead.get("/table/late/?period=never"), lead.get("/table/late/late.csv?period=never")

    assert 'role="alert"' in page.content.decode()
    assert file.status_code == 400


def test_an_argument_of_another_reading_is_refused_by_its_name(register, sign_in, ask):
    page = sign_in("lead").get("/table/late/?reason=waiting").content.decode()
    route = ask("lead").get("/late", reason="waiting")

    assert "the reading late is not asked reason" in page
    assert route.status_code == 400
    assert "the reading late is not asked reason" in route.json()["detail"]


def test_a_page_goes_on_after_the_last_row_also_when_one_was_judged_in_between(register, ask):
    program = ask("lead")
    waiting = [claim.id for claim in register.review.claims()]
    assert len(waiting) >= 3

    first = program.get("/queue", limit=2).json()
    for claim in waiting[:2]:
        register.acting_as("lead").review.judge(claim, verdict=Verdict.REJECTED, reason="invented")
    rest = program.get("/queue", limit=200, cursor=first["next"]).json()

    assert [row["claim"] for row in first["queue"]] == waiting[:2]
    assert [row["claim"] for row in rest["queue"]] == waiting[2:]


def test_pages_of_every_list_join_to_the_whole(register, ask, incident, victim):
    program = ask("lead")
    register.acting_as("documenter").evidence.add_bytes(b"Another invented note.\n", Provenance("Invented"))
    for one in DECLARED:
        needed = {each.name for each in one.asks if each.required}
        if not one.paged or one.addressed is None or needed - {"thing", "period"} or one.name in ("toll", "access"):
            continue
        given = {name: {"thing": incident, "period": "2016-05"}[name] for name in needed}
        whole = program.get(f"/{one.slug}", **given, limit=200).json()[one.name]
        found, cursor = [], None
        while True:
            page = program.get(f"/{one.slug}", **given, limit=1, **({"cursor": cursor} if cursor else {})).json()
            found += page[one.name]
            if (cursor := page["next"]) is None:
                break
        assert found == whole, one.name


def test_who_looked_last_stands_first_at_every_door(register, sign_in, ask, incident):
    register.keeping.looked_at([incident])
    list(readings.records(register))

    numbers = [row["number"] for row in readings.access(register)]
    route = ask("lead").get("/access", limit=1).json()
    older = ask("lead").get("/access", limit=1, cursor=route["next"]).json()

    assert numbers == sorted(numbers, reverse=True)
    assert [route["access"][0]["number"], older["access"][0]["number"]] == numbers[:2]


@pytest.mark.parametrize(
    ("former", "place"),
    [
        ("/late/?days=3", "/table/late/?days=3"),
        ("/completeness/", "/table/completeness/"),
        ("/audit/looks/", "/table/access/"),
    ],
)
def test_an_address_in_somebody_s_notes_leads_to_the_table(register, sign_in, former, place):
    answer = sign_in("lead").get(former)

    assert (answer.status_code, answer["Location"]) == (301, place)


def test_late_entries_lead_to_what_they_changed_and_say_when_nothing_is_published(register, sign_in):
    lead = sign_in("lead")

    assert "Nothing is published yet." in lead.get("/table/late/").content.decode()
    assert 'href="/reports/corrections/"' in lead.get("/table/late/").content.decode()
    assert 'href="/table/known-by-month/"' in lead.get("/table/completeness/").content.decode()


def test_codes_of_the_register_are_read_in_arabic(register, sign_in, incident):
    browser = sign_in("lead", "ar")

    history = browser.get("/table/history/", {"thing": incident}).content.decode()
    queue = browser.get("/table/queue/").content.decode()

    assert "<bdi>statement</bdi>" not in history
    assert "<bdi>happened_on</bdi>" not in history
    assert properties(NOUNS["incident"])["killed"].prop.label_ar in history
    assert "<bdi>injured</bdi>" not in queue


def test_an_incident_whose_other_side_is_hidden_is_told_to_nobody_as_one_sided(register, one_side):
    alone, _ = one_side
    words = b"Invented words. 3 civilians were killed in shelling on Invented Town on 5 May 2016.\n"
    hidden = Provenance("Jaysh al-Islam", title="Invented", sensitivity=Sensitivity.RESTRICTED)
    item = register.acting_as("documenter").evidence.add_bytes(words, hidden).item
    claim = register.review.claims(item=item)[0].id
    target = Target("incident", subject=alone)
    register.acting_as("lead").review.judge(claim, verdict=Verdict.ACCEPTED, reason="invented", target=target)

    for audience in Sensitivity:
        assert alone not in [row["record"] for row in readings.one_sided(register, audience=audience)], audience
