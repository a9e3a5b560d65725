"""A log of a day: times in two zones, claims told as claims, first wordings beside corrections. All is invented."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.beginnings import begun

from sijill import reports
from sijill.actions import Provenance
from sijill.reports.document import CaseBox, Mark
from sijill.values import Language
from sijill.values.source_time import SourceTime
from sijill.wording.clocks import tells_hour, time_in_words
from sijill.workspace import Settings

DAMASCUS = ZoneInfo("Asia/Damascus")
DAY = "2016-05-05"


@pytest.fixture
def register(tmp_path):
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        yield made


def record(register, noun, **values):
    if noun == "control":
        register.records.record("place", {"name": values["place"]}, reason="invented")
    return register.records.record(noun, values, reason="invented").subject


def log(register, *, audience="team", day=DAY, language=Language.EN):
    material = register.publishing.story("log", day, audience=audience)
    document = reports.compose(material, language, reports.read_kind("log"))
    return [one for one in document.blocks if isinstance(one, CaseBox) and one.anchor.startswith("e-")]


def text(runs):
    return "".join(run.text for run in runs if not isinstance(run, Mark))


def lines(box):
    return {name: text(told) for name, told in box.lines}


def words(boxes):
    return [f"{name}: {text(told)}" for box in boxes for name, told in box.lines]


def picture():
    """Return a picture of one point."""

    def chunk(name, content):
        return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")

    head = (1).to_bytes(4, "big") * 2 + bytes((8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


# -- two zones


@pytest.mark.parametrize(
    ("day", "words", "zone", "told"),
    [
        (DAY, "13:45", "Etc/UTC", "5 May 2016, 13:45 UTC = 16:45 Damascus"),
        # Syria's clocks stood three hours before UTC in summer and two in winter, until October 2022.
        (DAY, "16:45", "Asia/Damascus", "5 May 2016, 13:45 UTC = 16:45 Damascus"),
        ("2016-12-05", "16:45", "Asia/Damascus", "5 December 2016, 14:45 UTC = 16:45 Damascus"),
        ("2023-12-05", "16:45", "Asia/Damascus", "5 December 2023, 13:45 UTC = 16:45 Damascus"),
        (DAY, "01:00", "Asia/Damascus", "22:00 UTC on 4 May 2016 = 01:00 Damascus on 5 May 2016"),
        (
            DAY,
            "afternoon",
            "Asia/Damascus",
            "5 May 2016, between 09:00 and 15:00 UTC = between 12:00 and 18:00 Damascus",
        ),
        (DAY, "evening", "Asia/Damascus", "5 May 2016, between 14:00 and 21:00 UTC = between 17:00 and 24:00 Damascus"),
        (DAY, None, "Asia/Damascus", "5 May 2016, the hour is not told"),
        (DAY, "when the sun was red", "Asia/Damascus", "5 May 2016, the hour is not told"),
        # The end of summer time in 2016 gave 27 October the hour after 23:00 twice: which one is meant is not told.
        ("2016-10-27", "23:30", "Asia/Damascus", "27 October 2016, between 20:30 and 21:30 UTC = 23:30 Damascus"),
    ],
)
def test_a_time_is_told_in_utc_and_in_the_zone_of_the_register(day, words, zone, told):
    from sijill.values import PartialDate, format_date

    when = SourceTime.told(PartialDate.parse(day), words, zone=zone)

    in_words = format_date(date.fromisoformat(day), Language.EN)
    assert time_in_words(when, in_words, DAMASCUS, "Damascus", Language.EN) == told
    assert tells_hour(when) is ("not told" not in told)


def test_a_register_in_utc_says_the_time_once():
    at = datetime(2016, 5, 5, 13, 45, tzinfo=UTC)

    told = time_in_words(SourceTime("", "Etc/UTC", at, at), "5 May 2016", ZoneInfo("Etc/UTC"), "UTC", Language.EN)

    assert told == "5 May 2016, 13:45 UTC"


# -- entries


def test_a_time_in_words_of_both_languages_is_read_and_told_in_each(register):
    record(register, "incident", title="Invented shelling", happened_on=DAY, time_text="afternoon | بعد الظهر")

    titles = {one: text(log(register, language=one)[0].title) for one in Language}

    assert titles[Language.EN] == (
        "5 May 2016, between 09:00 and 15:00 UTC = between 12:00 and 18:00 Damascus (as told: afternoon)"
    )
    assert "بعد الظهر" in titles[Language.AR]
    assert "afternoon" not in titles[Language.AR]


def test_the_newest_entry_stands_first_and_one_without_an_hour_last(register):
    for title, words in (("Morning", "09:00"), ("Noon", "12:30"), ("Some time", None)):
        timed = {"time_text": words} if words else {}
        record(register, "incident", title=f"{title} in Inventedtown", happened_on=DAY, **timed)

    assert [lines(one)["What is said"] for one in log(register)] == [
        "Noon in Inventedtown.",
        "Morning in Inventedtown.",
        "Some time in Inventedtown.",
    ]


def test_each_stage_of_an_agreement_is_an_entry_of_its_own_day(register):
    stages = [
        {"kind": "took_effect", "at": DAY, "time_text": "01:00", "zone": "Asia/Damascus", "said_by": "syrian_gov"},
        {"kind": "rejected", "at": DAY, "time_text": "13:45", "zone": "Etc/UTC", "said_by": "Invented Monitor"},
        {"kind": "extended", "at": "2016-05-09", "said_by": "syrian_gov"},
    ]
    truce = record(register, "agreement", title="Invented truce")
    for stage in stages:
        register.records.record("agreement", {"stages": stage}, subject=truce, reason="invented")

    boxes = log(register)

    assert [text(one.title) for one in boxes] == [
        "5 May 2016, 13:45 UTC = 16:45 Damascus",
        "22:00 UTC on 4 May 2016 = 01:00 Damascus on 5 May 2016",
    ]
    assert lines(boxes[0])["Source"] == "Invented Monitor"


def test_an_entry_is_a_claim_until_it_is_borne_out(register):
    record(register, "incident", title="Invented shelling", happened_on=DAY, killed={"low": 3, "high": 3})

    (box,) = log(register)

    assert box.badge == "Claim; not verified"


def test_a_denial_stands_beside_what_it_denies_and_marks_the_entry(register):
    control = record(register, "control", place="Inventedhill", party="syrian_gov", state="held", valid_from=DAY)
    register.records.record(
        "control", {"state": "held"}, subject=control, source="Invented rebels", stance="deny", reason="invented"
    )

    (box,) = log(register)

    assert "Denies" in box.badge
    assert "Invented rebels denies this: State, held" in lines(box)["Accounts differ"]


def test_a_correction_after_the_fact_shows_both_with_their_moments(register):
    shelling = record(register, "incident", title="Invented shelling", happened_on=DAY, killed={"low": 3, "high": 3})
    (first,) = log(register)
    before = lines(first)
    register.records.record(
        "incident", {"killed": {"low": 5, "high": 5}}, subject=shelling, reason="two more were found", rank="preferred"
    )

    (box,) = log(register)
    told = lines(box)

    assert "Original entry" not in " ".join(before)
    assert told["What is said"] == "Invented shelling; killed: 5."
    original, correction = (next(name for name in told if name.startswith(word)) for word in ("Original", "Correction"))
    assert re.search(r" UTC( on [^=]+)? = ", original)  # late in the evening it is another day in the war's own zone
    assert told[original] == "Invented shelling; killed: 3."
    assert told[correction].startswith("Killed: 3, now 5. Reason: ")
    assert "two more were found" in told[correction]
    # A link to the entry stays what it was.
    assert box.anchor == first.anchor
    assert told["Permalink"].strip("\u2066\u2069") == f"#{box.anchor}"


def test_a_corrected_stage_shows_its_first_wording(register):
    stage = {"kind": "took_effect", "at": DAY, "time_text": "01:00", "zone": "Asia/Damascus", "said_by": "syrian_gov"}
    truce = record(register, "agreement", title="Invented truce", stages=stage)
    (held,) = register.records.of(truce).held["stages"]
    register.records.retract(held.statement, reason="misread")
    register.records.record("agreement", {"stages": {**stage, "hours": 48}}, subject=truce, reason="read again")

    (box,) = log(register)
    told = lines(box)

    original, correction = (next(name for name in told if name.startswith(word)) for word in ("Original", "Correction"))
    assert "48 hours" in told["What is said"]
    assert "48 hours" not in told[original]
    assert "48 hours" in told[correction]
    assert told[correction].endswith("Reason: \u2066read again\u2069")


def test_what_was_only_added_is_no_correction(register):
    shelling = record(register, "incident", title="Invented shelling", happened_on=DAY)
    register.records.record("incident", {"killed": {"low": 5, "high": 5}}, subject=shelling, reason="invented")

    (box,) = log(register)

    assert not [name for name in lines(box) if name.startswith(("Original", "Correction"))]


def test_outside_the_team_a_withdrawn_value_is_not_said_again_nor_why(register):
    """What was taken back may have endangered somebody."""
    shelling = record(
        register,
        "incident",
        title="Invented shelling",
        happened_on=DAY,
        place="Inventedstreet",
        killed={"low": 3, "high": 3},
    )
    held = register.records.of(shelling).held["place"][0].statement
    register.records.retract(held, reason="a witness lives there")
    register.records.record(
        "incident", {"killed": {"low": 5, "high": 5}}, subject=shelling, reason="two more", rank="preferred"
    )

    def told(audience):
        return words(log(register, audience=audience))

    assert any("Inventedstreet" in one for one in told("team"))
    assert not any("Inventedstreet" in one or "witness" in one or "two more" in one for one in told("public"))
    assert any("Killed: 3, now 5." in one for one in told("public"))


def test_an_accepted_claim_under_no_record_is_told_in_its_words_to_the_team_alone(register):
    note = b"Invented note of 5 May. The governor called it a lie, people said.\n"
    given = Provenance("Invented notes", sensitivity="public", published_on=DAY)
    item = register.evidence.add_bytes(note, given).item
    marked, _ = register.acting_as("other").review.quote(item, "The governor called it a lie", kind="statement")
    register.acting_as("third").review.judge(marked.id, verdict="accepted")

    assert "The governor called it a lie" in lines(log(register)[0])["What is said"]
    assert log(register, audience="public") == []


def test_fresh_control_is_told_to_nobody_outside(register):
    today = register.now().astimezone(DAMASCUS).date()
    fresh = (today - timedelta(days=2)).isoformat()
    record(register, "control", place="Inventedhill", party="syrian_gov", state="held", valid_from=fresh)

    assert len(log(register, day=fresh)) == 1
    assert log(register, day=fresh, audience="public") == []


@pytest.mark.parametrize(
    ("graphic", "warning"), [(True, "graphic"), (None, "it may be graphic"), (False, "not hard to look at")]
)
def test_a_picture_of_the_day_is_listed_with_its_warning_first(register, graphic, warning):
    given = Provenance(
        "Invented agency", sensitivity="public", published_on=DAY, title="Invented smoke", graphic=graphic
    )
    register.evidence.add_bytes(picture(), given)

    (box,) = log(register)
    (name, told), *_ = [(name, text(told)) for name, told in box.lines]

    assert text(box.title) == "Claimed picture: Invented smoke"
    assert name == "Warning"
    assert warning in told


def test_in_arabic_no_english_of_ours_is_left(register):
    record(register, "incident", title="قصف مخترع", happened_on=DAY, time_text="13:45", killed={"low": 3, "high": 3})

    (box,) = log(register, language=Language.AR)
    told = " ".join((text(box.title), box.badge or "", *(f"{a} {b}" for a, b in lines(box).items() if "#" not in b)))

    assert not [one for one in told if one.isascii() and one.isalpha()], told
