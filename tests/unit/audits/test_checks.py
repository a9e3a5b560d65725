"""One example of each answer for each check that is not a sum. All documents, bodies and people are invented."""

# ruff: noqa: E501 (an example is one line, as a page prints it)

import pytest

from sijill.audits import Finding, audit_document
from sijill.audits._audit import CHECKS


def found(text: str, check: str) -> list[Finding]:
    findings = [one for one in audit_document(text, item="invented") if one.check == check]
    for finding in findings:
        for term in finding.figures:
            assert term.quote == text[term.start : term.end]
    return findings


def verdicts(text: str, check: str) -> list[str]:
    return [one.verdict.value for one in found(text, check)]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The force killed 180 civilians and 100 militants, or about 1.8 civilians for every militant.", "holds"),
        ("The force killed 180 civilians and 100 militants, or 2.4 civilians for every militant.", "fails"),
        ("The force killed 100 civilians and 180 militants, or 1.8 civilians for every militant.", "fails"),
        ("The force killed 183 civilians and 100 militants. That is 1.8 civilians for every militant.", "holds"),
        ("The force killed 202 civilians and 100 militants, over 2 civilians for every militant.", "holds"),
        ("The force killed 186 civilians and 100 militants, about 1.8 civilians for every militant.", "fails"),
        ("The force killed 1,856 civilians and 1,000 militants, about 1.81 civilians for every militant.", "within_rounding"),
        ("The force killed 620 civilians and 100 militants, over 2 civilians for every militant.", "undecidable"),
    ],
)  # fmt: skip
def test_a_ratio_is_the_first_named_by_the_second(text, verdict):
    assert verdicts(text, "ratio") == [verdict]


def test_a_ratio_turned_round_says_so():
    text = "The force killed 100 civilians and 180 militants, or 1.8 civilians for every militant."

    assert "the other way round" in found(text, "ratio")[0].explanation


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("In the 18-month period between 5 March 2012 and 5 September 2013, the siege went on.", "holds"),
        ("In the 8-month period between 15 March 2013 and 5 November 2013, the siege went on.", "within_rounding"),
        ("In the 19-month period between 5 March 2012 and 5 September 2013, the siege went on.", "fails"),
        ("Chart 2: raids, 3 June 2015 - 12 June 2015. (10 days)", "holds"),
        ("Chart 2: raids, 3 June 2015 - 12 June 2015. (12 days)", "fails"),
        ("Over the two years from March 2011 to March 2013, the siege went on.", "holds"),
    ],
)
def test_a_length_is_its_last_day_less_its_first(text, verdict):
    assert verdicts(text, "window_length") == [verdict]


def test_a_length_without_a_year_is_not_judged():
    assert found("In the three weeks between 5 May and 11 May, fighting went on.", "window_length") == []


def test_truces_that_were_renewed_reach_the_day_of_their_end():
    text = """On 5 May the sides agreed to a 48-hour ceasefire.1

After the initial 48-hour truce was renewed twice, fighting resumed on {end} May.2 Shells fell.3

1 Example Press. “Truce agreed.” 5 May 2016.

2 Example Press. “Truce extended for 72 hours.” 7 May 2016; on 10 May it was extended for 48 hours.

3 Example Press. “Shells fall.” 13 May 2016.
"""

    assert verdicts(text.format(end=12), "window_length") == ["holds"]
    assert verdicts(text.format(end=20), "window_length") == ["fails"]


