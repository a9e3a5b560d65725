"""Methodologies: list, check, adopt, compare, explain."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from sijill import methodology as methodologies
from sijill import tolls
from sijill.cli._output import file_bytes, opened, write
from sijill.cli._refusals import WhatArguments, message
from sijill.cli._voice import spoken, tell, tell_n
from sijill.language import Weapons
from sijill.values import Language
from sijill.wording import sentence
from sijill.workspace.documents import why_document


def methodology(arguments: Namespace) -> int:
    """List, check, adopt, compare or explain methodologies."""
    does = {"list": _list, "check": _check, "adopt": _adopt, "diff": _diff, "explain": _explain}
    return does[arguments.what](arguments)


def _needs(arguments: Namespace, number: int, form: str) -> list[str]:
    if len(arguments.arguments) != number:
        raise WhatArguments(message("write it as sijill methodology {form}"), form=form)
    return list(arguments.arguments)


def _list(arguments: Namespace) -> int:
    known = [methodologies.parse(methodologies.shipped_bytes(name)) for name in methodologies.shipped()]
    document = [
        {"id": r.id, "version": r.version, "effective_on": r.effective_on, "digest": r.digest, "title": dict(r.title)}
        for r in known
    ]
    write(
        arguments,
        {"methodologies": document},
        (f"{r.name:16} {r.effective_on}  {r.title[spoken().value]}" for r in known),
    )
    return 0


def _check(arguments: Namespace) -> int:
    (file,) = _needs(arguments, 1, "check FILE")
    content = file_bytes(file)
    problems = methodologies.check(content, weapons=[one.slug for one in Weapons.load().entries])
    document = {"holds": not problems, "problems": [{"line": one.line, "reason": one.reason} for one in problems]}
    write(
        arguments,
        document,
        [str(one) for one in problems] or [tell("{file} holds together and can be adopted", file=file)],
    )
    return 3 if problems else 0


def _adopt(arguments: Namespace) -> int:
    where, named = _needs(arguments, 2, "adopt REGISTER ID-OR-FILE")
    content = file_bytes(named) if Path(named).is_file() else methodologies.shipped_bytes(named)
    with opened(arguments, where) as register:
        receipt = register.counts.adopt_methodology(content)
    write(
        arguments,
        {"seq": receipt.last_seq, "repeated": receipt.repeated},
        [tell("adopted in entry {entry}", entry=str(receipt.last_seq))],
    )
    return 0


def _diff(arguments: Namespace) -> int:
    where, one, other = _needs(arguments, 3, "diff REGISTER A B")
    with opened(arguments, where) as register:
        a, b, moves = register.counts.compare_methodologies(one, other, period=arguments.period)
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
    lines = [
        tell_n(
            "{n} record is treated differently by {a} and {b}",
            "{n} records are treated differently by {a} and {b}",
            len(moves),
            a=a.rules.name,
            b=b.rules.name,
        )
    ]
    for move in moves:
        lines.append(f"{move.kind} {move.record}: {', '.join(move.respects)}; {move.a.standing} -> {move.b.standing}")
        lines += [f"    {why.rule}: {sentence(why, spoken())}" for why in move.reasons]
    write(arguments, document, lines)
    return 0


def _side(side: methodologies.Side) -> dict[str, Any]:
    number = side.number
    return {
        "standing": side.standing.value,
        "bucket": side.bucket,
        "number": None if number is None else {"low": number.low, "best": number.best, "high": number.high},
    }


def _explain(arguments: Namespace) -> int:
    where, record = _needs(arguments, 2, "explain REGISTER RECORD")
    with opened(arguments, where) as register:
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
    if found.countable:
        answer = tell("counted, filed under {row}", row=found.filing.bucket)
    elif found.waits:
        answer = tell("waits, filed under {row}", row=found.filing.bucket)
    else:
        answer = tell("not counted, filed under {row}", row=found.filing.bucket)
    lines = [
        answer,
        *(f"  {w.rule}: {sentence(w, spoken(), rules)} ({rules.rule_text(w.rule, spoken().value)})" for w in found.why),
    ]
    write(arguments, document, lines)
    return 0
