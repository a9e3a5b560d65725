"""Records that may be the person or the incident somebody is typing: by name in either script, day and place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest

from sijill.language import asked_by_sound
from sijill.language.names import name_likeness
from sijill.linkage import ALIKE, PersonTold, person_likeness
from sijill.model import Sex
from sijill.records import AnyRecord
from sijill.search import BY_PART, BY_SOUND, Hit
from sijill.values import CountRange, PartialDate, PersonName, arabic_digits_to_ascii, normal_key, translate
from sijill.web import labels
from sijill.web.desk.facets import day_typed
from sijill.web.desk.named_records import place_named
from sijill.web.requests import register_of, view_of
from sijill.web.templatetags.sijill import language

MOST_LIKELY = 5
LOOKED_AT = 15
ASKED_FOR = 60
ALIKE_TITLE = 0.6
"""How many of the words of a title sound alike for an incident to be shown."""

CLOSE = timedelta(days=3)
FAR = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """A record that may be the one typed, where it stands, and why it is shown."""

    record: AnyRecord
    seen: int
    why: tuple[str, ...]
    score: float


def likely(request: HttpRequest, given: Mapping[str, str], *, events: bool = True) -> list[LikelyDuplicate]:
    """Return the records most like what was typed, as far as whoever types may see them, likeliest first."""
    found = [*_persons(request, given), *(_incidents(request, given) if events else ())]
    return sorted(found, key=lambda one: -one.score)[:MOST_LIKELY]


def _persons(request: HttpRequest, given: Mapping[str, str]) -> Iterable[LikelyDuplicate]:
    typed = _typed(given)
    met: dict[str, float] = {}
    for hit in (hit for name in typed.names for hit in _answering(request, name, "victim")):
        alike = max(name_likeness(name, hit.text).score for name in typed.names)
        met[hit.subject] = max(alike, met.get(hit.subject, 0.0))
    for subject in sorted((one for one in met if met[one] >= ALIKE), key=lambda one: -met[one])[:LOOKED_AT]:
        record = view_of(request).record(subject)
        name: PersonName | None = record.noun.name
        if name is None:
            continue
        held = PersonTold(tuple(form.text for form in name.forms), record.noun.sex, record.noun.age)
        if (found := person_likeness(typed, held)) is None:
            continue
        same = any(normal_key(one) in name.keys for one in typed.names)
        why = [translate(language(), "the same name") if same else translate(language(), "a name that sounds alike")]
        why += [translate(language(), "the same age")] * (found.age > 0)
        shared, weight = _circumstances(given, record)
        yield _likely(request, record, (*why, *shared), found.score + same + weight)


def _typed(given: Mapping[str, str]) -> PersonTold:
    """Return what a form tells of a person; an age that is more than a number waits for the reader of cells."""
    sex, age = given.get("sex", ""), arabic_digits_to_ascii(given.get("age", "")).strip()
    return PersonTold(
        tuple(given[name] for name in ("name_ar", "name_en") if given.get(name)),
        Sex(sex) if sex in set(Sex) else None,
        CountRange(int(age), int(age)) if age.isdecimal() else None,
    )


def _incidents(request: HttpRequest, given: Mapping[str, str]) -> Iterable[LikelyDuplicate]:
    title, place = given.get("title", ""), given.get("place", "")
    asked = [words for words in (title, place) if words]
    subjects = dict.fromkeys(hit.subject for words in asked for hit in _answering(request, words, "incident"))
    for subject in list(subjects)[: LOOKED_AT * 2]:
        record = view_of(request).record(subject)
        shared, weight = _circumstances(given, record)
        alike = likeness(title, record.noun.title) if title and record.noun.title else 0.0
        if weight >= 1 or (alike >= ALIKE_TITLE and weight >= 0):
            why = [translate(language(), "a title that sounds alike")] if alike >= ALIKE_TITLE else []
            yield _likely(request, record, (*why, *shared), alike + weight)


def likeness(typed: str, written: str) -> float:
    """Return how much of two titles, in whatever scripts, sounds alike: 0 for nothing, 1 for every word."""
    ours, theirs = asked_by_sound(typed), asked_by_sound(written)
    if not ours or not theirs:
        return 0.0
    heard = sum(any(word & other for other in theirs) for word in ours)
    return heard / max(1, min(len(ours), len(theirs))) if heard > 1 or len(ours) == 1 or len(theirs) == 1 else 0.0


def _answering(request: HttpRequest, words: str, kind: str) -> Iterable[Hit]:
    """Give what answers to words as written, then what sounds alike, then what sounds alike in part."""
    parts = words.split()
    for asked in dict.fromkeys((words, f"{parts[0]} {parts[-1]}") if len(parts) > 2 else (words,)):
        for after in (None, f"{BY_SOUND}.0.0", f"{BY_PART}.0.0"):
            found = register_of(request).search(
                asked, kinds=[kind], limit=ASKED_FOR, after=after, audience=view_of(request).audience
            )
            yield from (hit for hit in found if view_of(request).hit(hit))


def _circumstances(given: Mapping[str, str], record: AnyRecord) -> tuple[tuple[str, ...], float]:
    """Return what a record shares with what was typed, in words, and how much that weighs."""
    why, weight = list[str](), 0.0
    held: PartialDate | None = getattr(record.noun, "died_on", None) or getattr(record.noun, "happened_on", None)
    typed = day_typed(given.get("happened_on", ""))
    if held is not None and typed is not None:
        apart = _apart(typed, held)
        if apart == timedelta(0):
            why, weight = [translate(language(), "the same day")], 0.5
        elif apart <= CLOSE:
            why, weight = [translate(language(), "within three days")], 0.3
        elif apart > FAR:
            weight = -0.5
    if _same_place(given, record):
        why.append(translate(language(), "the same place"))
        weight += 0.5
    return tuple(why), weight


def _apart(one: PartialDate, other: PartialDate) -> timedelta:
    spans = [(day.earliest or date.min, day.latest or date.max) for day in (one, other)]
    (start, end), (first, last) = spans
    return max(timedelta(0), max(start, first) - min(end, last))


def _same_place(given: Mapping[str, str], record: AnyRecord) -> bool:
    typed, held = given.get("place", ""), getattr(record.noun, "place", None)
    if not typed or not held:
        return False
    if normal_key(typed) in {normal_key(part) for part in held.split(" | ")}:
        return True
    ours = labels.place_of(typed, given.get("governorate") or None)
    return ours is not None and ours == place_named(record.noun)


def _likely(request: HttpRequest, record: AnyRecord, why: tuple[str, ...], score: float) -> LikelyDuplicate:
    return LikelyDuplicate(record, register_of(request).records.last_seq(record.id), why, score)
