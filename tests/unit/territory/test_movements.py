"""Who moved: totals of each source, kinds never added, and how far sources lie apart (S2.13). All of it invented."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sijill.model import Rank, Stance
from sijill.model.territory import Counting, Movement, MovementKind
from sijill.records import AnyRecord, Record, RecordedValue
from sijill.territory import Bounds, Moved, movements_among, spreads
from sijill.values import CountRange, PartialDate

numbers = itertools.count(1)


def record(kind: str, noun: type, values: dict[str, Any]) -> AnyRecord:
    """Return a record that holds these values, each by a decision."""
    held = {}
    for name, value in values.items():
        number = next(numbers)
        held[name] = (RecordedValue(value, f"s{number}", number, Rank.NORMAL, Stance.ASSERT, None, ()),)
    return Record.of(kind, noun, f"r{next(numbers)}", held, 1)


def count(low: int | None, high: int | str | None = "") -> CountRange:
    return CountRange(low, low if isinstance(high, str) else high)


def moved(day: str, source: str | None, counting: str | None, people: CountRange | None, **rest: Any) -> AnyRecord:
    values = {
        "kind": MovementKind(rest.pop("kind", "evacuation")),
        "moved_on": PartialDate(day),
        "said_by": source,
        "counting": Counting(counting) if counting else None,
        "people": people,
        **rest,
    }
    values["since"] = PartialDate(values["since"]) if values.get("since") else None
    return record("movement", Movement, {name: one for name, one in values.items() if one is not None})


def read(*records: AnyRecord) -> tuple[Moved, ...]:
    return movements_among(records, source_of=lambda one: one.noun.said_by)


def totals(*records: AnyRecord) -> list[CountRange | None]:
    found = {one.record.id: one.cumulative for one in read(*records)}
    return [found[one.id] for one in records]


def test_a_cumulative_number_is_taken_and_a_later_increment_is_added_to_it():
    assert totals(
        moved("2016-12-16", "Invented Relief", "cumulative", count(10_000)),
        moved("2016-12-19", "Invented Relief", "increment", count(1_500)),
        moved("2016-12-20", "Invented Relief", "increment", count(500, 700)),
    ) == [count(10_000), count(11_500), count(12_000, 12_200)]


def test_an_increment_that_a_later_cumulative_number_holds_is_not_added_again():
    assert totals(
        moved("2016-12-19", "Invented Relief", "increment", count(15_000)),
        moved("2016-12-19", "Invented Relief", "cumulative", count(25_000)),
        moved("2016-12-20", "Invented Relief", "increment", count(100)),
    ) == [count(25_000), count(25_000), count(25_100)]


def test_days_that_overlap_may_share_people():
    """10,500 by the 8th; up to 50,000 in the two days to the 10th: from 10,500 to 60,500."""
    told = totals(
        moved("2016-12-08", "Invented Officials", "cumulative", count(10_500)),
        moved("2016-12-10", "Invented Officials", "increment", count(0, 50_000), since="2016-12-08"),
    )

    assert told[1] == count(10_500, 60_500)


def test_convoys_of_different_numbers_are_different_people():
    """Nearly 1,000, then 1,198, then one that nobody counted: at least 1,198, and no upper end."""
    first = moved("2016-12-15", "Invented Monitor", None, count(None, 999), convoy="1")
    second = moved("2016-12-15", "Invented Monitor", None, count(1_198), convoy="2")
    third = moved("2016-12-15", "Invented Monitor", None, None, convoy="3")

    assert totals(first, second) == [count(1_198, 2_197)] * 2
    assert totals(first, second, third) == [count(1_198, None)] * 3


def test_two_accounts_of_one_convoy_are_rivals_and_not_two_convoys():
    assert (
        totals(
            moved("2016-12-15", "Invented Monitor", None, count(900), convoy="1"),
            moved("2016-12-15", "Invented Monitor", None, count(1_000), convoy="1"),
        )
        == [count(900, 1_000)] * 2
    )


def test_kinds_of_movement_and_sources_are_never_added():
    assert totals(
        moved("2016-12-10", "Invented Officials", "increment", count(100)),
        moved("2016-12-11", "Invented Officials", "increment", count(20), kind="surrender"),
        moved("2016-12-12", "Invented Relief", "increment", count(3)),
    ) == [count(100), count(20), count(3)]


def test_routes_are_not_added_and_a_route_not_told_stands_for_every_one():
    assert totals(
        moved("2016-12-10", "Invented Relief", "increment", count(100), from_place="Inventedtown"),
        moved("2016-12-11", "Invented Relief", "increment", count(20), from_place="Othertown"),
        moved("2016-12-12", "Invented Relief", "increment", count(3)),
    ) == [count(100), count(20), count(123)]


def test_what_remains_or_was_planned_and_what_has_no_number_has_no_total():
    assert totals(
        moved("2016-12-15", "Invented Envoy", "remaining", count(50_000)),
        moved("2016-12-15", "Invented Official", "planned", count(15_000)),
        moved("2016-12-16", "Invented Rebels", "cumulative", None),
        moved("2016-12-16", None, "cumulative", count(7)),
        moved("2016-12-16", "Invented Voice", None, count(7)),
    ) == [None, None, None, count(7), None]


def test_totals_of_one_day_lie_so_far_apart():
    relief = moved("2016-12-16", "Invented Relief", "cumulative", count(10_000))
    monitor = moved("2016-12-16", "Invented Monitor", "cumulative", count(8_500))
    rebels = moved("2016-12-16", "Invented Rebels", "cumulative", None)

    (spread,) = spreads(read(relief, monitor, rebels))

    assert (spread.low.source, spread.high.source) == ("Invented Monitor", "Invented Relief")
    assert spread.gap == Bounds(1_500, 1_500)
    assert round(spread.ratio.low, 3) == 1.176
    assert spread.comparable
    assert [one.value for one in spread.totals if one.source == "Invented Rebels"] == [None]


def test_a_lower_total_that_was_carried_is_not_comparable_and_a_higher_one_is():
    """A total never falls; what stood lower days ago may have grown since."""
    accounts = [
        moved("2016-12-16", "Invented Monitor", "cumulative", count(8_500)),
        moved("2016-12-19", "Invented Relief", "cumulative", count(25_000)),
        moved("2016-12-20", "Invented Monitor", "cumulative", count(16_200)),
    ]

    carried_low, carried_high = spreads(read(*accounts))

    assert (carried_low.gap, carried_low.comparable) == (Bounds(16_500, 16_500), False)
    assert (carried_high.gap, carried_high.comparable) == (Bounds(8_800, 8_800), True)
    assert [one.carried for one in carried_low.totals] == [True, False]


def test_what_its_source_said_remains_is_the_most_that_a_carried_total_can_have_grown_to():
    accounts = [
        moved("2016-12-20", "Invented Monitor", "cumulative", count(16_200)),
        moved("2016-12-20", "Invented Monitor", "remaining", count(2_000, 3_000)),
        moved("2016-12-22", "Invented Relief", "cumulative", count(34_001, None)),
    ]

    (spread,) = spreads(read(*accounts))

    assert spread.low.at_most == 19_200
    assert (spread.gap, spread.comparable) == (Bounds(14_801, None), True)
    assert round(spread.ratio.low, 2) == 1.77
    assert spread.ratio.high is None


increments = st.lists(
    st.builds(
        lambda day, length, low, more, convoy: (day, max(1, day - length), low, low + more, convoy),
        st.integers(1, 28),
        st.integers(0, 4),
        st.integers(0, 50),
        st.integers(0, 50),
        st.sampled_from([None, None, "1", "2", "3"]),
    ),
    min_size=1,
    max_size=7,
)


def told(one: tuple[int, int, int, int, str | None]) -> AnyRecord:
    day, first, low, high, convoy = one
    since = f"2016-12-{first:02d}"
    return moved(f"2016-12-{day:02d}", "Invented Relief", "increment", count(low, high), since=since, convoy=convoy)


@given(increments, st.randoms(use_true_random=False))
def test_increments_in_any_order_give_the_same_totals(values, chance):
    shuffled = [*values]
    chance.shuffle(shuffled)

    def by_day(some):
        return {one.as_of.edtf: one.cumulative for one in read(*map(told, some))}

    assert by_day(values) == by_day(shuffled)


@given(increments)
def test_a_total_of_increments_never_falls_and_holds_each_of_them(values):
    found = read(*map(told, values))

    ends = [one.cumulative.high for one in found]
    assert ends == sorted(ends)
    assert all(one.cumulative.high >= one.noun.people.high for one in found)
    assert found[-1].cumulative.high <= sum(high for _, _, _, high, _ in values)
