"""Likely duplicates: found by likeness, decided by people, never asked again (DESIGN 5, Ids; LINKAGE.md A7)."""

from __future__ import annotations

import json

import pytest
from tests.beginnings import begun

from sijill.actions.entries import Contradiction, DecidedBefore
from sijill.cli import main
from sijill.ledger.pairs import LikelyPair, PairsFound
from sijill.linkage import PairBudget
from sijill.model.entries import Sameness
from sijill.workspace import Settings

WHY = "an invented reason"


@pytest.fixture
def register(tmp_path):
    """An empty register of an invented team."""
    with begun(tmp_path / "register", Settings(name="Invented team", owner="lead")) as made:
        yield made


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


def strike(register, **more):
    """Record an invented incident of May 2020 and return its id."""
    values = {
        "title": "Invented strike",
        "killed": {"low": 7, "high": 7},
        "civilian_status": "civilian",
        "happened_on": "2020-05-03",
        "documented_on": "2020-05-04",
        "place": "Khan Shaykhun",
        "governorate": "Idlib",
        **more,
    }
    return register.records.record("incident", values, reason=WHY).subject


def asked(register, kind=None):
    """Return the pairs that wait, as sets of ids, in their order."""
    return [{one.left, one.right} for one in register.links.waiting(kind)]


def test_one_person_in_two_scripts_is_asked_about_and_a_brother_is_not(register):
    one, other = person(register, "Khaled Ahmad Sabbagh"), person(register, "خالد احمد صباغ")
    person(register, "Omar Ahmad Sabbagh")

    done = register.links.find()

    assert (done.compared, done.among, len(done.found)) == (3, 3, 1)
    (pair,) = register.links.waiting()
    assert {pair.left, pair.right} == {one, other}
    assert {"alike_given", "alike_family", "same_day"} <= set(pair.why)


def test_what_changes_the_toll_of_a_month_is_asked_first(register):
    month = {person(register, "Khaled Ahmad Sabbagh"), person(register, "Khalid Ahmed Sabbagh")}
    whole = {person(register, "Huda Salim Nasser"), person(register, "Huda Salim Nasser", documented_on="2020-06-04")}
    none = {person(register, "Rami Jaber Attar"), person(register, "Rami Jaber Attar", civilian_status="combatant")}

    register.links.find()

    assert asked(register) == [month, whole, none]
    assert [one.effect.value for one in register.links.waiting()] == ["month", "whole", "none"]


def test_only_what_is_new_is_compared_and_what_was_judged_is_never_asked_again(register):
    one, other = person(register, "Khaled Ahmad Sabbagh"), person(register, "خالد احمد صباغ")
    register.links.find()
    register.links.apart(one, other, reason=WHY)
    third = person(register, "Khalid Ahmed Al-Sabbagh")

    done = register.links.find()

    assert done.compared == 1
    assert asked(register)
    assert {one, other} not in asked(register)
    assert all(third in pair for pair in asked(register))
    register.links.find(again=True)
    assert {one, other} not in asked(register)


def test_unsure_stays_below_the_others_until_somebody_decides(register):
    one, other = person(register, "Khaled Ahmad Sabbagh"), person(register, "خالد احمد صباغ")
    late = {person(register, "Huda Salim Nasser"), person(register, "Huda Salim Nasser", documented_on="2020-06-04")}
    register.links.find()

    register.links.unsure(one, other, reason="the age is missing")

    assert asked(register) == [late, {one, other}]
    assert register.links.waiting()[-1].unsure.reason == "the age is missing"
    assert register.records.members(one) == (one,)
    with pytest.raises(DecidedBefore):
        register.links.unsure(one, other, reason=WHY)
    register.links.same(one, other, reason=WHY)
    assert asked(register) == [late]
    assert register.records.members(other) == (one, other)


def test_records_that_are_one_through_others_cannot_be_left_open(register):
    one, two, three = (person(register, "Khaled Ahmad Sabbagh") for _ in range(3))
    register.links.same(one, two, reason=WHY)
    register.links.same(two, three, reason=WHY)

    with pytest.raises(Contradiction):
        register.links.unsure(one, three, reason=WHY)


def test_the_score_that_was_shown_stays_with_the_decision(register):
    one, other = person(register, "Khaled Ahmad Sabbagh"), person(register, "خالد احمد صباغ")
    register.links.find()
    shown = register.links.waiting()[0].likelihood

    register.links.same(one, other, reason=WHY)

    assert register.links.decisions(one)[0].score == f"{shown}/100"


