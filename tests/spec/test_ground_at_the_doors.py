"""
Territory at the doors: what is written, what is refused, and what a claim makes straight (issue 13; S0.5, S2.12, A33).

Everything told here is invented; the places of the gazetteer are only names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.unit.web.conftest import _django, register, sign_in

from sijill.actions import Provenance
from sijill.actions.statements import record_kind_of
from sijill.actions.statements.event import EventHeld
from sijill.actions.tables import RowsRefused
from sijill.actions.verdicts import ClaimAnswer, Target
from sijill.cli import main
from sijill.model import Basis, BasisKind, Sensitivity, Statement, to_json
from sijill.model.territory import ControlState, StageKind
from sijill.records.as_written import AsWritten
from sijill.values import Language, PartialDate, SijillError
from sijill.wording.ground import GROUND_WORDS, ground_words
from sijill.wording.telling import Teller
from sijill.workspace import Register

__all__ = ["_django", "register", "sign_in"]  # fixtures


@pytest.fixture
def ground(register: Register) -> Register:
    """A register that knows two places of one name, one with an Arabic name, and a truce."""
    for place in (
        {"name": "Inventedville", "name_ar": "بلدة مختلقة", "aliases": ["Made-up Town"], "pcode": "XX010203"},
        {"name": "Twin Hill", "parent": "North"},
        {"name": "Twin Hill", "parent": "South"},
    ):
        record(register, "place", **place)
    record(register, "agreement", title="Invented truce")
    return register


def record(register: Register, of: str, **values: Any) -> str:
    return register.records.record(of, values, reason="invented for a test").subject


def number(low: int, high: int | None = None) -> dict[str, int]:
    return {"low": low, "high": low if high is None else high}


HELD = {"place": "Inventedville", "state": "held", "party": "rebels"}

REFUSED: list[tuple[str, str, dict[str, Any], str]] = [
    ("an unknown place", "control", {**HELD, "place": "Nowhere at all"}, "no place 'Nowhere at all' is known here"),
    ("a misspelt place", "control", {**HELD, "place": "Inventdville"}, "none that is near but: inventedville"),
    ("two places of one name", "control", {**HELD, "place": "Twin Hill"}, "two places of this register are called"),
    ("two places of the gazetteer", "control", {**HELD, "place": "al-Zahraa"}, "Zahraa .town, Aleppo.; al-Zahraa"),
    ("a misspelt state", "control", {**HELD, "state": "contestd"}, "did you mean contested"),
    ("a misspelt party", "control", {**HELD, "party": "rebells"}, "did you mean rebels"),
    ("a misspelt doer", "control", {**HELD, "by": "rebells"}, "did you mean rebels"),
    ("a misspelt holder", "control", {"place": "Jandoul", "holders": ["rebells 25%"]}, "did you mean rebels"),
    ("a misspelt event", "control", {**HELD, "event": "captued"}, "did you mean captured"),
    ("two who hold at once", "control", {**HELD, "holders": ["sdf"]}, "held is said of one holder"),
    ("a percent of nothing", "control", {"place": "Jandoul", "holders": ["sdf 25%"]}, "a share of 25% is a share of"),
    (
        "more than the whole",
        "control",
        {"place": "Jandoul", "holders": ["sdf 65%", "rebels >50%"], "denominator": "Jandoul"},
        "come to 115% at the least",
    ),
    (
        "one holder twice",
        "control",
        {"place": "Jandoul", "holders": ["sdf 5%", "SDF 6%"], "denominator": "Jandoul"},
        "sdf is named twice",
    ),
    ("a share above the whole", "control", {"place": "Jandoul", "holders": ["sdf 125%"]}, "a share from 0% to 100%"),
    (
        "a number that is no number",
        "control",
        {"place": "Jandoul", "denominator": "Jandoul", "holders": [{"party": "sdf", "extent": {"low": "NaN"}}]},
        "takes a party, or a party and its share|an extent runs",
    ),
    (
        "a field that no holder has",
        "control",
        {"place": "Jandoul", "holders": [{"party": "sdf", "share": "25%"}]},
        "no field is called share",
    ),
    (
        "an end before its start",
        "control",
        {**HELD, "valid_from": "2016-12-05", "valid_to": "2016-12-01"},
        "lies before",
    ),
    ("beyond its source", "control", {**HELD, "valid_from": "2016-12-05", "said_on": "2016-12-01"}, "lies beyond"),
    ("no zone", "control", {**HELD, "zone": "Invented/Zone"}, "is no time zone"),
    ("no time of day", "control", {**HELD, "time_text": "at 25:10"}, "a time of day runs from 00:00"),
    (
        "a weekday that the day is not",
        "control",
        {**HELD, "time_text": "Monday 14:30", "valid_from": "2016-12-04"},
        "the words name a Monday",
    ),
    ("arrived before it left", "movement", {"moved_on": "2016-12-16", "arrived_on": "2016-12-15"}, "lies before"),
    ("more children than people", "movement", {"people": number(40), "children": number(41)}, "children are 41"),
    ("no such agreement", "movement", {"agreement": "Another truce"}, "no agreement 'Another truce'"),
    ("a misspelt kind", "movement", {"kind": "evacuaton"}, "did you mean evacuation"),
    ("a route between twins", "movement", {"from_place": "Twin Hill"}, "two places of this register are called"),
    (
        "extended after it ended",
        "agreement",
        {"stages": ["ended; at=2016-05-07", "extended; at=2016-05-09; hours=72"]},
        "extended on 2016-05-09, after it ended on 2016-05-07",
    ),
    ("it ends before it starts", "agreement", {"starts": "2016-05-07", "ends": "2016-05-05"}, "lies before"),
    ("a stage of no kind", "agreement", {"stages": ["tok_effect"]}, "did you mean took_effect"),
    ("a stage with a strange field", "agreement", {"stages": ["ended; on=2016-05-07"]}, "no field is called on"),
    ("a stage without ties", "agreement", {"stages": ["ended; 2016-05-07"]}, "a stage is its kind and then its fields"),
    ("hours that are no number", "agreement", {"stages": ["extended; hours=many"]}, "takes a stage and its fields"),
    ("no hour", "agreement", {"stages": ["extended; hours=0"]}, "lasts no hour"),
    ("a zone of a stage", "agreement", {"stages": ["ended; time=01:00; zone=Invented"]}, "is no time zone"),
    ("more than were looked at", "damage", {"objects": number(7), "examined": number(5)}, "objects are 7"),
    ("a misspelt class", "damage", {"damage_class": "destoyed"}, "did you mean destroyed"),
    ("a count beyond its source", "dated_count", {"counted_on": "2016-12-05", "said_on": "2016-12-01"}, "lies beyond"),
]


@pytest.mark.parametrize(("kind", "values", "says"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cannot_be_so_is_refused_by_name_and_nothing_is_written(ground, kind, values, says):
    """Bad input: the refusal names the thing and the next step; the head of the ledger stays as it was."""
    before = ground.head

    with pytest.raises(SijillError, match=says):
        record(ground, kind, **values)

    assert ground.head == before


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("control", {**HELD, "place": "Made-up Town"}),
        ("control", {**HELD, "place": "بلدة مختلقة"}),
        ("control", {**HELD, "place": "XX010203"}),
        ("control", {**HELD, "place": "Inventedville | بلدة مختلقة"}),
        ("control", {**HELD, "party": "Invented guard | حرس مختلق"}),
        ("control", {"place": "Aleppo", "extent": "75%"}),
        ("control", {**HELD, "valid_from": "2016-12", "said_on": "2016-12-01"}),
        ("control", {**HELD, "time_text": "soon after the prayer"}),
        ("movement", {"from_place": "the last corner of the enclave", "agreement": "invented truce"}),
        ("movement", {"moved_on": "2016-12-20", "said_on": "2016-12-18", "counting": "planned"}),
        ("movement", {"people": {"low": 40, "high": None}, "children": number(41)}),
        ("agreement", {"stages": ["ended; at=2016-05-07; said_by=USA", "extended; at=2016-05-09; said_by=Russia"]}),
        ("agreement", {"stages": ["ended; at=2016-05-07", "resumed; at=2016-05-08", "extended; at=2016-05-09"]}),
    ],
)
def test_what_may_be_so_is_taken(ground, kind, values):
    """Words stay words, rival accounts stay rivals, and an open number is no contradiction."""
    assert ground.records.of(record(ground, kind, **values)).kind == kind


def test_a_value_that_is_added_is_checked_beside_what_the_record_holds(ground):
    """Bad input: an end that is told later than its start was cannot lie before it either."""
    control = record(ground, "control", **HELD, valid_from="2016-12-05")
    before = ground.head

    with pytest.raises(SijillError, match="lies before"):
        ground.records.record("control", {"valid_to": "2016-12-01"}, subject=control, reason="invented")
    with pytest.raises(SijillError, match="held is said of one holder"):
        ground.records.record("control", {"holders": ["sdf"]}, subject=control, reason="invented")

    assert ground.head == before
    ground.records.record("control", {"valid_to": "2016-12-06"}, subject=control, reason="invented")


@pytest.mark.parametrize(
    ("written", "party", "extent"),
    [
        ("the army", "syrian_gov", None),
        ("syrian_gov 75%", "syrian_gov", {"low": "75", "high": "75"}),
        ("الجيش ٧٥٪", "syrian_gov", {"low": "75", "high": "75"}),
        ("SDF: large parts", "sdf", {"word": "large_parts"}),
        ("the army 50-100%", "syrian_gov", {"low": "50", "high": "100"}),
        ("rebels 3.5 km2", "rebels", {"low": "3.5", "high": "3.5", "unit": "km2"}),
        ("Invented guard | حرس مختلق 30%", "Invented guard | حرس مختلق", {"low": "30", "high": "30"}),
    ],
)
def test_a_holder_is_a_party_by_any_name_and_its_share(ground, written, party, extent):
    """A33: a share stands with the party it belongs to, and its denominator is named."""
    found = ground.records.of(
        record(ground, "control", place="Jandoul", state="contested", holders=[written], denominator="Jandoul")
    )

    assert to_json(found.noun.holders) == [{"party": party} | ({"extent": extent} if extent else {})]


def test_a_stage_is_written_in_one_line_or_as_an_object(ground):
    """S2.12: two start times of one truce stand side by side, each with its source and its zone."""
    by_hand = "took_effect; at=5 May 2016; time=1 a.m.; zone=Asia/Damascus; said_by=the army; hours=48"
    other = {"kind": "took_effect", "at": "2016-05-04", "time_text": "00:01", "said_by": "USA", "by": ["Russia"]}

    told = ground.records.of(record(ground, "agreement", title="T", stages=[by_hand, other])).noun.stages

    assert [one.kind for one in told] == [StageKind.TOOK_EFFECT] * 2
    assert (told[0].at, told[0].time_text, told[0].hours) == (PartialDate.parse("2016-05-05"), "1 a.m.", 48)
    assert told[1].by == ("russia",)


# -- doors


@pytest.fixture
def shut(ground: Register) -> Iterator[Register]:
    """The register with its head before and after: what is refused at a door leaves it alone."""
    before = ground.head
    yield ground
    assert ground.head == before


def test_the_command_line_refuses_and_says_why(shut, capsys):
    code = main(
        ["record", str(shut.folder), "control", "--set", "place=Nowhere at all", "--set", "state=held", "--reason", "x"]
    )

    assert code != 0
    assert "no place" in capsys.readouterr().err


def test_the_command_line_takes_lines(ground, capsys):
    pairs = ("place=Jandoul", "holders=the army 75%, rebels: parts", "denominator=Jandoul", "valid_from=4 Dec 2016")
    given = [word for pair in pairs for word in ("--set", pair)]

    assert main(["record", str(ground.folder), "control", *given, "--reason", "invented", "--json"]) == 0

    found = ground.records.of(json.loads(capsys.readouterr().out)["record"]).noun
    assert [one.party for one in found.holders] == ["syrian_gov", "rebels"]


@pytest.mark.parametrize("cell", ["sdf 25%", "martians"])
def test_a_table_refuses_the_row(shut, cell):
    table = f"Where;Who\nInventedville;{cell}\n".encode()
    mapping = 'kind = "control"\nsource = "L"\ndelimiter = ";"\n[columns]\nplace = "Where"\nholders = "Who"\n'

    with pytest.raises(RowsRefused):
        shut.exchange.import_table(table, mapping, name="list.csv")


def test_the_form_of_entry_refuses_and_keeps_what_was_typed(shut, sign_in):
    typed = {"kind": "control", "place": "Jandoul", "holders": "sdf 25%", "source": "Invented Monitor", "words": "25%"}

    page = sign_in("lead").post("/enter/", {**typed, "append_id": shut.new_id()})

    assert page.status_code == 400
    assert "a share of" in page.content.decode()
    assert "sdf 25%" in page.content.decode()


# -- older entries


def test_an_old_word_of_a_list_that_was_open_is_shown_and_never_counted(ground, sign_in, capsys):
    """Registers made before the list was closed open as before; what they said stands in its own words."""
    from sijill.ledger import Draft

    old = Statement(
        ground.new_id(),
        ground.new_id(),
        "control",
        "state",
        "mostly quiet",
        (Basis(BasisKind.DECISION, "invented", "lead"),),
    )
    ledger = ground.records._opened.ledger
    ledger.append([Draft.of("statement", old)], append_id="old-entry", actor="lead", now=ground.now())

    found = ground.records.of(old.subject)

    assert found.noun.state is None
    assert [one.value for one in found.held["state"]] == [AsWritten("mostly quiet")]
    page = sign_in("lead").get(f"/records/{old.subject}/").content.decode()
    assert "mostly quiet" in page
    assert main(["show", str(ground.folder), old.subject]) == 0
    assert main(["history", str(ground.folder), old.subject]) == 0
    assert capsys.readouterr().out.count("mostly quiet") == 2
    assert "words that were not read as a value" in page
    ground.records.record(
        "control", {"state": "contested", "place": "Jandoul"}, subject=old.subject, reason="read anew"
    )
    assert ground.records.of(old.subject).noun.state is ControlState.CONTESTED


# -- claims


def waiting(register: Register, words: str, source: str = "Invented report") -> dict[str, Any]:
    provenance = Provenance(source, published_on=PartialDate.parse("2016-12-16"))
    added = register.acting_as("documenter").evidence.add_bytes(f"Invented. {words}\n".encode(), provenance)
    return {one.kind.value: one for one in register.review.claims(item=added.item)}


def accepted(register: Register, claim: Any, **target: Any) -> Any:
    judged = register.acting_as("verifier").review.judge(
        claim.id, verdict="accepted", target=Target(record_kind_of(claim), **target)
    )
    return register.records.of(judged.subject)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "Government forces captured Sheikh Saeed from rebels on 4 December 2016.",
            {"state": "held", "party": "syrian_gov", "by": "syrian_gov", "against": "rebels", "from_is": "stated"},
        ),
        (
            "Government forces captured 60 percent of Sheikh Saeed on 4 December 2016.",
            {
                "state": "contested",
                "holders": [{"party": "syrian_gov", "extent": {"low": "60", "high": "60"}}],
                "denominator": "Sheikh Saeed",
                "extent": "60%",
            },
        ),
        ("Government forces advanced into Sheikh Saeed on 4 December 2016.", {"state": "entered", "by": "syrian_gov"}),
        ("Rebels withdrew from Sheikh Saeed on 4 December 2016.", {"state": "abandoned", "by": "rebels"}),
        (
            "Rebels repelled an attack by the army on Sheikh Saeed on 4 December 2016.",
            {"outcome": "repelled", "by": "syrian_gov", "against": "rebels"},
        ),
        ("Government forces besieged Sheikh Saeed on 4 December 2016.", {"overlays": ["besieged"], "from_is": "seen"}),
        ("Government forces encircled Sheikh Saeed on 4 December 2016.", {"overlays": ["encircled"]}),
    ],
)
def test_a_claim_of_control_makes_straight_an_account_of_control(ground, words, wanted):
    """Issue 13, doors: accepting a control claim gives a change; who changes nothing gives no state."""
    found = to_json(accepted(ground, waiting(ground, words)["control"]).noun)

    assert found["place"] == "Sheikh Saeed"
    assert (found["valid_from"], found["said_on"]) == ("2016-12-04", "2016-12-16")
    assert {name: found.get(name) for name in wanted} == wanted
    assert ("state" in found) is ("state" in wanted)


def test_an_account_rests_on_its_claim_and_names_who_says_so(ground):
    claim = waiting(ground, "SOHR said that rebels captured Sheikh Saeed from the army on 4 December 2016.")["control"]

    found = accepted(ground, claim)

    assert found.noun.said_by == "SOHR"
    assert {b.ref for values in found.held.values() for one in values for b in one.basis} == {claim.id}


def test_a_truce_people_who_moved_and_damage_make_their_own_records(ground):
    """S2.12, S2.13, S4.10."""
    found = waiting(
        ground,
        "A ceasefire took effect in Aleppo on 13 December 2016. Some 10,000 people were evacuated from Aleppo on "
        "15 December 2016. Two hospitals were destroyed in Aleppo on 2 December 2016.",
    )

    truce, moved, damaged = (accepted(ground, found[kind]).noun for kind in ("ceasefire", "displacement", "damage"))

    assert [(one.kind, one.at.edtf) for one in truce.stages] == [(StageKind.TOOK_EFFECT, "2016-12-13")]
    assert (moved.kind, moved.people.low, moved.from_place) == ("evacuation", 10_000, "Aleppo")
    assert (damaged.damage_class, damaged.objects.low, damaged.place) == ("destroyed", 2, "Aleppo")


def test_a_stage_is_added_to_the_agreement_that_is_chosen(ground):
    truce = record(ground, "agreement", title="Chosen truce", zone="Aleppo", stages=["agreed; at=2016-12-12"])
    claim = waiting(ground, "The ceasefire collapsed in east Aleppo on 14 December 2016.")["ceasefire"]

    found = accepted(ground, claim, subject=truce).noun

    assert [one.kind.value for one in found.stages] == ["agreed", "ended"]
    assert found.zone == "Aleppo"


def test_an_account_that_is_held_already_is_offered_first_and_made_again_only_on_purpose(ground):
    """DESIGN 11.2: same place, day, parties and source is the same account; another source's is another record."""
    words = "SOHR said that rebels captured Sheikh Saeed from the army on 4 December 2016."
    first = accepted(ground, waiting(ground, words)["control"])
    again = waiting(ground, f"In another place it was told: {words}", "Invented copy")["control"]
    before = ground.head

    with pytest.raises(EventHeld) as held:
        accepted(ground, again)

    assert held.value.record == first.id
    assert ground.head == before
    offered = ground.finding.matches(ground.review.passage(again.id), ground.view(Sensitivity.SEALED))
    assert [(one.record.id, one.default) for one in offered] == [(first.id, True)]
    assert accepted(ground, again, another=True).id != first.id
    other = waiting(ground, "USA said that rebels captured Sheikh Saeed from the army on 4 December 2016.")["control"]
    assert accepted(ground, other).id not in (first.id,)


