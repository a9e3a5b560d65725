"""Where and when an English claim plays: in its sentence, or by rule from what stands before it (DESIGN 11.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sijill.claims._happened import governorate_of, happened_at, heads
from sijill.claims.english._draft import Draft
from sijill.claims.english._scene import SentenceContext
from sijill.language import Gazetteer, PlaceMention, Stage, place_words
from sijill.language.english import joined, party_mentions, place_mentions
from sijill.language.page import Sentence, Token, norm_at, sentences
from sijill.model import ClaimKind, Zone

_NAMED = re.compile(r"^(?:subject|title):[ \t]*(.{1,300})$", re.MULTILINE)
_PARTS = frozenset({";", "while", "whereas", "meanwhile", "but"})
_ALIKE = (
    frozenset({"base", "airbase", "airport"}),
    frozenset({"village", "town", "city", "suburb", "neighborhood", "neighbourhood", "district", "quarter"}),
)
_OF_ITS_OWN = frozenset({Zone.BODY, Zone.TITLE, Zone.FRONTMATTER, Zone.TIMELINE, Zone.CAPTION})
_GOAL = frozenset("to toward towards into between via".split())
_BACK = 4
_SECTION = 8


@dataclass(slots=True)
class _Told:
    """A sentence and the places it names, found when they are asked for."""

    sentence: Sentence
    stage: Stage
    scene: SentenceContext | None = None
    places: list[PlaceMention] | None = None

    def mentions(self) -> list[PlaceMention]:
        if self.places is None:
            run, scene = self.sentence.tokens, self.scene
            line, starts = joined(run) if scene is None else (scene.line, scene.starts)
            parties = party_mentions(run, line, starts, self.stage) if scene is None else scene.parties
            self.places, self.scene = place_mentions(run, line, starts, parties), None
        return self.places


@dataclass(slots=True)
class Places:
    """
    The places of one document, as its sentences go by.

    A claim takes the place its sentence gives it; else the one the sentence before it in the paragraph was about,
    unless a new date opens a new event; else the one in the heading of its section; else the one in the title.
    """

    text: str
    stage: Stage
    _title: _Told | None = None
    _heading: _Told | None = None
    _paragraph: list[_Told] = field(default_factory=list)
    _section: list[_Told] = field(default_factory=list)
    _block: int = -1
    _begun: bool = False

    def move(self, sentence: Sentence) -> None:
        """Take a sentence as read."""
        if not self._begun and sentence.zone not in (Zone.CAPTION, Zone.LINK):
            named = _NAMED.search(self.text[:4_000]) if self.text.startswith("---") else None
            titled = next(iter(sentences(named[1])), None) if named else sentence
            self._begun, self._title = True, _Told(titled, self.stage) if titled else None
        if sentence.block.level:
            self._heading, self._paragraph, self._section = _Told(sentence, self.stage), [], []
        elif sentence.zone in _OF_ITS_OWN:
            if sentence.block.start != self._block:
                self._block, self._paragraph = sentence.block.start, []
            if not self._paragraph or self._paragraph[-1].sentence is not sentence:
                self._paragraph = [*self._paragraph[-_BACK:], _Told(sentence, self.stage)]
                self._section = [*self._section[-_SECTION:], self._paragraph[-1]]

    def settle(self, scene: SentenceContext, drafts: Sequence[Draft]) -> None:
        """Give the claims of a sentence their places and say what place and day rest on."""
        self.move(scene.sentence)
        if not drafts:
            return
        here = _Told(scene.sentence, scene.stage, scene)
        if self._paragraph and self._paragraph[-1].sentence is scene.sentence:
            self._paragraph[-1] = self._section[-1] = here
        segments = [
            place
            for place, word in enumerate(scene.norms)
            if word in _PARTS and not norm_at(scene.run, place + 1).endswith("ing")
        ]
        counts = sorted({draft.key[0] for draft in drafts})
        for draft in drafts:
            _rest_day(scene, draft)
            if draft.kind is ClaimKind.CONTROL:
                known = PlaceMention(0, 0, "bare", Gazetteer.load().resolve(draft.place)) if draft.place else None
                _resolve(draft, governorate_of([known], known) if known else None)
                continue
            if draft.kind is ClaimKind.STATEMENT:
                continue
            found = happened_at(here.mentions(), draft.key[0], segments, counts)
            told, source = here, ""
            if found is None or found.back:
                told, found, source = self._from_before(here, found, scene, draft.kind is ClaimKind.ATTACK)
            if found is not None:
                draft.place = _as_written(told.sentence.tokens, found)
                _resolve(draft, governorate_of(told.mentions(), found))
                if source:
                    draft.inferred["place"] = source
                else:
                    draft.spans["place"] = (found.start, found.end)
                draft.rules.append(f"place:{source or found.case}")

    def _from_before(
        self, here: _Told, back: PlaceMention | None, scene: SentenceContext, fresh: bool
    ) -> tuple[_Told, PlaceMention | None, str]:
        """Return the place that "the town" goes back to, or that runs on where a sentence names none."""
        if back is not None:
            earlier = [one for one in here.mentions() if one.start < back.start and not one.back]
            for one in reversed(earlier):
                if _suits(here.sentence.tokens, one, back.back):
                    return here, one, ""
        if scene.sentence.zone not in _OF_ITS_OWN:
            return here, None, ""
        if back is not None:
            for told in (*self._section[::-1], self._heading, self._title):
                if told is not None and told is not here:
                    suiting = [m for m in told.mentions() if not m.back and _suits(told.sentence.tokens, m, back.back)]
                    if suiting:
                        return told, suiting[-1], "sentence"
            return here, None, ""
        if any(one.case == "bare" or norm_at(scene.run, one.start - 1) in _GOAL for one in here.mentions()):
            return here, None, ""
        fresh = fresh or (bool(scene.dates) and scene.dates[0].start <= 2 and scene.dates[0].role == "at")
        return self._carried(here, fresh)

    def _carried(self, here: _Told, fresh: bool) -> tuple[_Told, PlaceMention | None, str]:
        """
        Return what an earlier sentence of the paragraph, the heading or the title is about, if it is one place.

        A ``fresh`` event (an attack, a new day) takes none from the sentences before.
        """
        for told in [] if fresh else self._paragraph[::-1]:
            located = [one for one in heads(told.mentions()) if not one.back and _is_named(told, one)]
            if told is here:
                continue
            if not located and any(_is_named(told, one) for one in told.mentions()):
                break
            if not located:
                continue
            hit = [one for one in located if one.case == "object"]
            if len(located) == 1 or len(hit) == 1:
                return told, (hit or located)[0], "sentence"
            break
        for above, source in ((self._heading, "section"), (self._title, "title")):
            if above is None or above is here or (source == "section" and self._tells_of_places(here)):
                continue
            named = [one for one in above.mentions() if one.case != "elsewhere" and _is_named(above, one)]
            if not _is_title(above.sentence):  # "The siege of X was ..." opens what has no heading
                named = [one for one in named if one.start <= _BACK and _is_of_an_act(above.sentence.tokens, one)]
            named = list(heads(named)) or named
            if len(named) == 1:
                return above, named[0], source
            if named:
                break
        return here, None, ""

    def _tells_of_places(self, here: _Told) -> bool:
        """Test whether the section has told of places of its own: its heading is then too wide for what follows."""
        before = (told for told in self._section if told is not here)
        return any(_is_named(told, one) for told in before for one in heads(told.mentions()))


def _is_title(sentence: Sentence) -> bool:
    """Test whether the first sentence of a document is its title."""
    return bool(sentence.block.level) or sentence.zone is Zone.TITLE or sentence.tokens[-1].text not in ".!?…"


def _is_of_an_act(run: Sequence[Token], one: PlaceMention) -> bool:
    """Test whether a place is part of the name of what happened: "the siege of X", "the X offensive"."""
    return norm_at(run, one.end) in place_words("english", "acts") or norm_at(run, one.start - 1) in ("of", "for")


def _is_named(told: _Told, one: PlaceMention) -> bool:
    """Test whether a place is more than "the centre of the town"."""
    return bool(one.places) or any(token.capital for token in told.sentence.tokens[one.start : one.end])


def _suits(run: Sequence[Token], one: PlaceMention, back: str | None) -> bool:
    """Test whether a noun ("the base") can go back to a place: to one of its kind, or to one of no stated kind."""
    kinds = {run[place].norm for place in range(one.start, one.end)}
    alike = next((group for group in _ALIKE if back in group), frozenset({back or ""}))
    if back == "area" or alike & kinds:
        return True
    named = {entry.kind for entry in one.places}
    return alike is _ALIKE[1] and bool(named & {"city", "town", "village", "quarter"} or not (named or one.broad))


def _as_written(run: Sequence[Token], one: PlaceMention) -> str:
    parts = [(" " if token.spaced else "") + token.text for token in run[one.start : one.end]]
    return "".join(parts).strip().removesuffix("'s").removesuffix("’s")


def _resolve(draft: Draft, governorate: str | None) -> None:
    if governorate and not draft.governorate:
        draft.governorate, draft.governorate_computed = governorate, True


def _rest_day(scene: SentenceContext, draft: Draft) -> None:
    """Say which words give the day, or where it was taken from."""
    day = (draft.date.start, draft.date.end)
    said = [one for one in scene.dates if (one.first, one.last) == day]
    if said:
        nearest = min(said, key=lambda one: abs(one.start - draft.key[0]))
        draft.spans["day"] = (nearest.start, nearest.end)
    elif any(day):
        today = scene.calendar.today.isoformat() if scene.calendar.today else None
        titled = "section" if scene.calendar.titled else "sentence"
        whole = "title" if day == scene.calendar.window else titled
        draft.inferred["day"] = "document_day" if day == (today, today) else whole
