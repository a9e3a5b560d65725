"""Forms of entry: each declared property comes back as typed, refusals stand beside their field, nothing is lost."""

from __future__ import annotations

import re

import pytest

from sijill.actions.statements import words_taken
from sijill.model import NOUNS, Attribution, properties, to_json
from sijill.model.territory import Holding, Stage
from sijill.values import CountRange, GeoPoint, Identifier, PartialDate, PersonName
from sijill.wording.form_groups import FORM_GROUPS

WORDS = "Three people of Invented Town were killed by shelling on 12 March 2019, a monitor said. They were neighbours."
TOLD = {"source": "Invented Monitor", "words": WORDS}
KINDS = [kind for kind in NOUNS if kind != "act"]
"""Kinds whose records name no other; an act is entered in a test of its own."""

TYPED = {
    PartialDate: ("between 5 and 11 May 2019", "[2019-05-05..2019-05-11]"),
    CountRange: ("٤٤-٥٠", {"low": 44, "high": 50}),
    GeoPoint: ("36.5, 37.1", {"latitude": "36.5", "longitude": "37.1", "precision": "exact"}),
    Identifier: ("moh:1234", [{"scheme": "moh", "value": "1234"}]),
    bool: ("no", False),
    Holding: ("SDF 25%", [{"party": "sdf", "extent": {"low": "25", "high": "25"}}]),
    Stage: (
        "took_effect; at=5 May 2016; time=01:00; zone=Asia/Damascus; by=SDF; hours=48; says=words; all of it",
        [
            {
                "kind": "took_effect",
                "says": "words; all of it",
                "at": "2016-05-05",
                "time_text": "01:00",
                "zone": "Asia/Damascus",
                "by": ["sdf"],
                "hours": 48,
            }
        ],
    ),
    str: ("an invented text", "an invented text"),
}


NAMED = {
    ("control", "place"): ("Jandoul", "Jandoul"),
    ("control", "zone"): ("Asia/Damascus", "Asia/Damascus"),
    ("movement", "zone"): ("Asia/Damascus", "Asia/Damascus"),
    ("movement", "agreement"): ("Invented deal", "Invented deal"),
}
"""What these take is looked up: a place, a time zone, an agreement of the register."""


def typed_for(kind, name, card):
    """Return what somebody types for a property, field by field, and the JSON form that it should become."""
    if card.type is PersonName:
        return {f"{name}_ar": "يوسف المثال", f"{name}_en": "Yusuf al-Mithal"}, [
            {"text": "يوسف المثال", "script": "arab", "kind": "full"},
            {"text": "Yusuf al-Mithal", "script": "latn", "kind": "full"},
        ]
    if card.type is Attribution:
        typed = {name: "russia", f"{name}_second": "syrian_gov", f"{name}_mode": "joint"}
        return typed, {"mode": "joint", "parties": ["russia", "syrian_gov"]}
    if words := words_taken(card):
        chosen = words[-1]
        return {name: [chosen] if card.prop.many else chosen}, [chosen] if card.prop.many else chosen
    text, value = NAMED.get((kind, name)) or TYPED[card.type]
    return {name: text}, [value] if card.prop.many and not isinstance(value, list) else value


@pytest.mark.usefixtures("_django")
@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, noun in NOUNS.items() for name in properties(noun)], ids=str
)
def test_every_property_of_the_schema_can_be_typed_and_comes_back_the_same(kind, name):
    from django.utils.datastructures import MultiValueDict

    from sijill.web.desk.record_form import RecordForm

    typed, wanted = typed_for(kind, name, properties(NOUNS[kind])[name])
    data = MultiValueDict({one: text if isinstance(text, list) else [text] for one, text in typed.items()})

    form = RecordForm(kind, data)

    assert form.is_valid(), form.errors
    assert set(form.values) == {name}
    assert form.values[name] == wanted


