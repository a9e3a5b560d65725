"""What another register had accepted, proposed in ours: checked in a folder of its own, its log never mixed in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from sijill import claims
from sijill.actions import Provenance, handovers
from sijill.evidence import NotInVault, Unreadable, VaultDamaged
from sijill.ledger import BY_HAND, UnknownEntry, standing_judgements, waiting_judgements
from sijill.model import Claim, Verdict, read
from sijill.model.handovers import HandoverReceived
from sijill.values import SijillError
from sijill.workspace._evidence import Evidence
from sijill.workspace._opened import Opened

ACCEPTED = (Verdict.ACCEPTED, Verdict.EDITED)


def take_over(
    opened: Opened, evidence: Evidence, archive: Path, sealed: str, *, identity: Path | None, head: str | None
) -> tuple[HandoverReceived, tuple[str, ...], tuple[tuple[str, str], ...]]:
    """
    Check another register's hand-over whole, seal the documents under what it accepted, and propose that here.

    Returns what was recorded, the items, and what could not be taken, each with a code. Raises BackupDamaged,
    AnotherRegister, ItemsMissing, WrongKey, UnreadableKey.
    """
    with _unpacked(opened, archive, identity, head) as other:
        name, items, made, problems = other.settings.name, dict[str, str](), dict[str, str](), list[tuple[str, str]]()
        for judgement, claim in _accepted(other):
            if claim.item not in items:
                items[claim.item] = _sealed_here(other, evidence, claim.item)
            problem = _propose(opened, evidence, claim, judgement, name)
            if problem:
                problems.append((problem, claim.id[:16]))
            else:
                made[claim.id] = judgement
        told = HandoverReceived("", sealed, name, other.ledger.seq, other.ledger.head, made)
    recorded, _ = handovers.record_handover(opened.doing(), told, tuple(items))
    return recorded, tuple(items), tuple(problems)


@contextmanager
def _unpacked(opened: Opened, archive: Path, identity: Path | None, head: str | None) -> Iterator[Opened]:
    """Give the other register, restored where only its owner may look; every byte of it is gone afterwards."""
    from sijill.adapters import sql
    from sijill.adapters.age import Decryption, identities_in
    from sijill.workspace._settings import read_settings, write_settings

    folder = opened.folder / "tmp" / "other-register"
    shutil.rmtree(folder, ignore_errors=True)
    held = Decryption(identities_in(identity) if identity else (), "")
    try:
        sql.restore(archive, folder, opened=held.opened, head=head)
        write_settings(folder, replace(read_settings(folder), store="", accept_unconfined=False))
        other = Opened.at(folder, actor=opened.actor, upgrading=None)
        try:
            yield other
        finally:
            other.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _accepted(other: Opened) -> Iterator[tuple[str, Claim]]:
    """Give the claims that stand accepted there, each with the id of its judgement; what waits is not accepted."""
    entries = list(other.ledger.entries(kind="judgement"))
    waiting = {one.id for one in waiting_judgements(entries)}
    for one in standing_judgements(entries):
        body = one.body or {}
        if body.get("verdict") in ACCEPTED and body.get("claim") and one.id not in waiting:
            with suppress(UnknownEntry):
                entry = other.ledger.entry(str(body["claim"]))
                if entry.body:
                    yield one.id, replace(read(Claim, {"id": entry.id, **entry.body}), id=str(body["proposal"]))


def _sealed_here(other: Opened, evidence: Evidence, item: str) -> str:
    held = Evidence(other).item(item)
    known = Provenance(
        held.source,
        original_name=held.original_name,
        title=held.title,
        url=held.url,
        published_on=held.published_on,
        cited=held.cited,
        language=held.language,
        sensitivity=held.sensitivity,
        graphic=held.graphic,
    )
    with suppress(Unreadable):
        evidence.add_bytes(other.vault.read(item), known)
    return item


def _propose(opened: Opened, evidence: Evidence, claim: Claim, judgement: str, name: str) -> str:
    """Hold an accepted claim as a proposal that names the other register; return why it cannot be, or nothing."""
    try:
        claims.verify_anchor(claim, evidence.text(claim.item).raw)
    except (SijillError, NotInVault, VaultDamaged):
        return "anchor"
    held = {one.id for one in opened.proposals.of(claim.item)}
    if claim.id in {one.id for one in opened.proposals.judged(claim.item)}:
        return "judged"
    # What our own reader found too keeps its name, so that nobody accepts the same words twice; what it did not find
    # is named like words that a person marked, which a reader that looks again does not take away.
    own = claim.id if claim.id in held or claim.id.startswith(BY_HAND) else f"{BY_HAND}{claim.id}"
    rules = (f"accepted by {name} in judgement {judgement}", *claim.rules)
    opened.proposals.add(replace(claim, id=own, extractor=f"register {name}", rules=rules))
    return ""