def test_the_history_of_an_id_tells_who_joined_it_and_left_it(register):
    one, other = person(register, "Khaled Ahmad Sabbagh"), person(register, "خالد احمد صباغ")
    register.links.same(one, other, reason="one identity number")
    register.acting_as("second").links.unlink(one, other, reason="the number was misread")

    steps = register.links.history(other)

    assert [(step.joined, step.parted, step.actor) for step in steps] == [
        ((one,), (), "lead") if steps[0].joined == (one,) else ((other,), (), "lead"),
        ((), (one,), "second") if steps[1].parted == (one,) else ((), (other,), "second"),
    ]
    assert [step.link.sameness for step in steps] == [Sameness.SAME, Sameness.UNDECIDED]
    assert not any(step.stands for step in steps)


def test_an_incident_told_twice_is_asked_about_with_its_reasons(register):
    """One incident, several sources: day within its precision, place in either script, numbers not apart."""
    one = strike(register)
    other = strike(register, happened_on="2020-05-04", place="خان شيخون", killed={"low": 7, "high": 10})
    strike(register, place="Aleppo", governorate="Aleppo")
    strike(register, happened_on="2020-07-04")

    register.links.find()

    assert asked(register, "incident") == [{one, other}]
    assert register.links.waiting("incident")[0].why == ("next_day", "same_place", "numbers_agree")


def test_a_toll_says_how_many_likely_pairs_nobody_decided(register, capsys):
    person(register, "Khaled Ahmad Sabbagh"), person(register, "خالد احمد صباغ")
    register.links.find()
    folder = str(register.folder)

    assert main(["toll", folder, "--period", "2020-05"]) == 0
    assert "1 likely duplicate is not decided yet" in capsys.readouterr().out
    assert main(["toll", folder, "--period", "2020-05", "--json"]) == 0
    assert "likely_pairs:1" in json.loads(capsys.readouterr().out)["notes"]


