"""What several processes of a desk count together: no count is lost, it ends, and no row runs code or names anybody."""

from __future__ import annotations

import base64
import pickle
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from tests.unit.web.conftest import PASSWORD

STARTED_AT_ONCE = """
import sys, time
from pathlib import Path
from sijill.web import serving
import django.core.management
register, accounts, moment = sys.argv[1:]
while time.time() < float(moment):
    time.sleep(0.001)
serving.prepare(Path(register), accounts=accounts)
from django.core.cache import cache
cache.add("asked", 0, 60)
print(*(cache.incr("asked") for _ in range(100)))
"""


def counted_by_two(register, accounts=""):
    """Start two processes at one moment on accounts that are not there yet; return what both counted, and said."""
    command = [sys.executable, "-c", STARTED_AT_ONCE, str(register), accounts, str(time.time() + 3)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [one.communicate(timeout=120) for one in both]
    return sorted(int(count) for counts, _ in told for count in counts.split()), [said for _, said in told]


def rows():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM sijill_limits")
        return cursor.fetchall()


def test_two_processes_started_together_on_a_fresh_register_lose_no_count(tmp_path):
    counts, said = counted_by_two(tmp_path)

    assert counts == list(range(1, 201)), said


def test_counting_on_does_not_put_off_when_a_count_ends(register):
    from django.core.cache import cache

    cache.add("asked", 0, 1)
    counts = [cache.incr("asked") for _ in range(3)]
    time.sleep(1.1)

    assert counts == [1, 2, 3]
    with pytest.raises(ValueError, match="nothing is counted"):
        cache.incr("asked")
    assert cache.add("asked", 0, 1)
    assert not cache.add("asked", 5, 1)


def test_a_minute_of_the_clock_is_counted_by_itself(register, monkeypatch):
    from sijill.web import limits_table

    at = datetime.now(UTC).replace(second=58, microsecond=0)
    told = []
    for seconds in (0, 1, 2, 3):
        monkeypatch.setattr(limits_table.timezone, "now", lambda moment=at + timedelta(seconds=seconds): moment)
        told.append(limits_table.asked_this_minute("invented"))

    assert told == [(1, 2), (2, 1), (1, 60), (2, 59)]


def test_no_row_names_who_tried_to_sign_in_from_where_and_what_ended_is_swept(register):
    from django.core.cache import cache
    from django.test import Client

    from sijill.web.desk.work.worker import sweep

    Client(REMOTE_ADDR="203.0.113.77").post("/accounts/login/", {"login": "viewer", "password": PASSWORD[1:]})
    kept = rows()
    cache.set("ended", 1, -1)
    sweep()

    assert kept
    assert all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key, _ in kept)
    assert "203.0.113" not in str(kept)
    assert "viewer" not in str(kept)
    assert {key for key, _ in rows()} == {key for key, _ in kept}


class Runs:
    """What a pickle of runs a function when it is read."""

    def __reduce__(self):
        return exec, ("raise SystemExit('it ran')",)


def test_a_row_that_somebody_wrote_runs_nothing(register):
    from django.core.cache import cache
    from django.db import connection

    cache.set("told", [1.5, "word"], 60)
    before = cache.get("told")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sijill_limits SET value = %s", [base64.b64encode(pickle.dumps(Runs())).decode()])

    assert before == [1.5, "word"]
    assert cache.get("told", "nothing") == "nothing"
