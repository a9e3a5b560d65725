"""A report's own words: written in both languages, kept with their history, printed as they stood, taken back."""

from __future__ import annotations

import pytest
from tests.published import publish_at_the_desk, published
from tests.unit.web.test_reading_pages import words_of

from sijill.actions import AddresseeMissing, ReasonMissing, UnequalParagraphs, UnknownReportPart
from sijill.values import Period
from sijill.workspace import NotBothLanguages, UnknownPart
from sijill.workspace.editions._written import written_texts

BOTH = {"en": "An invented context.\nIts second line.", "ar": "سياق مخترع.\nسطره الثاني.", "reason": "invented"}


def test_texts_stand_in_the_report_of_each_language_and_only_there(register, incident):
    register.publishing.write_text("2016-05", "context", **BOTH)
    register.publishing.write_text(
        "2016-05", "conclusions", en="An invented conclusion.", ar="استنتاج مخترع.", reason="invented"
    )
    told = {"addressee_en": "Invented Council", "addressee_ar": "مجلس مخترع"}
    register.publishing.write_text("2016-05", "recommendations", en="Do it.", ar="افعلوه.", reason="invented", **told)

    shown = register.publishing.month("2016-05").value

    assert [one["en"] for one in shown.context] == ["An invented context.", "Its second line."]
    assert shown.conclusions[0]["ar"] == "استنتاج مخترع."
    assert shown.recommendations[0].addressee["ar"] == "مجلس مخترع"
    assert register.publishing.month("2016-04").value.context == ()


def test_the_newest_text_stands_and_every_version_stays(register, incident):
    register.publishing.write_text("2016-05", "context", **BOTH)
    seq = register.seq
    register.publishing.write_text("2016-05", "context", en="Another.", ar="آخر.", reason="better")
    register.publishing.write_text("2016-05", "context", en="", ar="", reason="taken back")

    assert register.publishing.written("2016-05") == []
    assert [entry.body["reason"] for entry in register.publishing.writing_history("2016-05")] == [
        "invented",
        "better",
        "taken back",
    ]
    assert written_texts(register.opened.ledger, Period.parse("2016-05"), upto=seq)[0].en == BOTH["en"]


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"part": "context", "en": "x", "ar": "س", "reason": " "}, ReasonMissing),
        ({"part": "title", "en": "x", "ar": "س", "reason": "y"}, UnknownReportPart),
        ({"part": "context", "en": "x\ny", "ar": "س", "reason": "y"}, UnequalParagraphs),
        ({"part": "recommendations", "en": "x", "ar": "س", "reason": "y"}, AddresseeMissing),
        ({"part": "context", "en": "x", "ar": "س", "reason": "y", "addressee_en": "z"}, AddresseeMissing),
    ],
)
def test_a_text_that_cannot_be_printed_is_refused_by_name(told, error, register):
    before = register.seq

    with pytest.raises(error):
        register.publishing.write_text("2016-05", told.pop("part"), **told)

    assert register.seq == before


def test_words_in_one_language_may_be_looked_at_but_not_published(register, sign_in, incident):
    register.publishing.write_text("2016-05", "context", en="An invented context.", ar="", reason="a draft")
    browser = sign_in("lead")

    page = browser.get("/reports/preview/?period=2016-05").content.decode()

    assert "stands in one language only" in page
    assert 'action="/reports/publish/"' not in page
    with pytest.raises(NotBothLanguages):
        published(register, "2016-05", reason="checked", formats=["html"])
    browser.get("/reports/preview/en/?period=2016-05")
    browser.post("/reports/publish/", {"period": "2016-05", "reason": "checked", "seen": register.seq})
    assert "stands in one language only" in words_of(browser.get("/work/").content.decode())
    assert register.publishing.publications() == []


