"""Keeping a register: made, verified, repaired, rebuilt; ``completion``."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.cli._output import opened, progress, write
from sijill.cli._verb import APPEND_ID, NEW_REGISTER, option, parser, verb
from sijill.cli._voice import say, tell

if TYPE_CHECKING:
    from sijill.workspace import Account, Fault

CHECK_FAILED = 3


@verb(
    "init",
    "make a register in a new folder",
    option("--name", "what it is called"),
    option("--owner", "who owns it (default: the person logged in)"),
    option("--zone", "the zone its days belong to", default="Asia/Damascus"),
    option("--methodology", "the methodology to adopt", default="snhr"),
    option("--store", "a PostgreSQL URL (default: SQLite in the folder)", default=""),
    option("--one-person", "one person enters and judges; pages and reports say so", action="store_true"),
    register=NEW_REGISTER,
    example='init aleppo --name "Aleppo, 2012-2016" --owner lead',
)
def init(arguments: Namespace) -> int:
    """Make a register; say once what protects it."""
    from sijill.workspace import Register, Settings

    folder = Path(arguments.register)
    settings = Settings(
        name=arguments.name or folder.name,
        owner=arguments.owner or arguments.actor or getpass.getuser(),
        zone=arguments.zone,
        methodology=arguments.methodology,
        store=arguments.store,
        one_person=arguments.one_person,
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
    made = tell(
        "register {name} made in {folder}, methodology {methodology} adopted",
        name=settings.name,
        folder=str(folder),
        methodology=settings.methodology,
    )
    write(arguments, document, [made])
    return 0


@verb(
    "verify",
    "account for every file and table of a register",
    option("--head", "a head kept elsewhere: finds a rewrite or a cut end", metavar="HEX"),
    option("--figures", "count every published figure again", action="store_true"),
    example="verify aleppo --figures",
)
def verify(arguments: Namespace) -> int:
    """Say of every file and table whether it is sound, and with --figures of every published figure."""
    with opened(arguments) as register:
        found = register.keeping.verify(head=arguments.head, progress=progress("entries checked: {done} of {of}"))
        moved = register.keeping.verify_figures() if arguments.figures else []
    holds = found.holds and not moved
    document = {"holds": holds, **_account_document(found), "figures_moved": moved}
    lines = [
        *_account_lines(arguments, found),
        *(tell("figure moved: {figure} was {published}, is {now}", figure=one["id"], **_numbers(one)) for one in moved),
        tell("holds") if holds else tell("DOES NOT HOLD: see above"),
    ]
    write(arguments, document, lines)
    return 0 if holds else CHECK_FAILED


def _account_document(found: Account) -> dict[str, Any]:
    from sijill.workspace import BEYOND

    return {
        "entries": found.chain.entries,
        "destroyed": found.chain.destroyed,
        "head": found.chain.head,
        "broken_at": found.chain.broken_at,
        "reason": found.chain.reason,
        "sound": dict(sorted(found.sound.items())),
        "faults": [_fault_document(one) for one in found.faults],
        "swept": found.swept,
        "beyond": list(BEYOND),
    }


def _fault_document(fault: Fault) -> dict[str, str]:
    return {"part": fault.part, "place": fault.place, "state": fault.state, "why": fault.why, "repair": fault.repair}


def _account_lines(arguments: Namespace, found: Account) -> Iterator[str]:
    """Give what was found as lines: the head, what is sound, each fault with its repair, and what nobody can see."""
    from sijill.wording import BEYOND

    yield tell(
        "entries: {entries}, destroyed: {destroyed}, head {head}",
        entries=found.chain.entries,
        destroyed=found.chain.destroyed,
        head=found.chain.head,
    )
    for part, number in sorted(found.sound.items()):
        yield tell("sound: {part}, {number}", part=part, number=number)
    if found.swept:
        yield tell("files that a killed process had begun were taken away: {files}", files=found.swept)
    for fault in found.faults:
        yield _fault_line(fault)
        if fault.repair:
            yield "  " + tell("repair it: {command}", command=f"sijill repair {arguments.register} {fault.repair}")
    yield tell("What no check of this folder alone can find:")
    for code in BEYOND:
        yield "  " + tell(BEYOND[code])


def _fault_line(fault: Fault) -> str:
    from sijill.wording import FAULTS

    places = {"part": fault.part, "place": fault.place, "why": tell(FAULTS[fault.why])}
    if fault.state == "unknown":
        return tell("UNKNOWN, {part}, {place}: {why}", **places)
    return tell("DAMAGED, {part}, {place}: {why}", **places)


@verb(
    "repair",
    "make again what can be made from the log and the vault",
    option("part", "vault, texts, reports, methodology, settings, projections or proposals", nargs="?", metavar="PART"),
    option("--confirm", "record the settings as they are now, in the place of those recorded", action="store_true"),
    example="repair aleppo texts",
)
def repair(arguments: Namespace) -> int:
    """Repair what can be made again, tell all that was done, and account for everything once more."""
    from sijill.wording import REPAIRS

    with opened(arguments) as register:
        found, done = register.keeping.repair(
            arguments.part, confirm=arguments.confirm, progress=progress("entries checked: {done} of {of}")
        )
    document = {
        "holds": found.holds,
        **_account_document(found),
        "repaired": [{**_fault_document(one.fault), "did": one.did, "done": one.done} for one in done],
    }
    lines = [
        *(
            tell("{part}, {place}: {did}", part=one.fault.part, place=one.fault.place, did=tell(REPAIRS[one.did]))
            for one in done
        ),
        *(() if done else [tell("nothing had to be repaired")]),
        *_account_lines(arguments, found),
        tell("holds") if found.holds else tell("DOES NOT HOLD: see above"),
    ]
    write(arguments, document, lines)
    return 0 if found.holds else CHECK_FAILED


def _numbers(moved: dict[str, Any]) -> dict[str, int]:
    return {name: moved[name] for name in ("published", "now")}


@verb("rebuild", "write every projection anew from the log", example="rebuild aleppo")
def rebuild(arguments: Namespace) -> int:
    """Write the projections anew."""
    with opened(arguments) as register:
        register.keeping.rebuild(
            entries=progress("entries: {done} of {of}"), items=progress("items read again: {done} of {of}")
        )
        document = {"seq": register.seq, "head": register.head}
    write(arguments, document, [tell("projections and proposals written anew from the log")])
    return 0


@verb(
    "clock",
    "say how this machine's clock stands to the last entry; confirm it where nothing is recorded by it",
    option("--confirm", "record that you looked at the clock and that it is right", action="store_true"),
    APPEND_ID,
    example="clock aleppo --confirm",
)
def clock(arguments: Namespace) -> int:
    """Say how the clock stands to the last entry, and record that a person confirms it."""
    with opened(arguments) as register:
        last, now = register.keeping.clock_doubted(), register.now()
        receipt = register.keeping.confirm_clock(append_id=arguments.append_id) if arguments.confirm else None
    said = {"now": now.isoformat(timespec="seconds"), "last": last.isoformat(timespec="seconds") if last else ""}
    if receipt is not None:
        line = tell("the clock says {now}; confirmed in entry {entry}", now=said["now"], entry=str(receipt.last_seq))
    elif last is None:
        line = tell("the clock says {now} and agrees with the last entry: there is nothing to confirm", now=said["now"])
    else:
        line = tell(
            "the clock says {now} and the last entry was recorded at {last}: nothing is recorded until you set the "
            "clock or confirm it with --confirm",
            **said,
        )
    write(arguments, {**said, "in_doubt": last is not None, "confirmed": receipt and receipt.last_seq}, [line])
    return CHECK_FAILED if last is not None and receipt is None else 0


@verb(
    "completion",
    "print a completion script for your shell",
    option("shell", "your shell", choices=("bash", "zsh", "tcsh")),
    register=None,
    example="completion bash",
)
def completion(arguments: Namespace) -> int:
    """Print a completion script."""
    import shtab

    sys.stdout.write(shtab.complete(parser(), shell=arguments.shell) + "\n")
    return 0
