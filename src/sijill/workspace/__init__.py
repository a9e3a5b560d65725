"""Opens a register: the one place where ports meet adapters, and through which all readings go."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sijill.adapters import sql
from sijill.ledger import Progress
from sijill.methodology import MethodologyNotAdopted
from sijill.reports import UnknownPart
from sijill.tolls import UnknownKey
from sijill.workspace._asking import NoModel
from sijill.workspace._counting import Counting
from sijill.workspace._documents import (
    called,
    counted_in_words,
    day_of,
    entry_document,
    judged_document,
    less_alive,
    less_elsewhere,
    less_in_words,
    less_within,
    place_of,
    record_document,
    toll_document,
    trace_document,
    uncounted_document,
    why_document,
)
from sijill.workspace._register import Register
from sijill.workspace._reporting import Reported
from sijill.workspace._restating import entries_that_moved, restated
from sijill.workspace._settings import (
    AlreadyARegister,
    NotARegister,
    Settings,
    SettingsBroken,
    is_register,
    read_settings,
    write_settings,
)
from sijill.workspace._written import NotBothLanguages, one_language


def open_register(path: str | Path, *, actor: str | None = None, upgrading: Progress | None = None) -> Register:
    """
    Return a register opened for reading and acting. Raises NotARegister.

    ``upgrading`` is told how far it is where an older program's projections are made anew.
    """
    return Register(Path(path), actor=actor, upgrading=upgrading)


def restore(backup: Path, folder: Path, *, store: str = "", head: str | None = None) -> Register:
    """
    Make a register folder from a backup, whole or not at all, and return it opened.

    The log goes into SQLite, or with ``store`` into an empty PostgreSQL database; the
    settings say which. ``head`` is a chain's head kept elsewhere. Raises BackupDamaged,
    PlaceTaken, DiskFull, NotWritable.
    """
    sql.restore(backup, folder, store=store, head=head)
    write_settings(folder, replace(read_settings(folder), store=store))
    register = open_register(folder)
    register.compare_unread()
    return register


__all__ = [
    "AlreadyARegister",
    "Counting",
    "MethodologyNotAdopted",
    "NoModel",
    "NotARegister",
    "NotBothLanguages",
    "Register",
    "Reported",
    "Settings",
    "SettingsBroken",
    "UnknownKey",
    "UnknownPart",
    "called",
    "counted_in_words",
    "day_of",
    "entries_that_moved",
    "entry_document",
    "is_register",
    "judged_document",
    "less_alive",
    "less_elsewhere",
    "less_in_words",
    "less_within",
    "one_language",
    "open_register",
    "place_of",
    "record_document",
    "restated",
    "restore",
    "toll_document",
    "trace_document",
    "uncounted_document",
    "why_document",
]
