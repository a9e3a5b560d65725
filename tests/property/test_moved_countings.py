"""After any acts, in any order, a counting that was moved along equals one folded from the whole log."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.counting import MAY, shipped_rules
from tests.referees import MemoryLedger, MemoryVault

from sijill.claims import document_origin
from sijill.ledger import Draft
from sijill.model import Anchor, Basis, BasisKind, Claim, ClaimKind, Statement
from sijill.model.custody import Copy
from sijill.model.entries import Link, Sameness
from sijill.tolls import Snapshot
from sijill.tolls._snapshot_cache import advance

NOW = datetime(2020, 6, 1, tzinfo=UTC)
INCIDENTS, VICTIMS, LINES = ("i1", "i2", "i3"), ("v1", "v2", "v3", "v4"), ("t1", "t2")
PARTIES = ("syrian_gov", "russia", "rebels")
NUMBERS = st.integers(0, 9).map(lambda number: {"low": number, "high": number})
OPEN_NUMBERS = st.integers(0, 9).map(lambda number: {"low": number, "high": None})
VALUES: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "incident": {
        "killed": NUMBERS | OPEN_NUMBERS,
        "children": NUMBERS,
        "happened_on": st.sampled_from(("2020-05-03", "2020-04-30", "2020-05")),
        "documented_on": st.sampled_from(("2020-05-04", "2020-06-01")),
        "civilian_status": st.sampled_from(("civilian", "civilian", "combatant")),
        "attribution": st.sampled_from(PARTIES).map(lambda one: {"mode": "single", "parties": [one]}),
        "within": st.sampled_from(LINES),
    },
    "victim": {
        "statuses": st.sampled_from(("killed", "killed", "injured", "found_alive")),
        "civilian_status": st.sampled_from(("civilian", "civilian", "combatant")),
        "died_on": st.sampled_from(("2020-05-03", "2020-04-30")),
        "documented_on": st.sampled_from(("2020-05-04", "2020-06-01")),
        "sex": st.sampled_from(("female", "male")),
        "age": NUMBERS,
        "attribution": st.sampled_from(PARTIES).map(lambda one: {"mode": "single", "parties": [one]}),
        "within": st.sampled_from((*LINES, "i1")),
        "identifiers": st.sampled_from(("7", "8")).map(lambda value: {"scheme": "list_a", "value": value}),
    },
    "act": {"victim": st.sampled_from(VICTIMS), "incident": st.sampled_from(INCIDENTS), "outcome": st.just("killed")},
    "tally": {
        "source": st.just("Invented list"),
        "window": st.just("2020-05"),
        "killed": NUMBERS,
        "women": NUMBERS,
        "civilian_status": st.just("civilian"),
        "within": st.sampled_from(LINES),
    },
}
SUBJECTS = {"incident": INCIDENTS, "victim": VICTIMS, "act": ("a1", "a2", "a3", "a4"), "tally": LINES}
SAID = [(kind, subject, name) for kind, names in VALUES.items() for subject in SUBJECTS[kind] for name in names]


@st.composite
def acts(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Return some acts: values accepted, one withdrawn, copies found or parted, records said to be one or two."""
    made: list[tuple[Any, ...]] = []
    for _ in range(draw(st.integers(1, 40))):
        way = draw(st.integers(0, 7))
        if made and way == 0:
            made.append(("withdraw", draw(st.integers(0, len(made) - 1))))
        elif made and way == 1:
            said = st.integers(0, len(made) - 1)
            made.append(("copy", draw(said), draw(said), *(draw(st.booleans()) for _ in range(2))))
        elif way == 2:
            pair = draw(
                st.lists(st.sampled_from(draw(st.sampled_from(list(SUBJECTS.values())))), min_size=2, max_size=2)
            )
            made.append(("link", *pair, draw(st.sampled_from((Sameness.SAME, *Sameness)))))
        else:
            kind, subject, name = draw(st.sampled_from(SAID))
            value = draw(VALUES[kind][name])
            made.append(("say", kind, subject, name, value, draw(st.sampled_from(("", "one", "other")))))
    return made


