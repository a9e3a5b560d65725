"""Finding records by their words or ids, as far as an audience may see."""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sijill.language import name_terms, place_terms, spans, terms, words
from sijill.ledger import LEVELS
from sijill.model import NOUNS, Item, Sensitivity, properties
from sijill.model.as_written import written_in
from sijill.model.cards import Declared, is_own
from sijill.values import PersonName, SijillError, message

BY_ID, BY_PHRASE, BY_WORDS, BY_SOUND, BY_PART = range(5)
"""How a record was found, best first; by part, all words of a query but one sound alike."""

FEWEST_PARTS = 3
"""How many words a query has of which one may be missed."""

MOST_TEXTS = 64
"""How many texts of one entry are findable."""

SHORTEST_ID = 3

NAMES_A_PLACE = frozenset({"place", "title", "governorate", "killed_in"})
"""The properties that are found by any spelling of the place they name."""

NAMES_SOMEBODY = frozenset({"name", "victim", "title"})
"""The properties that are found by how the parts of a name sound."""

IN_WORDS = "words"
"""The field of a hit in the words of a document."""


class LostPlace(SijillError):
    """A cursor that this search never gave."""


@dataclass(frozen=True, slots=True)
class Findable:
    """One text by which a record is found. ``field`` is ``id`` where the text is the record's own id."""

    kind: str
    subject: str
    field: str
    sensitivity: Sensitivity
    text: str

    @property
    def level(self) -> int:
        """The sensitivity as a number, to compare."""
        return LEVELS.index(self.sensitivity)

    @property
    def told(self) -> list[str]:
        """The normal words by which it is found; an id is found by its beginning."""
        return [] if self.field == "id" else words(self.text)

    @property
    def terms(self) -> list[str]:
        """The terms by which it is found: those of its words, and of the places that it names."""
        named = place_terms(self.text) if self.field in NAMES_A_PLACE else ()
        return sorted({*terms(self.told), *named, *(name_terms(self.text) if self.field in NAMES_SOMEBODY else ())})


@dataclass(frozen=True, slots=True)
class Hit:
    """
    A record that was found, and the text that answered.

    ``entry`` is the id of the entry that holds the text and ``spans`` are the places of
    the answering words in it. ``rank`` orders hits: how it was found, how long the text
    is, and which came first.
    """

    kind: str
    subject: str
    field: str
    entry: str | None
    text: str
    spans: tuple[tuple[int, int], ...]
    rank: tuple[int, int, int]

    @property
    def score(self) -> int:
        """How well it answers: 4 for the id, 3 the same words in a row, 2 all words, 1 what sounds alike."""
        return max(1, 4 - self.rank[0])

    @property
    def cursor(self) -> str:
        """Where the next page goes on: give it as ``after``."""
        way, length, place = self.rank
        return f"{way}.{length}.{place}"


class Search(Protocol):
    """The register's words as they stand now: withdrawn and destroyed ones are not found."""

    def find(
        self,
        query: str,
        *,
        max_sensitivity: Sensitivity,
        kinds: Collection[str] | None = None,
        limit: int = 20,
        after: str | None = None,
    ) -> Sequence[Hit]:
        """
        Return hits, best first, no more sensitive than the audience may see.

        Every word of the query must be answered in one text, in any form of the word.
        A query that is the beginning of an id finds that record first. What only sounds
        alike is given when nothing else answers. Raises LostPlace.
        """

    def find_each(
        self, queries: Sequence[str], *, max_sensitivity: Sensitivity, kinds: Collection[str], limit: int
    ) -> Sequence[Sequence[Hit]]:
        """Return the hits of several queries, by words or else by sound and never by id, all asked at once."""


