"""What stands beside words: the printed page, a photograph veiled until asked for, a sentence where neither can be."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from PIL import Image
from tests.e2e.documents import pdf, pdf_lines, pdf_pages
from tests.unit.adapters.readers.test_pictures import photograph
from tests.unit.web.conftest import lit_words

from sijill.actions import Provenance
from sijill.model import Sensitivity
from sijill.workspace.intake._drawing import drawn

LINES = ("Invented note.", "At least 12 civilians were killed in shelling on Invented Town on 5 May 2016.")


@pytest.fixture
def printed(register):
    """The waiting claim of a PDF."""
    added = register.acting_as("documenter").evidence.add_bytes(
        pdf(pdf_pages(pdf_lines(*LINES))), Provenance("Printed notes")
    )
    return next(c for c in register.review.claims(item=added.item) if c.number)


def photo(register, **more):
    """Seal an invented photograph."""
    return register.acting_as("documenter").evidence.add_bytes(photograph(), Provenance("Invented camera", **more)).item


def test_the_printed_page_stands_beside_its_claim_with_its_text(register, sign_in, printed):
    browser = sign_in("verifier")

    page = browser.get(f"/queue/{printed.id}/").content.decode()
    address = re.search(r'<img loading="lazy" src="([^"]+page\.png[^"]+)" alt="([^"]+)"', page)
    picture = browser.get(address[1].replace("&amp;", "&"))

    assert picture["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(picture.content)).width > 500
    assert "The same words stand below as text" in address[2]
    assert printed.anchor.exact in lit_words(page)
    assert re.search(r'data-lit="[1-9][0-9]*"', page)


def test_a_page_is_kept_for_this_user_alone_and_goes_when_the_register_closes(register, sign_in, printed):
    register.evidence.page_picture(printed.item, printed.anchor.start, printed.anchor.end)
    kept = [one for one in (register.folder / "tmp" / "pictures").rglob("*") if one.is_file()]

    modes = {one.stat().st_mode & 0o777 for one in kept}
    register.opened.shelf.clear()

    assert kept
    assert modes == {0o600}
    assert [one for one in (register.folder / "tmp" / "pictures").rglob("*") if one.is_file()] == []


def test_a_page_goes_with_its_document_when_that_is_destroyed(register, printed):
    register.evidence.page_picture(printed.item, printed.anchor.start, printed.anchor.end)

    register.keeping.destroy([printed.item], reason="asked", second_actor="second")

    assert [one for one in (register.folder / "tmp" / "pictures").rglob("*") if one.is_file()] == []


def test_a_page_that_cannot_be_drawn_is_told_in_a_sentence_and_its_words_stay(register, sign_in, printed):
    vaulted = next(one for one in (register.folder / "vault").rglob(f"*{printed.item[4:]}*"))
    vaulted.chmod(0o600)
    vaulted.write_bytes(b"%PDF-1.4 broken")

    for language, sentence in (("en", "This page cannot be shown as it was printed"), ("ar", "لا يمكن عرض هذه الصفحة")):
        page = sign_in("verifier", language).get(f"/queue/{printed.id}/")
        assert page.status_code == 200
        assert sentence in page.content.decode()
        assert printed.anchor.exact in lit_words(page.content.decode())


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "took too long and was stopped"), ("ar", "استغرق رسم هذه الصفحة")]
)
def test_a_reader_that_hangs_is_stopped_and_the_page_says_so_once_and_for_all(
    language, sentence, register, sign_in, printed
):
    from sijill.adapters.readers import Limits, Sandbox
    from sijill.web.register_access import _opened

    served = _opened(register.folder)
    served.opened.sandbox.close()
    served.opened = replace(served.opened, sandbox=Sandbox(Limits(seconds=0)))  # so that any reader hangs
    browser = sign_in("verifier", language)

    told = [browser.get(f"/queue/{printed.id}/").content.decode()]
    served.opened.sandbox.close()
    served.opened = replace(served.opened, sandbox=Sandbox())
    told.append(browser.get(f"/queue/{printed.id}/").content.decode())

    for page in told:  # the second time it was not tried again
        assert sentence in page
        assert printed.anchor.exact in lit_words(page)
        assert 'name="verdict"' in page


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ("took too long, so the reader was stopped", "it is sealed all the same")),
        ("ar", ("استغرقت قراءة هذا الملف وقتًا طويلًا", "فقد خُتم على كل حال")),
    ],
)
def test_a_document_on_which_the_reader_hangs_is_sealed_and_the_page_says_what_happened(
    language, sentences, register, sign_in
):
    from sijill.adapters.readers import Limits, Sandbox
    from sijill.web.register_access import _opened

    served = _opened(register.folder)
    served.opened.sandbox.close()
    served.opened = replace(served.opened, sandbox=Sandbox(Limits(seconds=0)))
    sent = io.BytesIO(pdf(pdf_pages(pdf_lines(*LINES, "Another."))))
    sent.name = "invented.pdf"

    answer = sign_in("documenter", language).post("/add/", {"source": "Printed notes", "file": sent})

    served.opened.sandbox.close()
    served.opened = replace(served.opened, sandbox=Sandbox())
    assert answer.status_code == 422
    for sentence in sentences:
        assert sentence in answer.content.decode()
    assert any(one.source == "Printed notes" for one in register.evidence.items())


@pytest.mark.parametrize(("language", "sentence"), [("en", "This file is damaged"), ("ar", "هذا الملف تالف")])
def test_a_broken_document_is_sealed_and_the_page_asks_for_another_copy(language, sentence, register, sign_in):
    sent = io.BytesIO(b"%PDF-1.4 broken")
    sent.name = "invented.pdf"

    answer = sign_in("documenter", language).post("/add/", {"source": "Printed notes", "file": sent})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert any(one.source == "Printed notes" for one in register.evidence.items())


@pytest.mark.parametrize("asked", ["", "?start=x&end=y", "?start=-5&end=99999999", "?start=5&end=1"])
def test_any_span_that_is_asked_for_gives_the_page_or_nothing(asked, register, sign_in, printed):
    assert sign_in("verifier").get(f"/documents/{printed.item}/page.png{asked}").status_code == 200


def test_pictures_are_sent_only_to_those_who_may_read_the_words(register, sign_in, printed):
    secret = photo(register, sensitivity=Sensitivity.RESTRICTED)

    for name, pages, photographs in (("viewer", 404, 404), ("analyst", 200, 404), ("verifier", 200, 200)):
        browser = sign_in(name)
        assert browser.get(f"/documents/{printed.item}/page.png?start=1&end=2").status_code == pages, name
        for address in (f"/documents/{secret}/photograph.jpg", f"/documents/{secret}/photograph.jpg?show=1"):
            assert browser.get(address).status_code == photographs, name


@pytest.mark.parametrize(("graphic", "covered"), [(None, True), (True, True), (False, False)])
def test_a_photograph_is_covered_unless_somebody_said_that_it_need_not_be(graphic, covered, register, sign_in):
    item = photo(register, graphic=graphic)
    browser = sign_in("verifier")

    page = browser.get(f"/documents/{item}/").content.decode()
    shown = browser.get(f"/documents/{item}/?show=1").content.decode()
    sent = browser.get(f"/documents/{item}/photograph.jpg").content

    assert ("covered until you ask for it" in page) is covered
    assert ("A photograph, covered" in page) is covered
    assert "covered until you ask for it" not in shown
    assert sent == register.evidence.photograph(item, veiled=covered)
    assert register.evidence.photograph(item, veiled=True) != register.evidence.photograph(item, veiled=False)


def test_neither_page_nor_picture_tells_where_a_photograph_was_taken(register, sign_in):
    item = photo(register)
    browser = sign_in("lead")

    for address in ("/", "/?show=1", "/photograph.jpg", "/photograph.jpg?show=1"):
        sent = browser.get(f"/documents/{item}{address}").content
        assert b"Invented Maker" not in sent
        assert b"Exif" not in sent


def test_a_photograph_that_was_looked_at_is_in_the_access_log(register, sign_in):
    item = photo(register)

    sign_in("verifier").get(f"/documents/{item}/photograph.jpg?show=1")

    assert ("verifier", item) in [
        (one.actor, subject) for one in register.keeping.access_log() for subject in one.subjects
    ]


def test_a_broken_photograph_is_sealed_and_its_page_says_that_it_cannot_be_shown(register, sign_in):
    from sijill.evidence import DamagedDocument

    with pytest.raises(DamagedDocument):
        register.acting_as("documenter").evidence.add_bytes(photograph()[:200], Provenance("Invented camera"))
    item = register.evidence.items()[-1].id

    page = sign_in("verifier").get(f"/documents/{item}/")

    assert page.status_code == 200
    assert "This photograph cannot be shown" in page.content.decode()


def test_a_photograph_comes_in_by_the_form_with_what_is_said_of_it(register, sign_in):
    upload = io.BytesIO(photograph())
    upload.name = "invented.jpg"
    browser = sign_in("documenter")

    answer = browser.post("/add/", {"source": "Invented camera", "file": upload, "graphic": "no"})

    assert answer.status_code == 302
    assert register.evidence.items()[-1].graphic is False
    assert 'src="/documents/' in browser.get(answer["Location"]).content.decode()


def test_a_page_whose_document_is_destroyed_while_it_is_drawn_stays_nowhere(register, printed):
    from sijill.ledger import UnknownEntry

    def slow():
        register.keeping.destroy([printed.item], reason="asked", second_actor="second")
        return b"an invented picture"

    with pytest.raises(UnknownEntry):
        drawn(register.opened, printed.item, "page-1-0-5", "page-1-refused", slow)

    assert [one for one in (register.folder / "tmp" / "pictures").rglob("*") if one.is_file()] == []