def test_a_passage_is_judged_whole_into_one_account(ground):
    claim = waiting(ground, "Government forces captured 60 percent of Sheikh Saeed from rebels on 4 December 2016.")
    passage = ground.review.passage(claim["control"].id)

    done = ground.acting_as("verifier").review.judge_passage(
        [ClaimAnswer(one.claim.id) for one in passage.waiting], target=Target(passage.kind)
    )

    assert [one.party for one in ground.records.of(done.subject).noun.holders] == ["syrian_gov", "rebels"]


def test_a_claim_of_a_place_that_nobody_knows_waits_until_its_place_is_recorded(ground):
    claim = waiting(ground, "Rebels captured Invented Town from the army on 4 December 2016.")["control"]
    before = ground.head

    with pytest.raises(SijillError, match="make its record first"):
        accepted(ground, claim)

    assert ground.head == before
    record(ground, "place", name="Invented Town")
    assert accepted(ground, claim).noun.place == "Invented Town"


def test_who_denies_that_a_place_fell_denies_neither_the_place_nor_who_spoke(ground):
    marked, _ = ground.acting_as("documenter").review.quote(
        next(iter(waiting(ground, "Rebels denied that the army captured Sheikh Saeed.").values())).item,
        "the army captured Sheikh Saeed",
        kind="control",
        changes={"event": "captured", "to_party": "syrian_gov", "place": "Sheikh Saeed", "stance": "deny"},
    )

    found = accepted(ground, marked).noun

    assert (found.place, found.state, found.party) == ("Sheikh Saeed", None, None)