def findable(entry_id: str, kind: str, body: Mapping[str, Any], item_sensitivity: Sensitivity) -> list[Findable]:
    """Return the texts by which an entry's record is found; items and claims are of their item's sensitivity."""
    if kind == "statement":
        return _of_statement(body)
    if kind == "item":
        own = item_sensitivity
        cards = properties(Item)
        texts = [(field, max_of(own, cards[field].prop.sensitivity)) for field in ("title", "original_name", "source")]
        return _texts("item", entry_id, body, own, texts)
    if kind == "claim":
        # Quoted words may hold names, so they are the team's even where the item is public.
        own = max_of(item_sensitivity, Sensitivity.TEAM)
        quoted = {**body, "quote": body.get("anchor", {}).get("exact")}
        return _texts("claim", entry_id, quoted, own, [(field, own) for field in ("quote", "victim", "place")])
    if kind == "publication":
        return _texts("publication", entry_id, body, Sensitivity.PUBLIC, [("title", Sensitivity.PUBLIC)])
    return []


def _texts(
    kind: str, subject: str, body: Mapping[str, Any], own: Sensitivity, fields: Sequence[tuple[str, Sensitivity]]
) -> list[Findable]:
    found = [Findable(kind, subject, "id", own, subject)]
    return found + [Findable(kind, subject, field, level, body[field]) for field, level in fields if body.get(field)]


def _of_statement(body: Mapping[str, Any]) -> list[Findable]:
    kind, name, value = body["subject_kind"], body["property"], body.get("value")
    if is_own(str(name)):
        return [Findable(kind, body["subject"], name, Sensitivity.TEAM, written_in(value) or str(value))]
    card = _card(str(kind), str(name))
    if card is None:
        return []
    if (words := written_in(value)) is not None:
        return [Findable(kind, body["subject"], name, card.prop.sensitivity, words)]
    if card.type not in (str, PersonName):
        return []
    level = card.prop.sensitivity
    return [Findable(kind, body["subject"], name, level, text) for text in _strings(value)[:MOST_TEXTS]]


def _strings(value: Any) -> list[str]:
    """Return the written forms of a value: a text itself, or each form of a name."""
    if isinstance(value, str):
        return [value]
    forms = value if isinstance(value, list) else [value]
    return [str(form["text"]) for form in forms if isinstance(form, dict) and "text" in form]


def statement_sensitivity(body: Mapping[str, Any]) -> Sensitivity:
    """
    Return how sensitive a statement's property is; one that nobody declared is restricted.

    A register's own column is the team's, whatever its settings say today, so that rows fold from the log alone;
    the view hides what is more sensitive.
    """
    if is_own(str(body["property"])):
        return Sensitivity.TEAM
    card = _card(str(body["subject_kind"]), str(body["property"]))
    return card.prop.sensitivity if card else Sensitivity.RESTRICTED


@functools.lru_cache(maxsize=1_000)
def _card(kind: str, name: str) -> Declared | None:
    return properties(NOUNS[kind]).get(name) if kind in NOUNS else None


def max_of(one: Sensitivity, other: Sensitivity) -> Sensitivity:
    """Return the more sensitive of two."""
    return max(one, other, key=LEVELS.index)


def place_after(cursor: str | None) -> tuple[int, int, int]:
    """Return the rank that a cursor names; before everything for none. Raises LostPlace."""
    if cursor is None:
        return (-1, 0, 0)
    try:
        way, length, place = map(int, cursor.split("."))
    except ValueError as error:
        raise LostPlace(message("that place in the results is not known; search again from the start")) from error
    return (way, length, place)


def id_start(query: str) -> str | None:
    """Return the query where it could be the beginning of an id."""
    start = query.strip()
    return start if len(start) >= SHORTEST_ID and start.isprintable() else None


def id_hit(kind: str, subject: str, start: str, seq: int) -> Hit:
    """Return the hit of a record whose id begins as asked; shorter ids and earlier records come first."""
    return Hit(kind, subject, "id", None, subject, ((0, len(start)),), (BY_ID, len(subject), seq))


def text_hit(way: int, place: int, entry_id: str, one: Findable, answers: Sequence[frozenset[str]]) -> Hit:
    """Return the hit of a text; shorter texts and earlier entries come first."""
    rank = (way, len(words(one.text)), place)
    return Hit(one.kind, one.subject, one.field, entry_id, one.text, spans(one.text, answers), rank)
