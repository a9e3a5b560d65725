"""The parts of a sheet of conflicts: one question, and every account of it by each source, told alike for all sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sijill import wording
from sijill.model import Incident, Rank, Stance, Tally, properties
from sijill.model.territory import Control, Counting, DatedCount, Movement
from sijill.records import noun_of
from sijill.reports.story import CellValue, Grid, Label, Section, Told
from sijill.values import Language, format_count, format_period, isolate, message, translate, translate_n
from sijill.wording.ground import GROUND_WORDS
from sijill.wording.telling import movement_state
from sijill.workspace.editions._cases import both
from sijill.workspace.stories._answers import answers_of
from sijill.workspace.stories._labels import code, columns, word
from sijill.workspace.stories._questions import NobodyAnswers, Question
from sijill.workspace.stories._source_words import kind_and_leaning, kind_words, leaning_words, source_words

if TYPE_CHECKING:
    from sijill.workspace.stories._answers import Answers, SourceAnswer
    from sijill.workspace.stories._story import StoryBuilder

COMPOSITION = ("children", "women", "men", "wounded", "fighters")
MOST_PLACES = 8
"""How many places a refusal names of those of which something is told."""


def question_label(story: StoryBuilder) -> Label:
    """Return the question of a story as a sentence."""
    asked = story.scope.asked
    period = {one.value: format_period(story.scope.period, one) for one in Language}
    return story.label(asked.measure.sentence, place=story.place_label(asked.place), period=period)


def refuse_no_answer(story: StoryBuilder) -> None:
    """Refuse a question that no account answers, naming places of which something is told. Raises NobodyAnswers."""
    found = answers_of(story)
    if found.all or found.apart:
        return
    asked = story.scope.asked
    nouns = [one.noun for one in story.known if isinstance(one.noun, _nouns_of(asked))]
    # Places of the time that was asked first.
    nouns.sort(key=lambda noun: not story.in_time(noun))
    known = list(dict.fromkeys(name for noun in nouns for name in _places_named(noun)))[:MOST_PLACES]
    told = {"measure": asked.name, "place": asked.place, "period": story.scope.period.text}
    if not known:
        raise NobodyAnswers(message("no account of this register answers {measure}@{place} in {period}"), **told)
    raise NobodyAnswers(
        message("no account of this register answers {measure}@{place} in {period}; it tells of: {places}"),
        **told,
        places=", ".join(known),
    )


def question(story: StoryBuilder) -> Iterator[Section]:
    """Yield the question as a sentence, and what counts as an answer to it."""
    found, asked = answers_of(story), story.scope.asked
    sources = {one.source for one in found.all}
    remarks = [question_label(story), _accounts_and_sources(len(found.all), len(sources))]
    if asked.measure.moved:
        remarks.append(
            story.label(
                message(
                    "Evacuation, flight, surrender, return and convoys are different movements. Only {kind} answers "
                    "this question; the others stand apart and are never added."
                ),
                kind={one.value: wording.label(asked.measure.moved.value, one) for one in Language},
            )
        )
    remarks.append(
        story.label(message("The words on every source are the same whatever side it speaks for; none is corrected."))
    )
    yield Section("asked", None, remarks=tuple(remarks))


def answers(story: StoryBuilder) -> Iterator[Section]:
    """Yield what each source says, the newest last, in its own words where they may be read; then all as a table."""
    found = answers_of(story)
    told = tuple(_told_answer(story, found, one, at) for at, one in enumerate(found.all, start=1))
    rows = tuple(_row_of_answer(story, one, at) for at, one in enumerate(found.all, start=1))
    heads = columns(
        *((message("No."), False), (message("Source"), False), (message("Kind and leaning"), False)),
        *((message("As of"), False), (message("Low"), True), (message("High"), True)),
        *((message("In the words"), False), (message("What the number is"), False), (message("Of whom"), False)),
    )
    marks = tuple(found.notes(one) for one in found.all)
    caption = word(message("Every account of the question, the newest last"))
    note = word(message("The number of a line is that of the answer above it; its note leads to the document."))
    yield Section("said", None, told=told)
    if rows:
        yield Section("table", None, grids=(Grid("accounts", caption, heads, rows, (note,), marks),))


def apart(story: StoryBuilder) -> Iterator[Section]:
    """Yield the accounts that cannot be set beside the answers, each with the reason."""
    found = answers_of(story)
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (source_words(story, one.answer.source), one.answer.as_of, story.tell(one.answer.record).text, word(one.why))
        for one in found.apart
    )
    heads = columns(
        (message("Source"), False),
        (message("As of"), False),
        (message("What it tells"), False),
        (message("Why"), False),
    )
    marks = tuple(found.notes(one.answer) for one in found.apart)
    if rows:
        caption = word(message("Accounts that are kept apart"))
        yield Section("kept-apart", None, grids=(Grid("kept-apart", caption, heads, rows, (), marks),))


def status(story: StoryBuilder) -> Iterator[Section]:
    """Yield who says that a movement is complete, goes on or stands still; what has no number is given none."""
    found = answers_of(story)
    stated = [
        one for one in found.all if getattr(one.record.noun, "state", None) and isinstance(one.record.noun, Movement)
    ]
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (
            source_words(story, one.source),
            one.as_of,
            {each.value: movement_state(one.record.noun.state, each) for each in Language},
            one.value if one.value is not None else word(message("no number")),
        )
        for one in stated
    )
    heads = columns(
        *((message("Source"), False), (message("As of"), False), (message("How it stands"), False)),
        (message("Number given"), True),
    )
    marks = tuple(found.notes(one) for one in stated)
    if rows:
        caption = word(message("How the movement stands, by each source"))
        yield Section("stands", None, grids=(Grid("stands", caption, heads, rows, (), marks),))


def sources_told(story: StoryBuilder) -> Iterator[Section]:
    """Yield each source with its kind and leaning, all in the same words."""
    found = answers_of(story)
    every = (*found.all, *(one.answer for one in found.apart))
    first = {one.key: one for one in reversed(every)}
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (
            source_words(story, one.source),
            kind_words(story, one.source),
            leaning_words(story, one.source),
            _times(every, key),
        )
        for key, one in reversed(first.items())
    )
    heads = columns(
        *((message("Source"), False), (message("Kind"), False), (message("Leaning"), False)),
        (message("Accounts"), True),
    )
    yield Section("sources", None, grids=(Grid("sources", word(message("Sources of the accounts")), heads, rows),))


# -- answers told


def _told_answer(story: StoryBuilder, found: Answers, one: SourceAnswer, at: int) -> Told:
    told = story.tell(one.record)
    text: Label = told.text
    if one.denies:
        text = story.label(message("denies: {words}"), words=text)
    source = source_words(story, one.source)
    text = story.label(message("#{n} {source}: {words}"), n=str(at), source=source, words=text)
    if words := found.quote(one):
        text = story.label(
            message("{sentence} In its words: {quote}"), sentence=text, quote=isolate(f"\u201c{words}\u201d")
        )
    # Each account of the record stands here by itself, so none is repeated beside another.
    own = tuple(each for each in told.accounts if each.property["en"] not in _NUMBER_LABELS)
    standing = None if one.stance is Stance.ASSERT else code(one.stance.value)
    if one.rank is Rank.DEPRECATED:
        standing = code(one.rank.value)
    return Told("", text, told.date, own, found.notes(one), standing=standing)


_NUMBER_LABELS = frozenset(("People", "Number", "Killed", "Children among them", "Women among them", "Injured"))


def _row_of_answer(story: StoryBuilder, one: SourceAnswer, at: int) -> tuple[CellValue, ...]:
    low, high = (one.value.low, one.value.high) if one.value is not None else (None, None)
    silent = None if one.value is not None or one.is_control else word(message("no number"))
    hedge = one.value.hedge if one.value is not None else None
    words = story.label(message("\u201c{words}\u201d"), words=isolate(hedge)) if hedge else None
    if one.denies:
        words = code(one.stance.value)
    return (
        dict.fromkeys(("en", "ar"), isolate(f"#{at}")),
        source_words(story, one.source),
        kind_and_leaning(story, one.source),
        one.as_of,
        low if silent is None else silent,
        high if silent is None else silent,
        words,
        _what_it_is(one),
        _of_whom(story, one),
    )


def _what_it_is(one: SourceAnswer) -> Label | None:
    noun = one.record.noun
    if isinstance(noun, Movement) and noun.counting is not None:
        return word(GROUND_WORDS[Counting][noun.counting])
    if isinstance(noun, Tally):
        return word(message("a printed line"))
    return both(noun.title) if getattr(noun, "title", None) else None


def _of_whom(story: StoryBuilder, one: SourceAnswer) -> Label | None:
    cards = properties(noun_of(one.record.kind))
    parts = [(cards[name].prop, getattr(one.record.noun, name)) for name in COMPOSITION if name in cards]
    told = [(card, value) for card, value in parts if value is not None]
    if not told:
        return None
    return {
        each.value: translate(each, "; ").join(
            translate(
                each,
                message("{property}: {number}"),
                property=card.label_ar if each.is_rtl else card.label_en,
                number=format_count(value, each),
            )
            for card, value in told
        )
        for each in Language
    }


def _times(every: Sequence[SourceAnswer], key: str) -> int:
    return sum(one.key == key for one in every)


def _nouns_of(asked: Question) -> tuple[type, ...]:
    if asked.measure.number:
        return (Incident, Tally)
    moved, counted = asked.measure.moved, asked.measure.counted
    nouns = ((Movement,) if moved else ()) + ((DatedCount,) if counted else ())
    return nouns or (Control,)


def _places_named(noun: Any) -> Iterator[str]:
    names = ("place", "from_place", "to_place", "governorate")
    yield from (name for field in names if (name := getattr(noun, field, None)))


def _accounts_and_sources(accounts: int, sources: int) -> Label:
    return {
        one.value: translate(
            one,
            message("{accounts} of {sources}."),
            accounts=translate_n(one, "{n} account", "{n} accounts", accounts),
            sources=translate_n(one, "{n} source", "{n} sources", sources),
        )
        for one in Language
    }
