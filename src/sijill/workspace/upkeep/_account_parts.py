"""What each part of a register is held against: the ledger's digests, the vault, and the words of documents."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sijill import claims, evidence
from sijill.actions import stamping
from sijill.evidence.texts import ReadingDamaged, text_from_json
from sijill.evidence.workbooks import TABLES
from sijill.ledger import BY_HAND
from sijill.model import Claim, read
from sijill.values import SijillError
from sijill.workspace._evidence import found_by
from sijill.workspace.editions._reporting import report_folder

if TYPE_CHECKING:
    from sijill.adapters.sql import StoreCheck
    from sijill.evidence import Text
    from sijill.ledger import Entry
    from sijill.workspace._opened import Opened
    from sijill.workspace.upkeep._books import Books

_GUESSED = ("signature", "band", "quotation", "proposal")
"""Tables that are found in the readings, and so made anew from them and not from the log."""


def check_access(books: Books) -> frozenset[str]:
    """Follow the access log's own chain, hold it against the heads in the ledger; return the ledger's that it names."""
    try:
        recorded = [(int(one["lines"]), str(one["head"])) for one in bodies(books.opened, "access")]
        # A register that was handed over begins its access log anew, and says so in an entry without lines.
        begun = max((place for place, (lines, _) in enumerate(recorded, 1) if not lines), default=0)
        recorded, books.is_handed_over = recorded[begun:], begun > 0
        found = books.opened.looks.check({lines for lines, _ in recorded})
    except SijillError:
        books.fault("access", "access.sqlite", "file_broken")
        return frozenset()
    if found.broken_at is not None:
        books.fault("access", str(found.broken_at), "access_changed")
    elif missed := [lines for lines, head in recorded if found.digests.get(lines) != head]:
        books.fault("access", str(missed[0]), "access_cut")
    elif not found.is_guarded:
        books.fault("access", "access.sqlite", "guard_changed", "projections")
    else:
        books.sound["access"] += found.lines
    return found.heads


def check_database(books: Books, found: StoreCheck) -> None:
    """Say what is wrong with the chain and with the tables that repeat it."""
    if found.chain.broken_at is not None:
        books.fault("chain", str(found.chain.broken_at), "chain_broken")
    elif not found.chain.holds:
        books.fault("chain", found.chain.head, "other_head")
    else:
        books.sound["chain"] += found.chain.entries
    for head in found.chain.strangers:
        books.fault("chain", head, "other_log")
    for table, key in found.differing:
        repair = "proposals" if table in _GUESSED else "projections"
        books.fault(repair, f"{table} {key}".strip(), "table_differs", repair, (table, key))
    for name in found.guards:
        books.fault("projections", name, "guard_changed", "projections")
    for name in found.strange:
        books.fault("folder", name, "strange_table")
    if found.broken:
        books.fault("projections", "ledger.sqlite", "file_broken", "projections")
    books.sound["projections"] += found.compared


def check_sealed(books: Books) -> None:
    """Read everything sealed back, and hold the copies of methodologies against what was adopted."""
    vault, gone = books.opened.vault, set[str]()
    named: dict[str, str] = {}
    for entry in books.opened.ledger.entries(kind="item"):
        named[entry.id] = "item"
        if entry.body is None:
            gone.add(entry.id)
    adopted: dict[str, str] = {}
    for one in bodies(books.opened, "methodology"):
        named[str(one["digest"])] = "methodology"
        adopted[f"{one['methodology']}@{one['version']}.toml"] = str(one["digest"])
    for one in bodies(books.opened, "publication"):
        named |= dict.fromkeys(map(str, one.get("files", {}).values()), "publication")
    _sweep(books, named)
    _check_identities(books)
    for sha256, what in named.items():
        place, is_there = books.name(vault.path(sha256)), vault.holds(sha256)
        repair = "" if what == "item" else "vault"
        if sha256 in gone:
            if is_there:
                books.fault("vault", place, "destroyed_remains", "vault", (sha256,))
            continue
        try:
            vault.read(sha256)
            books.sound["vault"] += 1
        except (evidence.NotInVault, OSError):
            books.fault("vault", place, "bytes_missing", repair, (sha256,))
        except evidence.VaultDamaged:
            books.fault("vault", place, "bytes_changed", repair, (sha256,))
    for name, digest in adopted.items():
        _compare_file(books, "methodology", name, digest)


def _sweep(books: Books, named: Collection[str]) -> None:
    """Take away what killed processes had sealed and not come to record; beside an older log nobody can tell."""
    identities = {entry.id for entry in books.opened.ledger.entries(kind="identity")}
    for left in books.opened.begun.left():
        store = books.opened.identities if left.startswith("source-") else books.opened.vault
        if left in named or left in identities or any(one.part == "chain" for one in books.faults):
            continue
        with suppress(evidence.NotInVault):
            path = store.path(left)
            if path.is_file():
                store.remove(left)
                books.swept.add(left)
                books.name(path)


def _check_identities(books: Books) -> None:
    """Hold the sealed identities, which nobody here can read, against the digests of their files."""
    for entry in books.opened.ledger.entries(kind="identity"):
        path = books.opened.identities.path(entry.id)
        place, about = books.name(path), (entry.id,)
        if entry.body is None:
            if path.exists():
                books.fault("sealed", place, "destroyed_remains", "vault", about)
        elif not path.is_file():
            if books.is_handed_over:
                continue
            books.fault("sealed", place, "bytes_missing", "", about)
        elif evidence.fingerprint(path.read_bytes()) != entry.body["digest"]:
            books.fault("sealed", place, "bytes_changed", "", about)
        else:
            books.sound["sealed"] += 1


def _compare_file(books: Books, folder: str, name: str, digest: str) -> None:
    path = books.opened.folder / folder / name
    place = books.name(path)
    try:
        content = path.read_bytes()
    except OSError:
        books.fault(folder.partition("/")[0], place, "copy_missing", folder.partition("/")[0], (digest,))
        return
    if path.is_symlink() or evidence.fingerprint(content) != digest:
        books.fault(folder.partition("/")[0], place, "copy_changed", folder.partition("/")[0], (digest,))
    else:
        books.sound[folder.partition("/")[0]] += 1


def check_stamps(books: Books) -> None:
    """Hold every time stamp that was given against the log, and its answer against the root that it was kept with."""
    from sijill.evidence import hash_tree
    from sijill.workspace.proofs._argument import looked_at_stamp

    ledger = books.opened.ledger
    for entry, stamp in stamping.stamps_of(ledger):
        if not stamp.token:
            continue
        _, leaves = stamping.leaves_at(ledger, stamp.seq)
        root = hash_tree.root(leaves) if leaves else ""
        if looked_at_stamp(ledger, stamp, root=root, items=len(leaves))[0]:
            books.fault("stamps", str(entry.seq), "stamp_unfit", "", (entry.id,))
        else:
            books.sound["stamps"] += 1


def check_words(books: Books) -> None:
    """Hold the readings against their digests, and proposals and signatures against the readings."""
    recorded: dict[str, dict[str, Mapping[str, Any]]] = {}
    for one in bodies(books.opened, "text"):
        of_item = recorded.setdefault(str(one["item"]), {})
        of_item.pop(str(one["reader"]), None)
        of_item[str(one["reader"])] = one
    for entry in books.opened.ledger.entries(kind="item"):
        kept = books.opened.texts.readers(entry.id)
        if entry.body is None:
            for reader in kept:
                place = books.name(books.opened.texts.path(entry.id, reader))
                books.fault("texts", place, "destroyed_remains", "texts", (entry.id,))
            continue
        known, newest = recorded.get(entry.id, {}), None
        # Only the reading that was recorded last has to be here: it took the place of those before.
        for reader in sorted({*list(known)[-1:], *kept}):
            newest = _reading(books, entry, reader, known.get(reader)) or newest
        if newest is not None:
            _found_in(books, entry.id, newest)


def _reading(books: Books, item: Entry, reader: str, recorded: Mapping[str, Any] | None) -> Text | None:
    """Return a kept reading that is as recorded, or else as the same reader makes it now; a fault is noted."""
    path = books.opened.texts.path(item.id, reader)
    place, about = books.name(path), (item.id, reader)
    try:
        content = path.read_bytes()
        text = text_from_json(content)
    except OSError:
        books.fault("texts", place, "reading_missing", "texts", about)
        return None
    except ReadingDamaged:
        books.fault("texts", place, "reading_changed", "texts", about)
        return None
    if recorded is None:
        is_same = _read_now(books.opened, item) == text
    else:
        is_same = text.digest == recorded["digest"] and recorded.get("kept") in (None, evidence.fingerprint(content))
    if not is_same or text.reader != reader or path.is_symlink():
        books.fault("texts", place, "reading_changed", "texts", about)
        return None
    books.sound["texts"] += 1
    return text


def _read_now(opened: Opened, item: Entry) -> Text | None:
    body = item.body or {}
    try:
        content = opened.vault.read(item.id)
        name = str(body.get("original_name") or "")
        return evidence.read_content(content, readers=(opened.sandbox,), name=name, media_type=str(body["media_type"]))
    except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged):
        return None


def _found_in(books: Books, item: str, text: Text) -> None:
    """Hold what was found in a document against its reading: quotations, and what copies are found by."""
    signatures = books.opened.store.signatures
    try:
        held = books.opened.proposals.of(item)
        signature, quoted = signatures.of(item), signatures.quotations(item)
    except (SijillError, ValueError):
        books.fault("proposals", item, "signature_differs", "proposals", (item,))
        return
    for claim in held:
        try:
            claims.verify_anchor(claim, text.raw)
            books.sound["proposals"] += 1
        except claims.AnchorMismatch:
            by_hand = claim.id.startswith(BY_HAND)
            books.fault("proposals", claim.id, "unquoted", "" if by_hand else "proposals", (item, claim.id))
    if signature is None:
        return
    taken_in = books.opened.store.passages
    if taken_in.holds(item) and not taken_in.are(item, found_by(text)):
        books.fault("proposals", item, "words_differ", "proposals", (item,))
    judged = [
        read(Claim, {"id": e.id, **e.body}) for e in books.opened.ledger.history(item) if e.kind == "claim" and e.body
    ]
    numbers = {one.id: claims.quotation(one) for one in (*judged, *held)}
    found = {one.id: numbers[one.id] for one in held if numbers[one.id] is not None and not one.id.startswith(BY_HAND)}
    same = all(number == numbers.get(claim) for claim, number in quoted.items()) and found.keys() <= quoted.keys()
    words = "" if text.media_type in TABLES else text.text
    if not same or signature not in (claims.Signature.of(words), claims.Signature()):
        books.fault("proposals", item, "signature_differs", "proposals", (item,))


def check_reports(books: Books) -> None:
    """Hold the files of reports against what was published, and drafts against what was written of them."""
    expected: dict[str, tuple[str, str, str]] = {}
    known, withdrawn = set[str](), {str(one.get("withdraws")) for one in bodies(books.opened, "publication")}
    for entry in books.opened.ledger.entries(kind="publication"):
        body = entry.body or {}
        for name, digest in body.get("files", {}).items():
            known.add(str(digest))
            if entry.id not in withdrawn:
                place = report_folder(books.opened.folder, str(body["period"])) / name
                expected[books.name(place)] = (str(place.parent.relative_to(books.opened.folder)), name, str(digest))
    for folder, name, digest in expected.values():
        _compare_file(books, folder, name, digest)
    drafts = books.opened.looks.drafts()
    for name in books.there:
        if name.startswith("reports/") and name not in books.accounted:
            path = books.opened.folder / name
            with suppress(OSError):
                digest = "" if path.is_symlink() else evidence.fingerprint(path.read_bytes())
                if digest in known or digest in drafts:
                    books.name(path)
                    books.sound["reports"] += 1


def check_settings(books: Books) -> None:
    """Hold the settings that change what is counted against those that were recorded."""
    recorded = recorded_settings(books.opened)
    now = books.opened.settings.counted
    for name, value in (recorded or {}).items():
        if name in now and now[name] != value:
            books.fault("settings", name, "setting_changed", "settings", (name, str(value)))
    books.sound["settings"] += recorded is not None


def recorded_settings(opened: Opened) -> Mapping[str, Any] | None:
    """Return the settings that change what is counted as they were last recorded, or None."""
    found = [
        (entry.seq, entry.body["settings"])
        for kind in ("methodology", "settings")
        for entry in opened.ledger.entries(kind=kind)
        if entry.body and entry.body.get("settings")
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def bodies(opened: Opened, kind: str) -> list[Mapping[str, Any]]:
    """Return the bodies of the entries of a kind that were not destroyed, in order."""
    return [entry.body for entry in opened.ledger.entries(kind=kind) if entry.body]
