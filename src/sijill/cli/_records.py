"""Records and what is known of them: ``record``, ``comment``, ``retract``, ``show``, ``history``, ``search`` ..."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sijill.cli._output import about, opened, settings, write
from sijill.cli._review import report_judged, say_likely, values_of
from sijill.cli._verb import APPEND_ID, AS_OF, REASON, STANCES, imported, option, verb, whole_number
from sijill.cli._voice import say, tell, tell_n

if TYPE_CHECKING:
    from sijill.actions.entries import ManualEntry
    from sijill.ledger import RecordMovedOn
    from sijill.workspace import Register

OF_INCIDENT = "incident."
"""How a value of the incident is set beside those of a victim, as in a mapping."""


@verb(
    "record",
    "state values of a record, by claims, by words you enter, or by your decision",
    option("kind", "incident, victim, act, tally, party, place ...", metavar="KIND"),
    option("--into", "the record (default: a new one)", metavar="RECORD"),
    option(
        "--set",
        "a value; may be repeated; with --words also incident.PROPERTY of a victim, and outcome",
        action="append",
        default=[],
        required=True,
        metavar="PROPERTY=VALUE",
    ),
    option("--claim", "the claims it rests on", action="append", default=[]),
    option("--words", "the source's own words: they are sealed, and all of it rests on them", metavar="TEXT"),
    option("--party", "with --words: whoever did it, as the words name them", metavar="NAME"),
    option("--reason", "why; it stays with the values, and what no claim says needs it"),
    option("--source", "who says it"),
    option("--rank", "among rival values", choices=("preferred", "normal", "deprecated"), default="normal"),
    option("--stance", "how the source stands to it", choices=STANCES, default="assert"),
    option("--expect", "the last entry you saw of the record", type=whole_number),
    APPEND_ID,
    example='record aleppo incident --set killed=12 --set happened_on=2020-05-07 --reason "counted from two lists"',
)
def record(arguments: Namespace) -> int:
    """State values of a record, or enter a record whole with the words of its source."""
    from sijill.ledger import RecordMovedOn
    from sijill.model import Rank, Stance

    if arguments.words is not None:
        return _enter(arguments)
    with opened(arguments) as register:
        values = values_of(arguments.kind, settings(arguments.set))
        try:
            done = register.records.record(
                arguments.kind,
                values,
                subject=arguments.into,
                claims=[register.id_of(one, "claim") for one in arguments.claim],
                reason=arguments.reason,
                rank=Rank(arguments.rank),
                stance=Stance(arguments.stance),
                source=arguments.source,
                expect=_expected(arguments),
                append_id=arguments.append_id,
            )
        except RecordMovedOn as moved:
            _say_both_values(register, moved, values)
            raise
        likely = [] if arguments.into else register.links.likely_there(arguments.kind, done.subject)
        names = register.records.names([*filter(None, (done.subject,)), *done.alike, *likely])
    handle = names[done.subject].handle if done.subject else None
    document = {
        "record": done.subject or None,
        "handle": handle,
        "statements": list(done.statements),
        "alike": list(done.alike),
        "likely": likely,
        "seq": done.receipt.last_seq,
        "head": done.receipt.head,
        "waits": done.judgement is not None,
        "judgement": done.judgement,
    }
    if done.judgement:
        line = tell("waits for a second person: sijill confirm REGISTER {judgement}", judgement=done.judgement)
    else:
        line = tell_n(
            "record {handle} {record}: {n} value in entry {entry}",
            "record {handle} {record}: {n} values in entry {entry}",
            len(done.statements),
            handle=handle or "",
            record=done.subject,
            entry=str(done.receipt.last_seq),
        )
    alike = [
        tell(
            "record {other} holds that identifier too: are they one? sijill same REGISTER {handle} {other} "
            "--reason WHY, or sijill apart",
            other=names[one].handle,
            handle=handle or "",
        )
        for one in done.alike
    ]
    write(arguments, document, [line, *alike])
    say_likely(names, done.subject, likely)
    return 0


def _expected(arguments: Namespace) -> dict[str, int] | None:
    return {arguments.into: arguments.expect} if arguments.into and arguments.expect is not None else None


def _enter(arguments: Namespace) -> int:
    with opened(arguments) as register:  # first: it knows the columns of its own
        entry = replace(_entry_of(arguments), onto=arguments.into)
        done = register.records.enter(entry, expect=_expected(arguments), append_id=arguments.append_id)
        is_new = not arguments.into and not done.waits
        report_judged(arguments, done, register, arguments.kind if is_new else None)
    return 0


def _entry_of(arguments: Namespace) -> ManualEntry:
    from sijill.actions.entries import ManualEntry
    from sijill.actions.tables import typed_values
    from sijill.model import Outcome

    given = settings(arguments.set)
    if arguments.kind not in ("incident", "victim"):
        values = values_of(arguments.kind, given)
        return ManualEntry(*_said_words(arguments), kind=arguments.kind, values=values)
    incident = {name.removeprefix(OF_INCIDENT): given.pop(name) for name in list(given) if name.startswith(OF_INCIDENT)}
    outcome = given.pop("outcome", Outcome.KILLED)
    with about("outcome"):
        (what,) = typed_values("act", {"outcome": outcome}).values()
    parts = {"incident": incident, "victim": {}}
    parts[arguments.kind] |= given
    return ManualEntry(
        *_said_words(arguments),
        victim=values_of("victim", parts["victim"]),
        incident=values_of("incident", parts["incident"]),
        party=arguments.party or "",
        outcome=Outcome(what),
    )


def _said_words(arguments: Namespace) -> tuple[str, str]:
    """Return the words of an entry and who says them."""
    return arguments.words, arguments.source or ""


def _say_both_values(register: Register, moved: RecordMovedOn, wanted: dict[str, Any]) -> None:
    """Say what stood when the person looked and what stands now, for the properties they meant to set."""
    from sijill.model import canonical, to_json

    then, now = (register.records.of(moved.subject, seq=seq) for seq in (moved.expected, moved.found))
    for name in wanted:
        before, after = ([to_json(held.value) for held in one.held.get(name, ())] for one in (then, now))
        say(
            "{name}: {before} at entry {expected}, {after} at entry {found}",
            name=name,
            before=canonical(before),
            after=canonical(after),
            expected=str(moved.expected),
            found=str(moved.found),
        )


@verb(
    "comment",
    "say something to colleagues about a claim or a record: no word of it is evidence",
    option("about", "the claim or the record", metavar="ID"),
    option("words", "what you say, as plain text", metavar="WORDS"),
    APPEND_ID,
    example='comment aleppo K7F-6FD8 "the second list gives another day; who has it?"',
)
def comment(arguments: Namespace) -> int:
    """Record a comment; who may see all that was seen of its subject may see it."""
    with opened(arguments) as register:
        done = register.records.comment(arguments.about, arguments.words, append_id=arguments.append_id)
    document = {"comment": done.ids[0], "seq": done.last_seq, "head": done.head}
    write(arguments, document, [tell("recorded in entry {entry}", entry=str(done.last_seq))])
    return 0


@verb(
    "retract",
    "withdraw a statement; it stays in the history",
    option("statement", "its id, as sijill show RECORD prints it", metavar="STATEMENT"),
    REASON,
    APPEND_ID,
    example='retract aleppo 1be07a55 --reason "the source took the number back"',
)
def retract(arguments: Namespace) -> int:
    """Withdraw a statement."""
    with opened(arguments) as register:
        statement = register.id_of(arguments.statement, "statement")
        receipt = register.records.retract(statement, reason=arguments.reason, append_id=arguments.append_id)
    withdrawn = tell("withdrawn in entry {entry}", entry=str(receipt.last_seq))
    write(arguments, {"seq": receipt.last_seq, "head": receipt.head}, [withdrawn])
    return 0


verb(
    "show",
    "show a register, an item with its words, a record or a claim",
    option("thing", "an item, a record (by handle, id or beginning), a claim or an entry", metavar="ID", nargs="?"),
    AS_OF,
    option("--words", "print the reading of an item", action="store_true"),
    example="show aleppo K7F-6FD8",
)(imported("_reading:show"))
verb(
    "history",
    "everything that was recorded about a thing, or who looked at it",
    option("thing", "what it is about", metavar="ID", nargs="?"),
    option("--access", "who read, searched or exported it (or anything), by id", action="store_true"),
    example="history aleppo K7F-6FD8",
    reading="history",
)(imported("_reading:history"))
verb(
    "search",
    "search names, words, places and ids in Arabic and English",
    option("query", "Arabic or English words, or the beginning of an id", metavar="WORDS"),
    option("--kind", "only this kind of thing", action="append"),
    option("--evidence", "only documents, by all their words", action="append_const", const="item", dest="kind"),
    option("--only", "only what has this value of a facet", action="append", default=[], metavar="FACET=VALUE"),
    option("--sort", "the order of what answers (default: best)", choices=("best", "event", "added"), default="best"),
    option("--facets", "how many there are of each value of each facet too", action="store_true"),
    option("--limit", "at most so many (default: 20)", type=whole_number, default=20),
    example='search aleppo "invented market" --kind incident',
    reading="search",
)(imported("_reading:search"))
verb(
    "schema",
    "print every noun and property with labels and standard names",
    option("noun", "only this noun", metavar="NOUN", nargs="?"),
    register=None,
    example="schema incident",
)(imported("_reading:schema"))
