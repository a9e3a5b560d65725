"""Comments at the desk: plain words of colleagues, for who may see what they are about."""

from __future__ import annotations

from tests.unit.web.conftest import page_of

from sijill.model.comments import MOST_LETTERS

SCRIPT = "<script>document.title='Invented'</script> & <b>who</b> has the list?\nasked twice"


def thread(browser, about):
    return page_of(browser, f"/comments/{about}/")


def say(browser, about, words):
    return browser.post(f"/comments/{about}/", {"text": words})


def test_a_comment_leads_back_to_its_record_and_stands_there_with_its_writer(sign_in, incident):
    answer = say(sign_in("verifier"), incident, "Invented: asked the hospital, no answer yet.")

    assert (answer.status_code, answer["Location"]) == (302, f"/records/{incident}/#comments")
    page = thread(sign_in("documenter"), incident)
    assert "Invented: asked the hospital, no answer yet." in page
    assert "verifier" in page


def test_a_comment_with_a_script_is_shown_as_text(sign_in, killed):
    say(sign_in("verifier"), killed, SCRIPT)

    page = thread(sign_in("verifier"), killed)
    assert "<script>document" not in page
    assert "&lt;script&gt;document.title=&#x27;Invented&#x27;&lt;/script&gt; &amp; &lt;b&gt;who" in page
    assert "<br>asked twice" in page


def test_signs_that_turn_the_line_around_are_shown_as_what_they_are(sign_in, killed):
    say(sign_in("verifier"), killed, "Invented \u202e turned")

    assert "\u202e" not in thread(sign_in("verifier"), killed)


def test_nobody_outside_the_team_sees_or_says_anything(sign_in, incident):
    say(sign_in("verifier"), incident, "Invented word zqxcomment")

    for role in ("viewer", "administrator"):
        assert sign_in(role).get(f"/comments/{incident}/").status_code == 403
        assert say(sign_in(role), incident, "Invented").status_code == 403
        assert "zqxcomment" not in page_of(sign_in(role), f"/records/{incident}/")


def test_a_comment_on_a_restricted_claim_is_absent_for_who_may_not_read_it(register, sign_in, killed):
    say(sign_in("verifier"), killed, "Invented word zqxcomment")
    item = register.review.proposal(killed).item
    register.acting_as("lead").evidence.classify(item, "restricted", reason="names a witness")

    assert "zqxcomment" in thread(sign_in("verifier"), killed)
    assert sign_in("documenter").get(f"/comments/{killed}/").status_code == 404


def test_what_is_too_long_is_refused_beside_its_field_and_kept(sign_in, incident):
    answer = say(sign_in("verifier"), incident, "Invented " * 400)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'role="alert"' in page
    assert 'aria-invalid="true" autofocus' in page
    assert page.count("Invented ") >= MOST_LETTERS // len("Invented ")


def test_a_page_of_comments_is_whole_in_arabic(sign_in, incident):
    page = thread(sign_in("verifier", "ar"), incident)

    assert 'dir="rtl"' in page
    assert "التعليقات" in page
    assert "Comments" not in page
