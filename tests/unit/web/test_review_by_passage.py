"""A passage is one event: one answer for all its claims, one record, and nothing that is ever added twice."""

from __future__ import annotations

import re

import pytest
from tests.unit.web.conftest import lit_words
from tests.unit.workspace.test_four_eyes import asking

from sijill.actions import Provenance
from sijill.ledger import QueueQuery
from sijill.model import Sensitivity

ONE = (
    "Invented note of a monitor. On 12 March 2019 at least seven civilians were killed, among them three children and "
    "two women, when government artillery shelled Khan Shaykhun in Idlib, the Invented Monitor said. "
    "Fifteen people were injured.\n"
)
OTHER = (
    "Government artillery shelled Khan Shaykhun on Tuesday, 12 March 2019, killing 7 civilians including 3 children "
    "and 2 women and injuring 15 others, the Invented Network documented.\n"
)
ARABIC = (
    "قُتل سبعة مدنيين بينهم ثلاثة أطفال وامرأتان، وأصيب 15 آخرون في قصف مدفعي لقوات النظام على خان شيخون في ريف إدلب "
    "يوم 12 آذار 2019، وفق مرصد مخترع.\n"
)
SUMS = {"killed": 7, "children": 3, "women": 2, "injured": 15}


def added(register, words, source="Invented notes", **more):
    """Seal a note as the documenter; return the item and the claims that wait in it."""
    item = register.acting_as("documenter").evidence.add_bytes(words.encode(), Provenance(source, **more)).item
    return item, [one.id for one in register.review.claims(item=item)]


def sent_by(page, **pressed):
    """Return what the answer's form sends: what is ticked, chosen and written in it, and what was pressed."""
    form = page.split('id="answer"')[1].split("</form>")[0]
    inputs = [
        dict(re.findall(r'([a-z-]+)="([^"]*)"', one)) | {"on": " checked" in one}
        for one in re.findall("<input[^>]*>", form)
    ]
    chosen = [one for one in inputs if one.get("type") not in ("radio", "checkbox") or one["on"]]
    sent: dict[str, object] = {}
    for one in chosen:
        if "name" in one:
            sent.setdefault(one["name"], []).append(one.get("value", ""))
    for name, body in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form):
        told = re.search(r'<option value="([^"]*)" selected', body)
        sent[name] = [told[1] if told else ""]
    return {**sent, **pressed}


def accept(browser, claim, **more):
    """Press "Accept" on the page of a claim, with what the page has chosen."""
    return browser.post(
        f"/queue/{claim}/judge/", sent_by(browser.get(f"/queue/{claim}/").content.decode(), verdict="accepted", **more)
    )


def counted(register):
    """Return the numbers of the one incident of the register."""
    (record,) = register.records.all()
    return {name: getattr(record.noun, name).low for name in SUMS}


@pytest.mark.parametrize("second", [OTHER, ARABIC])
@pytest.mark.parametrize("turned", [False, True])
def test_two_notes_of_one_attack_end_as_one_incident_by_accepting_what_is_chosen(second, turned, register, sign_in):
    notes = [added(register, one)[1][0] for one in (ONE, second)[:: -1 if turned else 1]]
    browser = sign_in("verifier")

    answers = [accept(browser, one) for one in notes]

    assert [one.status_code for one in answers] == [302, 302]
    assert counted(register) == SUMS
    assert not [one for one in register.review.claims() if one.place != "Invented Town"]


def test_accepting_again_by_the_back_button_or_the_address_adds_nothing(register, sign_in):
    _, claims = added(register, ONE)
    browser = sign_in("verifier")
    page = browser.get(f"/queue/{claims[0]}/").content.decode()
    first = browser.post(f"/queue/{claims[0]}/judge/", sent_by(page, verdict="accepted"))
    seq = register.seq

    again = browser.post(f"/queue/{claims[0]}/judge/", sent_by(page, verdict="accepted"))
    anew = browser.post(
        f"/queue/{claims[0]}/judge/", {**sent_by(page, verdict="accepted"), "append_id": register.new_id()}
    )
    direct = browser.post(f"/queue/{claims[-1]}/judge/", {"verdict": "accepted", "into": "incident"})

    assert [one.status_code for one in (first, again, anew, direct)] == [302, 302, 409, 409]
    assert register.seq == seq
    assert counted(register) == SUMS


