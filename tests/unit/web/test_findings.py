"""What the desk says of printed sums, of sources against each other, of what came late and of what is not known."""

from __future__ import annotations

import json
import re
from importlib.metadata import version

import pytest
from tests.published import published
from tests.unit.web.test_reading_pages import words_of

from sijill.actions import Provenance
from sijill.model import Sensitivity

WRONG = "Invented note: 10 people were killed, of whom 12 were children.\n"
RIGHT = "In an invented town 3 men and 4 women were killed on Thursday, 5 May 2016.\n"


@pytest.fixture
def wrong(register):
    """A document whose part is larger than its whole."""
    return register.evidence.add_bytes(
        WRONG.encode(), Provenance("Test notes", original_name="w.txt", title="Wrong note")
    ).item


def test_findings_name_check_answer_figures_and_words_in_either_language(register, sign_in, wrong):
    english = words_of(sign_in("analyst").get("/findings/").content.decode())
    arabic = words_of(sign_in("analyst", "ar").get("/findings/").content.decode())

    assert "does not add up" in english
    assert "12 against 10, of which it is a part." in english
    assert "12 مقابل 10 الذي هو جزء منه." in arabic
    assert "of which it is a part" not in arabic


def test_a_figure_of_a_finding_leads_to_its_words_lit_in_the_document(register, sign_in, wrong):
    browser = sign_in("analyst")
    page = browser.get("/findings/?verdict=fails").content.decode()
    link = re.search(rf'href="(/documents/{wrong}/words/\?start=\d+&amp;end=\d+)"', page)

    words = browser.get(link[1].replace("&amp;", "&")).content.decode()

    assert re.search(r"<mark[^>]*>(?:of whom )?(?:10 people|12 were children|12)", words) or "<mark" in words
    assert browser.get(f"/documents/{wrong}/words/?start=5&end=99999").status_code == 404


def test_findings_are_filtered_by_answer_check_and_document(register, sign_in, wrong):
    browser = sign_in("analyst")

    assert "No finding fits." in words_of(browser.get("/findings/?verdict=holds&check=sum_of_parts").content.decode())
    assert "12 against 10" in words_of(browser.get(f"/findings/?check=subset&document={wrong}").content.decode())
    assert "No finding fits." in words_of(browser.get("/findings/?document=nothing").content.decode())


def test_what_is_kept_of_an_audit_has_no_words(register, sign_in, wrong):
    sign_in("analyst").get("/findings/")

    kept = (register.folder / "cache" / "audited.json").read_text()

    assert "subset" in kept
    assert "children" not in kept
    assert set(json.loads(kept)["items"]) <= {item.id for item in register.evidence.items()}


def test_counts_that_another_release_kept_are_made_anew(register, sign_in, wrong):
    browser = sign_in("analyst")
    browser.get("/findings/")
    path = register.folder / "cache" / "audited.json"
    kept = json.loads(path.read_text())
    assert version("sijill") in kept["form"]
    path.write_text(json.dumps({"form": kept["form"].replace(version("sijill"), "0.0.1"), "items": {wrong: []}}))

    assert "12 against 10" in words_of(browser.get("/findings/").content.decode())


def test_a_restricted_document_has_no_finding_for_those_who_may_not_read_it(register, sign_in):
    item = register.evidence.add_bytes(
        WRONG.encode(), Provenance("Invented Secretsource", title="Hidden", sensitivity=Sensitivity.RESTRICTED)
    ).item

    assert "12 against 10" in words_of(sign_in("lead").get("/findings/").content.decode())
    assert "12 against 10" not in words_of(sign_in("analyst").get("/findings/").content.decode())
    assert sign_in("analyst").get(f"/documents/{item}/words/?start=0&end=5").status_code == 404
    assert sign_in("viewer").get("/findings/").status_code == 403


def told(register, source, day, killed):
    """Record an incident of one source and return its id."""
    values = {"happened_on": day, "killed": {"low": killed, "high": killed}, "place": "Invented Town"}
    return register.records.record("incident", values, reason="invented", source=source).subject


