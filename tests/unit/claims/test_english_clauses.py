"""The clauses of an English sentence: who stands where around which verb (issue 11, item 1)."""

from __future__ import annotations

import pytest

from sijill.claims.clauses import Clause, Link, Sort, Voice
from sijill.claims.english._clauses import clauses
from sijill.claims.english._scene import SentenceContext, Thread
from sijill.claims.english.speech import heard
from sijill.language import Stage
from sijill.language.english import joined, party_mentions
from sijill.language.english.dates import Calendar
from sijill.language.english.numbers import numbers
from sijill.language.page import sentences


def read(text: str) -> list[Clause]:
    """Return the clauses of one sentence."""
    (sentence,) = sentences(text)
    line, starts = joined(sentence.tokens)
    calendar, stage = Calendar(text, None), Stage(text, "syria")
    scene = SentenceContext(
        sentence,
        sentence.tokens,
        party_mentions(sentence.tokens, line, starts, stage),
        calendar.read(sentence),
        heard(sentence.tokens, line, starts, None)[0],
        calendar,
        Thread(),
        [t.norm for t in sentence.tokens],
        numbers(sentence.tokens),
        line,
        starts,
        stage,
    )
    return clauses(scene)


@pytest.mark.parametrize(
    ("text", "frame", "doers"),
    [
        ("Opposition mortars killed three beekeepers on Friday.", "KILL", ("rebels",)),
        ("Shelling by ISIS or rebels killed four in Exampleton.", "KILL", ("isis", "rebels")),
        ("A missile launched by a Turkish drone struck a car.", "ATTACK", ()),
        ("Regime artillery and Russian jets pounded a ridge.", "ATTACK", ("syrian_gov", "russia")),
        ("The army, which holds the dam, beheaded two engineers.", "KILL", ("syrian_gov",)),
    ],
)
def test_the_subject_of_a_verb_tells_whose_it_is(text, frame, doers):
    """DESIGN 11.4: a party as an adjective, behind "by" or in a list belongs to the act, the weapon or the force."""
    clause = next(c for c in read(text) if c.frame == frame)

    assert clause.subject is not None
    assert (clause.subject.parties or clause.subject.doers) == doers


def test_a_subject_waits_while_something_hangs_on_it():
    """ "Rockets fired by X ... left three dead": the rockets did both, X is no subject of the second verb."""
    fired, left = read("Rockets fired by government forces at Exampleton left three women dead.")

    assert (fired.link, fired.voice, fired.obliques[0].parties) == (Link.RELATIVE, Voice.PASSIVE, ("syrian_gov",))
    assert (left.frame, left.subject) == ("KILL", fired.subject)


def test_ground_that_somebody_holds_is_no_party():
    """A line, a quarter or a base has its owner in it; it is a place, and acts nowhere (DESIGN 11.4)."""
    (clause,) = read("A rocket on rebel lines near the Russian base killed nine people.")

    assert [(g.sort, g.parties) for g in clause.obliques] == [(Sort.PLACE, ("rebels",)), (Sort.PLACE, ("russia",))]
    assert clause.subject is not None
    assert clause.subject.doers == ()


def test_each_of_two_clauses_keeps_its_own_subject():
    """ "and" begins a clause of its own where a group stands before a verb."""
    first, second = read("Rebels killed five people in Exampleton, and government forces killed eight in Farview.")

    assert [c.subject and c.subject.parties for c in (first, second)] == [("rebels",), ("syrian_gov",)]


def test_the_accused_is_the_subject_of_what_it_is_accused_of():
    """ACCUSE hands its object down, DENY its subject (issue 11, item 2)."""
    assert read("The SDF accused ISIS of killing nine shepherds.")[1].subject.parties == ("isis",)
    assert read("The SDF was accused by ISIS of killing nine shepherds.")[1].subject.parties == ("sdf",)
    assert read("The SDF denied killing nine shepherds.")[1].subject.parties == ("sdf",)
