"""Walks every door of a planted register as somebody, and says which tokens they were shown that they may not see."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.safety import doors
from tests.safety.finding import found
from tests.safety.planting import PERIOD, Planted
from tests.unit.web.apis import Program, token_of
from tests.unit.web.conftest import PASSWORD, ROLES

from sijill.model import Sensitivity
from sijill.workspace import Register

CLOSED = "closed"
"""A lead's account that was closed while a browser was signed in and a program held its token."""


class Answer(NamedTuple):
    """What a door answered: its name, the address, the status, and everything that left."""

    door: str
    address: str
    status: int
    content: bytes
    headers: dict[str, str]


@dataclass(slots=True)
class House:
    """A planted register, and what its server wrote."""

    register: Register
    planted: Planted
    written: list[str]
    crawls: dict[str, Crawl] = field(default_factory=dict)
    _known: dict[str, list[str]] = field(default_factory=dict)
    _told: dict[bytes, frozenset[str]] = field(default_factory=dict)

    def crawl(self, name: str, *, foreign: int, followed: int, sought: int) -> Crawl:
        """Return the walk of one person, walked once."""
        if name not in self.crawls:
            crawl = self.crawls[name] = Crawl(self, name, foreign, followed, sought)
            for answers in (crawl.pages(), crawl.routes(), crawl.searches()):
                crawl.look(answers)
        return self.crawls[name]

    def told(self, content: bytes) -> frozenset[str]:
        """Return every token in an answer; what many are given is looked through once."""
        key = hashlib.sha256(content).digest()
        if key not in self._told:
            self._told[key] = frozenset(found(content, self.planted.tokens))
        return self._told[key]

    def clearance(self, name: str) -> Sensitivity:
        """Return how much somebody is cleared for; a stranger for what is public, and they are shown none of that."""
        from sijill.web.accounts.policy import CLEARANCE, Role

        return CLEARANCE[Role(name)] if name in ROLES else Sensitivity.PUBLIC

    def known(self) -> dict[str, list[str]]:
        """Return what doors may be asked, by the names of their arguments; the same at every walk."""
        from sijill import readings

        if self._known:
            return self._known

        *_, total = readings.toll(self.register, period=PERIOD, clock="died")
        some = [one for kind in ("record", "item", "claim") for one in list(self.planted.ids[kind])[:4]]
        self._known |= {
            "period": [PERIOD, "2016"],
            "figure": [total["figure"]],
            "thing": some,
            "about": some,
            "record": some[:1],
            "item": list(self.planted.ids["item"])[:4],
            "by": ["governorate", "party"],
            "clock": ["died"],
            "left": [PERIOD],
            "right": ["2016-06"],
            "month": [PERIOD],
            "query": ["Invented"],
        }
        return self._known


def browser_of(name: str) -> Any:
    """Return a browser in which somebody is signed in; a stranger's has no session, a closed account's an old one."""
    from django.contrib.auth.models import User
    from django.test import Client

    browser = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    if name == CLOSED:
        browser.force_login(User.objects.get(username=name), backend="django.contrib.auth.backends.ModelBackend")
    assert name not in ROLES or browser.login(username=name, password=PASSWORD)
    return browser


def program_of(name: str) -> Program:
    """Return a program with somebody's token; a stranger's is made up, a closed account's was made before."""
    return Program(token_of(name) if name in (*ROLES, CLOSED) else "sijill_made_up")


def answer_of(door: str, response: Any, address: str = "") -> Answer:
    """Return an answer with its headers and cookies."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = dict(response.items())
    cookies = {f"cookie {one.key}": one.value for one in response.cookies.values()}
    response.close()
    return Answer(door, address, response.status_code, body, headers | cookies)


@dataclass(slots=True)
class Crawl:
    """A walk through every door as one person."""

    house: House
    name: str
    foreign: int
    """From how many other kinds of thing an id goes into each parameter, beside every id of its own kind."""
    followed: int
    """How many links of pages are followed beyond."""
    sought: int
    """How many hidden tokens are searched for."""
    leaks: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The door and the kind of what was shown there."""
    shown: set[str] = field(default_factory=set)
    """The tokens that were shown at all: a walk that sees nothing finds nothing."""
    answered: int = 0

    def pages(self) -> Iterator[Answer]:
        """Give the answer of every address of the desk, with every kind of id, then of the links on its pages."""
        browser, known = browser_of(self.name), self.house.known()
        seen, further = set[str](), dict[str, str]()
        for pattern in doors.patterns():
            for plain in doors.filled(pattern, self.house.planted, self.foreign):
                for address in doors.asked(plain, known):
                    if address in seen or "logout" in address:
                        continue
                    seen.add(address)
                    given = answer_of(f"GET {pattern}", browser.get(address), address)
                    yield given
                    if "text/html" in given.headers.get("Content-Type", ""):
                        page = given.content.decode()
                        further |= {one: pattern for one in doors.links(page, plain) if one not in further}
        beyond = [(address, origin) for address, origin in further.items() if address not in seen]
        for address, origin in beyond[: self.followed]:
            yield answer_of(f"GET link {address.partition('?')[0]} of {origin}", browser.get(address))

    def routes(self) -> Iterator[Answer]:
        """Give the answer of every route of the API that reads."""
        from sijill.web.api.routes import described

        program = program_of(self.name)
        for address in doors.api_reads(described(), self.house.planted, self.foreign, self.house.known()):
            given = program.browser.get(address, headers=program.headers)
            yield answer_of(f"GET {address.partition('?')[0][:60]}", given, address)

    def searches(self) -> Iterator[Answer]:
        """Give what is answered to a search for each hidden token, by page, by program and while typing."""
        browser, program = browser_of(self.name), program_of(self.name)
        clearance = self.house.clearance(self.name)
        hidden = [one for one in self.house.planted.tokens.values() if not one.may_be_seen(self.name, clearance)]
        step = max(1, len(hidden) // self.sought)
        for token in hidden[::step]:
            word = token.word
            yield _without(word, answer_of("POST /search/", browser.post("/search/", {"q": word})))
            yield _without(word, answer_of("POST /api/v1/search", program.post("/search", {"words": word})))
            yield _without(word, answer_of("POST /enter/likely/", browser.post("/enter/likely/", {"name": word})))
            yield _without(word, answer_of("POST /queue/", browser.post("/queue/", {"words": word})))

    def look(self, answers: Iterable[Answer]) -> None:
        """Look through answers for tokens that this person may not see."""
        tokens, clearance = self.house.planted.tokens, self.house.clearance(self.name)
        for one in answers:
            self.answered += 1
            told = self.house.told(one.content) | self.house.told(str(one.headers).encode())
            self.shown |= told
            hidden = [
                word for word in told if self.name not in ROLES or not tokens[word].may_be_seen(self.name, clearance)
            ]
            self.leaks.update((one.door, tokens[word].kind) for word in hidden)

    def leaks_of(self) -> list[str]:
        """Return a line for each door and kind of thing that was shown there."""
        return [f"{self.name}: {door} shows {kind}, {n} times" for (door, kind), n in sorted(self.leaks.items())]


def _without(word: str, answer: Answer) -> Answer:
    """Return an answer without the word that was asked: a form repeats what was typed into it."""
    return answer._replace(content=answer.content.decode().replace(word, "").encode())
