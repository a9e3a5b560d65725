"""Around a count: where, when, with what, by whom, and who says so."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sijill.language import Gazetteer, PlaceFound, Weapons, lexicon
from sijill.language.arabic import Normalised, Token, day_of, normalise
from sijill.model import Stance
from sijill.model.parties import Parties
from sijill.model.phrases import Found, Phrases

# After one of these a party is named for its ground or its people, not for what it did.
_NOT_THE_ACTOR = ("سيطره", "تسيطر", "عناصر", "مقاتلي", "مسلحي", "مناطق", "ضد", "عناصر من", "صفوف", "معبر")


_Placed = TypeVar("_Placed", Found, PlaceFound)


@dataclass(frozen=True, slots=True)
class SentenceContext:
    """What one sentence tells around its counts; offsets are those of the normalised text."""

    places: tuple[PlaceFound, ...] = ()
    perpetrators: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    weapon: str | None = None
    day: date | None = None
    claimant: str | None = None
    stance: Stance = Stance.ASSERT
    parties: tuple[Found, ...] = ()

    def place_of(self, at: int) -> PlaceFound | None:
        """Return the place nearest to an offset; a town is preferred to its governorate."""
        if not self.places:
            return None
        return min(
            self.places,
            key=lambda found: (found.places[0].kind == "governorate" or not found.places[0].ar, abs(found.start - at)),
        )


class Surroundings:
    """Everything named in a text, found in one pass each and handed out by sentence."""

    def __init__(self, text: Normalised, day: date | None) -> None:
        """Look up places, parties, weapons and sources; ``day`` is the text's own, that "yesterday" counts from."""
        self._text = text.text
        self._places = Gazetteer.load().find(text.text)
        self._parties = Parties.load().find(text.text)
        self._weapons = Weapons.load().find(text.text)
        self._sources = _sources().find(text.text)
        self._base = day

    def scene(self, tokens: Sequence[Token]) -> SentenceContext:
        """Return the scene of one sentence."""
        start, end = tokens[0].start, tokens[-1].end
        sentence = self._text[start:end]
        parties = _within(self._parties, start, end)
        return SentenceContext(
            places=tuple(_within(self._places, start, end)),
            perpetrators=tuple(dict.fromkeys(p.key for p in parties if self._acts(p))),
            targets=tuple(dict.fromkeys(p.key for p in parties if self._is_hit(p))),
            weapon=Weapons.load().meant(_within(self._weapons, start, end)),
            day=day_of(sentence, self._base),
            claimant=self._claimant(tokens),
            stance=_stance(sentence),
            parties=tuple(parties),
        )

    def _before(self, found: Found) -> str:
        return self._text[max(0, found.start - 18) : found.start]

    def _acts(self, party: Found) -> bool:
        return party.key != "rebels" and not any(word in self._before(party) for word in _NOT_THE_ACTOR)

    def _is_hit(self, party: Found) -> bool:
        return any(word in self._before(party) for word in ("عناصر", "مقاتلي", "مسلحي", "صفوف", "ضد"))

    def _claimant(self, tokens: Sequence[Token]) -> str | None:
        sources = _within(self._sources, tokens[0].start, tokens[-1].end)
        says = _says()
        for number, token in enumerate(tokens):
            bare = next((token.text[len(lead) :] for lead in ("", "و", "ف") if token.text.startswith(lead)), "")
            if token.text in says or bare in says or token.text.removeprefix("و") in says:
                reach = tokens[min(number + 6, len(tokens) - 1)].end
                after = [s for s in sources if token.start <= s.start < reach]
                before = [s for s in sources if 0 <= token.start - s.end <= 30]
                for source in (*after, *before):
                    return source.key
        return None


def _within(found: Sequence[_Placed], start: int, end: int) -> list[_Placed]:
    first = bisect_left(found, start, key=lambda one: one.start)
    last = bisect_left(found, end, key=lambda one: one.start)
    return list(found[first:last])


@functools.cache
def _sources() -> Phrases:
    voice = lexicon("arabic")["voice"]["sources"]
    return Phrases((form, name) for name, forms in voice.items() for form in forms)


@functools.cache
def _says() -> frozenset[str]:
    return frozenset(normalise(form).text for form in lexicon("arabic")["voice"]["says"])


@functools.cache
def _stances() -> tuple[tuple[str, Stance], ...]:
    voice = lexicon("arabic")["voice"]
    deny = [(normalise(form).text, Stance.DENY) for form in voice["deny"]]
    return tuple(deny + [(normalise(form).text, Stance.UNVERIFIED) for form in voice["unverified"]])


def _stance(sentence: str) -> Stance:
    padded = f" {sentence} "
    return next(
        (stance for form, stance in _stances() if f" {form} " in padded or f" و{form} " in padded), Stance.ASSERT
    )
