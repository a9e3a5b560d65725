"""Records declared within a published line: they count by themselves and the line counts what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sijill.methodology import Chosen, Filing, Rules
from sijill.model import Clock
from sijill.tolls.units._people import GROUPS, named_numbers
from sijill.tolls.units._unit import Oddity, Unit
from sijill.values import PartialDate


def take_out(found: Sequence[Unit], within: Mapping[str, str], rules: Rules, odd: list[Oddity]) -> list[Unit]:
    """
    Return the units with every part taken out of its whole.

    The whole's own number bounds the sum, so an open or wider end of a part inside it is
    closed at the part's best: "at least 44" within a line of 55 adds 44 and leaves 11.
    What a part does not state (row, place, date), its line states for it, so that no row
    changes only because a part was written down. A person counted in an incident and declared
    within a line is taken out of it as well.
    """
    by_id = {unit.record: unit for unit in found}
    whole_of = _straight({**_of_their_dead(found, within), **within}, by_id, odd)
    parts_of: dict[str, list[str]] = defaultdict(list)
    for part, whole in whole_of.items():
        parts_of[whole].append(part)
    for part in sorted(whole_of, key=lambda record: _depth(record, whole_of)):
        by_id[part] = _in_line(_closed(by_id[part]), by_id[whole_of[part]], rules, odd)
    for unit in found:
        for person in unit.people if unit.kind == "incident" else ():
            line = within.get(person.id)
            # What hangs in one whole with the line is taken out of that whole already.
            if line in by_id and not {line, *above(line, whole_of)} & {unit.record, *above(unit.record, whole_of)}:
                numbers = {name: one for name, one in named_numbers((person,), rules).items() if one.best}
                by_id[person.id] = replace(unit, record=person.id, numbers=numbers)
                parts_of[line].append(person.id)
    # The innermost first: a line inside a line gives up its parts after it was taken out of its own whole.
    for whole in sorted(parts_of, key=lambda record: _depth(record, whole_of)):
        _split(whole, parts_of[whole], by_id, odd)
    return [by_id[unit.record] for unit in found]


def above(record: str, within: Mapping[str, str]) -> list[str]:
    """Return what a record is declared within, by whatever road, the nearest first."""
    found: list[str] = []
    while record in within and within[record] not in found:
        record = within[record]
        found.append(record)
    return found


def _of_their_dead(found: Sequence[Unit], within: Mapping[str, str]) -> dict[str, str]:
    """Return the line of each incident whose dead are all known by name and all declared within that line."""
    lines = {}
    for unit in found:
        theirs = {within.get(person.id) for person in unit.people} - {unit.record}
        are_all = unit.kind == "incident" and len(unit.people) == unit.numbers["killed"].best
        if are_all and len(theirs) == 1 and (line := theirs.pop()) is not None:
            lines[unit.record] = line
    return lines


def _straight(within: Mapping[str, str], by_id: Mapping[str, Unit], odd: list[Oddity]) -> dict[str, str]:
    """Return part -> whole for units only; a record within itself, by whatever road, is reported and stands alone."""
    found = {part: whole for part, whole in within.items() if part in by_id and whole in by_id}
    straight = dict(found)
    for part in found:
        seen, above = {part}, found.get(part)
        while above is not None and above not in seen:
            seen.add(above)
            above = found.get(above)
        if above is not None:
            odd.append(Oddity("within_circle", part, "declared within a line that is within it"))
            del straight[part]
    return straight


def _depth(record: str, whole_of: Mapping[str, str]) -> int:
    depth = 0
    while record in whole_of:
        record, depth = whole_of[record], depth + 1
    return depth


def _closed(unit: Unit) -> Unit:
    numbers = {
        name: Chosen(n.best, n.best, n.best, n.soft) if name != "injured" else n for name, n in unit.numbers.items()
    }
    return replace(unit, numbers=numbers)


def _in_line(part: Unit, whole: Unit, rules: Rules, odd: list[Oddity]) -> Unit:
    assessment = part.assessment
    if part.noun.attribution is None:
        assessment = replace(assessment, filing=_filed(part, whole.assessment.filing, rules))
    places = {basis: part.places.get(basis) or place for basis, place in whole.places.items()}
    dates, borrowed = dict(part.dates), set(part.borrowed)
    for clock, window in whole.dates.items():
        own = dates.get(clock)
        if own is None and window is not None:
            dates[clock] = window
            if whole.kind == "tally" or clock in whole.borrowed:
                borrowed.add(clock)
        elif own is not None and window is not None and not own.overlaps(window):
            odd.append(Oddity("part_outside_line", part.record, _apart(clock, own, window)))
    return replace(
        part, assessment=assessment, places={**part.places, **places}, dates=dates, borrowed=frozenset(borrowed)
    )


def _filed(part: Unit, line: Filing, rules: Rules) -> Filing:
    """Return the line's filing with the cause that the part itself states, by name or by its weapon."""
    own = part.assessment.filing.cause
    if own is None or (part.noun.cause is None and line.actors and own in rules.nobody_named):
        return line
    is_cause = line.part in (*rules.causes, "other_cause")
    return replace(line, cause=own, part=(own if own in rules.causes else "other_cause") if is_cause else line.part)


