"""The accounts of one place folded in time into spells: what holds from one stamp to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from sijill.model.territory import ControlState
from sijill.territory._account import WHOLLY, Account
from sijill.territory._rules import ControlRules
from sijill.territory._standing import UNKNOWN, Standing, after, beside, claimed, differs, filled
from sijill.territory._when import A_DAY, When, day_of, stamp

_FAR = 10_000


@dataclass(frozen=True, slots=True)
class Step:
    """One account as it comes to a place: its own, or that of a wider area; or the end of what it told."""

    at: int
    by: int
    account: Account
    is_wider: bool = False
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Spell:
    """How a place stands from a stamp on."""

    by: int
    standing: Standing

    @property
    def day(self) -> date:
        """The day on which it begins."""
        return day_of(self.by)


def reaches(account: Account, rules: ControlRules) -> bool:
    """Test whether an account of an area speaks of its parts: one that gives all of it to a party, and counts."""
    whole = rules.reaches_parts and account.is_whole and not account.is_attempt and account.when is not None
    return whole and counts(account, rules) and not account.is_partisan(rules)


def counts(account: Account, rules: ControlRules) -> bool:
    """Test whether an account is evidence at all: one read from a map is not."""
    return account.source_kind is None or account.source_kind not in rules.not_counted


def steps_of(
    own: Sequence[Account], wider: Iterable[Account], rules: ControlRules
) -> tuple[list[Step], tuple[Account, ...]]:
    """
    Return the steps that bring a place where it stands, in order, and its accounts that date no change.

    An account of a wider area comes where no nearer one speaks of its day. One that places a change only within a
    span comes at the end of it, unless a dated one speaks of the span.
    """
    dated = {
        one.when.day for one in own if one.when and one.when.is_dated and one.state and not one.is_attempt
        if counts(one, rules) and not one.is_partisan(rules)
    }  # fmt: skip
    steps: list[Step] = []
    undated: list[Account] = []
    for account, is_wider in (*((one, False) for one in own), *((one, True) for one in wider)):
        when = account.when
        if account.is_attempt:
            continue
        spoken_of = when is not None and _overlap(dated, when, is_wider=is_wider)
        if when is None or spoken_of:
            if not is_wider:
                undated.append(account)
            continue
        steps.append(Step(when.at, when.by, account, is_wider))
        if account.until is not None:
            ended = stamp(account.until + timedelta(days=1), 0) if account.until < date.max else when.at
            steps.append(Step(max(ended, when.at), max(ended, when.by), account, is_wider, is_end=True))
    steps.sort(key=lambda one: (one.at, one.is_end, one.account.seq, one.account.id))
    return steps, tuple(undated)


def _overlap(dated: set[int], when: When, *, is_wider: bool) -> bool:
    if when.is_dated:
        return is_wider and when.day in dated
    return any(when.first // A_DAY <= day <= when.day for day in dated)


def spells_of(steps: Sequence[Step], rules: ControlRules) -> tuple[Spell, ...]:
    """Return the spells that some steps make; what is known of a day in parts is known for certain by its end."""
    made: list[Spell] = []
    standing, by = UNKNOWN, 0
    for _, group in groupby(steps, key=lambda one: one.at):
        together = list(group)
        by = max(by, *(one.by for one in together))
        standing = _together(standing, together, rules)
        if made and made[-1].by == by:
            made.pop()
        made.append(Spell(by, standing))
    return tuple(made)


def _together(before: Standing, steps: Sequence[Step], rules: ControlRules) -> Standing:
    """
    Return how a place stands after accounts of one time.

    Those of one voice follow each other as recorded. Where voices disagree, one is chosen, and the rest stand against
    it.
    """
    if len(steps) == 1:
        return _step(before, steps[0], rules)
    voices: dict[str, list[Step]] = {}
    for one in steps:
        if not one.is_end:
            voices.setdefault(one.account.voice, []).append(one)
    ends = [one for one in steps if one.is_end]
    ranked = sorted(voices.values(), key=lambda said: _rank(said, rules))
    standing = before
    for place, said in enumerate(ranked):
        made = before
        for one in said:
            made = _step(made, one, rules)
        if place == 0:
            standing = made
            continue
        accounts = tuple(one.account for one in said)
        if made.state is before.state and made.accounts == before.accounts:  # it changed nothing, or does not count
            new = tuple(one for one in made.against if one not in before.against)
            standing = replace(
                standing, against=(*standing.against, *(one for one in new if one not in standing.against))
            )
        elif differs(standing, made):
            standing = replace(standing, against=(*standing.against, *accounts))
        else:
            standing = replace(
                standing,
                accounts=(*standing.accounts, *(one for one in accounts if one not in standing.accounts)),
                overlays=tuple(dict([*standing.overlays, *made.overlays]).items()),
            )
    for one in ends:
        standing = _step(standing, one, rules)
    return standing


def _rank(said: Sequence[Step], rules: ControlRules) -> tuple[bool, bool, int, int, int]:
    """Order voices of one time: what was seen before what is said, then by nearness, exactness and order recorded."""
    last = said[-1].account
    said_only = (ControlState.CLAIMED_ONLY, ControlState.CONCEDED_ONLY)
    uncounted = not counts(last, rules) or last.is_partisan(rules) or last.state in said_only
    widths = [share.width for one in said for _, share in one.account.holders if share is not None]
    exact = int(min(widths) * _FAR) if widths else 0 if last.state in WHOLLY else _FAR
    return uncounted, said[-1].is_wider, last.lag, exact, -max(one.account.seq for one in said)


def _step(before: Standing, step: Step, rules: ControlRules) -> Standing:
    account = step.account
    if step.is_end:
        return _ended(before, account)
    if not counts(account, rules):
        return beside(before, account)
    if account.is_partisan(rules) or account.state is ControlState.CLAIMED_ONLY:
        return claimed(before, account, rules)
    return filled(before, account, rules) if step.is_wider else after(before, account, rules)


def _ended(before: Standing, account: Account) -> Standing:
    """Return unknown where nothing has spoken since an account that was valid to a stated end."""
    if not before.accounts or before.accounts[-1] != account or account.until is None:
        return before
    return Standing(since=f"{account.until + timedelta(days=1)}", last=stamp(account.until, 0) // A_DAY + 1)
