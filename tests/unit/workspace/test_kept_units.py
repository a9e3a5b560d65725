"""Units kept as columns: whatever is wrong with the file, figures are those of the log. All victims are invented."""

from __future__ import annotations

import os
import resource
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.spec.test_likely_pairs import person

from sijill.ledger import Draft
from sijill.model import Basis, BasisKind, Sensitivity, Statement, moment_text
from sijill.model.figures import Toll
from sijill.model.own_columns import OwnColumn
from sijill.tolls import Snapshot, _snapshot
from sijill.tolls.columns import Rows, _forward
from sijill.workspace import Register, Settings, _kept_units, open_register
from sijill.workspace.settings._settings import read_settings, settings_text
from sijill.workspace.theatres import new_theatre

NOW = datetime(2020, 7, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _keep_small_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_kept_units, "LEAST", 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A register of six invented victims."""
    made = tmp_path / "register"
    with Register.init(made, settings=Settings(name="Test", owner="lead")) as register:
        for number in range(6):
            kill(register, number)
    return made


def kill(register: Register, number: int, *, sex: str = "male") -> None:
    """Record an invented victim by a decision."""
    values = {
        "statuses": "killed",
        "civilian_status": "civilian",
        "sex": sex,
        "age": {"low": 30, "high": 30},
        "died_on": "2020-05-03",
        "documented_on": "2020-05-04",
        "killed_in": "Aleppo",
        "attribution": {"mode": "single", "parties": ["syrian_gov" if number % 2 else "russia"]},
    }
    basis = (Basis(BasisKind.IMPORT_ROW, f"{'f' * 64}#{number}"),)
    drafts = [
        Draft.of(
            "statement", Statement(f"s{number}-{name}", f"v{number}", "victim", name, value, basis, source="a list")
        )
        for name, value in values.items()
    ]
    register.opened.ledger.append(drafts, append_id=f"a{number}", actor="a documenter", now=NOW)


def counted(folder: Path) -> tuple[Toll, bool]:
    """Count May in a register opened anew; return the table, and whether the log was read for it."""
    with open_register(folder) as register:
        counting, question = register.counts.asked("2020-05")
        return counting.toll(question, axis="party"), counting.is_folded


def slowly(folder: Path) -> Toll:
    """Count May from the log, beside whatever is kept."""
    with open_register(folder) as register:
        counting, question = register.counts.asked("2020-05")
        alone = Snapshot(register.opened.ledger, register.opened.vault, counting.seq, counting.rules)
        return alone.toll(question, axis="party")


def kept(folder: Path) -> Path:
    """Return the file of the columns."""
    return next((folder / "cache").glob("counted-*.parquet"))


def test_the_next_process_counts_without_reading_the_log(folder):
    """Scale: from cold to a toll without every entry; the figures, their basis and their notes are those of the log."""
    first, read = counted(folder)
    again, read_again = counted(folder)

    assert (read, read_again) == (True, False)
    assert first == again == slowly(folder)
    assert len(again.total.figure.basis) == 6


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _of_no_shape(path: Path) -> None:
    from sijill.adapters.files import DigestNamed

    DigestNamed(path.parent).write("-".join(path.name.split("-")[:2]), b"no table", most=4)


@pytest.mark.parametrize("harm", [_cut, _flipped, _emptied, _of_no_shape])
def test_a_file_that_is_not_whole_is_made_anew(folder, harm: Callable[[Path], None]):
    counted(folder)
    harm(kept(folder))

    toll, read = counted(folder)

    assert read
    assert toll == slowly(folder)
    assert counted(folder) == (toll, False)


def test_every_flipped_byte_is_noticed(folder):
    counted(folder)
    path = kept(folder)
    whole = path.read_bytes()
    for at in range(0, len(whole), len(whole) // 9):
        with open_register(folder) as register:
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :])
            counting, _ = register.counts.asked("2020-05")
            assert counting.columns is None
            assert not path.exists()


def test_a_file_of_an_earlier_entry_is_brought_forward(folder):
    counted(folder)
    with open_register(folder) as register:
        kill(register, 6, sex="female")

    toll, read = counted(folder)

    assert not read
    assert toll.total.figure.best == 7
    assert toll == slowly(folder)


def test_a_file_of_long_before_is_not_brought_forward(folder, monkeypatch):
    counted(folder)
    monkeypatch.setattr(_forward, "FURTHEST", 5)
    with open_register(folder) as register:
        kill(register, 6)

    toll, read = counted(folder)

    assert read
    assert toll == slowly(folder)


def test_what_was_brought_far_is_kept_anew(folder, monkeypatch):
    counted(folder)
    before = kept(folder).name
    monkeypatch.setattr(_snapshot, "FAR", 5)
    with open_register(folder) as register:
        kill(register, 6)

    assert counted(folder) == (slowly(folder), False)
    assert kept(folder).name != before
    assert counted(folder) == (slowly(folder), False)


def test_a_file_of_another_register_is_not_counted_from(folder, tmp_path):
    """Two registers of as many entries under one methodology: the chain's head tells them apart."""
    other = tmp_path / "other"
    with Register.init(other, settings=Settings(name="Other", owner="lead")) as register:
        for number in range(6):
            kill(register, number, sex="female")
    counted(other)
    shutil.rmtree(folder / "cache")
    shutil.copytree(other / "cache", folder / "cache")

    toll, read = counted(folder)

    assert read
    assert toll == slowly(folder)
    assert toll.total.groups["women"].best == 0


def test_a_file_of_an_older_copy_of_the_log_is_not_counted_from(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "earlier")
    with open_register(folder) as register:
        kill(register, 6)
    counted(folder)
    shutil.rmtree(tmp_path / "earlier" / "cache")
    shutil.copytree(folder / "cache", tmp_path / "earlier" / "cache")

    toll, read = counted(tmp_path / "earlier")

    assert read
    assert toll.total.figure.best == 6


def test_a_file_that_another_program_wrote_is_not_counted_from(folder, monkeypatch):
    counted(folder)
    monkeypatch.setattr(_kept_units, "_program_at_first", lambda: "another")
    monkeypatch.setattr(_kept_units, "program_stamp", lambda: "another")

    assert counted(folder)[1]


def test_what_was_counted_by_another_theatre_or_other_own_columns_is_not_counted_from(folder):
    """A file that is written over in the theatre's folder leaves that folder's own times as they were."""
    settings, theatre = folder / "sijill.toml", folder / "theatre" / "theatre.toml"
    told = settings.read_text("utf-8")
    new_theatre(theatre.parent, extends="syria")
    settings.write_text(told.replace('theatre = "syria"', 'theatre = "theatre"'), "utf-8")
    assert [counted(folder)[1] for _ in range(2)] == [True, False]

    theatre.write_text(theatre.read_text("utf-8") + "# another\n", "utf-8")
    assert [counted(folder)[1] for _ in range(2)] == [True, False]

    own = OwnColumn("route", "victim", "Route", "الطريق")
    with_own = replace(read_settings(folder), own_columns=(own,))
    settings.write_text(settings_text(with_own), "utf-8")
    assert [counted(folder)[1] for _ in range(2)] == [True, False]


@pytest.mark.parametrize("there", [True, False])
def test_without_a_disk_for_the_cache_figures_are_counted_all_the_same(folder, there):
    shutil.rmtree(folder / "cache")
    if there:
        (folder / "cache").write_bytes(b"")  # nothing can be written where a file stands

    toll, read = counted(folder)

    assert read
    assert toll == slowly(folder)
    assert counted(folder) == (toll, there)


def test_a_disk_that_is_full_keeps_nothing_and_counts_all_the_same(folder):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with open_register(folder) as register:
        counting, question = register.counts.asked("2020-05")
        _ = counting.assessed
        resource.setrlimit(resource.RLIMIT_FSIZE, (512, hard))  # from here on every longer write fails
        try:
            toll = counting.toll(question, axis="party")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert toll == slowly(folder)
    assert not list((folder / "cache").glob("counted-*"))


def test_a_folder_in_the_place_of_the_file_is_no_file(folder):
    counted(folder)
    path = kept(folder)
    path.unlink()
    path.mkdir()

    assert counted(folder) == (slowly(folder), True)
    path.rmdir()


def test_what_another_process_records_meanwhile_counts_from_its_own_entry_on(folder):
    """Whoever began to count goes on at the entry at which they began; the next question stands on the new one."""
    counted(folder)
    with open_register(folder) as register, open_register(folder) as another:
        counting, question = register.counts.asked("2020-05")
        assert counting.columns is not None
        kill(another, 6)
        assert counting.toll(question, axis="party").total.figure.best == 6

        later, question = register.counts.asked("2020-05")
        assert later.toll(question, axis="party") == slowly(folder)
        assert later.toll(question, axis="party").total.figure.best == 7
        assert not later.is_folded


def test_columns_in_memory_are_brought_from_entry_to_entry_without_the_file(folder):
    counted(folder)
    with open_register(folder) as register:
        _ = register.counts.counting().columns
        shutil.rmtree(folder / "cache")
        for number in (6, 7, 8):
            kill(register, number, sex="female")
            counting, question = register.counts.asked("2020-05")

            assert counting.toll(question, axis="party") == slowly(folder)
            assert not counting.is_folded


@pytest.mark.parametrize("recast", ["link", "destroyed"])
def test_columns_in_memory_end_where_another_process_recasts_what_they_say(folder, recast):
    counted(folder)
    with open_register(folder) as register, open_register(folder) as another:
        assert register.counts.counting().columns is not None
        if recast == "link":
            another.links.same("v1", "v3", reason="one and the same, by invented papers")
        else:
            another.keeping.destroy(["s3-killed_in"], reason="asked for", second_actor="another person")
        counting, question = register.counts.asked("2020-05")

        assert counting.toll(question, axis="party") == slowly(folder)
        assert counting.is_folded


def test_many_processes_that_keep_at_once_leave_one_sound_file(folder):
    opened = [open_register(folder) for _ in range(4)]
    countings = [register.counts.counting() for register in opened]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda one: one.units, countings))
    for register in opened:
        register.close()

    assert counted(folder) == (slowly(folder), False)
    assert len(list((folder / "cache").glob("counted-*"))) == 1


