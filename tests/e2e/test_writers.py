"""Eight people write at once into one SQLite register, and a program with them: nothing is lost, nobody notices."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from sijill.actions import Provenance
from sijill.workspace import Register, Settings, open_register

pytestmark = pytest.mark.slow

PASSWORD = "an invented long password"
PEOPLE, ROUNDS = 8, 4
SENTENCE = (
    "At least {n} civilians were killed in shelling on Invented Town {n} on 5 May 2016, the Invented Monitor said.\n"
)


class Person:
    """Somebody at the desk, with nothing but the standard library: a connection and cookies."""

    def __init__(self, port: int, name: str) -> None:
        """Sign in."""
        self.port, self.name = port, name
        self.cookies: dict[str, str] = {}
        form = {"login": name, "password": PASSWORD}
        assert self.send("/accounts/login/", self.hidden("/accounts/login/") | form)[0] == 302

    def send(self, address: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Return the status, where it leads, and the page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {
            "Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items()),
            "Origin": f"http://127.0.0.1:{self.port}",
        }
        body = None if form is None else urlencode(form)
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("GET" if form is None else "POST", address, body, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie", []):
            key, _, value = line.partition(";")[0].partition("=")
            self.cookies[key] = value
        connection.close()
        return answer.status, answer.headers.get("Location", ""), page

    def hidden(self, address: str) -> dict[str, str]:
        """Return what a page's forms carry unseen."""
        status, _, page = self.send(address)
        assert status == 200, (address, status)
        fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
        return dict(reversed(fields))  # the first form of a name is the page's own

    def enter(self, number: int) -> str:
        """Enter a person by hand and return the record."""
        form = self.hidden("/enter/") | {
            "name_en": f"Invented {self.name} {number}",
            "outcome": "killed",
            "source": "Invented office",
            "words": f"Invented {self.name} {number} was killed in Invented Town.",
            "sure": "1",
            "same": "new",
        }
        status, leads_to, page = self.send("/enter/", form)
        assert status == 302, (status, re.findall(r'role="alert">([^<]+)', page))
        return urlsplit(leads_to).path.split("/")[2]

    def judge(self) -> str | None:
        """Reject the next claim and return it; None when nothing waits any more."""
        status, leads_to, _ = self.send("/queue/next/")
        assert status == 302
        claim = urlsplit(leads_to).path.removeprefix("/queue/").strip("/")
        if not claim:
            return None
        form = self.hidden(leads_to) | {"verdict": "rejected", "reason": "Invented reason."}
        status, _, page = self.send(f"/queue/{claim}/judge/", form)
        assert status == 302, (status, re.findall(r'role="alert">([^<]+)', page))
        return claim


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A register with enough claims for everybody, served by the one command."""
    folder = tmp_path / "register"
    with Register.init(folder, settings=Settings(name="Invented register", owner="lead")) as register:
        words = "".join(SENTENCE.format(n=number) for number in range(6, 6 + PEOPLE * ROUNDS))
        register.evidence.add_bytes(words.encode(), Provenance("Invented notes", original_name="note.txt"))
    (tmp_path / "password").write_text(PASSWORD, "utf-8")
    for number in range(PEOPLE):
        command = ["admin", str(folder), "create", f"person-{number}", "--role", "verifier"]
        command += ["--password-file", str(tmp_path / "password")]
        subprocess.run([sys.executable, "-m", "sijill", *command], check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "sijill", "serve", str(folder), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port, folder
    finally:
        server.terminate()
        server.wait(30)


def test_eight_people_and_a_program_write_at_once_and_nothing_is_lost(served: tuple[int, Path]) -> None:
    port, folder = served
    people = [Person(port, f"person-{number}") for number in range(PEOPLE)]
    start = threading.Barrier(PEOPLE + 1, timeout=120)

    def work(person: Person) -> tuple[list[str], list[str]]:
        start.wait()
        done = [(person.enter(number), person.judge()) for number in range(ROUNDS)]
        return [subject for subject, _ in done], [claim for _, claim in done if claim]

    def program() -> list[str]:
        with open_register(folder, actor="a program") as register:
            start.wait()
            values = {"title": "Invented"}
            return [
                register.records.record("incident", values, reason="invented").subject for _ in range(PEOPLE * ROUNDS)
            ]

    with ThreadPoolExecutor(PEOPLE + 1) as pool:
        working = {person.name: pool.submit(work, person) for person in people}
        beside = pool.submit(program).result()
    entered = [subject for done in working.values() for subject in done.result()[0]]
    judged = {name: done.result()[1] for name, done in working.items()}

    with open_register(folder) as register:
        assert register.keeping.verify().holds
        standing = {statement.subject for _, statement in register.opened.ledger.statements()}
        asked_for = [*entered, *beside]
        assert len(set(asked_for)) == len(asked_for) == PEOPLE * ROUNDS * 2
        assert set(asked_for) <= standing
        bodies = [(e.actor, e.body) for e in register.records.entries(kind="judgement") if e.body]
        for name, claims in judged.items():
            said = [str(b["proposal"]) for actor, b in bodies if actor == name and b["verdict"] == "rejected"]
            assert sorted(said) == sorted(claims), "each verdict is recorded once, in the name of who gave it"
        claims = [claim for of_one in judged.values() for claim in of_one]
        assert len(set(claims)) == len(claims) > PEOPLE, "two people never decide the same claim"
