"""What the register knows, as documents and lines: ``show``, ``history``, ``search``, ``schema``."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any

from sijill.cli._output import opened, settings, table, write
from sijill.cli._refusals import WhatArguments, message, name_the_thing
from sijill.cli._voice import spoken, tell, word_of
from sijill.ledger import Entry, UnknownEntry
from sijill.model import NOUNS, Clock, Sensitivity, Statement, canonical, properties, read, to_json
from sijill.records import AnyRecord, Named, noun_of
from sijill.search import FACETS, Narrowing
from sijill.values import UnknownWord, format_date, format_range, plain
from sijill.values.visible import visible
from sijill.workspace import MethodologyNotAdopted, Register
from sijill.workspace.documents import counted_in_words, entry_document, found_document, record_document

if TYPE_CHECKING:
    from sijill import tolls
    from sijill.model.parts import FoundInside
    from sijill.search import Hit
    from sijill.workspace.sent_files import SentFile


def show(arguments: Namespace) -> int:
    """Show the register, or one thing of it."""
    with opened(arguments) as register:
        if arguments.thing is None:
            return _overview(arguments, register)
        thing = arguments.thing
        items = [item for item in register.evidence.items() if item.id.startswith(thing)] if len(thing) >= 8 else []
        if len(items) == 1:
            register.keeping.looked_at([items[0].id])
            if arguments.words:
                reading = register.evidence.text(items[0].id)
            if arguments.words and not arguments.json:
                raw = visible(reading.raw) if sys.stdout.isatty() else reading.raw  # a program gets every letter
                sys.stdout.write(raw if raw.endswith("\n") else raw + "\n")
                return 0
            from sijill.workspace.taking import reading_told

            document = {
                "item": to_json(items[0]),
                **reading_told(register.evidence, items[0].id),
                "custody": [entry_document(e) for e in register.records.history(items[0].id) if e.kind == "custody"],
                "parts": [to_json(one) for one in register.evidence.parts_of(items[0].id)],
            }
            if sent := register.media.sent_files(items[0].id):
                document["sent_files"] = [to_json(one) for one in sent]
            if arguments.words:
                document["words"] = reading.raw
            lines = [f"{key}: {value}" for key, value in to_json(items[0]).items()]
            lines += [f"{key}: {value}" for key, value in document.get("headers", {}).items()]
            lines += document["derivations"]
            lines += map(_part_line, register.evidence.parts_of(items[0].id), repeat(items[0].id))
            lines += map(_sent_line, sent)
            write(arguments, document, lines)
            return 0
        try:
            record = register.records.of(thing, as_of=arguments.as_of)
        except UnknownEntry:
            entry = register.records.entry(register.id_of(thing, "entry"))
            register.keeping.looked_at([entry.id])
            write(arguments, entry_document(entry), [_entry_line(entry), canonical(entry.body or {})])
            return 0
        register.keeping.looked_at([record.id])
        named = register.records.names([record.id])[record.id]
        counted = _counted(register, record.id, arguments.as_of)
    write(arguments, record_document(record, named, counted), _record_lines(record, named, counted))
    return 0


def _part_line(part: FoundInside, item: str) -> str:
    if part.item == item:
        return tell("came inside {item} as {name}", item=part.of[:12], name=part.name or "")
    return tell("holds {item}: {name}", item=part.item[:12], name=part.name or "")


def _sent_line(sent: SentFile) -> str:
    if sent.item is None:
        return tell("a message came with {name}, which is not held here", name=sent.name)
    item = sent.item[:12]
    if sent.is_guess:
        return tell("a message came with {name}: perhaps item {item}, by its name alone", name=sent.name, item=item)
    return tell("a message came with {name}: item {item}", name=sent.name, item=item)


def _overview(arguments: Namespace, register: Any) -> int:
    items = register.evidence.items()
    kinds: dict[str, int] = {}
    for record in register.records.all():
        kinds[record.kind] = kinds.get(record.kind, 0) + 1
    document = {
        "name": register.settings.name,
        "owner": register.settings.owner,
        "zone": register.settings.zone,
        "seq": register.seq,
        "head": register.head,
        "items": [{"sha256": i.id, "source": i.source, "title": i.title, "name": i.original_name} for i in items],
        "records": kinds,
        "waiting": len(register.review.claims()),
        "publications": register.publishing.publications(),
    }
    lines = [
        tell(
            "{name}: {entries} entries, head {head}",
            name=register.settings.name,
            entries=register.seq,
            head=register.head[:16],
        ),
        tell(
            "records: {records}; {waiting} proposals wait",
            records=", ".join(f"{n} {word_of(kind, spoken())}" for kind, n in kinds.items()) or "–",
            waiting=document["waiting"],
        ),
        *(
            tell(
                "item {item}  {source}  {name}", item=i.id[:12], source=i.source, name=i.title or i.original_name or ""
            )
            for i in items
        ),
    ]
    write(arguments, document, lines)
    return 0


def _counted(register: Register, subject: str, as_of: str | None) -> tolls.CountedNumber | None:
    try:
        return register.counts.counted_number(subject, as_of=as_of)
    except MethodologyNotAdopted:
        return None


def _record_lines(record: AnyRecord, named: Named, counted: tolls.CountedNumber | None) -> Iterator[str]:
    yield tell(
        "{kind} {handle} {record}, last changed in entry {entry}",
        kind=word_of(record.kind, spoken()),
        handle=named.handle,
        record=record.id,
        entry=str(record.last_seq),
    )
    if named.former:
        yield "   " + tell("one with {ids}", ids=" ".join(named.former))
    if counted is not None:
        yield f"   {plain(counted_in_words(counted, spoken()))}"
    for name, values in record.held.items():
        for held in values:
            mark = "≠" if name in record.disputed else " "
            ground = ", ".join(g.kind if g.kind == "decision" else f"{g.kind} {g.ref[:20]}" for g in held.basis)
            rank, stance = (word_of(str(one), spoken()) for one in (held.rank, held.stance))
            said = f"{name} = {to_json(held.value)}  [{rank}, {stance}] {held.source or ''}"
            yield f" {mark} {said}  {held.statement}  ({ground})"
            if held.reason:
                yield "     " + tell("reason: {reason}", reason=" ".join(held.reason.split()))


def history(arguments: Namespace) -> int:
    """Print every entry about a thing, or with --access who looked at it."""
    if arguments.access:
        from sijill.cli._readings import answer

        return answer(arguments, "access")
    with opened(arguments) as register:
        if arguments.thing is None:
            raise name_the_thing()
        entries = register.records.history(arguments.thing)
        canonical, *former = register.records.members(arguments.thing)
        register.keeping.looked_at([canonical])
    document = {"id": canonical, "former_ids": former, "entries": [entry_document(entry) for entry in entries]}
    lines = [tell("{record} is one with {ids}", record=canonical, ids=" ".join(former))] if former else []
    write(arguments, document, [*lines, *(_entry_line(entry) for entry in entries)])
    return 0


def _entry_line(entry: Entry) -> str:
    if entry.body is None:
        said = tell("(destroyed)")
    elif entry.kind == "statement":
        said = f"{entry.body.get('property')} = {entry.body.get('value')}"
        if reason := read(Statement, {"id": entry.id, **entry.body}).typed_reason():
            said += "  " + tell("reason: {reason}", reason=" ".join(reason.split()))
    elif entry.kind == "link":
        said = "{sameness} {left} {right}: {reason}".format_map(entry.body)
    else:
        said = str(entry.body.get("reason") or entry.body.get("verdict") or "")
    if entry.body is not None and (door := entry.body.get("by")):
        from sijill.wording import label

        said = f"{said} ({plain(label(str(door), spoken()))})"
    when = f"{entry.recorded_at:%Y-%m-%d %H:%M:%S}Z"
    return f"{entry.seq:6}  {when}  {entry.actor:16} {word_of(entry.kind, spoken()):12} {entry.id}  {said}"


def search(arguments: Namespace) -> int:
    """Search names, words, places and ids."""
    if not arguments.query.strip():
        raise WhatArguments(message("name the words, or the beginning of an id: sijill search REGISTER WORDS"))
    with opened(arguments) as register:
        hits, counted = _hits(arguments, register)
        names = register.records.names([hit.subject for hit in hits])
        lines = list(dict.fromkeys(_hit_line(register, hit, names[hit.subject].handle) for hit in hits))
    found = [to_json(hit) | {"handle": names[hit.subject].handle} for hit in hits]
    facets = [
        f"{name}: {', '.join(f'{one} {n}' for one, n in of.items())}"
        for name, of in counted.get("facets", {}).items()
        if of
    ]
    write(arguments, {"hits": found, **counted}, (lines or [tell("nothing was found; try fewer words")]) + facets)
    return 0


def _hits(arguments: Namespace, register: Register) -> tuple[Sequence[Hit], dict[str, Any]]:
    """Return what answers, and where it is narrowed, sorted or counted how many there are. Raises UnknownWord."""
    only = {name: str(value) for name, value in settings(arguments.only).items()}
    if not (only or arguments.facets or arguments.sort != "best"):
        return register.search(arguments.query, kinds=arguments.kind, limit=arguments.limit), {}
    if foreign := [name for name in only if name not in FACETS]:
        raise UnknownWord("--only", foreign[0], FACETS)
    records = register.counts.counting().records
    found = register.finding.find(
        register.view(Sensitivity.TEAM),
        arguments.query,
        records,
        kinds=arguments.kind,
        asked=Narrowing(only),
        sort=arguments.sort,
        most=arguments.limit,
    )
    return [hit for one in found.ids for hit in found.hits[one]], found_document(found)


def _hit_line(register: Register, hit: Hit, handle: str) -> str:
    """Return a record found as people know it; two spellings of one name are one line."""
    from sijill.cli._counting import record_line

    if hit.kind == "item":
        item = register.evidence.item(hit.subject)
        day = plain(format_date(item.published_on, spoken())) if item.published_on else "–"
        around = hit.text[max(0, hit.spans[0][0] - 40) : hit.spans[0][1] + 60] if hit.spans else ""
        told = " · ".join((item.title or item.original_name or "–", item.source, day, " ".join(around.split())))
        return f"{word_of(hit.kind, spoken()):10} {hit.subject[:12]}  {visible(told)}"
    if not handle:
        return f"{word_of(hit.kind, spoken()):10} {hit.subject}  {hit.field}"
    noun = register.records.of(hit.subject).noun
    killed = getattr(noun, "killed", None)
    number = "" if killed is None else plain(format_range(killed.low, killed.high, spoken()))
    return f"{word_of(hit.kind, spoken()):10} {record_line(handle, noun, number, Clock.DIED, spoken())}  {hit.subject}"


SCHEMA_HEAD = ["noun", "property", "type", "label", "التسمية", "sensitivity", "standard"]


def schema(arguments: Namespace) -> int:
    """Print nouns and their properties as declared."""
    wanted = {arguments.noun: noun_of(arguments.noun)} if arguments.noun else NOUNS
    document: dict[str, dict[str, dict[str, Any]]] = {
        name: {
            p.name: {
                "type": getattr(p.type, "__name__", str(p.type)),
                "many": p.prop.many,
                "required": p.prop.required,
                "label": {"en": p.prop.label_en, "ar": p.prop.label_ar},
                "sensitivity": p.prop.sensitivity.value,
                "standard": dict(p.prop.standard),
            }
            for p in properties(noun).values()
        }
        for name, noun in wanted.items()
    }
    rows = [
        [
            name,
            prop,
            d["type"] + ("*" if d["many"] else ""),
            d["label"]["en"],
            d["label"]["ar"],
            d["sensitivity"],
            " ".join(f"{k}:{v}" for k, v in d["standard"].items()),
        ]
        for name, props in document.items()
        for prop, d in props.items()
    ]
    write(arguments, document, table(rows, head=SCHEMA_HEAD))
    return 0