def test_what_another_person_judged_meanwhile_is_told_and_nothing_is_added(register, sign_in):
    _, claims = added(register, ONE)
    one, other = sign_in("verifier"), sign_in("second")
    page = one.get(f"/queue/{claims[0]}/").content.decode()
    from django.utils import timezone

    from sijill.web.accounts.leases import LASTS
    from sijill.web.accounts.models import Lease

    Lease.objects.update(until=timezone.now() - LASTS)  # a quarter of an hour later
    accept(other, claims[0])
    seq = register.seq

    late = one.post(f"/queue/{claims[0]}/judge/", sent_by(page, verdict="accepted"))

    assert late.status_code == 409
    assert 'role="alert"' in late.content.decode()
    assert "second" in late.content.decode().split('data-desk="judged"')[1]
    assert register.seq == seq


def test_who_opens_a_passage_holds_all_of_it(register, sign_in):
    _, claims = added(register, ONE)
    sign_in("verifier").get(f"/queue/{claims[0]}/")
    other = sign_in("second")

    page = other.get(f"/queue/{claims[-1]}/").content.decode()
    next_one = other.get("/queue/next/")["Location"]

    assert 'data-desk="busy"' in page
    assert 'data-desk="accept"' not in page
    assert not any(one in next_one for one in claims)


def test_the_page_says_the_event_with_its_parts_and_where_each_value_stands(register, sign_in):
    _, claims = added(register, ONE)

    page = sign_in("analyst").get(f"/queue/{claims[0]}/").content.decode()
    told = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page.split('data-desk="says"')[1].split("</section>")[0]))

    for words in ("at least 7", "of whom", "3 Children", "2 Women", "15 Injured", "Khan Shaykhun", "12 March 2019"):
        assert words in told
    assert lit_words(page)[:3] == ["at least seven civilians were killed", "three children", "two women"]
    for slot, letter in (("number", "n"), ("place", "p"), ("day", "d"), ("party", "b"), ("claimant", "s")):
        assert f'class="slot slot-{slot}" data-letter="{letter}"' in page
        assert slot == "number" or f'data-slot="{slot}"' in page


def test_a_value_that_the_sentence_does_not_say_is_told_with_where_from(register, sign_in):
    text = b"# Shelling of Khan Shaykhun, 12 March 2019\n\nSeven civilians were killed by artillery, residents said.\n"
    _, claims = added(register, text.decode())

    page = sign_in("verifier").get(f"/queue/{claims[-1]}/").content.decode()

    assert "When, Place: taken from the heading above" in re.findall('class="inferred">([^<]*)<', page)


def test_the_second_note_is_offered_the_record_with_what_it_adds_and_what_it_says_otherwise(register, sign_in):
    browser = sign_in("verifier")
    accept(
        browser, added(register, "On 12 March 2019 five civilians were killed in shelling on Khan Shaykhun.\n")[1][0]
    )
    (record,) = register.records.all()
    _, claims = added(register, ONE)

    page = browser.get(f"/queue/{claims[0]}/").content.decode()

    assert f'value="{record.id}" checked' in page
    changes = page.split('data-desk="changes"')[1].split("</ul>")[0]
    kinds = re.findall(r'change-(adds|agrees|rival)"', changes)
    assert kinds == ["adds", "rival", "agrees"]
    assert re.search(r'change-held">5</bdi>.*at least 7', re.sub("⁨|⁩", "", changes))


def test_a_new_record_of_an_event_that_is_held_is_made_only_by_choosing_so(register, sign_in):
    browser = sign_in("verifier")
    _, claims = added(register, ONE)
    before = browser.get(f"/queue/{claims[0]}/").content.decode()  # no record yet: a new one is chosen
    second = sign_in("second")
    accept(second, added(register, OTHER)[1][0])

    refused = browser.post(f"/queue/{claims[0]}/judge/", sent_by(before, verdict="accepted", reason="words kept"))
    page = refused.content.decode()
    (record,) = register.records.all()
    chosen = browser.post(f"/queue/{claims[0]}/judge/", sent_by(page, verdict="accepted", into="incident"))

    assert refused.status_code in (400, 409)
    assert f'value="{record.id}" checked' in page
    assert 'value="words kept"' in page
    assert chosen.status_code == 302
    assert len(list(register.records.all())) == 2