@pytest.mark.parametrize(
    ("second", "verdict"),
    [("2 August 2016", "holds"), ("19 September 2016", "undecidable"), ("1 July 2016", "undecidable")],
)
def test_windows_side_by_side_meet_or_leave_days_out(second, verdict):
    text = (
        "Raids killed 117 civilians between 30 September 2015 and 1 August 2016. "
        f"Raids killed 46 civilians between {second} and 30 November 2016."
    )

    assert verdicts(text, "window_gap") == [verdict]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She was arrested on Tuesday, March 3, 2020.", ["holds"]),
        ("She was arrested on Monday, March 3, 2020.", ["fails"]),
        ("وقع الهجوم يوم الثلاثاء 28 نيسان 2020.", ["holds"]),
        ("وقع الهجوم يوم الأحد 28 نيسان 2020.", ["fails"]),
        ("In 2020 she was arrested on Monday, 3 March.", []),
    ],
)
def test_a_weekday_is_that_of_its_date(text, expected):
    assert verdicts(text, "weekday") == expected


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("On May 11, 2020, they told of her death 10 days earlier on May 1.", "holds"),
        ("On May 11, 2020, they told of her death nine days earlier on May 1.", "within_rounding"),
        ("On May 11, 2020, they told of her death six days earlier on May 1.", "fails"),
        ("On 5 May 2016, two days after the attack of 3 May, the market opened.", "holds"),
        ("On May 11, 2020, they told of her death about six days earlier, on May 1.", "undecidable"),
    ],
)
def test_a_day_and_an_interval_give_the_other_day(text, verdict):
    assert verdicts(text, "date_interval") == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The Red Lantern put the figure at 100. The Red Lantern said 50 people were evacuated, bringing the total to 150.", "holds"),
        ("A raid killed 12 people, bringing the total to 10.", "fails"),
        ("A raid killed 12 people, bringing the total to 40.", "undecidable"),
        ("A raid killed 12 people, bringing the death toll to 40. A day on, shells killed 5 people, bringing the death toll to 45.", "holds"),
        ("A raid killed 12 people, bringing the death toll to 40. A day on, shells killed 5 people, bringing the death toll to 48.", "fails"),
        ("A raid killed 12 people, bringing the death toll to 1,200. A day on, shells killed 103 people, bringing the death toll to 1,340.", "within_rounding"),
    ],
)  # fmt: skip
def test_a_running_total_is_the_one_before_and_what_is_new(text, verdict):
    assert verdicts(text, "cumulative")[-1] == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("They named 12 of the 40 (30%) dead.", "holds"),
        ("They named 12 of the 40 (35%) dead.", "fails"),
        ("Of the 230 bodies, 147 (64%) were named.", "holds"),
        ("They named 12 (30%) of the 40 dead.", "holds"),
        ("They named 12, or about 30.6%, of the 40 dead.", "within_rounding"),
        ("The price rose from 100 to 120, up 20%.", "holds"),
        ("The price rose from 100 to 120, up 40%.", "fails"),
        ("They named at least 12 of the 40 (45%) dead.", "undecidable"),
    ],
)
def test_a_share_is_its_part_of_its_base(text, verdict):
    assert verdicts(text, "share") == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Red flew 70% of the raids, Blue 20% and the remaining 10% were flown by Green.", "holds"),
        ("Red flew 70% of the raids, Blue 20% and the remaining 15% were flown by Green.", "fails"),
        ("Men were 73%, women 9.2%, boys 12.2%, and girls 5.7%.", "within_rounding"),
        ("Men were 73%, women 9.2%, boys 12.2%, and girls 8.7%.", "fails"),
        ("Red flew about 70% of the raids, Blue 20% and the remaining 15% were flown by Green.", "undecidable"),
    ],
)
def test_shares_of_one_whole_make_a_hundred(text, verdict):
    assert verdicts(text, "printed_shares") == [verdict]


@pytest.mark.parametrize(("word", "verdict"), [("an increase", "holds"), ("a decrease", "fails")])
def test_a_headline_and_its_text_go_the_same_way(word, verdict):
    text = f"""# Death Toll Increased Compared to the Previous Month

The centre works in Exampleton.

The chart shows {word} in the death toll in May compared to the previous month.
"""

    assert verdicts(text, "headline_direction") == [verdict]


def test_rose_from_more_to_less_fails():
    assert verdicts("Deaths rose from 120 to 90.", "headline_direction") == ["fails"]
    assert verdicts("Deaths rose from 90 to 120.", "headline_direction") == ["holds"]


NOTES = """The IRX said it had lost {ours} military advisors in the battle.1 Nothing else is known.2 The end.3

1 Example Press. “Rebels hold bodies of 12 IRX advisers.” 10 May 2016. Accessed 4 June 2016.

2 Example Press. “Nothing known.” 10 May 2016.

3 Example Press. “The end.” 10 May 2016.
"""


@pytest.mark.parametrize(("ours", "verdict"), [("12", "holds"), ("13", "fails")])
def test_the_text_and_the_title_it_cites_tell_one_number(ours, verdict):
    assert verdicts(NOTES.format(ours=ours), "cited_title") == [verdict]


