"""Read English sentences one after another, with the thread of the text running through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from sijill.claims.english._draft import Draft
from sijill.claims.english._events import TRIGGERS, events, statements
from sijill.claims.english._scene import SentenceContext, Thread
from sijill.claims.english._settings import governorate_of
from sijill.claims.english.ground import VERBS as CONTROL_VERBS
from sijill.claims.english.ground import ControlFinder
from sijill.claims.english.people import NOUNS, OUTCOME_STATES, counts
from sijill.claims.english.people import OUTCOME_VERBS as OUTCOME_VERBS
from sijill.claims.english.speech import VERBS as VOICE_VERBS
from sijill.claims.english.speech import CitedWork, find_attributions, named_source, own_name, works
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
        *CONTROL_VERBS.words,
        *TRIGGERS,
        *(words[0] for words in (*NOUNS, *OUTCOME_STATES)),
        "control",
        "every",
    }
)


class Reader:
    """Reads one document."""

    def __init__(self, text: str, doc_date: str | None = None) -> None:
        """Take the text (for its calendar) and its day when known."""
        self._calendar = Calendar(text, doc_date)
        self._thread = Thread()
        self._text = text
        self._last: Draft | None = None
        self._thread.own = own_name(text)
        self._works: tuple[int, list[CitedWork]] | None = None
        self._cited: dict[str, tuple[str | None, str | None]] = {}

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
        if sentence.block.level:
            thread.section += 1
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
            back = _months_back(sentence, work.published)
            if back is not None:
                self._calendar.spoken = back
            elif sentence.block.note not in self._cited:
                self._calendar.spoken = (work.published, work.published)
        drafts: list[Draft] = []
        if self._worth(words, sentence):
            line, starts = joined(sentence.tokens)
            parties = party_mentions(sentence.tokens, line, starts)
            said = find_attributions(sentence.tokens, thread.source)
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
            )
            drafts = counts(scene)
            if words & CONTROL_VERBS.words or "control" in words:
                drafts += ControlFinder(scene).claims()
            if words & TRIGGERS:
                drafts += events(scene, drafts)
            if said and sentence.zone in (Zone.BODY, Zone.TITLE):
                drafts += statements(scene, drafts, self._last)
            self._last = next((d for d in reversed(drafts) if d.stance is not Stance.DENY), self._last)
            for draft in drafts:
                if draft.place and not draft.governorate:
                    draft.governorate = governorate_of(draft.place)
                    draft.governorate_computed = draft.governorate is not None
            for draft in drafts:
                if draft.claimant is not None and draft.claimant in ("We", "we", "our", thread.own):
                    draft.claimant = None  # the document's own voice
            if work is not None:
                for draft in drafts:
                    _published_by(draft, work)
            if said and not noted:
                thread.source, thread.source_block, thread.source_section = (
                    said[-1].claimant,
                    sentence.block.start,
                    thread.section,
                )
            counted = [
                d for d in drafts if d.number is not None and d.kind in (ClaimKind.CASUALTIES, ClaimKind.DISPLACEMENT)
            ]
            if counted and counted[-1].number is not None:
                thread.counting = (
                    (str(counted[0].kind), counted[0].number.unit or "killed") if counted[0].number else None
                )
                thread.counting_targets = counted[0].targets
                thread.counting_claimant, thread.counting_date = counted[0].claimant, counted[0].date
            actors = [p.slug for p in parties if not p.owner]
            thread.actors = [*thread.actors[-12:], *actors, *(p.slug for p in parties if p.owner)]
            if actors and not any(d.kind is ClaimKind.CONTROL for d in drafts):
                thread.actor = actors[0]
        if noted:
            return drafts
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
        if last.text == ":" and (
            deadly := {"deaths", "death", "killed", "died", "victims", "dead", "fatalities"} & {t.norm for t in run}
        ):
            self._thread.itemising = ("casualties", "killed") if deadly else None
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
    run = sentence.tokens
    day = day_of(published)
    for place in range(1, len(run) - 1):
        if (
            day
            and run[place].norm in ("a", "one")
            and run[place + 1].norm == "week"
            and run[place - 1].norm in ("in", "during", "within")
        ):
            return (day - timedelta(days=6)).isoformat(), published
        if (
            run[place].kind == "number"
            and run[place].text.isdigit()
            and len(run[place].text) <= 3
            and run[place + 1].norm == "months"
            and run[place - 1].norm in ("in", "during", "over")
        ):
            month = int(published[:4]) * 12 + int(published[5:7]) - 1 - int(run[place].text)
            return f"{month // 12:04d}-{month % 12 + 1:02d}", published[:7]
    return None
