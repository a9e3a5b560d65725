"""Opens a register as a table of subjects: the one door through which all is read and done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.values import later
from sijill.workspace._register import Register
from sijill.workspace._settings import read_settings, write_settings

if TYPE_CHECKING:
    from sijill.adapters.clock import now
    from sijill.adapters.files import NoSuchFile, StillBeingWritten, take_in, take_in_stream
    from sijill.adapters.ids import Ids
    from sijill.adapters.ports import refuse_taken
    from sijill.adapters.readers import Sandbox
    from sijill.adapters.render import HtmlRenderer
    from sijill.adapters.sql import Act, NotWritable
    from sijill.ledger import Progress
    from sijill.methodology import MethodologyNotAdopted
    from sijill.reports import UnknownPart
    from sijill.tolls import Snapshot, UnknownKey
    from sijill.workspace._account import BEYOND, Account
    from sijill.workspace._asking import NoModel
    from sijill.workspace._books import Fault
    from sijill.workspace._reporting import Reported
    from sijill.workspace._restating import entries_that_moved, restated
    from sijill.workspace._settings import AlreadyARegister, NotARegister, Settings, SettingsBroken, is_register
    from sijill.workspace._written import NotBothLanguages, one_language
else:
    __getattr__ = later(__name__)


def open_register(path: str | Path, *, actor: str | None = None, upgrading: Progress | None = None) -> Register:
    """
    Return a register opened for reading and acting. Raises NotARegister.

    ``upgrading`` is told how far it is where an older program's projections are made anew.
    """
    return Register.open(Path(path), actor=actor, upgrading=upgrading)


def restore(backup: Path, folder: Path, *, store: str = "", head: str | None = None) -> Register:
    """
    Make a register folder from a backup, whole or not at all, and return it opened.

    The log goes into SQLite, or with ``store`` into an empty PostgreSQL database; the
    settings say which. ``head`` is a chain's head kept elsewhere. Raises BackupDamaged,
    PlaceTaken, DiskFull, NotWritable.
    """
    from sijill.adapters import sql

    sql.restore(backup, folder, store=store, head=head)
    write_settings(folder, replace(read_settings(folder), store=store))
    register = open_register(folder)
    register.evidence.compare_unread()
    return register


__all__ = [
    "BEYOND",
    "Account",
    "Act",
    "AlreadyARegister",
    "Fault",
    "HtmlRenderer",
    "Ids",
    "MethodologyNotAdopted",
    "NoModel",
    "NoSuchFile",
    "NotARegister",
    "NotBothLanguages",
    "NotWritable",
    "Register",
    "Reported",
    "Sandbox",
    "Settings",
    "SettingsBroken",
    "Snapshot",
    "StillBeingWritten",
    "UnknownKey",
    "UnknownPart",
    "entries_that_moved",
    "is_register",
    "now",
    "one_language",
    "open_register",
    "refuse_taken",
    "restated",
    "restore",
    "take_in",
    "take_in_stream",
]
