"""Persons before and after a machine's links, where a register's settings ask for them (ST1). People are invented."""

from __future__ import annotations

import json
import re

import jsonschema_rs
import pytest
from tests.e2e.test_json_schemas import closed, schema_of
from tests.spec.test_likely_pairs import WHY, person, strike

from sijill.cli import main
from sijill.ledger.pairs import LikelyPair, PairsFound
from sijill.workspace import Register, Settings
from sijill.workspace.alike import _persons as _alike_persons
from sijill.workspace.settings._house_settings import SettingsBroken
from sijill.workspace.settings._linkage_settings import LinkageSettings
from sijill.workspace.settings._settings import read_settings, settings_text

COUNT = LinkageSettings("count")
NAMES = ("Khaled Sabbagh", "Rami Jaber Attar", "Huda Salim Nasser", "Omar Walid Haddad", "Salma Ziad Darwish")


@pytest.fixture
def make(tmp_path):
    """Give a maker of registers of five invented persons, with the pairs that likeness found of them."""
    made = []

    def register(linkage, *found, **more):
        settings = Settings(name="Invented team", owner="lead", linkage=linkage)
        made.append(Register.init(tmp_path / f"register-{len(made)}", settings=settings))
        persons = [person(made[-1], name, **more) for name in NAMES]
        pairs = [_pair(persons, *one) for one in found]
        made[-1].opened.store.pairs.keep("victim", PairsFound(tuple(pairs)), of=persons, seq=made[-1].opened.ledger.seq)
        return made[-1], persons

    yield register
    for one in made:
        one.close()


def _pair(persons, one, other, likelihood, *why, how=("weighed",)):
    left, right = sorted((persons[one], persons[other]))
    return LikelyPair(left, right, "victim", likelihood, (*why, *how))


