"""Another register's hand-over: sealed, its chain verified, what it accepted proposed here and nothing more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.age_keys import RECIPIENT, key_file

from sijill.actions import Provenance
from sijill.cli import main
from sijill.workspace import Register, Settings
from sijill.workspace._capturing import KeyNeeded

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
    assert not (register.folder / "tmp" / "other-register").exists()


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
