"""The API gives the command line's documents, a page at a time, for a token's owner."""

from __future__ import annotations

import json

import pytest
from tests.published import published
from tests.unit.web.apis import filled, routes, token_of

from sijill.readings import declared_readings
from sijill.workspace.documents import record_document, toll_document, trace_document


def as_sent(document):
    return json.loads(json.dumps(document))


def test_a_record_is_the_document_of_the_command_line(register, ask, incident):
    given = ask("lead").get(f"/records/{incident}")

    assert given.status_code == 200
    named = register.records.names([incident])[incident]
    counted = register.counts.counted_number(incident)
    assert given.json() == as_sent(record_document(register.records.of(incident), named, counted))


def test_a_former_id_and_a_handle_give_the_record_they_became(register, ask):
    one, other = (register.records.record("party", {"name": name}, reason="invented").subject for name in ("A", "B"))
    handle = register.records.names([other])[other].handle
    register.links.same(one, other, reason="invented")

    for name in (one, other, handle):
        given = ask("lead").get(f"/records/{name}").json()
        assert (given["id"], given["former_ids"]) == (one, [other])
    assert [each["id"] for each in ask("lead").get("/records", kind="party").json()["records"]] == [one]
    assert ask("lead").get(f"/records/{handle[:-1]}{'X' if handle[-1] != 'X' else 'Y'}").status_code == 400


def test_a_toll_is_the_document_of_the_command_line(register, ask, incident):
    question, toll = register.counts.toll("2016-05", by="cause", clock="died")
    recorded = register.recorded_at(question.seq)

    given = ask("lead").get("/toll", period="2016-05", by="cause", clock="died").json()

    assert given == as_sent(toll_document(question, toll, as_of=recorded))
    assert given["total"]["best"] == 12


def test_a_toll_of_a_cell_and_of_an_earlier_moment_is_counted_for_the_team_only(register, ask, incident):
    first = register.recorded_at(1)
    row = next(one for one in register.counts.toll("2016-05", clock="died")[1].rows)

    cell = ask("analyst").get("/toll", period="2016-05", clock="died", cell=f"party={row.key}").json()
    earlier = ask("analyst").get("/toll", period="2016-05", clock="died", as_of=first).json()

    assert cell["definition"]["cell"] == {"party": row.key}
    assert cell["total"]["best"] == row.figure.best
    assert earlier["total"]["best"] == 0
    for asked in ({"cell": f"party={row.key}"}, {"as_of": first}):
        assert ask("viewer").get("/toll", period="2016-05", **asked).status_code == 403
    assert ask("viewer").get("/toll", period="2016-05-01/2016-05-09").status_code == 400


def test_a_trace_is_the_document_of_the_command_line(register, ask, incident):
    figure = register.counts.toll("2016-05", clock="died")[1].total.figure.id

    given = ask("lead").get("/trace", figure=figure).json()

    assert given.pop("next") is None
    assert given == as_sent(trace_document(register.counts.trace(figure)))
    assert given["parts"][0]["record"] == incident


def test_a_trace_goes_on_where_its_page_ended_even_after_something_was_recorded(register, ask, incident):
    for number in range(2):
        values = {"happened_on": "2016-05-06", "civilian_status": "civilian", "killed": {"low": 1, "high": 1}}
        register.records.record("incident", {**values, "title": f"Invented {number}"}, reason="invented")
    program = ask("lead")
    figure = register.counts.toll("2016-05", clock="died")[1].total.figure.id
    first = program.get("/trace", figure=figure, limit=2).json()

    register.records.record("incident", {"happened_on": "2016-05-07", "title": "Later"}, reason="invented")
    last = program.get("/trace", figure=figure, limit=2, cursor=first["next"]).json()

    assert [len(first["parts"]), len(last["parts"]), last["next"]] == [2, 1, None]
    assert len({part["record"] for part in first["parts"] + last["parts"]}) == 3


def test_an_item_is_shown_with_its_words_to_those_who_may_read_them(register, ask):
    item = register.evidence.items()[0].id

    team = ask("analyst").get(f"/items/{item}", words="true").json()
    public = ask("viewer").get(f"/items/{item}").json()

    assert team["words"] == register.evidence.text(item).raw
    assert {"item", "reader", "pages", "derivations", "custody", "words"} == set(team)
    assert set(public) == {"item"}
    assert "original_name" not in public["item"]
    assert ask("viewer").get(f"/items/{item}", words="true").status_code == 403


