"""One record, one number: what reports, pages and lists show of it is what is counted (DESIGN 11.1)."""

from __future__ import annotations

import dataclasses

import pytest
from tests.beginnings import begun
from tests.counting import Example, at_least, day, exactly
from tests.published import published

from sijill import methodology, reports, tolls, wording
from sijill.cli._counting import toll_lines
from sijill.methodology import Chosen
from sijill.model import CivilianStatus, Clock, Outcome
from sijill.reports.document import CaseBox, Mark
from sijill.tolls import Standing, quality, statistics
from sijill.tolls.statistics import Certainty
from sijill.values import CountRange, Language, PartialDate, Period, UnknownWord, isolate, translate
from sijill.workspace import Settings
from sijill.workspace.documents import counted_in_words, record_document, trace_document


@pytest.fixture
def register(tmp_path):
    """An empty register under the snhr methodology."""
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        yield made


def incident(register, title="Invented market, shelling", subject=None, **values):
    """Record an invented incident of May 2016 whose dead are civilians."""
    given = {
        "title": title,
        "happened_on": "2016-05-05",
        "documented_on": "2016-05-06",
        "civilian_status": "civilian",
        "governorate": "Idlib",
        **values,
    }
    told = {name: value for name, value in given.items() if value is not None}
    return register.records.record("incident", told, subject=subject, reason="invented").subject


def victim(register, joined=None, **values):
    """Record an invented civilian who was killed, joined to an incident where one is given."""
    given = {"statuses": "killed", "civilian_status": "civilian", "died_on": "2016-05-05", **values}
    given.setdefault("documented_on", "2016-05-06")
    person = register.records.record("victim", given, reason="invented").subject
    if joined:
        act = {"victim": person, "incident": joined, "outcome": "killed"}
        register.records.record("act", act, reason="invented")
    return person


def boxes(material):
    """Return the lines of every box of the English report, by its anchor."""
    document = reports.compose(material, Language.EN)
    return {
        block.anchor: {
            name: "".join(run.text for run in told if not isinstance(run, Mark)) for name, told in block.lines
        }
        for block in document.blocks
        if isinstance(block, CaseBox)
    }


def words(document):
    """Return all that a document says."""
    return "\n".join(str(block) for block in document.blocks)


# -- the number of a record ------------------------------------------------------------------------------------------


def test_an_incident_of_which_only_names_are_known_has_the_number_of_its_names():
    """DESIGN 11.1: five persons by name and no stated number are five, not "at least 0"."""
    register = Example()
    market = register.incident(None)
    people = [register.victim(incident=market) for _ in range(5)]

    one = register.counted().of(market)

    assert one.standing is Standing.COUNTED
    assert one.killed.range == exactly(5)
    assert list(one.people) == people
    assert one.assessment.massacre


def test_what_nobody_stated_is_missing_and_never_nought():
    """DESIGN 11.1: an incident of ten of which no source says how many were women."""
    register = Example()
    market = register.incident(10, children=exactly(3))

    one = register.counted().of(market)
    row = register.toll().rows[0]

    assert "women" not in one.numbers
    assert row.groups["women"].unstated
    assert not row.groups["children"].unstated
    assert not row.groups["unknown"].unstated


def test_who_died_alone_and_is_known_to_be_a_man_is_no_child_and_no_woman():
    """DESIGN 11.1: a dash is for what nobody stated; of one man of 30 the other groups are a known nought."""
    register = Example()
    register.victim()
    register.victim("russia", age=None)

    man, somebody = (row.groups for row in register.toll().rows if row.figure.best)

    assert [(man[name].best, man[name].unstated) for name in ("children", "women", "men")] == [
        (0, False),
        (0, False),
        (1, False),
    ]
    assert somebody["women"].unstated
    assert somebody["children"].unstated


def test_an_empty_row_holds_a_count_of_nought():
    """S1.18: a party to which nothing was documented has a count, and it is 0."""
    register = Example()
    register.incident(10)

    women = tolls.figure(register.units(), register.question().definition(party="sdf", group="women"))

    assert (women.best, women.unstated) == (0, False)


