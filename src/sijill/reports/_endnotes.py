"""Endnotes: the works of a note after each other, told in full once and from then on by the note that tells them."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.model.custody import Cited
from sijill.reports._material import Material, SourceNote
from sijill.reports._writer import Writer
from sijill.reports.document import Block, Endnotes, Runs, Text
from sijill.values import format_date, translate


def endnotes(w: Writer, _: Material) -> Iterator[Block]:
    """Yield all notes in the order of their numbers (S0.13)."""
    if w.cited_notes:
        told = _Told(w)
        yield Endnotes(tuple(told.note(number, works) for number, works in enumerate(w.cited_notes, start=1)))


class _Told:
    """What the notes before have told: which works stand in which, and where each was told first."""

    def __init__(self, w: Writer) -> None:
        """Start before the first note."""
        self._w = w
        # By key, which names a place in a work; ``_works`` are the notes of whole works by their digest.
        self._notes: list[frozenset[str]] = []
        self._places: set[str] = set()
        self._works: dict[str, int] = {}

    def note(self, number: int, works: tuple[SourceNote, ...]) -> Runs:
        """Return the words of the next note: its works, each as short as what was told allows."""
        keys = frozenset(one.key for one in works)
        whole = self._earlier(keys)
        parts = [self._as_note(whole, number)] if whole else []
        held = self._notes[whole - 1] if whole else frozenset()
        parts += [self._work(one, number) for one in works if one.key not in held]
        self._notes.append(keys)
        for one in works:
            self._places.add(one.key)
            self._works.setdefault(one.sha256, number)
        between = Text(translate(self._w.language, "; "))
        runs = tuple(run for at, part in enumerate(parts) for run in (*((between,) if at else ()), *part))
        return runs if runs[-1].text.endswith(".") else (*runs, Text("."))

    def _earlier(self, keys: frozenset[str]) -> int:
        """Return the number of the note whose works are most of these, the last of several; 0 for none."""
        inside = [(len(told), number) for number, told in enumerate(self._notes, start=1) if told < keys]
        return max(inside, default=(0, 0))[1]

    def _as_note(self, told: int, number: int) -> Runs:
        return (
            self._w.message("Ibid.") if told == number - 1 else self._w.message("As in note {number}", number=str(told))
        )

    def _work(self, one: SourceNote, number: int) -> Runs:
        w, title = self._w, self._w.quoted(one.title)
        if not one.sha256:
            return w.message(
                "Documents that the register keeps and does not show; its keepers can trace every figure to them."
            )
        told = self._works.get(one.sha256)
        if told is None:
            return _in_full(w, one)
        if told == number - 1 and len(self._notes[-1]) == 1:
            return w.message("Ibid.") + _place(w, one)
        again = w.message("\u201c{title}\u201d, as in note {number}", title=title, number=str(told))
        return again if one.key in self._places else again + _place(w, one)


def _in_full(w: Writer, one: SourceNote) -> Runs:
    cited = one.cited or Cited()
    told = w.message("\u201c{title}\u201d, {source}", title=w.quoted(one.title), source=w.quoted(one.source))
    if cited.author is not None:
        told = w.message("{author}, {work}", author=w.quoted(cited.author), work=told)
    if one.published_on is not None:
        told += w.message(", {date}", date=format_date(one.published_on, w.language))
    told += _place(w, one)
    if one.url is not None:
        told += (Text(" "), Text(one.url, code=True))
    if cited.accessed_on is not None:
        told += w.message(". Accessed {date}", date=format_date(cited.accessed_on, w.language))
    if cited.comment is not None:
        english, _, arabic = cited.comment.partition(" | ")
        told += w.message(". {comment}", comment=w.label({"en": english, "ar": arabic or english}))
    return told


def _place(w: Writer, one: SourceNote) -> Runs:
    """Return where in a work it stands: issue and page of the print, page of the file, minute of a film."""
    cited = one.cited or Cited()
    told: Runs = ()
    if cited.issue is not None:
        told += w.message(", no. {issue}", issue=w.quoted(cited.issue))
    for page in filter(None, (one.page, cited.page)):
        told += w.message(", page {page}", page=w.quoted(page))
    if cited.minute is not None:
        told += w.message(", minute {minute}", minute=w.quoted(cited.minute))
    return told
