"""What another register had accepted, proposed in ours: checked in a folder of its own, its log never mixed in."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from sijill import claims
from sijill.actions import DestroyedBefore, Provenance, handovers
from sijill.evidence import NotInVault, Unreadable, VaultDamaged
from sijill.ledger import BY_HAND, UnknownEntry, standing_judgements, waiting_judgements
from sijill.model import Anchor, Claim, Sensitivity, Verdict, read
from sijill.model.handovers import HandoverReceived
from sijill.search import max_of
from sijill.values import SijillError
from sijill.workspace._evidence import Evidence
from sijill.workspace._opened import Opened

SECONDS_LEFT = 24 * 60 * 60
"""After how many seconds what a killed program left of another register is taken away."""
_PRIVATE = "other-register-"
ACCEPTED = (Verdict.ACCEPTED, Verdict.EDITED)


def take_over(
    opened: Opened,
    evidence: Evidence,
    content: bytes,
    sealed: str,
    *,
    sensitivity: Sensitivity,
    identity: Path | None,
    head: str | None,
) -> tuple[HandoverReceived, tuple[str, ...], tuple[tuple[str, str], ...]]:
    """
    Check another register's hand-over whole, seal the documents under what it accepted, and propose that here.

    A document is as sensitive as it was there, and at least as sensitive as is said here. Returns what was recorded,
    the items, and what could not be taken, each with a code. Raises BackupDamaged, AnotherRegister, ItemsMissing,
    WrongKey, UnreadableKey.
    """
    with _unpacked(opened, content, identity, head) as other:
        name, items, made, problems = other.settings.name, dict[str, bool](), dict[str, str](), list[tuple[str, str]]()
        for judgement, claim in _accepted(other):
            if claim.item not in items:
                items[claim.item] = _sealed_here(other, evidence, claim.item, sensitivity)
                if not items[claim.item]:
                    problems.append(("destroyed", claim.item[:12]))
            if not items[claim.item]:
                continue
            problem = _propose(opened, evidence, claim, judgement, name)
            if problem:
                problems.append((problem, claim.id[:16]))
            else:
                made[claim.id] = judgement
        told = HandoverReceived("", sealed, name, other.ledger.seq, other.ledger.head, made)
    taken = {one: evidence.item(one).original_name for one, came in items.items() if came}
    recorded, _ = handovers.record_handover(opened.doing(), told, taken)
    return recorded, tuple(taken), tuple(problems)


@contextmanager
def _unpacked(opened: Opened, content: bytes, identity: Path | None, head: str | None) -> Iterator[Opened]:
    """Give the other register, restored where only its owner may look; every byte of it is gone afterwards."""
    from sijill.adapters import sql
    from sijill.adapters.age import Decryption, identities_in
    from sijill.workspace.settings._settings import read_settings, write_settings

    beside = opened.folder / "tmp"
    beside.mkdir(mode=0o700, exist_ok=True)
    for left in beside.glob(f"{_PRIVATE}*"):  # by a program that was killed
        if opened.now().timestamp() - left.stat().st_mtime > SECONDS_LEFT:
            shutil.rmtree(left, ignore_errors=True)
    held = Decryption(identities_in(identity) if identity else (), "")
    private = Path(tempfile.mkdtemp(prefix=_PRIVATE, dir=beside))
    try:
        # What is opened are the bytes that were sealed, whatever became of the file since.
        archive, folder = private / "archive", private / "register"
        archive.write_bytes(content)
        sql.restore(archive, folder, opened=held.opened, head=head)
        write_settings(folder, replace(read_settings(folder), store="", accept_unconfined=False))
        other = Opened.at(folder, actor=opened.actor, upgrading=None)
        try:
            yield other
        finally:
            other.close()
    finally:
        shutil.rmtree(private, ignore_errors=True)


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


def _sealed_here(other: Opened, evidence: Evidence, item: str, sensitivity: Sensitivity) -> bool:
    """Seal a document of the other register here; return whether it is held, which what was destroyed is not."""
    held = Evidence(other).item(item)
    known = Provenance(
        held.source,
        original_name=held.original_name,
        title=held.title,
        url=held.url,
        published_on=held.published_on,
        cited=held.cited,
        language=held.language,
        sensitivity=max_of(held.sensitivity, sensitivity),
        graphic=held.graphic,
    )
    try:
        with suppress(Unreadable):
            evidence.add_bytes(other.vault.read(item), known)
    except DestroyedBefore:
        return False
    return True


def _propose(opened: Opened, evidence: Evidence, claim: Claim, judgement: str, name: str) -> str:
    """Hold an accepted claim as a proposal that names the other register; return why it cannot be, or nothing."""
    try:
        claims.verify_anchor(claim, evidence.text(claim.item).raw)
    except (SijillError, NotInVault, VaultDamaged):
        return "anchor"
    held = {one.id: one for one in opened.proposals.of(claim.item)}
    (theirs,) = claims.found_again([claim], list(held.values()))
    if theirs.id in {one.id for one in opened.proposals.judged(claim.item)}:
        return "judged"
    rule, ours = f"accepted by {name} in judgement {judgement}", held.get(theirs.id)
    if ours is not None and _what_it_says(ours) == _what_it_says(theirs):
        # One proposal, so that nobody accepts the same words twice; a person's own mark stays theirs.
        by = ours.extractor if ours.id.startswith(BY_HAND) else f"register {name}"
        rules = (rule, *(one for one in ours.rules if one != rule))
        opened.proposals.add(replace(ours, extractor=by, rules=rules))
        return ""
    # What we do not hold, or read otherwise, stands beside ours under a name of its own, like words that a person
    # marked, which a reader that looks again does not take away.
    own = BY_HAND + hashlib.sha256(f"{name} {claim.id}".encode()).hexdigest()[:32]
    if own in {one.id for one in opened.proposals.judged(claim.item)}:
        return "judged"
    opened.proposals.add(replace(claim, id=own, extractor=f"register {name}", rules=(rule, *claim.rules)))
    return ""


def _what_it_says(claim: Claim) -> Claim:
    """Return a claim without what tells who found it where and how."""
    return replace(claim, id="", extractor="", rules=(), anchor=Anchor("", 0, 0))