def test_every_property_stands_under_one_heading():
    listed = [name for names in FORM_GROUPS.values() for name in names]

    assert sorted(listed) == sorted(set(listed))
    assert {name for noun in NOUNS.values() for name in properties(noun)} - set(listed) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_every_kind_is_entered_whole_and_holds_what_was_typed(kind, register, sign_in):
    from sijill.web.desk.manual_entry import RENAMED

    cards = {name: card for name, card in properties(NOUNS[kind]).items() if name != "within"}
    typed, wanted = {}, {}
    for name, card in cards.items():
        fields, value = typed_for(kind, name, card)
        typed |= fields
        wanted[name] = value
    # What the page asks of the words, and of each person, has these names already.
    other = RENAMED | ({"civilian_status": "status_of_dead"} if kind == "incident" else {})
    typed = {other.get(name, name): text for name, text in typed.items()}
    page = "event" if kind == "incident" else kind
    register.records.record("agreement", {"title": "Invented deal"}, reason="invented")

    done = sign_in("lead").post("/enter/", {**typed, **TOLD, "kind": page, "append_id": register.new_id()})

    assert done.status_code == 302, re.findall(r'class="wrong".*', done.content.decode())
    held = register.records.of(done["Location"].split("/")[2])
    assert held.kind == kind
    for name, value in wanted.items():
        found = [to_json(one.value) for one in held.held[name]]
        assert found == (value if cards[name].prop.many else [value]), name


def three(register, **more):
    """An event with three people in rows."""
    rows = {
        **{"name_en": "Invented One", "sex": "male", "age": "40"},
        **{"p2-name_ar": "مخترعة ثانية", "p2-sex": "female", "p2-outcome": "killed"},
        **{"p3-name_en": "Invented Three", "p3-is_child": "yes", "p3-outcome": "injured"},
    }
    event = {"kind": "event", "title": "Invented shelling", "happened_on": "12 March 2019", "place": "Invented Town"}
    return {**event, **rows, **TOLD, "append_id": register.new_id(), **more}


def test_three_people_of_one_event_are_recorded_in_one_append(register, sign_in):
    sent, before = three(register, killed="2", injured="1"), register.seq

    done = sign_in("documenter").post("/enter/", sent)

    assert done.status_code == 302
    receipt = register.records.receipt(sent["append_id"])
    assert (receipt.first_seq, receipt.last_seq) == (before + 1, register.seq)
    found = {
        kind: [one for one in register.records.all() if one.kind == kind] for kind in ("incident", "victim", "act")
    }
    assert [len(some) for some in found.values()] == [1, 3, 3]
    days = {one.noun.name.forms[0].text: one.noun.died_on for one in found["victim"]}
    assert days == {
        "Invented One": PartialDate("2019-03-12"),
        "مخترعة ثانية": PartialDate("2019-03-12"),
        "Invented Three": None,
    }
    assert sorted(one.noun.outcome.value for one in found["act"]) == ["injured", "killed", "killed"]


def test_a_refusal_in_one_row_keeps_every_other_and_records_nothing(register, sign_in):
    before = register.seq

    answer = sign_in("documenter").post("/enter/", three(register, **{"p2-age": "forty?"}))

    page = answer.content.decode()
    assert answer.status_code == 400
    assert register.seq == before
    assert 'id="p2-age_error"' in page
    assert re.search(r'<a href="#p2-age">', page)
    assert all(f'value="{text}"' in page for text in ("Invented One", "مخترعة ثانية", "Invented Three", "forty?"))


