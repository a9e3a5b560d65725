"""Nothing leaks sideways: planted words are looked for at every door, for each role and strangers (E4, E6)."""

from __future__ import annotations

import pytest
from tests.safety.crawling import CLOSED, Crawl, House
from tests.safety.finding import found
from tests.safety.planting import LEVELS
from tests.sizes import LONG, often
from tests.unit.web.conftest import ROLES

AT_ONCE = ("lead", "viewer", "stranger")
"""Whose walks are no slow tests: who may see most, who may see least, and nobody."""
BETWEEN = ("documenter", "analyst", "verifier")
"""Who stand between two of the others, in a long run alone."""
EVERYBODY = [
    pytest.param(one, marks=() if one in AT_ONCE else pytest.mark.slow)
    for one in (*ROLES, "stranger", CLOSED)
    if LONG or one not in BETWEEN
]


def walked(house: House, name: str) -> Crawl:
    return house.crawl(name, foreign=99 if LONG else 1, followed=often(400, 10), sought=often(400, 8))


@pytest.mark.parametrize("name", EVERYBODY)
def test_no_door_shows_anybody_what_they_may_not_see(name, house):
    crawl = walked(house, name)

    print(f"{name}: {crawl.answered} answers, {len(house.planted.tokens)} tokens, {len(crawl.shown)} of them shown")
    assert crawl.leaks_of() == []


def test_the_walk_sees_what_may_be_seen(house):
    """A crawl that is shown nothing would find nothing: what the lead may see was shown to the lead somewhere."""
    crawl = walked(house, "lead")
    clearance = house.clearance("lead")

    unseen = {
        one.kind
        for word, one in house.planted.tokens.items()
        if not one.only and one.may_be_seen("lead", clearance) and word not in crawl.shown
    }
    seen = {house.planted.tokens[word].kind for word in crawl.shown}
    assert unseen - seen <= {"publication.reason"}  # kept in the ledger, and printed nowhere yet


def test_the_log_of_the_server_holds_no_planted_word(house):
    for name in AT_ONCE:
        walked(house, name)

    assert found("\n".join(house.written), house.planted.tokens) == set()


@pytest.mark.parametrize("level", LEVELS[:2])
def test_a_report_says_nothing_that_its_audience_may_not_know(level, house, tmp_path):
    done = house.register.publishing.report("2016-05", clock="died", audience=level, out=tmp_path)

    tokens = house.planted.tokens
    told = {word for path in done.files for word in house.told(path.read_bytes())}
    assert told
    assert sorted({tokens[word].kind for word in told if not tokens[word].may_be_seen("", level)}) == []