def told(register, capsys, *more):
    """Return the toll of May 2020 as its JSON, held against the schema with no key undescribed."""
    capsys.readouterr()
    assert main(["toll", str(register.folder), "--period", "2020-05", *more, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    jsonschema_rs.validator_for(closed(schema_of("toll"))).validate(found)
    return found


def numbers(found):
    """Return decided, linked and fewest."""
    return tuple(found["persons"][name] for name in ("decided", "linked", "fewest"))


def test_a_toll_tells_persons_before_and_after_and_counts_what_people_decided(make, capsys):
    """ST1: the total is what people decided; the machine's links stand beside it, as a range."""
    register, _ = make(COUNT, (0, 1, 95), (2, 3, 40))
    before = register.opened.ledger.seq

    found = told(register, capsys)

    assert found["total"]["best"] == 5
    assert numbers(found) == (5, 4, 3)
    assert found["notes"] == ["likely_pairs:2"]
    assert register.opened.ledger.seq == before
    english, arabic = (found["persons"]["says"][one] for one in ("en", "ar"))
    assert english.startswith("5 persons of this count have a record each, as people decided.")
    assert "they would be 4; over the pairs that still wait for people, 3–4." in english
    assert re.search("5 أشخاص.*يصير العدد 4", arabic)
    assert "±" not in english + arabic
    assert main(["toll", str(register.folder), "--period", "2020-05"]) == 0
    assert "they would be 4; over the pairs that still wait for people, 3–4." in capsys.readouterr().out


def test_a_register_that_says_never_is_told_of_undecided_pairs_alone(make, capsys):
    register, _ = make(LinkageSettings(), (0, 1, 95))

    found = told(register, capsys)

    assert "persons" not in found
    assert found["notes"] == ["likely_pairs:1"]


def test_neither_a_veto_nor_what_people_decided_or_left_open_is_linked(make, capsys):
    """A veto and a doubt go to people, so they are in the range; what is decided apart is one nowhere."""
    register, persons = make(COUNT, (0, 1, 95, "other_given"), (1, 2, 95), (2, 3, 95))
    register.links.apart(persons[1], persons[2], reason=WHY)
    register.links.unsure(persons[2], persons[3], reason=WHY)

    assert numbers(told(register, capsys)) == (5, 5, 3)


def test_a_likeness_is_no_probability_and_little_to_go_by_is_for_people(make, capsys):
    """Pairs that likeness found, or that have little to go by, are in the range and linked by no machine."""
    register, persons = make(COUNT, (0, 1, 99, "short_name"), (1, 2, 99, "other_age"))
    register.opened.store.pairs.keep(
        "victim", PairsFound((_pair(persons, 3, 4, 99, "same_given", how=()),)), of=[persons[3]], seq=register.seq
    )

    assert numbers(told(register, capsys)) == (5, 5, 2)


def test_what_likeness_and_the_engine_find_is_told_apart(make, monkeypatch):
    register, _ = make(COUNT)
    person(register, NAMES[1])

    by_likeness = register.links.find(again=True).found
    monkeypatch.setattr(_alike_persons, "MANY", 2)
    by_engine = register.links.find(again=True).found

    assert by_likeness
    assert by_engine
    assert not any("weighed" in one.why for one in by_likeness)
    assert all("weighed" in one.why for one in by_engine)


def test_what_people_decided_to_be_one_is_one_before_and_after(make, capsys):
    register, persons = make(COUNT, (0, 1, 95), (2, 3, 40))
    register.links.same(persons[0], persons[1], reason=WHY)

    found = told(register, capsys)

    assert numbers(found) == (found["total"]["best"], 4, 3)


def test_the_machine_links_from_where_the_settings_say(make, capsys):
    register, _ = make(LinkageSettings("count", 96), (0, 1, 95))

    assert numbers(told(register, capsys)) == (5, 5, 4)


def test_only_persons_of_the_cell_are_counted_and_no_incidents(make, capsys):
    """Pairs with somebody outside the cell change nothing in it; the dead without a record are not among persons."""
    register, persons = make(COUNT, (0, 1, 95))
    june = person(register, NAMES[2], documented_on="2020-06-04")
    strike(register)
    pairs = [_pair([persons[2], june], 0, 1, 95)]
    register.opened.store.pairs.keep("victim", PairsFound(tuple(pairs)), of=[june], seq=register.opened.ledger.seq)

    found = told(register, capsys)

    assert numbers(found) == (5, 4, 4)
    assert found["total"]["best"] == 12
    assert numbers(told(register, capsys, "--cell", "cause=not_stated")) == (5, 4, 4)
    incidents = register.counts.toll("2020-05", measure="incidents")[0]
    assert [one.reason for one in register.links.notes(incidents, None)] == ["likely_pairs"]


def test_nothing_is_told_of_an_earlier_moment_or_before_records_were_compared(make, capsys, tmp_path):
    register, _ = make(COUNT, (0, 1, 95))
    question = register.counts.toll("2020-05")[0]
    person(register, "Invented Late Comer")

    assert register.links.notes(question, None) == ()
    fresh = Settings(name="Invented team", owner="lead", linkage=COUNT)
    with Register.init(tmp_path / "fresh", settings=fresh) as made:
        person(made, NAMES[0])
        assert made.links.notes(made.counts.toll("2020-05")[0], None) == ()


def test_the_policy_is_kept_in_the_settings_and_a_wrong_one_is_refused(tmp_path):
    """A threshold below the one that was fixed before it was measured is refused, with the range it may have."""
    told = Settings(name="Invented team", owner="lead", linkage=LinkageSettings("count", 90))
    file = tmp_path / "sijill.toml"
    file.write_text(settings_text(told), "utf-8")
    assert read_settings(tmp_path) == told
    for line, words in (
        ('machine_links = "always"', "never or count"),
        ("machine_links = true", "never or count"),
        ("machine_links_from = 79", "from 80 to 99"),
        ("machine_links_from = 100", "from 80 to 99"),
        ("machine_links_from = 0.9", "from 80 to 99"),
        ("links = 1", "unknown setting 'links'"),
    ):
        file.write_text(f'[register]\nname = "a"\nowner = "b"\n[linkage]\n{line}\n', "utf-8")
        with pytest.raises(SettingsBroken, match=words):
            read_settings(tmp_path)
