"""Documents that gave nothing to judge are told, each with why, so that none is sealed and forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.beginnings import begun

from sijill import readings
from sijill.actions import Provenance
from sijill.evidence import Unreadable
from sijill.model import Sensitivity
from sijill.workspace import Register, Settings

PUBLIC, TEAM, RESTRICTED, SEALED = Sensitivity


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        yield made


def added(register: Register, content: bytes, name: str, level: Sensitivity = TEAM) -> None:
    try:
        register.evidence.add_bytes(content, Provenance("Invented Source", original_name=name, sensitivity=level))
    except Unreadable:
        assert name.endswith("pdf")


def told(register: Register, audience: Sensitivity = TEAM, **asked: str) -> list[tuple[str, str]]:
    return [(row["state"], row["name"]) for row in readings.silent(register, audience=audience, **asked)]


def test_what_could_not_be_read_and_what_says_nothing_of_war_is_told_the_newest_first(register):
    added(register, b"The invented orchard was white with blossom.\n", "orchard.txt")
    added(register, b"%PDF-1.7 invented and broken", "broken.pdf")

    assert told(register) == [("unread", "broken.pdf"), ("nothing", "orchard.txt")]
    assert told(register, state="unread") == [("unread", "broken.pdf")]


def test_a_document_with_claims_is_not_silent_also_when_all_were_judged(register):
    added(
        register, b"At least 3 civilians were killed in shelling on Daraya on 5 May 2016, a voice said.\n", "note.txt"
    )
    for claim in register.review.claims():
        register.acting_as("second").review.judge(claim.id, verdict="rejected", reason="a practice")

    assert told(register) == []


def test_a_table_is_imported_and_has_no_claims_to_give(register):
    added(register, b"killed,day\n3,2016-05-01\n", "dead.csv")

    assert told(register) == []


def test_a_document_whose_words_may_not_be_read_is_not_told(register):
    added(register, b"The invented orchard was white with blossom.\n", "orchard.txt", RESTRICTED)

    assert told(register, TEAM) == []
    assert told(register, PUBLIC) == []
    assert told(register, RESTRICTED) == [("nothing", "orchard.txt")]
