"""Where and when an Arabic text says a thing happened: its sentence, its paragraph, or its page (DESIGN 11.3)."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sijill.claims._happened import governorate_of, happened_at, heads
from sijill.language import PlaceFound, PlaceMention, lexicon, place_words
from sijill.language.arabic import (
    DayMention,
    Normalised,
    Token,
    arabic_places,
    names_of_places,
    normalise,
    page_period,
    read_days,
)
from sijill.model import ClaimDate
from sijill.model.slots import Slot

_PARAGRAPH = 800
_SENTENCES = 3
_SECTION = 8


@functools.cache
def _going_on() -> frozenset[str]:
    return frozenset(normalise(form).text for form in lexicon("arabic")["when"]["words"]["goes_on"])


@functools.cache
def _parting() -> frozenset[str]:
    return frozenset(normalise(form).text for form in place_words("arabic", "goes_apart"))


class Located(NamedTuple):
    """A place as written, the governorate it lies in, what it rests on, and the rule that gave it."""

    words: str | None = None
    governorate: str | None = None
    slot: Slot | None = None
    rule: str = ""


class Settings:
    """
    The days and places of one text, found in one pass and handed out by sentence.

    A count takes the day and place of its sentence, else those of an earlier sentence of its paragraph (or of the
    one before, where the sentence opens with "as well" or "where"); else the day of the page (or its month or year)
    and the one place of the title, until the text names others. What stands behind the story (links to other
    stories) takes none from the page, and a sentence that names another place inherits none.
    """

    def __init__(
        self,
        text: Normalised,
        sentences: Sequence[Sequence[Token]],
        places: Sequence[PlaceFound],
        page: date | None,
        in_story: Callable[[int], bool],
    ) -> None:
        """
        Read the days; ``places`` are the gazetteer's finds, ``page`` is the day of the text.

        ``in_story`` tells whether an offset stands in its story.
        """
        self._text, self._page, self._in_story, self._sentences = text, page, in_story, sentences
        self._days = read_days(text.text, page)
        self._period = page.isoformat() if page else page_period(text.text)
        self._known = {found.start: found for found in places}
        self._named = {name for tokens in sentences for name in names_of_places(tokens)}
        self._read: dict[int, list[PlaceMention]] = {}

    def place(self, at: int, tokens: Sequence[Token], counts: Sequence[int]) -> Located:
        """Return the place of what is counted at a token of a sentence, as written, and what it rests on."""
        mentions = self._mentions(tokens)
        segments = [place for place, token in enumerate(tokens) if token.text in _parting()]
        if found := happened_at(mentions, at, segments, counts):
            start, end = self._text.span(tokens[found.start].start + found.cut, tokens[found.end - 1].end)
            words = self._text.original[start:end]
            return Located(words, governorate_of(mentions, found), Slot("place", words, start, end), found.case)
        for told, carried, source in self._before(tokens) if all(m.case == "elsewhere" for m in mentions) else ():
            start, end = self._text.span(told[carried.start].start + carried.cut, told[carried.end - 1].end)
            where = governorate_of(self._mentions(told), carried)
            return Located(self._text.original[start:end], where, Slot("place", inferred_from=source), source)
        return Located()

    def _before(self, tokens: Sequence[Token]) -> Iterator[tuple[Sequence[Token], PlaceMention, str]]:
        """Yield the one place an earlier sentence of the paragraph is about, then that of the title."""
        here = bisect_left(self._sentences, tokens[0].start, key=lambda one: one[0].start)
        for back in range(here - 1, max(-1, here - 1 - _SENTENCES), -1):
            told = self._sentences[back]
            if not self._goes_on(told[-1].end, tokens[0].start):
                break
            mentions = self._mentions(told)
            located = list(heads(mentions))
            hit = [one for one in located if one.case == "object"]
            if len(located) == 1 or len(hit) == 1:
                yield told, (hit or located)[0], "sentence"
            if mentions:
                break
        title = self._sentences[0]
        named = list(heads(self._mentions(title)))
        between = (
            one for told in self._sentences[max(1, here - _SECTION) : here] for one in heads(self._mentions(told))
        )
        if len(named) == 1 and title is not tokens and self._in_story(tokens[0].start) and not any(between):
            yield title, named[0], "title"

    def _mentions(self, tokens: Sequence[Token]) -> list[PlaceMention]:
        if tokens[0].start not in self._read:
            self._read[tokens[0].start] = arabic_places(tokens, self._known, self._named)
        return self._read[tokens[0].start]

    def day(self, at: int, start: int, end: int) -> tuple[ClaimDate, Slot | None]:
        """Return the day of what is said at an offset of the sentence from start to end, and what it rests on."""
        low, high = (bisect_left(self._days, edge, key=lambda one: one.start) for edge in (start, end))
        own = [self._stepped(place) for place in range(low, high)]
        before = [one for one in own if one is not None and one.start < at]
        after = [one for one in own if one is not None and one.start >= at]
        chosen = before[-1] if before else after[0] if after else None
        if chosen is not None:
            first, last = self._text.span(chosen.start, chosen.end)
            slot = Slot("day", self._text.original[first:last], first, last)
            return ClaimDate(chosen.first, chosen.last), slot
        told = self._stepped(low - 1) if low else None
        if told is not None and start - told.end < _PARAGRAPH and self._goes_on(told.end, start):
            return ClaimDate(told.first, told.last), Slot("day", inferred_from="sentence")
        if self._period is not None and self._in_story(at):
            return ClaimDate(self._period, self._period), Slot("day", inferred_from="document_day")
        return ClaimDate(), None

    def _goes_on(self, told: int, start: int) -> bool:
        """Test whether a sentence stands in the paragraph of what was told, or opens with a word that goes on."""
        opening = self._text.text[start : start + 12].split()
        return "\n\n" not in self._text.text[told:start] or bool(opening and opening[0] in _going_on())

    def _stepped(self, place: int) -> DayMention | None:
        """Return a mention with its day: "the next day" counts from the last single day told of before."""
        one = self._days[place]
        if one.step is None:
            return one
        told = next((day for back in self._days[max(0, place - 3) : place][::-1] if (day := back.day)), self._page)
        if told is None:
            return None
        stepped = (told + timedelta(days=one.step)).isoformat()
        return DayMention(one.start, one.end, stepped, stepped, False)
