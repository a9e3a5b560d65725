"""A register with one incident that was documented late, by decision."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.beginnings import begun

from sijill.workspace import Register, Settings


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """An empty register with the snhr methodology adopted."""
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        yield made


@pytest.fixture
def shelling(register: Register) -> str:
    """An invented incident of 5 May 2016, documented in September, whose title a spreadsheet would compute."""
    values = {
        "title": '=HYPERLINK("http://invented.example")',
        "happened_on": "2016-05-05",
        "documented_on": "2016-09-01",
        "place": "Invented Town",
        "civilian_status": "civilian",
        "killed": {"low": 12, "high": None},
    }
    done = register.records.record("incident", values, reason="invented", source="Invented Monitor")
    assert done.subject
    return done.subject
