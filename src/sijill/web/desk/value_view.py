"""The values of one record as a page shows them: rivals side by side, each with its grounds, step and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from sijill import records, wording
from sijill.methodology import (
    NO_GROUNDS,
    Assessment,
    Chosen,
    Rules,
    Why,
)
from sijill.model import Attribution, Rank, Stance, properties
from sijill.model.cards import Prop, is_own
from sijill.model.parties import Parties
from sijill.records import REFERENCES, WHOLE_ID, AnyRecord, Ground, RecordedValue, Step, StepKind, noun_of
from sijill.records.as_written import AsWritten
from sijill.values import CountRange, Language, format_count, isolate, message, translate
from sijill.web import labels, words
from sijill.web.desk.url_keys import key_of
from sijill.web.requests import register_of, view_of
from sijill.web.templatetags.sijill import language
from sijill.wording.ground import EXTENT_SAID, MOVED_SO_FAR
from sijill.workspace import Snapshot


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired: its id, what the methodology says of it, and what it found in this record."""

    rule: str
    label: str
    found: str


ASSESSED = frozenset({"incident", "victim", "tally"})


def reasons(counting: Snapshot, assessment: Assessment, language: Language) -> tuple[Reason, ...]:
    """Return the rules that fired for a record, in the order they fired, in the language of the page."""
    found: dict[Why, Reason] = {}
    for why in assessment.why:
        text = counting.rules.rule_text(why.rule, language.value)
        label = "" if text == why.rule else text
        found.setdefault(why, Reason(why.rule, label, wording.sentence(why, language, counting.rules)))
    return tuple(found.values())


PLACES = frozenset(
    {"place", "denominator", "origin_place", "from_place", "to_place", "governorate", "killed_in", "origin_governorate"}
)
CODED: Mapping[str, Mapping[str, str]] = {
    "event": wording.HAPPENINGS,
    "extent": EXTENT_SAID,
    "state": {**wording.HAPPENINGS, **MOVED_SO_FAR},
}
"""The words in which claims tell of the ground, by the properties that keep them."""
BY_VOICE = frozenset({"attribution", "civilian_status"})
"""What a party to the conflict may say of itself or its enemy, but never decides alone (R-EC.8)."""

STANDS = {
    "preferred": message("A person preferred this value."),
    "latest": message("No value is preferred, so the value accepted last stands."),
    "together": message("These values stand together; none replaces another."),
    "as_written": message(
        "These are words that were not read as a value: they are shown, never counted; state it anew."
    ),
    "nothing": message("Every value is denied, disputed or set aside, so nothing is held."),
}
NUMBER_RULES = {
    "low": message("Counted as {n}: the lowest number that the accounts allow."),
    "high": message("Counted as {n}: the highest number that the accounts allow."),
    "middle": message("Counted as {n}: the middle between the lowest and the highest number."),
    "preferred": message("Counted as {n}: the number of the account that ranks best."),
    "source_priority": message("Counted as {n}: the number of the source that the methodology names first."),
}


NO_NUMBERS: Mapping[str, Chosen] = {}


@dataclass(frozen=True, slots=True)
class ShownValue:
    """One accepted value of a redacted record with its grounds."""

    held: RecordedValue
    text: str
    links_to: str | None
    leads: tuple[tuple[str, str], ...]
    grounds: tuple[Ground, ...]
    accepted: Step | None
    party_word: bool


@dataclass(frozen=True, slots=True)
class ValueLine:
    """Accepted values that say the same, with how they stand to what is held, and each source once."""

    text: str
    state: str
    values: tuple[ShownValue, ...]
    sources: tuple[str, ...]
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownProperty:
    """A property with all its values, the newest first; the one we hold, and the rule by which it stands."""

    name: str
    card: Prop
    best: str
    rule: str
    disputed: bool
    values: tuple[ShownValue, ...]
    withdrawn: tuple[Step, ...]

    lines: tuple[ValueLine, ...]


def format_value(name: str, value: Any, spoken: Language | None = None) -> str:
    """Return the value of a property as a person reads it: places and governorates by their name in the language."""
    reader = spoken or language()
    if name in REFERENCES and WHOLE_ID.fullmatch(str(value)):
        return isolate(f"{str(value)[:13]}…")
    if isinstance(value, str) and is_own(name):
        return isolate(value)  # a word of theirs is none of ours
    if isinstance(value, str) and name in PLACES:
        return isolate(labels.placed(value, reader))
    if type(value) is str and value in CODED.get(name, ()):
        return wording.label(value, reader, CODED[name])
    return words.value_in_words(value, reader)


def _value_or_handle(request: HttpRequest, name: str, value: Any) -> str:
    """Return the value of a property, another record by its handle."""
    refers = name in REFERENCES and WHOLE_ID.fullmatch(str(value)) is not None
    if refers and not view_of(request).opens(str(value)):
        return "…"  # a record that this reader may not know of
    if refers and (known := register_of(request).records.names([str(value)])[str(value)]).handle:
        return isolate(known.handle)
    return format_value(name, value)


