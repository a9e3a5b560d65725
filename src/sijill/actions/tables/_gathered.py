"""What one table says of one record over all its rows, and what that changes in what is held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijill.actions.statements._identified import IDENTIFIERS
from sijill.actions.tables._earlier import HeldRecord, item_of, told
from sijill.model import Statement, properties
from sijill.records import noun_of


class Gathered:
    """
    One record of a table.

    Rows that differ are rivals, all kept; a later row fills what the first left empty. Of what is held, a value that
    rests on an earlier release (``releases``, items) gives way to what this table says of its property; whatever else
    is held stays beside it.
    """

    __slots__ = ("_first", "_said", "held", "kind", "releases", "row", "subject")

    def __init__(self, kind: str, held: HeldRecord | None, releases: frozenset[str], *, row: int = 0) -> None:
        """Begin with what is held of the record, None where it is new; ``row`` is the first that speaks of it."""
        self.kind, self.held, self.releases, self.row = kind, held, releases, row
        self.subject = held.subject if held else ""
        self._first: Sequence[Statement] = ()
        self._said: dict[str, dict[str, None]] | None = None

    def take(self, made: Sequence[Statement]) -> tuple[list[Statement], tuple[str, ...]]:
        """Return which statements of a row say something new, and the properties of which an earlier row differs."""
        self.subject = made[0].subject
        if not self._first and self.held is None:
            self._first = made  # most records have one row, and need no comparing
            return list(made), ()
        said = self._all_said()
        again = bool(said)
        fresh: list[Statement] = []
        differ: list[str] = []
        for one in made:
            texts = said.setdefault(one.property, {})
            text = told(one.value)
            if text in texts:
                continue
            if again and texts and not self._is_many(one.property):
                differ.append(one.property)
            texts[text] = None
            if self.held is None or text not in self.held.values.get(one.property, ()):
                fresh.append(one)
        self._first = self._first or made
        return fresh, tuple(dict.fromkeys(differ))

    def superseded(self) -> Iterator[tuple[str, str]]:
        """Give the statements of earlier releases that this table says otherwise, each with its property."""
        for name, texts in (self._said or {}).items():
            for text, (statement, row) in self.held.values.get(name, {}).items() if self.held else ():
                if text not in texts and item_of(row) in self.releases and name != IDENTIFIERS:
                    yield statement, name

    def _all_said(self) -> dict[str, dict[str, None]]:
        if self._said is None:
            self._said = {}
            for one in self._first if self.held is None else ():
                self._said.setdefault(one.property, {})[told(one.value)] = None
        return self._said

    def _is_many(self, name: str) -> bool:
        return properties(noun_of(self.kind))[name].prop.many
