"""One set of promises for every vault and every store of readings: in memory and in a folder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.referees import MemoryTextStore, MemoryVault

from sijill.adapters.files import FolderTextStore, FolderVault
from sijill.evidence import Extract, NotInVault, VaultDamaged, fingerprint, orphans, settle
from sijill.evidence.texts import NotRead

NOTE = "An invented note.".encode("utf-16")


@pytest.fixture(params=["memory", "folder"])
def vault(request, tmp_path):
    return MemoryVault() if request.param == "memory" else FolderVault(tmp_path / "vault")


@pytest.fixture(params=["memory", "folder"])
def texts(request, tmp_path):
    return MemoryTextStore() if request.param == "memory" else FolderTextStore(tmp_path / "texts")


def reading(words, reader="test 1"):
    return settle(Extract(raw=words, media_type="text/plain", reader=reader))


def test_sealed_bytes_come_back_under_their_fingerprint(vault):
    sha256 = vault.seal(NOTE)

    assert sha256 == fingerprint(NOTE)
    assert vault.read(sha256) == NOTE
    assert vault.holds(sha256)


def test_sealing_twice_keeps_one_copy(vault):
    vault.seal(NOTE)
    vault.seal(bytes(bytearray(NOTE)))

    assert list(vault.fingerprints()) == [fingerprint(NOTE)]


def test_an_empty_vault_holds_nothing(vault):
    assert list(vault.fingerprints()) == []
    assert not vault.holds(fingerprint(NOTE))
    with pytest.raises(NotInVault, match="look for it in a backup"):
        vault.read(fingerprint(NOTE))


def test_fingerprints_come_in_order(vault):
    sealed = {vault.seal(bytes([number])) for number in range(20)}

    assert list(vault.fingerprints()) == sorted(sealed)


def test_destroyed_bytes_are_gone_and_others_stay(vault):
    kept, destroyed = vault.seal(b"kept"), vault.seal(b"destroyed")

    vault.remove(destroyed)

    assert list(vault.fingerprints()) == [kept]
    with pytest.raises(NotInVault):
        vault.read(destroyed)
    with pytest.raises(NotInVault):
        vault.remove(destroyed)


def test_bytes_that_no_item_names_are_found(vault):
    named, left = vault.seal(b"named"), vault.seal(b"left by a killed process")

    assert orphans(vault, {named}) == [left]


@given(st.lists(st.binary(max_size=50), max_size=6))
def test_the_folder_agrees_with_memory_on_anything_sealed(tmp_path_factory, contents):
    folder, memory = FolderVault(tmp_path_factory.mktemp("vault")), MemoryVault()

    sealed = [(folder.seal(content), memory.seal(content)) for content in contents]

    assert all(ours == theirs for ours, theirs in sealed)
    assert list(folder.fingerprints()) == list(memory.fingerprints())
    assert [folder.read(sha256) for sha256 in folder.fingerprints()] == [
        memory.read(sha256) for sha256 in memory.fingerprints()
    ]


def test_a_folder_finds_bytes_that_changed(tmp_path):
    vault = FolderVault(tmp_path)
    sha256 = vault.seal(NOTE)
    path = tmp_path / sha256[:2] / sha256
    path.chmod(0o600)
    path.write_bytes(NOTE[:-1])

    with pytest.raises(VaultDamaged, match="restore them from a backup"):
        vault.read(sha256)
    with pytest.raises(VaultDamaged):
        vault.seal(NOTE)


def test_a_reading_comes_back_as_it_was(texts):
    item, text = fingerprint(NOTE), reading("An inven-\nted note.")

    texts.keep(item, text)

    assert texts.get(item, text.reader) == text
    assert texts.readers(item) == (text.reader,)
    assert list(texts.items()) == [item]


def test_readings_of_two_reader_versions_stand_side_by_side(texts):
    item, first, second = fingerprint(NOTE), reading("one"), reading("two", reader="test 2, with/strange: name")
    for text in (second, first, second):
        texts.keep(item, text)

    assert texts.readers(item) == tuple(sorted([first.reader, second.reader]))
    assert texts.get(item, second.reader) == second


def test_an_item_that_was_not_read_is_named(texts):
    with pytest.raises(NotRead, match="read it from the vault"):
        texts.get(fingerprint(NOTE), "test 1")
    assert texts.readers(fingerprint(NOTE)) == ()


def test_readings_of_a_destroyed_item_are_gone(texts):
    item, other = fingerprint(NOTE), fingerprint(b"other")
    texts.keep(item, reading("one"))
    texts.keep(other, reading("two"))

    texts.remove(item)
    texts.remove(item)

    assert list(texts.items()) == [other]
