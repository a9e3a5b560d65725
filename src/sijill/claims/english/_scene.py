"""A sentence with everything found in it, and the thread of what was said before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sijill.claims.english.speech import Attributed, doubted, is_monitor, voice_at
from sijill.language import Gazetteer, NumberPhrase
from sijill.language.english import PartyMention
from sijill.language.english.dates import Calendar, DateMention, chosen
from sijill.language.page import Sentence, Token
from sijill.model import ClaimDate, Stance, Zone

_CLAUSE = frozenset(", ; : while but although whereas after before when because and".split())


class Names(Protocol):
    """A sentence that can say which ground it names."""

    def names(self) -> list[str]:
        """Return the names in order."""


@dataclass(slots=True)
class Thread:
    """What runs on from sentence to sentence: source, actor, opponent, place and what was counted."""

    source: str | None = None
    source_block: int = -1
    actor: str | None = None
    opponent: str | None = None
    ground: str | None = None
    captor: str | None = None
    attacked: str | None = None
    before: list[Names] = field(default_factory=list)
    place: str | None = None
    counting: tuple[str, str] | None = None
    itemising: tuple[str, str] | None = None
    noted: bool = False
    own: str | None = None
    counting_targets: tuple[str, ...] = ()
    counting_claimant: str | None = None
    counting_date: ClaimDate = field(default_factory=ClaimDate)
    section: int = 0
    source_section: int = -1
    actors: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """One sentence as the finders see it."""

    sentence: Sentence
    run: tuple[Token, ...]
    parties: Sequence[PartyMention]
    dates: Sequence[DateMention]
    said: Sequence[Attributed]
    calendar: Calendar
    thread: Thread
    norms: list[str]
    numbers: Sequence[NumberPhrase]
    line: str
    starts: Sequence[int]
    memo: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def places(self) -> list[tuple[int, int]]:
        """Return the token spans of the gazetteer's places in the sentence."""
        if "places" not in self.memo:
            self.memo["places"] = [
                (first, bisect_right(self.starts, max(found.end - 1, 0)))
                for found in Gazetteer.load().find(self.line)
                if self.run[first := bisect_right(self.starts, found.start) - 1].capital
            ]
        return self.memo["places"]

    def clause(self, place: int) -> tuple[int, int]:
        """Return the token span of the clause around a token."""
        low, high = place, place + 1
        while low > 0 and self.run[low - 1].norm not in _CLAUSE:
            low -= 1
        while high < len(self.run) and self.run[high].norm not in _CLAUSE:
            high += 1
        return low, high

    def date(self, place: int) -> ClaimDate:
        """Return the date of what is said at a token."""
        return chosen(self.dates, place, self.clause(place), self.calendar, self.run)

    def voice(
        self, place: int, start: int, end: int, *, counts: bool = False
    ) -> tuple[str | None, Stance, str | None, bool]:
        """
        Return claimant, stance, verb, and whether the claimant runs on from before.

        The figures of a source that counts run on further than other words do (gold rule 7).
        """
        said = voice_at(self.said, place)
        if said is not None:
            stance = (
                Stance.UNVERIFIED
                if any(t.norm in ("may", "might", "allegedly", "alleged") for t in self.run[start:end])
                else said.stance
            )
            return said.claimant, stance if said.stance is Stance.ASSERT else said.stance, said.verb, False
        carried = self._carried() if counts else None
        doubt = doubted(self.run, start, end)
        if carried is not None:
            return carried, Stance.UNVERIFIED if doubt else Stance.ASSERT, None, True
        return None, Stance.UNVERIFIED if doubt else Stance.ASSERT, None, False

    def _carried(self) -> str | None:
        """Return the source that plainly goes on (gold rule 7)."""
        thread, sentence = self.thread, self.sentence
        if thread.source is None or sentence.zone not in (Zone.BODY, Zone.TITLE, Zone.CAPTION) or self.said:
            return None
        opening = " ".join(t.norm for t in self.run[:3])
        same = thread.source_block == sentence.block.start
        if same and opening.startswith(
            (
                "of these",
                "of those",
                "in addition",
                "among ",
                "the rest",
                "it also",
                "they also",
                "this means",
                "of them",
            )
        ):
            return thread.source
        noted = thread.noted and not sentence.cites
        if is_monitor(thread.source) and noted and thread.source_section == thread.section:
            return thread.source
        if same and not sentence.first and not sentence.cites and is_monitor(thread.source):
            return thread.source
        return None