@pytest.mark.parametrize("proof", ["verify", "rebuild"])
def test_after_a_proof_the_process_that_proved_counts_from_the_log(folder, proof):
    counted(folder)
    with open_register(folder) as register:
        counting, question = register.counts.asked("2020-05")
        counting.toll(question, axis="party")
        getattr(register.keeping, proof)()
        counting, question = register.counts.asked("2020-05")

        assert counting.toll(question, axis="party")
        assert counting.is_folded


def test_what_was_to_be_brought_forward_is_let_go_of_by_a_proof_too(folder):
    """``forget_columns`` leaves no columns to a counting that was asked for and has not looked at its own yet."""
    counted(folder)
    with open_register(folder) as register:
        assert register.counts.counting().columns is not None
        kill(register, 6)
        asked = register.counts.counting()
        assert asked.carried is not None
        register.opened.caches.forget_columns()

        assert asked.carried is None
        assert register.counts.counting() is asked
        assert asked.columns is None


def test_a_counting_that_is_read_while_many_others_are_asked_for_is_not_dropped(folder):
    """A busy register: whoever reads it whole is overtaken by more entries than are kept, and is moved along then."""
    with open_register(folder) as register:
        being_read = register.counts.counting()
        for number in range(6, 12):
            kill(register, number)
            assert not register.counts.counting().is_folded
        _ = being_read.units
        register.counts.keep(being_read)
        del being_read
        kill(register, 12)
        counting, question = register.counts.asked("2020-05")

        assert counting.is_folded
        assert counting.toll(question, axis="party") == slowly(folder)