@pytest.mark.parametrize(
    ("title", "check", "verdict"), [("400 thousand", "cited_title", "holds"), ("400", "lost_digits", "fails")]
)
def test_a_title_that_lost_its_thousand_is_seen_in_its_address(title, check, verdict):
    """The slug says "400 alf qatil": four hundred thousand dead."""
    slug = "%D8%B3%D9%88%D8%B1%D9%8A%D8%A9--400-%D8%A3%D9%84%D9%81-%D9%82%D8%AA%D9%8A%D9%84"
    text = f"""The war went on.1 And on.2 And on.3

1 Example Press. “{title} dead in the war.” 27 May 2016. http://example.org/a/{slug[:60]}
{slug[60:]}

2 Example Press. “And on.” 27 May 2016.

3 Example Press. “And on.” 27 May 2016.
"""

    assert verdicts(text, check) == [verdict]


def test_a_window_in_a_cited_title_differs_from_that_of_the_text():
    text = """# Raids

The table compares the raids of the Red force1 with others.2

In the 18-month period between 5 March 2014 and 5 September 2015, the Red force killed 800 civilians.3

1 Example Watch. “Raids kill 5,000 people in {months} months.” 6 September 2015. Accessed 9 September 2015.

2 Example Watch. “Others.” 7 September 2015.

3 Example Watch. “More.” 7 September 2015.
"""

    assert verdicts(text.format(months=18), "window_length") == ["holds", "holds"]
    assert verdicts(text.format(months=19), "window_length") == ["holds", "fails"]


@pytest.mark.parametrize(
    ("later", "between", "verdict"),
    [
        (70, "It went on.", "holds"),
        (50, "It went on.", "fails"),
        (50, "The rebels launched a counter-attack.", "undecidable"),
    ],
)
def test_ground_held_grows_unless_the_page_tells_of_a_loss(later, between, verdict):
    text = (
        "On 2 December 2016, the Army was in control of 60% of the rebel-held part of Exampleton. "
        f"{between} On 6 December 2016, the Army was in control of {later}% of the formerly rebel-held part of Exampleton."
    )

    assert verdicts(text, "monotone_control") == [verdict]
    assert verdicts(text, "equal_denominators") == ["holds"]


def test_shares_of_different_bases_cannot_be_compared():
    text = (
        "On 2 December 2016, the Army held 60% of the rebel-held part of Exampleton. "
        "On 6 December 2016, the Army held 80% of Exampleton."
    )

    assert verdicts(text, "equal_denominators") == ["undecidable"]


@pytest.mark.parametrize(("rebels", "verdict"), [(70, "holds"), (90, "fails"), (50, "undecidable")])
def test_two_sides_hold_no_more_than_the_whole(rebels, verdict):
    text = f"The Army controlled 30% of Exampleton and the rebels held {rebels}% of Exampleton."

    assert verdicts(text, "complementary_shares") == [verdict]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("The Red Lantern put the toll at 93 killed by 5 May.", ["fails"]),
        ("The Red Lantern said that by 6 May, 93 had been killed.", ["undecidable"]),
        ("The Red Lantern said that by 6 May, 41 had been killed.", ["undecidable"]),
        ("The Red Lantern said that by 6 May, over 31 had been killed.", []),
    ],
)
def test_sources_whose_ranges_do_not_meet_are_set_side_by_side(other, expected):
    text = f"The Example Watch said that by 5 May, 37 people had been killed. {other}"

    assert verdicts(text, "cross_source") == expected


def test_what_remains_is_added_before_sources_are_compared():
    text = (
        "The Example Watch said that by 20 May, 160 had been evacuated, while between 20 and 30 still remained. "
        "The Red Lantern said that by 22 May, 340 people had been evacuated."
    )

    assert "180 to 190" in found(text, "cross_source")[0].explanation


