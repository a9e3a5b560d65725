"""The JSON documents that the command line, the API and notebooks share; their shape is documented and stable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sijill import wording
from sijill.model import Claim, Clock, moment_text, to_json
from sijill.model.figures import MACHINE_LINKS
from sijill.model.slots import slots_document
from sijill.tolls import RECORD_NUMBERS, CountedNumber, Question, Standing, Trace, TracedPart, Uncounted
from sijill.values import Language, PartialDate, PersonName, format_best, isolate, message, translate, translate_n

if TYPE_CHECKING:
    from sijill.actions.verdicts import Judged
    from sijill.ledger import Entry
    from sijill.methodology import Rules, Why
    from sijill.model.figures import Figure, Note, Toll, TollRow
    from sijill.records import AnyRecord, Ground, Named, RecordedValue, TracedStatement
    from sijill.workspace._finding import Found


UNCOUNTED = {
    Standing.SILENT: message(
        "No source states how many were killed and nobody is known by name, so it adds no number."
    ),
    Standing.WAITING: message("It waits and is not counted yet."),
    Standing.LEFT_OUT: message("It is not counted."),
}

GROUP_LINE = message(
    "A printed line of one group: tables by party do not hold it, since the same dead stand in their rows; "
    "only a question for its group does."
)


def found_document(found: Found) -> dict[str, Any]:
    """Return how many things answer, at the least where ``capped``, and how many of each value of each facet."""
    facets = {name: dict(counts.most_common()) for name, counts in found.counts.items()}
    return {"total": found.total, "capped": found.capped, "unread": found.unread, "facets": facets}


def toll_document(question: Question, toll: Toll, *, as_of: str | None) -> dict[str, Any]:
    """Return a toll as ``sijill toll --json`` prints it. ``null`` for a high is an open end."""
    beside = [note for note in toll.notes if note.reason != MACHINE_LINKS]
    return {
        "definition": {
            "measure": question.measure,
            "period": question.window.text,
            "clock": question.clock.value,
            "place_basis": question.place_basis.value,
            "by": toll.axis,
            "cell": dict(question.cell),
        },
        "methodology": {"id": question.rules.id, "version": question.rules.version, "digest": question.rules.digest},
        "as_of": as_of,
        "seq": question.seq,
        "rows": [_row(toll.axis, row) for row in toll.rows],
        "total": _row(toll.axis, toll.total),
        "notes": [f"{reason}:{records}" for reason, records in _by_reason(beside).items()],
        "not_counted": [note_document(note, question.rules) for note in beside],
        **_persons(toll.notes),
    }


def _persons(notes: Iterable[Note]) -> dict[str, Any]:
    """Return how many persons there are before and after a machine's links, where a note tells of it; else nothing."""
    for note in notes:
        if note.reason == MACHINE_LINKS:
            told = {name: int(value) for name, value in note.values}
            says = {one.value: wording.note_line(note, one) for one in Language}
            return {"persons": {"decided": note.records, **told, "says": says}}
    return {}


