"""The door to source against source: ``compare``."""

from __future__ import annotations

import itertools
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sijill.cli._output import opened, write
from sijill.cli._voice import spoken, tell, tell_n
from sijill.model import to_json
from sijill.tolls import quality
from sijill.values import format_range, plain

if TYPE_CHECKING:
    from sijill.tolls.quality import Comparison, SideBySide


def compare(arguments: Namespace) -> int:
    """Set the sources of a register against each other: shared records, and printed numbers side by side."""
    with opened(arguments) as register:
        counting = register.counts.counting(as_of=arguments.as_of, methodology_name=arguments.methodology)
        records = list(counting.records.values())
        wanted = quality.sources_of(records, only=arguments.source)
        pairs = [
            quality.compare(records, a, b, counting.rules, days=arguments.days)
            for a, b in itertools.combinations(wanted, 2)
        ]
        printed = quality.printed_side_by_side(records)
    document = {
        "seq": counting.seq,
        "methodology": {"id": counting.rules.id, "version": counting.rules.version},
        "pairs": [_pair(one) for one in pairs],
        "printed": [_printed(one) for one in printed],
    }
    write(arguments, document, _lines(pairs, printed))
    return 0


def _pair(one: Comparison) -> dict[str, Any]:
    return {
        "a": one.a,
        "b": one.b,
        "overlap": list(one.overlap),
        "only_a": list(one.only_a),
        "only_b": list(one.only_b),
        "outside_a": list(one.outside_a),
        "outside_b": list(one.outside_b),
        "agreement": {
            about: {"agree": found.agree, "compared": found.compared} for about, found in one.agreement.items()
        },
        "differences": [
            {"record": d.record, "about": d.about, "a_statement": d.a, "b_statement": d.b} for d in one.differences
        ],
    }


def _printed(one: SideBySide) -> dict[str, Any]:
    return {
        "measure": one.measure,
        "cell": one.cell,
        "printed": [
            {
                "record": p.record,
                "source": p.source,
                "value": to_json(p.value),
                "window": p.window.edtf if p.window else None,
                "clock": p.clock,
            }
            for p in one.printed
        ],
        "gap": None if one.gap is None else format(round(one.gap, 2), "f"),
        "reasons": list(one.reasons),
        "contradicts": one.contradicts,
    }


def _lines(pairs: list[Comparison], printed: list[SideBySide]) -> Iterator[str]:
    for pair in pairs:
        shared, only_a, only_b = len(pair.overlap), len(pair.only_a), len(pair.only_b)
        yield tell(
            "{a} against {b}: both {shared}, only {a} {only_a}, only {b} {only_b}",
            a=pair.a,
            b=pair.b,
            shared=shared,
            only_a=only_a,
            only_b=only_b,
        )
        for source, left_out in ((pair.a, pair.outside_a), (pair.b, pair.outside_b)):
            if left_out:
                outside = tell_n(
                    "{n} record lies outside what {source} covers",
                    "{n} records lie outside what {source} covers",
                    len(left_out),
                    source=source,
                )
                yield f"    {outside}"
        for about, found in pair.agreement.items():
            if found.compared:
                agreed = tell(
                    "{about}: agree on {agree} of {compared}",
                    about=about,
                    agree=found.agree,
                    compared=found.compared,
                )
                yield f"    {agreed}"
    for one in printed:
        yield f"{one.measure}, {one.cell}:" + (" " + tell("CONTRADICTS") if one.contradicts else "")
        for p in one.printed:
            low, high = p.value.low, p.value.high
            value = plain(format_range(low, high, spoken()))
            yield f"    {value:>12}  {p.source}  {p.window.edtf if p.window else ''}"
        for reason in one.reasons:
            yield f"    {reason}"
    if not pairs and not printed:
        yield tell("the register holds one source only; nothing stands against it")