def test_a_person_in_an_incident_counts_in_the_number_of_that_incident():
    """R-HU.3: one death is one number, on the page of the person as on that of the incident."""
    register = Example()
    market = register.incident(3)
    person = register.victim(incident=market)

    one = register.counted().of(person)

    assert (one.unit, one.is_own, one.killed.best) == (market, False, 3)


@pytest.mark.parametrize(
    ("status", "killed", "standing"),
    [
        (CivilianStatus.COMBATANT, 7, Standing.LEFT_OUT),
        (CivilianStatus.CIVILIAN, None, Standing.SILENT),
        (CivilianStatus.CIVILIAN, 7, Standing.COUNTED),
    ],
)
def test_a_record_that_is_not_counted_says_so_and_shows_no_number(status, killed, standing):
    """DESIGN 11.1: what a methodology leaves out is told with its rule, not printed as if it counted."""
    register = Example()
    strike = register.incident(killed, civilian_status=status)

    one = register.counted().of(strike)

    assert one.standing is standing
    assert (one.killed is not None) is (standing is Standing.COUNTED)
    assert one.assessment.rules


def test_a_person_found_alive_and_somebody_in_an_incident_left_out_are_not_counted():
    """R-EC.6 and DESIGN 5: the reason is that of the incident where the person alone would count."""
    register = Example()
    accident = register.incident(2, violation=False)
    passenger = register.victim(incident=accident)
    alive = register.victim(incident=register.incident(4))
    register.say(alive, "victim", "statuses", Outcome.FOUND_ALIVE)

    counted = register.counted()

    assert counted.of(alive).standing is Standing.LEFT_OUT
    assert (counted.of(passenger).standing, counted.of(passenger).unit) == (Standing.LEFT_OUT, accident)


def test_what_is_declared_within_a_line_is_named_where_the_rest_is_counted():
    """DESIGN 6: 55 of unidentified bombings, 44 of them at one market: the line counts 11 and says less what."""
    register = Example()
    line = register.line(55)
    market = register.incident(at_least(44), within=line)

    counted = register.counted()

    assert (counted.of(line).killed.best, counted.of(line).taken_out) == (11, (market,))
    assert counted.of(market).killed.best == 44


# -- late, and known by a year only ----------------------------------------------------------------------------------


def test_a_year_of_documentation_is_a_year_and_never_the_first_of_january():
    """ST27: documented "in 2016" after a death of December 2015 may be a day later or a year later."""
    register = Example()
    register.incident(3, happened_on=day("2015-12-31"), documented_on=day("2016"))
    found = register.units().units

    assert [(lag.low, lag.high) for lag in quality.reporting_lags(found)] == [(1, 366)]
    assert quality.late_units(found, days=30) == []
    wide = quality.wider_than_window(found, Period.parse("2016-01"), Clock.DOCUMENTED)
    assert [unit.dates[Clock.DOCUMENTED] for unit in wide] == [PartialDate("2016")]


def test_a_late_list_takes_its_number_from_the_names():
    """S1.5 and DESIGN 11.1: two persons by name, documented three months after the day."""
    register = Example()
    raid = register.incident(None, happened_on=day("2020-02-01"))
    for _ in range(2):
        register.victim(incident=raid)

    (late,) = quality.late_units(register.units().units, days=30)

    assert (late[0].record, late[0].numbers["killed"].best, late[1].low) == (raid, 2, 100)


def test_a_person_entered_after_the_report_makes_its_incident_a_late_one():
    """S1.5: the incident stood in the report, a name that came later moves its number."""
    register = Example()
    raid = register.incident(None)
    register.victim(incident=raid)
    reported = len(register.statements)
    before = register.units()
    register.victim(incident=raid)
    known = {one.id: one for one in register.records()}
    windows = [(Period.parse("2020-05"), reported)]

    after = quality.entered_after(register.units().units, known, windows, clock=Clock.DOCUMENTED)

    assert [unit.record for unit in after] == [raid]
    assert (
        quality.entered_after(before.units, known | {}, [(Period.parse("2020-05"), 10_000)], clock=Clock.DOCUMENTED)
        == []
    )


