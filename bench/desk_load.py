"""
Fifty people at once at the desk of a large register: how long each page takes beside a page that asks nothing.

    python bench/desk_load.py FOLDER [--victims 100000] [--claims 1000000] [--people 50] [--seconds 15]

Makes the register where the folder holds none (bench/big_register.py), starts the real
``sijill serve`` in its own process with a session for everybody, and then asks for pages over kept
connections: each kind of page by itself, then all kinds mixed. Every person
asks again as soon as the answer is there. The measure is ``/about/``, a signed-in Django view of
the same server, middleware, session and frame that reads nothing of the register.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

sys.path.insert(0, str(Path(__file__).parent))

from big_register import DOCUMENT, FIRST_DAY, big_register, document

PASSWORD = "an invented long password"  # noqa: S105 of an invented register
ROLES = ("verifier", "verifier", "lead", "analyst", "documenter")
BARE = "bare"

Ask = Callable[[random.Random], tuple[str, dict[str, str] | None]]
"""What is asked for: an address, and the form that is sent to it (a search is never in an address)."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """What was generated, so that addresses can be made for it."""

    victims: int
    claims: int
    seed: int = 2011

    def victim(self, chance: random.Random) -> int:
        """Return the number of somebody who was accepted."""
        each = self.victims * DOCUMENT // self.claims
        return chance.randrange(self.claims // DOCUMENT) * DOCUMENT + chance.randrange(each)


def pages(sizes: Sizes) -> dict[str, Ask]:
    """Return how to ask for each kind of page."""

    def name(chance: random.Random) -> tuple[str, dict[str, str]]:
        number = sizes.victim(chance)
        death = document(number // DOCUMENT, sizes.seed)[1][number % DOCUMENT]
        words = chance.choice((death.latin, death.arabic)).rpartition(" ")[0]
        if chance.random() < 0.3:  # a slip of the hand: one letter twice
            at = chance.randrange(1, len(words))
            words = words[:at] + words[at - 1 :]
        return "/search/", {"q": words}

    def month(chance: random.Random) -> str:
        return f"{FIRST_DAY.year + chance.randrange(1, 12)}-{chance.randrange(1, 13):02}"

    def at(*addresses: str) -> Ask:
        return lambda chance: (chance.choice(addresses), None)

    def toll(chance: random.Random) -> tuple[str, None]:
        return f"/tolls/?period={month(chance)}&by={chance.choice(('party', 'governorate', 'cause'))}", None

    return {
        BARE: at("/about/"),
        "home": at("/"),
        "queue": at("/queue/", "/queue/", "/queue/?kind=casualties"),
        "record": lambda chance: (f"/records/v-{sizes.victim(chance):07d}/", None),
        "search": name,
        "toll": toll,
        "map": lambda chance: (f"/map/?period={month(chance)}", None),
    }


@dataclass(slots=True)
class Person:
    """One browser: a kept connection and its cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None

    async def ask(self, address: str, form: dict[str, str] | None = None) -> tuple[int, bytes]:
        """Return the status and body of one answer; a connection that was kept too long is opened again."""
        try:
            return await self._asked(address, form)
        except (asyncio.IncompleteReadError, ConnectionError):
            self.writer = None
            return await self._asked(address, form)

    async def _asked(self, address: str, form: dict[str, str] | None) -> tuple[int, bytes]:
        if self.writer is None or self.writer.is_closing():
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)
        assert self.reader is not None
        token = {"csrfmiddlewaretoken": self.token}
        body = urlencode(form | token).encode() if form is not None else b""
        lines = [
            f"{'GET' if form is None else 'POST'} {quote(address, safe='/?&=%#')} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "Accept-Language: en",
            f"Cookie: {'; '.join(f'{key}={value}' for key, value in self.cookies.items())}",
        ]
        if form is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
            lines += [f"Origin: http://127.0.0.1:{self.port}"]
        self.writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        for key, value in re.findall(r"(?im)^set-cookie: ([^=]+)=([^;\r]*)", head):
            self.cookies[key] = value
        length = re.search(r"(?im)^content-length: (\d+)", head)
        if length:
            content = await self.reader.readexactly(int(length[1]))
        else:
            content = b""
            while size := int((await self.reader.readline()).split(b";")[0], 16):
                content += (await self.reader.readexactly(size + 2))[:-2]
            await self.reader.readline()
        return int(head.split(" ", 2)[1]), content


