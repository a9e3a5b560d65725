"""A page and a command ask the register's store for what they show, however much it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from sijill.actions import Provenance
from sijill.cli import main
from sijill.model import Claim, ClaimKind, Sensitivity
from sijill.workspace import Register

AT_MOST = 6
OF_A_PASSAGE = 12
"""One page shows what a page for each claim showed: the whole passage, its comments, what it would change."""
TEXT = (
    "Invented page {n} of a test. At least {n} civilians were killed in shelling on Aleppo on 5 May 2016. "
    "Four people were injured in Invented Village the day after, residents said.\n"
)


@contextmanager
def questions() -> Iterator[list[str]]:
    """Give the list of what is asked of every ledger's database, by whatever road, as it is asked."""
    asked: list[str] = []

    def listen(connection: object, _record: object, _proxy: object) -> None:
        path = connection.execute("PRAGMA database_list").fetchone()[2]  # type: ignore[attr-defined]
        told = asked.append if str(path).endswith("ledger.sqlite") else None
        connection.set_trace_callback(told)  # type: ignore[attr-defined]

    sa.event.listen(sa.pool.Pool, "checkout", listen)
    try:
        yield asked
    finally:
        sa.event.remove(sa.pool.Pool, "checkout", listen)


def reads(asked: list[str]) -> list[str]:
    """Return the reads among what was asked before anything was written."""
    before = asked[: asked.index("BEGIN IMMEDIATE")] if "BEGIN IMMEDIATE" in asked else asked
    # FTS5 asks its own tables whether the index was changed by another.
    return [one for one in before if one.startswith("SELECT") and "FROM 'main'." not in one]


def fill(register: Register, first: int, last: int) -> None:
    """Add invented documents."""
    for n in range(first, last):
        register.acting_as("documenter").evidence.add_bytes(TEXT.format(n=n).encode(), Provenance("Invented notes"))


@pytest.fixture
def page(register: Register, sign_in: Callable[..., object]) -> Callable[[str], list[str]]:
    """What opens a page as a verifier and returns the reads that it took."""
    browser = sign_in("verifier")

    def opened(address: str) -> list[str]:
        # The count is moved along once an entry, for all pages together: whoever comes first has it done.
        browser.get(address)  # type: ignore[attr-defined]
        with questions() as asked:
            answer = browser.get(address)  # type: ignore[attr-defined]
        assert answer.status_code == 200
        return reads(asked)

    return opened


def test_a_review_page_takes_the_same_few_reads_in_a_small_and_in_a_larger_register(register, incident, page):
    fill(register, 10, 12)
    register.records.record("incident", {"title": "Invented shelling", "place": "Aleppo"}, reason="read")
    claim = next(c.id for c in register.review.claims() if c.place == "Aleppo")

    few = page(f"/queue/{claim}/")
    fill(register, 12, 40)
    many = page(f"/queue/{claim}/")

    assert len(few) <= OF_A_PASSAGE, few
    assert len(many) <= OF_A_PASSAGE, many


def test_a_passage_with_its_matches_takes_at_most_six_reads_however_many_events_its_day_has(register, incident):
    fill(register, 10, 12)
    claim = next(c for c in register.review.claims() if c.place == "Aleppo")
    view = register.view(Sensitivity.TEAM)

    counted = []
    for events in (1, 60):
        for n in range(events):
            values = {"happened_on": "2016-05-05", "place": f"Invented Town {n}", "killed": {"low": n, "high": n}}
            register.records.record("incident", values, reason="read")
        register.records.record("incident", {"happened_on": "2016-05-05", "place": "Halab"}, reason="read")
        for _ in range(2):  # which records are closed is asked for once an entry, for all pages together
            with questions() as asked, register.at_one_moment():
                found = register.finding.matches(register.review.passage(claim), view)
        counted.append(reads(asked))

    assert found[0].default
    assert len(counted[1]) <= len(counted[0]) <= AT_MOST, [one[:70] for one in counted[0]]


def test_a_claim_of_a_person_whom_only_the_sound_of_the_name_finds_takes_no_more(register, victim, page):
    words, kind = "Invented Sekretname, 23, was killed", ClaimKind.CASUALTIES
    added = register.acting_as("documenter").evidence.add_bytes(
        f"{words} in an invented town.\n".encode(), Provenance("Notes")
    )
    anchor = register.review.anchor_of(added.item, words)
    blank = Claim("", added.item, kind, anchor, victim="Invented Sekretname", place="Nowhere at all")
    claim = register.acting_as("documenter").review.propose(blank, key="one")

    asked = page(f"/queue/{claim.id}/")

    assert len(asked) <= OF_A_PASSAGE, asked


def test_a_record_page_takes_the_same_few_reads_whatever_else_is_held(register, incident, page):
    few = page(f"/records/{incident}/")
    fill(register, 10, 40)
    many = page(f"/records/{incident}/")

    assert len(many) <= len(few) <= 19, few


def test_the_judge_command_finds_a_claim_by_the_beginning_of_its_id_without_walking_the_queue(register):
    fill(register, 10, 12)
    register.close()
    counted = []
    for first, last in ((12, 14), (14, 50)):
        with Register.open(register.folder) as opened:
            fill(opened, first, last)
            claim = next(c.id for c in opened.review.claims() if c.number and c.number.unit == "killed")
        with questions() as asked:
            done = main(["judge", str(register.folder), claim[:12], "--accept", "--claim-only", "--reason", "read"])
        assert done == 0
        # What opening a register asks (its versions) is no part of the command.
        counted.append([one for one in reads(asked) if "sijill_schema" not in one and "sqlite_master" not in one])

    assert len(counted[1]) <= len(counted[0]) <= AT_MOST, counted