def test_the_number_of_an_incident_known_by_names_is_known():
    """ST26: completeness asks the counted unit, and a person's incident for day and place."""
    register = Example()
    register.victim(incident=register.incident(None, place="Invented Town"), died_on=None)

    counted = register.counted()

    assert quality.completeness(counted, "incident").known["number"] == 1
    person = quality.completeness(counted, "victim")
    assert (person.known["day_of_death"], person.known["place"]) == (1, 1)
    assert list(quality.completeness_by_month(counted)) == ["2020-05"]


# -- change ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "before", "certainty", "difference"),
    [
        (CountRange(7, None), CountRange(5, None), Certainty.LOWER_BOUNDS, 2),
        (CountRange(7, 7), CountRange(5, 5), Certainty.EXACT, 2),
        (CountRange(20, 25), CountRange(5, 8), Certainty.APART, 12),
        (CountRange(2, 3), CountRange(5, None), Certainty.APART, -2),
        (CountRange(7, 7), CountRange(5, None), Certainty.OVERLAP, 0),
        (CountRange(5, 9), CountRange(6, 8), Certainty.OVERLAP, 0),
    ],
)
def test_a_change_says_what_it_is_a_change_of(now, before, certainty, difference):
    """ST4: "at least 5" and then "at least 7" is a change of what is certain, not a growth of the total."""
    change = statistics.change(now, before)

    assert (change.certainty, change.difference) == (certainty, difference)


def test_no_percentage_is_of_an_open_base():
    """ST4: 2 of "at least 5" is no share of anything."""
    assert statistics.change(CountRange(7, None), CountRange(5, None)).share is None
    assert statistics.change(CountRange(7, 7), CountRange(5, 5)).share is not None


# -- the report ------------------------------------------------------------------------------------------------------


def test_the_box_of_a_massacre_known_by_names_prints_their_number(register):
    """DESIGN 11.1: "Killed: at least 0" over five named dead was a second way to a number."""
    market = incident(register)
    for _ in range(5):
        victim(register, market)

    lines = boxes(register.publishing.month("2016-05", clock="died"))[f"massacre-{market}"]

    assert lines["Killed"] == "5"
    assert lines["Names"] == "5 of the dead are known by name"
    assert "Women" not in lines or lines["Women"] == "0"


def test_rival_numbers_stand_beside_the_one_that_is_counted(register):
    """DESIGN 11.10: dispute is printed."""
    market = incident(register, killed={"low": 6, "high": 6})
    register.records.record(
        "incident", {"killed": {"low": 9, "high": 9}}, subject=market, reason="another invented account"
    )

    lines = boxes(register.publishing.month("2016-05", clock="died"))[f"massacre-{market}"]

    assert lines["Killed"] == "6 (6–9)"
    assert lines["Others say"] == "Killed: 9 (a source that is not named)"


def test_every_number_printed_of_a_record_is_its_part_of_the_figure(register):
    """DESIGN 11.1: boxes, drivers, late lists and the count of massacres are those of the figures by their ids."""
    market = incident(register, killed={"low": 6, "high": 6})
    for _ in range(8):
        victim(register, market)
    raid = incident(register, title="Invented raid", happened_on="2016-02-01", killed=None)
    for _ in range(5):
        victim(register, raid, died_on="2016-02-01")
    incident(register, title="Invented silence", killed=None)

    material = register.publishing.month("2016-05", audience="team").value
    counted = register.counts.figure(material.total.figure.id)[1]
    parts = {part.record: (part.low, part.best, part.high) for part in counted.basis}
    massacres = register.counts.figure(material.massacres.count.id)[1]

    assert {
        one.record: (one.killed.low, one.killed.best, one.killed.high) for one in material.massacres.records
    } == parts
    assert [part.record for part in massacres.basis] == [one.record for one in material.massacres.records]
    assert [(one.record, one.killed.best) for one in material.late_entries] == [(raid, 5)]
    assert (material.trend.driver.record, material.trend.driver.killed.best) == (market, 8)
    assert not [finding for finding in reports.check(material) if finding.fails]


