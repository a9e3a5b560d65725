"""What an action is about to seal is written down first, also by the second action of a process."""

from __future__ import annotations

import threading

from sijill.adapters.files import Begun


def test_what_the_second_action_of_a_killed_process_had_begun_is_known(tmp_path):
    killed = Begun(tmp_path)
    killed.begin()
    killed.seal("a" * 64)
    killed.begin()
    killed.seal("b" * 64)
    next(iter(killed._notes.values()))[0].close()  # its lock goes with the process

    assert list(Begun(tmp_path).left()) == ["b" * 64]
    assert list(tmp_path.iterdir()) == []


def test_an_action_that_begins_beside_another_lets_nothing_of_it_go(tmp_path):
    """The pages of a desk share a register: each thread seals for itself."""
    desk = Begun(tmp_path)
    desk.begin()
    desk.seal("a" * 64)
    beside = threading.Thread(target=desk.begin)
    beside.start()
    beside.join()

    assert b"a" * 64 in b"".join(one.read_bytes() for one in tmp_path.iterdir())
    desk.close()
    assert list(tmp_path.iterdir()) == []


def test_a_note_that_nobody_closed_goes_with_its_register(tmp_path):
    dropped = Begun(tmp_path)
    dropped.seal("a" * 64)
    del dropped

    assert list(tmp_path.iterdir()) == []
