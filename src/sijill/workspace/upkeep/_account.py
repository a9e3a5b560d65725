"""A register's folder accounted for: every file and every table is sound, damaged, or known to nothing here."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.adapters.files import BEGUN, DestructionJournal, is_digest_named, sweep
from sijill.workspace.settings._settings import FILE
from sijill.workspace.upkeep._books import Books, Fault

if TYPE_CHECKING:
    from sijill.ledger import Progress, Verification
    from sijill.workspace._opened import Opened

BEYOND = ("cut_end", "last_lines", "same_words", "accounts", "uncounted_settings")
"""What no look at this folder alone can find; ``wording`` says each."""

_KEYMARK = re.compile(rb"(?:[0-9a-f]{32}){1,2}\n?")
_SIDES = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Account:
    """The chain, how many things of each part are sound, every fault, and how many leftovers were taken away."""

    chain: Verification
    sound: Mapping[str, int]
    faults: tuple[Fault, ...]
    swept: int = 0

    @property
    def holds(self) -> bool:
        """Test whether the chain holds, and everything beside it is sound."""
        return self.chain.holds and not self.faults


def draw_up(opened: Opened, *, head: str | None = None, progress: Progress | None = None) -> Account:
    """
    Account for everything in a register's folder and database. Raises NotAHead.

    Units that were kept as columns are taken away, so that figures after it come of the log that was looked at.
    """
    from sijill.workspace.upkeep import _account_parts as parts

    opened.caches.forget_columns()
    swept = sweep(opened.folder)
    # Listed first: whatever is written meanwhile is named by the entries that are read after it.
    books = Books(opened, tuple(sorted(_files(opened.folder))))
    named = parts.check_access(books)
    database = opened.store.check(beside=opened.folder / "tmp", head=head, named=named, progress=progress)
    parts.check_database(books, database)
    if database.chain.broken_at is None:
        for check in (
            parts.check_sealed,
            parts.check_words,
            parts.check_reports,
            parts.check_settings,
            parts.check_stamps,
        ):
            check(books)
        _known_files(books)
        for name in books.there:
            if name not in books.accounted:
                books.fault("folder", shown(name), "unknown_file")
    return Account(database.chain, dict(books.sound), tuple(books.faults), swept + len(books.swept))


def shown(name: str) -> str:
    """Return a file's name with nothing in it that a terminal would obey or hide."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape", "surrogatepass").decode() for one in name)


def _files(folder: Path) -> Iterator[str]:
    for where, inner, names in os.walk(folder):
        links = [one for one in inner if (Path(where) / one).is_symlink()]
        for name in (*names, *links):
            yield (Path(where) / name).relative_to(folder).as_posix()


def _known_files(books: Books) -> None:
    """Account for what is known by its name: settings, databases and their side files, what is kept for a while."""
    folder, databases = books.opened.folder, ["desk.sqlite"]
    if not books.opened.settings.store:
        databases += ["ledger.sqlite", "access.sqlite"]
    _whole(books, "accounts", folder / "desk.sqlite")
    if (begun := DestructionJournal(folder).path).exists():
        books.fault("folder", books.name(begun), "destruction_unfinished", "vault")
    house = books.opened.settings.house
    known = {
        FILE,
        house.logo,
        *house.template,
        "cache/audited.json",
        *(base + side for base in databases for side in _SIDES),
    }
    for name in books.there:
        if (name in known or _is_passing(books, name)) and _is_plain(folder / name):
            books.accounted.add(name)


def _is_plain(path: Path) -> bool:
    """Test whether this is a file itself, or no longer there."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return True


def _is_passing(books: Books, name: str) -> bool:
    """Test whether a file is one that is kept for a while only: an upload, a picture drawn, or a file being written."""
    parts = name.split("/")
    if parts[-1].startswith((".unfinished-", BEGUN)):
        return True
    if parts[:2] == ["tmp", "pictures"] and len(parts) == 4:
        return books.opened.ledger.last_seq(parts[2]) > 0
    if parts[0] == "keymarks":
        # What is left here of a key, whose name says nothing: a digest, or the register's own number.
        return bool(_KEYMARK.fullmatch((books.opened.folder / name).read_bytes()))
    if parts[0] == "cache" and len(parts) == 2:
        # Units kept as columns: with the bytes that their name tells they are ours, else nobody's.
        return is_digest_named(parts[1], (books.opened.folder / name).read_bytes())
    return parts[0] == "tmp" and len(parts) == 2 and ".upload" in parts[1]


def _whole(books: Books, part: str, path: Path) -> None:
    from sijill.adapters.sql import is_whole

    if path.is_file():
        if is_whole(path):
            books.sound[part] += 1
        else:
            books.fault(part, path.name, "file_broken")
