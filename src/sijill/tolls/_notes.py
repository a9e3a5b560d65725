"""What is told beside a toll, in words: what was not counted, and why."""

from __future__ import annotations

from sijill.values import Language, translate_n


def note_text(note: str, language: Language) -> str:
    """Return a note of a toll (``undated:3``) as a sentence."""
    word, _, text = note.partition(":")
    n = int(text) if text.isdecimal() else 0
    match word:
        case "waiting":
            return translate_n(
                language, "{n} record waits for corroboration.", "{n} records wait for corroboration.", n
            )
        case "undated":
            return translate_n(
                language, "{n} record has no date by this clock.", "{n} records have no date by this clock.", n
            )
        case "spanning":
            return translate_n(
                language,
                "{n} record reaches beyond this period and is not counted in it.",
                "{n} records reach beyond this period and are not counted in it.",
                n,
            )
        case "counted_once":
            return translate_n(
                language,
                "{n} death stands in two records and is counted once.",
                "{n} deaths stand in two records and are counted once.",
                n,
            )
        case "no_number":
            return translate_n(
                language, "{n} record gives no number to count.", "{n} records give no number to count.", n
            )
        case "oddities":
            return translate_n(language, "{n} record needs a second look.", "{n} records need a second look.", n)
        case "awaited_claims":
            return translate_n(
                language,
                "{n} accepted claim waits for a second person and is not counted.",
                "{n} accepted claims wait for a second person and are not counted.",
                n,
            )
        case "awaited_entries":
            return translate_n(
                language,
                "{n} entry by hand waits for a second person and is not counted.",
                "{n} entries by hand wait for a second person and are not counted.",
                n,
            )
        case "awaited_records":
            return translate_n(
                language,
                "{n} imported record waits for a second person and is not counted.",
                "{n} imported records wait for a second person and are not counted.",
                n,
            )
        case _:
            return note
