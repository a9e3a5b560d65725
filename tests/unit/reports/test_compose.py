"""The order of the report, what it says in both languages, and what it must never leave out."""

from __future__ import annotations

import dataclasses

import pytest
from tests.unit.reports import may_2020

from sijill import reports
from sijill.model.custody import Cited
from sijill.model.figures import Toll
from sijill.reports.document import Bullets, CaseBox, Chart, Endnotes, FigureText, Heading, Mark, Paragraph, Table
from sijill.values import CountRange, Language, PartialDate, Period, plain

BOTH = pytest.mark.parametrize("language", list(Language))


def words(runs) -> str:
    """The words of some runs, without invisible marks."""
    return plain("".join(getattr(run, "text", "") for run in runs))


def everything(document) -> list[tuple]:
    """All runs of a document, wherever they stand."""
    found = list(document.headline)
    for block in document.blocks:
        match block:
            case Paragraph(runs):
                found.append(runs)
            case Bullets(items) | Endnotes(items):
                found += items
            case CaseBox(_, title, lines):
                found += [title, *(told for _, told in lines)]
            case Table():
                found += _of_table(block)
            case Chart():
                found += _of_table(block.table)
    return found


def _of_table(table):
    return [cell for row in table.rows for cell in row.cells] + list(table.notes)


def text_of(document) -> str:
    """The whole report as plain words."""
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    return "\n".join([document.title, *headings, *(words(runs) for runs in everything(document))])


def test_the_headline_holds_the_three_counts_in_english():
    document = reports.compose(may_2020.redacted(), Language.EN)

    assert [words(line) for line in document.headline] == [
        "125 civilians killed, among them 26 children and 6 women",
        "8 deaths due to torture",
        "1 massacre documented",
    ]


def test_the_headline_agrees_with_its_numbers_in_arabic():
    document = reports.compose(may_2020.redacted(), Language.AR)

    assert [words(line) for line in document.headline] == [
        "مقتل 125 مدنيًا، بينهم 26 طفلًا و6 نساء",
        "توثيق 8 وفيات بسبب التعذيب",
        "توثيق مجزرة واحدة",
    ]


def test_the_parts_stand_in_the_order_that_readers_know():
    """S1.35: introduction, context, toll, torture and groups, massacres, revisions, conclusions, and the apparatus."""
    document = reports.compose(may_2020.redacted(), Language.EN)

    parts = [block.anchor for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert parts == ("introduction context toll groups massacres revisions conclusions published data endnotes").split()


def test_parts_without_content_are_left_out_and_the_others_numbered_on():
    document = reports.compose(may_2020.redacted(context=(), published=()), Language.EN)

    titles = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert titles[1] == "II. The toll of May 2020"
    assert not any("published by others" in title for title in titles)


@BOTH
def test_every_number_of_a_figure_leads_to_its_definition(language):
    document = reports.compose(may_2020.redacted(), language)

    printed = {run.figure: run.anchor for runs in everything(document) for run in runs if isinstance(run, FigureText)}
    listed = next(b for b in document.annex if isinstance(b, Table) and b.anchor == "figure-list")
    assert {row.cells[2][0].text: row.anchor for row in listed.rows} == printed
    assert "killed/2020-05/documented/killed_in/party=other@snhr:1#412" in printed


@BOTH
def test_every_mark_has_its_endnote_and_every_endnote_its_mark(language):
    document = reports.compose(may_2020.redacted(), language)

    marks = {run.number for runs in everything(document) for run in runs if isinstance(run, Mark)}
    endnotes = next(block for block in document.blocks if isinstance(block, Endnotes))
    assert marks == set(range(1, len(endnotes.items) + 1))


def test_an_endnote_names_the_item_and_its_page_and_the_annex_its_fingerprint():
    document = reports.compose(may_2020.redacted(), Language.EN)

    endnotes = next(block for block in document.blocks if isinstance(block, Endnotes))
    assert words(endnotes.items[0]) == ("“Note on the toll of May 2020”, SNHR, 1 June 2020, page 7.")
    sealed = next(b for b in document.annex if isinstance(b, Table) and b.anchor == "item-list")
    assert [words(cell) for cell in sealed.rows[0].cells] == ["1", "Note on the toll of May 2020", "a1" * 32]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            Language.EN,
            "Invented Author, “Note on the toll of May 2020”, SNHR, 1 June 2020, no. 19388, page 7, page 3, "
            "minute 1:46:30. Accessed 2 June 2020. Invented comment.",
        ),
        (
            Language.AR,
            "Invented Author، «Note on the toll of May 2020»، SNHR، 1 حزيران 2020، العدد 19388، الصفحة 7، الصفحة 3، "
            "الدقيقة 1:46:30. اطُّلع عليه في 2 حزيران 2020. تعليق مختلق.",
        ),
    ],
)
def test_an_endnote_tells_author_issue_page_minute_and_the_day_of_access(language, told):
    """S0.13: the print issue and page, the minute of a film, when it was looked at, and a comment."""
    cited = Cited(
        "Invented Author", "19388", "3", "1:46:30", PartialDate.parse("2020-06-02"), "Invented comment | تعليق مختلق"
    )
    first, *others = may_2020.sources()
    document = reports.compose(may_2020.redacted(sources=(dataclasses.replace(first, cited=cited), *others)), language)

    endnotes = next(block for block in document.blocks if isinstance(block, Endnotes))
    assert told in [plain(words(item)) for item in endnotes.items]


