"""What stands beside a table: how many records it does not count, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sijill.methodology import Rules, Why
from sijill.values import Language, format_range, translate, translate_n
from sijill.wording._why import sentence

if TYPE_CHECKING:
    from sijill.model.figures import Note


def note_line(note: Note, language: Language, rules: Rules | None = None) -> str:
    """Return a note of a table as a sentence: how many records, why, and by which rule."""
    n, why = note.records, reason_line(Why(note.rule, note.code, note.values), language, rules) if note.code else ""
    match note.reason, note.is_undated:
        case "waiting", False:
            return translate_n(language, "{n} record waits: {why}", "{n} records wait: {why}", n, why=why)
        case "waiting", True:
            return translate_n(
                language, "{n} record without a date waits: {why}", "{n} records without a date wait: {why}", n, why=why
            )
        case "left_out", False:
            return translate_n(language, "{n} record is left out: {why}", "{n} records are left out: {why}", n, why=why)
        case "left_out", True:
            return translate_n(
                language,
                "{n} record without a date is left out: {why}",
                "{n} records without a date are left out: {why}",
                n,
                why=why,
            )
        case "no_number", True:
            return translate_n(
                language,
                "{n} record without a date gives no number to count.",
                "{n} records without a date give no number to count.",
                n,
            )
        case "no_number", False:
            return translate_n(
                language, "{n} record gives no number to count.", "{n} records give no number to count.", n
            )
        case "undated", _:
            return translate_n(
                language, "{n} record has no date by this clock.", "{n} records have no date by this clock.", n
            )
        case "spanning", _:
            return translate_n(
                language,
                "{n} record reaches beyond this period and is not counted in it.",
                "{n} records reach beyond this period and are not counted in it.",
                n,
            )
        case "counted_once", _:
            return translate_n(
                language,
                "{n} death stands in two records and is counted once.",
                "{n} deaths stand in two records and are counted once.",
                n,
            )
        case "likely_pairs", _:
            return translate_n(
                language,
                "{n} likely duplicate is not decided yet; if it is one, something may be counted twice.",
                "{n} likely duplicates are not decided yet; those that are one may be counted twice.",
                n,
            )
        case "not_compared", _:
            return translate_n(
                language,
                "{n} record was not compared with all others, because too many share its name or its days; if it is "
                "told twice, nobody was asked.",
                "{n} records were not compared with all others, because too many share their names or their days; "
                "those that are told twice are asked of nobody.",
                n,
            )
        case "machine_links", _:
            return _with_machine_links(note, language)
        case "awaited_claims", _:
            return translate_n(
                language,
                "{n} accepted claim waits for a second person and is not counted.",
                "{n} accepted claims wait for a second person and are not counted.",
                n,
            )
        case "awaited_entries", _:
            return translate_n(
                language,
                "{n} entry by hand waits for a second person and is not counted.",
                "{n} entries by hand wait for a second person and are not counted.",
                n,
            )
        case "awaited_records", _:
            return translate_n(
                language,
                "{n} imported record waits for a second person and is not counted.",
                "{n} imported records wait for a second person and are not counted.",
                n,
            )
        case _:
            return translate_n(
                language, "{n} record needs a second look: {why}", "{n} records need a second look: {why}", n, why=why
            )


def _with_machine_links(note: Note, language: Language) -> str:
    """Return how many persons there are before and after a machine's links: a range over what people are asked."""
    told = {name: int(value) for name, value in note.values}
    return translate_n(
        language,
        "{n} person of this count has a record, as people decided. With the machine's links (likelihood {least} of "
        "100 and above) it would be {linked}; over the pairs that still wait for people, {range}. The table counts "
        "what people decided.",
        "{n} persons of this count have a record each, as people decided. With the machine's links (likelihood "
        "{least} of 100 and above) they would be {linked}; over the pairs that still wait for people, {range}. The "
        "table counts what people decided.",
        note.records,
        least=told["least"],
        linked=told["linked"],
        range=format_range(told["fewest"], told["linked"], language),
    )


def reason_line(why: Why, language: Language, rules: Rules | None = None) -> str:
    """Return what a rule found with the rule's id behind it; what no rule says stands alone."""
    told = sentence(why, language, rules)
    return translate(language, "{told} ({rule})", told=told, rule=why.rule) if why.rule else told
