"""Every store gives the same answers as their referee on random registers, before and after a rebuild."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.contract.registers import Maker, claim_entry, hours, item, judgement, memory, retraction, statement

from sijill.ledger import Draft, Ledger, standing
from sijill.values import SijillError

SUBJECTS = ("v1", "v2", "i1", "item-1")
WORDS = ("Invented Person", "شخص مخترع", "Cafe\u0301", "تَشْكِيل", "a\u0000b", "", "🕊", 'quote " and \\')

numbers = st.integers(0, 12)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Return one draft over few ids, so that ids collide and retractions often hit."""
    number = draw(numbers)
    kind = draw(st.sampled_from(["statement"] * 4 + ["retraction"] * 2 + ["claim", "judgement", "item", "link"]))
    if kind == "statement":
        subject = draw(st.sampled_from(SUBJECTS))
        return statement(
            f"s{number}", subject, draw(st.sampled_from(WORDS)), kind=draw(st.sampled_from(["victim", "incident"]))
        )
    if kind == "retraction":
        return retraction(f"r{number}", f"s{draw(numbers)}", draw(st.sampled_from(SUBJECTS)))
    if kind == "claim":
        return claim_entry(f"c{number}", draw(st.sampled_from(["item-1", "item-2"])), draw(st.sampled_from(WORDS)))
    if kind == "judgement":
        return judgement(f"j{number}", f"c{draw(numbers)}")
    if kind == "item":
        return item(f"item-{number}", draw(st.sampled_from(WORDS)))
    decided = {"sameness": draw(st.sampled_from(("same", "different", "undecided"))), "reason": "invented"}
    return Draft(f"l{number}", "link", {"left": "v1", "right": draw(st.sampled_from(SUBJECTS)), **decided})


appends = st.tuples(
    st.just("append"),
    st.lists(drafts(), max_size=4),
    numbers,
    st.integers(0, 50),
    st.none() | st.dictionaries(st.sampled_from(SUBJECTS), st.integers(0, 6), max_size=1),
)
destroys = st.tuples(
    st.just("destroy"),
    st.lists(st.sampled_from(["s", "r", "c", "j"]).flatmap(lambda k: numbers.map(lambda n: f"{k}{n}")), max_size=3),
    numbers,
    st.integers(0, 50),
)


def outcome(act: Callable[[], Any]) -> Any:
    """Return what an act gives, or the situation it names."""
    try:
        return act()
    except SijillError as error:
        return type(error).__name__


def do(ledger: Ledger, step: Any) -> Any:
    """Take one step on a ledger."""
    if step[0] == "append":
        _, what, name, hour, expect = step
        return outcome(
            lambda: ledger.append(what, append_id=f"a{name}", actor="Invented", now=hours(hour), expect=expect)
        )
    _, ids, name, hour = step
    return outcome(
        lambda: ledger.destroy(ids, reason="asked", actors=("A", "B"), append_id=f"d{name}", now=hours(hour))
    )


def answers(ledger: Ledger) -> list[Any]:
    """Return what every reading of the port says now and at moments before."""
    end = ledger.seq
    known = [*SUBJECTS, "item-2", "s1", "s5", "c3", "a1:0", "d2:0"]
    return [
        (end, ledger.head, ledger.verify()),
        list(ledger.entries()),
        [list(ledger.entries(kind=kind, after=1, upto=9)) for kind in ("statement", "claim", "destroyed", "none")],
        [(list(ledger.history(one)), ledger.history(one, upto=end // 2), ledger.last_seq(one)) for one in known],
        [list(ledger.statements(upto=upto)) for upto in (None, 0, end // 3, end - 1, end, end + 7)],
        [list(ledger.statements(subject=one, upto=upto)) for one in SUBJECTS for upto in (None, end // 2)],
        [list(ledger.statements(subject_kind=kind, upto=upto)) for kind in ("victim", "x") for upto in (None, 5)],
        [ledger.as_of(hours(hour)) for hour in (-1, 0, 10, 25, 50)],
        [ledger.receipt(f"{letter}{n}") for letter in "ad" for n in range(13)],
        [outcome(lambda one=one: ledger.entry(one)) for one in ("s1", "s2", "r1", "nothing")],
    ]


@given(steps=st.lists(appends | appends | destroys, max_size=14))
def test_a_store_answers_as_the_reference_does(new_register: Maker, steps: list[Any]):
    with memory() as referee, new_register() as tried:
        expected = [do(referee.ledger, step) for step in steps]

        found = [do(tried.ledger, step) for step in steps]

        assert found == expected
        assert answers(tried.ledger) == answers(referee.ledger)
        tried.rebuild()
        assert answers(tried.ledger) == answers(referee.ledger)


@given(steps=st.lists(appends, max_size=14), moment=st.integers(0, 40))
def test_statements_of_any_moment_are_those_folded_from_the_log(new_register: Maker, steps: list[Any], moment: int):
    with new_register() as tried:
        for step in steps:
            do(tried.ledger, step)

        assert list(tried.ledger.statements()) == list(standing(tried.ledger.entries()))
        assert list(tried.ledger.statements(upto=moment)) == list(standing(tried.ledger.entries(upto=moment)))