def test_a_box_with_another_number_than_its_figure_stops_the_report(register):
    """S1.35: a report that does not agree with itself is not printed."""
    incident(register, killed={"low": 6, "high": 6})
    material = register.publishing.month("2016-05", clock="died", audience="team").value
    box = dataclasses.replace(material.massacres.records[0], killed=Chosen.exactly(7))
    wrong = dataclasses.replace(material, massacres=dataclasses.replace(material.massacres, records=(box,)))

    failing = [finding for finding in reports.check(wrong) if finding.fails]

    assert failing


def test_a_report_names_what_it_counts_by_the_first_day_of_a_year(register):
    """S1.5: "documented in 2016" counts in January, and January says so."""
    vague = incident(register, killed={"low": 3, "high": 3}, documented_on="2016")

    material = register.publishing.month("2016-01")

    assert [(one.record, one.day.edtf) for one in material.value.by_first_day] == [(vague, "2016")]
    assert "the month is not stated" in words(reports.compose(material, Language.EN))


def test_a_restated_month_says_which_figures_from_what_to_what_and_by_which_entries(register):
    """R-EC.12: a report of May shows that April moved from 3 to 5, and which entries did it."""
    raid = incident(register, happened_on="2016-04-03", documented_on="2016-04-04", killed={"low": 3, "high": 3})
    published(register, "2016-04", reason="checked by two persons", formats=["html"])
    first = register.seq
    register.records.record(
        "incident", {"killed": {"low": 5, "high": 5}}, subject=raid, reason="a later count", expect=None
    )
    incident(
        register,
        title="Invented second",
        happened_on="2016-04-09",
        documented_on="2016-04-10",
        killed={"low": 1, "high": 1},
    )

    restated = register.publishing.month("2016-05").value.restated

    total = next(one for one in restated if one.cell is None)
    assert (total.printed, total.now.low, total.now.high) == (exactly(3), 4, 6)
    assert (total.entered, total.changed, total.gone) == (1, 1, 0)
    assert all(entry > first for entry in total.entries)
    assert len([one for one in restated if one.cell is not None]) >= 1


def test_the_trace_says_which_records_are_taken_out_in_both_languages(register):
    """DESIGN 6: "less 1 record within it that counts by itself" stands in the walk back."""
    values = {"source": "SNHR", "window": "2016-05", "clock": "documented", "role": "line"}
    values |= {"killed": {"low": 55, "high": 55}, "civilian_status": "civilian"}
    line = register.records.record("tally", values, reason="invented").subject
    market = incident(register, killed={"low": 44, "high": 44}, within=line)

    figure = register.publishing.month("2016-05", audience="team").value.total.figure
    part = next(one for one in trace_document(register.counts.trace(figure.id))["parts"] if one["record"] == line)

    assert "Less 1 record within it that counts by itself" in part["less"]["en"]
    assert market in part["less"]["ar"]
    text = words(reports.compose(register.publishing.month("2016-05"), Language.EN))
    assert "Less 1 record within it that counts by itself" in text


@pytest.mark.parametrize(
    ("mode", "parties", "english", "arabic"),
    [
        ("single", ["syrian_gov"], "Syrian Regime forces", "قوات النظام السوري"),
        ("single", ["turkey"], "Turkish forces", "القوات التركية"),
        ("joint", ["russia", "syrian_gov"], "together, coordination proved", "معًا، والتنسيق مثبت"),
        ("joint_undetermined", ["russia", "syrian_gov"], "shares not determined", "دون تحديد نصيب كل طرف"),
        ("one_of_two", ["russia", "sdf"], "one of: Russian forces, ", "أحد الطرفين: القوات الروسية، "),
    ],
)
def test_the_box_of_a_massacre_names_the_parties_and_how_they_are_responsible(register, mode, parties, english, arabic):
    """S1.3: "Other parties" names nobody; who has no row in the methodology has a name all the same."""
    market = incident(register, killed={"low": 6, "high": 6}, attribution={"mode": mode, "parties": parties})
    material = register.publishing.month("2016-05", clock="died")

    (box,) = material.value.massacres.records

    assert box.record == market
    assert english in box.party["en"]
    assert arabic in box.party["ar"]