def shown_properties(
    request: HttpRequest,
    found: AnyRecord,
    counting: Snapshot,
    steps: Sequence[Step],
    *,
    names: Sequence[str] = (),
    numbers: Mapping[str, Chosen] = NO_NUMBERS,
) -> Iterable[ShownProperty]:
    """Give every property, or those named, of a redacted record that ever had a value this person may see, in order."""
    # Numbers are those that are counted: of redacted values another would come out, since nobody's name joins them.
    cards = properties(noun_of(found.kind))
    listed = names or dict.fromkeys((*cards, *filter(is_own, (*found.held, *(one.property for one in steps)))))
    for name, card in ((name, cards[name]) for name in listed):
        withdrawn = tuple(one for one in steps if one.property == name and one.kind is StepKind.WITHDRAWN)
        values = sorted(found.held.get(name, ()), key=lambda one: one.seq, reverse=True)
        if values or withdrawn:
            shown = tuple(shown_value(request, name, one, counting, steps) for one in values)
            best = _value_or_handle(request, name, found.value(name))
            number = numbers.get(name) if found.rivals(name) else None
            rule, ours = standing_rule(found, name, counting.rules, number), {best}
            if number is not None:
                best = format_count(number.best, language())
                ours = {one.text for one in shown if _gives(one.held.value, number.best)}
            lines = tuple(_value_lines(shown, {one.text for one in shown} if card.prop.many else ours))
            as_written = any(isinstance(one.value, AsWritten) for one in values)
            rule = rule if len(lines) > 1 or name in found.disputed or as_written else ""
            yield ShownProperty(name, card.prop, best, rule, name in found.disputed, shown, withdrawn, lines)


def shown_value(
    request: HttpRequest, name: str, held: RecordedValue, counting: Snapshot, steps: Sequence[Step]
) -> ShownValue:
    """Return one value of a redacted record with what it rests on, as far as whoever asks may see."""
    view = view_of(request)
    grounds = tuple(one for basis in held.basis if (one := view.ground(counting.ground(basis))) is not None)
    accepted = next((s for s in steps if s.statement == held.statement and s.kind is not StepKind.WITHDRAWN), None)
    points = name in REFERENCES and WHOLE_ID.fullmatch(str(held.value)) is not None
    links_to = str(held.value) if points else None
    voice = held.source is not None and name in BY_VOICE and NO_GROUNDS.voice(held, counting.rules) is not None
    return ShownValue(
        held,
        _value_or_handle(request, name, held.value),
        links_to,
        _leads(name, held.value),
        grounds,
        accepted,
        voice,
    )


def _gives(value: Any, number: int) -> bool:
    return isinstance(value, CountRange) and number in (value.low, value.best, value.high)


def _value_lines(values: Sequence[ShownValue], ours: set[str]) -> list[ValueLine]:
    """Return values in lines that differ, what is held first."""
    same: dict[tuple[str, str], list[ShownValue]] = {}
    for value in values:
        same.setdefault((value.text, _state(value, ours)), []).append(value)
    lines = [ValueLine(*said, tuple(some), *_said_by(some)) for said, some in same.items()]
    return sorted(lines, key=lambda one: one.state != "held")


def _state(value: ShownValue, ours: set[str]) -> str:
    if (stance := value.held.stance) in (Stance.DENY, Stance.DISPUTE):
        return "denied" if stance is Stance.DENY else "disputed"
    return "held" if value.text in ours and value.held.rank is not Rank.DEPRECATED else "rival"


def _said_by(values: Iterable[ShownValue]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sources that say it and the persons who decided it, each once."""
    sources = dict.fromkeys(one.held.source for one in values if one.held.source)
    by = dict.fromkeys(ground.by for one in values for ground in one.grounds if ground.by and not ground.item)
    return tuple(sources), tuple(by)


def standing_rule(found: AnyRecord, name: str, rules: Rules, number: Chosen | None = None) -> str:
    """
    Return by which rule a value stands among its rivals, in words; empty where there is only one (R-EC.7).

    ``number`` is what is counted where the methodology makes one number of several accounts.
    """
    values = found.held.get(name, ())
    if any(isinstance(one.value, AsWritten) for one in values):
        return translate(language(), STANDS["as_written"])
    if len(values) < 2 and name not in found.disputed:
        return ""
    if properties(noun_of(found.kind))[name].prop.many:
        return translate(language(), STANDS["together"])
    best = records.best(found, name)
    if best is None:
        return translate(language(), STANDS["nothing"])
    by = str(rules.table("numbers").get("best", ""))
    if number is not None and by in NUMBER_RULES:
        return translate(language(), NUMBER_RULES[by], n=format_count(number.best, language()))
    return translate(language(), STANDS["preferred" if best.held.rank is Rank.PREFERRED else "latest"])


def _leads(name: str, value: Any) -> tuple[tuple[str, str], ...]:
    """Return the pages of the parties or of the place that a value names: each address with its words."""
    if isinstance(value, Attribution):
        tree = Parties.load()
        return tuple(
            (reverse("party", args=[one]), wording.party_name(one, language())) for one in value.parties if one in tree
        )
    if name in PLACES and isinstance(value, str):
        place = labels.place_of(value.partition(" | ")[0])
        return ((reverse("place", args=[key_of(place)]), labels.place_name(place, language())),) if place else ()
    return ()
