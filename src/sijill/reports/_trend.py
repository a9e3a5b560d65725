"""A month among its months: year to date, change, share, lowest or highest. Direction words come from the sign."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sijill.model.figures import Figure, Toll, TollRow
from sijill.reports._dispute import dispute_notes
from sijill.reports._material import Driver, PublishedValue, Trend, least_share
from sijill.reports._nouns import Noun
from sijill.reports._tables import month_name, month_of
from sijill.reports._writer import Writer
from sijill.reports.document import Paragraph, Runs, Text
from sijill.tolls import statistics
from sijill.tolls.statistics import Certainty, Direction
from sijill.values import (
    Period,
    format_change,
    format_count,
    format_percent,
    format_period,
    message,
    message_n,
    translate_n,
)

_LOWEST = message_n("It is the lowest count in {n} month.", "It is the lowest count in {n} months.")
_HIGHEST = message_n("It is the highest count in {n} month.", "It is the highest count in {n} months.")
_OVERLAP = message(
    "The month before counted {before}; the ranges overlap, so whether the count rose or fell cannot be said."
)
_BOTH_OPEN = message(
    "What is certain changed against the month before ({before}): {change}. Both counts are open, so this "
    "is a change of the lower bounds and says nothing of the totals."
)
_CHANGES = {
    (Certainty.LOWER_BOUNDS, Direction.UNCHANGED): message(
        "What is certain is the same as in the month before ({before}); both counts are open."
    ),
    (Certainty.LOWER_BOUNDS, Direction.ROSE): _BOTH_OPEN,
    (Certainty.LOWER_BOUNDS, Direction.FELL): _BOTH_OPEN,
    (Certainty.APART, Direction.ROSE): message(
        "The count rose against the month before ({before}), by at least {change}."
    ),
    (Certainty.APART, Direction.FELL): message(
        "The count fell against the month before ({before}), by at least {change}."
    ),
    (Certainty.EXACT, Direction.UNCHANGED): message("The count is the same as in the month before ({before})."),
    (Certainty.EXACT, Direction.ROSE): message(
        "The count rose against the month before ({before}): {change}, or {share}."
    ),
    (Certainty.EXACT, Direction.FELL): message(
        "The count fell against the month before ({before}): {change}, or {share}."
    ),
}
_FROM_NONE = message("The count rose against the month before ({before}): {change}.")


def trend(w: Writer, now: Figure, trend: Trend, noun: Noun) -> Iterator[Paragraph]:
    """Yield what can be said of a month among its months; what the register does not hold is left out."""
    sentences = [*_year_to_date(w, now, trend, noun), *_change(w, now, trend), *_extreme(w, now, trend)]
    if sentences:
        yield Paragraph(tuple(run for sentence in sentences for run in (*sentence, Text(" ")))[:-1])
    if trend.driver is not None:
        yield Paragraph(_driver(w, now, trend.driver))


def month_notes(w: Writer, trend: Trend) -> tuple[Runs, ...]:
    """Return the notes below a table by month: what was printed elsewhere and what is not held."""
    notes: list[Runs] = []
    if trend.published_only and trend.by_month is not None:
        printed = [row for row in trend.by_month.rows if row.key in trend.published_only]
        names = [month_name(w, row) for row in printed]
        notes.append(
            w.message(
                "Known only as figures printed by a source, not counted from records of this register: {months}.",
                months=w.listed(names),
            )
        )
    if trend.not_held:
        names = [format_period(Period.parse(month), w.language) for month in trend.not_held]
        notes.append(w.message("The register holds no count for: {months}.", months=w.listed(names)))
    return tuple(notes)


def months_it_is_extreme_in(toll: Toll, key: str, *, lowest: bool) -> int:
    """
    Return over how many consecutive months, itself included, a month is the lowest (or highest) (ST7).

    A tie ends the run, and so does a month that is not held.
    """
    rows = list(toll.rows)
    at = next((i for i, row in enumerate(rows) if row.key == key), None)
    if at is None:
        return 0
    count = 1
    for later, earlier in zip(rows[at::-1], rows[at - 1 :: -1] if at else [], strict=False):
        below, above = (rows[at], earlier) if lowest else (earlier, rows[at])
        # Only numbers that are certainly apart: an open number may be as high as any.
        beyond = below.figure.high is not None and below.figure.high < above.figure.low
        if not beyond or not _follows(earlier, later):
            break
        count += 1
    return count


def _driver(w: Writer, now: Figure, driver: Driver) -> Runs:
    share = least_share(driver.killed, now)
    told = message("Largest single incident: {incident}, with {killed}.")
    if share is not None and driver.killed.low == driver.killed.high:
        told = message("Largest single incident: {incident}, with {killed}: {share} of the count of the month.")
    elif share is not None:
        told = message(
            "Largest single incident: {incident}, with {killed}: at least {share} of the count of the month."
        )
    killed, incident = w.counted(driver.killed, w.dead), w.label(driver.label)
    said = w.message(told, incident=incident, killed=killed, share="" if share is None else _percent(w, share))
    differ = dispute_notes(w, [(driver.label, driver.accounts)])
    return said + w.marks(driver.notes) + tuple(run for note in differ for run in (Text(" "), *note))


def _year_to_date(w: Writer, now: Figure, trend: Trend, noun: Noun) -> Iterator[Runs]:
    whole = trend.year_to_date
    if whole is None:
        return
    year = str(now.definition.window.start.year)
    share = least_share(now, whole) if now.low == now.high else None
    if isinstance(whole, PublishedValue):
        yield w.message(
            "{source} printed {count} for {year} up to the end of the month; that number is theirs and is not counted "
            "from the records of this register.",
            source=w.label(whole.source),
            count=w.counted(whole, noun),
            year=year,
        ) + w.marks(whole.notes)
    else:
        yield w.message(
            "The toll since the start of {year} stands at {count}.", year=year, count=w.counted(whole, noun)
        ) + w.cite(whole.id)
    if share is not None and share <= 1 and now.definition.window.is_month:
        yield w.message("The month is {share} of the year to date.", share=_percent(w, share))


def _change(w: Writer, now: Figure, trend: Trend) -> Iterator[Runs]:
    if trend.before is None:
        return
    was = trend.before.value if isinstance(trend.before, PublishedValue) else trend.before
    moved = statistics.change(now, was)
    told = _CHANGES.get((moved.certainty, moved.direction), _OVERLAP)
    if (moved.certainty, moved.direction) == (Certainty.EXACT, Direction.ROSE) and moved.share is None:
        told = _FROM_NONE
    least = moved.certainty is Certainty.APART  # "by at least" stands before it, so it carries no sign
    change = format_count(abs(moved.difference), w.language) if least else format_change(moved.difference, w.language)
    share = "" if moved.share is None else _percent(w, abs(moved.share))
    yield w.message(told, before=w.number(was), change=change, share=share)


def _extreme(w: Writer, now: Figure, trend: Trend) -> Iterator[Runs]:
    if trend.by_month is None:
        return
    key = now.definition.window.text
    for lowest, words in ((True, _LOWEST), (False, _HIGHEST)):
        count = months_it_is_extreme_in(trend.by_month, key, lowest=lowest)
        if count > 2:
            yield (Text(translate_n(w.language, *words, count)),)


def _follows(earlier: TollRow, later: TollRow) -> bool:
    first, second = month_of(earlier), month_of(later)
    return first is not None and second is not None and (second.start - first.end).days == 1


def _percent(w: Writer, share: Decimal) -> str:
    return format_percent(share, w.language, places=1)