@pytest.mark.parametrize(
    ("axis", "heading", "rows"),
    [
        ("cause", "السبب", {"قصف مدفعي"}),
        ("status", "صفة القتلى", {"مدني"}),
        ("weapon", "السلاح", {"قصف مدفعي"}),
        ("sex", "الجنس", {"أنثى", "غير مذكور"}),
        ("verification", "التحقق", {"مُبلَّغ عنها"}),
        ("month", "الشهر", {"أيار 2016"}),
        ("governorate", "المحافظة", {"إدلب"}),
        ("party", "الجهة", None),
    ],
)
def test_a_table_has_headings_and_rows_in_the_language_of_its_reader(register, axis, heading, rows):
    """Issue 8, 5: no code of ours stands in an Arabic table, at the command line, the desk or in a document."""
    market = incident(register, killed={"low": 3, "high": 3}, cause="shelling", weapon="shelling")
    victim(register, market, sex="female")
    question, found = register.counts.toll("2016-05", by=axis)

    lines = list(toll_lines(question, found, Language.AR))

    assert heading in lines[0]
    assert rows is None or {row.label["ar"] for row in found.rows} == rows
    assert {row.label["ar"] for row in found.rows if row.label["ar"].isascii()} == set()


def test_a_line_of_one_group_says_that_no_table_by_party_holds_it(register):
    """S1.13: the medical personnel of a month stand in the rows by party already."""
    values = {"source": "SNHR", "window": "2016-05", "clock": "documented", "role": "group", "groups": "medical"}
    values |= {"killed": {"low": 4, "high": 4}, "civilian_status": "civilian"}
    line = register.records.record("tally", values, reason="invented").subject
    _, by_party = register.counts.toll("2016-05")
    _, asked = register.counts.toll("2016-05", cell={"listed_group": "medical"})

    counted = register.counts.counted_number(line)

    assert (by_party.total.figure.best, asked.total.figure.best) == (0, 4)
    assert "tables by party do not hold it" in counted_in_words(counted, Language.EN)
    assert "لا تضمّه الجداول بحسب الجهة" in counted_in_words(counted, Language.AR)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"clock": "dead"}, "لا أساس تأريخ باسم"),
        ({"by": "waepon"}, "لا محور باسم"),
        ({"cell": {"group": "wommen"}}, "لا فئة باسم"),
        ({"cell": {"governorate": "Nowhere"}}, "لا محافظة باسم"),
    ],
)
def test_a_misspelt_word_is_refused_without_an_english_word_of_ours(register, asked, told):
    """Issue 9: what the word should have been is said in the language of the reader."""
    with pytest.raises(UnknownWord) as refused:
        register.counts.toll("2016-05", **asked)

    assert told in translate(Language.AR, refused.value.message, **refused.value.places)


def test_an_arabic_report_says_in_arabic_where_its_rules_come_from(register):
    """R-EC.2: no rule without its source, for every reader; each shipped file's sources have their Arabic."""
    incident(register, killed={"low": 3, "high": 3})

    arabic = words(reports.compose(register.publishing.month("2016-05"), Language.AR))
    given = {
        rule["source"]
        for name in methodology.shipped()
        for rule in methodology.parse(methodology.shipped_bytes(name)).table("rules").values()
    }

    assert "الشبكة السورية لحقوق الإنسان، تقرير أيار 2020، القسم الثالث" in arabic
    assert "report on May 2020" not in arabic
    assert given == set(wording.SHIPPED)
    assert all(wording.rule_source(one, Language.AR) != one for one in given)


