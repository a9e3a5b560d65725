"""The fast reading: the spells of every place, folded once, and what is asked of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from sijill.model.territory import ControlState, Overlay
from sijill.territory._account import Account
from sijill.territory._area import Area, Areas
from sijill.territory._fold import Spell, reaches, spells_of, steps_of
from sijill.territory._rules import ControlRules
from sijill.territory._standing import UNKNOWN, Standing, differs
from sijill.territory._when import A_DAY, asked, day_of

_SIEGE = (Overlay.ENCIRCLED, Overlay.BESIEGED)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A place through time: its spells by their stamps, its attempts, and accounts that date no change."""

    area: Area
    stamps: tuple[int, ...]
    spells: tuple[Spell, ...]
    attempts: tuple[Account, ...] = ()
    undated: tuple[Account, ...] = ()

    def at(self, stamp: int) -> Standing:
        """Return how the place stands at a stamp."""
        place = bisect_right(self.stamps, stamp)
        return self.spells[place - 1].standing if place else UNKNOWN

    def against(self, stamp: int) -> tuple[Account, ...]:
        """Return the accounts that say otherwise than what holds at a stamp, undated ones that may speak of it too."""
        standing = self.at(stamp)
        open_ones = (one for one in self.undated if one.when is None or one.when.first <= stamp)
        others = (one for one in open_ones if (one.state, one.gainer) != (standing.state, standing.party))
        return (*standing.against, *others)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of how a place stands, as far as it is told."""

    on: str
    day: date
    before: Standing
    after: Standing


@dataclass(frozen=True, slots=True)
class Siege:
    """A time under an overlay, from its first day to its last; without an end it lasts as far as is told."""

    overlay: Overlay
    starts: date
    ends: date | None

    @property
    def days(self) -> int | None:
        """How many days it lasted, its first and last counted; None while its end is not told."""
        return (self.ends - self.starts).days + 1 if self.ends else None


class Ground:
    """
    Who held which place when, by what is recorded up to one entry.

    Built once; a question of any day is a search among sorted stamps.
    """

    def __init__(self, areas: Areas, accounts: Iterable[Account], rules: ControlRules, zone: ZoneInfo) -> None:
        """Take areas and their accounts."""
        self.areas, self.rules, self.zone = areas, rules, zone
        self.accounts: dict[str, list[Account]] = {}
        for one in accounts:
            self.accounts.setdefault(one.place, []).append(one)

    @cached_property
    def timelines(self) -> Mapping[str, Timeline]:
        """The timeline of every place that an account, or one of a wider area, speaks of."""
        whole = {key: [one for one in said if reaches(one, self.rules)] for key, said in self.accounts.items()}
        found: dict[str, Timeline] = {}
        for area in self.areas:
            own = self.accounts.get(area.key, [])
            wider = [one for above in self.areas.above(area.key) for one in whole.get(above, ())]
            if own or wider:
                steps, undated = steps_of(own, wider, self.rules)
                spells = spells_of(steps, self.rules)
                tried = sorted((one for one in own if one.is_attempt), key=_in_order)
                found[area.key] = Timeline(area, tuple(one.by for one in spells), spells, tuple(tried), undated)
        return found

    @cached_property
    def last_day(self) -> date:
        """The last day of which anything is told; the first of all where nothing is."""
        return day_of(max((line.stamps[-1] for line in self.timelines.values() if line.stamps), default=A_DAY))

    def at(self, moment: date | datetime) -> Iterator[tuple[Timeline, Standing]]:
        """Give every place and how it stands at the end of a day, or at a moment, in the register's zone."""
        stamp = asked(moment, self.zone)
        return ((line, line.at(stamp)) for line in self.timelines.values())

    def standing(self, key: str, moment: date | datetime) -> Standing:
        """Return how one place stands."""
        return self.timelines[key].at(asked(moment, self.zone)) if key in self.timelines else UNKNOWN

    def changes(self, key: str) -> tuple[Change, ...]:
        """
        Return the changes of a place in order, from the end of one day to that of another.

        Where it stood first is no change, nor are the same holders with shares that overlap those told before.
        """
        found: list[Change] = []
        before: Standing | None = None
        for day, standing in self._days(key):
            if before is not None and differs(before, standing):
                found.append(Change(standing.since or day.isoformat(), day, before, standing))
            if before is None or differs(before, standing) or standing.width <= before.width:
                before = standing
        return tuple(found)

    def _days(self, key: str) -> Iterator[tuple[date, Standing]]:
        """Give the last standing of each day on which something was told."""
        spells = self.timelines[key].spells if key in self.timelines else ()
        for place, spell in enumerate(spells):
            following = spells[place + 1] if place + 1 < len(spells) else None
            if following is None or following.by // A_DAY != spell.by // A_DAY:
                yield day_of(spell.by), spell.standing

    def flips(self, key: str) -> int:
        """Return how often another side came to hold all or most of a place."""
        held = [
            self.rules.sides.side_of(standing.party)
            for _, standing in self._days(key)
            if standing.party and standing.state not in (ControlState.CONCEDED_ONLY, ControlState.CLAIMED_ONLY)
        ]
        return sum(one != other for one, other in pairwise(held))

    def sieges(self, key: str) -> tuple[Siege, ...]:
        """Return the times for which a place was encircled or besieged."""
        found: list[Siege] = []
        begun: dict[Overlay, date] = {}
        for day, standing in self._days(key):
            over = {one for one, _ in standing.overlays if one in _SIEGE}
            ended = [one for one in begun if one not in over]
            found += [Siege(one, begun.pop(one), day - timedelta(days=1)) for one in ended]
            begun |= {one: day for one in over if one not in begun}
        return (*found, *(Siege(one, day, None) for one, day in begun.items()))


def _in_order(account: Account) -> tuple[int, int]:
    return (account.when.at if account.when else 0, account.seq)