def _by_reason(notes: Iterable[Note]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for note in notes:
        found[note.reason] += note.records
    return found


def note_document(note: Note, rules: Rules) -> dict[str, Any]:
    """Return how many records stand beside a table, by which rule, and the sentence in both languages."""
    return {
        "reason": note.reason,
        "code": note.code or None,
        "rule": note.rule or None,
        "records": note.records,
        "undated": note.is_undated,
        "says": {one.value: wording.note_line(note, one, rules) for one in Language},
    }


def why_document(why: Why, rules: Rules | None = None) -> dict[str, Any]:
    """Return a rule that fired: its id, the code of what it found with its values, and that in both languages."""
    return {
        "rule": why.rule,
        "code": why.code,
        "values": dict(why.values),
        "says": wording.sentence(why, Language.EN, rules),
        "says_ar": wording.sentence(why, Language.AR, rules),
    }


def _row(axis: str, row: TollRow) -> dict[str, Any]:
    return {
        axis: row.key,
        "label": dict(row.label),
        **_numbers(row.figure),
        **{name: _numbers(figure) for name, figure in row.groups.items()},
        "parts": [_row(axis, part) for part in row.parts],
    }


def _numbers(figure: Figure) -> dict[str, Any]:
    unstated = {"unstated": True} if figure.unstated else {}
    return {"figure": figure.id, "low": figure.low, "best": figure.best, "high": figure.high, **unstated}


def uncounted_document(question: Question, listed: Sequence[Uncounted]) -> dict[str, Any]:
    """Return the records that a table does not count, each with the reason and what it would add."""
    return {
        "period": question.window.text,
        "clock": question.clock.value,
        "seq": question.seq,
        "records": [
            {
                "id": one.record,
                "kind": one.kind,
                "reason": one.reason,
                "why": why_document(one.why, question.rules) if one.why else None,
                "undated": one.is_undated,
                "called": called(one.noun),
                "day": str(day) if (day := day_by_clock(one.noun, question.clock)) else None,
                "place": place_of(one.noun),
                "killed": {"low": one.number.low, "best": one.number.best, "high": one.number.high}
                if one.number
                else None,
            }
            for one in listed
        ],
    }


def called(noun: Any) -> str | None:
    """Return what a record is called: its title, or the name of the person, party or place."""
    name = getattr(noun, "name", None)
    if isinstance(name, PersonName):
        return name.display(Language.EN)
    return name or getattr(noun, "title", None)


def day_by_clock(noun: Any, clock: Clock) -> PartialDate | None:
    """Return the day of a record by a clock; a line has its window for either."""
    names = ("documented_on", "window") if clock is Clock.DOCUMENTED else ("happened_on", "died_on", "window")
    days: Iterable[PartialDate | None] = (getattr(noun, name, None) for name in names)
    return next((day for day in days if day is not None), None)


def place_of(noun: Any) -> str | None:
    """Return where a record says that people were killed."""
    words: Iterable[str | None] = (getattr(noun, name, None) for name in ("place", "killed_in", "governorate"))
    return next((word for word in words if word), None)


def trace_document(trace: Trace) -> dict[str, Any]:
    """Return a trace: figure, then each counted record with its assessment, statements, claims and items."""
    return {
        **_numbers(trace.figure),
        "definition": {
            "measure": trace.figure.definition.measure,
            "period": trace.figure.definition.window.text,
            "clock": trace.figure.definition.clock.value,
            "place_basis": trace.figure.definition.place_basis.value,
            "cell": dict(trace.figure.definition.cell),
            "methodology": trace.figure.definition.methodology,
            "version": trace.figure.definition.version,
            "seq": trace.figure.definition.seq,
        },
        "parts": [_part(part) for part in trace.parts],
    }


def _part(part: TracedPart) -> dict[str, Any]:
    assessment = part.assessment
    return {
        "record": part.part.record,
        "kind": part.part.record_kind,
        "adds": {"low": part.part.low, "best": part.part.best, "high": part.part.high},
        "taken_out": list(part.part.taken_out),
        "found_alive": list(part.alive),
        "counted_elsewhere": list(part.elsewhere),
        "less": {
            one.value: less_in_words(part.part.taken_out, one, alive=part.alive, elsewhere=part.elsewhere)
            for one in Language
        },
        "assessment": {
            "countable": assessment.countable,
            "filed_under": assessment.filing.bucket,
            "part": assessment.filing.part,
            "verification": assessment.verification.value,
            "origins": assessment.origins,
            "massacre": assessment.massacre,
            "because": [why_document(why) for why in assessment.why],
        },
        "statements": [_statement(one) for one in part.statements],
        "people": [
            {"record": person.record, "statements": [_statement(one) for one in person.statements]}
            for person in part.people
        ],
    }


def counted_in_words(one: CountedNumber, language: Language) -> str:
    """Return how a record is counted, as a sentence; "not counted" where it is not."""
    killed = one.killed
    if killed is None:
        return translate(language, UNCOUNTED[one.standing])
    number = format_best(killed.low, killed.best, killed.high, language)
    if one.is_own:
        told = (
            translate(language, "Killed, as it is counted: {n}.", n=number),
            less_in_words(one.taken_out, language, alive=one.alive, elsewhere=one.elsewhere),
            translate(language, GROUP_LINE) if one.is_group_line else "",
        )
        return " ".join(filter(None, told))
    return translate(language, "Counted once, in the number of the incident {id}.", id=isolate(one.unit))


def less_in_words(
    taken_out: Sequence[str], language: Language, *, alive: Sequence[str] = (), elsewhere: Sequence[str] = ()
) -> str:
    """Return by which records a number is less than what sources state, in sentences; empty where there is none."""
    less = (
        (taken_out, less_within(len(taken_out), language)),
        (alive, less_alive(len(alive), language)),
        (elsewhere, less_elsewhere(len(elsewhere), language)),
    )
    told = (
        translate(language, "{told}: {records}.", told=words, records=isolate(", ".join(some)))
        for some, words in less
        if some
    )
    return " ".join(told)


def less_within(n: int, language: Language) -> str:
    """Return that a number is less by what is declared within its record."""
    return translate_n(
        language,
        "Less {n} record within it that counts by itself",
        "Less {n} records within it that count by themselves",
        n,
    )


def less_alive(n: int, language: Language) -> str:
    """Return that a stated number is less by persons who are alive."""
    return translate_n(language, "Less {n} person who was found alive", "Less {n} persons who were found alive", n)


def less_elsewhere(n: int, language: Language) -> str:
    """Return that a stated number is less by persons whom another incident holds."""
    return translate_n(
        language,
        "Less {n} person who is counted in another incident",
        "Less {n} persons who are counted in another incident",
        n,
    )


def _statement(one: TracedStatement) -> dict[str, Any]:
    return {
        "statement": one.statement.id,
        "property": one.statement.property,
        "value": one.statement.value,
        "source": one.statement.source,
        "reason": one.statement.typed_reason(),
        "accepted_by": one.accepted_by,
        "accepted_at": one.accepted_at,
        "seq": one.seq,
        "basis": [_ground(ground) for ground in one.grounds],
    }


def _ground(ground: Ground) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": str(ground.kind), "ref": ground.ref}
    if ground.claim is not None:
        anchor = ground.claim.anchor
        found["claim"] = {
            "id": ground.claim.id,
            "claimant": ground.claim.claimant,
            "stance": ground.claim.stance.value,
            "quote": anchor.exact,
            "start": anchor.start,
            "end": anchor.end,
            "page": anchor.page,
        }
    if ground.item is not None:
        found["item"] = {
            "sha256": ground.item.id,
            "title": ground.item.title,
            "source": ground.item.source,
            "name": ground.item.original_name,
        }
    if ground.repeats is not None:
        found["repeats"] = ground.repeats
    if ground.row is not None:
        found["row"] = ground.row
    if ground.sheet:
        found["sheet"] = ground.sheet
    if ground.by is not None:
        found["by"] = ground.by
    return found


def claim_document(claim: Claim) -> dict[str, Any]:
    """Return a claim as every door gives it: its fields, and what each value rests on (``anchors``, ``inferred``)."""
    document = {name: value for name, value in to_json(claim).items() if name != "slots"}
    return document | slots_document(claim.slots)


def judged_document(judged: Judged, likely: Sequence[str] = ()) -> dict[str, Any]:
    """Return what a verdict recorded, and the records that may be the same as a new one."""
    return {
        "judgement": judged.judgement,
        "claim": judged.claim,
        "record": judged.subject,
        "statements": list(judged.statements),
        "likely": list(likely),
        "seq": judged.receipt.last_seq,
        "head": judged.receipt.head,
        "repeated": judged.receipt.repeated,
        "waits": judged.waits,
    }


def record_document(
    record: AnyRecord, named: Named, counted: CountedNumber | None = None, *, team: bool = True
) -> dict[str, Any]:
    """Return a record with the number it is counted by and every value it holds, rivals side by side."""
    return {
        "id": record.id,
        "handle": named.handle,
        "former_ids": list(named.former),
        "kind": record.kind,
        "last_seq": record.last_seq,
        "value": to_json(record.noun),
        "held": {name: [_held(one) for one in values] for name, values in record.held.items()},
        "disputed": list(record.disputed),
        "counted": None if counted is None else _counted(counted, team=team),
    }


def _counted(one: CountedNumber, *, team: bool) -> dict[str, Any]:
    """Return a number as it is counted: a name that is missing was not stated. Other records' ids are the team's."""
    return {
        "standing": one.standing.value,
        "numbers": {
            name: {"low": n.low, "best": n.best, "high": n.high}
            for name in RECORD_NUMBERS
            if (n := one.numbers.get(name))
        },
        "because": [why_document(why) for why in one.assessment.why],
        **({"unit": one.unit, "people": list(one.people), "taken_out": list(one.taken_out)} if team else {}),
        **({"found_alive": list(one.alive), "counted_elsewhere": list(one.elsewhere)} if team else {}),
        # The sentence names the records by whose dead the number is less.
        **({"says": {language.value: counted_in_words(one, language) for language in Language}} if team else {}),
    }


def _held(one: RecordedValue) -> dict[str, Any]:
    return {
        "value": to_json(one.value),
        "statement": one.statement,
        "seq": one.seq,
        "rank": one.rank.value,
        "stance": one.stance.value,
        "source": one.source,
        "reason": one.reason,
        "basis": [to_json(ground) for ground in one.basis],
    }


def entry_document(entry: Entry) -> dict[str, Any]:
    """Return an entry of the ledger; a destroyed one has no body."""
    return {
        "seq": entry.seq,
        "id": entry.id,
        "kind": entry.kind,
        "recorded_at": moment_text(entry.recorded_at),
        "actor": entry.actor,
        "append_id": entry.append_id,
        "body": entry.body,
        "digest": entry.digest,
    }