def test_one_claim_is_left_out_and_waits_alone(register, sign_in):
    _, claims = added(register, ONE)
    browser = sign_in("verifier")
    page = browser.get(f"/queue/{claims[0]}/").content.decode()
    injured = next(one.id for one in register.review.claims() if one.number and one.number.unit == "injured")
    sent = sent_by(page, verdict="accepted")

    answer = browser.post(
        f"/queue/{claims[0]}/judge/", {**sent, "claims": [one for one in sent["claims"] if one != injured]}
    )
    page = browser.get(answer["Location"]).content.decode()
    rejected = browser.post(f"/queue/{injured}/judge/", sent_by(page, why="stronger"))

    assert answer["Location"].startswith(f"/queue/{injured}/")
    assert rejected.status_code == 302
    (record,) = register.records.all()
    assert (record.noun.killed.low, record.noun.injured) == (7, None)
    assert [e.body["reason"] for e in register.records.history(injured) if e.kind == "judgement"] == [
        "A strength or an older total, not these dead"
    ]


def test_what_is_not_ticked_corrects_nothing_in_what_is(register, sign_in):
    """The monitor is named where the dead are told of, and not where the injured are."""
    _, claims = added(register, ONE)
    browser = sign_in("verifier")
    page = browser.get(f"/queue/{claims[0]}/").content.decode()
    injured = next(one.id for one in register.review.claims() if one.number and one.number.unit == "injured")

    answer = browser.post(f"/queue/{claims[0]}/judge/", {**sent_by(page, verdict="accepted"), "claims": [injured]})

    assert answer.status_code == 302
    assert [e.body["verdict"] for e in register.records.history(injured) if e.kind == "judgement"] == ["accepted"]


def test_a_correction_of_the_event_corrects_every_claim_of_it_with_one_reason(register, sign_in):
    _, claims = added(register, ONE)
    browser = sign_in("verifier")
    page = browser.get(f"/queue/{claims[0]}/").content.decode()
    sent = sent_by(page, verdict="accepted", place="Kafr Invented", **{"from": "2019-03-11", "to": "2019-03-11"})

    silent = browser.post(f"/queue/{claims[0]}/judge/", sent)
    page = silent.content.decode()
    answer = browser.post(f"/queue/{claims[0]}/judge/", sent_by(page, verdict="accepted", reason="so in the table"))

    assert silent.status_code == 400
    assert 'value="Kafr Invented"' in page  # nothing typed is lost
    assert re.search('id="reason"[^>]*autofocus aria-invalid="true" aria-describedby="refusal"', page)
    assert answer.status_code == 302
    (record,) = register.records.all()
    assert (record.noun.place, record.noun.happened_on.edtf) == ("Kafr Invented", "2019-03-11")
    assert {e.body["verdict"] for one in claims for e in register.records.history(one) if e.kind == "judgement"} == {
        "edited"
    }


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ({"from": "not a day", "reason": "x"}, "from"),
        ({"perpetrators": "nobody we know", "reason": "x"}, "perpetrators"),
        ({"into": "other", "other": "no-such-record"}, "other"),
    ],
)
def test_a_refusal_stands_beside_its_field_which_has_the_focus_and_keeps_what_was_typed(typed, at, register, sign_in):
    _, claims = added(register, ONE)
    browser = sign_in("verifier")
    page = browser.get(f"/queue/{claims[0]}/").content.decode()
    before = register.seq

    answer = browser.post(f"/queue/{claims[0]}/judge/", sent_by(page, verdict="accepted", **typed))
    page = answer.content.decode()

    assert answer.status_code in (400, 404)
    assert re.search(f'name="{at}"[^>]*value="{typed[at]}" autofocus aria-invalid="true"', page)
    assert page.count('id="refusal"') == 1
    assert register.seq == before


def test_a_judged_passage_is_read_with_who_when_and_why_and_undone_whole(register, sign_in):
    _, claims = added(register, ONE)
    browser = sign_in("verifier")
    accept(browser, claims[0], reason="read twice")

    page = browser.get(f"/queue/{claims[2]}/").content.decode()
    judgement = re.search(r'action="/undo/([^/]+)/"', page)[1]
    others = sign_in("second").get(f"/queue/{claims[2]}/").content.decode()
    undone = browser.post(f"/undo/{judgement}/", {"reason": "pressed too soon"})

    assert 'data-desk="accept"' not in page
    assert "verifier" in page.split('data-desk="judged"')[1]
    assert "read twice" in page
    assert 'data-desk="recorded-in"' in page
    assert 'data-desk="undo"' not in others
    assert undone.status_code == 302
    assert list(register.records.all()) == []
    assert set(claims) <= {one.id for one in register.review.claims()}


