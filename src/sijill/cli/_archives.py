"""What is encrypted, and by which key: ``backup``, ``restore``, ``export-all``, ``seal``, ``reveal``, ``keys``."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.cli._output import STANDARD_INPUT, asked_twice, file_text, opened, write
from sijill.cli._verb import NEW_REGISTER, REASON, SECOND_ACTOR, option, verb
from sijill.cli._voice import say, spoken, tell

if TYPE_CHECKING:
    from sijill.workspace import Register

CHECK_FAILED = 3
NEW_FILE = option("to", "a new file", metavar="FILE")
PASSPHRASE_FILE = option("--passphrase-file", "a file whose first line is the passphrase", metavar="FILE")
RECIPIENT = option(
    "--recipient",
    "an age public key that will open the file; repeat it for several",
    action="append",
    default=[],
    metavar="AGE",
)


@verb(
    "backup",
    "write an encrypted backup that can be checked and restored",
    NEW_FILE,
    RECIPIENT,
    PASSPHRASE_FILE,
    example="backup aleppo /media/disk/aleppo-2020-06.age --recipient age1...",
)
def backup(arguments: Namespace) -> int:
    """Write a backup that only some can open."""
    from sijill.workspace import passphrase_in

    passphrase = None
    if arguments.passphrase_file:
        passphrase = passphrase_in(Path(arguments.passphrase_file))
    elif not arguments.recipient and sys.stdin.isatty():
        passphrase = asked_twice(tell("Passphrase of the backup: "))
    with opened(arguments) as register:
        made = register.keeping.backup(Path(arguments.to), recipients=arguments.recipient, passphrase=passphrase)
    document = {"backup": arguments.to, "head": made.head, "seq": made.seq, "missing": list(made.missing)}
    lines = [tell("backup written to {file}; keep this head apart from it: {head}", file=arguments.to, head=made.head)]
    lines += _lacking(made.missing)
    write(arguments, document, lines)
    return CHECK_FAILED if made.missing else 0


def _lacking(missing: tuple[str, ...]) -> list[str]:
    if not missing:
        return []
    return [
        tell(
            "the register itself lacks the bytes of {number} sealed things, and so does this file; run sijill verify",
            number=len(missing),
        )
    ]


@verb(
    "export-all",
    "hand the register over, by two persons: no accounts, keys, drafts, tokens or access log",
    NEW_FILE,
    RECIPIENT,
    REASON,
    SECOND_ACTOR,
    example='export-all aleppo court.age --recipient age1... --reason "to the court" --second-actor lead',
)
def export_all(arguments: Namespace) -> int:
    """Hand the register over."""
    with opened(arguments) as register:
        made = register.keeping.hand_over(
            Path(arguments.to),
            recipients=arguments.recipient,
            reason=arguments.reason,
            second_actor=arguments.second_actor,
        )
    document = {"handover": arguments.to, "head": made.head, "seq": made.seq, "missing": list(made.missing)}
    line = tell("handed over in {file}; tell this head apart from it: {head}", file=arguments.to, head=made.head)
    write(arguments, document, [line, *_lacking(made.missing)])
    return CHECK_FAILED if made.missing else 0


@verb(
    "restore",
    "restore a backup or a hand-over into a new folder, checking every byte",
    option("backup", "what sijill backup or export-all wrote", metavar="FILE"),
    option("--identity", "a file with the age key that opens it", metavar="KEYFILE"),
    PASSPHRASE_FILE,
    option("--store", "an empty PostgreSQL database to restore into (default: SQLite in the folder)", default=""),
    option("--head", "the head you kept apart from the backup", metavar="HEX"),
    option("--incomplete", "take what there is where the bytes of items are missing", action="store_true"),
    register=NEW_REGISTER,
    example="restore aleppo-again /media/disk/aleppo-2020-06.age --identity key.txt",
)
def restore(arguments: Namespace) -> int:
    """Restore a backup into a new folder."""
    from sijill.cli._refusals import NoSuchBackup, message
    from sijill.workspace import closed_by, passphrase_in
    from sijill.workspace import restore as restore_register

    folder, kept = Path(arguments.register), Path(arguments.backup)
    if not kept.is_file():
        raise NoSuchBackup(message("{file} is no file; name the backup that sijill backup wrote"), file=str(kept))
    closed, passphrase = closed_by(kept), ""
    if arguments.passphrase_file:
        passphrase = passphrase_in(Path(arguments.passphrase_file))
    elif closed == "words" and sys.stdin.isatty():
        passphrase = getpass.getpass(tell("Passphrase of the backup: "))
    with restore_register(
        kept,
        folder,
        identity=Path(arguments.identity) if arguments.identity else None,
        passphrase=passphrase,
        store=arguments.store,
        head=arguments.head,
        incomplete=arguments.incomplete,
    ) as register:
        found = register.keeping.verify_chain()
    if not closed:
        say("{file} is not encrypted: whoever has it reads the register; make a new backup", file=str(kept))
    document = {"register": str(folder), "entries": found.entries, "head": found.head, "holds": found.holds}
    line = tell(
        "entries restored into {folder}: {entries}, head {head}",
        folder=str(folder),
        entries=found.entries,
        head=found.head,
    )
    write(arguments, document, [line])
    return 0 if found.holds else CHECK_FAILED


@verb(
    "seal",
    "seal the identity of a confidential source; a handle stands for it everywhere else",
    option("file", "JSON or TOML, - for standard input (default: asked at the terminal)", nargs="?", metavar="FILE"),
    option("--recipient", "an age public key that opens it, in place of the register's own", default="", metavar="AGE"),
    example="seal aleppo",
)
def seal(arguments: Namespace) -> int:
    """Seal an identity. Nothing of it is taken from the argument list, which every process can read."""
    from sijill.cli._refusals import WhatArguments, message
    from sijill.workspace import OF_AN_IDENTITY, read_identity

    if arguments.file:
        identity = read_identity(file_text(arguments.file))
    elif sys.stdin.isatty():
        identity = {name: input(f"{tell(asked)}: ") for name, asked in OF_AN_IDENTITY.items()}
    else:
        raise WhatArguments(message("no terminal to ask on; name a file with the identity, or - for standard input"))
    with opened(arguments) as register:
        handle = register.exchange.seal_identity(identity, recipient=arguments.recipient)
    lines = [tell("sealed; give this handle as the source of documents: {handle}", handle=handle)]
    if arguments.file and arguments.file != STANDARD_INPUT:
        lines.append(tell("{file} still says it in clear: delete it", file=arguments.file))
    write(arguments, {"handle": handle}, lines)
    return 0


@verb(
    "reveal",
    "show what is sealed, to two persons; it is recorded",
    option("thing", "ids of items, records or sources, or beginnings of them", nargs="+", metavar="ID"),
    REASON,
    SECOND_ACTOR,
    option("--identity", "a file with the age key that opens it", metavar="KEYFILE"),
    example='reveal aleppo source-7f3a2k --reason "the court asked" --second-actor lead',
)
def reveal(arguments: Namespace) -> int:
    """Show what is sealed."""
    from sijill.model import to_json

    with opened(arguments) as register:
        shown = register.exchange.reveal(
            [_whole_id(register, one) for one in arguments.thing],
            reason=arguments.reason,
            second_actor=arguments.second_actor,
            identity=Path(arguments.identity) if arguments.identity else None,
        )
    document = {
        "revealed": [
            {
                "subject": one.subject,
                "kind": one.kind,
                "values": [{"label": label, "held": [to_json(value) for value in held]} for label, held in one.values],
            }
            for one in shown
        ]
    }
    lines = [
        f"{one.subject}  {label[spoken().value]}: {to_json(value)}"
        for one in shown
        for label, held in one.values
        for value in held
    ]
    write(arguments, document, lines or [tell("Nothing of it is sealed.")])
    return 0


def _whole_id(register: Register, text: str) -> str:
    record = register.records.id_of(text)
    return record if register.records.histories([record])[record] else register.id_of(text, "entry")


@verb(
    "keys",
    "list the keys of a register, which lie outside its folder, and where",
    option("--renew", "give up a key that is lost; what was closed with it stays closed", metavar="NAME"),
    example="keys aleppo",
)
def keys(arguments: Namespace) -> int:
    """List the keys, or give one up."""
    with opened(arguments) as register:
        keyring = register.keeping.keyring
        if arguments.renew:
            keyring.renew(arguments.renew)
        held = keyring.names()
        folder = str(keyring.folder())
    lines = [tell("the keys of this register lie in {folder}; keep a copy of it apart", folder=folder)]
    lines += [tell("{name}: here", name=name) if here else tell("{name}: MISSING", name=name) for name, here in held]
    write(arguments, {"folder": folder, "keys": [{"name": name, "here": here} for name, here in held]}, lines)
    return 0 if all(here for _, here in held) else CHECK_FAILED
