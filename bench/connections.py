"""What a kept connection to PostgreSQL is worth: 800 short questions of eight threads, in ways of holding them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import sqlalchemy as sa
from tests.contract.postgres import running_server

THREADS, QUESTIONS = 8, 100
POOLS: dict[str, dict[str, object]] = {
    "the register, a connection each time": {"poolclass": sa.NullPool},
    "the register, its pool": {"pool_pre_ping": True},
    "the register, a pool of eight": {"pool_pre_ping": True, "pool_size": 8, "max_overflow": 8},
}


def seconds(ask: Callable[[], object]) -> float:
    """Return for how long eight threads ask."""
    asking = [threading.Thread(target=lambda: [ask() for _ in range(QUESTIONS)]) for _ in range(THREADS)]
    began = time.perf_counter()
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    return time.perf_counter() - began


def asked_of(engine: sa.Engine) -> Callable[[], object]:
    """Return a question that takes its connection and gives it back."""

    def ask() -> object:
        with engine.connect() as connection:
            return connection.scalar(sa.text("SELECT 1"))

    return ask


def main() -> None:
    """Print a line for each way, with its ratio to the register's own pool."""
    with running_server() as server, server.database() as url:
        address = sa.make_url(url).set(drivername="postgresql+psycopg")
        taken = {}
        for name, way in POOLS.items():
            engine = sa.create_engine(address, **way)
            taken[name] = seconds(asked_of(engine))
            engine.dispose()
    for name, one in taken.items():
        print(f"{name}: {one:.2f} s, {one / taken['the register, its pool']:.1f} times its pool")


if __name__ == "__main__":
    main()
