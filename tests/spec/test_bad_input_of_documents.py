"""What is hard to print is printed whole, or refused with a clear sentence and nothing half-published (issue 14)."""

from __future__ import annotations

import pytest
from tests.beginnings import begun
from tests.foreign.reading_back import by_libreoffice, by_pdfium, by_poppler, found, shown_by
from tests.spec.test_one_number_in_documents import incident, victim

from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.values import Language, SijillError
from sijill.workspace import Settings

WORDS = "Invented witnesses counted seven civilians beside the invented market on the fifth of May and wrote it down. "
LONG = ("The market of the invented town was shelled " + "سوق البلدة المخترعة قُصف في الصباح ") * 6
PAGES_OF_A_LONG_TITLE = 8


@pytest.fixture
def register(tmp_path):
    settings = Settings(name="Invented house", owner="lead", one_person=True)
    with begun(tmp_path / "register", settings) as made:
        yield made


def printed(register, record, *formats):
    """Return the files of the document on an incident by their language and format."""
    done = register.publishing.report(None, kind="massacre", incident=record, audience="team", formats=formats)
    read = [one for one in done.files if "annex" not in one.name]
    return {one.name.rpartition("-")[2]: one.read_bytes() for one in read}


def refused(register, **asked):
    """Return the refusal of a publication, after which neither files nor an edition are there."""
    before = {one: one.stat().st_mtime_ns for one in register.folder.glob("reports/**/*.*")}
    with pytest.raises(SijillError) as told:
        register.publishing.report(**asked)
    assert {one: one.stat().st_mtime_ns for one in register.folder.glob("reports/**/*.*")} == before
    assert register.publishing.publications() == []
    assert told.value.in_language(Language.AR) != str(told.value)
    return str(told.value)


# -- a title of 400 characters in mixed direction ----------------------------------------------------------------------


def test_a_title_of_400_characters_in_both_directions_is_read_back_whole_in_every_format(register):
    assert len(LONG) > 400
    market = incident(register, title=LONG, killed={"low": 7, "high": 7}, place="Inventedtown")

    files = printed(register, market, "html", "pdf", "docx")

    for language in ("en", "ar"):
        page, pdf = shown_by(files[f"{language}.html"]), files[f"{language}.pdf"]
        word = by_libreoffice(files[f"{language}.docx"]).decode("utf-8", "replace")
        assert found(LONG, page).recall == 1
        assert found(LONG, by_poppler(pdf)).recall >= 0.93
        assert found(LONG, by_pdfium(pdf)).recall >= 0.85
        assert found(LONG, word).recall == 1
        assert by_poppler(pdf).count("\f") <= PAGES_OF_A_LONG_TITLE


# -- a quotation longer than a page ------------------------------------------------------------------------------------


def test_a_quotation_longer_than_a_page_runs_on_over_the_next(register):
    market = incident(register, killed={"low": 7, "high": 7}, place="Inventedtown")
    words = WORDS * 60
    item = register.evidence.add_bytes(words.encode(), Provenance("Invented Watch", "note.txt", "Invented note")).item
    whole = words.strip()
    target = Target("incident", market, "killed", source="Invented Watch")
    register.review.quote(item, whole, changes={"number": "7"}, reason="read", target=target)

    files = printed(register, market, "html", "pdf", "docx")

    for language in ("en", "ar"):
        pdf = files[f"{language}.pdf"]
        assert found(whole, shown_by(files[f"{language}.html"])).sequence == 1
        assert found(whole, by_poppler(pdf)).recall >= 0.98
        assert found(whole, by_libreoffice(files[f"{language}.docx"]).decode()).recall == 1


# -- an incident that was withdrawn ------------------------------------------------------------------------------------


def test_a_withdrawn_incident_is_named_as_withdrawn_with_the_way_to_what_holds_it(register):
    market = incident(register, killed={"low": 7, "high": 7})
    for values in list(register.records.of(market).held.values()):
        for one in values:
            register.records.retract(one.statement, reason="entered twice")

    told = refused(register, period=None, kind="massacre", incident=market)

    assert told.startswith(f"{market} was withdrawn, all of it, and nothing was written")
    assert "no record" in refused(register, period=None, kind="massacre", incident="nothing")


# -- words in one language only ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["monthly", "timeline"])
def test_words_in_one_language_are_looked_at_and_never_published(register, kind):
    incident(register, killed={"low": 7, "high": 7})
    register.publishing.write_text("2016-05", "context", en="Invented words.", ar="", reason="r")
    seen = register.publishing.report("2016-05", kind=kind, formats=["html"]).seq

    told = refused(register, period="2016-05", kind=kind, formats=["html"], publish=True, seen=seen, reason="r")

    assert "language" in told


def test_a_document_that_names_somebody_who_did_not_agree_is_no_edition(register):
    """Nothing half-published: what refuses a publication does so before its first file."""
    market = incident(register, killed={"low": 7, "high": 7})
    victim(register, joined=market, name=[{"text": "Inventedname Inventedfamily", "script": "latn"}])

    assert "look" in refused(register, period="2016-05", formats=["html"], publish=True, reason="r")
