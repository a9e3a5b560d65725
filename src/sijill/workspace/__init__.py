"""Opens a register as a table of subjects: the one door through which all is read and done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.values import later
from sijill.workspace._register import Register
from sijill.workspace.settings._settings import read_settings, write_settings

if TYPE_CHECKING:
    from sijill.adapters.age import Encryption, passphrase_in
    from sijill.adapters.clock import now
    from sijill.adapters.files import NoSuchFile, StillBeingWritten, take_in, take_in_stream
    from sijill.adapters.ids import Ids
    from sijill.adapters.keys import KeyMissing, Keyring
    from sijill.adapters.ports import refuse_taken
    from sijill.adapters.readers import Sandbox
    from sijill.adapters.render import HtmlRenderer
    from sijill.adapters.sql import Act, NotWritable
    from sijill.ledger import Progress
    from sijill.methodology import MethodologyNotAdopted
    from sijill.reports import UnknownPart
    from sijill.tolls import Snapshot, UnknownKey
    from sijill.workspace._archives import closed_by
    from sijill.workspace._sealed import OF_AN_IDENTITY, Revealed, read_identity
    from sijill.workspace.editions._reporting import Reported
    from sijill.workspace.editions._restating import entries_that_moved, restated
    from sijill.workspace.editions._written import NotBothLanguages, one_language
    from sijill.workspace.intake._asking import NoModel
    from sijill.workspace.settings._house_settings import SettingsBroken
    from sijill.workspace.settings._settings import AlreadyARegister, NotARegister, Settings, is_register
    from sijill.workspace.upkeep._account import BEYOND, Account
    from sijill.workspace.upkeep._books import Fault
else:
    __getattr__ = later(__name__)


def open_register(path: str | Path, *, actor: str | None = None, upgrading: Progress | None = None) -> Register:
    """
    Return a register opened for reading and acting. Raises NotARegister.

    ``upgrading`` is told how far it is where an older program's projections are made anew.
    """
    return Register.open(Path(path), actor=actor, upgrading=upgrading)


def restore(
    backup: Path,
    folder: Path,
    *,
    identity: Path | None = None,
    passphrase: str = "",
    store: str = "",
    head: str | None = None,
    incomplete: bool = False,
) -> Register:
    """
    Make a register folder from a backup or a hand-over, whole or not at all, and return it opened.

    ``identity`` is a file of age keys. The log goes into SQLite, or with ``store`` into an empty
    PostgreSQL database; the settings say which. ``head`` is a chain's head kept elsewhere.
    ``incomplete`` takes what there is where sealed bytes are missing. Raises BackupDamaged, AnotherRegister,
    ItemsMissing, WrongKey, FileCut, UnreadableKey, PlaceTaken, DiskFull, NotWritable.
    """
    from sijill.adapters import sql
    from sijill.adapters.age import Decryption, identities_in
    from sijill.workspace._evidence import compare_unread

    held = Decryption(identities_in(identity) if identity else (), passphrase)
    sql.restore(backup, folder, opened=held.opened, store=store, head=head, incomplete=incomplete)
    write_settings(folder, replace(read_settings(folder), store=store))
    register = open_register(folder)
    compare_unread(register.evidence)
    register.opened.begin_access_log()
    return register


__all__ = [
    "BEYOND",
    "OF_AN_IDENTITY",
    "Account",
    "Act",
    "AlreadyARegister",
    "Encryption",
    "Fault",
    "HtmlRenderer",
    "Ids",
    "KeyMissing",
    "Keyring",
    "MethodologyNotAdopted",
    "NoModel",
    "NoSuchFile",
    "NotARegister",
    "NotBothLanguages",
    "NotWritable",
    "Register",
    "Reported",
    "Revealed",
    "Sandbox",
    "Settings",
    "SettingsBroken",
    "Snapshot",
    "StillBeingWritten",
    "UnknownKey",
    "UnknownPart",
    "closed_by",
    "entries_that_moved",
    "is_register",
    "now",
    "one_language",
    "open_register",
    "passphrase_in",
    "read_identity",
    "refuse_taken",
    "restated",
    "restore",
    "take_in",
    "take_in_stream",
]