def _apart(clock: Clock, own: PartialDate, window: PartialDate) -> str:
    return f"{clock.value} {own} lies outside the line's window {window}"


def _split(whole: str, parts: Sequence[str], by_id: dict[str, Unit], odd: list[Oddity]) -> None:
    """Leave the whole what its parts do not take, group by group, so that no sum over both changes."""
    line = by_id[whole]
    rest = {"killed": _rest(line, parts, "killed", by_id)}
    taken = sum(by_id[part].numbers["killed"].best for part in parts)
    if line.numbers["killed"].high is not None and taken > line.numbers["killed"].high:
        odd.append(Oddity("parts_exceed_line", whole, f"{taken} within a line of {line.numbers['killed'].best}"))
    room = rest["killed"].best
    for group in GROUPS:
        if group in line.numbers:
            left = _rest(line, parts, group, by_id)
            rest[group] = at_most(left, room, rest["killed"].high)
            room -= rest[group].best
            if spilt := left.best - rest[group].best:
                _pour(spilt, group, parts, by_id, whole, odd)
    others = {name: number for name, number in line.numbers.items() if name not in ("killed", *GROUPS)}
    if "status_known" in others:
        others["status_known"] = _rest(line, parts, "status_known", by_id)
    by_id[whole] = replace(line, numbers={**others, **rest}, taken_out=tuple(parts))


def _rest(line: Unit, parts: Sequence[str], name: str, by_id: Mapping[str, Unit]) -> Chosen:
    return less(
        line.numbers[name], sum(by_id[part].numbers[name].best for part in parts if name in by_id[part].numbers)
    )


def less(whole: Chosen, taken: int) -> Chosen:
    """Return a number less some people, who count elsewhere; it never falls below nought."""
    best = max(0, whole.best - taken)
    high = None if whole.high is None else max(0, whole.high - taken)
    return Chosen(max(0, whole.low - taken), best, high, min(whole.soft, best))


def at_most(number: Chosen, room: int, high: int | None) -> Chosen:
    """Return a number that fits into what is left of its total."""
    best = min(number.best, room)
    ends = [end for end in (number.high, high) if end is not None]
    return Chosen(min(number.low, best), best, max(best, min(ends)) if ends else None, min(number.soft, best))


def _pour(spilt: int, group: str, parts: Sequence[str], by_id: dict[str, Unit], whole: str, odd: list[Oddity]) -> None:
    """Put what no longer fits the rest of a line with the parts that were silent on it: it must have been there."""
    for part in parts:
        unit = by_id[part]
        if group in unit.numbers:
            continue
        room = unit.numbers["killed"].best - sum(unit.numbers[name].best for name in GROUPS if name in unit.numbers)
        if taken := min(room, spilt):
            by_id[part] = replace(unit, numbers={**unit.numbers, group: Chosen.exactly(taken)})
            spilt -= taken
    if spilt:
        odd.append(Oddity("groups_exceed_total", whole, f"{spilt} {group} fit neither the line's rest nor its parts"))
