"""Sums and subsets in sentences, lists and tables. All documents are invented."""

# ruff: noqa: E501 (an example is one line, as a page prints it)

import pytest

from sijill.audits import Finding, Verdict, audit_document


def found(text: str, check: str) -> list[Finding]:
    findings = [one for one in audit_document(text, item="invented") if one.check == check]
    for finding in findings:
        for term in finding.figures:
            assert term.quote == text[term.start : term.end]
    return findings


def verdicts(text: str, check: str) -> list[str]:
    return [one.verdict.value for one in found(text, check)]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The shelling killed 45 people, 12 civilians and 33 fighters.", "holds"),
        ("The shelling killed 45 people, 12 civilians and 31 fighters.", "fails"),
        ("The shelling killed 45 people: 20 men, 15 women and 10 children.", "holds"),
        ("The shelling killed 45 people (20 men, 15 women and 12 children).", "fails"),
        ("The army lost 60 soldiers, of whom only 18 were locals. The rest included 20 Ruritanians and 22 Elbonians.", "holds"),
        ("The army lost 60 soldiers, of whom only 18 were locals. The rest included 20 Ruritanians and 25 Elbonians.", "fails"),
        ("Some 50,000 people were to leave, of which 40,000 civilians would go west, while the remaining 10,000 would go north.", "holds"),
        ("The centre documented 2,400 deaths. Of these, there were about 1,150 civilians and 1,120 fighters. About 140 remain unidentified.", "within_rounding"),
        ("The centre documented 2,431 deaths. Of these, there were about 1,100 civilians and 1,100 fighters. About 140 remain unidentified.", "within_rounding"),
        ("The centre documented 2,931 deaths. Of these, there were about 1,100 civilians and 1,100 fighters. About 140 remain unidentified.", "fails"),
        ("Jets flew 13 raids in the east and 11 raids in the west, for a total of 24 raids.", "holds"),
        ("Jets flew 13 raids in the east and 11 raids in the west, for a total of 25 raids.", "fails"),
        ("The raid killed 30 people, of whom at least 12 were women and 15 were men.", "undecidable"),
        ("The shelling killed one hundred and twenty people: two dozen civilians and 96 fighters.", "holds"),
        ("The shelling killed one hundred and twenty people: two dozen civilians and 76 fighters.", "fails"),
        ("أدى القصف إلى مقتل مئة وعشرين شخصاً: 24 مدنياً و96 مقاتلاً.", "holds"),
        ("أدى القصف إلى مقتل 45 شخصاً: 12 مدنياً و33 مقاتلاً.", "holds"),
        ("أدى القصف إلى مقتل 45 شخصاً: 12 مدنياً و30 مقاتلاً.", "fails"),
    ],
)  # fmt: skip
def test_a_whole_and_parts_that_leave_nobody_out(sentence, verdict):
    assert verdicts(sentence, "sum_of_parts") == [verdict]


@pytest.mark.parametrize(
    "sentence",
    [
        "The shelling killed 45 people, 12 soldiers and 3 dogs.",
        "Three shells killed 9 people and 4 more died on 12 May.",
        "The dead were seven people: four children, two men and an unidentified person.",
        "The shelling killed 45 people, including 12 children and 9 women.",
        "The clashes killed 2 envoys; 4 of the 21 staff were freed in June.",
        # One can be in both: who received food may have received water, what was hit in one year was hit in the next.
        "Of 200 families, 140 received food and 90 received water.",
        "Of the 40 hospitals in the province, 18 were hit in 2014, 15 in 2015 and 12 in 2016.",
        "There were 45 strikes, 30 by day and 20 with cluster munitions.",
        "نفذ الطيران 45 غارة، 30 منها ليلا و20 بقنابل عنقودية.",
        "The town has 5 schools, 3 of them hit in March and 4 in April.",
        "في البلدة 5 مدارس، قصفت 3 منها في آذار و4 في نيسان.",
        "Fourteen medics were killed: nine doctors, six surgeons among them, and five nurses.",
        # The first of a list is no whole of what is told like it.
        "80 people were killed in Marren, 44 in Ostil and 40 in Perra.",
        "By district, 80 casualties were recorded in Marren, 64 in Ostil and 42 in Perra.",
        "80 strikes hit Marren, 44 hit Ostil and 40 hit Perra.",
        "قتل 80 شخصًا في مرين و44 في أوستيل و40 في بيرا.",
    ],
)
def test_numbers_without_a_promise_are_not_added_up(sentence):
    assert all(one.verdict is not Verdict.FAILS for one in found(sentence, "sum_of_parts"))


