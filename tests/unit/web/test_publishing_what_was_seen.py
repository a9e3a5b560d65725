"""What is published is what the person who publishes it looked at, as it stood at the same entry (E1)."""

from __future__ import annotations

import pytest
from tests.unit.web.test_reading_pages import words_of

from sijill.actions import PreviewMissing, PreviewOutdated

MONTH = {"period": "2016-05", "reason": "checked by two persons"}


def moved_on(register) -> None:
    """Record something that changes no figure of the month."""
    register.records.record("incident", {"title": "Invented elsewhere"}, reason="an invented reason")


def test_a_report_that_nobody_looked_at_is_not_published(register, incident):
    for seen in (None, register.seq):
        with pytest.raises(PreviewMissing):
            register.publishing.report("2016-05", publish=True, seen=seen, reason="checked", formats=["html"])

    assert register.publishing.publications() == []


def test_what_was_looked_at_is_published_and_nothing_later(register, incident):
    seen = register.publishing.report("2016-05", formats=["html"]).seq
    moved_on(register)

    with pytest.raises(PreviewOutdated, match="look at it again"):
        register.publishing.report("2016-05", publish=True, seen=seen, reason="checked", formats=["html"])
    with pytest.raises(PreviewMissing):
        register.publishing.report("2016-05", publish=True, seen=register.seq, reason="checked", formats=["html"])
    again = register.publishing.report("2016-05", formats=["html"]).seq
    done = register.publishing.report("2016-05", publish=True, seen=again, reason="checked", formats=["html"])

    assert done.publication is not None


@pytest.mark.parametrize(
    "other",
    [
        {"clock": "died"},
        {"audience": "team"},
        {"without": ["massacres"]},
        {"period": "2016-04"},
    ],
)
def test_another_report_than_the_one_that_was_looked_at_is_not_published(other, register, incident):
    seen = register.publishing.report("2016-05", formats=["html"]).seq
    told = {"period": "2016-05", "formats": ["html"], "reason": "checked", **other}

    with pytest.raises(PreviewMissing):
        register.publishing.report(told.pop("period"), publish=True, seen=seen, **told)


def test_what_another_person_looked_at_does_not_count(register, incident):
    seen = register.acting_as("other").publishing.report("2016-05", formats=["html"]).seq

    with pytest.raises(PreviewMissing):
        register.publishing.report("2016-05", publish=True, seen=seen, reason="checked", formats=["html"])


def test_the_desk_publishes_nothing_whose_words_were_not_opened(register, sign_in, incident):
    browser = sign_in("lead")
    browser.get("/reports/preview/?period=2016-05")

    unread = browser.post("/reports/publish/", {**MONTH, "seen": register.seq}, follow=True)
    blind = browser.post("/reports/publish/", MONTH)

    assert "you did not open this report" in words_of(unread.content.decode())
    assert blind.status_code == 409
    assert register.publishing.publications() == []
    assert 'action="/reports/publish/"' not in browser.get("/reports/").content.decode()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "something was recorded after you looked"), ("ar", "سُجّل شيء بعد أن اطّلعت")]
)
def test_the_desk_leads_to_a_new_preview_when_something_was_recorded_meanwhile(
    language, words, register, sign_in, incident
):
    browser = sign_in("lead", language)
    browser.get("/reports/preview/ar/?period=2016-05")
    seen = register.seq
    moved_on(register)

    refused = browser.post("/reports/publish/", {**MONTH, "seen": seen, "clock": "died", "without": "massacres"})

    assert refused.status_code == 409
    assert words in refused.content.decode()
    assert 'href="/reports/preview/?period=2016-05&amp;clock=died&amp;without=massacres"' in refused.content.decode()
    assert register.publishing.publications() == []


def test_work_whose_report_moved_on_while_it_waited_is_refused_with_the_next_step(register, sign_in, incident):
    from django.utils import timezone

    from sijill.web.desk.work.doing import carry_out
    from sijill.web.desk.work.models import Job

    browser = sign_in("lead")
    browser.get("/reports/preview/en/?period=2016-05")
    asked = {**MONTH, "without": [], "seen": register.seq}
    job = Job.objects.create(kind="publish", person="lead", asked=asked, append_id="x", created_at=timezone.now())
    moved_on(register)

    carry_out(job.pk)

    assert "Look at it again, then publish." in words_of(browser.get("/work/").content.decode())
    assert register.publishing.publications() == []


@pytest.mark.parametrize("seen", ["9" * 4400, "-1", "²", "soon", " "])
def test_an_entry_that_is_no_number_is_refused_and_nothing_breaks(seen, register, sign_in, incident):
    assert sign_in("lead").post("/reports/publish/", {**MONTH, "seen": seen}).status_code == 409
