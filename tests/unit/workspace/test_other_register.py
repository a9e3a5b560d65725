"""Another register's hand-over: sealed, its chain verified, what it accepted proposed here and nothing more."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest
from tests.age_keys import RECIPIENT, key_file

from sijill.actions import Provenance
from sijill.actions.holding import HeldInside
from sijill.cli import main
from sijill.model import Sensitivity
from sijill.values import SijillError
from sijill.workspace import Register, Settings
from sijill.workspace._capturing import KeyNeeded
from sijill.workspace._other_register import SECONDS_LEFT

NOTE = (
    "Invented note for a test. At least 12 civilians were killed in shelling on Invented Town on 5 May 2016, the "
    "Invented Monitor said. On 6 May 2016 two civilians were killed.\n"
)
KNOWN = Provenance("Invented sister team")


@pytest.fixture
def handed(tmp_path: Path) -> tuple[Path, Path, str, str]:
    """The hand-over of a register that accepted one claim of two, its key, its head and the claim's proposal."""
    with Register.init(tmp_path / "other", settings=Settings(name="Invented sister", owner="theirs")) as other:
        item = other.acting_as("documenter").evidence.add_bytes(NOTE.encode(), Provenance("Invented Monitor")).item
        accepted, *_ = [one for one in other.review.proposals_of(item) if one.number]
        other.review.judge(accepted.id, verdict="accepted", reason="read twice")
        other.keeping.hand_over(
            tmp_path / "out.age", recipients=[RECIPIENT], reason="to our sister", second_actor="second"
        )
        head = other.head
    return tmp_path / "out.age", Path(key_file(tmp_path)), head, accepted.id


def test_what_it_accepted_waits_here_and_names_it(register, handed):
    archive, key, head, proposal = handed
    before = register.seq

    made = register.captures.receive(archive, KNOWN, identity=key, head=head)

    assert (made.kind, made.records, made.problems) == ("register", 1, ())
    assert register.evidence.bytes_of(made.item) == archive.read_bytes()
    claim = register.review.proposal(proposal)
    assert claim.extractor == "register Invented sister"
    assert claim.rules[0].startswith("accepted by Invented sister in judgement ")
    assert list(register.records.entries(kind="judgement")) == []
    (told,) = register.records.entries(kind="handover_received")
    assert (told.body["name"], told.body["head"], list(told.body["claims"])) == ("Invented sister", head, [proposal])
    (document,) = made.media
    assert register.evidence.item(document).source == "Invented Monitor"
    acts = [one.body["act"] for one in register.proof.custody(document) if one.kind == "custody"]
    assert acts == ["acquired", "taken_over"]
    assert {one.actor for one in register.records.entries(after=before)} == {"lead"}
    assert register.keeping.verify_chain().holds
    assert list((register.folder / "tmp").glob("other-register*")) == []


def handover_of(folder: Path, name: str, out: Path, **judged: object) -> None:
    """Write the hand-over of a register that judged the first number of the note."""
    with Register.init(folder, settings=Settings(name=name, owner="theirs")) as other:
        item = other.acting_as("documenter").evidence.add_bytes(NOTE.encode(), Provenance("Invented Monitor")).item
        first = next(one for one in other.review.proposals_of(item) if one.number)
        other.review.judge(first.id, **{"verdict": "accepted", "reason": "read twice", **judged})
        other.keeping.hand_over(out, recipients=[RECIPIENT], reason="to our sister", second_actor="second")


def test_what_others_edited_waits_beside_ours_and_each_names_its_register(register, tmp_path):
    """An edit of another team is their reading of the words: ours, and a third team's, stay as they are."""
    item = register.acting_as("documenter").evidence.add_bytes(NOTE.encode(), Provenance("Invented Monitor")).item
    before = {one.id: one for one in register.review.proposals_of(item)}
    key = Path(key_file(tmp_path))
    for number, name in ((13, "Invented sister"), (14, "Invented cousin")):
        edited = {"number": number}
        handover_of(tmp_path / name, name, tmp_path / f"{name}.age", verdict="edited", changes=edited)
        register.captures.receive(tmp_path / f"{name}.age", KNOWN, identity=key)

    after = {one.id: one for one in register.review.proposals_of(item)}
    assert {one: after[one] for one in before} == before
    further = [(one.extractor, one.number.count.low) for one in after.values() if one.id not in before]
    assert sorted(further) == [("register Invented cousin", 14), ("register Invented sister", 13)]


def test_what_was_destroyed_here_stays_away_and_the_rest_comes_in(register, tmp_path):
    """One refused document is named; the others of the hand-over come in, as sensitive as is said here."""
    with Register.init(tmp_path / "other", settings=Settings(name="Invented sister", owner="theirs")) as other:
        hand = other.acting_as("documenter")
        for words in (NOTE, "Another invented note. " + NOTE):
            item = hand.evidence.add_bytes(words.encode(), Provenance("Invented Monitor")).item
            first = next(one for one in other.review.proposals_of(item) if one.number)
            other.review.judge(first.id, verdict="accepted", reason="read twice")
        two = {"reason": "to our sister", "second_actor": "second"}
        other.keeping.hand_over(tmp_path / "out.age", recipients=[RECIPIENT], **two)
    gone = register.evidence.add_bytes(NOTE.encode(), KNOWN).item
    register.keeping.destroy([gone], reason="she asked", second_actor="second")

    known = Provenance("Invented sister team", sensitivity=Sensitivity.RESTRICTED)
    made = register.captures.receive(tmp_path / "out.age", known, identity=Path(key_file(tmp_path)))

    assert made.problems == (("destroyed", gone[:12]),)
    (document,) = made.media
    assert register.evidence.item(document).sensitivity is Sensitivity.RESTRICTED
    assert register.review.proposals_of(document)