def test_classes_that_cover_everybody_may_not_exceed_their_whole_even_after_including():
    text = "The state took home 40 of its citizens, including 20 children, 12 women and 9 men."

    assert verdicts(text, "sum_of_parts") == ["fails"]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The strike killed 12 civilians, including 3 children.", "holds"),
        ("The strike killed 12 civilians, including 13 children.", "fails"),
        ("The strike killed up to 12 civilians, including at least 9 children.", "holds"),
        ("The strike killed about 100 civilians, including 110 children.", "within_rounding"),
        ("قتل 12 مدنياً بينهم 3 أطفال.", "holds"),
        ("قتل 12 مدنياً بينهم 15 طفلاً.", "fails"),
        ("The court held 26 men, 19 of whom were Ruritanians.", "holds"),
    ],
)
def test_a_part_fits_into_its_whole(sentence, verdict):
    assert verdicts(sentence, "subset") == [verdict]


def test_a_part_larger_than_the_least_number_of_its_whole_may_still_fit():
    """More than 5 can be 8: only a ceiling is contradicted."""
    text = "The strike killed more than 5 civilians, including 8 children."

    assert verdicts(text, "subset") == ["holds"]


LIST = """Deaths in June

The centre documented the deaths of {total} civilians in June, including {children} children, distributed as follows:

- Red army: 10 civilians, including two children.
- Blue army: We documented the deaths of four civilians.
- Other parties: six civilians, including one child.

Nothing else happened.
"""


@pytest.mark.parametrize(
    ("total", "children", "expected"),
    [(20, 3, ["holds", "holds"]), (21, 3, ["fails", "holds"]), (20, 4, ["holds", "fails"])],
)
def test_a_list_below_its_total_adds_up(total, children, expected):
    assert verdicts(LIST.format(total=total, children=children), "sum_of_parts") == expected


NESTED = """In June, the centre documented the deaths of {total} civilians, bringing the toll of the year to 90.

The toll we documented in June was distributed by party as follows:

A. The main parties:
- Red army:
We documented the deaths of 10 civilians.
- Blue army: three civilians.
B. Other parties:
We documented the deaths of nine civilians, distributed as follows:
• Mines: Four civilians.
• Unknown persons: {unknown} civilians.
"""


def test_a_lead_in_without_a_number_finds_the_total_of_its_month():
    assert verdicts(NESTED.format(total=22, unknown="Five"), "sum_of_parts") == ["holds", "holds"]


def test_a_wrong_inner_list_fails_where_it_stands():
    findings = found(NESTED.format(total=22, unknown="Six"), "sum_of_parts")

    assert sorted(one.verdict.value for one in findings) == ["fails", "holds"]
    assert "4 + 6 = 10" in next(one for one in findings if one.fails).explanation


def test_a_wrong_month_total_fails_and_is_not_taken_for_the_year():
    findings = found(NESTED.format(total=23, unknown="Five"), "sum_of_parts")

    assert [one.explanation for one in findings if one.fails] == [
        "10 + 3 + 9 = 22; printed 23, 1 too much for its parts (tolerance 0)."
    ]


def test_an_item_without_a_number_leaves_the_list_open():
    text = (
        "The centre documented 20 deaths, distributed as follows:\n\n- Red army: 10 civilians.\n- Blue army: several.\n"
    )

    assert found(text, "sum_of_parts") == []


def test_classes_in_a_list_are_held_against_the_total_beside_it():
    text = (
        "The centre counted 1,053 deaths:\n\n- 701 men (70%)\n- 150 women (15%)\n- 95 boys (9.5%)\n- 55 girls (5.5%)\n"
    )

    assert verdicts(text, "sum_of_parts") == ["fails"]


TABLE = "| Province | Killed |\n|---|---|\n| North | 12 |\n| South | 30 |\n| Total | {total} |\n"


@pytest.mark.parametrize(("total", "verdict"), [(42, "holds"), (43, "fails")])
def test_the_total_row_of_a_table_is_the_sum_of_its_column(total, verdict):
    assert verdicts(TABLE.format(total=total), "sum_of_parts") == [verdict]


