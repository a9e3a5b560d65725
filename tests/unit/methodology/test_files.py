"""A methodology file is refused with the line and the reason, and the shipped ones are whole."""

from __future__ import annotations

import tomllib

import pytest

from sijill import methodology
from sijill.methodology import check, parse, shipped, shipped_bytes
from sijill.methodology._rules import MethodologyBroken

SNHR = shipped_bytes("snhr")


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_methodology_has_nothing_wrong(name):
    assert check(shipped_bytes(name)) == ()


@pytest.mark.parametrize("name", shipped())
def test_every_rule_of_a_shipped_methodology_is_written_in_both_languages_with_its_source(name):
    rules = tomllib.loads(shipped_bytes(name).decode())["rules"]

    assert all(rule["en"].strip() and rule["source"].strip() for rule in rules.values())
    assert all(any("\u0600" <= mark <= "\u06ff" for mark in rule["ar"]) for rule in rules.values())


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("threshold = 5", "threshold = 0", "the least that makes sense is 1"),
        ('parties = ["russia"]', 'parties = ["russland"]', "names an unknown party 'russland'"),
        ('default = "documented"', 'default = "recorded"', "it may be: died, documented"),
        ('joint = "joint"', 'joint = "both"', "which is no bucket"),
        ('unstated_status = "wait"', 'unstated_status = "guess"', "it may be: wait, count"),
        ("tens = { low = 20", "tens = { low = 200", "swap them"),
        ('rule = "S1.2"', 'rule = "S9.9"', "'S9.9' is not written out"),
        ("civilians_only = true", "civilian_only = true", "no key 'civilian_only'"),
        ('effective_on = "2011-06-01"', 'effective_on = "2011-06-31"', "no calendar has"),
        ("[massacre]", "[massacre", "not a TOML file"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(written, instead, said):
    broken = SNHR.decode().replace(written, instead, 1)
    line = broken[: broken.index(instead)].count("\n") + 1

    problems = check(broken.encode())

    assert any(said in problem.reason for problem in problems)
    assert min(abs(problem.line - line) for problem in problems) <= 4


@pytest.mark.parametrize(
    ("written", "instead", "said", "line_with"),
    [
        ('parties = ["russia"]', 'parties = ["isis"]', "rows must exclude each other", 'parties = ["isis"]'),
        ('slug = "russia"', 'slug = "isis"', "appears twice", 'slug = "isis"'),
        ("not_stated = true", "not_stated = false", "exactly one bucket must say not_stated", "[[buckets]]"),
    ],
)
def test_what_is_written_twice_or_nowhere_is_named_where_it_shows(written, instead, said, line_with):
    broken = SNHR.decode().replace(written, instead, 1)

    problem = next(one for one in check(broken.encode()) if said in one.reason)

    assert line_with in broken.splitlines()[problem.line - 1]


def test_a_party_above_itself_is_refused():
    own = "".join(
        f'\n[parties.{one}]\nlabel_en = "x"\nlabel_ar = "س"\nkind = "armed_group"\nparent = "{other}"\n'
        for one, other in (("a", "b"), ("b", "a"))
    )

    problems = check(SNHR + own.encode())

    assert "stands above itself" in problems[0].reason
    assert problems[0].line > SNHR.count(b"\n")


def test_a_methodology_may_add_a_party_to_the_tree():
    own = '\n[parties.new_group]\nlabel_en = "New"\nlabel_ar = "جديدة"\nkind = "armed_group"\nparent = "rebels"\n'

    rules = parse(SNHR + own.encode())

    assert rules.bucket_of("new_group").slug == "rebels"


def test_a_missing_part_is_named():
    with pytest.raises(MethodologyBroken, match="lacks 'methodology'"):
        parse(b"[eligibility]\n")


def test_a_file_that_is_not_utf8_is_refused():
    assert check(b"\n\xff")[0].line == 2


def test_two_files_differ_in_named_keys():
    rules = parse(SNHR)
    other = parse(SNHR.replace(b"threshold = 5", b"threshold = 10"))

    assert methodology.changed_terms(rules, other) == (("massacre.threshold", 5, 10),)