def test_its_documents_know_the_file_that_they_came_in_and_each_keeps_its_own_level(register, tmp_path):
    """The file is as sensitive as the most sensitive of them: whoever has its key finds that one in it."""
    with Register.init(tmp_path / "other", settings=Settings(name="Invented sister", owner="theirs")) as other:
        for words, level in ((NOTE, Sensitivity.RESTRICTED), ("Another invented note. " + NOTE, Sensitivity.TEAM)):
            known = Provenance("Invented Monitor", original_name=f"{level}.txt", sensitivity=level)
            item = other.acting_as("documenter").evidence.add_bytes(words.encode(), known).item
            first = next(one for one in other.review.proposals_of(item) if one.number)
            other.review.judge(first.id, verdict="accepted", reason="read twice")
        two = {"reason": "to our sister", "second_actor": "second"}
        other.keeping.hand_over(tmp_path / "out.age", recipients=[RECIPIENT], **two)
    key, why = Path(key_file(tmp_path)), {"reason": "it names nobody", "second_actor": "second"}
    for _ in range(2):
        made = register.captures.receive(tmp_path / "out.age", KNOWN, identity=key)
    held = {register.evidence.item(one).original_name: one for one in made.media}
    restricted, team = held["restricted.txt"], held["team.txt"]

    def levels() -> list[str]:
        return [register.evidence.item(one).sensitivity.value for one in (made.item, restricted, team)]

    parts = [(one.item, one.of, one.name) for one in register.evidence.parts_of(made.item)]
    assert sorted(parts) == sorted([(restricted, made.item, "restricted.txt"), (team, made.item, "team.txt")])
    assert levels() == ["restricted", "restricted", "team"]
    register.evidence.classify(restricted, Sensitivity.TEAM, **why)
    assert levels() == ["restricted", "team", "team"]
    register.evidence.classify(team, Sensitivity.SEALED, reason="it names a witness")
    assert levels() == ["sealed", "team", "sealed"]
    register.evidence.classify(made.item, Sensitivity.TEAM, **why)
    assert levels() == ["team", "team", "sealed"]
    register.evidence.classify(made.item, Sensitivity.SEALED, reason="it names a source")
    assert levels() == ["sealed", "team", "sealed"]


def test_a_document_of_it_is_destroyed_with_the_file_that_holds_it_and_the_others_stay(register, handed, tmp_path):
    archive, key, _, _ = handed
    made = register.captures.receive(archive, KNOWN, identity=key)
    (document,) = made.media
    two = {"reason": "she asked", "second_actor": "second"}

    with pytest.raises(HeldInside):
        register.keeping.destroy([document], **two)
    register.keeping.destroy([made.item], **two)
    assert [one.id for one in register.evidence.items()] == [document]

    register.keeping.destroy([document], **two)
    assert list(register.evidence.items()) == []


def test_without_a_head_it_is_not_said_whose_log_it_is(register, handed, capsys):
    archive, key, head, _ = handed
    words = ("receive", str(register.folder), str(archive), "--source", "Invented sister team", "--identity", str(key))

    assert main([*words]) == 0
    assert "was not checked" in capsys.readouterr().out
    assert main([*words, "--head", head]) == 0
    assert "up to the head that you gave" in capsys.readouterr().out


def test_one_that_was_altered_or_is_another_is_sealed_and_nothing_of_it_is_taken(register, handed, tmp_path, capsys):
    archive, key, *_ = handed

    with pytest.raises(KeyNeeded):
        register.captures.receive(archive, KNOWN)
    words = ("--source", "Invented sister team", "--identity", str(key), "--head", "a" * 64, "--json")
    assert main(["receive", str(register.folder), str(archive), *words]) == 3
    told = json.loads(capsys.readouterr().out)
    assert told["problems"] == [{"code": "chain", "what": "AnotherRegister"}]
    assert [one.id for one in register.evidence.items()] == [told["item"]]
    assert list(register.records.entries(kind="handover_received")) == []


def test_what_was_judged_here_before_stays_as_it_was(register, handed):
    archive, key, _, proposal = handed
    item = register.acting_as("documenter").evidence.add_bytes(NOTE.encode(), Provenance("Invented Monitor")).item
    register.review.judge(proposal, verdict="rejected", reason="not these")

    made = register.captures.receive(archive, KNOWN, identity=key)

    assert [code for code, _ in made.problems] == ["judged"]
    assert made.media == (item,)
    (judged,) = register.records.entries(kind="judgement")
    assert judged.body["verdict"] == "rejected"


def test_nothing_of_another_register_stays_in_plain_words(register, handed, tmp_path):
    """Also what a killed program left a day ago; what another program opens at this moment is left to it."""
    archive, key, *_ = handed
    for name, age in (("old", 2 * SECONDS_LEFT), ("open", 0)):
        left = register.folder / "tmp" / f"other-register-{name}"
        left.mkdir(parents=True)
        os.utime(left, (left.stat().st_mtime - age,) * 2)

    register.captures.receive(archive, KNOWN, identity=key)
    broken = tmp_path / "broken.age"
    broken.write_bytes(archive.read_bytes()[:-100])
    with suppress(SijillError):
        register.captures.receive(broken, KNOWN, identity=key)

    assert [one.name for one in (register.folder / "tmp").glob("*other*")] == ["other-register-open"]
