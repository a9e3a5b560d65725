"""What leaves the house in one file: what stands beside the log in a hand-over, and who got one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.adapters.age import closed_by as closed_file_by
from sijill.model import moment_text
from sijill.model.custody import CustodyAct
from sijill.values import Language, message, translate
from sijill.workspace.settings._settings import FILE, Settings, settings_text

if TYPE_CHECKING:
    from sijill.ledger import Entry, Ledger

LEFT = (CustodyAct.COPIED, CustodyAct.TRANSFERRED, CustodyAct.EXPORTED, CustodyAct.SUBMITTED)
"""What of custody lets the words of one thing out."""
ALONE = (*LEFT, CustodyAct.REVEALED)
"""What of custody lets one thing out, also by being shown: somebody else knows it since."""

READ_ME = (
    message("This archive is a hand-over of the register {name}, made on {moment}."),
    message(
        "It holds the whole log (entries/), the sealed items, methodologies and published reports (register/vault/), "
        "their texts (register/texts/), and manifest.json with the head of the chain and the SHA-256 of every file."
    ),
    message(
        "It holds no account, key, session, token or draft, nothing of who looked at what, and no identity of a "
        "confidential source."
    ),
    message(
        "To check and read it: sijill restore FOLDER FILE --identity KEYFILE, then sijill verify FOLDER --head with "
        "the head that you were told apart from this file."
    ),
    message("It holds words that can cost lives: keep it on an encrypted disk and hand on only what you must."),
)


def beside_the_log(settings: Settings, moment: str) -> dict[str, bytes]:
    """Return what a hand-over holds in place of what is ours alone: settings without addresses, and a page to read."""
    house = replace(settings.house, logo="", template=())  # files of the folder that no log names stay in it
    bare = replace(settings, store="", accounts="", model="", model_url="", model_levels="", house=house)
    bare = replace(bare, tsa="", tsa_roots="", proxy="")
    pages = {
        f"README.{language.value}.txt": "\n\n".join(
            translate(language, one, name=settings.name, moment=moment) for one in READ_ME
        )
        for language in (Language.EN, Language.AR)
    }
    return {f"register/{FILE}": settings_text(bare).encode()} | {
        name: f"{page}\n".encode() for name, page in pages.items()
    }


def is_whole(body: Mapping[str, Any]) -> bool:
    """Test whether an act of custody let the whole register out: an item that went alone names who got it."""
    return body.get("act") == CustodyAct.EXPORTED and not body.get("receiver")


def handovers_of(ledger: Ledger, entries: Sequence[str]) -> Iterator[str]:
    """Return when, by whom and to which keys these entries left: with the whole register, or in a package."""
    told, (first, gone) = set[str](), _stood_between(ledger, entries)
    about = {subject for one in entries for subject in ledger.entry(one).subjects}
    for one in ledger.entries(kind="custody"):
        body = one.body or {}
        left = is_whole(body) or (body.get("act") in LEFT and body.get("item") in about)
        if left and first <= one.seq < gone and one.append_id not in told:
            told.add(one.append_id)
            got = filter(None, (str(body.get("receiver") or ""), *body.get("to", ())))
            yield " ".join((moment_text(one.recorded_at), one.actor, *got))


def _stood_between(ledger: Ledger, entries: Sequence[str]) -> tuple[int, int]:
    """Return the first of these entries, and the last in which one of them was destroyed, or a number after all."""
    held = [ledger.entry(one) for one in entries]
    gone = [told.seq for one in held for told in _destructions(ledger, one)]
    return min(one.seq for one in held), max(gone, default=ledger.seq + 1)


def _destructions(ledger: Ledger, entry: Entry) -> Iterator[Entry]:
    return (one for one in ledger.history(entry.id) if one.kind == "destroyed")


def closed_by(path: Path) -> str:
    """Return what opens an archive: a ``key``, ``words``, or nothing is needed."""
    with path.open("rb") as file:
        return closed_file_by(file)
