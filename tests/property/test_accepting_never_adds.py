"""However often and in whatever order the notes of one attack are accepted, everybody is counted once."""

from __future__ import annotations

import itertools
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sizes import often
from tests.spec.test_a_passage_is_one_event import ARABIC, ENGLISH, accept, dead, incidents, numbers

from sijill.actions import Provenance
from sijill.actions.verdicts import ClaimAnswer, Target
from sijill.values import SijillError
from sijill.workspace import Register, Settings

NOTES = (*ENGLISH, *ARABIC)
ACTS = st.tuples(st.sampled_from(range(len(NOTES))), st.sampled_from(["first key", "new record", "claim by claim"]))


def do(register, item, how):
    """Accept a document as somebody might; what is refused records nothing."""
    review = register.acting_as("verifier").review
    with suppress(SijillError):
        if how == "first key":
            accept(register, item)
        for passage in review.passages(item):
            answers = [ClaimAnswer(one.claim.id) for one in passage.claims]
            if how == "new record":
                review.judge_passage(answers, target=Target("incident"))
            for one in passage.waiting if how == "claim by claim" else ():
                with suppress(SijillError):
                    review.judge(one.claim.id, verdict="accepted", target=Target("incident"))


@given(acts=st.lists(ACTS, min_size=1, max_size=6))
@settings(max_examples=often(200, 8), deadline=None)
def test_any_order_and_any_repetition_of_accepting_gives_one_incident_and_one_number(acts):
    """DESIGN 11.2; issue 12: accepting twice never adds."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Register.init(Path(folder) / "register", settings=Settings(name="Test", owner="lead")) as register,
    ):
        add = register.acting_as("documenter").evidence.add_bytes
        items = [add(note.encode(), Provenance(f"Invented notes {n}")).item for n, note in enumerate(NOTES)]

        for note, how in acts:
            do(register, items[note], how)

        assert len(incidents(register)) == 1, acts
        assert numbers(register)["killed"] == (7, 7)
        assert dead(register) in (0, 7)  # none, where no accepted words say that they were civilians


def test_every_order_of_the_notes_gives_all_four_numbers():
    """Issue 12: 7 killed, 3 children, 2 women, 15 injured, in whichever order the notes come."""
    for order in itertools.permutations(NOTES):
        with (
            tempfile.TemporaryDirectory() as folder,
            Register.init(Path(folder) / "register", settings=Settings(name="Test", owner="lead")) as register,
        ):
            add = register.acting_as("documenter").evidence.add_bytes
            for n, note in enumerate(order[: often(4, 2)]):
                accept(register, add(note.encode(), Provenance(f"Invented notes {n}")).item)

            told = {"killed": (7, 7), "children": (3, 3), "women": (2, 2), "injured": (15, 15)}
            assert (numbers(register), dead(register)) == (told, 7)
