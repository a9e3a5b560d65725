"""Each test of this folder runs on memory, SQLite and PostgreSQL, the last two with real files and servers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest
from tests.contract.postgres import NoServer, Server, running_server
from tests.contract.registers import Maker, Register, memory, stored


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real PostgreSQL server; the test is skipped with the reason where none can be had."""
    try:
        with running_server() as server:
            yield server
    except NoServer as reason:
        pytest.skip(f"no PostgreSQL: {reason}")


@pytest.fixture(scope="session", params=["memory", "sqlite", "postgresql"])
def new_register(request: pytest.FixtureRequest) -> Maker:
    """What makes an empty register of one kind; a property test makes one for each example."""
    if request.param == "memory":
        return memory
    if request.param == "sqlite":
        base, numbers = request.getfixturevalue("tmp_path_factory").mktemp("registers"), count(1)

        def in_sqlite():
            folder = base / str(next(numbers))
            folder.mkdir(mode=0o700)
            return stored(folder)

        return in_sqlite
    server: Server = request.getfixturevalue("postgres")

    @contextmanager
    def in_postgresql():
        with server.database() as url, stored(url) as register:
            yield register

    return in_postgresql


@pytest.fixture
def register(new_register: Maker) -> Iterator[Register]:
    """An empty register."""
    with new_register() as made:
        yield made