def test_a_source_that_is_cited_and_not_listed_is_an_error_that_names_it():
    with pytest.raises(reports.UnknownEndnote, match="note-lines"):
        reports.compose(may_2020.redacted(sources=()), Language.EN)


def test_none_documented_is_not_the_same_as_no_count():
    """S1.18: a documented zero says that somebody looked."""
    document = reports.compose(may_2020.redacted(), Language.EN)

    text = text_of(document)
    assert "Medical personnel: none documented in May 2020." in text
    assert "Relief workers: the register holds no count for May 2020." in text
    assert "It does not mean that there was none." in text


def test_a_massacre_of_april_documented_in_may_carries_both_dates():
    """S1.5: the report of May counts the bombing of 28 April."""
    document = reports.compose(may_2020.redacted(), Language.EN)

    box = next(b for b in document.blocks if isinstance(b, CaseBox) and b.anchor == "massacre-incident-1")
    lines = {name: words(told) for name, told in box.lines}
    assert lines["Dates"] == "Died 28 April 2020, documented May 2020"
    assert lines["Killed"] == "at least 44"
    assert lines["Injured"] == "50 (50–60) (by a number rule, not a stated number)"
    assert box.badge is not None
    assert "still sought" in box.badge


def test_an_invented_person_is_labelled_and_an_inferred_cause_is_only_probable():
    document = reports.compose(may_2020.redacted(), Language.EN)

    box = next(b for b in document.blocks if isinstance(b, CaseBox) and b.anchor == "case-person-1")
    lines = {name: words(told) for name, told in box.lines}
    assert box.badge == "Invented person: practice material, not a real case"
    assert lines["Cause"] == "Probably torture"
    assert "forcibly disappeared" in lines["Body"]


def test_a_name_that_is_withheld_is_said_to_be_withheld():
    case = reports.PersonCase("person-9", None, died_on=PartialDate("2020-05"))
    torture = reports.TortureSection(may_2020.torture_by_party(), cases=(case,))

    document = reports.compose(may_2020.redacted(torture=torture), Language.EN)

    box = next(b for b in document.blocks if isinstance(b, CaseBox) and b.anchor == "case-person-9")
    assert words(box.title) == "Name withheld"


@BOTH
def test_the_limits_of_the_figures_are_always_printed(language):
    document = reports.compose(may_2020.redacted(), language)

    limits = [block for block in document.blocks if isinstance(block, Bullets)][-1]
    text = "\n".join(words(item) for item in limits.items)
    assert "77.6%" in text  # which one party: not established
    assert "74.4%" in text  # neither child nor woman stated
    assert len(limits.items) == 6


@BOTH
def test_every_table_of_a_toll_says_clock_place_and_method(language):
    """E17: no public figure without its basis."""
    document = reports.compose(may_2020.redacted(), language)

    tables = [block.table for block in document.blocks if isinstance(block, Chart)]
    assert len(tables) == 4
    assert all("snhr" in words(table.notes[0]) and "412" in words(table.notes[0]) for table in tables)