# -- words


@pytest.mark.parametrize("language", list(Language))
def test_every_code_of_the_ground_has_words_of_its_own(language):
    """Both languages: no code is shown as a slug, and no two codes of one list are called the same."""
    for words in GROUND_WORDS:
        told = [ground_words(one, language) for one in words]
        assert len({*told}) == len(list(words))
        assert all(one and "_" not in one for one in told)


SHOWN = [
    ("control", {**HELD, "valid_from": "2016-12-04", "overlays": ["besieged"]}, "was held by", "السيطرة على"),
    (
        "control",
        {"place": "Inventedville", "state": "contested", "holders": ["sdf 25%"], "denominator": "Inventedville"},
        "was contested",
        "متنازع عليها",
    ),
    ("agreement", {"stages": ["took_effect; at=2016-12-13; hours=48"]}, "for 48 hours", "دخل حيّز التنفيذ"),
    ("movement", {"kind": "evacuation", "people": number(8500), "from_place": "Aleppo"}, "Evacuated: ", "من أُخلوا"),
    ("damage", {"kind": "mosque", "damage_class": "severe", "place": "Aleppo"}, "Severe damage", "أضرار شديدة"),
    ("dated_count", {"measure": "besieged", "value": number(900), "place": "Aleppo"}, "under siege", "المحاصَرون"),
]


@pytest.mark.parametrize(("kind", "values", "english", "arabic"), SHOWN)
def test_a_record_of_the_ground_is_shown_in_whole_sentences_of_both_languages(
    ground, sign_in, kind, values, english, arabic
):
    subject = record(ground, kind, **values)

    for language, words in ((Language.EN, english), (Language.AR, arabic)):
        told = Teller(language, lambda name, _: name).tell(ground.records.of(subject).noun, dated=True)
        assert words in told
        page = sign_in("lead", language.value).get(f"/records/{subject}/")
        assert page.status_code == 200
        assert words in page.content.decode()
