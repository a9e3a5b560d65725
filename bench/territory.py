"""
Who held what: the states of 5,000 places on any date, from 10^5 accounts, beside bare DuckDB over the same rows.

Run ``python bench/territory.py [--accounts N] [--places N]``; both are warm and the ratio is taken in one run. DuckDB
only takes the last row of each place: it knows no partisans, parts, rivals or wider areas.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import duckdb

from sijill.model.territory import Control, ControlState, Holding
from sijill.model.theatres import Theatre
from sijill.territory import Area, Areas, ControlRules, Ground, Sides, account_of
from sijill.values import PartialDate
from sijill.values.extent import Extent

ZONE = ZoneInfo("Asia/Damascus")
FIRST, DAYS = date(2012, 1, 1), 3000
PARTIES = ("syrian_gov", "rebels", "sdf", "isis")
STATES = (ControlState.HELD, ControlState.HELD, ControlState.ENTERED, ControlState.CONTESTED)
SHARES = tuple(Extent.parse(text) for text in ("30%", "most", "parts", "almost_all"))


def told(accounts: int, places: int, chance: random.Random) -> list[Control]:
    """Return invented accounts of places and, one in a thousand, of the districts that hold them."""
    made = []
    for number in range(accounts):
        party, other = chance.sample(PARTIES, 2)
        state = chance.choice(STATES)
        wide = number % 1000 == 0
        place = f"d{chance.randrange(places // 50)}" if wide else f"p{chance.randrange(places)}"
        parts = state is ControlState.CONTESTED and not wide
        made.append(
            Control(
                f"c{number}",
                place,
                ControlState.HELD if wide else state,
                party,
                (Holding(party, chance.choice(SHARES)),) if parts else (),
                denominator=place,
                by=party,
                against=other if number % 3 else None,
                valid_from=PartialDate.on(FIRST + timedelta(days=chance.randrange(DAYS))),
                time_text="evening" if number % 7 == 0 else None,
            )
        )
    return made


def main() -> None:
    """Print how long it takes to build the reading, and its question beside DuckDB's."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--accounts", type=int, default=100_000)
    options.add_argument("--places", type=int, default=5_000)
    asked = options.parse_args()
    chance = random.Random(13)
    areas = Areas(
        [Area(f"d{n}", f"d{n}", f"District {n}", f"منطقة {n}", "district") for n in range(asked.places // 50)]
        + [Area(f"p{n}", f"p{n}", f"Quarter {n}", f"حي {n}", "quarter", (f"d{n // 50}",)) for n in range(asked.places)]
    )
    theatre = Theatre.load("syria")
    rules = ControlRules.of(None, Sides(theatre.parties, theatre.sides, theatre.at_peace))
    records = told(asked.accounts, asked.places, chance)
    start = time.perf_counter()
    accounts = [account_of(one, one.place or "", rules, ZONE, seq=seq) for seq, one in enumerate(records)]
    flat = time.perf_counter()
    ground = Ground(areas, accounts, rules, ZONE)
    spells = sum(len(line.spells) for line in ground.timelines.values())
    print(f"{len(accounts)} accounts flattened in {flat - start:.2f} s, folded in {time.perf_counter() - flat:.2f} s")
    print(f"{spells} spells of {len(ground.timelines)} places")
    rows = [
        (one.place, FIRST + timedelta(days=one.when.day - FIRST.toordinal()), one.when.at, one.state.value, one.party)
        for one in accounts
        if one.when and one.state
    ]
    database = duckdb.connect()
    database.execute("CREATE TABLE control (place VARCHAR, day DATE, stamp BIGINT, state VARCHAR, party VARCHAR)")
    columns = list(zip(*rows, strict=True))
    names = ("place", "day", "stamp", "state", "party")
    import pyarrow

    arrow = pyarrow.table(dict(zip(names, map(list, columns), strict=True)))
    database.register("arrow", arrow)
    database.execute("INSERT INTO control SELECT * FROM arrow")
    bare = """SELECT place, arg_max(state, stamp), arg_max(party, stamp), max(day) FROM control
        WHERE day <= ? GROUP BY place"""
    ratios, ours, theirs = [], [], []
    for _ in range(25):
        day = FIRST + timedelta(days=chance.randrange(DAYS // 2, DAYS))
        begin = time.perf_counter()
        states = [(line.area.slug, one.state, one.party, one.since) for line, one in ground.at(day)]
        middle = time.perf_counter()
        found = database.execute(bare, [day]).fetchall()
        ours.append(middle - begin)
        theirs.append(time.perf_counter() - middle)
        ratios.append(ours[-1] / theirs[-1])
        assert len(states) >= len(found)
    own, bare_ms = (statistics.median(one) * 1e3 for one in (ours, theirs))
    print(f"states of all places: {own:.1f} ms, bare DuckDB {bare_ms:.1f} ms")
    print(f"{statistics.median(ratios):.2f} times bare DuckDB (median of {len(ratios)}; bar: 3)")


if __name__ == "__main__":
    main()
