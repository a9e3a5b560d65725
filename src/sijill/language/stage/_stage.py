"""Whom a text names: states by their forces, parties by their names, and generic words where a theatre lets them."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from sijill.language.stage._beside import is_inside, is_other_word, is_unit, names_a_place
from sijill.language.stage._forms import AUTO, NONE, Mark, Sort, forms_of
from sijill.language.stage._states import state_mention
from sijill.model.phrases import Found
from sijill.model.theatres import Theatre

_PARAGRAPH, _SECTION, _LEAD = 500, 3000, 1500  # code points: how far evidence of a theatre reaches, nearest first
_YEAR = re.compile(
    r"(?:[Ii]n|[Ss]ince|[Ww]inter|[Ss]pring|[Ss]ummer|[Aa]utumn|[Yy]ear|(?:Jan|Febr)uary|March|April|May|June|July"
    r"|August|(?:Sept|Nov|Dec)ember|October|عام|العام|سنه|سنة|صيف|شتاء|ربيع|خريف)(?: of|,)? (1\d{3}|20\d\d)\b"
    r"(?! (?:people|civilians|men|women|children|soldiers|fighters|homes|families))"
)
_DIGITS = re.compile(r"[12]\d{3}")


class Stage:
    """
    The theatres that a document may speak of (DESIGN 11.5).

    ``theatre`` is ``auto``: generic words mean a shipped theatre's parties where the text speaks of it;
    ``none``: only the states of the world are named; or a theatre that the text is known to speak of.
    """

    def __init__(self, text: str, theatre: str | Theatre = AUTO) -> None:
        """Take the document; it is searched for evidence only when a generic word asks."""
        self._text = text
        self._sure = theatre not in (AUTO, NONE)
        self.forms = forms_of(theatre)

    def mentions(self, line: str, at: int = 0) -> list[Found]:
        """Return the parties that a line names, in order; ``at`` is where it stands in the document."""
        marks = self.forms.marks(line)
        if line.isupper():
            marks = [mark for mark in marks if mark.end - mark.start > 2]  # "THE TOWN IS QUIET"
        found = [Found(mark.start, mark.end, mark.of) for mark in marks if mark.sort == Sort.PARTY]
        acting: dict[int, Found] = {}
        for number, mark in enumerate(marks):
            if mark.sort in (Sort.NAME, Sort.ADJECTIVE, Sort.PEOPLE):
                doer = state_mention(line, marks, number, acting, self.forms)
                if doer is not None and not is_unit(line, doer):
                    acting[number] = doer
        sense = _Sense(self, line, at, marks, acting)
        for number, mark in enumerate(marks):
            if mark.sort == Sort.GENERIC and (slug := sense.of(number)) is not None:
                found.append(Found(mark.start, mark.end, slug))
        return sorted((*found, *acting.values()))

    @functools.cached_property
    def named(self) -> frozenset[str]:
        """The parties that the document names in full, for those whose short name follows."""
        return frozenset(mark.of for mark in self._marks if mark.sort == Sort.PARTY)

    @functools.cached_property
    def year(self) -> int:
        """The last year that the document names."""
        return _last_year(self._text)

    def speaks_of(self, theatre: Theatre, at: int) -> bool:
        """
        Test whether the document speaks of a theatre around an offset; of one that was named it does anywhere.

        The paragraph around it, the section before it, then the lead tell by what is named more.
        """
        own, foreign = self._told[theatre.name]
        for low, high in ((at - _PARAGRAPH, at + _PARAGRAPH), (at - _SECTION, at), (0, _LEAD)):
            for_it, against = _between(own, low, high), _between(foreign, low, high)
            if for_it or against or self._sure:
                return self._sure or for_it >= against
        return self._leads_to_a_place

    @functools.cached_property
    def _leads_to_a_place(self) -> bool:
        return names_a_place(self._text[:_LEAD])

    @functools.cached_property
    def _marks(self) -> list[Mark]:
        return self.forms.marks(self._text)

    @functools.cached_property
    def _told(self) -> Mapping[str, list[list[int]]]:
        """Where the document names each theatre, and where it names states that have no part in it."""
        tests = (self.forms.tells_of, self.forms.tells_against)
        return {
            theatre.name: [[mark.start for mark in self._marks if test(theatre, mark)] for test in tests]
            for theatre in self.forms.theatres
        }


class _Sense:
    """What the generic words of one line mean; its cues are gathered once, so that a long line costs no more."""

    def __init__(self, stage: Stage, line: str, at: int, marks: Sequence[Mark], acting: Mapping[int, Found]) -> None:
        self._stage, self._line, self._at, self._marks, self._acting = stage, line, at, marks, acting
        self._cues: dict[str, tuple[list[Mark], list[Mark]]] = {}

    def of(self, number: int) -> str | None:
        """Return the party that a generic word means here; None where no theatre lets it mean one."""
        word, words = self._marks[number], self._stage.forms
        if is_other_word(self._line, word) or is_unit(self._line, word) or self._belongs(number):
            return None
        for theatre in words.theatres:
            slug = words.generic[theatre.name].get(word.of)
            if (
                slug is not None
                and self._stage.year >= (theatre.since or 0)
                and ((slug in theatre.abroad and slug in self._stage.named) or self._speaks_of(theatre, word))
            ):
                return slug
        return None

    def _belongs(self, number: int) -> bool:
        """Test whether a generic word is a state's, by its name or adjective: "Sudanese rebels", الجيش اللبناني."""
        word = self._marks[number]
        for beside in (number - 1, number + 1):
            if beside in self._acting and max(self._acting[beside].start, word.start) < min(
                self._acting[beside].end, word.end
            ):
                return True
        arabic = self._line[word.start] > "\u0600"
        beside = number + 1 if arabic else number - 1
        if not 0 <= beside < len(self._marks) or self._marks[beside].sort != Sort.ADJECTIVE or beside in self._acting:
            return False
        other = self._marks[beside]
        gap = other.start - word.end if arabic else word.start - other.end
        return 0 <= gap <= 1 and other.of not in self._stage.forms.ground

    def _speaks_of(self, theatre: Theatre, word: Mark) -> bool:
        """Test whether a generic word stands where the text speaks of a theatre: the sentence decides first."""
        if theatre.name not in self._cues:
            self._cues[theatre.name] = self._gathered(theatre)
        own, foreign = (_distance(word, cues) for cues in self._cues[theatre.name])
        if own is not None or foreign is not None:
            return own is not None and (foreign is None or own <= foreign)
        told = self._year >= (theatre.since or 0)
        return told and (self._stage.speaks_of(theatre, self._at) or self._is_placed)

    def _gathered(self, theatre: Theatre) -> tuple[list[Mark], list[Mark]]:
        own, foreign = [], []
        for number, mark in enumerate(self._marks):
            if self._stage.forms.tells_of(theatre, mark):
                own.append(mark)
            elif mark.of in theatre.states:
                if mark.sort in (Sort.NAME, Sort.CITY) and is_inside(self._line, mark.start):
                    foreign.append(mark)
            elif mark.sort in (Sort.NAME, Sort.CITY) or number in self._acting:
                foreign.append(mark)
        return own, foreign

    @functools.cached_property
    def _year(self) -> int:
        return _last_year(self._line)

    @functools.cached_property
    def _is_placed(self) -> bool:
        return names_a_place(self._line)


def _last_year(text: str) -> int:
    """Return the last year that a text names; one that names none speaks of today."""
    return max((int(year) for year in _YEAR.findall(text)), default=9999) if _DIGITS.search(text) else 9999


def _distance(word: Mark, cues: Sequence[Mark]) -> int | None:
    """Return how far the nearest of some cues stands from a word; None where there is none."""
    at = bisect_left(cues, word)
    return min((max(cue.start - word.end, word.start - cue.end) for cue in cues[max(0, at - 1) : at + 1]), default=None)


def _between(places: Sequence[int], low: int, high: int) -> int:
    return bisect_left(places, high) - bisect_left(places, low)
