"""What proves a sealed item: custody, a time stamp that outlives its certificates, and a bundle for a stranger."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.time_stamping import Authority

from sijill.actions import Provenance, ReasonMissing
from sijill.actions.custody import NobodyNamed, NotTheSameBytes
from sijill.actions.stamping import NothingToStamp, stamps_of
from sijill.adapters import clock
from sijill.adapters.timestamps import NoTimeStamp, TimeStampRefused, ask_authority
from sijill.cli import main
from sijill.ledger import Draft
from sijill.values import Language
from sijill.workspace import Register
from sijill.workspace._proof import NoStampWaits
from sijill.workspace.proofs._bundle import ProofDoesNotHold
from sijill.workspace.proofs.proving import FileThere, argument_lines

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not on this machine")


@pytest.fixture(scope="module")
def authority(tmp_path_factory) -> Authority:
    """A time-stamping authority made of files."""
    return Authority(tmp_path_factory.mktemp("authority"))


def add(register: Register, words: str) -> str:
    """Seal invented words and return the item."""
    return register.evidence.add_bytes(words.encode(), Provenance("Invented notes", original_name="n.txt")).item


def stamped(register: Register, authority: Authority, *words: str) -> list[str]:
    """Seal invented words, have them time-stamped, and return the items."""
    items = [add(register, one) for one in words]
    asked = register.proof.queue_stamp()
    import base64

    register.proof.take_stamp(authority.answer(base64.b64decode(asked.query)), roots=authority.roots)
    return items


def test_a_copy_says_who_has_it_why_and_that_its_bytes_are_the_same(register, note, tmp_path):
    """R-BP.2: custodians in order of time; an evidentiary copy is never altered, work is done on a working copy."""
    (tmp_path / "same.txt").write_bytes(register.evidence.bytes_of(note))
    (tmp_path / "other.txt").write_bytes(b"altered")
    asked = {"reason": "an invented court asked", "to": "Invented Court"}

    register.proof.record_custody(note, "copied", copy="evidentiary", file=tmp_path / "same.txt", **asked)
    register.proof.record_custody(note, "copied", copy="working", file=tmp_path / "other.txt", **asked)
    with pytest.raises(NotTheSameBytes):
        register.proof.record_custody(note, "copied", copy="evidentiary", file=tmp_path / "other.txt", **asked)
    with pytest.raises(ReasonMissing):
        register.proof.record_custody(note, "transferred", reason=" ", to="Invented Court")
    with pytest.raises(NobodyNamed):
        register.proof.record_custody(note, "transferred", reason="asked")

    told = [one.body for one in register.proof.custody(note) if one.kind == "custody"]
    assert [one["act"] for one in told] == ["acquired", "copied", "copied"]
    assert (told[1]["copy_kind"], told[1]["digest"], told[1]["receiver"]) == ("evidentiary", note, "Invented Court")
    assert told[2]["digest"] != note


def test_what_was_checked_and_is_not_the_item_is_recorded_as_a_mismatch(register, note, tmp_path, capsys):
    (tmp_path / "same").write_bytes(register.evidence.bytes_of(note))
    (tmp_path / "other").write_bytes(b"altered")
    words = ("custody", str(register.folder), note, "--act", "checked", "--reason", "each year", "--file")

    assert main([*words, str(tmp_path / "same")]) == 0
    assert "DOES NOT MATCH" not in capsys.readouterr().out
    assert main([*words, str(tmp_path / "other")]) == 3
    assert "DOES NOT MATCH" in capsys.readouterr().out
    told = [one.body for one in register.proof.custody(note) if one.kind == "custody"]
    assert [bool(one.get("mismatch")) for one in told] == [False, False, True]


@pytest.mark.parametrize(
    "details", [("--to", "Invented Court"), ("--reason", "asked"), ("--receipt", "r.txt"), ("--on", "2026-11-01")]
)
def test_details_of_an_act_that_is_not_named_are_refused(register, note, details, capsys):
    """They would otherwise be taken for recorded."""
    assert main(["custody", str(register.folder), note, *details]) == 1
    assert details[0] in capsys.readouterr().err
    assert [one.body["act"] for one in register.proof.custody(note) if one.kind == "custody"] == ["acquired"]


def test_a_receipt_is_written_in_both_languages_and_over_no_file(register, note, tmp_path, capsys):
    receipt = tmp_path / "receipt.txt"
    words = ("custody", str(register.folder), note[:8], "--act", "transferred", "--to", "Invented Court")
    words = (*words, "--reason", "asked", "--on", "2026-11-01", "--receipt", str(receipt))

    assert main([*words]) == 0
    text = receipt.read_text("utf-8")
    assert text.count(note) == 2
    assert "Received by" in text
    assert "المستلِم" in text
    assert main([*words]) == 1
    assert FileThere.__name__
    assert len([one for one in register.proof.custody(note) if one.kind == "custody"]) == 2


@needs_openssl
def test_an_item_time_stamped_by_an_authority_verifies_a_year_later_by_the_clock(register, authority, monkeypatch):
    """The certificates are valid for two days: what counts is the moment of the stamp."""
    one, _, _ = stamped(register, authority, "Invented one.", "Invented two.", "Invented three.")
    later = datetime.now(UTC) + timedelta(days=400)
    monkeypatch.setattr(clock, "now", lambda: later)

    argument = register.proof.argue(one)

    assert argument.holds
    assert argument.stamped.stamp.authority == "Invented Authority"
    assert argument.stamped.stamped_at < later - timedelta(days=399)
    assert len(argument.stamped.stamp.certificates) == 3


@needs_openssl
def test_what_was_altered_is_refused(register, authority, tmp_path):
    one, two = stamped(register, authority, "Invented one.", "Invented two.")
    path = register.opened.vault.path(one)
    path.chmod(0o600)
    path.write_bytes(b"altered")

    argument = register.proof.argue(one)
    assert (argument.holds, argument.seal) == (False, "altered")
    with pytest.raises(ProofDoesNotHold):
        register.proof.write_bundle(argument, tmp_path / "out")
    assert register.proof.argue(two).holds
    assert main(["prove", str(register.folder), one]) == 3
    path.unlink()
    assert register.proof.argue(one).seal == "missing"


@needs_openssl
def test_an_answer_to_something_else_or_of_nobody_trusted_is_refused(register, authority, tmp_path):
    import base64

    with pytest.raises(NothingToStamp):
        register.proof.queue_stamp()
    add(register, "Invented one.")
    query = base64.b64decode(register.proof.queue_stamp().query)
    answer = authority.answer(query)
    stranger = Authority(tmp_path / "stranger")

    with pytest.raises(TimeStampRefused, match="--roots"):
        register.proof.take_stamp(answer)
    with pytest.raises(TimeStampRefused):
        register.proof.take_stamp(answer, roots=stranger.roots)
    with pytest.raises(TimeStampRefused):
        register.proof.take_stamp(answer[:-9] + b"\0" * 9, roots=authority.roots)
    with pytest.raises(TimeStampRefused):
        register.proof.take_stamp(b"late", roots=authority.roots)
    other = Path(tmp_path / "other.tsq")
    subprocess.run(["openssl", "ts", "-query", "-digest", "00" * 32, "-sha256", "-cert", "-out", other], check=True)
    with pytest.raises(NoStampWaits):
        register.proof.take_stamp(authority.answer(other.read_bytes()), roots=authority.roots)
    assert register.proof.waiting_stamp() is not None
    register.proof.take_stamp(answer, roots=authority.roots)
    assert register.proof.waiting_stamp() is None


@needs_openssl
def test_a_stamp_is_queued_once_and_kept_though_nobody_can_be_reached(register, authority, tmp_path, capsys):
    add(register, "Invented one.")
    folder, query = str(register.folder), tmp_path / "q.tsq"
    nowhere = ("--tsa", "http://127.0.0.1:9/tsr")

    assert main(["stamp", folder, "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert main(["stamp", folder, *nowhere]) == 1
    assert "queued" in capsys.readouterr().err
    assert main(["stamp", folder, "--query", str(query), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stamp"] == first["stamp"]
    answer = tmp_path / "a.tsr"
    answer.write_bytes(authority.answer(query.read_bytes()))
    assert main(["stamp", folder, "--answer", str(answer), "--roots", str(authority.roots), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "stamped"
    assert main(["stamp", folder, *nowhere, "--json"]) == 0  # nothing new: nobody is asked again
    assert json.loads(capsys.readouterr().out)["state"] == "stamped"
    with pytest.raises(NoTimeStamp):
        ask_authority("ftp://tsa.example", b"")


@needs_openssl
def test_only_a_digest_leaves(register, authority):
    """E15: time-stamp only hashes."""
    import base64

    item = add(register, "Invented words that stay.")
    query = base64.b64decode(register.proof.queue_stamp().query)

    assert len(query) < 80
    assert item.encode() not in query
    assert bytes.fromhex(item) not in query


@needs_openssl
def test_a_stranger_checks_the_bundle_with_openssl_and_sha256sum(register, authority, tmp_path):
    one, *_ = stamped(register, authority, "Invented one.", "Invented two.", "Invented three.")
    register.proof.record_custody(one, "transferred", reason="asked", to="Invented Court")
    out, file = tmp_path / "proof", tmp_path / "item.txt"
    file.write_bytes(register.evidence.bytes_of(one))

    made = register.proof.write_bundle(register.proof.argue(one), out, whole=True, names=True)

    env = {"PATH": os.environ["PATH"]}
    check = subprocess.run(["sh", out / "check.sh", file], env=env, capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stderr
    assert "Verification: OK" in check.stdout + check.stderr
    assert "Signature Verified Successfully" in check.stdout + check.stderr
    english, arabic = ((out / f"README.{one}.html").read_text("utf-8") for one in ("en", "ar"))
    assert "It holds: the item existed on" in english
    assert "Invented Court" in english
    assert "Invented Court" in arabic
    assert 'dir="rtl"' in arabic
    assert "الإثبات قائم" in arabic
    told = [one.body for one in register.proof.custody(one) if one.kind == "custody"][-1]
    assert (told["act"], told["digest"]) == ("proved", made.digest)


@needs_openssl
@pytest.mark.parametrize("name", ["leaf.txt", "statement.txt", "README.en.html", "SHA256SUMS", "item"])
def test_a_stranger_sees_what_was_altered_in_a_bundle(register, authority, tmp_path, name):
    one, _ = stamped(register, authority, "Invented one.", "Invented two.")
    out, file = tmp_path / "proof", tmp_path / "item"
    file.write_bytes(register.evidence.bytes_of(one))
    register.proof.write_bundle(register.proof.argue(one), out)
    target = file if name == "item" else out / name
    target.write_bytes(target.read_bytes().replace(b"e", b"a", 1))

    check = subprocess.run(["sh", out / "check.sh", file], capture_output=True, check=False)

    assert check.returncode != 0


@needs_openssl
def test_a_bundle_without_a_time_stamp_still_compares_the_file(register, note, tmp_path):
    out, file = tmp_path / "proof", tmp_path / "file"
    register.proof.write_bundle(register.proof.argue(note), out)

    for content, right in ((register.evidence.bytes_of(note), True), (b"another", False)):
        file.write_bytes(content)
        check = subprocess.run(["sh", out / "check.sh", file], capture_output=True, check=False)
        assert (check.returncode == 0) is right
    assert subprocess.run(["sh", out / "check.sh"], capture_output=True, check=False).returncode != 0
    said = [one.read_text("utf-8") for one in out.glob("README.*.html")]
    named = ("leaf.txt", "path.txt", "statement.txt", "answer.tsr", "roots.pem")
    assert [one for one in named if any(one in page for page in said)] == []


@needs_openssl
def test_a_bundle_names_nobody_unless_it_is_asked_to(register, authority, tmp_path):
    """Who acquired a document, to whom it went and why can lead to whoever is in danger."""
    (one,) = stamped(register, authority, "Invented one.")
    register.proof.record_custody(one, "transferred", reason="for Invented Person", to="Invented Court")
    words = ("Invented Court", "Invented Person", "lead", "Invented notes")

    register.proof.write_bundle(register.proof.argue(one), tmp_path / "bare", whole=True)
    register.proof.write_bundle(register.proof.argue(one), tmp_path / "named", whole=True, names=True)

    bare, named = (
        "".join(each.read_text("utf-8") for each in (tmp_path / name).iterdir() if each.suffix in (".json", ".html"))
        for name in ("bare", "named")
    )
    assert [word for word in words[:2] if word in bare] == []
    assert '"actor"' not in bare
    assert "by lead" not in bare
    assert not (tmp_path / "bare" / "recorded.txt").exists()
    assert [word for word in words if word in named] == list(words[:3])
    assert "Invented notes" in (tmp_path / "named" / "recorded.txt").read_text("utf-8")


@needs_openssl
def test_a_root_that_came_with_the_stamp_itself_is_vouched_for_by_nobody(register, authority, tmp_path, capsys):
    """Anybody can make a root, sign a signer with it, and put both into a stamp."""
    import base64

    folder, answer = str(register.folder), tmp_path / "a.tsr"
    add(register, "Invented one.")
    whole = Authority(tmp_path / "stranger", brings_root=True)
    answer.write_bytes(whole.answer(base64.b64decode(register.proof.queue_stamp().query)))
    assert main(["stamp", folder, "--answer", str(answer)]) == 0
    assert "nobody vouched" in capsys.readouterr().out
    (item,) = register.evidence.items()

    argument = register.proof.argue(item.id)
    said = " ".join(argument_lines(argument, Language.EN))
    assert argument.holds
    assert "ends at that of Invented Root" in said
    assert "nobody here vouched for it" in said
    assert "It holds: the item existed" not in said
    (named,) = stamped(register, authority, "Invented two.")
    said = " ".join(argument_lines(register.proof.argue(named), Language.EN))
    assert "named here as the root to trust" in said
    assert "It holds: the item existed" in said


def test_a_bundle_is_written_into_the_empty_folder_that_one_stands_in(register, note, tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    assert main(["prove", str(register.folder), note, "--out", "."]) == 0

    assert (tmp_path / "here" / "SHA256SUMS").exists()


@needs_openssl
def test_a_stamp_covers_what_was_destroyed_beside_it(register, authority):
    one, two = stamped(register, authority, "Invented one.", "Invented two.")
    register.keeping.destroy([two], reason="she asked", second_actor="second")

    argument = register.proof.argue(one)

    assert argument.holds
    assert argument.stamped.fault == ""


@needs_openssl
def test_verify_finds_a_kept_stamp_that_does_not_fit_its_root(register, authority, tmp_path):
    """Whoever holds the folder can write an entry that calls itself a stamp."""
    stamped(register, authority, "Invented one.")
    sound = register.keeping.verify()
    assert (sound.holds, sound.sound["stamps"]) == (True, 1)
    (given,) = [one for _, one in stamps_of(register.opened.ledger) if one.token]
    strangers = (Authority(tmp_path / "stranger").roots.read_text(),)

    for number, changes in enumerate(({"certificates": strangers}, {"root": "0" * 64}, {"head": "0" * 64})):
        false = replace(given, id=f"false-{number}", **changes)
        register.opened.doing().append([Draft.of("stamp", false)])

    found = register.keeping.verify()
    assert not found.holds
    assert [(one.part, one.why) for one in found.faults] == [("stamps", "stamp_unfit")] * 3