def test_a_trace_reaches_the_persons_who_make_the_number_in_every_cell(register):
    """DESIGN 11.1: a figure of one incident of which only names are known rests on what says who they were."""
    market = incident(register)
    man, woman = (victim(register, market, sex=x, is_child=False) for x in ("male", "female"))

    def people(**cell):
        _, toll = register.counts.toll("2016-05", by="party", cell=cell)
        (part,) = trace_document(register.counts.trace(toll.total.figure.id))["parts"]
        return {one["record"]: {said["property"] for said in one["statements"]} for one in part["people"]}

    assert people().keys() == {man, woman}
    assert {"sex", "statuses", "died_on"} <= people()[woman]
    assert people(sex="female").keys() == people(group="women").keys() == {woman}


def test_a_number_that_is_less_than_a_source_states_says_by_whom(register):
    """R-EC.6 and R-HU.3: five stated, one found alive, one counted in another incident, make three."""
    market = incident(register, killed={"low": 5, "high": 5})
    other = incident(register, title="Invented other", killed={"low": 9, "high": 9})
    alive = victim(register, market)
    register.records.record("victim", {"statuses": "found_alive"}, subject=alive, reason="invented", expect=None)
    twice = victim(register, other)
    register.records.record("act", {"victim": twice, "incident": market, "outcome": "killed"}, reason="invented")

    figure = register.publishing.month("2016-05", audience="team").value.total.figure
    parts = {one["record"]: one for one in trace_document(register.counts.trace(figure.id))["parts"]}
    shown = counted_in_words(register.counts.counted_number(market), Language.AR)

    assert (parts[market]["adds"]["best"], parts[other]["adds"]["best"]) == (3, 9)
    assert (parts[market]["found_alive"], parts[market]["counted_elsewhere"]) == ([alive], [twice])
    assert f"Less 1 person who was found alive: {isolate(alive)}." in parts[market]["less"]["en"]
    assert "Less 1 person who is counted in another incident" in parts[market]["less"]["en"]
    assert "يُطرح منه شخص واحد وُجد حيًّا" in shown
    assert "يُطرح منه شخص واحد يُحسب في حادثة أخرى" in shown


def test_a_record_counted_alone_and_in_a_counting_of_all_has_one_number(register):
    """DESIGN 11.1: a page that reads only what is tied to a record says the same."""
    market = incident(register, killed=None)
    people = [victim(register, market) for _ in range(2)]
    other = incident(register, title="Invented other", killed={"low": 9, "high": 9})

    alone = {one: register.counts.counted_number(one) for one in (market, other, *people)}
    whole = register.counts.counting().counted_numbers

    assert {one: whole.of(one) for one in alone} == alone
    named = register.records.names([market])[market]
    document = record_document(register.records.of(market), named, alone[market])
    assert document["counted"]["numbers"]["killed"] == {"low": 2, "best": 2, "high": 2}


def test_a_report_tells_what_its_toll_does_not_count_and_by_which_rule(register):
    """Issue 8, 5: nothing is left out in silence."""
    incident(register, killed={"low": 3, "high": 3})
    incident(register, killed={"low": 2, "high": 2}, civilian_status="combatant")

    material = register.publishing.month("2016-05")
    english, arabic = (words(reports.compose(material, language)) for language in (Language.EN, Language.AR))

    assert "The register holds more than this toll counts:" in english
    assert "1 record is left out: The dead are not counted here as: combatant. (S1.7)" in english
    assert "في السجلّ أكثر مما تعدّه هذه الحصيلة:" in arabic


def test_a_named_outsider_and_proved_coordination_are_never_said_to_be_not_established(register):
    """Issue 8, 5: Turkey has no row under snhr and has its name; what is not established says so alone."""
    for mode, parties in (
        ("single", ["turkey"]),
        ("joint", ["russia", "syrian_gov"]),
        ("one_of_two", ["russia", "sdf"]),
    ):
        incident(register, killed={"low": 2, "high": 2}, attribution={"mode": mode, "parties": parties})

    english = words(reports.compose(register.publishing.month("2016-05"), Language.EN))

    limits = [line for line in english.splitlines() if "is not established" in line]
    assert len(limits) == 1
    assert "Turk" not in limits[0]
    assert "One of two" in limits[0] or "one of two" in limits[0]
