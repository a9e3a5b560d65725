"""Nothing is recorded by a clock in doubt, and what a clock read is kept (issue 10, item 10)."""

from datetime import timedelta

import pytest
from tests.unit.actions.conftest import START

from sijill.actions import ClockInDoubt, confirm_clock
from sijill.ledger import Draft
from sijill.model import moment_text


def note(number):
    return [Draft(f"invented-{number}", "invented", {"number": number})]


def confirm(doing):
    return confirm_clock(doing.ledger, actor=doing.actor, now=doing.now, append_id=doing.append_id)


@pytest.fixture
def begun(doing):
    doing().append(note(0))
    return doing


@pytest.mark.parametrize(
    "stands", [timedelta(days=-1, seconds=-1), timedelta(days=60, minutes=1), timedelta(days=4000)]
)
def test_nothing_is_recorded_by_a_clock_too_far_from_the_last_entry_until_a_person_confirms_it(begun, ledger, stands):
    now = START + stands
    with pytest.raises(ClockInDoubt, match="sijill clock REGISTER --confirm"):
        begun(now=now).append(note(1))
    assert ledger.seq == 1

    assert confirm(begun(now=now, actor="lead")).last_seq == 2

    begun(now=now + timedelta(minutes=1)).append(note(1))
    (confirmed, *_) = ledger.entries(kind="clock")
    assert confirmed.actor == "lead"
    assert confirmed.body == {"reading": moment_text(now), "last": moment_text(START), "confirmed": True}


@pytest.mark.parametrize("stands", [timedelta(hours=-23), timedelta(0), timedelta(days=59)])
def test_a_clock_near_the_last_entry_needs_nobody(begun, ledger, stands):
    begun(now=START + stands).append(note(1))

    assert confirm(begun(now=START + stands)) is None
    assert ledger.entry("invented-1").body == {"number": 1}


def test_what_the_clock_read_is_kept_beside_the_moment_that_was_recorded(begun, ledger):
    begun(now=START - timedelta(hours=5)).append(note(1))

    (reading,) = ledger.entries(kind="clock")
    assert reading.body["reading"] == moment_text(START - timedelta(hours=5))
    assert ledger.entry("invented-1").recorded_at == START
    assert not reading.body["confirmed"]


def test_a_confirmed_clock_that_runs_behind_is_believed_as_it_goes_on_and_not_when_it_jumps_again(begun):
    now = START - timedelta(days=900)
    confirm(begun(now=now))
    for day in range(1, 200, 40):
        begun(now=now + timedelta(days=day)).append(note(day))

    with pytest.raises(ClockInDoubt):
        begun(now=now - timedelta(days=30)).append(note(1000))


def test_an_act_sent_again_long_after_answers_as_it_did(begun, ledger):
    first = begun("chosen").append(note(1))

    again = begun("chosen", now=START + timedelta(days=400)).append(note(1))

    assert (again.repeated, again.last_seq) == (True, first.last_seq)