@pytest.mark.parametrize(
    "listed",
    [
        "Killed by party:\n- The army: 10 civilians\n- The militia: 3 civilians\n- The police: 7 civilians\n"
        "- All remaining parties together: 97 civilians\n",
        "القتلى بحسب الجهات:\n- الجيش: 10 مدنيين\n- الميليشيا: 3 مدنيين\n- الشرطة: 7 مدنيين\n"
        "- مجموع الجهات الأخرى: 97 مدنيًا\n",
    ],
)
def test_what_all_remaining_parties_did_is_no_total_of_the_lines_above(listed):
    assert verdicts(listed, "sum_of_parts") == []


SAME_ACTOR = """Between 1 March 2015 and 1 March 2016, the Ruritanian Air Force killed 200 civilians and {whole} militants.

Ruritania killed 303 members of the Red Band between 1 March 2015 and 1 March 2016. Over the same period, it killed 91 rebels.
"""


@pytest.mark.parametrize(("whole", "verdict"), [(394, "holds"), (384, "fails"), (909, "undecidable")])
def test_kinds_of_militants_killed_by_one_actor_in_one_window(whole, verdict):
    assert verdicts(SAME_ACTOR.format(whole=whole), "sum_of_parts") == [verdict]


def test_an_event_of_april_counted_in_may_names_both_clocks():
    text = """The toll of May

The centre documented the deaths of 30 civilians in May, distributed as follows:

- Bombings by unknown persons: 25 civilians, including 6 children.
- Others: five civilians.

The toll rose in May because of the bombing in Exampleton, which killed 14 civilians.

On Tuesday, April 28, 2020, a car bomb exploded in the market of Exampleton. The bomb killed 14 civilians, including 4 children.
"""

    findings = [one for one in found(text, "subset") if "Two clocks" in one.explanation]

    assert [one.verdict.value for one in findings] == ["holds", "holds"]
    assert "28 April" in findings[0].explanation
    assert "May" in findings[0].explanation


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Shelling of 12 May kills 134 people\n\nShelling on 12 May killed 143 people in Invented Town.\n", "fails"),
        (
            "Shelling of 12 May kills 134 people\n\nShelling on 9 May killed 143 people in Invented Town.\n",
            "undecidable",
        ),
        ("قصف 12 أيار يقتل 134 شخصاً\n\nقتل القصف يوم 12 أيار 143 شخصاً في البلدة المخترعة.\n", "fails"),
        ("قصف 12 أيار يقتل 134 شخصاً\n\nقتل القصف يوم 9 أيار 143 شخصاً في البلدة المخترعة.\n", "undecidable"),
    ],
)
def test_a_title_is_set_against_a_number_of_its_own_day_only(text, verdict):
    assert verdicts(text, "title") == [verdict]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The raid killed 45 people, of whom 20 were men and 12 were women.", "undecidable"),
        ("The raid killed 45 people, of whom 20 were men and 28 were women.", "fails"),
        ("The raid killed 45 people, all of whom were 20 men and 12 women.", "fails"),
        ("The raid killed 45 people, of whom 20 were children and the rest, 20, were adults.", "fails"),
        ("There were 2,184 victims, of them 812 killed and 1,341 injured.", "undecidable"),
        ("There were 2,184 victims, all of them 812 killed and 1,341 injured.", "fails"),
        ("There were 312 casualties, of whom 90 were killed and 201 were injured.", "undecidable"),
        ("قتل القصف 45 شخصاً، منهم 20 رجلاً و12 امرأة.", "undecidable"),
    ],
)
def test_of_whom_a_pair_that_falls_short_is_open_unless_the_words_close_it(sentence, verdict):
    assert set(verdicts(sentence, "sum_of_parts")) == {verdict}


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("A strike killed 120 people on 3 May 2020.", "The strike killed 120 people in all.", True),
        ("A strike killed 120 people on 3 May 2020.", "A strike killed 120 people on 9 June 2020.", False),
        ("A strike killed 120 people on 3 May 2020.", "On 3 May the strike killed 120 people.", True),
        ("A strike killed 120 people on 3 May 2019.", "A strike killed 120 people on 3 May 2020.", False),
        (
            "It killed 120 people, according to the invented ministry.",
            "It killed 120 people, according to the invented mayor.",
            False,
        ),
        (
            "It killed 120 people, according to the invented ministry.",
            "It killed 120 people, according to the invented ministry.",
            True,
        ),
        ("قتل القصف 120 شخصاً في 3 أيار 2020.", "قتل القصف 120 شخصاً في 9 حزيران 2020.", False),
        ("The raid killed 120 civilians.", "The raid killed 120 fighters.", False),
    ],
)
def test_one_number_twice_is_one_quantity_unless_the_words_deny_it(first, second, same):
    text = f"An invented report\n\nWhat happened there\n\n{first}\n\n{second}\n"

    assert verdicts(text, "two_values") == ["holds"] * same