def test_a_counting_that_was_read_across_a_destruction_is_not_kept(folder):
    with open_register(folder) as register, open_register(folder) as another:
        being_read = register.counts.counting()
        _ = being_read.units
        another.keeping.destroy(["s3-killed_in"], reason="asked for", second_actor="another person")
        _ = register.counts.counting()
        register.counts.keep(being_read)

        assert not register.counts.counting().is_folded


def test_whoever_waits_for_records_lets_others_count_what_columns_tell(folder):
    """A page of a large register waits two seconds for every record: the tables of others are not behind it."""
    counted(folder)
    waits, go_on = threading.Event(), threading.Event()

    def before_reading(_: Snapshot) -> None:
        waits.set()
        assert go_on.wait(30)

    with open_register(folder) as register, ThreadPoolExecutor(1) as waiting:
        register.counts.tell_before_reading(before_reading)
        counting, question = register.counts.asked("2020-05")
        injured = waiting.submit(counting.toll, question, axis="own_route")
        try:
            assert waits.wait(30)
            assert counting.kept.being_counted.acquire(timeout=5)
            counting.kept.being_counted.release()
            assert counting.toll(question, axis="party") == slowly(folder)
            assert not counting.is_folded
        finally:
            go_on.set()
        injured.exception(30)


def test_when_an_entry_was_recorded_is_told_though_others_let_go_of_what_is_kept(folder):
    class Emptied(dict[int, str]):
        """What is kept of moments, as it is where another thread clears it after each that is put in."""

        def __setitem__(self, seq: int, moment: str) -> None:
            self.clear()

    with open_register(folder) as register:
        (third,) = register.opened.ledger.entries(after=2, upto=3)
        register.opened.caches.moments = Emptied()

        assert register.opened.recorded_at(3) == moment_text(third.recorded_at)