def test_a_text_is_written_in_the_desk_and_read_in_the_preview(register, sign_in, incident):
    browser = sign_in("lead")
    form = {"period": "2016-05", "part": "context", **BOTH}

    answer = browser.post("/reports/compose/write/", form)
    english = words_of(browser.get("/reports/preview/en/?period=2016-05").content.decode())
    arabic = words_of(browser.get("/reports/preview/ar/?period=2016-05").content.decode())
    history = words_of(browser.get("/reports/compose/?period=2016-05").content.decode())

    assert answer["Location"] == "/reports/compose/?period=2016-05"
    assert "An invented context." in english
    assert "سياق مخترع." in arabic
    assert "An invented context." not in arabic
    assert "Every version of these texts" in history
    assert sign_in("analyst").get("/reports/compose/?period=2016-05").status_code == 403


def test_parts_may_be_left_out_but_never_what_the_month_changed(register, incident):
    assert register.publishing.month("2016-05").value.massacres is not None
    assert register.publishing.month("2016-05", without=["massacres"]).value.massacres is None
    with pytest.raises(UnknownPart):
        register.publishing.month("2016-05", without=["late_entries"])


def test_every_part_that_may_be_left_out_has_its_name_in_the_desk():
    from sijill.reports import read_kind
    from sijill.web.desk.pages.composing import LEFT_OUT

    assert set(LEFT_OUT) == set(read_kind().optional)


def test_a_report_whose_parts_do_not_sum_is_not_published_and_the_page_says_so(
    register, sign_in, incident, monkeypatch
):
    from sijill.audits import parts_match_total
    from sijill.web.desk.pages import publication

    monkeypatch.setattr(publication.reports, "check", lambda material: [parts_match_total([1, 2], 4)])

    page = sign_in("lead", "ar").get("/reports/preview/?period=2016-05").content.decode()

    assert 'action="/reports/publish/"' not in page
    assert "والمجموع 4" in page


def test_a_publication_is_withdrawn_once_with_a_reason(register, sign_in, incident):
    browser = sign_in("lead")
    publish_at_the_desk(browser, "2016-05")
    held = register.publishing.publications()[0]["id"]

    refused = browser.post(f"/reports/{held}/withdraw/", {"reason": " "})
    browser.post(f"/reports/{held}/withdraw/", {"reason": "an invented mistake"})
    again = browser.post(f"/reports/{held}/withdraw/", {"reason": "twice"})

    assert refused.status_code == 400
    assert register.publishing.publications() == []
    assert again.status_code == 400
    assert "withdrawn" in words_of(browser.get("/reports/").content.decode())


def test_what_is_published_is_handed_out_as_it_was_sealed(register, sign_in, incident):
    browser = sign_in("lead")
    publish_at_the_desk(browser, "2016-05")
    entry = register.publishing.standing_publications()[0]

    documents = [
        f"monthly-2016-05-{language}.{format_}" for language in ("ar", "en") for format_ in ("docx", "html", "pdf")
    ]
    annexes = [f"monthly-2016-05-annex-{language}.html" for language in ("ar", "en")]
    assert sorted(entry.body["files"]) == sorted([*documents, *annexes])
    for name, digest in entry.body["files"].items():
        answer = sign_in("viewer").get(f"/reports/{entry.id}/{name}")
        assert answer.content == register.evidence.bytes_of(digest)


def test_the_files_of_a_withdrawn_report_are_there_for_those_only_who_may_withdraw(register, sign_in, incident):
    publish_at_the_desk(sign_in("lead"), "2016-05")
    (standing,) = register.publishing.publications()
    names = (register.records.entry(standing["id"]).body or {})["files"]
    address = f"/reports/{standing['id']}/{next(iter(names))}"
    assert sign_in("viewer").get(address).status_code == 200

    sign_in("lead").post(f"/reports/{standing['id']}/withdraw/", {"reason": "it names somebody in danger"})

    assert sign_in("viewer").get(address).status_code == 404
    assert sign_in("verifier").get(address).status_code == 404
    assert sign_in("lead").get(address).status_code == 200
