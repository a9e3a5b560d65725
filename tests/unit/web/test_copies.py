"""Copies added at the desk are one origin, and a page says so to whoever may know of both documents."""

from __future__ import annotations

from io import BytesIO

from tests.unit.web.conftest import page_of

from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.model import Sensitivity, Verdict

STORY = (
    "Invented dispatch. 12 civilians were killed in shelling on Aleppo on 5 May 2016 while traders opened stalls. "
    "The hospital asked for blood until the evening, and the bakery beside it stayed shut for a week.\n"
)


def sent(browser, words, source):
    """Send a document as the page of adding does."""
    file = BytesIO(words.encode())
    file.name = "invented.txt"
    return browser.post("/add/", {"source": source, "file": file, "sensitivity": "team"})


def test_two_copies_added_at_the_desk_are_one_origin_and_only_reported(register, sign_in):
    """R-OH.2: the pass stands in the act that seals and reads, so this door needs none of its own."""
    browser = sign_in("documenter")
    for number, words in enumerate((STORY, "Printed again. " + STORY)):
        assert sent(browser, words, f"Invented paper {number}").status_code in (200, 302)
    added = [one.id for one in register.evidence.items() if one.source.startswith("Invented paper")]
    subject = None
    for item in added:
        claim = next(c for c in register.review.proposals_of(item) if c.number and c.number.unit == "killed")
        target = Target("incident", subject, None, {} if subject else {"civilian_status": "civilian"})
        done = register.acting_as("verifier").review.judge(
            claim.id, verdict=Verdict.ACCEPTED, reason="read", target=target
        )
        subject = done.subject

    assert register.counts.counting().assessment(subject).origins == 1
    page = page_of(sign_in("verifier"), f"/documents/{added[0]}/")
    assert "One origin with" in page
    assert added[1] in page
    assert "repeats another document" in page_of(sign_in("verifier"), f"/records/{subject}/")
    assert "أصل واحد مع" in page_of(sign_in("verifier", "ar"), f"/documents/{added[0]}/")


def test_a_copy_that_somebody_may_not_know_of_is_not_named_to_them(register, sign_in):
    """E2: the link would tell that a sealed document says the same."""
    one = register.evidence.add_bytes(STORY.encode(), Provenance("Invented paper")).item
    other = register.evidence.add_bytes(
        b"Sealed. " + STORY.encode(), Provenance("Hidden", sensitivity=Sensitivity.SEALED)
    ).item

    assert register.evidence.copies(one)
    assert other not in page_of(sign_in("verifier"), f"/documents/{one}/")
