"""What is hidden answers as what is not there: nobody learns by asking, listing, counting or searching (E4, E6)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.safety import doors
from tests.safety.crawling import Answer, Crawl, House, answer_of, browser_of, program_of
from tests.safety.finding import texts
from tests.safety.planting import LEVELS, RESTRICTED, SEALED, TEAM, claims_of, document
from tests.sizes import LONG

WHO = ["documenter", *(("viewer", "lead") if LONG else ())]
"""Who has both hidden and open things around them; in a long run also who has nearly all or nearly none."""
CSRF = re.compile(r'csrfmiddlewaretoken" value="[^"]*"')
OF_ONESELF = {"GET /table/access/", "GET /audit/looks/", "GET /tokens/", "GET /api/v1/token"}
"""What moves by being looked at: who looked, and the token that was made for the walk."""
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
STATE = re.compile(
    r'"(seq|last_seq|head|as_of)": ("[^"]*"|\d+)|(?<=[:\d])(#|%23)\d+|[Ee]ntry: \d+|by \d+ \w+ \d{4}, \W\d\d:\d\d'
)
"""On which entry of the chain a figure stands, and when that was recorded: everybody may know."""
CHANGING = ("ETag", "Date", "cookie csrftoken", "cookie sessionid", "Content-Length", "Expires")
"""Headers that differ between two answers that say the same: marks of the register's state, and random texts."""


def said(answer: Answer, *ids: str) -> tuple[int, bytes | str, dict[str, str]]:
    """Return what an answer says, without the id that was asked and what is random in it."""
    headers = {name: value for name, value in answer.headers.items() if name not in CHANGING}
    packed = answer.content[:4] in (b"PK\x03\x04", b"PAR1")
    words = "\n".join(texts(answer.content)) if packed else answer.content.decode("utf-8", "surrogateescape")
    for one in ids:
        for part in (one, one[:13], one[:12]):
            words = words.replace(part, "ID")
            headers = {name: value.replace(part, "ID") for name, value in headers.items()}
    return answer.status, STATE.sub("STATE", UUID.sub("UUID", CSRF.sub("", words))), headers


def like(name: str) -> str:
    """Return a made-up id of the same shape."""
    if "." in name:
        return name.replace("sijill", "sijilx")
    digits = itertools.cycle("1a2b3c4d5e6f7")
    return "".join(next(digits) if one.isalnum() and one.isascii() else one for one in name)


def hidden_ids(house: House, name: str) -> Iterator[str]:
    """Give some ids of each kind of thing that somebody may not know of."""
    clearance = house.clearance(name)
    for known in house.planted.ids.values():
        hidden = [one for one, needs in known.items() if LEVELS.index(needs) > LEVELS.index(clearance)]
        yield from hidden if LONG else (hidden[:1] + hidden[-1:])


def answers_to(asking: Any, pattern: str, one: str) -> list[Answer]:
    """Return what an address answers when an id stands in each of its parameters, read and sent to."""
    address = doors.PARAMETER.sub(one, pattern)
    return [answer_of(f"{how} {pattern}", getattr(asking, how)(address), address) for how in ("get", "post")]


@pytest.mark.parametrize("name", WHO)
def test_a_hidden_thing_is_asked_about_as_one_that_there_is_not(name, house):
    browser, told = browser_of(name), []
    patterns = [one for one in doors.patterns() if doors.PARAMETER.search(one) and "<int:" not in one]
    for one in dict.fromkeys(hidden_ids(house, name)):
        for pattern in patterns:
            ours, theirs = answers_to(browser, pattern, one), answers_to(browser, pattern, like(one))
            told += [a.door for a, b in zip(ours, theirs, strict=True) if said(a, one) != said(b, like(one))]

    assert sorted(set(told)) == []


@pytest.mark.parametrize("name", WHO)
def test_a_hidden_thing_is_asked_about_by_a_program_as_one_that_there_is_not(name, house):
    from sijill.web.api.routes import described

    program, told = program_of(name), []
    for one in dict.fromkeys(hidden_ids(house, name)):
        for path, methods in described()["paths"].items():
            for method, about in methods.items():
                queries = [each["name"] for each in about.get("parameters", ()) if each["in"] == "query"]
                ways = [{}] if "{" in path else [{each: one} for each in queries]
                for way in ways:
                    pair = [_asked(program, method, path, way, each) for each in (one, like(one))]
                    if said(pair[0], one) != said(pair[1], like(one)):
                        told.append(f"{method} {path} {sorted(way)}")

    assert sorted(set(told)) == []


def _asked(program: Any, method: str, path: str, way: dict[str, str], one: str) -> Answer:
    address = re.sub(r"\{\w+\}", one, path)
    sending = {"headers": program.headers}
    if method == "get":
        return answer_of(path, program.browser.get(address, dict.fromkeys(way, one), **sending))
    body = {"key": "k", "item": one, "kind": "casualties", "quote": "Invented", "start": 0, "end": 8}
    body = {"verdict": "rejected", "reason": "no"} if path.endswith("verdict") else body
    return answer_of(path, program.browser.post(address, body, content_type="application/json", **sending))


ADDED = [("documenter", RESTRICTED)]
ADDED += (
    [("viewer", TEAM), ("viewer", RESTRICTED), ("documenter", SEALED), ("lead", SEALED), ("verifier", SEALED)]
    if LONG
    else []
)
"""Who walks before and after a document of which level is added."""


@pytest.mark.slow
@pytest.mark.parametrize(("name", "level"), ADDED)
def test_nothing_answers_differently_when_something_hidden_is_added(name, level, house):
    """The same walk before and after a hidden document with its claims and verdicts, and a sealed value of a person."""

    def walk() -> dict[tuple[str, str], Any]:
        crawl = Crawl(house, name, foreign=0, followed=0, sought=4)
        return {(one.door, one.address): said(one) for answers in (crawl.pages(), crawl.routes()) for one in answers}

    walk()  # what the walk itself leaves behind, such as sessions and marks of use
    ids = {kind: dict(known) for kind, known in house.planted.ids.items()}
    before, again = walk(), walk()
    moving = {where for where in before if before[where] != again[where]}

    claims_of(house.planted, house.register, document(house.planted, house.register, level), level, accepted=False)
    person = next(one for one in house.planted.ids["record"] if house.register.records.of(one).kind == "victim")
    if level is SEALED:
        house.register.acting_as("lead").records.record(
            "victim", {"contact": house.planted.word("added", SEALED)}, subject=person, reason="invented"
        )
    house.planted.ids = ids
    after = walk()

    assert {door for door, _ in moving} <= OF_ONESELF
    changed = {where for where in again if after.get(where) != again[where] and where not in moving}
    assert sorted({door for door, _ in changed}) == []
