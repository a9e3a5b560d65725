"""The desk of a team: several processes answer, one does the long work, and limits hold over all of them."""

from __future__ import annotations

import http.cookiejar
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.e2e.test_desk import sijill

pytestmark = pytest.mark.slow

QUEUE = """
import sys
from pathlib import Path
from sijill.web.serving import prepare
prepare(Path(sys.argv[1]))
from django.utils import timezone
from sijill.web.desk.work.models import Job
Job.objects.create(kind="audit", person="nobody invented", append_id="invented", created_at=timezone.now())
"""


@contextmanager
def running(*words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "sijill", *words]
    made = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield made
    finally:
        made.terminate()
        made.communicate(timeout=20)


def asked(address: str, opener: urllib.request.OpenerDirector | None = None, form: dict[str, str] | None = None) -> str:
    data = None if form is None else urllib.parse.urlencode(form).encode()
    headers = {"Origin": address.partition("/accounts")[0]}
    request = urllib.request.Request(address, data=data, headers=headers)  # noqa: S310 an address of this machine
    try:
        with (opener or urllib.request.build_opener()).open(request, timeout=20) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as refused:
        return f"{refused.code} {refused.read().decode()}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A desk of two processes that leave the long work to another."""
    register = tmp_path_factory.mktemp("team") / "register"
    sijill("init", str(register), "--owner", "lead", "--name", "Invented register")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running("serve", str(register), "--port", str(port), "--workers", "2", "--no-work"):
        base = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                assert asked(f"{base}/healthz/ready") == "ready\n"
                break
            except OSError:
                time.sleep(0.1)
        yield base, register


def test_two_processes_answer_and_count_wrong_passwords_together(desk):
    base, _ = desk

    refused = []
    for _ in range(6):
        # Every try is a connection of its own, so that both processes are met.
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        page = asked(f"{base}/accounts/login/", opener)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token
        form = {"csrfmiddlewaretoken": token[1], "login": "invented", "password": "wrong"}
        refused.append("too often" in asked(f"{base}/accounts/login/", opener, form))

    assert refused == [False] * 5 + [True]


def test_long_work_is_done_by_one_process_of_its_own(desk):
    base, register = desk
    subprocess.run([sys.executable, "-c", QUEUE, str(register)], check=True)
    assert 'sijill_jobs{state="waiting"} 1' in asked(f"{base}/metrics")

    with running("work", str(register)) as works:
        for _ in range(200):
            if 'sijill_jobs{state="waiting"} 0' in asked(f"{base}/metrics"):
                break
            time.sleep(0.1)
        command = [sys.executable, "-m", "sijill", "work", str(register), "--once"]
        second = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (second.returncode, second.stdout) == (1, "")
        assert "another process does the long work" in second.stderr
        works.send_signal(signal.SIGTERM)
        assert works.wait(20) == 0

    assert 'sijill_jobs{state="failed"} 1' in asked(f"{base}/metrics")