def drafts_of(number: int, act: tuple[Any, ...]) -> list[Draft]:
    """Return what an act records."""
    if act[0] == "withdraw":
        return [Draft(f"r{number}", "retraction", {"statement": f"s{act[1]}", "reason": "an error"})]
    if act[0] == "copy":
        _, one, other, stands, quotes = act
        quoted = ((f"c{one}", f"c{other}"),) if quotes else ()
        said = Copy(f"k{number}", f"item-{one % 3}", f"item-{other % 3}", None if quotes else 80, quoted, stands=stands)
        return [Draft.of("copy", said)]
    if act[0] == "link":
        left, right = sorted(act[1:3])
        return [Draft.of("link", Link(f"l{number}", left, right, act[3], "an invented reason"))]
    _, kind, subject, name, value, origin = act
    item = f"item-{number % 3}"
    began = origin and document_origin(item) if origin != "other" else origin
    claim = Claim(f"c{number}", item, ClaimKind.CASUALTIES, Anchor("words", 0, 5), origin_id=began)
    basis = (Basis(BasisKind.CLAIM, claim.id),)
    statement = Statement(f"s{number}", subject, kind, name, value, basis, source="Invented source")
    return [Draft.of("claim", claim), Draft.of("statement", statement)]


@given(acts(), st.data())
def test_a_moved_counting_equals_a_fresh_one_wherever_it_is_moved(made: list[tuple[Any, ...]], data: st.DataObject):
    """DESIGN 6: what is counted depends on what stands and on which records are one, never on the road to it."""
    ledger, rules = MemoryLedger(salt=lambda: "salt"), shipped_rules("snhr")
    ledger.append([Draft("m", "methodology", {"methodology": "snhr"})], append_id="m", actor="a", now=NOW)
    kept = Snapshot(ledger, MemoryVault(), 1, rules)
    _ = kept.units
    for number, act in enumerate(made):
        ledger.append(drafts_of(number, act), append_id=f"{number}", actor="a reviewer", now=NOW)
        if data.draw(st.booleans()):
            kept = advance(kept, ledger.seq)
            refuse_difference(kept)
    earlier = data.draw(st.integers(1, ledger.seq))
    refuse_difference(advance(kept, earlier))
    refuse_difference(advance(advance(kept, earlier), ledger.seq))


def test_a_copy_found_later_is_seen_under_the_id_that_the_record_goes_by():
    """R-OH.2: two documents are one origin, also where their words were recorded of a record linked since."""
    ledger = MemoryLedger(salt=lambda: "salt")
    ledger.append([Draft("m", "methodology", {"methodology": "snhr"})], append_id="m", actor="a", now=NOW)
    made = [
        ("link", "i1", "i3", Sameness.SAME),
        ("say", "incident", "i3", "killed", {"low": 2, "high": 2}, "one"),
        ("say", "incident", "i3", "children", {"low": 1, "high": 1}, "one"),
        ("copy", 1, 2, True, False),
    ]
    for number, act in enumerate(made[:3]):
        ledger.append(drafts_of(number, act), append_id=f"{number}", actor="a reviewer", now=NOW)
    kept = Snapshot(ledger, MemoryVault(), ledger.seq, shipped_rules("snhr"))
    assert kept.assessed["i1"].origins == 2

    ledger.append(drafts_of(3, made[3]), append_id="3", actor="a reviewer", now=NOW)

    assert advance(kept, ledger.seq).assessed["i1"].origins == 1


def test_two_lines_that_become_one_are_no_dispute_of_what_lies_in_them():
    """DESIGN 6: an incident that is said to lie in two lines of one list is disputed until the lines are one."""
    ledger = MemoryLedger(salt=lambda: "salt")
    ledger.append([Draft("m", "methodology", {"methodology": "snhr"})], append_id="m", actor="a", now=NOW)
    for number, line in enumerate(("t1", "t2")):
        said = drafts_of(number, ("say", "incident", "i1", "within", line, ""))
        ledger.append(said, append_id=f"{number}", actor="a reviewer", now=NOW)
    kept = Snapshot(ledger, MemoryVault(), ledger.seq, shipped_rules("snhr"))
    assert "disputed" in kept.assessed["i1"].flags

    one = drafts_of(2, ("link", "t1", "t2", Sameness.SAME))
    ledger.append(one, append_id="2", actor="a reviewer", now=NOW)

    moved = advance(kept, ledger.seq)
    assert "disputed" not in moved.assessed["i1"].flags
    refuse_difference(moved)


def refuse_difference(found: Snapshot) -> None:
    """Compare with a fold of the whole log."""
    fresh = Snapshot(found.ledger, found.vault, found.seq, found.rules)
    assert found.canonical == fresh.canonical
    assert list(found.records.items()) == list(fresh.records.items())
    assert found.assessed == fresh.assessed
    assert found.units == fresh.units
    question = fresh.question(MAY)
    assert found.toll(found.question(MAY), axis="party") == fresh.toll(question, axis="party")
