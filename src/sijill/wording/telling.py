"""A record told in one sentence in both languages: who took a place, who moved, what was agreed, damaged, counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sijill.model import Incident, Tally
from sijill.model.parties import Parties
from sijill.model.territory import (
    Agreement,
    AttemptOutcome,
    Control,
    ControlState,
    Counting,
    Damage,
    DatedCount,
    Holding,
    Movement,
    MovementKind,
    Overlay,
    Stage,
    StageKind,
)
from sijill.values import (
    CountRange,
    Language,
    format_count,
    format_date,
    message,
    translate,
    translate_n,
)
from sijill.wording._codes import label
from sijill.wording._responsible import together
from sijill.wording.chronicle import day_of
from sijill.wording.ground import (
    FOR_HOURS,
    MOVED_SO_FAR,
    extent_words,
    ground_words,
    holding_in_words,
    named,
    own,
    together_named,
)

Names = Callable[[str, Language], str]
"""Gives the name of a place or a record in a language."""

_EVENTS: Mapping[str, str] = {
    "captured": message("{by} took {place}"),
    "recaptured": message("{by} took {place} back"),
    "withdrew": message("{against} left {place}"),
    "held": message("{by} held {place}"),
    "advanced": message("{by} advanced in {place}"),
    "surrounded": message("{by} surrounded {place}"),
    "siege_lifted": message("the siege of {place} was lifted by {by}"),
    "supply_cut": message("{by} cut the supply of {place}"),
    "handover": message("{against} handed {place} over to {by}"),
    "contested": message("{place} was fought over by {by} and {against}"),
}
_ATTEMPTS: Mapping[AttemptOutcome, str] = {
    AttemptOutcome.REPELLED: message("an attack by {by} on {place} was repelled"),
    AttemptOutcome.FAILED: message("an attack by {by} on {place} failed"),
    AttemptOutcome.GAINED: message("{by} attacked {place} and gained ground"),
    AttemptOutcome.NOT_STATED: message("{by} attacked {place}; how it ended is not stated"),
}
_STATES: Mapping[ControlState, str] = {
    ControlState.HELD: message("{place} was held by {parties}"),
    ControlState.CONTESTED: message("{place} was contested between {parties}"),
    ControlState.ENTERED: message("{by} entered {place}"),
    ControlState.SPLIT: message("{place} was divided between {parties}"),
    ControlState.PARTLY_HELD: message("{place} was held in part by {parties}"),
    ControlState.PARTLY_ABANDONED: message("{place} was abandoned in part by {against}"),
    ControlState.ABANDONED: message("{place} was abandoned by {against}"),
    ControlState.CONCEDED_ONLY: message("{place} was given up in words; that it was taken is not stated"),
    ControlState.HANDED_OVER: message("{place} was handed over to {parties}"),
    ControlState.CLAIMED_ONLY: message("{parties} claimed {place}"),
    ControlState.UNKNOWN: message("who held {place} is not known"),
}
_BETWEEN: Mapping[ControlState, str] = {
    ControlState.CONTESTED: message("{place} was contested"),
    ControlState.SPLIT: message("{place} was divided"),
}
"""What is said of a place that lies between two where none of them is named."""
_OVERLAYS: Mapping[Overlay, str] = {
    Overlay.ENCIRCLED: message("{place} was encircled"),
    Overlay.BESIEGED: message("{place} was under siege"),
    Overlay.FIRE_CONTROL: message("{place} was under fire, which is not the same as lost"),
}
_STAGES: Mapping[StageKind, str] = {
    StageKind.PROPOSED: message("{agreement} was proposed"),
    StageKind.AGREED: message("{agreement} was agreed"),
    StageKind.TOOK_EFFECT: message("{agreement} took effect"),
    StageKind.EXTENDED: message("{agreement} was extended"),
    StageKind.AT_RISK: message("{agreement} was at risk"),
    StageKind.SUSPENDED: message("{agreement} was suspended"),
    StageKind.RESUMED: message("{agreement} was resumed"),
    StageKind.BROKEN: message("{agreement} was broken"),
    StageKind.REJECTED: message("{agreement} was rejected"),
    StageKind.ENDED: message("{agreement} ended"),
}
_MOVED: Mapping[MovementKind, str] = {
    MovementKind.EVACUATION: message("evacuated: {people}"),
    MovementKind.FLIGHT: message("fled: {people}"),
    MovementKind.SURRENDER: message("surrendered: {people}"),
    MovementKind.RETURN: message("returned: {people}"),
    MovementKind.CONVOY: message("moved in a convoy: {people}"),
}
_WORDS_ALONE = (ControlState.CONCEDED_ONLY, ControlState.CLAIMED_ONLY)
"""States that nobody but one side tells: an event of theirs is told as their words."""
_IN_PART = (ControlState.CONTESTED, ControlState.PARTLY_HELD, ControlState.SPLIT, ControlState.ENTERED)
_TAKEN = ("captured", "recaptured")
_PARTS = {
    "children": message("children among them: {n}"),
    "women": message("women among them: {n}"),
    "wounded": message("wounded among them: {n}"),
    "fighters": message("fighters among them: {n}"),
}


@dataclass(frozen=True, slots=True)
class Teller:
    """
    Tells records in one language.

    ``place`` names places, ``parties`` is the tree that parties stand in, ``voice`` gives the full name of a source.
    """

    language: Language
    place: Names
    parties: Parties | None = None
    voice: Callable[[str], str] = str

    def tell(self, noun: Any, *, dated: bool = False, said_by: str | None = None) -> str:
        """
        Return one sentence on a noun, ending with a full stop; the words of others isolated.

        ``dated`` adds since when, until when or on which day; a chronicle has these beside the sentence.
        ``said_by`` is who says it of a noun that does not name its speaker.
        """
        return self._sentence([*self._parts(noun), *self._says(said_by), *(self._dates(noun) if dated else ())])

    def tell_stage(self, agreement: Agreement, stage: Stage) -> str:
        """Return one sentence on a step of an agreement by one account."""
        told = [self._say(_STAGES[stage.kind], agreement=self.own(agreement.title or ""))]
        told += [self._say(message("by {parties}"), parties=self.party_names(stage.by))] if stage.by else []
        told += [translate_n(self.language, *FOR_HOURS, stage.hours)] if stage.hours is not None else []
        told += [self._say(message("at {place}"), place=self._place(stage.place))] if stage.place else []
        told += [self.own(stage.says)] if stage.says else []
        return self._sentence([*told, *self._says(stage.said_by)])

    def party_names(self, parties: Iterable[str]) -> str:
        """Return the names of parties, one after the other; who is no party of the tree by the words given."""
        return together_named(parties, self.language, self.parties)

    def source(self, source: str) -> str:
        """Return what a source is called: a party by its name, another by the words given."""
        return named(self.voice(source), self.language, self.parties)

    def own(self, text: str) -> str:
        """Return "English | Arabic" in this language; words that run the other way are isolated."""
        return own(text, self.language)

    # -- each noun as parts of a sentence

    def _parts(self, noun: Any) -> Iterable[str]:
        match noun:
            case Control():
                return self._control(noun)
            case Movement():
                return self._movement(noun)
            case Agreement():
                return self._agreement(noun)
            case Damage():
                return self._damage(noun)
            case DatedCount():
                return self._dated_count(noun)
            case Incident() | Tally():
                return self._counted(noun)
            case _:
                return [self.own(str(getattr(noun, "title", "") or ""))]

    def _dates(self, noun: Any) -> Iterable[str]:
        # What was tried, moved or counted is of a day; a state lasts.
        on_a_day = not isinstance(noun, Control) or (noun.state is None and noun.outcome is not None)
        when = day_of(noun) if isinstance(noun, (Control, Movement, DatedCount)) else None
        for words, day in (
            (message("on {day}") if on_a_day else message("since {day}"), when),
            (message("until {day}"), getattr(noun, "valid_to", None)),
            (message("told on {day}"), getattr(noun, "said_on", None)),
        ):
            if day is not None:
                yield self._say(words, day=format_date(day, self.language))

    def _control(self, noun: Control) -> list[str]:
        place = self._place(noun.place) if noun.place else translate(self.language, "a place that is not named")
        parties = [one.party for one in noun.holders] or [one for one in (noun.party,) if one]
        actor = noun.by or noun.party or (parties[0] if parties else None)
        places = {
            "place": place,
            "by": self._party(actor),
            "against": self._party(noun.against),
            "parties": self.party_names(parties) or self._party(actor),
        }
        if noun.outcome is not None:
            told = [self._say(_ATTEMPTS[noun.outcome], **places)]
        elif noun.state in _WORDS_ALONE:
            told = [self._say(_STATES[noun.state], **places)]
        elif noun.state in _IN_PART and noun.event in _TAKEN and actor:
            told = [self._say(message("{by} took ground in {place}"), **places)]
        elif noun.event and (actor or noun.event == "withdrew"):
            told = [self._say(_EVENTS[noun.event], **places)]
        elif noun.state is not None:
            fewer = None if parties else _BETWEEN.get(noun.state)
            told = [self._say(fewer or _STATES[noun.state], **places)]
        else:
            told = []
        told += [self._say(_OVERLAYS[one], **places) for one in noun.overlays]
        told += [self._share(noun, one) for one in noun.holders if one.extent is not None]
        if noun.extent and not noun.holders:
            told.append(self._say(message("how much: {extent}"), extent=extent_words(noun.extent, self.language)))
        return [*(told or [place]), *self._says(noun.said_by)]

    def _share(self, noun: Control, holding: Holding) -> str:
        held = holding_in_words(holding, self.language, self.parties)
        if noun.denominator is None or (holding.extent and (holding.extent.unit == "km2" or holding.extent.word)):
            return held
        return self._say(message("{share} of {whole}"), share=held, whole=self._place(noun.denominator))

    def _movement(self, noun: Movement) -> list[str]:
        told = [self.own(noun.title)] if noun.title else []
        told += [self._say(message("convoy {n}"), n=self.own(noun.convoy))] if noun.convoy else []
        if noun.people is not None and noun.counting in (Counting.REMAINING, Counting.PLANNED):
            counted = self._code(noun.counting)
            told.append(self._say(message("{counted}: {people}"), counted=counted, people=self._number(noun.people)))
        elif noun.people is not None:
            people = self._number(noun.people)
            told.append(self._say(_MOVED[noun.kind] if noun.kind else message("people: {people}"), people=people))
            told += [self._code(noun.counting)] if noun.counting else []
        elif noun.kind and not told:
            told.append(self._code(noun.kind))
        told += [
            self._say(words, n=self._number(value))
            for name, words in _PARTS.items()
            if (value := getattr(noun, name)) is not None
        ]
        told += [self._say(message("from {place}"), place=self._place(noun.from_place))] if noun.from_place else []
        told += [self._say(message("to {place}"), place=self._place(noun.to_place))] if noun.to_place else []
        told += [movement_state(noun.state, self.language)] if noun.state else []
        if noun.blocked_by is not None:
            told.append(self._say(message("blamed: {parties}"), parties=self._responsible(noun.blocked_by)))
        told += [self.own(noun.reason)] if noun.reason else []
        return [*told, *self._says(noun.said_by)]

    def _damage(self, noun: Damage) -> list[str]:
        told = self._called(noun.title or noun.survey, label(noun.kind, self.language) if noun.kind else "", noun.place)
        degree = self._code(noun.damage_class) if noun.damage_class else None
        if noun.objects is not None:
            told.append(self._say(message("{degree}: {n}"), degree=degree or "", n=self._number(noun.objects)))
        elif degree:
            told.append(degree)
        told += [self._say(message("of {n} examined"), n=self._number(noun.examined))] if noun.examined else []
        if noun.attribution is not None:
            told.append(self._say(message("held responsible: {parties}"), parties=self._responsible(noun.attribution)))
        return [*told, *self._says(noun.said_by)]

    def _dated_count(self, noun: DatedCount) -> list[str]:
        told = self._called(noun.title, self._code(noun.measure) if noun.measure else "", noun.place)
        told += [self._say(message("number: {n}"), n=self._number(noun.value))] if noun.value else []
        return [*told, *self._says(noun.said_by)]

    def _counted(self, noun: Incident | Tally) -> list[str]:
        told = [self.own(noun.title or "")]
        for words, value in (
            (message("killed: {n}"), noun.killed),
            (message("children among them: {n}"), noun.children),
            (message("women among them: {n}"), noun.women),
            (message("injured: {n}"), noun.injured),
        ):
            told += [self._say(words, n=self._number(value))] if value is not None else []
        if noun.attribution is not None:
            told.append(self._say(message("held responsible: {parties}"), parties=self._responsible(noun.attribution)))
        return told

    def _called(self, title: str | None, kind: str, place: str | None) -> list[str]:
        """Return what a thing is called by its title, else by its kind and place."""
        if title:
            return [self.own(title)]
        return [kind, *([self._say(message("in {place}"), place=self._place(place))] if place else [])]

    def _agreement(self, noun: Agreement) -> list[str]:
        told = [self.own(noun.title)] if noun.title else self._untitled(noun)
        told += (
            [self._say(message("sponsors: {parties}"), parties=self.party_names(noun.sponsors))]
            if noun.sponsors
            else []
        )
        told += (
            [self._say(message("preconditions: {terms}"), terms=self._joined(noun.preconditions))]
            if noun.preconditions
            else []
        )
        return told + ([self.own(noun.terms)] if noun.terms else [])

    def _untitled(self, noun: Agreement) -> list[str]:
        """Return on what, between whom and by which first step an agreement without a title is known."""
        told = [self._say(message("an agreement on {place}"), place=self._place(noun.zone))] if noun.zone else []
        told += (
            [self._say(message("its parties: {parties}"), parties=self.party_names(noun.parties))]
            if noun.parties
            else []
        )
        return told + [self._code(replace(one, place=None)) for one in noun.stages[:1]]

    def _responsible(self, held: Any) -> str:
        names = [self._party(one) for one in held.parties]
        return together(held.mode, names, self.language) if names else label(held.mode.value, self.language)

    def _says(self, said_by: str | None) -> list[str]:
        return [self._say(message("according to {who}"), who=self._party(said_by))] if said_by else []

    def _sentence(self, parts: Iterable[str]) -> str:
        told = translate(self.language, "; ").join(part for part in parts if part)
        if not told:
            return ""
        # A sentence begins with a capital, also where a place of it does not.
        return self._say(message("{sentence}."), sentence=told[:1].upper() + told[1:].rstrip("."))

    def _joined(self, several: Iterable[str]) -> str:
        return translate(self.language, ", ").join(self.own(one) for one in several)

    def _number(self, number: CountRange) -> str:
        return format_count(number, self.language)

    def _party(self, party: str | None) -> str:
        return translate(self.language, "a party not named") if party is None else self.source(party)

    def _code(self, value: Any) -> str:
        return ground_words(value, self.language) or ""

    def _place(self, place: str) -> str:
        return self.place(place, self.language)

    def _say(self, words: str, **places: Any) -> str:
        return translate(self.language, words, **places)


def movement_state(state: str, language: Language) -> str:
    """Return how far a movement got: by a word of ours where it is one, else as it was told."""
    known = MOVED_SO_FAR.get(state.strip().casefold())
    return translate(language, known) if known else own(state, language)
