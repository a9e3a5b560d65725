"""The work list: what waits for one person, in numbers that lead to their lists, and what others did meanwhile."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.unit.web.conftest import page_of
from tests.unit.web.test_reads import fill, questions, reads

from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.ledger import Draft
from sijill.model import Basis, BasisKind, Statement

MOST_READS = 40
"""Each row is one question or none, each act of others two; what takes a count is kept until something is recorded."""


def rows(page: str) -> dict[str, str]:
    """Return the rows of the list: each name with its count."""
    found = re.findall(r'data-desk="work-(\w+)".*?<span class="row-count">([^<]*)</span>', page, re.S)
    return {name: count.strip() for name, count in found}


def row_of(page: str, name: str) -> str:
    return next(iter(re.findall(rf'data-desk="work-{name}".*?</li>', page, re.S)))


def test_what_waits_is_counted_and_begun_with_one_press(register, sign_in):
    page = page_of(sign_in("verifier"), "/")

    assert rows(page)["claims"] == str(len([c for c in register.review.claims() if c.kind.value == "casualties"]))
    assert 'href="/queue/?tab=claims" data-key="Digit1"' in row_of(page, "claims")
    assert 'href="/queue/next/?tab=claims" data-key="KeyN"' in row_of(page, "claims")


def test_who_may_not_judge_is_not_asked_to_begin(sign_in):
    page = page_of(sign_in("documenter"), "/")

    assert "claims" in rows(page)
    assert "/queue/next/" not in page


@pytest.mark.parametrize("role", ["viewer", "administrator"])
def test_nobody_outside_the_team_learns_what_waits(role, sign_in, incident):
    page = page_of(sign_in(role), "/")

    assert rows(page) == {}
    assert 'data-desk="lately"' not in page


def test_what_a_verdict_leaves_beside_the_count_is_a_row_that_leads_to_its_list(register, sign_in):
    register.records.record("incident", {"title": "Invented shelling", "killed": {"low": 3, "high": 3}}, reason="read")
    register.records.record("incident", {"killed": {"low": 3, "high": 3}, "documented_on": "2016-05-09"}, reason="read")
    browser = sign_in("lead")

    page = page_of(browser, "/")

    names = rows(page).keys() & {"undated", "waiting", "left_out", "no_number"}
    assert names
    for name in names:
        address = next(iter(re.findall(r'href="([^"]+)"', row_of(page, name)))).replace("&amp;", "&")
        assert browser.get(address).status_code == 200


def test_a_document_that_gave_nothing_is_a_row(register, sign_in):
    register.evidence.add_bytes(b"The invented orchard was white with blossom.\n", Provenance("Invented Source"))

    page = page_of(sign_in("lead"), "/")

    assert rows(page)["nothing"] == "1"
    assert "/table/silent/?state=nothing" in row_of(page, "nothing")


def test_what_waits_for_a_second_person_is_told_to_another_than_who_gave_it(register, sign_in, killed):
    from sijill.methodology import shipped_bytes

    rules = shipped_bytes("snhr").decode().replace('version = "2"', 'version = "9"', 1)
    rules += '\n[review]\nrule = "F.1"\nfour_eyes = "always"\n[rules."F.1"]\nen = "Two persons."\nar = "شخصان."\n'
    rules += 'source = "Invented practice"\n'
    register.counts.adopt_methodology(rules.encode())
    register.acting_as("verifier").review.judge(
        killed, verdict="accepted", reason="read", target=Target("incident", extra={"civilian_status": "civilian"})
    )

    assert "second_claim" not in rows(page_of(sign_in("verifier"), "/"))
    assert rows(page_of(sign_in("second"), "/"))["second_claim"] == "1"


def test_an_empty_register_shows_the_first_three_steps(register, sign_in, tmp_path):
    from django.conf import settings

    from sijill.workspace import Register, Settings

    with Register.init(tmp_path / "empty", settings=Settings(name="Empty register", owner="lead")) as empty:
        settings.SIJILL_REGISTER = empty.folder
        page = page_of(sign_in("lead"), "/")

    assert page.count("<li><strong>") == 3
    assert 'data-desk="work"' not in page


def test_what_others_did_since_a_visit_is_told_and_nothing_of_ones_own(register, sign_in, incident):
    from sijill.web.desk.work.models import Visit

    browser = sign_in("verifier")
    page_of(browser, "/")
    Visit.objects.update(at=timezone.now() - timedelta(hours=1))
    page_of(browser, "/")
    register.acting_as("lead").records.comment(incident, "Invented: who has the list?")
    register.acting_as("verifier").records.comment(incident, "Invented: I have it")

    page = page_of(browser, "/")

    assert "Since you were here" in page
    assert "Invented: who has the list?" in page
    assert f"/comments/{incident}/" in page
    assert "Invented: I have it" not in page
    assert "judged" not in page[page.index('data-desk="lately"') :]


def test_a_long_act_is_told_as_a_short_one(register, sign_in, monkeypatch):
    """An import records ten thousand values in one append: not all of them are read to say so."""
    from sijill.web.desk import cached_parts
    from sijill.web.desk.work import lately

    stated = {"title": "Invented shelling", "killed": {"low": 3, "high": 3}, "governorate": "Aleppo", "place": "Town"}
    register.acting_as("second").records.record("incident", stated, reason="an invented report")
    short = changes(page_of(sign_in("lead"), "/"))
    monkeypatch.setattr(lately, "LOOKED_BACK", 3)
    monkeypatch.setattr(lately, "_walks", {})
    cached_parts._parts_kept.clear()

    assert re.search(r"recorded [4-9] values", short)
    assert changes(page_of(sign_in("lead"), "/")) == short

    monkeypatch.setattr(lately, "MOST_OF_AN_ACT", 2)
    monkeypatch.setattr(lately, "_walks", {})
    cached_parts._parts_kept.clear()
    assert "recorded 2 values or more" in changes(page_of(sign_in("lead"), "/"))
    assert "أو أكثر" in changes(page_of(sign_in("lead", "ar"), "/"))


def notes_on_the_told(register, open_ones: str) -> None:
    """Let somebody record of one invented victim when kin were told (restricted) or the sex, in one act."""
    drafts = [
        Draft.of(
            "statement",
            Statement(f"n{number}", f"v{number}", "victim", *said, (Basis(BasisKind.IMPORT_ROW, f"{'f' * 64}#1"),)),
        )
        for number, one in enumerate(open_ones)
        for said in [("sex", "female") if one == "o" else ("notified_on", "2016-05-09")]
    ]
    register.opened.ledger.append(drafts, append_id="notes", actor="second", now=register.now())


@pytest.mark.parametrize("looked_back", [3, 200])
@pytest.mark.parametrize(
    ("values", "told"),
    [
        ("hhhhooo", "recorded 3 values<"),
        ("ooohhhh", "recorded 3 values<"),
        ("hohohohohoh", "recorded 4 values or more<"),
        ("hhhhhh", ""),
    ],
)
def test_of_a_long_act_all_is_told_that_may_be_seen_and_nothing_of_what_may_not(
    register, sign_in, monkeypatch, looked_back, values, told
):
    from sijill.web.desk import cached_parts
    from sijill.web.desk.work import lately

    monkeypatch.setattr(lately, "LOOKED_BACK", looked_back)
    monkeypatch.setattr(lately, "MOST_OF_AN_ACT", 4)
    monkeypatch.setattr(lately, "_walks", {})
    cached_parts._parts_kept.clear()
    notes_on_the_told(register, values)

    page = changes(page_of(sign_in("documenter"), "/"))

    assert "<bdi>second</bdi>" in page if told else "<bdi>second</bdi>" not in page
    assert told in re.sub(r"\s*<", "<", page)


def test_values_of_a_long_act_that_were_destroyed_take_no_place_of_those_that_stand(register, sign_in, monkeypatch):
    from sijill.web.desk.work import lately

    monkeypatch.setattr(lately, "LOOKED_BACK", 3)
    monkeypatch.setattr(lately, "MOST_OF_AN_ACT", 4)
    monkeypatch.setattr(lately, "_walks", {})
    notes_on_the_told(register, "ooooooo")
    before = changes(page_of(sign_in("documenter"), "/"))
    page_of(sign_in("verifier"), "/")
    register.keeping.destroy([f"n{n}" for n in range(4)], reason="asked for", second_actor="another person")
    after = changes(page_of(sign_in("documenter"), "/"))

    assert "recorded 4 values or more" in before
    assert "recorded 3 values" in after
    assert "or more" not in after
    (walks,) = lately._walks.values()
    assert len(walks) == 1, "what was walked for others before a destruction still holds what was destroyed"


def test_a_walk_that_broke_off_is_walked_on_by_who_is_on_it_already(register):
    from sijill.web.desk.work.lately import _Act, _Walk

    begun = []

    def acts():
        begun.append(1)
        yield _Act(2, "lead", [], [])
        if len(begun) == 1:
            raise OSError("the disk was away for a moment")
        yield _Act(1, "lead", [], [])

    walk = _Walk(acts)
    other = iter(walk)
    assert next(other).last == 2
    with pytest.raises(OSError, match="away"):
        list(walk)

    assert [one.last for one in other] == [1]
    assert [one.last for one in walk] == [2, 1]


def changes(page: str) -> str:
    """Return what the first page tells of others."""
    return page.partition('<ol class="changes">')[2].partition("</ol>")[0]


def test_what_others_did_about_hidden_things_is_not_told(register, sign_in, incident):
    register.acting_as("lead").evidence.add_bytes(
        b"Invented: 3 civilians were killed on 5 May 2016 in Daraya.\n",
        Provenance("Zqxsecret", title="Zqxsecret", sensitivity="sealed"),
    )

    for name in ("documenter", "verifier"):
        page = page_of(sign_in(name), "/")
        assert not re.search("<bdi>lead</bdi> <a[^>]*>added", page)
        assert re.search("<bdi>documenter</bdi> <a[^>]*>added", page) or name == "documenter"


def test_home_asks_little_however_much_the_register_holds(register, sign_in, incident):
    browser = sign_in("verifier")

    def asked() -> list[str]:
        browser.get("/")
        with questions() as found:
            assert browser.get("/").status_code == 200
        return reads(found)

    few = asked()
    fill(register, 10, 40)
    many = asked()

    assert len(few) <= MOST_READS, few
    assert len(many) <= MOST_READS, many


def test_the_work_list_is_whole_in_arabic(sign_in, incident):
    page = page_of(sign_in("verifier", "ar"), "/")

    assert "المطلوب" in page
    assert "Claims to judge" not in page
