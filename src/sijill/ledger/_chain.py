"""Recomputing the chain, and the rules of destroying, the same for every store."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sijill.ledger._entry import GENESIS, Draft, Entry, Envelope, body_text, head_after
from sijill.ledger._port import Verification
from sijill.model import UnfitForTheLedger, moment_text
from sijill.values import SijillError, message
from sijill.values.persons import are_two

_HEAD = re.compile("[0-9a-f]{64}")


class TwoPersonsNeeded(SijillError):
    """An act that two different persons must do together (E12)."""


class DestroyTogether(SijillError):
    """A retraction may go only with its statement, or the withdrawn value would stand again."""


class DestructionStays(SijillError):
    """The record of a destruction is not destroyed itself, or a blank entry would have no reason."""


class NotAHead(SijillError):
    """A head that no chain has, or that every chain has: comparing with it proves nothing."""


def verify_entries(entries: Iterable[Entry], *, head: str | None = None, named: Collection[str] = ()) -> Verification:
    """
    Walk the whole log and recompute every digest.

    A chain finds edits. A rewrite of the whole or a cut end is found only against a
    head that was kept elsewhere: ``head``, and those ``named`` by what stands beside the
    log. Raises NotAHead.
    """
    if head is not None and (head == GENESIS or not _HEAD.fullmatch(head)):
        raise NotAHead(
            message(
                "--head is the 64 hexadecimal digits that a backup, a publication or sijill verify printed; "
                "an empty one, or the head of an empty register, proves nothing"
            )
        )
    previous, count, destroyed, heads = GENESIS, 0, 0, set[str]()
    wanted = {*named, *([head] if head else ())}
    lost: dict[str, tuple[int, str, str | None]] = {}
    accounted: dict[str, tuple[str | None, str | None]] = {}
    for _, group in groupby(entries, key=lambda entry: entry.append_id):
        digests = []
        for entry in group:
            count += 1
            if entry.seq != count:
                return Verification(count, destroyed, previous, count, f"entry {count} is missing")
            if entry.lost_words:
                destroyed += 1
                lost[entry.id] = entry.seq, _envelope_digest(entry), _kept_of(entry)
            elif _digest_again(entry, previous) != entry.digest:
                return Verification(count, destroyed, previous, count, f"entry {count} does not fit its digest")
            elif entry.kind == "destroyed":
                body = entry.body or {}
                accounted[str(body["entry"])] = body.get("envelope"), body.get("kept")
            digests.append(entry.digest)
        previous = head_after(previous, digests)
        if previous in wanted:
            heads.add(previous)
    if head is not None and head not in heads:
        reason = "the head given is not on this chain: rewritten, cut short or another register"
        return Verification(count, destroyed, previous, None, reason)
    for entry_id, (seq, envelope, kept) in lost.items():
        if entry_id not in accounted:
            return Verification(count, destroyed, previous, seq, f"entry {seq} is blank and nobody destroyed it")
        said_envelope, said_kept = accounted[entry_id]
        if said_envelope not in (None, envelope):
            return Verification(count, destroyed, previous, seq, f"entry {seq} is not the one that was destroyed")
        if said_kept != kept:
            return Verification(count, destroyed, previous, seq, f"entry {seq} is not what was kept of it")
    return Verification(count, destroyed, previous, strangers=tuple(sorted(wanted - heads - {GENESIS})))


def _digest_again(entry: Entry, previous: str) -> str:
    try:
        envelope = _envelope(entry.recorded_at, entry.actor, entry.append_id, previous)
        text = body_text(Draft(entry.id, entry.kind, entry.body or {}, entry.kind_version))
        return envelope.digest(entry.seq, entry.id, entry.kind, entry.kind_version, entry.salt or "", text)
    except (TypeError, ValueError, UnfitForTheLedger):  # what somebody wrote there is nothing that was ever recorded
        return ""


def _envelope_digest(entry: Entry) -> str:
    """Return the digest of what stays of an entry: without its body and salt its own digest cannot be made again."""
    stays = (entry.seq, entry.id, entry.kind, entry.kind_version, moment_text(entry.recorded_at))
    told = json.dumps([*stays, entry.actor, entry.append_id, entry.digest], default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def _kept_of(entry: Entry) -> str | None:
    if entry.body is None or entry.salt is None:
        return None
    return Draft(entry.id, entry.kind, entry.body, entry.kind_version).kept(entry.salt)[2]


@functools.lru_cache(maxsize=1)
def _envelope(recorded_at: datetime, actor: str, append_id: str, previous: str) -> Envelope:
    return Envelope(recorded_at=recorded_at, actor=actor, append_id=append_id, previous=previous)


def destroyed_drafts(
    entries: Sequence[Entry],
    *,
    reason: str,
    actors: tuple[str, str],
    append_id: str,
    by: str = "",
    told: Mapping[str, Mapping[str, Any]] | None = None,
) -> list[Draft]:
    """
    Return the entries that record a destruction, and by which door; ``told`` says more of some of them.

    Raises TwoPersonsNeeded, DestroyTogether, DestructionStays.
    """
    if not are_two(*actors):
        raise TwoPersonsNeeded(message("destroying needs two different persons; name both"))
    going, more = {entry.id for entry in entries}, told or {}
    door = {"by": by} if by else {}
    for entry in entries:
        if entry.kind == "destroyed":
            raise DestructionStays(
                message("entry {entry} says that words were destroyed; it stays, leave it out"), entry=entry.id
            )
        kept = more.get(entry.id, {}).get("kept")
        if entry.kind == "retraction" and entry.body and not kept and entry.body["statement"] not in going:
            raise DestroyTogether(
                message("retraction {entry} can be destroyed only with its statement; name both"), entry=entry.id
            )
    return [
        Draft(
            f"{append_id}:{number}",
            "destroyed",
            {
                "entry": entry.id,
                "entry_kind": entry.kind,
                "envelope": _envelope_digest(entry),
                "reason": reason,
                "actors": sorted(actors),
                **door,
                **more.get(entry.id, {}),
            },
        )
        for number, entry in enumerate(entries)
    ]
