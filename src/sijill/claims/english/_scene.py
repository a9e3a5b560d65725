"""A sentence with everything found in it, and the thread of what was said before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from sijill.claims.clauses import NOBODY, Clause, Group, Responsibility
from sijill.claims.english.speech import Attributed, Doubt, is_monitor, voice_at
from sijill.language import Gazetteer, NumberPhrase, Stage
from sijill.language.english import PartyMention
from sijill.language.english.dates import Calendar, DateMention, chosen
from sijill.language.page import Sentence, Token
from sijill.model import ClaimDate, Stance, Zone

_CLAUSE = frozenset(", ; : while but although whereas after before when because and".split())


_NEXT = 8  # code points between a sentence and the next one


@dataclass(slots=True)
class Thread:
    """What runs on from sentence to sentence: source, actor and what was counted."""

    source: str | None = None
    source_block: int = -1
    actor: str | None = None
    counting: tuple[str, str] | None = None
    itemising: tuple[str, str] | None = None
    noted: bool = False
    counting_targets: tuple[str, ...] = ()
    counting_claimant: str | None = None
    counting_date: ClaimDate = field(default_factory=ClaimDate)
    section: int = 0
    source_section: int = -1
    attack: Responsibility = NOBODY
    attack_block: int = -1
    attack_told: int = 0
    subject: Group | None = None
    subject_told: int = 0
    truce: int = -1
    opposed: set[frozenset[str]] = field(default_factory=set)

    def spoken_of(self, sentence: Sentence) -> Group | None:
        """Return the one who acts in the sentence right before, whom "they" at the head of this one means."""
        return self.subject if self.runs_on(sentence, self.subject_told) else None

    def runs_on(self, sentence: Sentence, told: int) -> bool:
        """Test whether a sentence follows at once on what was told up to an offset."""
        return 0 <= sentence.tokens[0].start - told < _NEXT


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
    stage: Stage
    open: Sequence[Doubt] = ()
    memo: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    found: dict[str, list[Clause]] = field(default_factory=dict)

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
        open = [doubt for doubt in self.open if doubt.start <= place < doubt.end]
        if said is not None:
            inner = any(doubt.inner and said.start <= doubt.start + 1 < said.end for doubt in open)
            unsure = inner and said.stance is Stance.ASSERT
            return said.claimant, Stance.UNVERIFIED if unsure else said.stance, said.verb, False
        stance = open[0].stance if open else Stance.ASSERT
        carried = self._carried() if counts else None
        return carried, stance, None, carried is not None

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
        if same and noted and not sentence.first and is_monitor(thread.source):
            return thread.source
        return None
