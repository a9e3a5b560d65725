"""The page of a mail tells what it says of itself and what it holds; what may not be known is absent. All invented."""

from tests.unit.adapters.readers import samples
from tests.unit.web.conftest import page_of

from sijill.actions import Provenance
from sijill.evidence import fingerprint
from sijill.model import Sensitivity

NOTE = b"At least 4 civilians were killed in Invented Town on 6 March 2017."
PHOTO = samples.picture_of("PNG", (400, 300))


def sealed(register, *attached, **known):
    mail = samples.mail(attached=attached)
    return register.evidence.add_bytes(mail, Provenance("Invented Monitor", original_name="a.eml", **known)).item


def test_a_mail_and_its_attachment_name_each_other(register, sign_in):
    mail = sealed(register, ("note.txt", NOTE))
    documenter = sign_in("documenter")

    pages = page_of(documenter, f"/documents/{mail}/"), page_of(documenter, f"/documents/{fingerprint(NOTE)}/")

    assert "monitor@example.org" in pages[0]
    assert "6 March 2017, 10:00 (\u2066UTC+02:00\u2069)" in pages[0]
    assert fingerprint(NOTE) in pages[0]
    assert mail in pages[1]
    assert "came-in" in pages[1]


def test_the_bytes_of_a_mail_leave_only_where_no_picture_stands_in_them(register, sign_in):
    documenter = sign_in("documenter")
    plain, pictured = sealed(register, ("note.txt", NOTE)), sealed(register, ("photo.png", PHOTO))

    answers = [documenter.get(f"/documents/{one}/original").status_code for one in (plain, pictured)]

    assert answers == [200, 404]


def test_no_film_leaves_and_no_container_that_nobody_looked_into(register, sign_in):
    documenter = sign_in("documenter")
    filmed, shut = sealed(register, ("a.mp4", samples.film())), samples.packed(("note.txt", NOTE), locked=True)
    mail = sealed(register, ("shut.zip", shut))

    held = (filmed, fingerprint(samples.film()), mail, fingerprint(shut))

    assert [documenter.get(f"/documents/{one}/original").status_code for one in held] == [404] * 4


def test_an_attachment_is_hidden_with_its_mail(register, sign_in):
    mail = sealed(register, ("note.txt", NOTE))
    register.evidence.classify(mail, Sensitivity.SEALED, reason="it names a witness")
    documenter = sign_in("documenter")

    answers = [documenter.get(f"/documents/{one}/").status_code for one in (mail, fingerprint(NOTE))]

    assert answers == [404, 404]


def test_a_film_is_shown_for_what_it_is(register, sign_in):
    item = register.evidence.add_bytes(samples.film(), Provenance("Invented Monitor", original_name="film.mp4")).item

    page = page_of(sign_in("documenter"), f"/documents/{item}/")

    assert "video/mp4" in page
    assert "lasts 0:01:30.0" in page


def test_the_page_of_a_chat_names_the_files_it_was_sent_with_and_when(register, sign_in):
    lines = "[05/03/2017, 14:35] Invented Person: <attached: {}>\n"
    chat = "".join(map(lines.format, ("photo.png", "13.png"))).replace("05/", "25/").encode()
    container = samples.packed(("chat.txt", chat), ("photo.png", PHOTO))
    register.evidence.add_bytes(container, Provenance("Invented Monitor", original_name="out.zip"))

    page = page_of(sign_in("documenter"), f"/documents/{fingerprint(chat)}/")

    shown = page.partition('data-desk="sent-files"')[2].partition("</section>")[0]
    assert f'href="/documents/{fingerprint(PHOTO)}/"' in shown
    assert "not held here" in shown
    assert "by its name alone" not in shown
    assert "25 March 2017, 14:35 (the zone is not told)" in shown


def test_a_file_that_is_known_by_its_name_alone_is_said_to_be(register, sign_in):
    chat = b"[25/03/2017, 14:35] Invented Person: <attached: photo.png>\n"
    for content, name in ((chat, "chat.txt"), (PHOTO, "photo.png")):
        register.evidence.add_bytes(content, Provenance("Invented Monitor", original_name=name))

    page = page_of(sign_in("documenter"), f"/documents/{fingerprint(chat)}/")

    assert "by its name alone" in page.partition('data-desk="sent-files"')[2].partition("</section>")[0]
