"""The access log says who looked at what, never which words they searched for, and cannot be changed."""

from __future__ import annotations

from contextlib import closing

import pytest
import sqlalchemy as sa
from tests.contract.registers import START, hours

from sijill.adapters.sql import AccessLog, Act


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path):
    """A place for an access log."""
    if request.param == "sqlite":
        yield tmp_path
    else:
        with request.getfixturevalue("postgres").database() as url:
            yield url


def test_lines_come_back_in_order_and_by_person(where):
    with closing(AccessLog(where)) as log:
        log.record(Act.READ, ["v1", "v2"], actor="Invented Researcher", now=START)
        log.record(Act.EXPORTED, ["v1"], actor="Invented Lead", now=hours(1))
    with closing(AccessLog(where)) as log:
        lines = list(log.read())

        assert [(one.number, one.act, one.subjects, one.at) for one in lines] == [
            (1, Act.READ, ("v1", "v2"), START),
            (2, Act.EXPORTED, ("v1",), hours(1)),
        ]
        assert [one.number for one in log.read(actor="Invented Lead")] == [2]
        assert [one.number for one in log.read(after=1)] == [2]


def test_a_search_is_kept_as_a_digest_that_answers_only_a_question(where):
    with closing(AccessLog(where)) as log:
        log.record(Act.SEARCHED, ["v1"], actor="Invented Researcher", now=START, query="an invented name")
        log.record(Act.SEARCHED, ["v1"], actor="Invented Researcher", now=START, query="an invented name")
        first, second = log.read()

    assert first.was_for("an  invented name")
    assert not first.was_for("another name")
    assert first.query != second.query


@pytest.mark.parametrize("change", ["DELETE FROM access", "UPDATE access SET actor = 'nobody'"])
def test_lines_can_be_neither_changed_nor_deleted(where, change):
    with closing(AccessLog(where)) as log:
        log.record(Act.READ, ["v1"], actor="Invented Researcher", now=START)
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), log._database.writing() as connection:
            connection.exec_driver_sql(change)

        assert [one.actor for one in log.read()] == ["Invented Researcher"]
