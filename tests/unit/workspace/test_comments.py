"""Comments on claims and records: as sensitive as what they are about, and gone with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.beginnings import begun

from sijill.actions import Provenance
from sijill.actions.comments import NoComment
from sijill.actions.verdicts import Target
from sijill.ledger import UnknownEntry
from sijill.model import Sensitivity
from sijill.model.comments import MOST_LETTERS
from sijill.workspace import Register, Settings

PUBLIC, TEAM, RESTRICTED, SEALED = Sensitivity
NOTE = "Invented note. At least 3 civilians were killed in shelling on Daraya on {day} May 2016, Invented Voice said.\n"
SAID = "Invented words: ask zqxwhich list he is on"


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        yield made


def recorded(register: Register, level: Sensitivity, *, day: int = 5, into: str | None = None) -> tuple[str, str, str]:
    """Add a document of a level and accept its claim; return document, claim and record."""
    item = register.acting_as("documenter").evidence.add_bytes(
        NOTE.format(day=day).encode(), Provenance("Invented Source", sensitivity=level)
    )
    claim = next(one for one in register.review.proposals_of(item.item) if one.number)
    target = Target("incident", into, extra={} if into else {"civilian_status": "civilian"})
    done = register.review.judge(claim.id, verdict="accepted", reason="read", target=target)
    return item.item, claim.id, str(done.subject)


def said(register: Register, about: str, audience: Sensitivity) -> list[str]:
    return [str((one.body or {})["text"]) for one in register.records.comments(about, audience=audience)]


@pytest.mark.parametrize("which", [1, 2], ids=["claim", "record"])
def test_a_comment_is_told_to_the_team_and_to_nobody_else(register, which):
    about = recorded(register, PUBLIC)[which]

    register.records.comment(about, f" {SAID} ", audience=TEAM)

    assert said(register, about, TEAM) == [SAID]
    with pytest.raises(UnknownEntry):
        register.records.comments(about, audience=PUBLIC)
    assert said(register, about, TEAM) == [SAID]


@pytest.mark.parametrize("which", [1, 2], ids=["claim", "record"])
def test_a_comment_on_what_is_restricted_is_absent_for_who_may_not_see_it(register, which):
    about = recorded(register, RESTRICTED)[which]

    register.records.comment(about, SAID, audience=RESTRICTED)

    assert said(register, about, RESTRICTED) == [SAID]
    with pytest.raises(UnknownEntry):
        register.records.comments(about, audience=TEAM)


def test_a_comment_may_speak_of_all_that_its_writer_saw_of_a_record(register):
    """A record of an open and a restricted document: who sees both may have written of both."""
    *_, record = recorded(register, TEAM)
    recorded(register, RESTRICTED, day=6, into=record)

    register.records.comment(record, "Invented: written by who sees all of it", audience=RESTRICTED)
    register.records.comment(record, "Invented: written by who sees the open part", audience=TEAM)

    assert said(register, record, TEAM) == ["Invented: written by who sees the open part"]
    assert len(said(register, record, RESTRICTED)) == 2


def test_nobody_comments_on_what_they_do_not_see(register):
    _, claim, record = recorded(register, RESTRICTED)

    for about in (claim, record, "01a22623-1a79-77df-bc75-ea341aa37ac7"):
        with pytest.raises(UnknownEntry):
            register.records.comment(about, SAID, audience=TEAM)


@pytest.mark.parametrize("words", ["", "  \n ", "x" * (MOST_LETTERS + 1)])
def test_a_comment_without_words_or_with_too_many_is_refused(register, words):
    *_, record = recorded(register, TEAM)

    with pytest.raises(NoComment):
        register.records.comment(record, words, audience=TEAM)


def test_to_comment_changes_nothing_of_a_record(register):
    """A form that somebody has open is not refused because a colleague said something."""
    *_, record = recorded(register, TEAM)
    seen = register.records.last_seq(record)

    register.records.comment(record, SAID, audience=TEAM)

    assert register.records.last_seq(record) == seen
    assert SAID not in repr(register.records.history(record))
    assert register.search("zqxwhich", audience=SEALED) == []


@pytest.mark.parametrize("which", [1, 2], ids=["claim", "record"])
def test_a_comment_goes_with_what_it_is_about_and_is_found_nowhere(register, which):
    item, *about = recorded(register, TEAM)
    register.records.comment(about[which - 1], SAID, audience=TEAM)
    kept = recorded(register, TEAM, day=6)[2]
    register.records.comment(kept, "Invented words of another matter", audience=TEAM)

    done = register.keeping.destroy([item], reason="she asked", second_actor="second")

    register.close()
    held = [path for path in register.folder.rglob("*") if path.is_file() and b"zqxwhich" in path.read_bytes()]
    assert (held, done.files) == ([], ())
    with Register.open(register.folder) as again:
        assert said(again, kept, TEAM) == ["Invented words of another matter"]
        assert again.keeping.verify().holds


def test_a_comment_stays_while_another_document_says_something_of_its_record(register):
    item, _, record = recorded(register, TEAM)
    recorded(register, TEAM, day=6, into=record)
    register.records.comment(record, SAID, audience=TEAM)

    register.keeping.destroy([item], reason="she asked", second_actor="second")

    assert said(register, record, TEAM) == [SAID]


def test_a_comment_that_names_a_destroyed_witness_goes_wherever_it_stands(register):
    item = register.acting_as("documenter").evidence.add_bytes(
        NOTE.format(day=5).encode(), Provenance("Zebulon Zqxwitness", sensitivity=TEAM)
    )
    *_, record = recorded(register, TEAM, day=6)
    register.records.comment(record, "Invented: Zebulon Zqxwitness said it too", audience=TEAM)

    register.keeping.destroy([item.item], reason="she asked", second_actor="second")

    assert said(register, record, TEAM) == []


def test_one_comment_can_be_destroyed_by_itself(register):
    *_, record = recorded(register, TEAM)
    comment = register.records.comment(record, SAID, audience=TEAM).ids[0]

    register.keeping.destroy([comment], reason="a name stood in it", second_actor="second")

    assert said(register, record, TEAM) == []
    register.close()
    assert not [one for one in register.folder.rglob("*") if one.is_file() and b"zqxwhich" in one.read_bytes()]


def test_comments_of_records_that_are_one_stand_together(register):
    *_, one = recorded(register, TEAM)
    *_, other = recorded(register, TEAM, day=6)
    for record in (one, other):
        register.records.comment(record, f"Invented, of {record}", audience=TEAM)

    register.links.same(one, other, reason="one shelling")

    assert len(said(register, other, TEAM)) == 2


def test_the_projections_made_anew_hold_the_comments(register):
    *_, record = recorded(register, TEAM)
    register.records.comment(record, SAID, audience=TEAM)

    register.keeping.rebuild()

    assert said(register, record, TEAM) == [SAID]


def test_the_same_form_again_says_it_once(register):
    *_, record = recorded(register, TEAM)
    form = register.new_id()

    for _ in range(2):
        register.records.comment(record, SAID, audience=TEAM, append_id=form)

    assert said(register, record, TEAM) == [SAID]