def test_the_arabic_report_holds_no_english_sentence():
    labels_only = {"context": (), "sources": may_2020.sources()}

    document = reports.compose(may_2020.redacted(**labels_only), Language.AR)

    latin = {word for word in text_of(document).split() if word.isascii() and word.isalpha() and word.islower()}
    assert latin <= {
        "on",
        "of",
        "the",
        "toll",
        "air",
        "campaigns",
        "deaths",
        "due",
        "to",
        "torture",
        "report",
    }  # titles


def test_months_known_only_from_print_and_months_not_held_are_named():
    document = reports.compose(may_2020.redacted(), Language.EN)

    text = text_of(document)
    assert "not counted from records of this register: March 2020." in text
    assert "The register holds no count for: January 2020 and February 2020." in text


def test_a_column_of_men_is_printed_only_where_men_are_known():
    """Sources that never say "men" leave zeros: printed, they would say that no man was killed."""
    toll = may_2020.by_party()
    none = {"men": may_2020.figure(0, group="men")}
    rows = tuple(dataclasses.replace(row, groups={**row.groups, **none}) for row in toll.rows)
    total = dataclasses.replace(toll.total, groups={**toll.total.groups, **none})

    document = reports.compose(may_2020.redacted(by_party=Toll(toll.axis, rows, total)), Language.EN)

    chart = next(b for b in document.blocks if isinstance(b, Chart) and b.anchor == "toll-by-party-chart")
    assert [c.label for c in chart.table.columns] == ["Party", "Killed", "Children", "Women", "Men, or not stated"]


def test_a_report_without_governorates_massacres_or_torture_can_be_made():
    nothing = dict.fromkeys(("groups", "late_entries", "restated", "corrections"), ())
    bare = may_2020.redacted(by_governorate=None, massacres=None, torture=None, trend=reports.Trend(), **nothing)

    document = reports.compose(bare, Language.EN)

    assert [words(line) for line in document.headline] == ["125 civilians killed, among them 26 children and 6 women"]
    assert "No earlier death was entered late and no earlier figure was changed." in text_of(document)


def test_a_methodology_that_counts_more_than_civilians_does_not_print_civilians():
    document = reports.compose(may_2020.redacted(civilians_only=False), Language.EN)

    assert words(document.headline[0]).startswith("125 persons killed")


def test_a_restated_month_shows_what_was_printed_and_the_difference():
    document = reports.compose(may_2020.redacted(), Language.EN)

    table = next(b for b in document.blocks if isinstance(b, Table) and b.anchor == "restated")
    assert [words(cell) for cell in table.rows[0].cells] == [
        "April 2020", "Total", "141", "1 May 2020", "139", "−2",
        "1 record no longer counts; entries of the register: 512",
    ]  # fmt: skip


def test_air_campaigns_carry_ratio_orientation_and_a_rate_for_unequal_windows():
    """F5, ST8, ST11: 8,362 to 4,651 leans to civilians, 2,046 to 4,161 to militants."""
    document = reports.compose(may_2020.redacted(), Language.EN)

    table = next(b for b in document.blocks if isinstance(b, Table) and b.anchor == "published-1")
    assert [words(row.cells[4]) for row in table.rows] == [
        "Civilians : Militants = 1.8",
        "Militants : Civilians = 2.03",
        "Militants : Civilians = 8.51",
    ]
    assert words(table.rows[2].cells[5]) == "21"


def test_a_figure_with_a_range_prints_its_best_value_and_the_range():
    number = may_2020.figure(125, low=110, high=140, window=Period.month(2020, 4))
    table = reports.PublishedTable(
        {"en": "Beside"}, ({"en": "Ours"},), (reports.PublishedRow({"en": "April"}, (number,)),)
    )

    document = reports.compose(may_2020.redacted(published=(table,)), Language.EN)

    printed = next(b for b in document.blocks if isinstance(b, Table) and b.anchor == "published-1")
    assert words(printed.rows[0].cells[1]) == "125 (110–140)"


def test_a_share_of_an_open_number_is_not_printed():
    """One of "at least 28" massacres is no share that anyone could defend."""
    section = may_2020.massacres()

    document = reports.compose(may_2020.redacted(massacres=section), Language.EN)

    assert section.trend.year_to_date == reports.PublishedValue(
        CountRange(28, None), {"en": "SNHR", "ar": "الشبكة السورية"}, ("note-afrin",)
    )
    assert "3.6%" not in text_of(document)