@pytest.mark.parametrize(
    ("wrong", "beside"),
    [
        ({"happened_on": "05/04/2016"}, "happened_on"),
        ({"killed": "many"}, "killed"),
        ({"point": "here"}, "point"),
        ({"identifiers": "1234"}, "identifiers"),
        ({"attribution": "martians"}, "attribution"),
        ({"attribution_mode": "joint"}, "attribution_mode"),
        ({"weapon": "ray gun"}, "weapon"),
        ({"within": "00000000-0000-7000-8000-000000000000"}, "within"),
        ({"killed-why": "words that nobody said"}, "killed-why"),
        ({"killed-by": "decided"}, "killed-why"),
        ({"words": ""}, "words"),
        ({"source": ""}, "source"),
        ({"name_en": "", "sex": "male"}, "name_ar"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_refusal_stands_beside_its_field_with_the_focus_and_keeps_all(wrong, beside, language, register, sign_in):
    sent, before = three(register, **{"killed": "3", **wrong}), register.seq

    answer = sign_in("documenter", language).post("/enter/", sent)

    page = answer.content.decode()
    field = re.search(rf'<(?:input|select|textarea)[^>]* id="{beside}"[^>]*>', page)
    assert answer.status_code == 400
    assert register.seq == before
    assert f'id="{beside}_error"' in page
    assert f'href="#{beside}"' in page
    assert 'aria-invalid="true"' in field[0]
    assert f"{beside}_error" in re.search(r'aria-describedby="([^"]*)"', field[0])[1]
    assert "autofocus" in field[0]
    for name, text in sent.items():
        assert not text or name in ("append_id", "kind", "sex", "p2-sex", "p3-is_child") or text in page, name


def test_a_value_rests_on_the_words_that_say_it_or_on_a_decision(register, sign_in):
    sent = three(
        register,
        **{"killed": "3", "killed-why": "Three people", "weapon": "shelling"},
        **{"weapon-by": "decided", "weapon-why": "the crater is of a shell"},
    )

    done = sign_in("documenter").post("/enter/", sent)

    assert done.status_code == 302
    incident = next(one for one in register.records.all() if one.kind == "incident")
    (killed,), (weapon,) = incident.held["killed"], incident.held["weapon"]
    claim = register.records.entry(killed.basis[0].ref).body
    assert [(one["name"], one["exact"], one["start"]) for one in claim["slots"]] == [
        ("incident.killed", "Three people", WORDS.index("Three people"))
    ]
    assert (weapon.basis[0].kind.value, weapon.basis[0].by, weapon.source) == ("decision", "documenter", None)
    assert weapon.reason == "the crater is of a shell"


def test_one_more_row_is_given_without_a_script_and_nothing_is_judged_yet(register, sign_in):
    before = register.seq

    page = sign_in("documenter").post("/enter/", three(register, words="", more="1")).content.decode()

    assert register.seq == before
    assert 'name="p4-name_ar"' in page
    assert 'value="Invented Three"' in page
    assert 'class="wrong"' not in page


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("en", "2019-03-12/2019-03-14", "12 March 2019 to 14 March 2019"),
        ("en", "about March 2019", "about March 2019"),
        ("ar", "بين ٥ و١١ أيار ٢٠١٩", "بين 5 أيار 2019 و11 أيار 2019"),
    ],
)
def test_a_date_is_said_back_in_words_as_it_was_understood(language, typed, said, register, sign_in):
    browser = sign_in("viewer", language)

    answer = browser.post("/date/", {"text": typed}).json()
    page = sign_in("documenter", language).post("/enter/", {"happened_on": typed, "more": "1"}).content.decode()

    assert answer == {"words": said}
    assert said in page


def test_a_date_that_is_none_is_refused_in_words_and_an_empty_one_says_nothing(register, sign_in):
    browser = sign_in("viewer")

    assert "2016-04-05" in browser.post("/date/", {"text": "05/04/2016"}).json()["refused"]
    assert browser.post("/date/", {"text": ""}).json() == {"words": ""}


def test_likely_duplicates_are_asked_about_for_each_person_by_itself(register, sign_in):
    browser = sign_in("documenter")
    browser.post("/enter/", three(register))
    known = {one.noun.name.forms[0].text: one.id for one in register.records.all() if one.kind == "victim"}
    incident = next(one.id for one in register.records.all() if one.kind == "incident")
    sent = three(register, **{"source": "Invented Second", "words": "Another saying of the three."})
    sent |= {"p4-name_en": "Invented Fourth", "p4-outcome": "killed"}

    asked = browser.post("/enter/", sent).content.decode()
    seen = dict(re.findall(r'name="(seen-[^"]+)" value="(\d+)"', asked))
    chosen = {"same": incident, "p2-same": known["مخترعة ثانية"], "p3-same": known["Invented Three"], "p4-same": "new"}
    done = browser.post("/enter/", {**sent, **seen, **chosen, "warned": [*known.values(), incident], "sure": "1"})

    assert 'name="p2-same"' in asked
    assert done.status_code == 302
    victims = [one for one in register.records.all() if one.kind == "victim"]
    assert {one.source for one in register.records.of(known["Invented Three"]).held["name"]} == {
        "Invented Monitor",
        "Invented Second",
    }
    assert sorted(one.noun.name.forms[0].text for one in victims).count("Invented Three") == 1


ORIGIN = {"HTTP_ORIGIN": "http://testserver", "HTTP_REFERER": "http://testserver/records/x/"}


def test_a_refused_form_comes_back_with_what_was_typed(register, sign_in, incident):
    browser = sign_in("lead")
    typed = {"other": "no such handle", "reason": "an invented long reason", "decision": "same"}

    page = browser.post(f"/records/{incident}/link/", typed, **ORIGIN).content.decode()

    assert 'data-desk="refused"' in page
    assert 'value="an invented long reason"' in page
    assert '<input type="hidden" name="decision" value="same">' in page
    assert 'href="/records/x/"' in page


@pytest.mark.parametrize("origin", [{}, {"HTTP_ORIGIN": "http://elsewhere.example"}])
def test_what_another_page_sends_is_never_offered_to_be_sent(origin, register, sign_in, incident):
    page = sign_in("lead").post(f"/records/{incident}/link/", {"reason": "words of a stranger"}, **origin)

    assert "words of a stranger" not in page.content.decode()


def test_a_form_sent_after_the_session_ended_keeps_its_words_and_no_password(register, sign_in, incident):
    browser = sign_in("lead")
    browser.session.flush()
    form = {"content_type": "application/x-www-form-urlencoded", **ORIGIN}

    kept = browser.post(f"/records/{incident}/link/", "reason=an+invented+long+reason&other=x", **form)
    secret = browser.post("/accounts/password/change/", "oldpassword=an+invented+secret", **form)

    assert kept.status_code == 403
    assert 'value="an invented long reason"' in kept.content.decode()
    assert "an invented secret" not in secret.content.decode()


def test_several_documents_are_added_at_once_and_sent_again_they_are_found(register, sign_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    def files():
        return [SimpleUploadedFile(f"{n}.txt", f"Invented note {n}.".encode()) for n in (1, 2, 3)]

    browser, named = (
        sign_in("documenter"),
        {"source": "Invented notes", "published": "March 2019", "append_id": register.new_id()},
    )
    first = browser.post("/add/", {**named, "file": files()})
    seq = register.seq
    again = browser.post("/add/", {**named, "file": files()})

    assert (first.status_code, again.status_code) == (302, 302)
    assert register.seq == seq
    added = [one for one in register.evidence.items() if one.source == "Invented notes"]
    assert {(one.original_name, str(one.published_on)) for one in added} == {(f"{n}.txt", "2019-03") for n in (1, 2, 3)}


def test_a_document_form_that_lacks_something_says_so_beside_it_and_keeps_the_rest(register, sign_in):
    page = sign_in("documenter").post("/add/", {"title": "Invented title", "published": "5.4.2016"})

    text = page.content.decode()
    assert page.status_code == 400
    assert all(f'id="{name}_error"' in text for name in ("source", "file", "published"))
    assert 'value="Invented title"' in text


def test_a_value_is_corrected_with_a_reason_and_the_one_before_stays(register, sign_in, incident):
    browser, address = sign_in("lead"), f"/records/{incident}/edit/"
    shown = browser.get(f"{address}?property=happened_on").content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', shown)[1]
    sent = {"property": "happened_on", "happened_on": "6 May 2016", "prefer": "on"}
    sent["reason"] = "the register of the hospital"

    refused = browser.post(address, {**sent, "happened_on": "6/5/2016", "seen": seen})
    done = browser.post(address, {**sent, "seen": seen, "append_id": register.new_id()})

    held = register.records.of(incident)
    assert refused.status_code == 400
    assert "the register of the hospital" in refused.content.decode()
    assert done["Location"] == f"/records/{incident}/"
    assert str(held.noun.happened_on) == "2016-05-06"
    assert {str(one.value) for one in held.held["happened_on"]} == {"2016-05-05", "2016-05-06"}


def test_who_corrects_after_somebody_else_sees_both_values_first(register, sign_in, incident):
    browser, address = sign_in("lead"), f"/records/{incident}/edit/"
    sent = {"property": "killed", "killed": "13", "reason": "counted anew", "append_id": register.new_id(), "seen": "1"}

    moved = browser.post(address, sent)
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', moved.content.decode()))
    done = browser.post(address, again)

    assert moved.status_code == 409
    assert done.status_code == 302
    assert 13 in {one.value.low for one in register.records.of(incident).held["killed"]}


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"killed": ""}, {"killed": "many"}])
def test_a_correction_that_lacks_something_is_refused_beside_it(wrong, register, sign_in, incident):
    sent, before = {"property": "killed", "killed": "13", "reason": "counted anew", **wrong}, register.seq

    answer = sign_in("lead").post(f"/records/{incident}/edit/", sent)

    assert answer.status_code == 400
    assert f'id="{next(iter(wrong))}_error"' in answer.content.decode()
    assert register.seq == before


def test_which_value_is_corrected_is_asked_first(register, sign_in, incident):
    browser, address = sign_in("verifier"), f"/records/{incident}/edit/"

    pages = [browser.get(address + asked).content.decode() for asked in ("", "?property=contact", "?property=killed")]

    assert all('<option value="killed"' in page for page in pages)
    assert ['data-desk="edit-value"' in page for page in pages] == [False, False, True]
