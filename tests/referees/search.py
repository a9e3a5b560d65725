"""Search by reading the whole ledger for every question."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sijill.language import asked, asked_by_sound, words
from sijill.ledger import LEVELS, Entry, Ledger
from sijill.model import Sensitivity
from sijill.search import (
    BY_PART,
    BY_PHRASE,
    BY_SOUND,
    BY_WORDS,
    FEWEST_PARTS,
    MOST_TEXTS,
    Findable,
    Hit,
    findable,
    id_hit,
    id_start,
    place_after,
    statement_sensitivity,
    text_hit,
)


class MemorySearch:
    """Search by reading the whole ledger for every question: the referee."""

    def __init__(self, ledger: Ledger) -> None:
        """Stand beside a ledger."""
        self._ledger = ledger

    def find(
        self,
        query: str,
        *,
        max_sensitivity: Sensitivity,
        kinds: Collection[str] | None = None,
        limit: int = 20,
        after: str | None = None,
    ) -> Sequence[Hit]:
        """Return hits, best first."""
        mark = place_after(after)
        seen = [
            (seq, entry, one)
            for seq, entry, one in self._findable()
            if one.level <= LEVELS.index(max_sensitivity) and (kinds is None or one.kind in kinds)
        ]
        found = [*self._by_id(query, LEVELS.index(max_sensitivity), kinds), *_by_words(query, seen)]
        for way, answering in ((BY_SOUND, _by_sound), (BY_PART, _by_part)):
            if not found or mark[0] == way:
                found = answering(query, seen)
        return [hit for hit in sorted(found, key=lambda hit: hit.rank) if hit.rank > mark][:limit]

    def find_each(
        self, queries: Sequence[str], *, max_sensitivity: Sensitivity, kinds: Collection[str], limit: int
    ) -> Sequence[Sequence[Hit]]:
        """Return the hits of several queries."""
        level = LEVELS.index(max_sensitivity)
        seen = [found for found in self._findable() if found[2].level <= level and found[2].kind in kinds]
        answers = (_by_words(query, seen) or _by_sound(query, seen) for query in queries)
        return [sorted(found, key=lambda hit: hit.rank)[:limit] for found in answers]

    def _findable(self) -> Iterator[tuple[int, Entry, Findable]]:
        items: dict[str, Sensitivity] = {}
        standing = {seq for seq, _ in self._ledger.statements()}
        for entry in self._ledger.entries():
            if entry.kind == "item":
                items[entry.id] = Sensitivity((entry.body or {"sensitivity": "sealed"}).get("sensitivity", "public"))
            if entry.body is None or (entry.kind == "statement" and entry.seq not in standing):
                continue
            level = items.get(entry.id if entry.kind == "item" else str(entry.body.get("item")), Sensitivity.PUBLIC)
            for number, one in enumerate(findable(entry.id, entry.kind, entry.body, level)):
                yield entry.seq * MOST_TEXTS + number, entry, one

    def _by_id(self, query: str, level: int, kinds: Collection[str] | None) -> list[Hit]:
        found: dict[tuple[str, str], int] = {}
        if (start := id_start(query)) is None:
            return []
        for seq, one in self._ledger.statements():
            body = {"subject_kind": one.subject_kind, "property": one.property}
            if LEVELS.index(statement_sensitivity(body)) <= level:
                found.setdefault((one.subject_kind, one.subject), seq)
        for place, entry, known in self._findable():
            if known.field == "id" and known.level <= level:
                found.setdefault((entry.kind, entry.id), place // MOST_TEXTS)
        return [
            id_hit(kind, subject, start, seq)
            for (kind, subject), seq in found.items()
            if subject.startswith(start) and (kinds is None or kind in kinds)
        ]


def _by_words(query: str, seen: Sequence[tuple[int, Entry, Findable]]) -> list[Hit]:
    answers, phrase = asked(query), f" {' '.join(words(query))} "
    return [
        text_hit(BY_PHRASE if phrase in _row_of(one) else BY_WORDS, place, entry.id, one, answers)
        for place, entry, one in seen
        if _answers(answers, one)
    ]


def _by_sound(query: str, seen: Sequence[tuple[int, Entry, Findable]]) -> list[Hit]:
    answers = asked_by_sound(query)
    return [text_hit(BY_SOUND, place, entry.id, one, answers) for place, entry, one in seen if _answers(answers, one)]


def _by_part(query: str, seen: Sequence[tuple[int, Entry, Findable]]) -> list[Hit]:
    answers = asked_by_sound(query)
    enough = max(len(answers) - 1, FEWEST_PARTS - 1)
    return [
        text_hit(BY_PART, place, entry.id, one, answers)
        for place, entry, one in seen
        if one.field != "id" and sum(bool(frozenset(one.terms) & alternatives) for alternatives in answers) >= enough
    ]


def _row_of(one: Findable) -> str:
    return f" {' '.join(words(one.text))} "


def _answers(answers: Sequence[frozenset[str]], one: Findable) -> bool:
    known = frozenset(one.terms)
    return one.field != "id" and bool(answers) and all(known & alternatives for alternatives in answers)
