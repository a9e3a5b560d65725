"""Who says it and when it was: every sentence here is invented."""

from __future__ import annotations

import pytest

from sijill.claims import find_claims
from sijill.model import Claim, ClaimKind, Stance, Zone


def _deaths(text: str, doc_date: str | None = None) -> list[Claim]:
    return [
        c for c in find_claims(text, item="test", doc_date=doc_date, theatre="syria") if c.kind is ClaimKind.CASUALTIES
    ]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("According to SOHR, 12 soldiers were killed.", "SOHR"),
        ("The Syrian Observatory for Human Rights reported that 12 soldiers were killed.", "SOHR"),
        ("12 soldiers were killed, according to a hospital official.", "a hospital official"),
        ("Rebel officials claimed 12 soldiers were killed.", "Rebel officials"),
        ("12 soldiers were killed in the blast.", None),
    ],
)
def test_the_claimant_is_who_says_it(text: str, claimant: str | None) -> None:
    assert [c.claimant for c in _deaths(text)] == [claimant]


def test_reportedly_with_nobody_named_is_unverified_and_with_a_name_is_asserted() -> None:
    assert _deaths("Reportedly 12 soldiers were killed.")[0].stance is Stance.UNVERIFIED
    assert _deaths("SOHR said 12 soldiers were reportedly killed.")[0].stance is Stance.ASSERT


def test_two_sources_in_one_sentence_keep_their_own_numbers() -> None:
    first, second = _deaths("SOHR said 12 soldiers were killed, while the United Nations said 9 soldiers were killed.")
    assert (first.claimant, second.claimant) == ("SOHR", "United Nations")


def test_a_carried_claimant_is_tagged() -> None:
    carried = _deaths("SOHR documented 200 deaths. Of these, there were 80 civilians.")[-1]
    assert carried.claimant == "SOHR"
    assert "claimant_carryover" in carried.tags


def test_a_denial_points_at_what_it_denies() -> None:
    claims = find_claims("The militia shelled Tel Warda on 3 May 2016, which the government denied.", item="test")
    denial = next(c for c in claims if c.stance is Stance.DENY)
    assert denial.about in {c.id for c in claims}


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("On 3 May 2016, 12 people were killed.", "2016-05-03", "2016-05-03"),
        ("Between 3 and 9 May 2016, 12 people were killed.", "2016-05-03", "2016-05-09"),
        ("From March 2012 until 26 May 2016, 12 people were killed.", "2012-03", "2016-05-26"),
        ("In late May 2016, 12 people were killed.", "2016-05-21", "2016-05-31"),
        ("In spring 2015, 12 people were killed.", "2015-21", "2015-21"),
        ("On the 29–30 May 2016, 12 people were killed.", "2016-05-29", "2016-05-30"),
    ],
)
def test_dates_are_written_in_edtf(text: str, start: str, end: str) -> None:
    (claim,) = _deaths(text)
    assert (claim.date.start, claim.date.end) == (start, end)


def test_a_weekday_is_counted_back_from_the_document_day() -> None:
    (claim,) = _deaths("The blast killed 12 people on Wednesday.", doc_date="2016-05-05")
    assert claim.date.start == "2016-05-04"


def test_a_day_without_a_year_takes_it_from_what_was_said_before() -> None:
    text = "On 28 December 2016, 3 people were killed. On 2 January, 4 people were killed."
    assert [c.date.start for c in _deaths(text)] == ["2016-12-28", "2017-01-02"]


def test_a_date_in_a_relative_clause_does_not_move_the_day() -> None:
    text = "On 3 May 2016, 3 people were killed in a quarter that was shelled in 2012. Later, 4 people were killed."
    assert [c.date.start for c in _deaths(text)] == ["2016-05-03", "2016-05-03"]


def test_a_cited_headline_is_a_claim_of_its_publisher() -> None:
    text = (
        "Fighting went on.1 It spread.2 It ended.3\n\n"
        "1 Doe, Jane. “Blast kills 14 in a market.” The Invented Herald. 5 May 2016. Accessed 1 June 2016.\n\n"
        "2 Invented News. “Nothing new.” 6 May 2016.\n\n"
        "3 Invented News. “All quiet.” 7 May 2016.\n"
    )
    (claim,) = _deaths(text)
    assert (claim.zone, claim.claimant) == (Zone.ENDNOTE, "The Invented Herald")
    assert claim.reported is not None
    assert claim.reported.start == "2016-05-05"
    assert claim.cite == ("1",)


@pytest.mark.parametrize(
    ("text", "claimant", "day"),
    [
        ("On 22 May 2016 the SDF said it had killed 12 soldiers.", "SDF", "2016-05-22"),
        ("12 soldiers were killed, the Invented Network reported; 45 men were arrested.", "Invented Network", None),
        ("The Syrian government put the number of dead soldiers at 42.", "Syrian government", None),
        ("TEL WARDA, 12 June 2016 (Invented News) — 12 soldiers were killed on Tuesday.", None, "2016-06-07"),
        ("Published: June 12, 2016\n\n12 soldiers were killed on Friday.", None, "2016-06-10"),
        ("On 3 June 2016 the rebels attacked. On Sunday 12 soldiers were killed.", None, "2016-06-05"),
    ],
)
def test_days_and_sources_around_a_count(text: str, claimant: str | None, day: str | None) -> None:
    found = _deaths(text)[0]
    assert (found.claimant, found.date.start) == (claimant, day)
