"""The parts of a sheet of corrections: what an edition printed and what counts now, and which records changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sijill.model import Statement, read
from sijill.records import assemble_record
from sijill.reports.story import Box, Label, Line, Section
from sijill.values import Language, PartialDate, Period, format_date, isolate, message, translate_n
from sijill.workspace.editions._restating import restated_months
from sijill.workspace.stories._labels import code, word
from sijill.workspace.stories._pictures import permalink
from sijill.workspace.stories._versions import change_words, changes_of, correction_line, moment_words, versions_of

if TYPE_CHECKING:
    from sijill.ledger import Entry
    from sijill.records import AnyRecord
    from sijill.reports import RestatedMonth
    from sijill.workspace.stories._story import StoryBuilder


def edition_words(story: StoryBuilder) -> Label:
    """Return the title of a sheet of corrections."""
    title = story.scope.required_edition.published.title
    return story.label(message("Corrections to: {title}"), title=isolate(title))


def compared(story: StoryBuilder) -> Iterator[Section]:
    """Yield which two states are compared, whether the edition was withdrawn, and that nothing changed where so."""
    edition, now = story.scope.required_edition, story.counting.seq
    told = edition.published
    remarks = [
        story.label(
            message(
                "The edition was published on {day} and stands on entry {then} of the register. It is compared with "
                "the register as it stands on entry {now}, under the same methodology."
            ),
            day=_recorded_on(edition.entry),
            then=str(told.seq),
            now=str(now),
        )
    ]
    ledger = story.counting.ledger
    for entry in ledger.entries(kind="publication", after=edition.entry.seq):
        if (entry.body or {}).get("withdraws") == edition.entry.id:
            remarks.append(story.label(message("It was withdrawn on {day}."), day=_recorded_on(entry)))
            reason = str((entry.body or {}).get("reason", ""))
            if reason and story.view.is_team:
                remarks.append(story.label(message("Reason: {reason}"), reason=isolate(reason)))
    if not told.figures:
        remarks.append(word(message("It prints no figure that is counted: only its records can have changed.")))
    elif not any(True for _ in restated(story)):
        remarks.append(word(message("Every printed figure counts today as it was printed.")))
    yield Section("compared", None, remarks=tuple(remarks))


def restated(story: StoryBuilder) -> Iterator[RestatedMonth]:
    """Yield each printed figure that counts otherwise now, with the entries that moved it."""
    edition = story.scope.required_edition
    for month in restated_months(edition.entry, story.counting, edition.then, totals_only=edition.totals_only):
        story.citations.cite_figure(month.now)
        yield month


def changed(story: StoryBuilder) -> Iterator[Section]:
    """Yield the records of the edition's window that were corrected since, then those that were withdrawn."""
    edition = story.scope.required_edition
    known = {one.id: one for one in story.known}
    corrected: list[Box] = []
    gone: list[tuple[AnyRecord, Entry]] = []
    for subject, last in _touched(story).items():
        record = story.counting.records.get(subject)
        if record is None:
            then = _as_printed(story, subject)
            if then is not None and story.view.opens(subject) and _is_of(then.noun, edition.period):
                gone.append((then, last))
        elif record.id in known and _is_of(record.noun, edition.period):
            corrected += _corrected(story, known[record.id])
    yield Section("corrected", None, boxes=tuple(corrected))
    title = word(message("Withdrawn"))
    if gone and not story.view.is_team:
        # A record may have been withdrawn for somebody's safety: outside the team its words are not said again.
        count = {
            one.value: translate_n(
                one,
                "{n} record was withdrawn; what it said is not repeated.",
                "{n} records were withdrawn; what they said is not repeated.",
                len(gone),
            )
            for one in Language
        }
        yield Section("withdrawn", title, remarks=(count,))
    elif gone:
        yield Section("withdrawn", title, boxes=tuple(_withdrawn(story, *one) for one in gone))


def _corrected(story: StoryBuilder, record: AnyRecord) -> Iterator[Box]:
    seq = story.scope.required_edition.published.seq
    versions = versions_of(story, record)
    since = [one for one in changes_of(versions) if one.version.seq > seq]
    if since:
        before = next((one for one in reversed(versions) if one.seq <= seq), versions[0])
        told = story.tell(record)
        then = {one.value: teller.tell(before.record.noun) for one, teller in story.tellers.items()}
        lines = [Line(word(message("As it stood then")), then)]
        lines += [correction_line(story, one.version, change_words(story, record.kind, one)) for one in since]
        lines.append(Line(word(message("As it stands now")), told.text, told.notes))
        if told.accounts:
            lines.append(Line(word(message("Accounts differ")), accounts=told.accounts))
        yield Box(permalink(record.id), code(record.kind), tuple(lines))


def _withdrawn(story: StoryBuilder, then: AnyRecord, last: Entry) -> Box:
    told = {one.value: teller.tell(then.noun) for one, teller in story.tellers.items()}
    reason = str((last.body or {}).get("reason", ""))
    lines = (
        Line(word(message("As it stood then")), told),
        Line(word(message("Withdrawn")), moment_words(story, last.recorded_at)),
        Line(word(message("Reason")), dict.fromkeys(("en", "ar"), isolate(reason)) if reason else None),
    )
    return Box(permalink(then.id), code(then.kind), lines)


def _touched(story: StoryBuilder) -> dict[str, Entry]:
    """Return by its canonical id each record of which something was stated or withdrawn since, with the last entry."""
    found: dict[str, Entry] = {}
    ledger, same = story.counting.ledger, story.counting.canonical.same
    for entry in ledger.entries(after=story.scope.required_edition.published.seq, upto=story.counting.seq):
        if entry.kind in ("statement", "retraction") and entry.body:
            subject = str(entry.body["subject"])
            found[same.get(subject, subject)] = entry
    return found


def _as_printed(story: StoryBuilder, subject: str) -> AnyRecord | None:
    """Return a record that is gone as the edition knew it, as the audience may see it."""
    standing: dict[str, tuple[int, Statement]] = {}
    for entry in story.counting.ledger.history(subject, upto=story.scope.required_edition.published.seq):
        body = entry.body or {}
        if entry.kind == "statement" and body.get("subject") == subject:
            standing[entry.id] = (entry.seq, read(Statement, {"id": entry.id, **body}))
        elif entry.kind == "retraction":
            standing.pop(str(body.get("statement")), None)
    if not standing:
        return None
    kind = next(iter(standing.values()))[1].subject_kind
    return story.view.redacted(assemble_record(subject, kind, standing.values())).value


def _is_of(noun: Any, period: Period) -> bool:
    """Test whether a date of a noun touches a window: of its happening, or of its documenting."""
    days = (getattr(noun, name, None) for name in ("documented_on", *DAYS))
    return any(isinstance(one, PartialDate) and period.holds(one) is not False for one in days)


DAYS = ("happened_on", "died_on", "at", "valid_from", "moved_on", "counted_on", "starts", "window", "imaged_on")
"""The dates by which a record is of a window."""


def _recorded_on(entry: Entry) -> Label:
    return {one.value: format_date(entry.recorded_at.date(), one) for one in Language}
