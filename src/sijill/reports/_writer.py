"""How the report speaks: whole messages, with figures and endnote marks standing in their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sijill.access import Redacted
from sijill.methodology import Chosen
from sijill.model.figures import Figure
from sijill.reports._material import Label, Material, PublishedValue, SourceNote
from sijill.reports._nouns import Noun, counted, in_digits
from sijill.reports.document import FigureText, Mark, Run, Runs, Text
from sijill.values import (
    CountRange,
    Language,
    SijillError,
    format_period,
    isolate,
    message,
    runs_right_to_left,
    translate,
)

_FIRST_MARKER = 0xE000  # private use: not a letter, so the catalogue neither isolates nor changes it
_MARKERS = re.compile("([\ue000-\uf8ff])")
NOT_STATED = "\u2014"


class UnknownEndnote(SijillError):
    """A record or figure cites a source that the material does not list."""


class Writer:
    """
    Writes runs in one language and keeps the two lists of the end: endnotes and figures.

    Both are numbered in the order of first mention.
    """

    def __init__(self, redacted: Redacted[Any], language: Language) -> None:
        """Start with empty lists."""
        material: Material = redacted.value
        self.language, self.withheld = language, redacted.withheld
        self._period, self.month = material.period, format_period(material.period, language)
        self.dead = Noun.CIVILIANS if material.civilians_only else Noun.PERSONS
        self._cited = material.cited
        self._sources: Mapping[str, SourceNote] = {note.key: note for note in material.sources}
        self._notes: dict[frozenset[str], tuple[int, tuple[str, ...]]] = {}
        self._figures: dict[str, tuple[str, Figure]] = {}
        self._anchors: Counter[str] = Counter()

    @property
    def when(self) -> str:
        """The time of the document as it stands in a sentence: "in May 2020", "on 5 May 2020"."""
        if self._period.start == self._period.end:
            return translate(self.language, "on {day}", day=self.month)
        if self._period.is_month or self._period.is_year:
            return translate(self.language, "in {month}", month=self.month)
        return translate(self.language, "from {period}", period=self.month)

    def message(self, message_en: str, **places: Runs | Run | str | int) -> Runs:
        """Return a whole message as runs; runs that stand at its places keep their figures and marks."""
        runs = {name: value for name, value in places.items() if not isinstance(value, str | int)}
        markers = {name: chr(_FIRST_MARKER + at) for at, name in enumerate(runs)}
        plain: dict[str, Any] = {**places, **markers}
        found = _MARKERS.split(translate(self.language, message_en, **plain))
        by_marker = {marker: runs[name] for name, marker in markers.items()}
        return tuple(run for words in found for run in _runs(by_marker.get(words, words)))

    def anchor(self, stem: str) -> str:
        """Return the next anchor of several alike: "published-1", "published-2"."""
        self._anchors[stem] += 1
        return f"{stem}-{self._anchors[stem]}"

    def label(self, label: Label) -> str:
        """Return a label in the report's language; where it has none, the English one, isolated."""
        own = label.get(self.language.value)
        return own if own else self.quoted(label["en"])

    def opening(self, label: Label) -> str:
        """Return a label that stands alone, in a cell or at the head of a line: it begins with a capital."""
        words = self.label(label)
        return words[:1].upper() + words[1:]

    def quoted(self, text: str) -> str:
        """Return words of another hand (a title, a page): kept in their own order inside the line."""
        return isolate(text) if self.language.is_rtl or runs_right_to_left(text) else text

    def listed(self, names: Sequence[str]) -> str:
        """Return names as a list in words: "A, B and C"."""
        if len(names) < 2:
            return "".join(names)
        first = translate(self.language, ", ").join(names[:-1])
        return translate(self.language, "{first} and {last}", first=first, last=names[-1])

    def counted(self, number: Figure | Chosen | PublishedValue | CountRange, noun: Noun) -> Run:
        """Return a number with its noun: "at least 44 civilians". A figure carries its id."""
        value = number.value if isinstance(number, PublishedValue) else number
        return self._linked(counted(value, noun, self.language), value)

    def number(self, number: Figure | Chosen | CountRange | None) -> Runs:
        """Return a number for a table's cell; a dash, said in words to those who hear it, where nothing is stated."""
        if number is None or (isinstance(number, Figure) and number.unstated):
            return (self.not_stated,)
        return (self._linked(in_digits(number, self.language), number),)

    @property
    def not_stated(self) -> Text:
        """A dash for what nobody stated, which is never 0."""
        return Text(NOT_STATED, spoken=translate(self.language, "not stated"))

    def cite(self, *subjects: str, notes: Iterable[str] = ()) -> Runs:
        """Return one mark for all sources that figures or records rest on, with further notes given by key."""
        return self.marks([*notes, *(key for subject in subjects for key in self._cited.get(subject, ()))])

    def marks(self, keys: Iterable[str]) -> Runs:
        """
        Return the mark of a note that tells some sources; nothing for none. Raises UnknownEndnote.

        Notes are numbered by first mention, and the same sources are one note wherever they are cited together.
        """
        cited = tuple(dict.fromkeys(keys))
        for key in cited:
            if key not in self._sources:
                raise UnknownEndnote(
                    message("the report cites the source {key}, which its material does not list; add it"),
                    key=repr(key),
                )
        if not cited:
            return ()
        number, _ = self._notes.setdefault(frozenset(cited), (len(self._notes) + 1, cited))
        return (Mark(number),)

    @property
    def cited_notes(self) -> tuple[tuple[SourceNote, ...], ...]:
        """The sources of each note so far, in the order of the numbers."""
        return tuple(tuple(self._sources[key] for key in keys) for _, keys in self._notes.values())

    @property
    def printed_figures(self) -> tuple[tuple[str, Figure], ...]:
        """The figures printed so far with their anchors, in the order of first mention."""
        return tuple(self._figures.values())

    def _linked(self, phrase: str, number: Figure | Chosen | CountRange) -> Run:
        if not isinstance(number, Figure):
            return Text(phrase)
        anchor, _ = self._figures.setdefault(number.id, (f"figure-{len(self._figures) + 1}", number))
        return FigureText(phrase, number.id, anchor)


def _runs(words: Runs | Run | str) -> Runs:
    if isinstance(words, str):
        return (Text(words),) if words else ()
    return words if isinstance(words, tuple) else (words,)
