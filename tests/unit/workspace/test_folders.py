"""A folder is taken in with some files in hand at once, and what is recorded is what one after another would record."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from tests.unit.workspace.test_inside import NOTE, WHY, in_the_vault, samples

from sijill.actions import Provenance
from sijill.actions.sealing import DestroyedBefore
from sijill.evidence import EmptyFile, fingerprint
from sijill.workspace import NoSuchFile, Register, Settings, folders
from sijill.workspace.folders import add_files

WHO = Provenance("Test source")
TWIN = b"An invented twin."


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Invented files: notes, an archive that holds one of them, two of one name and content, an empty one, none."""
    contents = {f"{n}.txt": NOTE + f" Invented note {n}.".encode() for n in range(4)}
    contents |= {"4.zip": samples.packed(("in.txt", contents["1.txt"])), "5/twin.txt": TWIN, "6/twin.txt": TWIN}
    contents |= {"7.txt": b"", "9.txt": NOTE}
    for name, content in contents.items():
        (tmp_path / "files" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "files" / name).write_bytes(content)
    return [tmp_path / "files" / name for name in sorted([*contents, "8.txt"])]


def recorded(register: Register) -> list[tuple[object, ...]]:
    """Return what the log says, in order, but for the ids that are new in each register."""
    told = ((one.kind, one.body or {}, one.id) for one in register.records.entries())
    return [
        (kind, body.get("item", id_), body.get("act"), body.get("of")) for kind, body, id_ in told if kind != "copy"
    ]


@pytest.mark.parametrize("small", [0, folders.SMALL])
def test_the_log_says_of_afolders_what_it_says_of_its_files_one_by_one(register, files, tmp_path, monkeypatch, small):
    monkeypatch.setattr(folders, "SMALL", small)
    before, wrong = len(recorded(register)), list[type[BaseException] | None]()
    with Register.init(tmp_path / "other", settings=Settings(name="Other", owner="lead")) as other:
        start = len(recorded(other))
        for path in files:
            with suppress(EmptyFile, NoSuchFile):
                other.evidence.add(path, WHO, resume=True)
        expected = recorded(other)[start:]

    for path, future in add_files(register.evidence, files, WHO):
        wrong.append(future.exception() and type(future.exception()))
        assert future.exception() or future.result().item == fingerprint(path.read_bytes())

    assert [one for one in recorded(register)[before:] if one[0] != "clock"] == expected
    assert wrong == [None] * 7 + [EmptyFile, NoSuchFile, None]
    assert register.keeping.verify().faults == ()


def test_afolders_that_is_taken_up_again_records_nothing(register, files):
    list(add_files(register.evidence, files, WHO))
    before = register.seq

    again = [one.result() for _, one in add_files(register.evidence, files, WHO) if not one.exception()]

    assert register.seq == before
    assert all(one.already_held for one in again)


def test_what_was_in_hand_when_somebody_breaks_off_is_recorded_and_nothing_lies_unnamed(register, files):
    before, added = in_the_vault(register), add_files(register.evidence, files, WHO)
    next(added)
    added.close()

    assert in_the_vault(register) - before == {one.id for one in register.evidence.items()}
    assert register.keeping.verify().faults == ()


def test_nothing_is_written_of_an_archive_that_holds_what_was_destroyed(register, files):
    register.keeping.destroy([register.evidence.add_bytes(TWIN, WHO).item], **WHY)
    archive = files[0].with_name("first.zip")
    archive.write_bytes(samples.packed(("other.txt", NOTE), ("twin.txt", TWIN)))
    before = in_the_vault(register)

    _, refused = next(add_files(register.evidence, [archive], WHO))

    assert isinstance(refused.exception(), DestroyedBefore)
    assert in_the_vault(register) == before