def test_a_passage_that_was_accepted_waits_whole_for_a_second_person(register, sign_in):
    register.counts.adopt_methodology(asking('four_eyes = "always"'))
    _, claims = added(register, ONE)
    accept(sign_in("verifier"), claims[0])
    from sijill.ledger import Stage

    (waits,) = register.review.queue.page(QueueQuery(stage=Stage.SECOND), limit=9)
    second = sign_in("second")
    page = second.get(f"/second/{waits.judgement}/").content.decode()

    told = second.post(f"/second/{waits.judgement}/confirm/", sent_by(page, agrees="yes"))

    assert page.count('class="part part-') == len(claims)
    assert told.status_code == 302
    assert counted(register) == SUMS


def test_next_leaves_the_whole_passage_and_comes_back_to_it_last(register, sign_in):
    _, first = added(register, ONE)
    _, other = added(register, "On 14 March 2019 two men were killed in Saraqib by a landmine.\n")
    browser, seen = sign_in("verifier"), []
    address = browser.get("/queue/next/")["Location"]

    for _ in range(3):
        claim = re.match("/queue/([0-9a-f]+)/", address)[1]
        seen.append(claim)
        address = browser.get(f"/queue/next/?after={claim}")["Location"]

    passages = [
        next(n for n, some in enumerate((first, other)) if one in some) if one in first + other else 2 for one in seen
    ]
    assert sorted(passages) == [0, 1, 2]
    assert address.startswith(f"/queue/{seen[0]}/")


def test_the_passages_of_a_document_are_walked_and_marked_in_its_words(register, sign_in):
    text = ONE + "\nOn 14 March 2019 two men were killed in Saraqib by a landmine.\n"
    item, claims = added(register, text)
    second = register.review.passages(item)[1].head.claim.id

    page = sign_in("verifier").get(f"/queue/{claims[0]}/").content.decode()

    assert "passage 1 of 2" in page
    assert re.search(f'rel="next" href="/queue/{second}/', page)
    assert f'class="elsewhere" href="/queue/{second}/"' in page


def test_the_rest_of_a_document_is_rejected_at_once_after_a_summary(register, sign_in):
    text = ONE + "\nOn 14 March 2019 two men were killed in Saraqib by a landmine.\n"
    item, claims = added(register, text)
    browser = sign_in("verifier")
    accept(browser, claims[0])

    page = browser.get(f"/documents/{item}/rest/").content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(append_id|claims|seen-[^"]+)" value="([^"]*)">', page))
    left = [one.id for one in register.review.claims(item=item)]
    silent = browser.post(f"/documents/{item}/rest/", {**fields, "claims": left})
    done = browser.post(f"/documents/{item}/rest/", {**fields, "claims": left, "why": "about"})

    assert re.search(r'data-desk="rest-summary">.*Casualties: <strong>1</strong>', page)
    assert (silent.status_code, done.status_code) == (400, 302)
    assert not register.review.claims(item=item)
    assert counted(register) == SUMS


def test_the_original_is_taken_as_a_file_by_who_may_read_it_and_the_log_keeps_that(register, sign_in):
    item, _ = added(register, ONE, sensitivity=Sensitivity.RESTRICTED, original_name="Invented Personname.txt")

    taken = sign_in("verifier").get(f"/documents/{item}/original")

    assert taken.content == ONE.encode()
    assert taken["Content-Disposition"].startswith('attachment; filename="')
    assert "Personname" not in taken["Content-Disposition"]
    assert taken["Content-Type"] == "application/octet-stream"
    assert "sandbox" in taken["Content-Security-Policy"]
    assert [one.actor for one in register.keeping.access_log(subject=item)] == ["verifier"]
    assert sign_in("analyst").get(f"/documents/{item}/original").status_code == 404
    assert sign_in("viewer").get(f"/documents/{item}/original").status_code == 403


def test_forty_claims_of_one_passage_are_one_page_and_one_answer(register, sign_in):
    names = [f"Invented Nam{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(39)]
    item, claims = added(register, f"On 12 March 2019 shelling killed 39 civilians in Saraqib: {', '.join(names)}.\n")
    documenter = register.acting_as("documenter").review
    marked = [documenter.quote(item, one, changes={"victim": one})[0].id for one in names]
    browser = sign_in("verifier")

    page = browser.get(f"/queue/{marked[20]}/").content.decode()
    answer = accept(browser, marked[20])

    assert page.count('class="part part-') == len({*claims, *marked}) >= 40
    assert answer.status_code == 302
    assert not register.review.claims(item=item)
    (record,) = register.records.all()
    assert record.noun.killed.low == 39
