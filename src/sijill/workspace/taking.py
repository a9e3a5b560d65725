"""An item taken out of the register: its bytes as they were sealed, and beside them all that is known of them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.evidence import Unreadable, fingerprint
from sijill.ledger import Draft
from sijill.model import to_json
from sijill.model.custody import CustodyAct, CustodyEvent
from sijill.values import SijillError, message
from sijill.workspace.documents import entry_document

if TYPE_CHECKING:
    from sijill.ledger import Receipt
    from sijill.model import Item
    from sijill.workspace._evidence import Evidence
    from sijill.workspace._opened import Opened

_NO_FILE_NAME = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_LONGEST_NAME = 120
_TOLD = ("item", "custody", "text", "part", "classification")


class InTheWay(SijillError):
    """A file of the name under which something is to be written, with other bytes in it."""


def reading_told(held: Evidence, item: str) -> dict[str, Any]:
    """Return how an item was read: reader, pages, what was done to its words; or why there is no reading."""
    try:
        text = held.text(item)
    except Unreadable as refusal:
        return {"reader": None, "pages": 0, "derivations": [], "refused": type(refusal).__name__}
    told = {"reader": text.reader, "pages": len(text.pages), "derivations": [str(one) for one in text.derivations]}
    return told | ({"headers": dict(text.front_matter)} if text.front_matter else {})


@dataclass(frozen=True, slots=True)
class Taken:
    """What was written, and the entry of custody that says so."""

    item: str
    file: Path
    custody: Path
    receipt: Receipt


def take_out(opened: Opened, held: Item, reading: Mapping[str, Any], out: Path, *, append_id: str | None) -> Taken:
    """
    Write an item's sealed bytes into a folder, and beside them its custody as JSON.

    That it was taken out is recorded first, so that it stands in what is written too. Needs no reader.
    Raises NotInVault, VaultDamaged, InTheWay.
    """
    from sijill.adapters.files import write_whole

    item, content = held.id, opened.vault.read(held.id)
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"{item[:12]}-{_file_name(held.original_name)}"
    if file.exists() and fingerprint(file.read_bytes()) != item:
        raise InTheWay(message("{file} is there with other bytes; name another folder"), file=str(file))
    doing = opened.doing(append_id)
    receipt = doing.append([Draft.of("custody", CustodyEvent(doing.new_id(), item, CustodyAct.COPIED))])
    told = [entry for entry in opened.ledger.history(item) if entry.kind in _TOLD]
    document = {
        "item": to_json(held),
        "reading": dict(reading),
        "entries": [entry_document(one) for one in told],
        "head": receipt.head,
        "seq": receipt.last_seq,
    }
    beside = out / f"{file.name}.custody.json"
    write_whole(file, content)
    write_whole(beside, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
    return Taken(item, file, beside, receipt)


def _file_name(name: str | None) -> str:
    """Return a name under which any system can write a file; the name it came with stands in its custody."""
    plain = _NO_FILE_NAME.sub("_", (name or "").strip()).strip(". ")
    stem, dot, suffix = plain.rpartition(".")
    if len(plain.encode()) > _LONGEST_NAME:
        cut = (stem or plain).encode()[: _LONGEST_NAME - 20].decode("utf-8", "ignore")
        plain = f"{cut}{dot}{suffix}" if len(suffix) < 16 else cut
    return plain or "item"
