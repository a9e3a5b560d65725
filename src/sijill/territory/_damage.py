"""Damage: surveys by class, each as a share of what was examined and of what was classified, and single objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sijill.model.territory import Damage, DamageClass
from sijill.records import AnyRecord
from sijill.territory._bounds import Bounds
from sijill.values import CountRange, PartialDate, SijillError, message, normal_key


class SurveyDisagrees(SijillError):
    """Numbers of one survey that cannot all hold."""


@dataclass(frozen=True, slots=True)
class ClassCount:
    """One class of a survey: how many, and which part of one that is (ST17); None where the whole is not known."""

    count: CountRange
    share_of_examined: Bounds | None
    share_of_classified: Bounds | None
    records: tuple[AnyRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey of many objects by one source: what it examined, its classes, and what it left without one."""

    name: str
    source: str | None
    on: PartialDate | None
    place: str | None
    examined: CountRange | None
    classes: Mapping[DamageClass, ClassCount]
    unclassified: ClassCount | None
    """What is left of the examined; whether it is not damaged or was not classed, nobody said."""
    findings: tuple[SurveyDisagrees, ...]


def surveys_among(records: Iterable[AnyRecord], *, source_of: Callable[[AnyRecord], str | None]) -> tuple[Survey, ...]:
    """Return the surveys among records, each class of which is a record that names the survey or what was examined."""
    grouped: dict[tuple[str, str], list[AnyRecord]] = {}
    for one in records:
        if one.kind == "damage" and is_of_survey(one):
            noun: Damage = one.noun
            name = noun.survey or noun.title or ""
            grouped.setdefault((normal_key(name), normal_key(source_of(one) or "")), []).append(one)
    return tuple(_survey(some, source_of(some[0])) for some in grouped.values())


def objects_among(records: Iterable[AnyRecord]) -> tuple[AnyRecord, ...]:
    """Return the records of damage that are of no survey."""
    return tuple(one for one in records if one.kind == "damage" and not is_of_survey(one))


def is_of_survey(record: AnyRecord) -> bool:
    """Test whether a record of damage is a class of a survey."""
    noun: Damage = record.noun
    return noun.survey is not None or noun.examined is not None


def _survey(records: Sequence[AnyRecord], source: str | None) -> Survey:
    nouns: list[Damage] = [one.noun for one in records]
    name = nouns[0].survey or nouns[0].title or ""
    examined = _least_to_most([one.examined for one in nouns if one.examined])
    told: dict[DamageClass, list[AnyRecord]] = {}
    for one in records:
        if one.noun.damage_class and one.noun.objects:
            told.setdefault(one.noun.damage_class, []).append(one)
    ordered = [each for each in DamageClass if each in told]
    counts = {each: _least_to_most([one.noun.objects for one in told[each]]) or CountRange(0, None) for each in ordered}
    findings = list(_findings(name, examined, counts, told))
    # What contradicts itself gives numbers side by side and no share.
    base = None if any(one.places.get("classified") for one in findings) else examined
    classes = {
        each: ClassCount(one, _part_of(one, base), _of_classified(each, counts), tuple(told[each]))
        for each, one in counts.items()
    }
    left = _not_classed(base, list(counts.values())) if base and counts else None
    days = [day for one in nouns for day in (one.imaged_on, one.reported_on, one.happened_on) if day is not None]
    return Survey(
        name,
        source,
        days[0] if days else None,
        next((one.place for one in nouns if one.place), None),
        examined,
        classes,
        ClassCount(left, _part_of(left, base), None) if left else None,
        tuple(findings),
    )


def _findings(
    name: str,
    examined: CountRange | None,
    counts: Mapping[DamageClass, CountRange],
    told: Mapping[DamageClass, Sequence[AnyRecord]],
) -> Iterable[SurveyDisagrees]:
    classified = sum(one.floor for one in counts.values())
    if examined is not None and examined.high is not None and classified > examined.high:
        yield SurveyDisagrees(
            message(
                "the classes of the survey {survey} hold at least {classified} objects, more than the {examined} that "
                "were examined; correct a class or the number examined"
            ),
            survey=name,
            classified=classified,
            examined=examined.high,
        )
    for each, some in told.items():
        if len({one.noun.objects for one in some}) > 1:
            yield SurveyDisagrees(
                message("the survey {survey} gives its class {name} more than once, with different numbers"),
                survey=name,
                name=each.value,
            )


def _least_to_most(counts: Sequence[CountRange]) -> CountRange | None:
    """Return one number from the least to the most that is told of it."""
    if not counts:
        return None
    lows, highs = [one.low for one in counts], [one.high for one in counts]
    return CountRange(
        None if None in lows else min(one or 0 for one in lows),
        None if None in highs else max(one or 0 for one in highs),
    )


def _part_of(part: CountRange, whole: CountRange | None) -> Bounds | None:
    if whole is None or not whole.high:
        return None
    high = min(1.0, part.high / whole.low) if part.high is not None and whole.low else 1.0
    return Bounds(min(1.0, part.floor / whole.high), high)


def _of_classified(name: DamageClass, counts: Mapping[DamageClass, CountRange]) -> Bounds | None:
    part, others = counts[name], [one for each, one in counts.items() if each is not name]
    highs = [one.high for one in others]
    fewest, most = sum(one.floor for one in others), None if None in highs else sum(one or 0 for one in highs)
    if not part.floor + fewest:
        return None
    low = 0.0 if most is None or not part.floor + most else part.floor / (part.floor + most)
    return Bounds(low, 1.0 if part.high is None else part.high / (part.high + fewest))


def _not_classed(examined: CountRange, classes: Sequence[CountRange]) -> CountRange:
    highs = [one.high for one in classes]
    most = None if None in highs else sum(one or 0 for one in highs)
    fewest = sum(one.floor for one in classes)
    low = 0 if most is None else max(0, examined.floor - most)
    return CountRange(low, None if examined.high is None else max(0, examined.high - fewest))
