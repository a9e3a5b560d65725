"""The slow, obvious reading: all accounts folded afresh for one question, to hold the fast one against."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sijill.territory._account import Account
from sijill.territory._area import Areas
from sijill.territory._fold import reaches, spells_of, steps_of
from sijill.territory._rules import ControlRules
from sijill.territory._standing import UNKNOWN, Standing
from sijill.territory._when import asked


def standing_of(
    key: str, moment: date | datetime, areas: Areas, accounts: Sequence[Account], rules: ControlRules, zone: ZoneInfo
) -> Standing:
    """Return how a place stands, by going through every account there is and stopping at the moment asked."""
    own = [one for one in accounts if one.place == key]
    wider = [one for one in accounts if one.place in areas.above(key) and reaches(one, rules)]
    steps, _ = steps_of(own, wider, rules)
    known = []
    for step in steps:
        if step.by > asked(moment, zone):
            break
        known.append(step)
    # An account of the same time as one that is not known yet cannot be told from it, so it waits with it.
    later = steps[len(known)].at if len(known) < len(steps) else None
    spells = spells_of([one for one in known if one.at != later], rules)
    return spells[-1].standing if spells else UNKNOWN
