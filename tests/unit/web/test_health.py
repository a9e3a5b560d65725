"""What a machine may ask without signing in: a word, or numbers, and nothing that a person wrote."""

from __future__ import annotations

import re

import pytest
from django.test import Client

LINE = re.compile(r'sijill_[a-z_]+(\{state="(?:waiting|running|done|failed)"\})? \d+')


def test_the_desk_says_that_it_lives_and_is_ready(register):
    assert Client().get("/healthz/live").content == b"live\n"
    assert Client().get("/healthz/ready").content == b"ready\n"


def test_a_desk_without_its_register_lives_and_is_not_ready(register, tmp_path, settings_of_desk):
    settings_of_desk.SIJILL_REGISTER = tmp_path / "nowhere"

    answer = Client().get("/healthz/ready")

    assert (answer.status_code, answer.content) == (503, b"not ready\n")
    assert Client().get("/healthz/live").status_code == 200
    assert b"sijill_ready 0\n" in Client(HTTP_HOST="127.0.0.1:8765").get("/metrics").content


def test_metrics_are_numbers_without_a_word_of_the_register(register, incident):
    page = Client(HTTP_HOST="127.0.0.1:8765").get("/metrics").content.decode()

    told = [line for line in page.splitlines() if not line.startswith("#")]
    assert all(LINE.fullmatch(line) for line in told)
    assert f"sijill_entries {register.seq}" in told
    assert 'sijill_jobs{state="waiting"} 0' in told
    assert "Invented" not in page


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"REMOTE_ADDR": "192.168.1.20"},
        {"HTTP_X_FORWARDED_FOR": "203.0.113.9"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_FORWARDED": "for=203.0.113.9"},
        {"HTTP_X_REAL_IP": "203.0.113.9"},
        {"HTTP_VIA": "1.1 invented"},
        {"HTTP_HOST": "testserver"},
        {"HTTP_HOST": "bound-to-this-machine.example"},
    ],
)
def test_metrics_are_not_there_for_another_machine_or_name_or_what_a_proxy_hands_on(register, elsewhere):
    asked = {"HTTP_HOST": "localhost:8765", **elsewhere}

    answer = Client().get("/metrics", **asked)

    assert (answer.status_code, answer.content) == (404, b"")
    assert Client().get("/healthz/ready", **asked).content == b"ready\n"


@pytest.mark.parametrize("name", ["127.0.0.1", "127.0.0.1:8765", "localhost", "[::1]:8765"])
def test_metrics_are_there_under_every_name_of_this_machine_alone(register, name):
    assert Client().get("/metrics", HTTP_HOST=name).status_code == 200


@pytest.fixture
def settings_of_desk(register):
    """Django's settings, put back afterwards."""
    from django.conf import settings

    yield settings
    settings.SIJILL_REGISTER = register.folder