def test_a_list_is_read_to_its_end_though_something_is_recorded_meanwhile(register, ask):
    for number in range(5):
        register.records.record("victim", {"place": f"Invented {number}"}, reason="invented")
    program, seen, cursor = ask("lead"), [], None
    for page in range(4):
        given = program.get("/records", kind="victim", limit=2, **({"cursor": cursor} if cursor else {})).json()
        seen += [one["value"]["place"] for one in given["records"]]
        cursor = given["next"]
        if page == 0:
            register.records.record("victim", {"place": "Invented late"}, reason="invented")
            subject = given["records"][0]["id"]
            register.records.retract(register.records.of(subject).held["place"][0].statement, reason="invented")
        if cursor is None:
            break

    assert seen == [*(f"Invented {n}" for n in range(5)), "Invented late"]


def test_waiting_claims_are_paged_as_the_command_line_lists_them(register, ask):
    program = ask("analyst")
    first = program.get("/claims", limit=1).json()
    rest = program.get("/claims", limit=200, cursor=first["next"]).json()

    listed = [claim.id for claim in register.review.claims()]
    assert [one["id"] for one in first["waiting"] + rest["waiting"]] == listed
    assert rest["next"] is None
    assert program.get(f"/claims/{listed[0]}").json()["id"] == listed[0]
    assert program.get("/claims", kind="casualties", item=register.evidence.items()[0].id).status_code == 200


def test_a_cursor_of_another_list_is_refused(register, ask):
    for number in range(3):
        register.records.record("victim", {"place": f"Invented {number}"}, reason="invented")
    program = ask("lead")
    cursor = program.get("/records", kind="victim", limit=1).json()["next"]

    for asked in ({"kind": "incident", "cursor": cursor}, {"kind": "victim", "cursor": cursor[:-1] + "x"}):
        given = program.get("/records", **asked)
        assert given.status_code == 400
        assert given.json()["type"] == "urn:sijill:problem:no-such-place"


def test_what_did_not_change_is_not_sent_again(register, ask, incident):
    program = ask("lead")
    figure = register.counts.toll("2016-05", clock="died")[1].total.figure.id
    changing = {f"/{one.slug}" for one in declared_readings() if not one.steady} | {"/token"}
    for method, address, _ in routes():
        asked = filled(address, item=register.evidence.items()[0].id, claim="", subject=incident, figure=figure)
        if method != "GET" or "claims" in address or address in changing:
            continue
        mark = program.get(asked)["ETag"]

        again = program.get(asked, headers={"if-none-match": mark})
        other = ask("analyst").get(asked, headers={"if-none-match": mark})

        assert (again.status_code, again.content) == (304, b""), address
        assert other.status_code == 200, address

    mark = program.get("/items")["ETag"]
    register.records.record("victim", {"place": "Invented"}, reason="invented")
    assert program.get("/items", headers={"if-none-match": mark}).status_code == 200


def test_a_look_is_written_down_under_the_owner_s_name(register, ask, incident):
    ask("viewer").get(f"/records/{incident}")
    ask("viewer").get("/records")
    ask("viewer").post("/search", {"words": "Invented Town"})

    looks = [(one.actor, one.act.value) for one in register.keeping.access_log(actor="viewer")]

    assert looks == [("viewer", "read"), ("viewer", "read"), ("viewer", "searched")]


def test_a_search_is_asked_in_the_body_and_goes_on(register, ask):
    for number in range(3):
        register.records.record("incident", {"title": f"Invented bombing {number}"}, reason="invented")
    program = ask("viewer")

    first = program.post("/search", {"words": "bombing", "kinds": ["incident"], "limit": 2}).json()
    last = program.post("/search", {"words": "bombing", "kinds": ["incident"], "limit": 2, "cursor": first["next"]})

    assert len({one["subject"] for one in first["hits"] + last.json()["hits"]}) == 3
    assert {"kind", "subject", "field", "entry", "text", "spans"} <= set(first["hits"][0])
    assert program.get("/search?q=bombing").status_code == 405