def test_one_number_killed_here_and_hurt_there_is_a_mismatch_of_units():
    text = "The raid killed 1,200 civilians. The table puts it at 1,200 people killed and wounded."

    assert verdicts(text, "unit_mismatch") == ["undecidable"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The Example Watch said 1,217 people were killed on 3 May 2016. The Example Watch said 1,217 people were killed and wounded on 3 May 2016.", "fails"),
        ("The Example Watch said 1,217 people were killed on 3 May 2016. The Red Lantern said 1,217 people were killed and wounded on 3 May 2016.", "undecidable"),
        ("The Example Watch said 1,217 people were killed on 3 May 2016. The Example Watch said at least 1,217 people were killed and wounded on 3 May 2016.", "undecidable"),
        ("The Example Watch said 1,217 people were killed on 3 May 2016. The Example Watch said 1,217 people were killed and wounded on 9 May 2016.", "undecidable"),
    ],
)  # fmt: skip
def test_one_voice_that_tells_one_number_as_two_things_of_one_day_fails(text, verdict):
    assert verdicts(text, "unit_mismatch") == [verdict]


def test_one_number_for_two_years_and_two_sources_is_reused():
    text = (
        "The Example Watch said barrel bombs killed 3,000 people in 2014. "
        "The Red Lantern said barrel bombs killed 3,000 civilians in 2015."
    )

    assert verdicts(text, "scope_reuse") == ["undecidable"]


SERIES = '[{{"report_date": "2024-01-01", "killed": 3, "killed_cum": 10}}, {{"report_date": "2024-01-02", "killed": 5, "killed_cum": {total}}}]'


@pytest.mark.parametrize(("total", "verdict"), [(15, "holds"), (16, "fails")])
def test_every_day_of_a_series_adds_up(total, verdict):
    assert verdicts(SERIES.format(total=total), "cumulative") == [verdict]


def test_a_series_in_columns_is_checked_the_same_way():
    text = "day,killed,killed_cum\n2024-01-01,3,10\n2024-01-02,5,16\n2024-01-03,,16\n2024-01-04,1,17\n"

    assert verdicts(text, "cumulative") == ["fails", "holds"]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Nothing is counted here.", "[", '[{"a": }]', "%D8%A", "a,b\n,\n,\n", "---\nx: 1"]
)
def test_a_page_without_figures_gives_no_finding(text):
    assert audit_document(text, item="invented") == []


@pytest.mark.parametrize(
    "text",
    [
        "They found 12 of the 40 dead, 30% of them children.",
        "The share was 30% in 2014, 35% in 2015 and 33% in 2016.",
        "Women and children made up 45 percent of the dead (30 of 80 civilians identified so far).",
        "شكلت النساء والأطفال 45 بالمئة من القتلى (30 من 80 مدنيا عرفت هوياتهم).",
        "Killed: 300, of whom 120 children (40%), 60 women (25% of adults).",
        "His battalion had 600 men, 10 percent of them foreigners; 80 foreigners fought in the town.",
        "At least 1,200 were killed in 2030, three times as many as in the first half of 2029 when 500 died.",
        "قتل 1200 على الأقل عام 2030، أي ثلاثة أضعاف النصف الأول من 2029 حين قتل 500.",
        "Red killed 100 civilians and 50 militants. Blue killed far more, with 3 civilians for every militant.",
        "The shelling killed 45 people (12 women and 5 children).",
        "Shells killed 12 civilians and 8 soldiers, for a total of 150 deaths since January.",
        "The raid wounded 20 people, including 3 who later died and 25 who fled.",
        "The convoy carried 3 families, including 14 children.",
        "At least 100 people, 60 soldiers and 45 civilians, died.",
        "The police held six officers, adding that the ring included more than 20 officers.",
        "A bomb killed 12 people, bringing the death toll to 40.\n\nMonths later a raid killed 7 people, bringing the death toll to 900.",
        "From 13 to 15 March 2015 clashes went on. Three days later, the bridge fell.",
        "The centre counted 45 deaths. Notable incidents include the following:\n\n- On 3 May, 12 people died.\n- On 9 May, 8 people died.\n",
    ],
)
def test_what_a_careful_reader_would_let_pass_does_not_fail(text):
    assert not [one.explanation for one in audit_document(text, item="invented") if one.fails]


def test_every_check_has_its_line_in_the_reference(root) -> None:
    page = (root / "docs" / "reference" / "audits.md").read_text(encoding="utf-8")

    assert [check.name for check in CHECKS if f"| `{check.name}` |" not in page] == []
    assert len({check.rule for check in CHECKS}) == len(CHECKS)