def test_the_command_line_fills_the_queue_and_lays_both_side_by_side(register, capsys):
    person(register, "Khaled Ahmad Sabbagh", sex="male"), person(register, "خالد احمد صباغ", sex="male")

    assert main(["link", str(register.folder), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["compared"], told["found"], told["waiting"]) == (2, 1, 1)
    (pair,) = told["pairs"]
    assert {row["property"]: row["same"] for row in pair["values"]}["sex"] is True
    assert "the same day of death" in pair["why"]["en"]
    assert "يوم الوفاة نفسه" in pair["why"]["ar"]


def test_a_thousand_of_one_name_on_one_day_are_answered_in_bounded_time(register):
    """Bad input: a heap of one name is asked of nobody pair by pair, and it is said that they were not compared."""
    from sijill.workspace.alike._persons import alike_persons

    person(register, "Invented Unknown Name")
    (known,) = (one for one in register.records.all() if one.kind == "victim")

    found = alike_persons([known] * 1_000, {known.id})

    assert found.pairs == ()
    assert {(one.record, one.why.value) for one in found.passed} == {(known.id, "common_name")}


def test_who_shares_a_name_with_too_many_is_told_of_at_every_door(register, monkeypatch, capsys):
    """Nothing is passed over in silence: how many, of how many names, and what to add; no name is said."""
    monkeypatch.setattr("sijill.workspace.alike._met_persons.BLOCK", 1)
    monkeypatch.setattr("sijill.workspace.alike._met_persons.CROWD", 3)
    crowd = [person(register, "Khaled Sabbagh", died_on="2020") for _ in range(3)]
    person(register, "Huda Salim Nasser"), register.records.record("victim", {"statuses": "killed"}, reason=WHY)
    folder = str(register.folder)

    assert main(["link", folder]) == 0
    told = capsys.readouterr().out
    assert main(["link", folder, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert main(["toll", folder, "--period", "2020-05", "--json"]) == 0
    toll = json.loads(capsys.readouterr().out)

    assert "3 persons were not compared with all who bear the same name, for too many do (names: 1)" in told
    assert "1 person was compared with nobody, for no name is told" in told
    assert document["compared"] == 0
    assert document["not_compared"] == [
        {"kind": "victim", "why": "common_name", "records": 3, "keys": 1},
        {"kind": "victim", "why": "no_name", "records": 1, "keys": 0},
    ]
    assert "not_compared:3" in toll["notes"]
    register.records.record("victim", {"died_on": "2020-05-03"}, subject=crowd[0], reason="a month was found")
    assert register.links.find().not_compared == ()
    assert sorted(one.why.value for one in register.links.not_compared()) == ["common_name"] * 2 + ["no_name"]


def test_a_crowd_of_one_name_is_parted_by_months_that_may_be_one(register, monkeypatch):
    """A death at the end of May meets one at the beginning of June, and one of which no month is told."""
    monkeypatch.setattr("sijill.workspace.alike._met_persons.BLOCK", 2)
    days = ("2020-05-31", "2020-06-01", "2020-09-01", "2020")
    late, early, autumn, untold = (person(register, "Khaled Sabbagh", died_on=day) for day in days)

    done = register.links.find()

    assert done.not_compared == ()
    assert {late, early} in asked(register)
    assert {autumn, untold} in asked(register)
    assert {late, autumn} not in asked(register)


def test_an_incident_without_a_day_or_of_a_crowded_day_is_told_of(register, monkeypatch):
    """The incidents of the least crowded days are compared first; what is left is told with its reason."""
    monkeypatch.setattr("sijill.workspace.alike._incidents.CROWD", 4)
    pair = {strike(register, happened_on="2020-03-01"), strike(register, happened_on="2020-03-01")}
    for _ in range(5):
        strike(register)
    strike(register, happened_on="2020")

    done = register.links.find()

    assert asked(register, "incident") == [pair]
    assert [(one.why.value, one.records, one.keys) for one in done.not_compared] == [
        ("crowded_day", 5, 1),
        ("no_day", 1, 0),
    ]
    assert not any("2020" in one.key for one in register.links.not_compared())


def test_who_was_withdrawn_is_told_of_no_more(register, tmp_path):
    """Neither as not compared nor as a likely pair, before the records are compared again and after."""
    mapping = 'kind = "victim"\nsource = "Invented list"\n[columns]\nname = "name"\ndied_on = "day"\n'
    rows = b"name,day\n,2020-05-03\n,2020-05-04\nKhaled Ahmad Sabbagh,2020-05-03\nKhalid Ahmed Sabbagh,2020-05-03\n"
    stays = register.records.record("victim", {"statuses": "killed"}, reason=WHY).subject
    made = register.exchange.import_table(rows, mapping, name="list.csv")
    register.links.find()
    assert (len(register.links.not_compared()), len(asked(register))) == (3, 1)

    register.exchange.undo_import(made.receipt.append_id, reason="another list was meant")

    for _ in range(2):
        assert [one.record for one in register.links.not_compared()] == [stays]
        assert asked(register) == []
        register.links.find()
    for values in register.records.of(stays).held.values():
        register.records.retract(values[0].statement, reason="nobody died")
    assert register.links.not_compared() == []


def test_many_newcomers_are_told_of_by_the_reason_that_left_each_out(register, monkeypatch):
    """A common name is one that too many bear, wherever else its bearers are compared; a short one is no common one."""
    monkeypatch.setattr("sijill.workspace.alike._persons.MANY", 2)
    monkeypatch.setattr(PairBudget, "of_names", lambda _: PairBudget(block=3, all=1_000))
    common = {person(register, "Khaled Sabbagh", died_on=f"202{at}") for at in range(4)}
    person(register, "Khaled Sabbagh"), person(register, "Khaled Sabbagh")
    short = person(register, "Huda", died_on="2020")
    person(register, "Salim Jaber Attar"), person(register, "Nader Omar Haddad", died_on="2019-01-02")

    register.links.find()

    told = {one.record: one.why.value for one in register.links.not_compared()}
    assert told == dict.fromkeys(common, "common_name") | {short: "short_name"}
    assert len({one.key for one in register.links.not_compared() if one.why.is_crowd}) == 1


def test_who_comes_in_by_a_second_list_is_told_of_and_waits_in_the_queue(register, tmp_path, capsys):
    """A twin at import is warned of with both records, and never stopped nor merged by itself."""
    (tmp_path / "m.toml").write_text(
        'kind = "victim"\nsource = "{}"\n[columns]\nname = "name"\ndied_on = "day"\n'.format("First list"), "utf-8"
    )
    (tmp_path / "one.csv").write_text("name,day\nKhaled Ahmad Sabbagh,2020-05-03\nHuda Nasser,2020-05-03\n", "utf-8")
    other = (tmp_path / "m.toml").read_text("utf-8").replace("First", "Second")
    (tmp_path / "n.toml").write_text(other, "utf-8")
    (tmp_path / "two.csv").write_text("name,day\nخالد احمد صباغ,2020-05-03\nسليم حداد,2020-05-03\n", "utf-8")
    folder = str(register.folder)
    first = _imported(capsys, "import", folder, str(tmp_path / "one.csv"), "--mapping", str(tmp_path / "m.toml"))

    words = ("import", folder, str(tmp_path / "two.csv"), "--mapping", str(tmp_path / "n.toml"))
    tried = _imported(capsys, *words, "--dry-run")
    assert asked(register) == []
    capsys.readouterr()
    assert main([*words, "--dry-run"]) == 0
    there = tried["likely"][0]["other"]
    assert f"row 1 may be record {there}" in capsys.readouterr().out
    second = _imported(capsys, *words)

    assert [(one["row"], one["record"]) for one in tried["likely"]] == [(1, "")]
    assert (first["likely"], second["records"], len(second["likely"])) == ([], 2, 1)
    assert second["likely"][0]["other"] == there
    (pair,) = asked(register)
    assert pair == {second["likely"][0]["record"], second["likely"][0]["other"]}
    assert len(list(register.records.ids(kind="victim"))) == 4


def _imported(capsys, *words):
    capsys.readouterr()
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_who_is_recorded_by_hand_and_is_likely_there_is_told_of_with_the_record(register, capsys):
    there = person(register, "Khaled Ahmad Sabbagh")
    told = ("--set", "name=Khalid Ahmed Al-Sabbagh", "--set", "died_on=2020-05-03", "--reason", WHY)
    capsys.readouterr()

    assert main(["record", str(register.folder), "victim", *told, "--json"]) == 0

    said = capsys.readouterr()
    made = json.loads(said.out)
    assert made["likely"] == [there]
    handle = register.records.names([there])[there].handle
    assert f"record {handle} may be the same" in said.err
    assert asked(register) == [{there, made["record"]}]


def test_in_a_large_register_whoever_is_new_is_sought_by_name(register, monkeypatch):
    from sijill.workspace.alike import _twins

    monkeypatch.setattr(_twins, "SMALL", 0)
    there, new = person(register, "Khaled Ahmad Sabbagh"), person(register, "خالد احمد صباغ")
    person(register, "Huda Salim Nasser")

    (pair,) = register.links.twins([new]).pairs

    assert {pair.left, pair.right} == {there, new}
    assert register.links.twins([new] * 2_000) is None


def test_one_newcomer_is_compared_with_all_of_a_common_name(register, monkeypatch):
    """A name that many bear hides no twin of the one person who was entered now, though no month parts them."""
    monkeypatch.setattr("sijill.workspace.alike._met_persons.BLOCK", 3)
    there = [
        person(register, "Khaled Ahmad Sabbagh", died_on="2020", age={"low": age, "high": age})
        for age in (20, 30, 40, 50, 60)
    ]
    register.links.find()

    new = person(register, "Khalid Ahmed Sabbagh", died_on="2020", age={"low": 40, "high": 40})
    register.links.find()

    assert {there[2], new} in asked(register)


def test_what_was_found_of_newcomers_is_let_go_kind_by_kind(register):
    """A pair that holds no more goes, although only incidents were found now; what is of another kind stays."""
    new, other, told = person(register, "Khaled Ahmad Sabbagh"), person(register, "Huda Salim Nasser"), strike(register)
    again, pairs = strike(register), register.opened.store.pairs
    pairs.keep("victim", PairsFound((LikelyPair(*sorted((new, other)), "victim", 95),)), of=[], seq=0)

    register.links.twins([new, again])

    assert [{one.left, one.right} for one in pairs.found()] == [{told, again}]
    pairs.keep("victim", PairsFound(), of=[told, again], seq=0)
    assert [one.kind for one in pairs.found()] == ["incident"]


def test_a_destroyed_record_is_in_no_pair(register):
    """E3: what was destroyed leaves nothing behind that says whom it was like."""
    one, other = person(register, "Khaled Ahmad Sabbagh"), person(register, "خالد احمد صباغ")
    register.links.find()
    named = next(e.id for e in register.records.history(other) if (e.body or {}).get("property") == "name")

    register.acting_as("lead").keeping.destroy([named], reason=WHY, second_actor="second")

    assert asked(register) == []
    assert register.opened.store.pairs.found() == []
    assert register.records.members(one) == (one,)
