"""After any accounts: the fast reading equals the slow one, and what was known on a day equals a snapshot of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sizes import often
from tests.unit.territory.told import AREAS, RULES, ZONE, account, ground

from sijill.adapters import clock
from sijill.model.territory import ControlState
from sijill.territory import at_document
from sijill.territory._referee import standing_of
from sijill.workspace import Register, Settings

FIRST = date(2020, 1, 1)
DAYS = [(FIRST + timedelta(days=n)).isoformat() for n in range(6)]
DATES = (*DAYS, "../2020-01-02", "2020-01", "[2020-01-02..2020-01-04]", "2020-01-02/2020-01-05", None)
PARTIES = (None, "crown", "guard", "friends", "league", "hillfolk")
SHARES = ("", " parts", " large_parts", " most", " almost_all", " 30%", " 50%", " all")
ONE = st.fixed_dictionaries(
    {
        "state": st.sampled_from((None, *(one.value for one in ControlState))),
        "on": st.sampled_from(DATES),
        "party": st.sampled_from(PARTIES),
        "by": st.sampled_from(PARTIES),
        "against": st.sampled_from(PARTIES),
        "holders": st.lists(
            st.tuples(st.sampled_from(PARTIES[1:]), st.sampled_from(SHARES)), max_size=2, unique_by=lambda one: one[0]
        ).map(lambda some: ", ".join(map("".join, some))),
        "event": st.sampled_from((None, "captured", "advanced", "withdrew", "surrounded", "siege_lifted", "repelled")),
        "overlays": st.sampled_from(((), (), ("encircled",), ("fire_control",))),
        "time_text": st.sampled_from((None, None, "early hours", "14:30", "مساء", "later that day", "night")),
        "said_by": st.sampled_from((None, None, "Invented Monitor", "Invented Agency", "Crown Guard", "River League")),
        "said_on": st.sampled_from((None, None, None, "2020-01-03")),
        "until": st.sampled_from((None, None, None, "2020-01-04")),
        "holds": st.sampled_from((None, "throughout", "within")),
        "outcome": st.sampled_from((None, None, None, None, "failed")),
    }
)
TOLD = st.lists(st.tuples(st.sampled_from(sorted(AREAS.by_key)), ONE), max_size=12)
CLOCKS = st.sampled_from(
    [datetime(2020, 1, day, hour, 30, tzinfo=ZONE) for day in (1, 3, 5) for hour in (0, 5, 14, 23)]
)


@given(TOLD, st.lists(CLOCKS, max_size=3))
def test_the_fast_reading_equals_the_slow_one(told, moments):
    """Issue 13: a slow referee beside the fast reading."""
    accounts = [account(place, seq=seq, **one) for seq, (place, one) in enumerate(told)]
    fast = ground(*accounts)

    for key in AREAS.by_key:
        for moment in (*(date.fromisoformat(day) for day in DAYS), date(2020, 2, 9), *moments):
            assert fast.standing(key, moment) == standing_of(key, moment, AREAS, accounts, RULES, ZONE)
        assert [one.day for one in fast.changes(key)] == sorted(one.day for one in fast.changes(key))


@given(st.data())
@settings(max_examples=often(25, 3))
def test_what_was_known_on_a_day_equals_a_snapshot_of_that_day(data):
    """Issue 13: late and corrected reports; for every day, as known then."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        now = [datetime(2020, 3, 1, tzinfo=UTC)]
        before = clock.now
        clock.now = lambda: now[0]
        try:
            _replay(Path(folder) / "register", now, data)
        finally:
            clock.now = before


def _replay(folder: Path, now: list[datetime], data: Any) -> None:
    day = st.sampled_from(DAYS)
    who = st.sampled_from(("syrian_gov", "rebels", "sdf"))
    kept: dict[str, Any] = {}
    known: list[tuple[str, str]] = []
    with Register.init(folder, settings=Settings("Invented register", "tester")) as register:
        for name in ("Upper Mill", "Lower Mill"):
            register.records.record("place", {"name": name, "within": ["Inventedtown"]}, reason="invented")
        register.records.record("place", {"name": "Inventedtown"}, reason="invented")
        for _ in range(data.draw(st.integers(2, 8))):
            now[0] += timedelta(days=1)
            way = data.draw(st.integers(0, 3))
            if known and way == 0:
                place, statement = known.pop(data.draw(st.integers(0, len(known) - 1)))
                register.records.retract(statement, reason="misread")
            elif known and way == 1:
                place, _ = data.draw(st.sampled_from(known))
                register.records.record("control", {"valid_from": data.draw(day)}, subject=place, reason="corrected")
            else:
                values = {
                    "place": data.draw(st.sampled_from(("Upper Mill", "Lower Mill", "Inventedtown"))),
                    "state": data.draw(st.sampled_from(("held", "entered", "conceded_only"))),
                    "party": data.draw(who),
                    "valid_from": data.draw(day),
                }
                made = register.records.record("control", values, reason="invented")
                known.append((made.subject, made.statements[1]))
            kept[now[0].date().isoformat()] = _states(register, None)
        for then, states in kept.items():
            assert _states(register, then) == states


def _states(register: Register, as_of: str | None) -> list[Any]:
    ground = register.territory.ground(as_of=as_of)
    return [at_document(ground, FIRST + timedelta(days=n), "")["places"] for n in range(7)]