@pytest.mark.parametrize(("total", "verdict"), [(46, "holds"), (48, "undecidable")])
@pytest.mark.parametrize(
    ("opening", "others"),
    [
        ("The centre documented the deaths of {} civilians in May, distributed as follows:\n\n- {}: 41\n", "Others"),
        ("وثق المركز مقتل {} مدنياً في أيار، توزعوا على النحو التالي:\n\n- {}: 41\n", "آخرون"),
    ],
)
@pytest.mark.parametrize(
    ("english", "arabic"), [("Army", "الجيش"), ("Rebels", "الثوار"), ("Militants", "المسلحون"), ("Soldiers", "الجنود")]
)
def test_who_killed_is_told_alike_whatever_the_side(opening, others, english, arabic, total, verdict):
    side = english if others == "Others" else arabic

    assert verdicts(opening.format(total, side) + f"- {others}: 5\n", "sum_of_parts") == [verdict]


def test_small_numbers_that_meet_a_total_by_chance_are_told_to_be_no_sum():
    text = (
        "The Invented Network counted 24 attacks in May.\n"
        "It looked into 9 attacks again.\nA page on 15 attacks was printed in two languages.\n"
    )

    assert verdicts(text, "sum_of_parts") == []


def test_a_composite_arabic_number_is_printed_to_the_last_person():
    right = "عبر المعبر 8 آلاف و412 شخصاً: 4 آلاف و102 من الرجال و4 آلاف و310 من النساء."

    assert verdicts(right, "sum_of_parts") == ["holds"]
    assert verdicts(right.replace("310", "130"), "sum_of_parts") == ["fails"]


def test_what_a_number_holds_takes_over_what_befell_it_and_nobody_else():
    [finding] = found("وأدى القصف المختلق إلى مقتل 31 شخصاً وإصابة 84 آخرين، بينهم 120 طفلاً.", "subset")

    assert (finding.verdict.value, [int(one.value) for one in finding.figures]) == ("fails", [120, 84])


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The Invented Desk counted 120 attacks in May, a rise of 20 per cent on the 100 attacks of April.", ["holds"]),
        ("The Invented Desk counted 120 attacks in May, a rise of 30 per cent on the 100 attacks of April.", ["fails"]),
        ("The Invented Desk counted 120 attacks, and 30 per cent more schools reopened than in April.", []),
        ("In Alta 120 people returned and in Breva 100, a rise of 30 per cent in a year.", []),
        ("وثق المكتب 120 هجوماً في أيار، بزيادة نسبتها 20 بالمئة مقارنة بـ 100 هجوم في نيسان.", ["holds"]),
        ("وثق المكتب 120 هجوماً في أيار، بزيادة نسبتها 30 بالمئة مقارنة بـ 100 هجوم في نيسان.", ["fails"]),
    ],
)
def test_a_change_is_set_against_two_numbers_that_the_sentence_compares(text, verdict):
    assert verdicts(text, "share") == verdict


@pytest.mark.parametrize(
    "text",
    [
        "Invented shelling killed three people including a minor, and seven others were injured.",
        "قال المراسل المختلق إن ثلاثة أشخاص بينهم سيدة قتلوا وأصيب 6 آخرون في حصيلة أولية.",
        "قتل 27 مدنياً مختلقاً بينهم نساء وأطفال وأصيب 130 مدنياً.",
        "The invented strike wounded a family of 6, including a 10-year-old child.",
        "The wounded of the invented town were 20 people: seven in one street, four in another, three each in two others and one at home.",
        "An invented drone bombed a civilian car, as a result of which 3 civilians were injured.",
    ],
)
def test_what_is_told_of_others_is_no_part_that_is_too_large(text):
    assert [one.explanation for one in audit_document(text, item="invented") if one.fails] == []