def test_two_sources_stand_against_each_other(register, sign_in):
    from sijill.web.desk.url_keys import source_key

    both = told(register, "Invented A", "2016-05-01", 5)
    register.records.record(
        "incident", {"killed": {"low": 9, "high": 9}}, subject=both, reason="another source", source="Invented B"
    )
    told(register, "Invented A", "2016-05-02", 4)

    a, b = source_key("Invented A"), source_key("Invented B")
    page = words_of(sign_in("analyst").get(f"/compare/?a={a}&b={b}").content.decode())

    assert "Records of both 1" in page
    assert "Records of Invented A only 1" in page
    assert "the number killed 0 1 0%" in page


def test_a_source_of_a_restricted_document_is_not_compared_for_those_who_may_not_know_of_it(register, sign_in):
    from sijill.actions.verdicts import Target
    from sijill.model import Verdict

    register.acting_as("documenter").evidence.add_bytes(
        b"Invented Secretvoice said that at least 3 civilians were killed in Invented Town on 5 May 2016.\n",
        Provenance("Invented Secretsource", sensitivity=Sensitivity.RESTRICTED),
    )
    claim = next(c for c in register.review.claims() if c.number and c.number.unit == "killed" and c.number.low == 3)
    register.review.judge(claim.id, verdict=Verdict.ACCEPTED, reason="read", target=Target("incident"))
    told(register, "Invented A", "2016-05-02", 4)

    page = sign_in("analyst").get("/compare/").content.decode()

    assert "Secret" not in page


def test_a_death_documented_long_after_the_day_is_a_late_entry(register, sign_in, incident):
    register.records.record("incident", {"documented_on": "2016-09-01"}, subject=incident, reason="invented day")

    page = words_of(sign_in("analyst").get("/table/late/").content.decode())

    assert "1 record " in page
    assert "1 September 2016" in page
    assert "119" in page


def test_a_death_entered_after_the_report_of_its_month_is_named(register, sign_in, incident):
    register.records.record("incident", {"documented_on": "2016-05-06"}, subject=incident, reason="invented day")
    published(register, "2016-05", reason="checked by two persons", formats=["html"])
    later = told(register, "Invented A", "2016-05-20", 2)
    values = {"documented_on": "2016-05-21", "civilian_status": "civilian"}
    register.records.record("incident", values, subject=later, reason="invented day")

    page = sign_in("analyst").get("/table/late/").content.decode()

    assert f"/records/{later}/" in page.split("Entered after the report")[1]
    assert f"/records/{incident}/" not in page.split("Entered after the report")[1]


def test_what_is_not_known_is_counted_by_field_and_month(register, sign_in, incident):
    told(register, "Invented A", "2016-05-20", 2)

    browser = sign_in("analyst")
    page = words_of(browser.get("/table/completeness/").content.decode())
    months = words_of(browser.get("/table/known-by-month/").content.decode())

    assert "Incidents · 2" in page
    assert "Number killed 2 0 100%" in page
    assert "May 2016 2" in months


def test_the_findings_of_a_document_stand_beside_its_words(register, sign_in, wrong):
    beside = sign_in("analyst").get(f"/documents/{wrong}/").content.decode().split("figures-beside")[1]
    arabic = sign_in("analyst", "ar").get(f"/documents/{wrong}/").content.decode().split("figures-beside")[1]

    shown = words_of(beside)
    assert "does not add up" in shown
    assert "12 against 10, of which it is a part. The difference is 2." in " ".join(shown.split())
    assert f"/documents/{wrong}/words/?start=" in beside
    assert "الفارق 2." in words_of(arabic)


def test_whoever_may_not_ask_for_findings_is_shown_none(register, sign_in, wrong):
    assert "figures-beside" not in sign_in("viewer").get(f"/documents/{wrong}/").content.decode()