def test_a_search_is_narrowed_sorted_and_counted_page_by_page(register, ask):
    for number in range(3):
        values = {
            "title": f"Invented bombing {number}",
            "governorate": "Idlib",
            "happened_on": f"2019-0{number + 1}-01",
        }
        register.records.record("incident", values, reason="invented")
    register.records.record("incident", {"title": "Invented bombing", "governorate": "Aleppo"}, reason="invented")
    program, asked = ask("viewer"), {"words": "bombing", "only": {"governorate": "Idlib"}, "sort": "event", "limit": 2}

    first = program.post("/search", asked).json()
    last = program.post("/search", asked | {"cursor": first["next"]}).json()

    assert [one["text"][-1] for one in (*first["hits"], *last["hits"])] == ["2", "1", "0"]
    assert (first["total"], first["capped"], last["next"]) == (3, False, None)
    assert first["facets"]["governorate"] == {"Idlib": 3, "Aleppo": 1}
    assert program.post("/search", asked | {"only": {"colour": "red"}}).status_code == 422
    assert program.post("/search", asked | {"sort": "event", "only": {}, "cursor": first["next"]}).status_code == 400


def test_the_description_names_every_route_and_needs_nobody(register):
    from django.test import Client

    described = Client().get("/api/v1/openapi.json").json()

    for method, address, _ in routes():
        operation = described["paths"][f"/api/v1{address}"][method.lower()]
        assert operation["security"], address
        assert "401" in operation["responses"], address
    assert described["openapi"].startswith("3.1")


def test_a_methodology_is_listed_with_its_title(register, ask):
    given = ask("viewer").get("/methodologies").json()["methodologies"]

    assert [one["id"] for one in given] == ["snhr"]
    assert set(given[0]["title"]) == {"en", "ar"}


def test_a_publication_is_listed_until_it_is_withdrawn(register, ask, incident, tmp_path):
    done = published(register, "2016-05", reason="nobody is named", formats=["html"], out=tmp_path)

    assert [one["id"] for one in ask("viewer").get("/publications").json()["publications"]] == [done.publication]
    register.publishing.withdraw(done.publication, reason="invented")
    assert ask("viewer").get("/publications").json() == {"publications": []}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_problem_says_what_to_do_in_the_reader_s_language(language, register, ask):
    program = ask("lead", language=language)

    for given, status in (
        (program.get("/records/nothing"), 404),
        (program.get("/nothing"), 404),
        (program.get("/toll", period="May"), 400),
        (program.get("/records", limit="many"), 422),
        (program.post("/items", {}), 405),
        (program.post("/search", {"words": "x", "name": "Invented Secretname"}), 422),
    ):
        document = given.json()
        assert (given.status_code, document["status"]) == (status, status)
        assert given["Content-Type"].startswith("application/problem+json")
        assert {"type", "title", "detail"} <= set(document)
        assert document["detail"].isascii() == (language == "en")
        assert "Secretname" not in given.content.decode()
    assert "Allow" in program.post("/items", {})


def test_an_answer_is_not_kept_and_carries_the_content_policy(register, ask):
    given = ask("lead").get("/items")

    assert given["Cache-Control"] == "no-store"
    assert "default-src 'none'" in given["Content-Security-Policy"]
    assert given["Content-Type"] == "application/json; charset=utf-8"
    assert not given.cookies


def test_a_token_says_what_it_is_good_for(register):
    from tests.unit.web.apis import Program

    given = Program(token_of("lead", "search", "read")).get("/token").json()

    assert (given["scopes"], given["role"]) == (["read", "search"], "lead")


def test_the_page_of_the_api_names_every_route_scope_and_parameter():
    from pathlib import Path

    from sijill.web.api.routes import described
    from sijill.web.api.tokens import Scope

    reference = Path(__file__).resolve().parents[3] / "docs/reference"
    page = "".join((reference / name).read_text("utf-8") for name in ("api.md", "readings.md"))

    for method, address, guard in routes():
        assert f"| `{method} {address}` | {guard.scope} |" in page
        for asked in described()["paths"][f"/api/v1{address}"][method.lower()].get("parameters", ()):
            assert asked["name"] in page, (address, asked["name"])
    assert all(f"| `{scope}` |" in page for scope in Scope)


def test_what_is_broken_or_too_large_is_refused_as_such(register, ask):
    program = ask("lead")

    def sent(content):
        return program.browser.post(
            "/api/v1/search", content, content_type="application/json", headers=program.headers
        ).status_code

    assert sent("{broken") == 400
    assert sent(b"\xff\xfe") == 400
    assert sent("x" * 3_000_000) == 413
    assert sent("[" * 100_000) in (400, 422)
    assert program.get("/items", headers={"host": "evil.example"}).status_code == 400
