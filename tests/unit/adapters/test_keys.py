"""Keys lie outside the register: whoever takes the folder has none, and a lost one is said, not replaced (E12)."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sijill.adapters.keys import KeyExposed, KeyMissing, Keyring


@pytest.fixture
def keyring(tmp_path):
    (tmp_path / "register").mkdir()
    return Keyring(tmp_path / "register", tmp_path / "keys")


def test_a_key_is_made_once_and_is_the_same_for_ever(keyring):
    first = keyring.secret("tombstones")

    assert len(first) == 32
    assert keyring.secret("tombstones") == first != keyring.secret("desk")


def test_an_identity_is_made_once_and_opens_what_was_closed_for_it(keyring):
    assert str(keyring.identity("sealed").to_public()) == str(keyring.identity("sealed").to_public())


def test_only_the_owner_can_read_a_key(keyring):
    keyring.secret("desk")

    assert keyring.path("desk").stat().st_mode & 0o777 == 0o600
    assert keyring.path("desk").parent.stat().st_mode & 0o777 == 0o700


def test_the_registers_folder_never_holds_a_key(keyring):
    secret, identity = keyring.secret("desk"), str(keyring.identity("sealed"))

    kept = b"".join(path.read_bytes() for path in keyring.register.rglob("*") if path.is_file())
    assert secret not in kept
    assert secret.hex().encode() not in kept
    assert identity.encode() not in kept


def test_a_copy_of_the_folder_is_the_same_register(keyring, tmp_path):
    secret = keyring.secret("desk")
    shutil.copytree(keyring.register, tmp_path / "copy")

    assert Keyring(tmp_path / "copy", keyring.home).secret("desk") == secret


def test_two_registers_have_different_keys(keyring, tmp_path):
    (tmp_path / "other").mkdir()

    assert Keyring(tmp_path / "other", keyring.home).secret("desk") != keyring.secret("desk")


def test_a_lost_key_is_named_and_never_replaced_in_silence(keyring):
    keyring.secret("tombstones")
    keyring.path("tombstones").unlink()

    with pytest.raises(KeyMissing, match="tombstones"):
        keyring.secret("tombstones")
    assert keyring.names() == [("tombstones", False)]


def test_another_registers_key_is_not_taken_for_ours(keyring):
    keyring.secret("tombstones")
    keyring.path("tombstones").write_text("ab" * 32)

    with pytest.raises(KeyMissing, match="tombstones"):
        keyring.secret("tombstones")


def test_a_key_that_is_given_up_is_made_anew(keyring):
    lost = keyring.secret("desk")
    keyring.path("desk").unlink()

    keyring.renew("desk")

    assert keyring.secret("desk") != lost


def test_a_key_given_up_that_is_here_is_put_aside_and_not_deleted(keyring):
    secret = keyring.secret("sealed")

    keyring.renew("sealed")

    (aside,) = keyring.folder().glob("sealed-*.given-up")
    assert aside.read_text().strip() == secret.hex()


@pytest.mark.parametrize("name", ["nosuch", "register", "../sealed", ""])
def test_what_is_no_key_is_not_given_up(keyring, name):
    """The mark that names the register is no key: without it every key would seem lost."""
    held = keyring.identity("sealed")

    with pytest.raises(KeyMissing, match="no key has the name"):
        keyring.renew(name)

    assert str(keyring.identity("sealed")) == str(held)


def test_a_passing_key_that_is_lost_is_made_anew(keyring):
    lost = str(keyring.passing_identity("sessions"))
    keyring.path("sessions").unlink()

    assert str(keyring.passing_identity("sessions")) != lost


def test_a_key_that_others_can_read_is_refused_with_the_command_that_mends_it(keyring):
    keyring.secret("desk")
    keyring.path("desk").chmod(0o644)

    with pytest.raises(KeyExposed, match="chmod 600"):
        keyring.secret("desk")


def test_keys_inside_the_register_are_refused(tmp_path):
    (tmp_path / "register").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "register")

    for home in (tmp_path / "register", tmp_path / "register" / "keys", tmp_path / "link" / "keys"):
        with pytest.raises(KeyExposed, match="outside"):
            Keyring(tmp_path / "register", home).secret("desk")
    assert not (tmp_path / "register" / "keys").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_keyring_that_cannot_be_written_says_so(keyring):
    keyring.home.mkdir(mode=0o500)

    with pytest.raises(KeyMissing, match="SIJILL_KEYS"):
        keyring.secret("desk")


@pytest.mark.parametrize("name", ["", "../desk", "Desk", "a" * 40])
def test_a_name_that_is_no_name_of_a_key_is_refused(keyring, name):
    with pytest.raises(KeyMissing):
        keyring.secret(name)


def test_writers_at_once_get_the_same_key(keyring):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: keyring.secret("desk"), range(32)))) == 1


def test_the_environment_says_where_keys_lie(tmp_path, monkeypatch):
    monkeypatch.setenv("SIJILL_KEYS", str(tmp_path / "stick"))
    assert Keyring.of(tmp_path / "register").home == tmp_path / "stick"

    monkeypatch.delenv("SIJILL_KEYS")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert Keyring.of(tmp_path / "register").home == tmp_path / "config" / "sijill" / "keys"

    monkeypatch.delenv("XDG_CONFIG_HOME")
    assert Keyring.of(tmp_path / "register").home == Path("~/.config/sijill/keys").expanduser()
