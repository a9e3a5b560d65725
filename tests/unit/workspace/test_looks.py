"""Looks share a sync, but no look is ever told as written before it is, and a refusal reaches everybody in the line."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

import pytest

from sijill.adapters.sql import Act
from sijill.workspace._looks import AccessLogWriter

NOW = datetime(2020, 6, 1, tzinfo=UTC)


def test_whoever_looks_at_the_same_time_as_others_finds_the_look_written_on_return(tmp_path):
    with closing(AccessLogWriter(tmp_path)) as looks:

        def look(number):
            looks.record(Act.READ, [f"v{number}"], actor=f"invented {number % 7}", now=NOW)
            return any(f"v{number}" in one.subjects for one in looks.read(actor=f"invented {number % 7}"))

        with ThreadPoolExecutor(16) as people:
            assert all(people.map(look, range(200)))

        assert sorted(one.subjects[0] for one in looks.read()) == sorted(f"v{number}" for number in range(200))


def test_looks_that_came_while_one_was_written_are_written_together(tmp_path, monkeypatch):
    with closing(AccessLogWriter(tmp_path)) as looks:
        looks.record(Act.READ, ["first"], actor="invented", now=NOW)
        log, sizes = looks._opened(), []
        really = log.record_all
        monkeypatch.setattr(log, "record_all", lambda line: sizes.append(len(line)) or really(line))

        with looks._one_at_a_time:
            people = [
                threading.Thread(target=looks.record, args=(Act.READ, [f"v{one}"]), kwargs={"actor": "i", "now": NOW})
                for one in range(5)
            ]
            for person in people:
                person.start()
            while len(looks._line) < 5:
                pass
        for person in people:
            person.join()

        assert sizes == [5]
        assert len(looks.read(actor="i")) == 5


def test_a_look_that_cannot_be_written_is_refused_to_everybody_in_the_line(tmp_path, monkeypatch):
    with closing(AccessLogWriter(tmp_path)) as looks:
        log = looks._opened()

        def refuses(line):
            raise OSError("the disk is full")

        monkeypatch.setattr(log, "record_all", refuses)
        with ThreadPoolExecutor(4) as people:
            tried = [people.submit(looks.record, Act.READ, [f"v{one}"], actor="invented", now=NOW) for one in range(4)]
        for one in tried:
            with pytest.raises(OSError, match="disk is full"):
                one.result()
