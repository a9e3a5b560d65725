"""What is promised about the disk itself: who may read, and what a full disk or a kill leaves."""

import os
import signal
import stat
import subprocess
import sys
import textwrap

import pytest

from sijill.adapters.files import (
    FolderTextStore,
    FolderVault,
    NoSuchFile,
    take_in,
)
from sijill.evidence import EmptyFile, Extract, NotInVault, TooLarge, VaultFull, fingerprint, settle

MIB = 1024 * 1024


def files_below(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_only_the_owner_may_enter_and_nobody_may_write(tmp_path):
    before = os.umask(0)
    try:
        sha256 = FolderVault(tmp_path / "vault").seal(b"An invented note.")
        FolderTextStore(tmp_path / "texts").keep(sha256, settle(Extract("words", "text/plain", "test 1")))
    finally:
        os.umask(before)

    assert [mode(path) for path in files_below(tmp_path / "vault")] == [0o400]
    assert [mode(path) for path in files_below(tmp_path / "texts")] == [0o600]
    assert {mode(path) for path in tmp_path.rglob("*") if path.is_dir()} == {0o700}


@pytest.fixture
def small_disk(tmp_path):
    """A disk of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_named_and_nothing_is_half_written(small_disk):
    vault = FolderVault(small_disk / "vault")
    kept = vault.seal(b"kept")

    with pytest.raises(VaultFull, match="nothing was kept: free space and repeat"):
        vault.seal(b"x" * 2 * MIB)

    assert [path.name for path in files_below(small_disk)] == [kept]


def test_no_room_for_a_reading_is_named_and_the_earlier_one_stays(small_disk):
    texts = FolderTextStore(small_disk / "texts")
    item = fingerprint(b"item")
    short, long = (settle(Extract(words, "text/plain", "test 1")) for words in ("short", "long " * MIB))
    texts.keep(item, short)

    with pytest.raises(VaultFull, match="free space and repeat"):
        texts.keep(item, long)

    assert texts.get(item, short.reader) == short
    assert len(files_below(small_disk)) == 1


def test_a_file_size_limit_counts_as_no_room(tmp_path):
    """The same promise where no disk can be mounted: the system stops the write in the middle."""
    code = """
        import resource, sys
        from pathlib import Path
        from sijill.adapters.files import FolderVault
        from sijill.evidence import VaultFull
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            FolderVault(Path(sys.argv[1])).seal(b"x" * 5000)
        except VaultFull:
            sys.exit(7)
    """

    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(tmp_path)], check=False)

    assert ended.returncode == 7
    assert files_below(tmp_path) == []


def test_what_a_killed_writer_left_is_swept_and_the_rest_stays(tmp_path):
    code = """
        import os, signal, sys
        from pathlib import Path
        from sijill.adapters.files import FolderVault
        os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
        FolderVault(Path(sys.argv[1])).seal(b"never finished")
    """
    vault = FolderVault(tmp_path)
    vault.seal(b"never finished, the other")
    kept = vault.seal(b"kept")
    # The shelf must stand already: otherwise the kill comes before the file.
    (tmp_path / fingerprint(b"never finished")[:2]).mkdir(mode=0o700, exist_ok=True)

    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(code), str(tmp_path)], check=False)

    assert ended.returncode == -signal.SIGKILL
    assert fingerprint(b"never finished") not in vault.fingerprints()
    assert vault.sweep() == 1
    assert vault.sweep() == 0
    assert vault.holds(kept)


def test_an_unfinished_file_of_a_living_writer_is_left_to_it(tmp_path):
    vault = FolderVault(tmp_path)
    code = """
        import os, sys
        from pathlib import Path
        from sijill.adapters.files import FolderVault
        fsync = os.fsync
        def slow(handle):
            print("written", flush=True)
            sys.stdin.readline()
            os.fsync = fsync
        os.fsync = slow
        FolderVault(Path(sys.argv[1])).seal(b"slow")
    """
    (tmp_path / fingerprint(b"slow")[:2]).mkdir(mode=0o700)
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout.readline() == "written\n"

        assert vault.sweep() == 0

        writer.communicate("go on\n")
    assert vault.read(fingerprint(b"slow")) == b"slow"


@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_what_is_no_fingerprint_leads_nowhere(tmp_path, sha256):
    with pytest.raises(NotInVault, match="not a SHA-256"):
        FolderVault(tmp_path).read(sha256)


def test_a_two_gigabyte_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(2 * 1024 * MIB)

    with pytest.raises(TooLarge, match="2147483648 bytes, limit 536870912"):
        take_in(path)


def test_a_file_at_the_limit_is_taken_in(tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes(b"12345")

    assert take_in(path, largest=5) == b"12345"
    with pytest.raises(TooLarge):
        take_in(path, largest=4)


def test_what_is_no_ordinary_file_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    for path in (tmp_path, tmp_path / "missing", tmp_path / "pipe"):
        with pytest.raises(NoSuchFile):
            take_in(path)


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "empty").touch()

    with pytest.raises(EmptyFile):
        take_in(tmp_path / "empty")
