"""What is printed of proof: the argument, a line of custody, a receipt to be signed, the question to an authority."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.model import moment_text
from sijill.values import Language, SijillError, message, translate
from sijill.workspace.proofs._argument_words import argument_lines, custody_line, moment_words
from sijill.workspace.proofs._bundle import argument_document, custody_document

if TYPE_CHECKING:
    from sijill.ledger import Entry
    from sijill.model import Item
    from sijill.model.proof import TimeStamp

__all__ = [
    "ActMissing",
    "FileThere",
    "argument_document",
    "argument_lines",
    "custody_document",
    "custody_line",
    "moment_words",
    "receipt_text",
    "refuse_details",
    "refuse_there",
    "stamp_document",
    "write_new",
]

RECEIPT = (
    message("Receipt for a digital item"),
    message("SHA-256 of the item: {item}"),
    message("Bytes: {size}"),
    message("Recorded as entry {entry} of the log, whose head is then {head}"),
)


class ActMissing(SijillError):
    """Details of an act of custody without the act."""


class FileThere(SijillError):
    """A file to be written where one stands."""


def receipt_text(item: Item, entry: Entry, head: str) -> str:
    """Return the receipt of an act of custody in both languages, with places for two signatures."""
    pages = []
    for language in Language:
        places: dict[str, str | int] = {"item": item.id, "size": item.size, "entry": str(entry.seq), "head": head}
        lines = [translate(language, one, **places) for one in RECEIPT]
        lines += [custody_line(entry, language), ""]
        lines += [
            translate(language, one) + " " + "_" * 40
            for one in (
                message("Handed over by (name, day, signature):"),
                message("Received by (name, day, signature):"),
            )
        ]
        pages.append("\n".join(lines))
    return "\n\n\n".join(pages) + "\n"


def refuse_details(**given: str | None) -> None:
    """Refuse the details of an act of custody that is not named. Raises ActMissing."""
    if named := [f"--{name}" for name, told in given.items() if told]:
        words = message("say with --act what was done; without it {option} records nothing")
        raise ActMissing(words, option=named[0])


def refuse_there(path: Path) -> None:
    """Refuse a file that stands already. Raises FileThere."""
    if path.exists():
        raise FileThere(message("{file} exists already; name a new file"), file=path)


def write_new(path: Path, content: bytes) -> None:
    """Write a new file, whole or not at all. Raises FileThere."""
    from sijill.adapters.files import write_whole

    refuse_there(path)
    write_whole(path, content)


def stamp_document(stamp: TimeStamp) -> dict[str, Any]:
    """Return a time stamp as a document for machines."""
    return {
        "stamp": stamp.id,
        "items": stamp.items,
        "root": stamp.root,
        "seq": stamp.seq,
        "head": stamp.head,
        "state": "stamped" if stamp.token else "queued",
        "stamped_at": stamp.stamped_at and moment_text(stamp.stamped_at),
        "authority": stamp.authority,
        "root_named": stamp.root_named,
    }
