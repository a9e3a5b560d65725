"""No door breaks at a wrong id or number: a clear refusal, never a 500 and never a traceback in the log (DESIGN 9)."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from tests.safety import doors
from tests.safety.crawling import House, browser_of, program_of
from tests.sizes import LONG

from sijill.cli import main
from sijill.cli._verb import VERBS, find_answer
from sijill.web import config

WRONG = {
    "a digit": "1",
    "4,400 digits": "9" * 4400,
    "a negative number": "-9" + "0" * 30,
    "a fraction": "1e999",
    "no number": "NaN",
    "Arabic digits": "٣" * 20,
    "many Arabic digits": "٣" * 4400,
    "a superscript": "²",
    "NUL": "a\x00b",
    "bidi controls": "\u202e\u2066abc\u2069",
    "a line break": "a\r\nSet-Cookie: x=1",
    "a surrogate": "\ud800",
    "wildcards": "%_*?[a-z]",
    "a quotation": "' OR 1=1 --\"",
    "dots": "../../../etc/passwd",
    "100 kB": "a" * 100_000,
    "an id of nothing": "01a22455-a840-710d-8490-a34ade50397b",
    "a fingerprint of nothing": "0" * 64,
    "a day of nothing": "2016-99-99",
    "a window turned round": "2016-05-31/2016-05-01",
    "a far year": "999999999-01",
    "a figure of nothing": "killed/2016-05/died/killed_in/all@snhr:2#" + "9" * 4400,
    "a figure far ahead": "killed/2016-05/died/killed_in/all@snhr:2#" + "9" * 30,
    "a figure before all": "killed/2016-05/died/killed_in/all@snhr:2#-1",
    "a cell": "party=" + "9" * 4400,
    "two at once": "2016-05,2016-06|;",
}
ASKED = re.compile(r"(?:field|whole|getlist|get)\((?:request, )?\"(\w+)\"")


def encoded(text: str) -> str:
    """Return text as it stands in an address; half a pair is sent as its own three bytes."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def asked_names() -> list[str]:
    """Return every name under which some page of the desk reads what it was sent."""
    pages = Path(config.__file__).parent.rglob("*.py")
    return sorted({name for page in pages for name in ASKED.findall(page.read_text("utf-8"))})


def kinds(house: House) -> dict[str, str]:
    """Return the wrong texts, and an id of every kind of thing, which is wrong everywhere but in one place."""
    return WRONG | {f"the id of a {kind}": next(iter(known)) for kind, known in house.planted.ids.items()}


_turn = itertools.count()


def some_of(house: House, most: int) -> list[tuple[str, str]]:
    """Return wrong texts: others at each call, all of them in a long run."""
    every = list(kinds(house).items())
    first = next(_turn) * most % len(every)
    return every if LONG else (every + every)[first : first + most]


def broken(house: House, said: list[str], where: str, response: Any) -> None:
    """Note an answer that is our own mistake."""
    told, house.written[:] = [one for one in house.written if "defect" in one or "Traceback" in one], []
    if response.status_code >= 500 or told or b"Traceback" in response.content:
        said.append(f"{where}: {response.status_code} {told[-1:]}")


@pytest.mark.parametrize("name", ["lead", pytest.param("viewer", marks=pytest.mark.slow)])
def test_no_page_breaks_at_a_wrong_id(name, house):
    browser, said = browser_of(name), list[str]()
    for pattern in doors.patterns():
        if not doors.PARAMETER.search(pattern):
            continue
        for kind, wrong in some_of(house, 8):
            address = doors.PARAMETER.sub(lambda _, wrong=wrong: encoded(wrong) or "-", pattern)
            broken(house, said, f"GET {pattern} with {kind}", browser.get(address))
            broken(house, said, f"POST {pattern} with {kind}", browser.post(address))

    assert not said, "\n".join(said)


def test_no_page_breaks_at_an_undo_that_is_no_id(house):
    """The address of the next page carries what may be undone: a text with a slash in it leads to no page."""
    browser, said, claim = browser_of("lead"), list[str](), next(iter(house.planted.ids["claim"]))
    judgement = next(iter(house.planted.ids["judgement"]))
    for address in ("/queue/", "/queue/next/", f"/queue/{claim}/", f"/second/{judgement}/"):
        for kind, wrong in WRONG.items():
            sent = urlencode({"undo": wrong.encode("utf-8", "surrogatepass")})
            broken(house, said, f"GET {address} with {kind}", browser.get(f"{address}?{sent}"))

    assert not said, "\n".join(said)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", ["lead", "administrator"] if LONG else ["lead"])
def test_no_page_breaks_at_wrong_fields(name, house):
    browser, said, names = browser_of(name), list[str](), asked_names()
    readings = {f"/table/{one.slug}/": [each.name for each in one.asks] for one in _readings()}
    for pattern in doors.patterns():
        if "logout" in pattern:
            continue
        address = next(doors.filled(pattern, house.planted, 0), "")
        own = next((asks for place, asks in readings.items() if pattern.startswith(place)), names)
        for kind, wrong in [("4,400 digits", "9" * 4400), *some_of(house, 2)]:
            sent = urlencode({one: wrong.encode("utf-8", "surrogatepass") for one in own})
            broken(house, said, f"GET {pattern}? with {kind}", browser.get(f"{address}?{sent}"))
            if not pattern.startswith("/people/") and address:
                form = browser.post(address, sent, content_type="application/x-www-form-urlencoded")
                broken(house, said, f"POST {pattern} with {kind}", form)
            for one in own if LONG or own is not names else ():
                alone = urlencode({one: wrong.encode("utf-8", "surrogatepass")})
                broken(house, said, f"GET {pattern}?{one} with {kind}", browser.get(f"{address}?{alone}"))

    assert not said, "\n".join(said)


