"""The argument for an item in words, the same in both languages, and a line of custody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from sijill import wording
from sijill.model import moment
from sijill.values import Language, PartialDate, format_date, message, translate

if TYPE_CHECKING:
    from sijill.ledger import Entry
    from sijill.workspace.proofs._argument import Argument, Stamping

SEAL = {
    "sound": message("Seal: the bytes that are kept ({size}) have the SHA-256 under which they were sealed."),
    "altered": message("SEAL BROKEN: the bytes that are kept are not those that were sealed; restore a backup."),
    "missing": message("SEAL BROKEN: no bytes are kept under this SHA-256; restore a backup."),
}
FAULT = {
    "root": message("HASH TREE BROKEN: the items of the log do not lead to the root that was time-stamped."),
    "head": message("HASH TREE BROKEN: the log never had the head that was time-stamped with the root."),
    "token": message("TIME STAMP BROKEN: the answer kept is no time stamp over this root by whom it names."),
}
LIMITS = message(
    "It says that these bytes existed then and are the same today. It does not say when they were made, by whom, or "
    "that what they tell is true."
)


def argument_lines(argument: Argument, language: Language, *, names: bool = True) -> Iterator[str]:
    """Yield the argument, a sentence a line; without ``names`` nobody is named and no reason given."""
    held, entry, stamped = argument.item, argument.entry, argument.stamped
    yield translate(language, "What proves item {item}", item=held.id)
    yield translate(language, SEAL[argument.seal], size=held.size)
    recorded = (
        message("Log: it was recorded as entry {entry} on {moment} by {actor}.")
        if names
        else message("Log: it was recorded as entry {entry} on {moment}.")
    )
    places = {"entry": str(entry.seq), "moment": moment_words(entry.recorded_at), "actor": entry.actor}
    yield translate(language, recorded, **places)
    if argument.chain.holds:
        words = message("Chain: every entry of the log ({entries}) fits its digest; its head is {head}.")
        yield translate(language, words, entries=argument.chain.entries, head=argument.chain.head)
    else:
        words = message("CHAIN BROKEN: entry {entry} does not fit; sijill verify says what was found.")
        yield translate(language, words, entry=str(argument.chain.broken_at))
    yield translate(language, "Custody:")
    yield from (f"  {custody_line(one, language, names=names)}" for one in argument.custody if one.kind == "custody")
    yield from _stamp_lines(stamped, language)
    if argument.queued is not None:
        words = message("A time stamp over entry {entry} and all before it is queued and not answered yet.")
        yield translate(language, words, entry=str(argument.queued.seq))
    yield _conclusion(argument, language)
    yield translate(language, LIMITS)


def _stamp_lines(stamped: Stamping | None, language: Language) -> Iterator[str]:
    if stamped is None:
        yield translate(language, "Time stamp: none covers this item yet; ask for one with sijill stamp.")
        return
    if stamped.fault in ("", "token"):
        yield translate(
            language,
            "Hash tree: the item is leaf {leaf} of {items}; the way from it to the root {root} has {steps} steps.",
            leaf=stamped.index + 1,
            items=stamped.stamp.items,
            steps=len(stamped.steps),
            root=stamped.stamp.root,
        )
    if stamped.fault:
        yield translate(language, FAULT[stamped.fault])
    elif stamped.stamped_at is not None:
        yield translate(
            language,
            "Time stamp (RFC 3161): {authority} signed on {moment} that this root existed; its certificates were valid "
            "then.",
            authority=stamped.stamp.authority,
            moment=moment_words(stamped.stamped_at),
        )
        ends = (
            message(
                "Its chain of certificates ends at that of {root}, SHA-256 {mark}, which was named here as the root to "
                "trust; compare it with what the authority publishes."
            )
            if stamped.stamp.root_named
            else message(
                "Its chain of certificates ends at that of {root}, SHA-256 {mark}, which came with the stamp itself: "
                "nobody here vouched for it, and anybody can make such a certificate. Compare it with what the "
                "authority publishes before you rely on the moment."
            )
        )
        yield translate(language, ends, root=stamped.root_name, mark=stamped.root_mark)


def _conclusion(argument: Argument, language: Language) -> str:
    if not argument.holds:
        return translate(language, "IT DOES NOT HOLD: see the lines above.")
    if argument.stamped is None or argument.stamped.stamped_at is None:
        return translate(language, "It holds, by this register's own word only: nobody outside vouches for a moment.")
    words = (
        message("It holds: the item existed on {moment} and has not been altered since.")
        if argument.stamped.stamp.root_named
        else message(
            "It holds as far as the last certificate of the stamp is to be trusted, which nobody here said: then the "
            "item existed on {moment} and has not been altered since."
        )
    )
    return translate(language, words, moment=moment_words(argument.stamped.stamped_at))


def custody_line(entry: Entry, language: Language, *, names: bool = True) -> str:
    """Return an act of custody in words: when, by whom, what, to whom, why; without ``names`` when and what."""
    body = entry.body or {}
    act = str(body.get("act") or ("destroyed"))
    places = {"moment": moment_words(entry.recorded_at), "actor": entry.actor, "act": wording.label(act, language)}
    words = message("{moment}, {actor}: {act}") if names else message("{moment}: {act}")
    parts = [translate(language, words, **places)]
    if body.get("copy_kind"):
        parts.append(wording.label(str(body["copy_kind"]), language))
    if names and body.get("receiver"):
        parts.append(translate(language, "to {receiver}", receiver=str(body["receiver"])))
    if body.get("done_on"):
        day = format_date(PartialDate.parse(str(body["done_on"])), language)
        parts.append(translate(language, "done on {day}", day=day))
    if names and body.get("note"):
        parts.append(translate(language, "reason: {reason}", reason=str(body["note"])))
    if body.get("mismatch"):
        parts.append(translate(language, "DOES NOT MATCH: other bytes than those that were sealed"))
    if body.get("digest"):
        parts.append(f"SHA-256 {body['digest']}")
    return " · ".join(parts)


def moment_words(when: datetime | str) -> str:
    """Return a moment to the second, in UTC, the same in both languages."""
    stated = moment(when) if isinstance(when, str) else when
    return f"{stated:%Y-%m-%d %H:%M:%S} UTC"
