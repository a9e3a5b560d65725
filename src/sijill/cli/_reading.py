"""Doors to what the register knows: ``show``, ``history``, ``search``, ``schema``, ``methodology``."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sijill import methodology as methodologies
from sijill import tolls
from sijill.cli._output import file_bytes, opened, table, write
from sijill.cli._readings import answer
from sijill.language import Weapons
from sijill.ledger import Entry, UnknownEntry
from sijill.model import (
    NOUNS,
    Source,
    Statement,
    canonical,
    properties,
    read,
    to_json,
)
from sijill.records import (
    AnyRecord,
    Named,
    noun_of,
)
from sijill.values import (
    Language,
    SijillError,
    plain,
)
from sijill.wording import sentence
from sijill.workspace import (
    MethodologyNotAdopted,
    Register,
    counted_in_words,
    entry_document,
    record_document,
    why_document,
)


class WhatArguments(SijillError):
    """A two-word verb whose arguments are missing."""

    exit_code = 2


def show(asked: Namespace) -> int:
    """Show the register, or one thing of it."""
    with opened(asked) as register:
        if asked.thing is None:
            return _overview(asked, register)
        thing = asked.thing
        items = [item for item in register.evidence.items() if item.id.startswith(thing)] if len(thing) >= 8 else []
        if len(items) == 1:
            register.keeping.looked_at([items[0].id])
            reading = register.evidence.text(items[0].id)
            if asked.words and not asked.json:
                sys.stdout.write(reading.raw if reading.raw.endswith("\n") else reading.raw + "\n")
                return 0
            document = {
                "item": to_json(items[0]),
                "reader": reading.reader,
                "pages": len(reading.pages),
                "derivations": [str(step) for step in reading.derivations],
                "custody": [entry_document(e) for e in register.records.history(items[0].id) if e.kind == "custody"],
            }
            if asked.words:
                document["words"] = reading.raw
            write(asked, document, (f"{key}: {value}" for key, value in to_json(items[0]).items()))
            return 0
        try:
            record = register.records.of(thing, as_of=asked.as_of)
        except UnknownEntry:
            entry = register.records.entry(thing)
            register.keeping.looked_at([thing])
            write(asked, entry_document(entry), [_entry_line(entry), canonical(entry.body or {})])
            return 0
        register.keeping.looked_at([record.id])
        named = register.records.names([record.id])[record.id]
        counted = _counted(register, record.id, asked.as_of)
    write(asked, record_document(record, named, counted), _record_lines(record, named, counted))
    return 0


def _overview(asked: Namespace, register: Any) -> int:
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
    counted = ", ".join(f"{n} {kind}" for kind, n in kinds.items()) or "none"
    lines = [
        f"{register.settings.name}: {register.seq} entries, head {register.head[:16]}",
        f"records: {counted}; {document['waiting']} proposals wait",
        *(f"item {i.id[:12]}  {i.source}  {i.title or i.original_name or ''}" for i in items),
    ]
    write(asked, document, lines)
    return 0


def _counted(register: Register, subject: str, as_of: str | None) -> tolls.CountedNumber | None:
    try:
        return register.counts.counted_number(subject, as_of=as_of)
    except MethodologyNotAdopted:
        return None


def _record_lines(record: AnyRecord, named: Named, counted: tolls.CountedNumber | None) -> Iterator[str]:
    yield f"{record.kind} {named.handle} {record.id}, last changed in entry {record.last_seq}"
    if named.former:
        yield f"   one with {' '.join(named.former)}"
    if counted is not None:
        yield f"   {plain(counted_in_words(counted, Language.EN))}"
    for name, values in record.held.items():
        for held in values:
            mark = "≠" if name in record.disputed else " "
            ground = ", ".join(g.kind if g.kind == "decision" else f"{g.kind} {g.ref[:20]}" for g in held.basis)
            said = f"{name} = {to_json(held.value)}  [{held.rank}, {held.stance}] {held.source or ''}"
            yield f" {mark} {said}  {held.statement}  ({ground})"
            if held.reason:
                yield f"     reason: {' '.join(held.reason.split())}"


def history(asked: Namespace) -> int:
    """Print every entry about a thing, or with --access who looked at it."""
    if asked.access:
        return answer(asked)
    with opened(asked) as register:
        if asked.thing is None:
            raise WhatArguments("name the thing: sijill history REGISTER ID, or --access for who looked at anything")
        entries = register.records.history(asked.thing)
        canonical, *former = register.records.members(asked.thing)
        register.keeping.looked_at([canonical])
    document = {"id": canonical, "former_ids": former, "entries": [entry_document(entry) for entry in entries]}
    lines = [f"{canonical} is one with {' '.join(former)}"] if former else []
    write(asked, document, [*lines, *(_entry_line(entry) for entry in entries)])
    return 0


def _entry_line(entry: Entry) -> str:
    if entry.body is None:
        said = "(destroyed)"
    elif entry.kind == "statement":
        said = f"{entry.body.get('property')} = {entry.body.get('value')}"
        if reason := read(Statement, {"id": entry.id, **entry.body}).typed_reason():
            said += f"  reason: {' '.join(reason.split())}"
    elif entry.kind == "link":
        said = "{sameness} {left} {right}: {reason}".format_map(entry.body)
    else:
        said = str(entry.body.get("reason") or entry.body.get("verdict") or "")
    when = f"{entry.recorded_at:%Y-%m-%d %H:%M:%S}Z"
    return f"{entry.seq:6}  {when}  {entry.actor:16} {entry.kind:12} {entry.id}  {said}"


def search(asked: Namespace) -> int:
    """Search names, words, places and ids."""
    if not asked.query.strip():
        raise WhatArguments("name the words, or the beginning of an id: sijill search REGISTER WORDS")
    with opened(asked) as register:
        hits = register.search(asked.query, kinds=asked.kind, limit=asked.limit)
        names = register.records.names([hit.subject for hit in hits])
    told = (f"{hit.kind:10} {names[hit.subject].handle:8} {hit.subject}  {hit.field}" for hit in hits)
    lines = list(dict.fromkeys(told))  # two spellings of one name are one line
    found = [to_json(hit) | {"handle": names[hit.subject].handle} for hit in hits]
    write(asked, {"hits": found}, lines or ["nothing was found; try fewer words"])
    return 0


def schema(asked: Namespace) -> int:
    """Print nouns and their properties as declared."""
    nouns = {**NOUNS, "source": Source}
    wanted = {asked.noun: noun_of(asked.noun)} if asked.noun and asked.noun != "source" else nouns
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
    write(
        asked, document, table(rows, head=["noun", "property", "type", "label", "التسمية", "sensitivity", "standard"])
    )
    return 0


def methodology(asked: Namespace) -> int:
    """List, check, adopt, compare or explain methodologies."""
    does = {"list": _list, "check": _check, "adopt": _adopt, "diff": _diff, "explain": _explain}
    return does[asked.what](asked)


def _needs(asked: Namespace, number: int, form: str) -> list[str]:
    if len(asked.arguments) != number:
        raise WhatArguments(f"write it as sijill methodology {form}")
    return list(asked.arguments)


def _list(asked: Namespace) -> int:
    known = [methodologies.parse(methodologies.shipped_bytes(name)) for name in methodologies.shipped()]
    document = [
        {"id": r.id, "version": r.version, "effective_on": r.effective_on, "digest": r.digest, "title": dict(r.title)}
        for r in known
    ]
    write(asked, {"methodologies": document}, (f"{r.name:16} {r.effective_on}  {r.title['en']}" for r in known))
    return 0


def _check(asked: Namespace) -> int:
    (file,) = _needs(asked, 1, "check FILE")
    content = file_bytes(file)
    problems = methodologies.check(content, weapons=[one.slug for one in Weapons.load().entries])
    document = {"holds": not problems, "problems": [{"line": one.line, "reason": one.reason} for one in problems]}
    write(asked, document, [str(one) for one in problems] or [f"{file} holds together and can be adopted"])
    return 3 if problems else 0


def _adopt(asked: Namespace) -> int:
    where, named = _needs(asked, 2, "adopt REGISTER ID-OR-FILE")
    content = file_bytes(named) if Path(named).is_file() else methodologies.shipped_bytes(named)
    with opened(asked, where) as register:
        receipt = register.counts.adopt_methodology(content)
    write(asked, {"seq": receipt.last_seq, "repeated": receipt.repeated}, [f"adopted in entry {receipt.last_seq}"])
    return 0


def _diff(asked: Namespace) -> int:
    where, one, other = _needs(asked, 3, "diff REGISTER A B")
    with opened(asked, where) as register:
        a, b, moves = register.counts.compare_methodologies(one, other, period=asked.period)
        terms = methodologies.changed_terms(a.rules, b.rules)
        units = tolls.moves(a.units, b.units)
    document = {
        "a": {"id": a.rules.id, "version": a.rules.version, "digest": a.rules.digest},
        "b": {"id": b.rules.id, "version": b.rules.version, "digest": b.rules.digest},
        "cases": [
            {
                "record": move.record,
                "kind": move.kind,
                "respects": list(move.respects),
                "a": _side(move.a),
                "b": _side(move.b),
                "reasons": [why_document(why) for why in move.reasons],
            }
            for move in moves
        ],
        # The units' differences sum to the difference of the two tolls over all time.
        "units": [
            {
                "record": unit.record,
                "kind": unit.kind,
                "a": {"best": unit.a, "row": unit.row_a},
                "b": {"best": unit.b, "row": unit.row_b},
                "difference": unit.difference,
            }
            for unit in units
        ],
        "difference": sum(unit.difference for unit in units),
        "terms": [{"term": term, "a": ours, "b": theirs} for term, ours, theirs in terms],
    }
    lines = [f"{len(moves)} records are treated differently by {a.rules.name} and {b.rules.name}"]
    for move in moves:
        lines.append(f"{move.kind} {move.record}: {', '.join(move.respects)}; {move.a.standing} -> {move.b.standing}")
        lines += [f"    {why.rule}: {sentence(why, Language.EN)}" for why in move.reasons]
    write(asked, document, lines)
    return 0


def _side(side: methodologies.Side) -> dict[str, Any]:
    number = side.number
    return {
        "standing": side.standing.value,
        "bucket": side.bucket,
        "number": None if number is None else {"low": number.low, "best": number.best, "high": number.high},
    }


def _explain(asked: Namespace) -> int:
    where, record = _needs(asked, 2, "explain REGISTER RECORD")
    with opened(asked, where) as register:
        counting = register.counts.counting()
        found = counting.assessment(register.records.of(record).id)
        rules = counting.rules
    because = [
        why_document(w, rules) | {"text": {one.value: rules.rule_text(w.rule, one.value) for one in Language}}
        for w in found.why
    ]
    document = {
        "record": record,
        "countable": found.countable,
        "waits": found.waits,
        "filed_under": found.filing.bucket,
        "verification": found.verification.value,
        "massacre": found.massacre,
        "because": because,
        "four_eyes": [kind.value for kind in methodologies.four_eyes(rules)],
    }
    answer = "counted" if found.countable else "waits" if found.waits else "not counted"
    lines = [
        f"{answer}, filed under {found.filing.bucket}",
        *(f"  {w.rule}: {sentence(w, Language.EN, rules)} ({rules.rule_text(w.rule, 'en')})" for w in found.why),
    ]
    write(asked, document, lines)
    return 0
