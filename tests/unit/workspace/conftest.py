"""A real register in a temporary folder: SQLite, vault, sandbox and all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.beginnings import begun

from sijill.actions import Provenance
from sijill.workspace import Register, Settings

NOTE = (
    "Invented note for a test. At least 12 civilians, including three children, were killed in shelling "
    "on Invented Town on 5 May 2016, the Invented Monitor said.\n"
)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """An empty register with the snhr methodology adopted."""
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        yield made


@pytest.fixture
def note(register: Register) -> str:
    """A note that ``documenter`` sealed, with its proposals; returns the item."""
    return (
        register.acting_as("documenter")
        .evidence.add_bytes(NOTE.encode(), Provenance("Test notes", original_name="note.txt"))
        .item
    )
