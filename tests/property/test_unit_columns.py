"""A toll counted from columns is the toll of the units that they were made of: figures, basis and notes alike."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counting import MAY, Example, shipped_rules
from tests.property.test_counting import registers
from tests.property.test_moved_countings import NOW, acts, drafts_of
from tests.referees import MemoryLedger, MemoryVault
from tests.sizes import often

from sijill import tolls
from sijill.adapters.parquet import read_units, told_of, units_bytes
from sijill.ledger import Draft
from sijill.methodology import Rules
from sijill.model import Clock
from sijill.model.entries import Sameness
from sijill.tolls import Snapshot, Ties
from sijill.tolls.axes import OWN_AXES
from sijill.tolls.columns import Rows, UnitColumns, brought_forward, columns_of, latest_month_of, toll_of

METHODS = ("snhr", "ohchr", "ucdp_ged", "vdc")
CELLS = st.dictionaries(
    st.sampled_from(("party", "cause", "governorate", "month", "group", "status", "verification")), st.integers(0, 99)
)
KEYS = {
    "party": ("syrian_gov", "other", "not_stated"),
    "cause": ("torture", "landmine", "not_stated"),
    "governorate": ("Aleppo", "Hama", "not_stated"),
    "month": ("2020-05", "2020-04", "not_stated"),
    "group": ("children", "women", "men", "unknown", "girls"),
    "status": ("civilian", "unknown"),
    "verification": ("reported", "verified"),
}


def laid(register: Example) -> tuple[tolls.units.Units, UnitColumns | None]:
    """Return the units of a register, and the same written as columns and read again."""
    found = register.units()
    known = {one.id: one for one in register.records()}
    columns = columns_of(found, known, Ties(known.values()).pairs(), seq=len(register.statements))
    return found, columns and read_units(units_bytes(columns, {"seq": 1}))


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=often(500, 20))
@given(data=st.data())
def test_columns_count_as_the_units_they_were_made_of(method, data):
    """DESIGN 6: however it is counted, a figure has one value and one basis."""
    register = data.draw(registers(method))
    found, columns = laid(register)
    assert columns is not None
    for _ in range(3):
        axis = data.draw(st.sampled_from(OWN_AXES))
        cell = {one: KEYS[one][number % len(KEYS[one])] for one, number in data.draw(CELLS).items()}
        question = register.question(
            data.draw(st.sampled_from(("2020-05", "2020", "2020-04", "2020-04-15/2020-05-01"))),
            data.draw(st.sampled_from((Clock.DOCUMENTED, Clock.DIED))),
            place_basis=data.draw(st.sampled_from(("killed_in", "origin", "happened_in"))),
            measure=data.draw(st.sampled_from(("killed", "killed", "massacres", "incidents", "injured"))),
            **cell,
        )
        fast = toll_of(columns, question, axis)
        if fast is not None:
            slow = tolls.toll(found, question, axis=axis)
            assert fast == slow
            assert repr(fast) == repr(slow)


@settings(max_examples=often(500, 15))
@given(register=registers())
def test_columns_answer_the_tables_that_are_asked_first(register):
    found, columns = laid(register)
    for axis in ("party", "cause", "governorate", "month", "group"):
        assert toll_of(columns, register.question(), axis) == tolls.toll(found, register.question(), axis=axis)


def test_what_columns_do_not_say_is_left_to_the_units():
    register = Example()
    register.victim(incident=register.incident(3))
    _, columns = laid(register)

    assert toll_of(columns, register.question(), "sex") is None
    assert toll_of(columns, register.question(listed_group="medical"), "party") is None
    assert toll_of(columns, register.question(place_basis="origin"), "governorate") is None
    assert toll_of(columns, register.question(measure="injured"), "party") is None
    assert toll_of(columns, register.question(party="nobody"), "party") is None


def test_columns_hold_no_words_of_a_record():
    register = Example()
    register.incident(3, place="Invented Quarter", title="An invented shelling")
    register.victim()
    found = register.units()
    known = {one.id: one for one in register.records()}
    columns = columns_of(found, known, Ties(known.values()).pairs(), seq=1)

    written = repr(columns) + repr(told_of(units_bytes(columns, {"seq": 1})))

    assert "nvented" not in written


def spelt(columns: UnitColumns) -> tuple[object, ...]:
    """Return all that columns say, with every code spelt out."""

    def row(rows: Rows, number: int) -> tuple[object, ...]:
        days = tuple(columns.dates[codes[number]] for codes in rows.days.values())
        places = tuple(columns.place_names[codes[number]] for codes in rows.places.values())
        pattern, taken = columns.patterns[rows.pattern[number]], rows.taken_out.get(number, ())
        return rows.records[number], rows.first_seq[number], pattern, days, places, taken

    counted, aside = ([row(rows, n) for n in range(len(rows))] for rows in (columns.counted, columns.aside))
    sides = (columns.counted.records, columns.aside.records)
    twice = {one: sorted((where, sides[where][n]) for where, n in held) for one, held in columns.twice.items()}
    odd = sorted((kind, where, sides[where][n]) for kind, where, n in columns.oddities)
    return columns.seq, counted, aside, columns.beyond, twice, odd


@pytest.mark.parametrize("method", METHODS[:2])
@settings(max_examples=often(500, 20))
@given(made=acts(), data=st.data())
def test_columns_brought_forward_say_what_columns_of_all_units_say(method, made, data):
    """DESIGN 6: what is counted depends on what stands, never on the road to it; nor on what was kept on the way."""
    ledger, rules = MemoryLedger(salt=lambda: "salt"), shipped_rules(method)
    ledger.append([Draft("m", "methodology", {"methodology": method})], append_id="m", actor="a", now=NOW)
    cut = data.draw(st.integers(0, len(made)))
    before = step = None
    for number, act in enumerate(made):
        if number == cut:
            before = step = columns_at(ledger, rules)
        if number < cut or act[0] not in ("link", "copy"):
            ledger.append(drafts_of(number, act), append_id=f"{number}", actor="a reviewer", now=NOW)
            step = step and brought_forward(step, Snapshot(ledger, MemoryVault(), ledger.seq, rules))
    before = before or columns_at(ledger, rules)
    fresh = Snapshot(ledger, MemoryVault(), ledger.seq, rules)

    forward = brought_forward(before, Snapshot(ledger, MemoryVault(), ledger.seq, rules))

    assert forward is not None
    assert spelt(forward) == spelt(columns_at(ledger, rules))
    assert step is None or spelt(step) == spelt(forward)  # entry by entry, as a desk brings them, or at once
    assert latest_month_of(forward) == fresh.latest_month
    for axis in ("party", "month", "group"):
        assert toll_of(forward, fresh.question(MAY), axis) == tolls.toll(fresh.units, fresh.question(MAY), axis=axis)


def columns_at(ledger: MemoryLedger, rules: Rules) -> UnitColumns:
    """Return the columns of a ledger's last entry, written and read again."""
    fresh = Snapshot(ledger, MemoryVault(), ledger.seq, rules)
    made = columns_of(fresh.units, fresh.records, fresh.ties.pairs(), seq=ledger.seq)
    assert made is not None
    return read_units(units_bytes(made, {}))


@pytest.mark.parametrize("act", [("link", "v1", "v2", Sameness.SAME), ("copy", 0, 1, True, False)])
def test_columns_are_not_brought_over_a_decision_that_recasts_others(act):
    ledger, rules = MemoryLedger(salt=lambda: "salt"), shipped_rules("snhr")
    ledger.append([Draft("m", "methodology", {"methodology": "snhr"})], append_id="m", actor="a", now=NOW)
    before = columns_at(ledger, rules)
    ledger.append(drafts_of(1, act), append_id="1", actor="a reviewer", now=NOW)

    assert brought_forward(before, Snapshot(ledger, MemoryVault(), ledger.seq, rules)) is None