@dataclass(slots=True)
class Times:
    """How long the answers of one phase took, and what went wrong."""

    by_page: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def percentile(self, page: str, part: float) -> float:
        """Return a percentile in milliseconds."""
        times = sorted(self.by_page[page])
        return times[min(len(times) - 1, int(len(times) * part))] * 1000


async def phase(people: Sequence[Person], kinds: dict[str, Ask], seconds: float, seed: int) -> Times:
    """Let everybody ask for pages of these kinds until the time is over."""
    times, end = Times(), time.perf_counter() + seconds

    async def go_on(person: Person, number: int) -> None:
        chance = random.Random(f"{seed}.{number}")
        while time.perf_counter() < end:
            kind = chance.choice(list(kinds))
            address = kinds[kind](chance)
            began = time.perf_counter()
            status, _ = await person.ask(*address)
            times.by_page[kind].append(time.perf_counter() - began)
            if status != 200:
                times.errors[f"{kind} {status}"] += 1

    await asyncio.gather(*(go_on(person, number) for number, person in enumerate(people)))
    return times


def told(title: str, times: Times, bare: float) -> None:
    """Print one phase."""
    for page in times.by_page:
        p50, p95, count = times.percentile(page, 0.5), times.percentile(page, 0.95), len(times.by_page[page])
        took = f"p50 {p50:7.0f} ms  p95 {p95:7.0f} ms  {p95 / bare:5.2f} times bare"
        print(f"{title:<8}{page:<10}{count:>7} answers  {took}", flush=True)
    for what, count in times.errors.items():
        print(f"{title:<8}ERROR {what}: {count}")


async def measure(port: int, sizes: Sizes, sessions: Sequence[str], seconds: float, only: Sequence[str]) -> None:
    """Print each phase."""
    signed = [Person(port, cookies={"sessionid": session}) for session in sessions]
    for person in signed:
        _, page = await person.ask("/about/")  # gives what forms are sent with
        person.token = page.partition(b'csrfmiddlewaretoken" value="')[2].partition(b'"')[0].decode()
    kinds = {kind: ask for kind, ask in pages(sizes).items() if kind == BARE or not only or kind in only}
    began = time.perf_counter()
    for kind, ask in kinds.items():
        status, page = await signed[0].ask(*ask(random.Random(1)))
        while status == 503:
            await asyncio.sleep(1)
            status, page = await signed[0].ask(*ask(random.Random(1)))
        print(f"first {kind}: {status}, {len(page)} bytes, {time.perf_counter() - began:.2f} s after sign-in")
    bare = 0.0
    for kind, ask in kinds.items():
        times = await phase(signed, {kind: ask}, seconds, 1)
        bare = bare or times.percentile(BARE, 0.95)
        told("alone", times, bare)
    mixed = await phase(signed, kinds, seconds, 2)
    told("mixed", mixed, mixed.percentile(BARE, 0.95))


def signed_in(folder: Path, people: int) -> list[str]:
    """Return a session of each person, made without the sign-in page: that lets 30 a minute in from one address."""
    from sijill.web.serving import prepare

    prepare(folder)
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore

    from sijill.web.accounts.people import make_person
    from sijill.web.accounts.policy import Role

    sessions = []
    for number in range(people):
        name = f"bench-{number}"
        user = User.objects.filter(username=name).first()
        user = user or make_person(name, PASSWORD, Role(ROLES[number % len(ROLES)]))
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.save()
        sessions.append(str(store.session_key))
    return sessions


def memory_of(process: int) -> int:
    """Return the resident memory of a process and its children, in MB."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    own = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    return (int(own[1]) // 1024 if own else 0) + sum(memory_of(int(child)) for child in children)


def main() -> None:
    """Make the register, serve it, and measure."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--victims", type=int, default=100_000)
    asked.add_argument("--claims", type=int, default=1_000_000)
    asked.add_argument("--people", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=15)
    asked.add_argument("--port", type=int, default=8791)
    asked.add_argument("--only", nargs="*", default=[])
    options = asked.parse_args()
    big_register(options.folder, victims=options.victims, claims=options.claims).close()
    sessions = signed_in(options.folder.resolve(), options.people)
    command = [sys.executable, "-m", "sijill", "serve", str(options.folder), "--port", str(options.port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_for(options.port)
        sizes = Sizes(options.victims, options.claims)
        asyncio.run(measure(options.port, sizes, sessions, options.seconds, options.only))
        print(f"peak memory of the server {memory_of(server.pid)} MB")
    finally:
        server.terminate()
        server.wait()


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    import socket

    began = time.perf_counter()
    while time.perf_counter() - began < 120:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                print(f"the server answers after {time.perf_counter() - began:.1f} s")
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    main()