def _readings() -> Iterator[Any]:
    from sijill.readings import declared_readings

    return declared_readings()


def test_no_route_breaks_at_a_wrong_id_or_argument(house):
    from sijill.web.api.routes import described

    program, said, known = program_of("lead"), list[str](), house.known()
    for path, methods in described()["paths"].items():
        for method, about in methods.items():
            queries = [one for one in about.get("parameters", ()) if one["in"] == "query"]
            needed = {one["name"]: known.get(one["name"], ["1"])[0] for one in queries if one.get("required")}
            for kind, wrong in some_of(house, 8):
                address = re.sub(r"\{\w+\}", encoded(wrong) or "-", path)
                ask = getattr(program.browser, method)
                sending = {} if method == "get" else {"content_type": "application/json", "data": "{}"}
                if address != path:
                    given = ask(address, headers=program.headers, **sending)
                    broken(house, said, f"{method} {path} with {kind}", given)
                for one in queries:
                    asked = needed | {one["name"]: wrong.encode("utf-8", "surrogatepass")}
                    given = ask(f"{address}?{urlencode(asked)}", headers=program.headers, **sending)
                    broken(house, said, f"{method} {path}?{one['name']} with {kind}", given)

    assert not said, "\n".join(said)


BODIES = {
    "a number of 4,400 digits": "9" * 4400,
    "a number of 5,000 digits in a field": '{"words": ' + "9" * 5000 + ', "limit": ' + "9" * 5000 + "}",
    "a limit of 5,000 digits": '{"words": "a", "limit": ' + "9" * 5000 + "}",
    "a limit that is no number": '{"words": "a", "limit": NaN}',
    "a limit without an end": '{"words": "a", "limit": 1e999}',
    "half a pair": '{"words": "\\ud800"}',
    "many lists": "[" * 100_000,
    "many objects": '{"a":' * 100_000,
    "nothing": "",
    "no JSON": "\x00\xff",
    "a list": "[]",
    "a text": '"a"',
    "null": "null",
}


def test_no_route_breaks_at_a_wrong_body(house):
    from sijill.web.api.routes import described

    program, said = program_of("lead"), list[str]()
    claim = next(iter(house.planted.ids["claim"]))
    item = next(iter(house.planted.ids["item"]))
    whole = {
        "/search": {"words": "Invented", "kinds": ["item"], "limit": 2, "cursor": "a"},
        "/claims": {"key": "k", "item": item, "kind": "casualties", "quote": "Invented", "start": 0, "end": 8}
        | {"number": {"low": 1}, "date": {"start": "2016"}, "place": "x", "population": ["a"], "weapon": "x"},
        "/verdict": {"verdict": "edited", "reason": "x", "changes": {"number": "3", "place": "x"}, "append_id": "x"}
        | {"record": {"kind": "incident", "id": "x", "property": "killed", "values": {"killed": "3"}}},
    }
    for path, methods in described()["paths"].items():
        if "post" not in methods:
            continue
        address = re.sub(r"\{\w+\}", claim, path)
        bodies = dict(BODIES)
        sound = next((one for end, one in whole.items() if path.endswith(end)), {"reason": "x", "subject": "x"})
        for where in _places(sound):
            for kind, wrong in [*some_of(house, 8), ("a list", []), ("nothing", None), ("a great number", 10**4000)]:
                if isinstance(wrong, int):
                    bodies[f"{kind} in {where}"] = json.dumps(_put(sound, where, "HERE")).replace('"HERE"', "9" * 4400)
                else:
                    bodies[f"{kind} in {where}"] = json.dumps(_put(sound, where, wrong))
        for kind, body in bodies.items():
            given = program.browser.post(
                address, body.encode("utf-8", "surrogatepass"), content_type="application/json", headers=program.headers
            )
            broken(house, said, f"POST {path} with {kind}", given)

    assert not said, "\n".join(said)


def _places(body: dict[str, Any], before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, value in body.items():
        yield (*before, name)
        if isinstance(value, dict):
            yield from _places(value, (*before, name))


def _put(body: dict[str, Any], where: tuple[str, ...], value: Any) -> dict[str, Any]:
    first, *rest = where
    return body | {first: _put(body[first], tuple(rest), value) if rest else value}


SKIPPED = {"serve", "work", "completion", "demo"}
"""Verbs that go on until they are stopped, or take no register."""


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_no_verb_breaks_at_a_wrong_word(house, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    find_answer()
    folder, said = str(house.register.folder), list[str]()
    for verb in VERBS.values():
        if verb.name in SKIPPED or not verb.options or verb.options[0].name != "register":
            continue
        placed = [one for one in verb.options[1:] if not one.name.startswith("-")]
        needed = [one for one in verb.options if one.settings.get("required")]
        others = [
            one for one in verb.options if one.name.startswith("-") and one.settings.get("action") != "store_true"
        ]
        for one in [None, *others]:
            for kind, wrong in some_of(house, 2):
                if "\x00" in wrong:  # no system hands such a word to a program
                    continue
                given = [verb.name, folder, *(wrong for _ in placed), *(f"{each.name}={wrong}" for each in needed)]
                given += [f"{one.name}={wrong}"] if one else []
                try:
                    code = main(given)
                except SystemExit as ended:
                    code = ended.code if isinstance(ended.code, int) else 1
                _, err = capsys.readouterr()
                if code not in (0, 1, 2, 3) or "Traceback" in err or "defect" in err:
                    said.append(f"{verb.name} {one.name if one else ''} with {kind}: {code} {err[:300]!r}")

    assert not said, "\n".join(said)
