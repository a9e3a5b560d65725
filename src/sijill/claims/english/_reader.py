"""Read English sentences one after another, with the thread of the text running through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import cached_property, partial

from sijill.claims.english._doers import name_doers
from sijill.claims.english._draft import Draft
from sijill.claims.english._events import TRIGGERS, events, statements
from sijill.claims.english._scene import SentenceContext, Thread
from sijill.claims.english._where import Places
from sijill.claims.english.ground import WORDS as CONTROL_WORDS
from sijill.claims.english.ground import ControlFinder, Front, named_in
from sijill.claims.english.people import NOUNS, OF_NOUNS, OUTCOME_STATES, counts
from sijill.claims.english.people import OUTCOME_VERBS as OUTCOME_VERBS
from sijill.claims.english.speech import VERBS as VOICE_VERBS
from sijill.claims.english.speech import Attributed, CitedWork, heard, named_source, own_name, works
from sijill.language import Stage
from sijill.language.english import joined, party_mentions
from sijill.language.english.dates import Calendar, day_of
from sijill.language.english.numbers import numbers
from sijill.language.page import Sentence
from sijill.model import ClaimDate, ClaimKind, Stance, Zone

# A sentence with none of these words claims nothing, and is read for its dates only.
_WORTH = frozenset(
    {
        *OUTCOME_VERBS.words,
        *VOICE_VERBS.words,
        *CONTROL_WORDS,
        *TRIGGERS,
        *OF_NOUNS,
        *(words[0] for words in (*NOUNS, *OUTCOME_STATES)),
        "every",
    }
)
_DEADLY = frozenset({"deaths", "death", "killed", "died", "victims", "dead", "fatalities"})


class Reader:
    """Reads one document."""

    def __init__(self, text: str, doc_date: str | None, stage: Stage) -> None:
        """Take the text (for its calendar), its day when known, and whose parties it may name."""
        self._doc_date = doc_date
        self._stage = stage
        self._thread = Thread()
        self._front = Front()
        self._text = text
        self._places = Places(text, stage)
        self._last: Draft | None = None
        self._works: tuple[int, list[CitedWork]] | None = None
        self._cited: dict[str, tuple[str | None, str | None]] = {}

    @cached_property
    def _calendar(self) -> Calendar:
        return Calendar(self._text, self._doc_date)

    @cached_property
    def _own(self) -> str | None:
        return own_name(self._text)

    def claims(self, sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, list[Draft]]]:
        """Yield each sentence that claims something, with what it claims."""
        for sentence in sentences:
            drafts = self._read(sentence)
            if drafts:
                yield sentence, drafts

    def cited(self, note: str | None) -> ClaimDate | None:
        """Return the day a note is cited for, when the text has cited it."""
        spoken = self._cited.get(note) if note else None
        return ClaimDate(*spoken) if spoken else None

    def _read(self, sentence: Sentence) -> list[Draft]:
        thread = self._thread
        thread.section += bool(sentence.block.level)
        noted = sentence.zone in (Zone.REFERENCE, Zone.ENDNOTE)
        if sentence.block.note in self._cited and noted:
            self._calendar.spoken = self._cited[
                sentence.block.note
            ]  # a cited headline speaks of the day it is cited for
        dates = self._calendar.read(sentence)
        self._itemise(sentence)
        words = {t.norm for t in sentence.tokens}
        work = self._work(sentence) if sentence.zone is Zone.ENDNOTE else None
        if work is not None and work.published:
            day = None if sentence.block.note in self._cited else (work.published, work.published)
            self._calendar.spoken = _months_back(sentence, work.published) or day or self._calendar.spoken
        drafts: list[Draft] = []
        if self._worth(words, sentence):
            line, starts = joined(sentence.tokens)
            parties = party_mentions(sentence.tokens, line, starts, self._stage)
            said, open = heard(sentence.tokens, line, starts, thread.source)
            norms = [t.norm for t in sentence.tokens]
            scene = SentenceContext(
                sentence,
                sentence.tokens,
                parties,
                dates,
                said,
                self._calendar,
                thread,
                norms,
                numbers(sentence.tokens),
                line,
                starts,
                self._stage,
                open,
            )
            drafts = counts(scene)
            if not words.isdisjoint(CONTROL_WORDS):
                drafts += ControlFinder(scene, self._front).claims()
            else:
                self._front.passed.append(partial(named_in, sentence.tokens, self._stage))
            if drafts or not words.isdisjoint(TRIGGERS):
                drafts += events(scene, drafts)
            if said and sentence.zone in (Zone.BODY, Zone.TITLE):
                drafts += statements(scene, drafts, self._last)
            name_doers(scene, drafts)
            self._last = next((d for d in reversed(drafts) if d.stance is not Stance.DENY), self._last)
            self._places.settle(scene, drafts)
            for draft in drafts:
                _rest_claimant(draft, said, self._own)
                if work is not None:
                    _published_by(draft, work)
            if said and not noted:
                thread.source, thread.source_block, thread.source_section = (
                    said[-1].claimant,
                    sentence.block.start,
                    thread.section,
                )
            told = (ClaimKind.CASUALTIES, ClaimKind.DISPLACEMENT)
            first = next((d for d in drafts if d.number is not None and d.kind in told), None)
            if first is not None and first.number is not None:
                thread.counting = (str(first.kind), first.number.unit or "killed")
                thread.counting_targets, thread.counting_date = first.targets, first.date
                thread.counting_claimant = first.claimant
            actors = [p.slug for p in parties if not p.owner]
            if actors and not any(d.kind is ClaimKind.CONTROL for d in drafts):
                thread.actor = actors[0]
        if noted:
            return drafts
        self._places.move(sentence)
        self._calendar.move(dates, sentence.tokens)
        if sentence.zone is Zone.BODY and sentence.cites:
            self._thread.noted = True
            counted = [d for d in drafts if d.kind is ClaimKind.CASUALTIES]
            last = counted[-1].date if counted else None
            spoken = (last.start, last.end) if last and (last.start or last.end) else self._calendar.spoken
            if spoken:
                self._cited.update(dict.fromkeys(sentence.cites, spoken))
        return drafts

    def _itemise(self, sentence: Sentence) -> None:
        """Open a list of counts under a sentence that ends in a colon, and close it when running text goes on."""
        run = sentence.tokens
        if len(run) < 3:
            return  # "1." before a list
        last = next((t for t in reversed(run) if t.kind != "mark" or t.text == ":"), run[-1])
        if last.text == ":" and not _DEADLY.isdisjoint(t.norm for t in run):
            self._thread.itemising = ("casualties", "killed")
        elif not sentence.block.bullet and last.text != ":" and not any(t.text == ":" for t in run[:-1]):
            self._thread.itemising = None

    def _work(self, sentence: Sentence) -> CitedWork | None:
        """Return the cited work whose title the sentence is."""
        block = sentence.block
        if self._works is None or self._works[0] != block.start:
            self._works = (block.start, works(self._text, block.start, block.end, self._calendar))
        return next(
            (w for w in self._works[1] if w.start <= sentence.tokens[-1].start and sentence.tokens[0].start < w.end),
            None,
        )

    def _worth(self, words: set[str], sentence: Sentence) -> bool:
        """Test whether a sentence can claim anything: cheap, so that the rest of the page costs little."""
        opening = sentence.tokens[0].norm
        if opening in ("of", "among") or (
            opening == "the" and len(sentence.tokens) > 1 and sentence.tokens[1].norm in ("rest", "others")
        ):
            return True
        return bool(self._thread.itemising) or not words.isdisjoint(_WORTH)


def _rest_claimant(draft: Draft, said: Sequence[Attributed], own: str | None) -> None:
    """Let a claimant rest on the words that name it, or say that it runs on from before (DESIGN 11.3)."""
    if draft.claimant is None or draft.claimant in ("we", own):
        draft.claimant = None  # the document's own voice
        return
    named = [s for s in said if s.claimant == draft.claimant]
    closest = min(named, key=lambda s: abs(s.at - draft.key[0]), default=None)
    if closest is None:
        draft.inferred["claimant"] = "sentence"
    else:
        draft.spans["claimant"], draft.via = closest.named, draft.via or closest.via


def _published_by(draft: Draft, work: CitedWork) -> None:
    """Give a headline's claim its publisher, and the day it was published as the day it was said."""
    if draft.claimant is None:
        draft.claimant = named_source(work.publisher) or work.publisher
    elif work.publisher and draft.via is None:
        draft.via = work.publisher
    if work.published:
        draft.reported = ClaimDate(work.published, work.published)


def _months_back(sentence: Sentence, published: str) -> tuple[str, str] | None:
    """Read "in 63 months" or "in one week" in a headline, back from the day it was published."""
    norms, day = [t.norm for t in sentence.tokens], day_of(published)
    for before, count, unit in zip(norms, norms[1:], norms[2:], strict=False):
        led = before in ("in", "during", "over", "within")
        if led and day and unit == "week" and count in ("a", "one"):
            return (day - timedelta(days=6)).isoformat(), published
        if led and unit == "months" and count.isdecimal() and len(count) <= 3:
            month = int(published[:4]) * 12 + int(published[5:7]) - int(count)  # its own month is the last of them
            return f"{month // 12:04d}-{month % 12 + 1:02d}", published[:7]
    return None
