"""What a sheet of conflicts makes of its answers: how far apart they lie, what is held, what is lacking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sijill import wording
from sijill.model import Incident, Rank, Tally
from sijill.model.territory import Counting, DatedCount, Movement
from sijill.reports.story import Grid, Label, Section
from sijill.territory import SourceTotal, Spread, spreads
from sijill.tolls import Standing
from sijill.values import CountRange, Language, format_best, isolate, message, normal_key, translate, translate_n
from sijill.workspace.editions._cases import both
from sijill.workspace.stories._answers import answers_of
from sijill.workspace.stories._ground import spread_grid, story_date
from sijill.workspace.stories._labels import number_words, word
from sijill.workspace.stories._source_words import source_words

if TYPE_CHECKING:
    from sijill.workspace.stories._answers import Answers, SourceAnswer
    from sijill.workspace.stories._story import StoryBuilder

_BEST: Mapping[str, str] = {
    "low": message("the lowest number that an account gives"),
    "high": message("the highest number that an account gives"),
    "middle": message("the middle of the lowest and the highest"),
    "preferred": message("the value that a person preferred, else the latest accepted"),
    "source_priority": message("the value of the source that the methodology names first"),
}

_SETTLES: Mapping[str, str] = {
    "moved": message(
        "Lists of each convoy or crossing, with the day, the number of people and who counted them, that two sources "
        "kept apart from each other."
    ),
    "number": message("Names of the dead or injured, matched between the lists of the sources."),
    "other": message("A dated picture, document or count of the place that does not come from either side."),
}


def spread(story: StoryBuilder) -> Iterator[Section]:
    """Yield how far the sources lie apart by date, and what a total and what its source said remained come to."""
    found, asked = answers_of(story), story.scope.asked
    numbered = [one for one in found.all if one.value is not None and not one.denies]
    apart = list(_movement_spreads(story, found)) if asked.measure.moved else []
    grids = [spread_grid(story, apart)] if apart else []
    for title, several in _by_thing(story, [one for one in numbered if not isinstance(one.record.noun, Movement)]):
        grids += [
            Grid(one.name, title, one.columns, one.rows, one.notes)
            for each in _spread_of(several)
            for one in [spread_grid(story, [each])]
        ]
    remarks = tuple(_grown(story, found))
    if not grids:
        remarks = (word(message("No two sources give a number for the same day.")), *remarks)
    yield Section("apart-by-date", None, grids=tuple(grids), remarks=remarks)


def held(story: StoryBuilder) -> Iterator[Section]:
    """Yield the value that the register holds and the rule by which it does, or that it holds none."""
    asked = story.scope.asked
    if asked.measure.number:
        remarks = tuple(_counted_number(story, one.id) for one in _told_records(story, Incident, Tally))
    elif asked.measure.moved or asked.measure.counted:
        remarks = tuple(_preferred(story)) or (
            story.label(
                message(
                    "None. Nobody of the register preferred an account, and no rule of the methodology {methodology} "
                    "adds the totals of different sources to each other or takes their middle."
                ),
                methodology=f"{story.counting.rules.id}:{story.counting.rules.version}",
            ),
        )
    else:
        remarks = tuple(_holder(story))
    yield Section("held", None, remarks=remarks)


def settles(story: StoryBuilder) -> Iterator[Section]:
    """Yield what would settle the question: what each source has not said, and what would bear an answer out."""
    found, asked = answers_of(story), story.scope.asked
    remarks = []
    silent = dict.fromkeys(one.key for one in found.all if one.value is None and not one.is_control)
    numbered = {one.key for one in found.all if one.value is not None}
    if left := [key for key in silent if key not in numbered]:
        remarks.append(
            story.label(
                message("A number from those who gave none: {sources}."), sources=_sources_listed(story, found, left)
            )
        )
    behind = {
        normal_key(one.source or "") for each in _movement_spreads(story, found) for one in each.totals if one.carried
    }
    if asked.measure.moved and behind:
        remarks.append(
            story.label(
                message("A total for the same day from those whose figure is carried from an earlier one: {sources}."),
                sources=_sources_listed(story, found, sorted(behind)),
            )
        )
    remarks.append(word(_SETTLES["moved" if asked.measure.moved else (asked.measure.number and "number") or "other"]))
    if found.apart:
        remarks.append(word(message("For the accounts that are kept apart: what is not told of their place or kind.")))
    yield Section("settles", None, remarks=tuple(remarks))


def _movement_spreads(story: StoryBuilder, found: Answers) -> Iterator[Spread]:
    mine = {one.record.id for one in found.all}
    yield from spreads([one for one in story.ground.movements if one.record.id in mine])


def _by_thing(story: StoryBuilder, numbered: Sequence[SourceAnswer]) -> Iterator[tuple[Label, list[SourceAnswer]]]:
    """Give the answers that speak of one thing: of an incident, or of one count on one day."""
    things: dict[tuple[str, str], list[SourceAnswer]] = {}
    for one in numbered:
        is_count = isinstance(one.record.noun, DatedCount)
        key = (normal_key(one.record.noun.title or ""), str(one.as_of)) if is_count else (one.record.id, "")
        things.setdefault(key, []).append(one)
    for several in things.values():
        noun = several[0].record.noun
        yield both(noun.title or "") if noun.title else story.tell(several[0].record).text, several


def _spread_of(several: Sequence[SourceAnswer]) -> Iterator[Spread]:
    totals = tuple(
        SourceTotal(one.source or "", one.value, one.day, carried=False) for one in several if one.value is not None
    )
    if len({one.source for one in totals}) > 1:
        low, *_, high = sorted(totals, key=lambda one: (_middle(one.value), one.source))
        yield Spread(low.stated_on, None, totals, low, high, comparable=True)


def _grown(story: StoryBuilder, found: Answers) -> Iterator[Label]:
    """Give what the last total of a source and what it said remained come to: derived, and told as such."""
    moved = [one for one in found.all if isinstance(one.record.noun, Movement) and one.value is not None]
    for left in (one for one in moved if one.record.noun.counting is Counting.REMAINING):
        before = [
            one
            for one in moved
            if one.key == left.key and one.record.noun.counting is Counting.CUMULATIVE and one.day <= left.day
        ]
        if not before or left.value is None or (total := before[-1].value) is None:
            continue
        sum_of_both = CountRange(total.low, total.high) + CountRange(left.value.low, left.value.high)
        yield story.label(
            message(
                "{source} said on {day} that {left} were still to go, with {total} gone by {before}: if all of them "
                "left, {sum}. This is derived, not said."
            ),
            source=source_words(story, left.source),
            day=story_date(left.day),
            left=number_words(left.value),
            total=number_words(total),
            before=story_date(before[-1].day),
            sum=number_words(sum_of_both),
        )


def _told_records(story: StoryBuilder, *nouns: type) -> list[Any]:
    seen = {one.record.id: one.record for one in answers_of(story).all if isinstance(one.record.noun, nouns)}
    return list(seen.values())


def _counted_number(story: StoryBuilder, record: str) -> Label:
    rules, asked = story.counting.rules, story.scope.asked
    counted = story.counting.counted_numbers.of(record)
    noun = next(one.record.noun for one in answers_of(story).all if one.record.id == record)
    name = both(noun.title) if noun.title else story.tell(story.counting.records[record]).text
    chosen = counted.numbers.get(asked.measure.number) if counted is not None else None
    if counted is None or counted.standing is not Standing.COUNTED or chosen is None:
        because = counted.assessment.because if counted is not None else None
        why = {one.value: wording.sentence(because, one, rules) if because else "" for one in Language}
        return story.label(message("{event}: none is counted. {why}"), event=name, why=why)
    rule = {one.value: rules.rule_text(rules.rule_of("numbers"), one.value) for one in Language}
    return story.label(
        message("{event}: {number}; {how} (rule {id} of {methodology}: {rule})"),
        event=name,
        number={one.value: format_best(chosen.low, chosen.best, chosen.high, one) for one in Language},
        how=word(_BEST[rules.table("numbers")["best"]]),
        id=isolate(rules.rule_of("numbers")),
        methodology=isolate(f"{rules.id}:{rules.version}"),
        rule=rule,
    )


def _preferred(story: StoryBuilder) -> Iterator[Label]:
    for one in answers_of(story).all:
        if one.rank is Rank.PREFERRED and one.value is not None:
            told = story.label(
                message("{number}, as {source} says: a person of the register preferred it."),
                number=number_words(one.value),
                source=source_words(story, one.source),
            )
            reason = one.held.reason if one.held is not None and story.view.is_team else ""
            yield story.label(message("{told} Reason: {reason}"), told=told, reason=isolate(reason)) if reason else told


def _holder(story: StoryBuilder) -> Iterator[Label]:
    ground, last = story.ground.control, story.scope.period.end
    rules = story.counting.rules
    for line, standing in ground.at(last):
        names = {line.area.slug, line.area.label_en, line.area.label_ar}
        if not any(story.lies_inside(name) for name in names if name) or not standing.accounts:
            continue
        yield story.label(
            message(
                "{place} at the end of {day}: {standing}, by the rules of control of {methodology}, from {n}; "
                "{against}."
            ),
            place={"en": line.area.label_en, "ar": line.area.label_ar},
            day=story_date(last),
            standing={one.value: wording.standing_in_words(standing, one) for one in Language},
            methodology=isolate(f"{rules.id}:{rules.version}"),
            n=_accounts(len(standing.accounts)),
            against=story.label(message("against it {n}"), n=_accounts(len(standing.against))),
        )


def _middle(value: CountRange | None) -> float:
    one = value or CountRange(0, None)
    return (one.floor + one.high) / 2 if one.high is not None else one.floor


def _sources_listed(story: StoryBuilder, found: Answers, keys: Sequence[str]) -> Label:
    by_key = {one.key: source_words(story, one.source) for one in found.all}
    return {
        one.value: translate(one, "; ").join(by_key[key][one.value] for key in keys if key in by_key)
        for one in Language
    }


def _accounts(n: int) -> Label:
    return {one.value: translate_n(one, "{n} account", "{n} accounts", n) for one in Language}