def test_what_is_published_is_counted_from_the_log_whatever_is_kept(tmp_path):
    """Columns that somebody forged, with a right digest, never reach a publication."""
    folder = tmp_path / "published"
    with Register.init(folder, settings=Settings(name="Test", owner="lead")) as register:
        for name in ("Invented One Alpha", "Invented Two Beta", "Invented Three Gamma"):
            person(register, name)
    counted(folder)
    with open_register(folder) as register:
        seen = register.publishing.report("2020-05", formats=["html"], out=tmp_path / "draft").seq
        counting = register.counts.counting()
        forged = replace(counting.columns, counted=Rows())
        register.opened.caches.kept_units.keep(counting.rules, counting.seq, lambda: forged)
    with open_register(folder) as register:
        counting, question = register.counts.asked("2020-05")
        assert counting.toll(question, axis="party").total.figure.best == 0
        register.publishing.report("2020-05", formats=["html"], publish=True, seen=seen, reason="checked")

        (edition,) = register.opened.ledger.entries(kind="publication")
        assert next(one for one in edition.body["figures"] if "/all@" in one["id"])["best"] == 3


def test_an_earlier_moment_is_folded_from_the_log(folder):
    counted(folder)
    with open_register(folder) as register:
        earlier = register.counts.counting(seq=register.seq - 8)

        assert earlier.toll(earlier.question(slowly(folder).total.figure.definition.window), axis="party")
        assert earlier.is_folded
    assert counted(folder)[1] is False


def test_what_is_recorded_while_a_register_is_read_keeps_its_columns_off_the_disk(folder):
    with open_register(folder) as register, open_register(folder) as another:
        counting, question = register.counts.asked("2020-05")
        _ = counting.assessed
        kill(another, 6)
        counting.toll(question, axis="party")

    assert not list((folder / "cache").glob("counted-*"))


def test_destroying_words_takes_the_columns_away(folder):
    """Words destroyed are in no file afterwards; nor is the record they were about, in what was kept."""
    counted(folder)
    with open_register(folder) as register:
        register.keeping.destroy(["s3-killed_in"], reason="asked for", second_actor="another person")
        assert not list((folder / "cache").glob("counted-*"))

    toll, read = counted(folder)

    assert read
    assert toll == slowly(folder)


def test_columns_of_before_a_destruction_are_not_counted_from(folder, tmp_path):
    counted(folder)
    shutil.copytree(folder / "cache", tmp_path / "before")
    with open_register(folder) as register:
        register.keeping.destroy(["s3-statuses"], reason="asked for", second_actor="another person")
    shutil.copytree(tmp_path / "before", folder / "cache", dirs_exist_ok=True)

    toll, read = counted(folder)

    assert read
    assert toll == slowly(folder)


@pytest.mark.parametrize("proof", ["verify", "rebuild"])
def test_after_a_proof_figures_come_of_the_log(folder, proof):
    """Nobody puts columns of their own beside a log that was found to hold."""
    counted(folder)
    with open_register(folder) as register:
        found = getattr(register.keeping, proof)()
        assert found is None or found.holds

    assert counted(folder)[1]


def test_a_table_of_places_that_comes_meanwhile_keeps_columns_unread(folder):
    counted(folder)
    with open_register(folder) as register:
        (folder / register.settings.theatre).write_text("")  # a theatre's own file, where there was none
        counting, question = register.counts.asked("2020-05")

        assert counting.columns is None
        assert counting.toll(question, axis="party")
    (folder / register.settings.theatre).unlink()
    assert counted(folder)[1] is False


def test_only_the_newest_methodologies_are_kept(folder) -> None:
    from sijill.adapters.files import DigestNamed

    files = DigestNamed(folder / "cache")
    for number in range(6):
        files.write(f"counted-{number:016x}", b"%d" % number, most=4)

    assert len(list((folder / "cache").glob("counted-*"))) == 4


@pytest.fixture(autouse=True)
def _nothing_left(folder: Path) -> Iterator[None]:
    yield
    assert not list(folder.rglob(".unfinished-*"))


@pytest.mark.parametrize("audience", list(Sensitivity))
def test_every_audience_sees_of_columns_what_it_sees_of_the_log(folder, audience):
    """Whoever may not see a thing finds it as absent in what was counted from columns."""
    shown = []
    for _ in range(2):
        with open_register(folder) as register:
            counting, question = register.counts.asked("2020-05")
            shown.append(register.counts.shown(register.view(audience), counting, question, "party").value)

    assert shown[0] == shown[1]
