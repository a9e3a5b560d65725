"""Doors to keeping a register: ``init``, ``verify``, ``rebuild``, ``backup``, ``restore``, ``completion``."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from pathlib import Path

from sijill.cli._output import opened, progress, say, write
from sijill.values import SijillError
from sijill.workspace import Register, Settings
from sijill.workspace import restore as restore_register

CHECK_FAILED = 3


class NoSuchBackup(SijillError):
    """A path at which there is no backup."""


def init(asked: Namespace) -> int:
    """Make a register; say once what protects it."""
    folder = Path(asked.register)
    settings = Settings(
        name=asked.name or folder.name,
        owner=asked.owner or asked.actor or getpass.getuser(),
        zone=asked.zone,
        methodology=asked.methodology,
        store=asked.store,
        one_person=asked.one_person,
    )
    settings.zone_info  # noqa: B018  (refuses an unknown zone before anything is made)
    with Register.init(folder, settings=settings) as register:
        document = {
            "register": str(folder),
            "seq": register.seq,
            "head": register.head,
            "methodology": settings.methodology,
        }
    say(
        "Keep this folder on an encrypted disk (LUKS, FileVault, BitLocker): "
        "anyone who can read the disk can read the register."
    )
    write(asked, document, [f"register {settings.name} made in {folder}, methodology {settings.methodology} adopted"])
    return 0


def verify(asked: Namespace) -> int:
    """Recompute the chain, check every sealed item, and with --figures every published figure."""
    with opened(asked) as register:
        found = register.keeping.verify(head=asked.head, progress=progress("entries checked"))
        vault = register.keeping.verify_vault(progress=progress("items checked"))
        moved = register.keeping.verify_figures() if asked.figures else []
    holds = found.holds and not vault.damaged and not vault.missing and not moved
    document = {
        "holds": holds,
        "entries": found.entries,
        "destroyed": found.destroyed,
        "head": found.head,
        "broken_at": found.broken_at,
        "reason": found.reason,
        "vault": {
            "items": vault.checked,
            "damaged": list(vault.damaged),
            "missing": list(vault.missing),
            "orphans": list(vault.orphans),
            "swept": vault.swept,
        },
        "figures_moved": moved,
    }
    lines = [
        f"{found.entries} entries ({found.destroyed} destroyed), head {found.head}",
        f"vault: {vault.checked} items checked, {len(vault.damaged)} damaged, {len(vault.missing)} missing, "
        f"{len(vault.orphans)} named by no item",
        *([f"{vault.swept} files that a killed process had begun were taken away"] if vault.swept else []),
        *(f"figure moved: {one['id']} was {one['published']}, is {one['now']}" for one in moved),
        "holds"
        if holds
        else f"DOES NOT HOLD: {found.reason or 'see above'}; restore from a backup whose head you kept",
    ]
    write(asked, document, lines)
    return 0 if holds else CHECK_FAILED


def rebuild(asked: Namespace) -> int:
    """Write the projections anew."""
    with opened(asked) as register:
        register.keeping.rebuild(entries=progress("entries"), items=progress("items read again"))
        document = {"seq": register.seq, "head": register.head}
    write(asked, document, ["projections and proposals written anew from the log"])
    return 0


def backup(asked: Namespace) -> int:
    """Write a backup."""
    with opened(asked) as register:
        made = register.keeping.backup(Path(asked.to))
    document = {"backup": asked.to, "head": made.head, "seq": made.seq}
    write(asked, document, [f"backup written to {asked.to}; keep this head apart from it: {made.head}"])
    return 0


def restore(asked: Namespace) -> int:
    """Restore a backup into a new folder."""
    folder, kept = Path(asked.register), Path(asked.backup)
    if not kept.is_file():
        raise NoSuchBackup(f"{kept} is no file; name the backup that sijill backup wrote")
    with restore_register(kept, folder, store=asked.store, head=asked.head) as register:
        found = register.keeping.verify()
    document = {"register": str(folder), "entries": found.entries, "head": found.head, "holds": found.holds}
    write(asked, document, [f"{found.entries} entries restored into {folder}, head {found.head}"])
    return 0 if found.holds else CHECK_FAILED


def completion(asked: Namespace) -> int:
    """Print a completion script."""
    import shtab

    from sijill.cli._grammar import parser

    sys.stdout.write(shtab.complete(parser(), shell=asked.shell) + "\n")
    return 0
