"""The identity of a confidential source stands under its own key; two persons see it, and it is recorded (E4, E12)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyrage import x25519
from tests.age_keys import RECIPIENT, key_file
from tests.beginnings import begun

from sijill.actions import Provenance, ReasonMissing
from sijill.adapters.age import WrongKey
from sijill.adapters.keys import KeyMissing
from sijill.cli import main
from sijill.evidence import NotInVault
from sijill.ledger import TwoPersonsNeeded
from sijill.workspace import Settings

IDENTITY = {
    "name": "Invented Hiddenname",
    "contact": "Invented Hiddencontact",
    "languages": "Arabic",
    "risks": "Invented Hiddenrisk",
    "known_by": "Invented Hiddencolleague",
}
HIDDEN = ("Hiddenname", "Hiddencontact", "Hiddenrisk", "Hiddencolleague")
TWO = {"reason": "an invented court asked", "second_actor": "second"}


@pytest.fixture
def register(tmp_path):
    with begun(tmp_path / "register", Settings(name="Invented", owner="lead")) as made:
        yield made


def held(folder: Path) -> bytes:
    """Return every byte of a folder, its file names among them."""
    return b"".join(str(path).encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_no_word_of_an_identity_stands_in_clear_anywhere_in_the_folder(register):
    handle = register.exchange.seal_identity(IDENTITY)
    register.exchange.reveal([handle], **TWO)

    everything = held(register.folder)
    for word in HIDDEN:
        assert word.encode() not in everything
    assert (register.folder / "sealed" / f"{handle}.age").stat().st_mode & 0o777 == 0o600


def test_two_persons_see_it_for_a_reason_and_it_is_recorded(register):
    handle = register.exchange.seal_identity(IDENTITY)

    (shown,) = register.exchange.reveal([handle], **TWO)

    assert [values for _, values in shown.values] == [(one,) for one in IDENTITY.values()]
    (told,) = [one for one in register.records.entries(kind="custody") if one.body["act"] == "revealed"]
    assert (told.actor, told.body["item"], told.body["note"]) == ("lead + second", handle, TWO["reason"])
    assert any(str(one.act) == "revealed" and handle in one.subjects for one in register.keeping.access_log())


def test_one_person_or_no_reason_sees_nothing(register):
    handle = register.exchange.seal_identity(IDENTITY)

    with pytest.raises(TwoPersonsNeeded):
        register.exchange.reveal([handle], reason="why", second_actor="lead")
    with pytest.raises(ReasonMissing):
        register.exchange.reveal([handle], reason=" ", second_actor="second")
    assert not [one for one in register.keeping.access_log() if str(one.act) == "revealed"]


def test_the_source_of_a_document_is_the_handle_and_is_revealed_with_it(register):
    handle = register.exchange.seal_identity(IDENTITY)
    added = register.evidence.add_bytes(b"Invented words.\n", Provenance(handle, title="Invented note"))

    shown = register.exchange.reveal([added.item], **TWO)

    assert [one.subject for one in shown] == [added.item, handle]
    assert ("Invented Hiddenname",) in [values for _, values in shown[1].values]


def test_the_identity_is_sealed_for_a_key_that_is_nowhere_on_the_machine(register, tmp_path):
    handle = register.exchange.seal_identity(IDENTITY, recipient=RECIPIENT)
    later = register.exchange.seal_identity(IDENTITY)  # for the same key

    assert register.keeping.keyring.names() == []
    for one in (handle, later):
        with pytest.raises(WrongKey, match="--identity"):
            register.exchange.reveal([one], **TWO)
        assert register.exchange.reveal([one], identity=Path(key_file(tmp_path)), **TWO)


def test_a_wrong_key_and_a_lost_key_are_said_and_nothing_is_recorded(register, tmp_path):
    handle = register.exchange.seal_identity(IDENTITY)
    (tmp_path / "wrong.txt").write_text(str(x25519.Identity.generate()))
    seq = register.seq

    with pytest.raises(WrongKey, match="another"):
        register.exchange.reveal([handle], identity=tmp_path / "wrong.txt", **TWO)
    register.keeping.keyring.path("sealed").unlink()
    with pytest.raises(KeyMissing, match="sealed"):
        register.exchange.reveal([handle], **TWO)
    assert register.seq == seq


def test_a_destroyed_identity_is_gone_from_the_folder(register):
    handle = register.exchange.seal_identity(IDENTITY)

    register.keeping.destroy([handle], reason="the source asked", second_actor="second")

    assert not (register.folder / "sealed" / f"{handle}.age").exists()
    assert register.keeping.verify().holds
    with pytest.raises(NotInVault, match=handle):
        register.exchange.reveal([handle], **TWO)


def test_the_commands_take_no_name_from_the_argument_list_and_show_it_to_two(register, tmp_path, capsys):
    folder = str(register.folder)
    (tmp_path / "who.toml").write_text("\n".join(f'{name} = "{value}"' for name, value in IDENTITY.items()))

    assert main(["seal", folder, str(tmp_path / "who.toml"), "--json"]) == 0
    handle = json.loads(capsys.readouterr().out)["handle"]
    assert main(["reveal", folder, handle[:9], "--reason", "why", "--second-actor", "second"]) == 0
    assert "Invented Hiddenname" in capsys.readouterr().out
    assert main(["reveal", folder, handle, "--reason", "why", "--second-actor", "Lead "]) in (0, 1)
    assert main(["seal", folder]) == 2


@pytest.mark.parametrize(
    "text", ["", "{", '{"name": ""}', '{"name": "X", "shoe": "Invented Hiddenname"}', "[]", "x = ["]
)
def test_what_is_no_identity_is_refused_and_not_repeated(register, tmp_path, capsys, text):
    (tmp_path / "who.json").write_text(text or "\n")

    assert main(["seal", str(register.folder), str(tmp_path / "who.json")]) == 1

    err = capsys.readouterr().err
    assert "Hiddenname" not in err
    assert "shoe" not in err
    assert not list((register.folder / "sealed").iterdir())
