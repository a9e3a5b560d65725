"""Likely duplicates at the desk: two records side by side, a decision with a reason, and its undoing."""

from __future__ import annotations

import re

from tests.unit.web.test_reading_pages import words_of

from sijill.actions import Provenance
from sijill.ledger.pairs import LikelyPair, PairsFound
from sijill.model import Sensitivity

WHY = "an invented reason"


def person(register, name, **more):
    """Record an invented civilian killed in May 2020 and return the id."""
    script = "arab" if name[0] > "\u0600" else "latn"
    values = {
        "name": [{"text": name, "script": script, "kind": "full"}],
        "statuses": "killed",
        "civilian_status": "civilian",
        "died_on": "2020-05-03",
        "documented_on": "2020-05-04",
        **more,
    }
    return register.records.record("victim", values, reason=WHY).subject


def two(register):
    """Record one invented person twice, in two scripts, compare, and return both ids."""
    found = person(register, "Khaled Ahmad Sabbagh", sex="male"), person(register, "خالد احمد صباغ", place="Idlib")
    register.links.find()
    return found


def test_two_records_stand_side_by_side_with_reasons_in_both_languages(register, sign_in):
    one, other = two(register)

    english = sign_in("verifier").get("/pairs/").content.decode()
    arabic = words_of(sign_in("verifier", "ar").get("/pairs/").content.decode())

    assert f"/records/{one}/" in english
    assert f"/records/{other}/" in english
    assert "1 likely pair waits for a decision" in words_of(english)
    assert "the same day of death" in words_of(english)
    assert "Both are counted in the same month" in words_of(english)
    assert "يوم الوفاة نفسه" in arabic
    assert not re.search(r"\b(the|person|decision)\b", arabic.split("خالد")[1][:300])


def test_a_decision_needs_its_reason_is_recorded_once_and_can_be_undone(register, sign_in):
    one, other = two(register)
    browser = sign_in("verifier")
    asked = {"left": one, "right": other, "decision": "same"}

    assert browser.post("/pairs/decide/", asked).status_code == 400
    assert browser.post("/pairs/decide/", {**asked, "reason": "one identity number"}).status_code == 302

    assert register.records.members(other) == (one, other)
    page = browser.get("/pairs/").content.decode()
    assert "No likely pair waits" in words_of(page)
    assert "one identity number" in page
    undo = {**asked, "decision": "unlink", "reason": "Decided by mistake"}
    assert browser.post("/pairs/decide/", undo).status_code == 302
    assert register.records.members(other) == (other,)
    assert 'data-desk="pair"' in browser.get("/pairs/").content.decode()
    history = words_of(browser.get(f"/records/{one}/").content.decode())
    assert "became one record" in history
    assert "are two records again" in history


def test_looking_for_pairs_is_asked_for_at_the_desk(register, sign_in):
    person(register, "Khaled Ahmad Sabbagh"), person(register, "خالد احمد صباغ")
    browser = sign_in("verifier")

    assert "were not compared yet" in words_of(browser.get("/pairs/").content.decode())
    assert browser.post("/pairs/find/").status_code == 302
    assert 'data-desk="pair"' in browser.get("/pairs/").content.decode()


def test_who_may_not_judge_sees_pairs_without_buttons_or_nothing(register, sign_in):
    one, other = two(register)

    assert "/pairs/decide/" not in sign_in("analyst").get("/pairs/").content.decode()
    assert sign_in("viewer").get("/pairs/").status_code == 403
    asked = {"left": one, "right": other, "decision": "same", "reason": WHY}
    assert sign_in("documenter").post("/pairs/decide/", asked).status_code == 403


def test_the_dashboard_says_how_many_likely_pairs_wait(register, sign_in):
    two(register)

    page = words_of(sign_in("lead").get("/tolls/?period=2020-05").content.decode())

    assert "1 likely duplicate is not decided yet" in page
    assert "likely duplicate" not in words_of(sign_in("viewer").get("/tolls/?period=2020-05").content.decode()).replace(
        "Likely duplicates", ""
    )


def test_the_dashboard_tells_persons_with_the_machines_links_where_the_settings_say(register, sign_in):
    two(register)
    with (register.folder / "sijill.toml").open("a", encoding="utf-8") as file:
        file.write('[linkage]\nmachine_links = "count"\n')

    shown = sign_in("lead").get("/tolls/?period=2020-05").content.decode()
    page = words_of(shown)
    arabic = words_of(sign_in("lead", "ar").get("/tolls/?period=2020-05").content.decode())

    assert "over the pairs that still wait for people" in page
    assert "وبروابط الآلة" in arabic
    assert "still wait for people" not in words_of(sign_in("viewer").get("/tolls/?period=2020-05").content.decode())


def closed_person(register, name):
    """Record an invented person on a restricted document alone and return the id."""
    words = b"Invented note. At least 9 civilians were killed in shelling on Invented Town on 5 May 2016.\n"
    item = register.evidence.add_bytes(words, Provenance("Invented monitor", sensitivity=Sensitivity.RESTRICTED)).item
    claim = next(one for one in register.review.proposals_of(item) if one.number)
    judged = register.acting_as("second").review.judge(claim.id, verdict="accepted", reason="", target=None).claim
    values = {"name": [{"text": name, "script": "latn", "kind": "full"}], "statuses": "killed"}
    return register.records.record("victim", values, claims=[judged], reason=WHY).subject


def test_a_decision_about_a_closed_record_within_an_open_one_is_read_by_nobody_below(register, sign_in):
    """To be one opens nothing: neither what stands, nor what once stood, nor a doubt about a third."""
    shown, hidden = person(register, "Khaled Ahmad Sabbagh"), closed_person(register, "Invented Hidden")
    third = person(register, "Huda Salim Nasser")
    pair = LikelyPair(*sorted((shown, third)), "victim", 95, ("same_day",))
    register.opened.store.pairs.keep("victim", PairsFound((pair,)), of=[], seq=register.seq)
    register.links.same(shown, hidden, reason="Invented Hidden is this person")
    register.links.unsure(hidden, third, reason="Invented Hidden may be this one")

    def pages(name):
        browser = sign_in(name)
        return [browser.get(f"/records/{shown}/").content.decode(), browser.get("/pairs/").content.decode()]

    record, waiting = pages("documenter")
    assert "Khaled Ahmad Sabbagh" in record
    assert 'data-desk="pair"' in waiting
    assert "Hidden" not in record + waiting
    assert all("Hidden may be" in page for page in pages("verifier"))
