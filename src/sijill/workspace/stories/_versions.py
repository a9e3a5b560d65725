"""How a record read before it was corrected: nothing of a ledger is overwritten, and a document shows both."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sijill.model import BasisKind, Statement, read
from sijill.model.cards import is_own, properties
from sijill.records import Record as Assembled
from sijill.records import assemble_record, noun_of
from sijill.reports.story import Label, Line
from sijill.values import Language, isolate, message
from sijill.wording.clocks import moment_in_words
from sijill.workspace.stories._told_values import told_value

if TYPE_CHECKING:
    from sijill.ledger import Entry
    from sijill.records import AnyRecord
    from sijill.workspace.stories._story import StoryBuilder


@dataclass(frozen=True, slots=True)
class Version:
    """A record as the audience may see it after one append: its last entry, when, and the reasons typed for it."""

    seq: int
    at: datetime
    record: AnyRecord
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A value that was told and no longer is: what it is called in a record, before and now (None: withdrawn)."""

    property: str
    before: Any
    now: Any
    version: Version


def versions_of(story: StoryBuilder, record: AnyRecord) -> list[Version]:
    """
    Return how a record read after each append that touched it, the first first.

    Outside the team an earlier version holds no value that was withdrawn for good, nor one that rests on a
    document which the audience may not know of; the reasons of decisions are the team's.
    """
    found = []
    standing: dict[str, tuple[int, Statement]] = {}
    for _, append in itertools.groupby(_entries(story, record.id), key=lambda one: one.append_id):
        several = list(append)
        reasons = dict.fromkeys(str((one.body or {}).get("reason", "")).strip() for one in several)
        for entry in several:
            if entry.kind == "statement":
                standing[entry.id] = (entry.seq, read(Statement, {"id": entry.id, **(entry.body or {})}))
            else:
                standing.pop(str((entry.body or {})["statement"]), None)
        if standing:
            then = assemble_record(record.id, record.kind, sorted(standing.values(), key=lambda pair: pair[0]))
            told = tuple(one for one in reasons if one) if story.view.is_team else ()
            found.append(Version(several[-1].seq, several[-1].recorded_at, _shown(story, then, record), told))
    return found


def changes_of(versions: Sequence[Version]) -> Iterator[ChangedValue]:
    """Give the values that a record told and then told otherwise, in order; what was only added is no correction."""
    for before, after in itertools.pairwise(versions):
        for name in (one for one in properties(noun_of(after.record.kind)) if not is_own(one)):
            old, new = getattr(before.record.noun, name), getattr(after.record.noun, name)
            if isinstance(old, tuple):
                old, new = tuple(x for x in old if x not in new), tuple(x for x in new if x not in old)
            if old not in (None, (), new):
                yield ChangedValue(name, old, new or None, after)


def moment_words(story: StoryBuilder, at: datetime) -> Label:
    """Return a moment in UTC and in the zone of the register."""
    zone, city = story.settings.zone_info, city_words(story)
    return {one.value: moment_in_words(at, zone, city[one.value], one) for one in Language}


def city_words(story: StoryBuilder) -> Label:
    """Return what the zone of the register is called: the city of its IANA name."""
    return story.place_label(story.settings.zone.rpartition("/")[2].replace("_", " "))


def correction_line(story: StoryBuilder, version: Version, text: Label) -> Line:
    """Return the line of a correction with its moment, and with its reasons where the audience may read them."""
    for reason in version.reasons:
        text = story.label(message("{change} Reason: {reason}"), change=text, reason=isolate(reason))
    return Line(story.label(message("Correction, {moment}"), moment=moment_words(story, version.at)), text)


def change_words(story: StoryBuilder, kind: str, change: ChangedValue) -> Label:
    """Return a changed value: "Killed: 5, now 7." """
    card = properties(noun_of(kind))[change.property].prop
    names = {"en": card.label_en, "ar": card.label_ar}
    before = told_value(story, change.before)
    if change.now is None:
        return story.label(message("{property}: {before}, withdrawn."), property=names, before=before)
    after = told_value(story, change.now)
    return story.label(message("{property}: {before}, now {after}."), property=names, before=before, after=after)


def _entries(story: StoryBuilder, record: str) -> list[Entry]:
    """Return the statements and withdrawals of a record, and of those that are one with it, in order."""
    members = story.counting.canonical.members(record)
    told = {
        one.seq: one
        for entries in story.counting.ledger.histories(members).values()
        for one in entries
        if one.kind in ("statement", "retraction") and one.body and one.seq <= story.counting.seq
    }
    mine = {one.id for one in told.values() if one.kind == "statement" and (one.body or {})["subject"] in members}
    return [
        told[seq] for seq in sorted(told) if told[seq].id in mine or (told[seq].body or {}).get("statement") in mine
    ]


def _shown(story: StoryBuilder, then: AnyRecord, now: AnyRecord) -> AnyRecord:
    if story.view.is_team:
        return story.view.redacted(then).value
    held = {
        name: tuple(one for one in values if _is_open(story, one))
        for name, values in then.held.items()
        if name in now.held
    }
    left = {name: values for name, values in held.items() if values}
    return story.view.redacted(Assembled.of(then.kind, type(then.noun), then.id, left, then.last_seq)).value


def _is_open(story: StoryBuilder, held: Any) -> bool:
    documents = zip(held.basis, story.view.documents(held), strict=True)
    return all(item is not None for basis, item in documents if basis.kind is not BasisKind.DECISION)
